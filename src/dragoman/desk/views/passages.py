"""What is shown beside a passage: problems, names, memory, suggestions, history; and recording that somebody
listened.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import Any

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_POST

from dragoman.checks import find_problems
from dragoman.checks.coverage.outdated import find_outdated
from dragoman.checks.coverage.sent_back import find_sent_back
from dragoman.conventions.field_text import serialize_in_profile
from dragoman.conventions.profiles import Profile
from dragoman.desk.brackets import find_window_profile
from dragoman.desk.checking import checker
from dragoman.desk.configuration import options
from dragoman.desk.error_messages import say_fix
from dragoman.desk.interviews import OpenInterview, interviews
from dragoman.desk.machine_texts import find_machine_texts
from dragoman.desk.open_comments import count_open_comments, find_threads
from dragoman.desk.people import DeskPerson, permit
from dragoman.desk.realigning import find_shown_words
from dragoman.desk.roles import Action
from dragoman.desk.shared_glossary import find_shared_glossary, with_shared
from dragoman.desk.translating import suggesting
from dragoman.desk.views.answers import as_json, read_body
from dragoman.folder import Session, sign
from dragoman.folder.comments import Thread
from dragoman.folder.memory import MemoryMatch
from dragoman.folder.review import find_settled, record_problems
from dragoman.folder.suggestions import is_current, load_suggestions
from dragoman.language.term_matching import find_terms
from dragoman.language.word_difference import Difference, find_difference
from dragoman.problems import Problem
from dragoman.settings.dragoman_toml import Settings
from dragoman.settings.rules import find_style_guide
from dragoman.transcript import edit
from dragoman.transcript.document import Person, Segment, Transcript, find_segment
from dragoman.transcript.last_review import find_last_review
from dragoman.transcript.merge import intend
from dragoman.transcript.revision import Revision
from dragoman.transcript.sides import find_languages
from dragoman.transcript.text import Text, plain
from dragoman.workflows.memory import MemorySearch, find_in_memory
from dragoman.workflows.review import SettleOptions
from dragoman.workflows.review import settle as settle_problem

__all__ = ["listened", "passage", "problems", "settle"]

# The number of neighbours on each side that are checked with a passage.
_AROUND = 2
_MOST_CHANGES = 30
_CHANGED = "original-changed"


class _Listened(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    segment: str
    source: str
    target: str


class _Settle(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``segment`` is the passage beside which the problem was shown, if it was."""

    problem: str
    segment: str | None = None
    reason: str


@require_GET
def passage(request: HttpRequest, key: str, segment: str) -> HttpResponse:
    """Everything that is shown beside one passage."""
    permit(request, Action.READ)
    desk, profile = options(), find_window_profile(request)
    with interviews().open(key) as interview:
        session = interview.session
        found = _find(session, segment)
        history = session.folder.find_history(segment)
        # Before the suggestions are read, so that one that has just finished is among them.
        asked = suggesting().find(interview.path, segment)
        told: dict[str, Any] = {
            "words": find_shown_words(interview, found, profile),
            "problems": [_problem(one) for one in _passage_problems(interview, found, history, desk.settings)],
            "unchecked": checker().find(key, interview.path, session.head).fault,
            "comments": [_thread(one) for one in find_threads(interview.path) if one.segment == segment],
            "terms": [*_find_terms(session.transcript, found)],
            "glossary": find_shared_glossary().fault,
            "suggestions": [*_find_suggestions(session, found, profile)],
            "machine": find_machine_texts(history, found, profile),
            "asked": asked,
            "reviewed": _find_review(history, found, profile),
            "history": [*_find_history(history, segment, profile)],
        }
        path, target = interview.path, session.transcript.target_language
    # The memory opens other folders, so the lock of this interview is not held meanwhile.
    search = MemorySearch(folder=path, passages=(segment,), directory=desk.root)
    told["memory"] = [*_find_memory(search, found, target, profile)]
    return as_json(told)


@require_GET
def problems(request: HttpRequest, key: str) -> HttpResponse:
    """The number of open problems and comments of each passage, the problems of no passage, and the translations older
    than their original.
    """
    permit(request, Action.READ)
    with interviews().open(key) as interview:
        path, head, transcript = interview.path, interview.session.head, interview.session.transcript
    found = checker().find(key, path, head)
    ids = {segment.id for segment in transcript.segments}
    serious = [one for one in found.problems if one.severity != "note"]
    counts = Counter(one.where.segment for one in serious if one.where.segment in ids)
    whole = [_problem(one) for one in serious if one.where.segment not in ids]
    outdated = {one.where.segment: _find_change(one, transcript) for one in found.problems if one.code == _CHANGED}
    told = {"counts": counts, "whole": whole, "comments": count_open_comments(path), "outdated": outdated}
    return as_json({**told, "is_fresh": found.head == head, "fault": found.fault})


@require_POST
def settle(request: HttpRequest, key: str) -> HttpResponse:
    """Record why a problem is not one."""
    person = permit(request, Action.REVIEW)
    sent = read_body(request, _Settle)
    settings = msgspec.structs.replace(options().settings, handle=person.handle)
    with interviews().open(key) as interview:
        _record(interview, sent)
        settle_problem(
            settings=settings,
            options=SettleOptions(folder=interview.path, problem=sent.problem, reason=sent.reason),
        )
    checker().settle(key, sent.problem)
    return as_json({})


def _record(interview: OpenInterview, sent: _Settle) -> None:
    """Record the problem first if it is one of the passage as it is now: a check may not have recorded it yet."""
    session = interview.session
    segment = find_segment(session.transcript, sent.segment or "")
    if segment is not None:
        own = _find_own_problems(session, segment, session.folder.find_history(segment.id), options().settings)
        record_problems(session.folder, [one for one in own if one.id == sent.problem])


@require_POST
def listened(request: HttpRequest, key: str) -> HttpResponse:
    """Record that somebody has played a whole passage, if its texts are still those that they saw."""
    person = permit(request, Action.LISTEN)
    sent = read_body(request, _Listened)
    with interviews().open(key) as interview:
        committed = _note(interview.session, sent, person, find_window_profile(request))
    return as_json({"changed": committed})


def _note(session: Session, sent: _Listened, person: DeskPerson, profile: Profile) -> bool:
    found = _find(session, sent.segment)
    shown = tuple(serialize_in_profile(text or (), profile) for text in (found.source, found.target))
    if person.handle in found.heard_by or shown != (sent.source, sent.target):
        return False
    by = sign(session.folder, person.author)
    revisions = edit.set_heard(session.transcript, found.id, (*found.heard_by, person.handle), by)
    return bool(session.commit(intend(session.transcript, revisions, by, epoch=session.epoch)).revisions)


def _find(session: Session, id_: str) -> Segment:
    for segment in session.transcript.segments:
        if segment.id == id_:
            return segment
    raise Http404(f"no passage {id_}")


def _passage_problems(
    interview: OpenInterview, segment: Segment, history: Sequence[Revision], settings: Settings
) -> Iterator[Problem]:
    """The problems of one passage in its current state, and those of the whole document that concern it.

    :param history: the actions that name the passage
    """
    known = checker().find(interview.key, interview.path, interview.session.head)
    whole = [one for one in known.problems if one.where.segment == segment.id]
    if known.head == interview.session.head and known.fault is None:
        yield from whole
        return
    settled = find_settled(interview.session.folder)
    own = [one for one in _find_own_problems(interview.session, segment, history, settings) if one.id not in settled]
    yield from own
    yield from (one for one in whole if one.texts is None and one.id not in {mine.id for mine in own})


def _find_own_problems(
    session: Session, segment: Segment, history: Sequence[Revision], settings: Settings
) -> tuple[Problem, ...]:
    """The problems of one passage in its current state, settled ones too."""
    transcript = session.transcript
    place = transcript.segments.index(segment)
    near = transcript.segments[max(0, place - _AROUND) : place + _AROUND + 1]
    part = with_shared(msgspec.structs.replace(transcript, segments=near))
    near_by = find_problems(part, style_guide=find_style_guide(settings))
    alone = msgspec.structs.replace(transcript, segments=(segment,))
    of_history = (*find_outdated(alone, history), *find_sent_back(alone, history))
    return tuple(one for one in (*near_by, *of_history) if one.where.segment == segment.id)


def _problem(problem: Problem) -> dict[str, Any]:
    """A problem with what to do about it."""
    return {
        "id": problem.id,
        "code": problem.code,
        "severity": problem.severity,
        "message": problem.describe(say_fix),
        "start": problem.where.start,
    }


def _find_change(problem: Problem, transcript: Transcript) -> tuple[Difference, ...]:
    """The difference between an original and the one that was translated."""
    segment = find_segment(transcript, problem.where.segment or "")
    now = plain(segment.source or ()) if segment else ""
    return find_difference(str(dict(problem.details).get("before", "")), now)


def _find_review(history: Iterable[Revision], segment: Segment, profile: Profile) -> dict[str, Any] | None:
    """Who reviewed a passage last, and what has changed in its texts since."""
    review = find_last_review(history, segment)
    if review is None:
        return None
    sides = {"source": (review.source, segment.source), "target": (review.target, segment.target)}
    return {
        "by": review.by,
        "time": review.time or "",
        "approved": review.approved,
        "changes": {
            side: find_difference(*(serialize_in_profile(text or (), profile) for text in (before, now)))
            for side, (before, now) in sides.items()
            if before != now
        },
    }


def _thread(thread: Thread) -> dict[str, Any]:
    return {"id": thread.id, "resolved_by": thread.resolved_by, "comments": msgspec.to_builtins(thread.comments)}


def _find_terms(transcript: Transcript, segment: Segment) -> Iterator[dict[str, Any]]:
    language = find_languages(transcript).on("source", segment) or "und"
    said = plain(segment.source or ())
    every = with_shared(transcript).glossary
    for found in dict.fromkeys(one.term for one in find_terms(every, said, language)):
        place = None if found in transcript.glossary else find_shared_glossary().name
        yield {"source": found.source[0], "target": found.target, "note": found.note, "place": place}


def _find_suggestions(session: Session, segment: Segment, profile: Profile) -> Iterator[dict[str, Any]]:
    own = plain(segment.target or ())
    for one in load_suggestions(session.folder):
        if one.segment == segment.id:
            yield {
                "target": serialize_in_profile(one.target, profile),
                "engine": one.engine.name,
                "time": one.time,
                "current": is_current(one, segment),
                "difference": find_difference(own, plain(one.target)) if own else [],
            }


def _find_memory(
    search: MemorySearch, segment: Segment, target: str | None, profile: Profile
) -> Iterator[dict[str, Any]]:
    """Earlier translations into a language; none if the language is unknown."""
    if not segment.source or target is None:
        return
    found = find_in_memory(settings=options().settings, options=search)
    for offered in found.offered:
        yield from (_match(match, segment, profile) for match in offered.matches)


def _match(match: MemoryMatch, segment: Segment, profile: Profile) -> dict[str, Any]:
    before, now = plain(match.unit.source), plain(segment.source or ())
    return {
        "score": match.score,
        "target": serialize_in_profile(match.unit.target, profile),
        "place": match.unit.place,
        "key": PurePath(match.unit.place).as_posix() if match.unit.segment else None,
        "segment": match.unit.segment,
        "difference": [] if match.is_equal else find_difference(before, now),
    }


def _find_history(history: Iterable[Revision], id_: str, profile: Profile) -> Iterator[dict[str, Any]]:
    """The changes of a passage, newest first."""
    own = [revision for revision in history if revision.subject == f"segment:{id_}"]
    shown = [revision for revision in reversed(own) if not revision.field.endswith("_origin")]
    for revision in shown[:_MOST_CHANGES]:
        author = revision.author
        yield {
            "change": revision.group,
            "by": author.handle if isinstance(author, Person) else author.name,
            "time": revision.time or "",
            "field": revision.field or "passage",
            "before": _typed(revision.before, profile) if revision.field in ("source", "target") else None,
            "difference": find_difference(_typed(revision.before, profile), _typed(revision.after, profile))
            if revision.field in ("source", "target")
            else [],
        }


def _typed(value: Any, profile: Profile) -> str:
    return serialize_in_profile(msgspec.convert(value, Text), profile) if value else ""
