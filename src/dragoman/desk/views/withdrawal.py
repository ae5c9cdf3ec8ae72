"""Withdraw a passage, a name or an edition: choose, look at what would be gone, and confirm."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe
from msgspec.structs import replace

from dragoman.desk.checking import checker
from dragoman.desk.configuration import options, read_settings
from dragoman.desk.error_messages import tell
from dragoman.desk.forms import find_context, find_text
from dragoman.desk.interviews import OpenInterview, interviews
from dragoman.desk.people import permit
from dragoman.desk.preview import forget_previews
from dragoman.desk.roles import Action
from dragoman.errors import DragomanError, SettingsError
from dragoman.folder.editions import load_editions
from dragoman.language.finding import NameFinder
from dragoman.press.site_files import find_tops
from dragoman.transcript.document import Segment, Transcript
from dragoman.transcript.text import Text, plain
from dragoman.workflows.withdraw import Withdrawn, WithdrawOptions, WithdrawPlan, plan_withdraw, withdraw

__all__ = ["look", "make_withdrawal", "withdraw_page"]

_SITE = "site"
_FIELDS = ("passages", "names", "edition", "reason")
# A number or a range of numbers, as the grid shows them.
_NUMBERS = re.compile(r"(\d{1,6})(?:[-–](\d{1,6}))?")


@require_safe
def withdraw_page(request: HttpRequest, key: str) -> HttpResponse:
    """The form: passages, names, an edition. Links of other pages fill in the speaker or the passage."""
    permit(request, Action.WITHDRAW)
    with interviews().open(key) as interview:
        transcript = interview.session.transcript
        typed = dict.fromkeys(_FIELDS, "")
        typed["passages"] = request.GET.get("passage", "")[:40]
        typed["names"] = "\n".join(_find_forms(transcript, request.GET.get("speaker", "")))
        return _show(request, interview, typed)


@require_POST
def look(request: HttpRequest, key: str) -> HttpResponse:
    """What would be withdrawn. Nothing is changed."""
    permit(request, Action.WITHDRAW)
    typed = _find_typed(request)
    with interviews().open(key) as interview:
        transcript = interview.session.transcript
        try:
            wanted = _read(interview.path, transcript, typed)
            plan = plan_withdraw(settings=read_settings(), options=wanted)
        except DragomanError as error:
            return _show(request, interview, typed, fault=tell(error))
        return _show(request, interview, typed, plan=_describe(plan, transcript))


@require_POST
def make_withdrawal(request: HttpRequest, key: str) -> HttpResponse:
    """Withdraw, and show what is out of reach.

    The answer is the page itself: a message for the next page would be kept in the database, with what was withdrawn.
    """
    person = permit(request, Action.WITHDRAW)
    typed = _find_typed(request)
    with interviews().open(key) as interview:
        path, transcript = interview.path, interview.session.transcript
        if request.POST.get("head") != interview.session.head:
            fault = "The interview has been changed since this page was made. Check again what would be withdrawn."
            return _show(request, interview, typed, fault=fault)
        if request.POST.get("sure") != "yes":
            return _show(request, interview, typed, fault="Nothing is withdrawn: it was not confirmed.")
        try:
            wanted = _read(path, transcript, typed)
        except DragomanError as error:
            return _show(request, interview, typed, fault=tell(error))
    # It searches the folder and the site, so the lock of this interview is not held meanwhile.
    try:
        done = withdraw(settings=replace(read_settings(), handle=person.handle), options=wanted)
    except DragomanError as error:
        with interviews().open(key) as interview:
            return _show(request, interview, typed, fault=tell(error))
    finally:
        forget_previews()
        checker().forget(key)
    with interviews().open(key) as interview:
        return _show(request, interview, dict.fromkeys(_FIELDS, ""), done=_describe_done(done, wanted.site))


def _show(
    request: HttpRequest,
    interview: OpenInterview,
    typed: dict[str, str],
    *,
    fault: str | None = None,
    plan: dict[str, Any] | None = None,
    done: dict[str, Any] | None = None,
) -> HttpResponse:
    editions = load_editions(interview.session.folder)
    context = {
        **find_context(interview),
        "typed": typed,
        "fault": fault,
        "plan": plan,
        "done": done,
        "numbers": [str(one.number) for one in editions if one.withdrawn is None],
        "elsewhere": interview.session.transcript.facts.publications,
        "has_editions": bool(editions),
    }
    return render(request, "desk/withdraw.html", context, status=422 if fault else 200)


def _find_typed(request: HttpRequest) -> dict[str, str]:
    return {name: find_text(request.POST, name) or "" for name in _FIELDS}


def _read(path: Path, transcript: Transcript, typed: dict[str, str]) -> WithdrawOptions:
    """What the form asks for.

    :raises SettingsError: if the interview has no passage with such a number
    """
    site = options().root / _SITE
    return WithdrawOptions(
        folder=path,
        passages=tuple(dict.fromkeys(_find_ids(transcript, typed["passages"]))),
        names=tuple(dict.fromkeys(filter(None, map(str.strip, typed["names"].splitlines())))),
        edition=int(typed["edition"]) if typed["edition"].isdecimal() else None,
        site=site if find_tops(site) else None,
        reason=" ".join(typed["reason"].split()) or None,
    )


def _find_ids(transcript: Transcript, typed: str) -> Iterator[str]:
    """The ids of passages, which are given by their numbers or ids."""
    for word in typed.replace(",", " ").split():
        match = _NUMBERS.fullmatch(word)
        if match is None:
            yield word
            continue
        first, last = int(match[1]), int(match[2] or match[1])
        if not 0 < first <= last <= len(transcript.segments):
            raise SettingsError("passages", word, "is no number of a passage", "see the numbers in the grid")
        yield from (segment.id for segment in transcript.segments[first - 1 : last])


def _find_forms(transcript: Transcript, speaker: str) -> tuple[str, ...]:
    """All names of a speaker."""
    found = next((one for one in transcript.speakers if one.id == speaker), None)
    forms = (found.name, found.name_native, found.label, *found.aliases) if found else ()
    return tuple(dict.fromkeys(form for form in forms if form))


def _describe(plan: WithdrawPlan, transcript: Transcript) -> dict[str, Any]:
    numbered = {segment.id: (number, segment) for number, segment in enumerate(transcript.segments, 1)}
    finder = NameFinder(plan.names) if plan.names else None
    found = [segment for _number, segment in numbered.values() if finder is not None and _holds(segment, finder)]
    return {
        "passages": [_passage(id_, *numbered.get(id_, (None, None))) for id_ in plan.passages],
        "names": plan.names,
        "found": len(found),
        "edition": plan.edition,
    }


def _passage(id_: str, number: int | None, segment: Segment | None) -> dict[str, Any]:
    texts = (segment.source, segment.target) if segment else (None, None)
    return {"id": id_, "number": number, "texts": [plain(text) for text in texts if text]}


def _holds(segment: Segment, finder: NameFinder) -> bool:
    texts: tuple[Text | None, ...] = (segment.source, segment.target)
    return any(plain(text) in finder for text in texts if text)


def _describe_done(done: Withdrawn, site: Path | None) -> dict[str, Any]:
    return {
        "deleted": None if done.deleted is None else len(done.deleted),
        "site": site,
        "is_plain": done.is_plain,
        "verified": done.verified,
        "traces": [{"path": path, "misnamed": path in done.misnamed} for path in done.traces],
        "imported": done.imported,
        "memories": done.memories,
        "elsewhere": done.elsewhere,
        "address": done.address,
    }
