"""Errors as responses: a page gets a page that says what to do, a script gets JSON."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from dragoman.conventions.profiles import Profile
from dragoman.desk.brackets import find_window_profile
from dragoman.desk.error_messages import tell
from dragoman.desk.interviews import interviews
from dragoman.desk.people import NotLoggedInError
from dragoman.errors import DragomanError, EditError
from dragoman.folder.identity import EpochError
from dragoman.folder.lock import BusyError
from dragoman.transcript.merge import ConflictError
from dragoman.workflows.passage_edits import find_typed_conflicts

__all__ = ["AnswerFaults", "wants_json"]

_PASSAGE = re.compile(r"\bpassage (s[0-9a-z]+)\b")
_STATUS: tuple[tuple[type[DragomanError], int], ...] = (
    (ConflictError, 409),
    (EpochError, 410),
    (BusyError, 503),
    (EditError, 422),
)


class AnswerFaults:
    """Middleware that turns errors of views into responses."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The response to an error in a view; ``None`` for faults of the program."""
        if isinstance(error, NotLoggedInError):
            return JsonResponse({"code": "log-in"}, status=401) if wants_json(request) else _ask(request)
        if not isinstance(error, DragomanError):
            return None
        status = next((status for kind, status in _STATUS if isinstance(error, kind)), 400)
        message = _number_passages(request, tell(error)) if isinstance(error, EditError) else tell(error)
        if wants_json(request):
            return JsonResponse(_as_json(error, message, find_window_profile(request)), status=status)
        return render(request, "desk/fault.html", {"message": message}, status=status)


def _ask(request: HttpRequest) -> HttpResponse:
    """Redirect to the login page, and from there to the requested page."""
    after = urlencode({"next": request.get_full_path()}) if request.method == "GET" else ""
    return redirect(f"{reverse('log-in')}?{after}")


def wants_json(request: HttpRequest) -> bool:
    """Whether a script sent the request, not a person."""
    return "application/json" in request.headers.get("Accept", "")


def _number_passages(request: HttpRequest, message: str) -> str:
    """A message in which passages have the numbers that the grid shows, instead of their ids. One that is not in the
    interview any more has none.
    """
    key = request.resolver_match.kwargs.get("key") if request.resolver_match else None
    if key is None or not _PASSAGE.search(message):
        return message
    with interviews().open(key) as interview:
        numbers = {segment.id: place for place, segment in enumerate(interview.session.transcript.segments, 1)}
    return _PASSAGE.sub(lambda found: f"passage {numbers[found[1]]}" if found[1] in numbers else "the passage", message)


def _as_json(error: DragomanError, message: str, profile: Profile) -> dict[str, Any]:
    said: dict[str, Any] = {"code": error.code, "message": message}
    if isinstance(error, ConflictError):
        said["conflicts"] = [
            {name: getattr(conflict, name) for name in conflict.__struct_fields__}
            for conflict in find_typed_conflicts(error, profile)
        ]
    return said
