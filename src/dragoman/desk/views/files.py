"""Send a file, with support for byte ranges."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

__all__ = ["send_file"]

_PIECE = 1 << 18
_RANGE = re.compile(r"bytes=(\d*)-(\d*)", re.ASCII)


def send_file(request: HttpRequest, path: Path, media_type: str) -> HttpResponse | StreamingHttpResponse:
    """The file, or the requested range of its bytes."""
    size = path.stat().st_size
    asked = _RANGE.fullmatch(request.headers.get("Range", ""))
    first, last = _find_range(asked, size)
    if first > last and size:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    response = StreamingHttpResponse(_read(path, first, last), content_type=media_type, status=206 if asked else 200)
    response["Content-Length"] = str(max(0, last - first + 1))
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = "private, no-cache"
    if asked:
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
    return response


def _find_range(asked: re.Match[str] | None, size: int) -> tuple[int, int]:
    """The first and the last requested byte."""
    if asked is None or not (asked[1] or asked[2]):
        return 0, size - 1
    if not asked[1]:
        return max(0, size - int(asked[2])), size - 1
    return int(asked[1]), min(int(asked[2]), size - 1) if asked[2] else size - 1


def _read(path: Path, first: int, last: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(first)
        left = last - first + 1
        while left > 0:
            piece = file.read(min(_PIECE, left))
            if not piece:
                return
            left -= len(piece)
            yield piece
