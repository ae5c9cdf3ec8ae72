"""Errors as responses: a page gets a page that says what to do, a script gets JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from dragoman.conventions.profiles import Profile
from dragoman.desk.brackets import find_window_profile
from dragoman.desk.error_messages import tell
from dragoman.desk.people import NotLoggedInError
from dragoman.errors import DragomanError, EditError
from dragoman.folder.identity import EpochError
from dragoman.folder.lock import BusyError
from dragoman.transcript.merge import ConflictError
from dragoman.workflows.passage_edits import find_typed_conflicts

__all__ = ["AnswerFaults", "wants_json"]

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
        if wants_json(request):
            return JsonResponse(_as_json(error, find_window_profile(request)), status=status)
        return render(request, "desk/fault.html", {"message": tell(error)}, status=status)


def _ask(request: HttpRequest) -> HttpResponse:
    """Redirect to the login page, and from there to the requested page."""
    after = urlencode({"next": request.get_full_path()}) if request.method == "GET" else ""
    return redirect(f"{reverse('log-in')}?{after}")


def wants_json(request: HttpRequest) -> bool:
    """Whether a script sent the request, not a person."""
    return "application/json" in request.headers.get("Accept", "")


def _as_json(error: DragomanError, profile: Profile) -> dict[str, Any]:
    said: dict[str, Any] = {"code": error.code, "message": tell(error)}
    if isinstance(error, ConflictError):
        said["conflicts"] = [
            {name: getattr(conflict, name) for name in conflict.__struct_fields__}
            for conflict in find_typed_conflicts(error, profile)
        ]
    return said
