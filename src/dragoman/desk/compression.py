"""Pages and JSON are compressed for browsers on other machines. For those on this one, compressing takes longer than
sending.

Lengths of compressed answers tell no secret: the token of forms is masked anew in each answer, browsers send no cookie
of the desk with requests from other sites, and random bytes are added.
"""

from __future__ import annotations

import gzip
import io
import re
import secrets
from collections.abc import Callable, Iterable, Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.request import split_domain_port
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from dragoman.desk.configuration import LOCAL_HOSTS

__all__ = ["Compress"]

_TYPES = ("text/html", "application/json")
# Higher levels take three times as long for a tenth fewer bytes.
_LEVEL = 1
# Bytes that go into one packet anyway, and the most that are added.
_PACKET = 1400
_PADDING = 100
_ACCEPTS = re.compile(r"\bgzip\b")


class Compress:
    """Middleware that compresses responses. What is streamed stays so: each piece can be read when it arrives."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request, compressed where that is worth it and the browser can read it."""
        response = self._get_response(request)
        if not _is_worth_it(request, response):
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        if not _ACCEPTS.search(request.headers.get("Accept-Encoding", "")):
            return response
        if isinstance(response, StreamingHttpResponse):
            response.streaming_content = _compress(iter(response))
        elif isinstance(response, HttpResponse):
            response.content = b"".join(_compress((response.content,)))
        del response.headers["Content-Length"]
        response.headers["Content-Encoding"] = "gzip"
        return response


def _is_worth_it(request: HttpRequest, response: HttpResponseBase) -> bool:
    host, _ = split_domain_port(request.get_host())
    if host in LOCAL_HOSTS or response.has_header("Content-Encoding"):
        return False
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    is_short = isinstance(response, HttpResponse) and len(response.content) <= _PACKET
    return kind in _TYPES and not is_short


def _compress(pieces: Iterable[bytes]) -> Iterator[bytes]:
    buffer = io.BytesIO()
    padding = "a" * secrets.randbelow(_PADDING)
    with gzip.GzipFile(padding, "wb", _LEVEL, buffer, mtime=0) as packed:
        for piece in pieces:
            packed.write(piece)
            packed.flush()
            yield _take(buffer)
    yield _take(buffer)


def _take(buffer: io.BytesIO) -> bytes:
    """What has been written into a buffer since the last call."""
    written = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return written
