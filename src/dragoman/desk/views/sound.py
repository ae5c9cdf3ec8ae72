"""The recording of an interview, in pieces as players ask for them, and its waveform."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from dragoman.desk.interviews import interviews
from dragoman.desk.people import permit
from dragoman.desk.recordings import Recording, find_peaks, find_recording
from dragoman.desk.roles import Action

__all__ = ["peaks", "sound"]

_PIECE = 1 << 18
_RANGE = re.compile(r"bytes=(\d*)-(\d*)", re.ASCII)


@require_safe
def sound(request: HttpRequest, key: str) -> HttpResponse | StreamingHttpResponse:
    """The recording, or the stretch of its bytes that is asked for."""
    permit(request, Action.READ)
    recording = _find(key)
    size = recording.path.stat().st_size
    asked = _RANGE.fullmatch(request.headers.get("Range", ""))
    first, last = _find_range(asked, size)
    if first > last and size:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    response = StreamingHttpResponse(
        _read(recording.path, first, last), content_type=recording.media_type, status=206 if asked else 200
    )
    response["Content-Length"] = str(max(0, last - first + 1))
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = "private, no-cache"
    if asked:
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
    return response


@require_safe
def peaks(request: HttpRequest, key: str) -> HttpResponse:
    """The loudest of each tenth of a second, a byte each; 202 while it is being worked out."""
    permit(request, Action.READ)
    found = find_peaks(_find(key))
    if found is None:
        return HttpResponse(status=202, headers={"Retry-After": "2"})
    response = HttpResponse(found, content_type="application/octet-stream")
    response["Cache-Control"] = "private, max-age=3600"
    return response


def _find(key: str) -> Recording:
    with interviews().open(key) as interview:
        found = find_recording(interview)
    if found is None:
        raise Http404("no recording is here")
    return found


def _find_range(asked: re.Match[str] | None, size: int) -> tuple[int, int]:
    """The first and the last byte that are wanted."""
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
