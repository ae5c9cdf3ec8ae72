"""The history of an interview, with undo for each action; and what to listen to first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from dragoman.conventions.field_text import serialize_in_profile
from dragoman.conventions.profiles import PROFILES, Profile
from dragoman.desk import services
from dragoman.desk.brackets import find_interview_profile
from dragoman.desk.configuration import options
from dragoman.desk.error_messages import tell
from dragoman.desk.forms import find_context
from dragoman.desk.interviews import interviews
from dragoman.desk.people import permit
from dragoman.desk.roles import Action
from dragoman.errors import DragomanError
from dragoman.folder.actions import author_name, list_actions
from dragoman.language.word_difference import find_difference
from dragoman.transcript.hearing import share_heard
from dragoman.transcript.revision import Revision
from dragoman.transcript.span import format_clock
from dragoman.transcript.text import Text
from dragoman.workflows.listening import PlanOptions, plan

__all__ = ["history", "listening", "take_back"]

_A_PAGE = 50
_MOST_TEXTS = 10
_SIDES = {"source": "original", "target": "translation"}


@require_safe
def history(request: HttpRequest, key: str) -> HttpResponse:
    """The actions, newest first, fifty on a page."""
    permit(request, Action.READ)
    wanted = request.GET.get("page", "")
    page = int(wanted) if wanted.isdecimal() and len(wanted) < 9 else 1
    with interviews().open(key) as interview:
        groups = interview.session.folder.groups
        actions = list_actions(groups)
        context = find_context(interview)
        numbers = {segment.id: place for place, segment in enumerate(interview.session.transcript.segments, 1)}
        profile = PROFILES[find_interview_profile(interview.path)]
    last = max(1, -(-len(actions) // _A_PAGE))
    page = min(max(page, 1), last)
    ends = len(actions) - (page - 1) * _A_PAGE
    places = range(ends - 1, max(0, ends - _A_PAGE) - 1, -1)
    shown = [_show(actions[place], groups[place], numbers, profile, is_first=place == 0) for place in places]
    return render(request, "desk/history.html", {**context, "shown": shown, "page": page, "last": last})


def _show(action: Any, group: Any, numbers: Mapping[str, int], profile: Profile, *, is_first: bool) -> dict[str, Any]:
    changed = [] if is_first else [one for one in group if one.field in ("source", "target")]
    texts = [_text(one, numbers, profile) for one in changed[:_MOST_TEXTS]]
    return {
        "action": action,
        "by": author_name(action.author),
        "is_machine": type(action.author).__name__ == "Engine",
        "texts": texts,
        "can_undo": not action.undone and not is_first,
    }


def _text(revision: Revision, numbers: Mapping[str, int], profile: Profile) -> dict[str, Any]:
    """A change of a text. ``number`` is the passage's place in the document now; ``None`` if it is no longer there."""
    before, after = _typed(revision.before, profile), _typed(revision.after, profile)
    id_ = revision.subject.partition(":")[2]
    parts = find_difference(before, after)
    return {"id": id_, "number": numbers.get(id_), "side": _SIDES[revision.field], "parts": parts}


def _typed(value: Any, profile: Profile) -> str:
    return serialize_in_profile(msgspec.convert(value, Text), profile) if value else ""


@require_POST
def take_back(request: HttpRequest, key: str) -> HttpResponse:
    """Undo one action, by a new action."""
    person = permit(request, Action.EDIT)
    change = request.POST.get("change", "")
    with interviews().open(key) as interview:
        try:
            committed = services.undo(interview, person, change or None, f"take-back-{change}-{interview.session.head}")
        except DragomanError as error:
            messages.error(request, tell(error))
        else:
            said = "It is undone." if committed.revisions else "There was nothing left to undo."
            messages.success(request, said)
    return redirect("history", key)


@require_safe
def listening(request: HttpRequest, key: str) -> HttpResponse:
    """What to listen to first. Listening is recorded in the grid, where passages are played."""
    permit(request, Action.READ)
    asked = request.GET.get("minutes", "20")
    minutes = int(asked) if asked.isdecimal() and 0 < len(asked) < 6 else 20
    with interviews().open(key) as interview:
        context = {**find_context(interview), "minutes": minutes}
        heard = share_heard(interview.session.transcript)
        path = interview.path
        numbers = {segment.id: place for place, segment in enumerate(interview.session.transcript.segments, 1)}
    try:
        found = plan(settings=options().settings, options=PlanOptions(document=path, minutes=max(1, minutes)))
    except DragomanError as error:
        return render(request, "desk/listening.html", {**context, "fault": tell(error)})
    shown = [
        {"risk": one, "number": numbers.get(one.segment, "?"), "clock": format_clock(one.start or 0, exact=False)}
        for one in found.passages
    ]
    return render(request, "desk/listening.html", {**context, "shown": shown, "heard": heard})
