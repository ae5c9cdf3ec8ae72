"""Headers of every response: nothing is loaded from other sites, no inline script runs, and no page may be framed.

An answer that is not streamed says how long it is: waitress closes the connection after any other one.

A request to a name that is not the desk's is answered with nothing: a web site may point its own name at this machine.
"""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse

__all__ = ["SecurityHeaders", "find_policy"]

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "media-src 'self'",
        "connect-src 'self'",
        "font-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def find_policy(media: str) -> str:
    """The policy of a page that may play a recording from elsewhere: for an owner who asks for such a preview.

    :param media: the origin of the recording
    """
    return _POLICY.replace("media-src 'self'", f"media-src 'self' {media}")


class SecurityHeaders:
    """Middleware that adds the headers to every response."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, with the headers. A header that a view has set is kept."""
        response = self._get_response(request) if _is_ours(request) else _refuse()
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        if not response.streaming:
            response.headers.setdefault("Content-Length", str(len(response.content)))
        return response


def _is_ours(request: HttpRequest) -> bool:
    """Whether a request is to a host name of the desk. This covers static files too."""
    try:
        request.get_host()
    except DisallowedHost:
        return False
    return True


def _refuse() -> HttpResponse:
    said = "The desk does not answer to this name. Start it with dragoman serve --name NAME if it should."
    return HttpResponse(said, content_type="text/plain; charset=utf-8", status=400)
