"""Listening to the recording against the text: what to listen to first, and what somebody has listened to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from dragoman.checks import CODES, check_bitext
from dragoman.checks.bitext import make_bitext
from dragoman.checks.listening_order import Risk, find_risks, plan_listening
from dragoman.errors import FolderError, InputError, SettingsError
from dragoman.folder import Committed, Session, open_folder, sign
from dragoman.folder.review import load_problems, rename_findings
from dragoman.formats.options import ReadOptions
from dragoman.problems import Problem
from dragoman.settings.dragoman_toml import Settings, person
from dragoman.settings.rules import find_weights
from dragoman.transcript import edit
from dragoman.transcript.document import Transcript
from dragoman.transcript.hearing import share_heard
from dragoman.transcript.merge import intend
from dragoman.transcript.revision import Revision, Signature, regroup
from dragoman.transcript.span import Span, format_clock
from dragoman.workflows.documents import read_document
from dragoman.workflows.edit_folder import Edited, edit_folder
from dragoman.workflows.passages import find_within
from dragoman.workflows.watcher import SILENT, Watcher

__all__ = [
    "ListenOptions",
    "Listened",
    "ListeningPlan",
    "Order",
    "PlanOptions",
    "find_order",
    "listen",
    "plan",
    "refuse_minutes",
]


class PlanOptions(msgspec.Struct, frozen=True, kw_only=True):
    """The document to plan for: an interview's folder, a page or another file; and the number of minutes.

    ``second`` is another transcript of the same recording.
    """

    document: Path
    second: Path | None = None
    minutes: float = 20


class ListeningPlan(msgspec.Struct, frozen=True):
    """The passages to listen to, riskiest first, and the share of the recording (0 to 1) that was listened to.

    The share is ``None`` if no recording is known.
    """

    passages: tuple[Risk, ...]
    listened: float | None


class ListenOptions(msgspec.Struct, frozen=True, kw_only=True):
    """The interview, and the span that somebody has listened to."""

    folder: Path
    stretch: Span


class Listened(msgspec.Struct, frozen=True):
    """The ids of the passages in the span, and the interview after the edit."""

    passages: tuple[str, ...]
    edited: Edited


def plan(*, settings: Settings, options: PlanOptions, watcher: Watcher = SILENT) -> ListeningPlan:
    """What to listen to first: unsettled problems, weighted by the settings.

    :raises SettingsError: if ``minutes`` is out of range
    :raises InputError: if there is no document, or it has no times
    :raises FolderError: if the interview's folder is damaged, or a newer program wrote it
    """
    watcher.check_cancelled()
    refuse_minutes(options.minutes)
    found = find_order(settings, options)
    return ListeningPlan(tuple(plan_listening(found.risks, options.minutes)), found.listened)


class Order(msgspec.Struct, frozen=True):
    """The passages of a document that nobody has listened to, riskiest first.

    ``listened`` is the share of the recording (0 to 1) that was listened to, ``None`` if no recording is known, and
    ``length`` the ms of all passages with a time.
    """

    risks: tuple[Risk, ...]
    listened: float | None
    length: int


def refuse_minutes(minutes: float) -> None:
    """Refuse a time in which nobody can listen.

    :raises SettingsError: if it is out of range
    """
    if not 0 < minutes < 100_000:
        raise SettingsError("minutes", minutes, "is not a number of minutes")


def find_order(settings: Settings, options: PlanOptions) -> Order:
    """The order in which to listen to one document, whatever the time.

    :raises InputError, FolderError: as :func:`plan`
    """
    transcript = read_document(options.document, ReadOptions()).transcript
    second = read_document(options.second, ReadOptions()).transcript if options.second else None
    if not any(segment.span is not None and segment.span.end is not None for segment in transcript.segments):
        raise InputError(options.document, "has no times, so nothing can be listened to", "give passages times")
    bitext = make_bitext(transcript, second)
    problems = _unsettled(options.document, check_bitext(bitext))
    heard = {segment.id for segment in transcript.segments if segment.heard_by}
    risks = find_risks(bitext, problems, find_weights(settings))
    live = [segment.span for segment in transcript.segments if segment.span and segment.withdrawn is None]
    return Order(
        risks=tuple(risk for risk in risks if risk.segment not in heard and risk.duration is not None),
        listened=share_heard(transcript),
        length=sum(span.duration or 0 for span in live),
    )


def listen(*, settings: Settings, options: ListenOptions, watcher: Watcher = SILENT) -> Listened:
    """Record that you have listened to every passage in a span. It is valid until the passage's text changes.

    :raises FolderError: if there is no passage in the span
    :raises EditedViewError: if a page has edits that were not applied
    """
    watcher.check_cancelled()
    author = person(settings)
    inside: list[str] = []

    def note(session: Session) -> Committed:
        seen, by = session.transcript, sign(session.folder, author)
        inside.extend(segment.id for segment in find_within(seen, options.stretch))
        if not inside:
            ends = "-".join(format_clock(end) for end in (options.stretch.start, options.stretch.end or 0))
            raise FolderError(options.folder, f"has no passage within {ends}", "name a longer stretch")
        return session.commit(intend(seen, _note(seen, inside, author.handle, by), by, epoch=session.epoch))

    edited = edit_folder(options.folder, note)
    return Listened(tuple(inside), edited)


def _unsettled(path: Path, found: Sequence[Problem]) -> list[Problem]:
    """Unsettled problems from the checks; for a folder, also readers' reports and problems of drafting."""
    if not path.is_dir():
        return list(found)
    on_file = rename_findings(load_problems(open_folder(path)), found)
    settled = {one.id for one in on_file if one.settlement is not None and one.settlement.how != "gone"}
    checked = {code for codes in CODES.values() for code in codes}
    others = [one.problem for one in on_file if one.settlement is None and one.problem.code not in checked]
    return [*others, *(problem for problem in found if problem.id not in settled)]


def _note(transcript: Transcript, ids: Sequence[str], handle: str, by: Signature) -> tuple[Revision, ...]:
    wanted = set(ids)
    revisions = [
        edit.set_heard(transcript, segment.id, (*segment.heard_by, handle), by)
        for segment in transcript.segments
        if segment.id in wanted and handle not in segment.heard_by
    ]
    return regroup([revision for each in revisions for revision in each], by)
