"""The recording of an interview, in pieces as players ask for them, and its waveform."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from dragoman.desk.interviews import interviews
from dragoman.desk.people import permit
from dragoman.desk.recordings import Recording, find_peaks, find_recording
from dragoman.desk.roles import Action
from dragoman.desk.views.files import send_file

__all__ = ["peaks", "sound"]


@require_safe
def sound(request: HttpRequest, key: str) -> HttpResponse | StreamingHttpResponse:
    """The recording, or the stretch of its bytes that is asked for."""
    permit(request, Action.READ)
    recording = _find(key)
    return send_file(request, recording.path, recording.media_type)


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
