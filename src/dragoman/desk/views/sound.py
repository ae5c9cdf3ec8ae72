"""The recording of an interview with byte ranges, its waveform, and the times of a passage."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_GET, require_safe

from dragoman.desk.brackets import find_window_profile
from dragoman.desk.interviews import interviews
from dragoman.desk.people import permit
from dragoman.desk.realigning import find_shown_words
from dragoman.desk.recordings import Recording, find_peaks, find_recording
from dragoman.desk.roles import Action
from dragoman.desk.views.answers import as_json
from dragoman.desk.views.files import send_file
from dragoman.transcript.document import find_segment

__all__ = ["peaks", "sound", "spoken"]


@require_safe
def sound(request: HttpRequest, key: str) -> HttpResponse | StreamingHttpResponse:
    """The recording, or the requested range of its bytes."""
    permit(request, Action.READ)
    recording = _find(key)
    return send_file(request, recording.path, recording.media_type)


@require_safe
def peaks(request: HttpRequest, key: str) -> HttpResponse:
    """The peak of each tenth of a second, one byte each; 202 while it is being computed."""
    permit(request, Action.READ)
    found = find_peaks(_find(key))
    if found is None:
        return HttpResponse(status=202, headers={"Retry-After": "2"})
    response = HttpResponse(found, content_type="application/octet-stream")
    response["Cache-Control"] = "private, max-age=3600"
    return response


@require_GET
def spoken(request: HttpRequest, key: str, segment: str) -> HttpResponse:
    """The times of a passage and its words, in ms of the interview, and the offset of the recording's file."""
    permit(request, Action.READ)
    with interviews().open(key) as interview:
        found = find_segment(interview.session.transcript, segment)
        if found is None:
            raise Http404(f"no passage {segment}")
        recording = find_recording(interview)
        words = find_shown_words(interview, found, find_window_profile(request)).words
    span = found.span
    return as_json(
        {
            "start": span.start if span else None,
            "end": span.end if span else None,
            "offset": recording.offset if recording else None,
            "words": words,
        }
    )


def _find(key: str) -> Recording:
    with interviews().open(key) as interview:
        found = find_recording(interview)
    if found is None:
        raise Http404("there is no recording")
    return found
