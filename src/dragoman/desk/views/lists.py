"""The list of interviews."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from dragoman.desk.interviews import interviews
from dragoman.desk.people import permit
from dragoman.desk.roles import Action

__all__ = ["interview_list"]


@require_GET
def interview_list(request: HttpRequest) -> HttpResponse:
    """The interviews of the directory."""
    permit(request, Action.READ)
    return render(request, "desk/interviews.html", {"keys": sorted(interviews().find_paths(fresh=True))})
