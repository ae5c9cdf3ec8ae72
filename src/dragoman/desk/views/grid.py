"""The grid of one interview: its page, and the requests that the page sends."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_GET, require_POST

from dragoman.conventions.profiles import PROFILES
from dragoman.desk import selectors, services
from dragoman.desk.brackets import find_interview_profile, find_window_profile
from dragoman.desk.grid_html import ROWS_IN_BLOCK, make_blank_row, make_rows
from dragoman.desk.interviews import interviews
from dragoman.desk.people import permit
from dragoman.desk.recordings import find_recording
from dragoman.desk.roles import Action
from dragoman.desk.rows import find_rows, find_speakers, find_title
from dragoman.desk.views.answers import as_json, read_body
from dragoman.folder import Committed
from dragoman.workflows.passage_edits import EditAction, SetState

__all__ = ["changes", "edits", "grid", "review", "typing", "undo"]


class _Edits(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    client: str
    since: str
    action: EditAction


class _Typing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    epoch: int
    typed: tuple[services.TypingSent, ...]


class _Undo(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    key: str
    since: str
    epoch: int
    change: str | None = None


class _Made(msgspec.Struct, frozen=True, kw_only=True):
    """The result of an action. ``change`` is its id, for undoing it."""

    change: str | None
    repeated: bool
    changes: selectors.GridChanges


# Blocks of rows that are sent first, so that something is seen at once, and then in each piece: a browser paints after
# each. What stands in their place until then.
_FIRST = 3
_AT_ONCE = 25
_ROWS = "<!-- rows -->"


@require_GET
def grid(request: HttpRequest, key: str) -> HttpResponseBase:
    """The page for correcting an interview. Its rows are streamed, so that the first ones appear at once."""
    person = permit(request, Action.READ)
    with interviews().open(key) as interview:
        profile = find_interview_profile(interview.path)
        state = selectors.find_state(interview, profile)
        transcript = interview.session.transcript
        title = find_title(interview.session, key)
        recording = find_recording(interview)
    context = {
        "key": key,
        "title": title,
        "state": msgspec.to_builtins(state),
        "rows": mark_safe(_ROWS),
        "blank": mark_safe(make_blank_row()),
        "rows_in_block": ROWS_IN_BLOCK,
        "scripts": _find_scripts(),
        "recording": recording,
        "brackets": state.brackets,
        "is_video": recording is not None and recording.media_type.startswith("video/"),
    }
    head, _, foot = render_to_string("desk/grid.html", context, request).rpartition(_ROWS)
    blocks = make_rows(
        find_rows(transcript, profile=PROFILES[profile]),
        find_speakers(transcript),
        is_locked=not person.may(Action.EDIT),
    )
    return StreamingHttpResponse(_pieces(head, blocks, foot))


def _pieces(head: str, blocks: Iterator[str], foot: str) -> Iterator[str]:
    yield head
    yield "".join(itertools.islice(blocks, _FIRST))
    while piece := "".join(itertools.islice(blocks, _AT_ONCE)):
        yield piece
    yield foot


@cache
def _find_scripts() -> tuple[str, ...]:
    """The scripts of the grid, so that a browser can load all of them while it reads the rows."""
    folder = Path(__file__).parents[1] / "static" / "desk"
    found, wanted = [], ["grid.js"]
    for name in wanted:
        if name not in found:
            found.append(name)
            wanted += re.findall(
                r'^import .*"\./(\w+\.js)";$', (folder / name).read_text(encoding="utf-8"), re.MULTILINE
            )
    return tuple(f"desk/{name}" for name in found)


@require_GET
def changes(request: HttpRequest, key: str) -> HttpResponse:
    """What is new since the window's revision."""
    permit(request, Action.READ)
    since, epoch = request.GET.get("since", ""), request.GET.get("epoch", "")
    with interviews().open(key) as interview:
        seen = int(epoch) if epoch.isdecimal() and len(epoch) < 19 else -1
        return as_json(selectors.find_changes(interview, since, seen, find_window_profile(request)))


@require_POST
def edits(request: HttpRequest, key: str) -> HttpResponse:
    """Make an action, completely or not at all."""
    person = permit(request, Action.EDIT)
    sent = read_body(request, _Edits)
    with interviews().open(key) as interview:
        committed = services.edit(interview, sent.action, person, sent.client)
        found = selectors.find_changes(interview, sent.since, sent.action.epoch, find_window_profile(request))
        return as_json(_made(committed, found))


@require_POST
def review(request: HttpRequest, key: str) -> HttpResponse:
    """Set the state of passages, for people who may review but not edit."""
    person = permit(request, Action.REVIEW)
    sent = read_body(request, _Edits)
    if not all(isinstance(one, SetState) for one in sent.action.edits):
        raise PermissionDenied("a review changes no text")
    with interviews().open(key) as interview:
        committed = services.edit(interview, sent.action, person, sent.client)
        found = selectors.find_changes(interview, sent.since, sent.action.epoch, find_window_profile(request))
        return as_json(_made(committed, found))


@require_POST
def typing(request: HttpRequest, key: str) -> HttpResponse:
    """Save what is being typed. The response says that it is on the disk."""
    person = permit(request, Action.EDIT)
    sent = read_body(request, _Typing)
    with interviews().open(key) as interview:
        written = services.keep_typing(interview, sent.typed, person)
    # Nobody waits for the disk with this interview in hand: it takes what several people type at once.
    if written is not None:
        written.sync()
    return as_json({"kept": len(sent.typed)})


@require_POST
def undo(request: HttpRequest, key: str) -> HttpResponse:
    """Undo an action."""
    person = permit(request, Action.EDIT)
    sent = read_body(request, _Undo)
    with interviews().open(key) as interview:
        committed = services.undo(interview, person, sent.change, sent.key)
        found = selectors.find_changes(interview, sent.since, sent.epoch, find_window_profile(request))
        return as_json(_made(committed, found))


def _made(committed: Committed, changes: selectors.GridChanges) -> _Made:
    change = committed.revisions[0].group if committed.revisions else None
    return _Made(change=change, repeated=committed.repeated, changes=changes)
