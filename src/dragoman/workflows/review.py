"""Statements about an interview that do not change its words: settle and report problems, review passages."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from dragoman.errors import Fix, FolderError, SettingsError
from dragoman.folder import Committed, Session, now, open_folder, sign
from dragoman.folder.review import load_problems, record_problems, settle_problem
from dragoman.folder.review_log import Settlement
from dragoman.problems import Place, Problem
from dragoman.settings.dragoman_toml import Settings, person
from dragoman.transcript import edit
from dragoman.transcript.document import State, find_segment
from dragoman.transcript.merge import intend
from dragoman.transcript.revision import regroup
from dragoman.transcript.span import Span
from dragoman.workflows.edit_folder import Edited, edit_folder
from dragoman.workflows.passages import find_passages
from dragoman.workflows.watcher import SILENT, Watcher

__all__ = ["ReportOptions", "ReviewOptions", "Reviewed", "SettleOptions", "report", "review", "settle"]


class SettleOptions(msgspec.Struct, frozen=True, kw_only=True):
    """The problem to settle, by the beginning of its id; how, and why."""

    folder: Path
    problem: str
    reason: str
    how: Literal["fixed", "accepted", "mistaken"] = "accepted"


class ReportOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader found wrong with a passage, and in which edition."""

    folder: Path
    passage: str
    message: str
    edition: int | None = None


class ReviewOptions(msgspec.Struct, frozen=True, kw_only=True):
    """The new state of passages; each is an id, a span of the recording, or ``ALL``."""

    folder: Path
    passages: tuple[str | Span, ...]
    state: State = "reviewed"


class Reviewed(msgspec.Struct, frozen=True):
    """The ids of the passages meant, of those whose state changed or that were sent back again, and the interview after
    the edit.
    """

    passages: tuple[str, ...]
    changed: tuple[str, ...]
    edited: Edited


def settle(*, settings: Settings, options: SettleOptions, watcher: Watcher = SILENT) -> Problem:
    """Record how a problem was dealt with; return that problem.

    :raises SettingsError: if the reason is empty
    :raises FolderError: if no problem, a closed one, or more than one has such an id
    """
    watcher.check_cancelled()
    reason = " ".join(options.reason.split())
    if not reason:
        raise SettingsError("reason", None, "is missing", "say why the problem is settled")
    folder = open_folder(options.folder)
    named = [finding for finding in load_problems(folder) if finding.id.startswith(options.problem)]
    fitting = [finding for finding in named if finding.settlement is None] or named
    if len(fitting) == 1 and fitting[0].settlement is not None and fitting[0].settlement.how == "gone":
        raise FolderError(folder.path, f"no longer has that problem: {fitting[0].problem}", "list the open problems")
    if len(fitting) != 1:
        fault = "has several problems whose ids begin like this" if fitting else "has no recorded problem with this id"
        raise FolderError(folder.path, f"{fault}: {options.problem}", Fix("list them", "check", (str(folder.path),)))
    settlement = Settlement(how=options.how, by=person(settings), time=now(), reason=reason)
    settle_problem(folder, fitting[0].id, settlement)
    return fitting[0].problem


def report(*, settings: Settings, options: ReportOptions, watcher: Watcher = SILENT) -> Problem:
    """Record what a reader found wrong; return the problem, which stays open until somebody settles it.

    :raises SettingsError: if the message is empty
    :raises FolderError: if there is no such passage
    """
    watcher.check_cancelled()
    message = " ".join(options.message.split())
    if not message:
        raise SettingsError("message", None, "is missing", "say what the reader found")
    folder = open_folder(options.folder)
    if find_segment(folder.transcript, options.passage) is None:
        raise FolderError(
            folder.path, f"has no passage {options.passage}", "the id is the end of the passage's address"
        )
    read = f" (edition {options.edition})" if options.edition is not None else ""
    problem = Problem.of(
        "reader-report",
        "warning",
        f"A reader{read}: {{message}}",
        Place(segment=options.passage),
        message=message,
    )
    record_problems(folder, [problem], lasting=True)
    return problem


def review(*, settings: Settings, options: ReviewOptions, watcher: Watcher = SILENT) -> Reviewed:
    """Set the state of passages, in one action. It is valid until one of their texts changes.

    ``initial`` sends a passage back, which is recorded even if nobody has confirmed it.

    :raises FolderError: if there is no such passage
    :raises EditedViewError: if a page has edits that were not applied
    """
    watcher.check_cancelled()
    meant: dict[str, None] = {}

    def note(session: Session) -> Committed:
        seen, by = session.transcript, sign(session.folder, person(settings))
        for wanted in options.passages:
            meant.update(dict.fromkeys(segment.id for segment in find_passages(options.folder, seen, wanted)))
        revisions = [
            edit.set_state(seen, segment.id, options.state, by)
            for segment in seen.segments
            if segment.id in meant and (segment.state != options.state or options.state == "initial")
        ]
        action = regroup([revision for each in revisions for revision in each], by)
        return session.commit(intend(seen, action, by, epoch=session.epoch))

    edited = edit_folder(options.folder, note)
    changed = tuple(revision.subject.removeprefix("segment:") for revision in edited.committed.revisions)
    return Reviewed(tuple(meant), changed, edited)
