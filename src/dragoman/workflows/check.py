"""Find possible faults of a document, passage by passage, without those that a person has settled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from dragoman.checks import CHECKS, CODES, find_problems
from dragoman.checks.coverage.confidential import find_confidential
from dragoman.checks.coverage.outdated import find_outdated
from dragoman.checks.coverage.sent_back import find_sent_back
from dragoman.folder import Folder, now, open_folder
from dragoman.folder.editions import read_last_edition
from dragoman.folder.review import Finding, close_problems, load_problems, record_problems
from dragoman.folder.review_log import Settlement
from dragoman.formats.options import ReadOptions
from dragoman.problems import Problem
from dragoman.settings.dragoman_toml import Settings
from dragoman.settings.rules import find_style_guide
from dragoman.transcript.document import Engine, Transcript
from dragoman.workflows.documents import read_document
from dragoman.workflows.ledger import with_ledger
from dragoman.workflows.watcher import SILENT, Watcher

__all__ = ["CheckOptions", "Checked", "FoundProblem", "check", "find_all"]

_CHECKER = Engine(name="dragoman-checks")
# Codes of bracket problems from reading a page -> the code with which a check would report them again.
_REPORTED_AS = {
    **dict.fromkeys(("unclosed-mark", "stray-closer", "unclosed-bracket", "stray-bracket"), "loose-bracket"),
    **dict.fromkeys(("unknown-mark", "loose-braces", "unknown-bracket"), "unknown-brackets"),
}


class CheckOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What to check: an interview's folder, a page or another file. ``second`` is another transcript to compare with.

    ``only`` names families of checks; if empty, all of them run.
    """

    document: Path
    second: Path | None = None
    only: tuple[str, ...] = ()


class FoundProblem(msgspec.Struct, frozen=True):
    """An unsettled problem, and the time at which its passage begins in the recording, in ms."""

    problem: Problem
    start: int | None


class Checked(msgspec.Struct, frozen=True):
    """The unsettled problems of a document, and its number of passages without those that were withdrawn."""

    problems: tuple[FoundProblem, ...]
    passages: int


def check(*, settings: Settings, options: CheckOptions, watcher: Watcher = SILENT) -> Checked:
    """The unsettled problems of a document. In an interview's folder they are recorded, and those that are gone are
    closed.

    :raises SettingsError: if a family of checks is unknown
    :raises InputError: if there is no document, or it cannot be read
    :raises FolderError: if the folder is damaged
    """
    watcher.check_cancelled()
    second = read_document(options.second, ReadOptions()).transcript if options.second else None
    if options.document.is_dir():
        folder = open_folder(options.document)
        transcript = folder.transcript
        reported = [one.problem for one in load_problems(folder) if _is_foreign(one) and not _is_gone(one)]
        found = find_all(folder, settings, options.only, second)
        problems = _unsettled(folder, _once(found, reported), options.only)
    else:
        read = read_document(options.document, ReadOptions())
        transcript = read.transcript
        reading = read.problems if not options.only or "form" in options.only else ()
        problems = (*reading, *_once(_run(transcript, settings, options.only, second), reading))
    starts = {segment.id: segment.span.start for segment in transcript.segments if segment.span is not None}
    found_at = (
        FoundProblem(problem, starts.get(problem.where.segment or "", problem.where.start)) for problem in problems
    )
    return Checked(tuple(found_at), sum(segment.withdrawn is None for segment in transcript.segments))


def find_all(
    folder: Folder, settings: Settings, only: Sequence[str] = (), second: Transcript | None = None
) -> tuple[Problem, ...]:
    """The problems of an interview, settled ones too: by the checks, with the shared names and the style guide, and by
    its history and editions. Nothing is recorded.

    :param only: families of checks; if empty, all of them run
    :param second: another transcript of the same recording
    :raises SettingsError: if a family of checks is unknown
    :raises FolderError, FormatError: as :func:`dragoman.workflows.ledger.find_ledger`
    """
    return (*_run(folder.transcript, settings, only, second), *_find_in_history(folder, only))


def _run(
    transcript: Transcript, settings: Settings, only: Sequence[str], second: Transcript | None
) -> tuple[Problem, ...]:
    transcript = with_ledger(settings, transcript)
    return find_problems(transcript, only, second=second, style_guide=find_style_guide(settings))


def _find_in_history(folder: Folder, only: Sequence[str]) -> Iterator[Problem]:
    """Problems that only the history and the editions show."""
    if not only or "coverage" in only:
        yield from find_confidential(folder.transcript.facts, read_last_edition(folder.path))
        yield from find_outdated(folder.transcript, folder.history)
        yield from find_sent_back(folder.transcript, folder.history)


def _once(found: Sequence[Problem], read: Sequence[Problem]) -> tuple[Problem, ...]:
    """Without bracket problems that reading the page has reported, with line and column."""
    reported = {(_REPORTED_AS[one.code], one.where.segment, one.texts) for one in read if one.code in _REPORTED_AS}
    return tuple(
        one
        for one in found
        if not {(one.code, one.where.segment, one.texts), (one.code, one.where.segment, None)} & reported
    )


def _unsettled(folder: Folder, found: Sequence[Problem], only: Sequence[str]) -> tuple[Problem, ...]:
    """Problems found now or while drafting that nobody has settled. All of them are recorded."""
    ids = {problem.id for problem in found}
    on_file = record_problems(folder, found) if found else load_problems(folder)
    codes = {code for family in (only or CHECKS) for code in CODES[family]}
    open_ = [one for one in on_file if one.settlement is None and one.problem.code in codes]
    close_problems(
        folder, [one.id for one in open_ if one.id not in ids], Settlement(how="gone", by=_CHECKER, time=now())
    )
    with_drafting = not only or "form" in only
    drafting = (one.problem for one in on_file if with_drafting and _is_foreign(one) and one.settlement is None)
    settled = {one.id for one in on_file if one.settlement is not None and not _is_gone(one)}
    return (*drafting, *(problem for problem in found if problem.id not in settled))


def _is_gone(finding: Finding) -> bool:
    return finding.settlement is not None and finding.settlement.how == "gone"


def _is_foreign(finding: Finding) -> bool:
    return all(finding.problem.code not in codes for codes in CODES.values())
