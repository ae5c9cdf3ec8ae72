"""Headers of every answer: nothing is loaded from elsewhere, no script in a page runs, nobody may frame a page.

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
    """The policy of a page that may play a recording from elsewhere: for an owner who has asked to see just that.

    :param media: the origin that it lies at
    """
    return _POLICY.replace("media-src 'self'", f"media-src 'self' {media}")


class SecurityHeaders:
    """Adds them, whatever else answers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with the headers. A view that set one of them keeps its own."""
        response = self._get_response(request) if _is_ours(request) else _refuse()
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        if not response.streaming:
            response.headers.setdefault("Content-Length", str(len(response.content)))
        return response


def _is_ours(request: HttpRequest) -> bool:
    """Whether a request is to a name of the desk. Also files and answers that need no name are given to those alone."""
    try:
        request.get_host()
    except DisallowedHost:
        return False
    return True


def _refuse() -> HttpResponse:
    said = "The desk does not answer to this name. Start it with dragoman serve --name NAME if it should."
    return HttpResponse(said, content_type="text/plain; charset=utf-8", status=400)
