"""``dragoman check``: what may be wrong with a document, passage by passage."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import msgspec

from dragoman.checks import CHECKS, CODES, find_problems
from dragoman.cli.terminal import find_signer, load_desk, shown
from dragoman.errors import FolderError, SettingsError
from dragoman.folder import Folder, open_folder
from dragoman.folder.interview import now
from dragoman.folder.review import (
    Finding,
    Settlement,
    close_problems,
    load_problems,
    record_problems,
    settle_problem,
)
from dragoman.formats.options import ReadOptions
from dragoman.problems import Problem, Severity
from dragoman.settings.rules import find_style_guide
from dragoman.transcript.document import Engine, Transcript
from dragoman.transcript.span import format_clock
from dragoman.workflows.documents import read_document

__all__ = ["add_arguments", "run"]

_CHECKER = Engine(name="dragoman-checks")
# What a check would say once more of a bracket that reading a page has told.
_TOLD_AS = {
    **dict.fromkeys(("unclosed-mark", "stray-closer", "unclosed-bracket", "stray-bracket"), "loose-bracket"),
    **dict.fromkeys(("unknown-mark", "loose-braces", "unknown-bracket"), "unknown-brackets"),
}


class _Line(msgspec.Struct, frozen=True, kw_only=True):
    """A problem as machines read it; ``start`` in ms. ``id`` settles it, where it is on file."""

    code: str
    severity: Severity
    segment: str | None
    start: int | None
    message: str
    id: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("document", type=Path, metavar="DIR", help="an interview's folder, a page, or another file")
    parser.add_argument("--only", metavar="FAMILIES", help=f"some of {', '.join(CHECKS)}, with commas between")
    parser.add_argument("--second", type=Path, metavar="FILE", help="another transcript of the same recording")
    parser.add_argument("--json", action="store_true", help="an object a line, for machines")
    parser.add_argument(
        "--settle", metavar="ID", help="settle the problem whose id begins so, in an interview's folder"
    )
    parser.add_argument("--reason", metavar="WHY", help="why it is settled")
    parser.add_argument(
        "--how", choices=("mended", "accepted", "mistaken"), default="accepted", help="accepted unless given"
    )
    parser.add_argument("--handle", metavar="NAME", help="how you sign this")


def run(options: argparse.Namespace) -> int:
    """List what is unsettled; 1 where an error is among it."""
    if options.settle is not None:
        return _settle(options)
    only = tuple(filter(None, map(str.strip, (options.only or "").split(","))))
    second = read_document(options.second, ReadOptions()).transcript if options.second else None
    style_guide = find_style_guide(load_desk({}))
    if options.document.is_dir():
        folder = open_folder(options.document)
        transcript = folder.transcript
        told = [one.problem for one in load_problems(folder) if _is_foreign(one) and not _is_gone(one)]
        found = _once(find_problems(transcript, only, second=second, style_guide=style_guide), told)
        problems = _unsettled(folder, found, only)
    else:
        read = read_document(options.document, ReadOptions())
        transcript, reading = read.transcript, read.problems if not only or "form" in only else ()
        problems = (*reading, *_once(find_problems(transcript, only, second=second, style_guide=style_guide), reading))
    _print(transcript, problems, as_json=options.json)
    return 1 if any(problem.severity == "error" for problem in problems) else 0


def _once(found: Sequence[Problem], read: Sequence[Problem]) -> tuple[Problem, ...]:
    """Without brackets that were told, with line and column, when the page was read."""
    told = {(_TOLD_AS[one.code], one.where.segment, one.texts) for one in read if one.code in _TOLD_AS}
    return tuple(
        one
        for one in found
        if not {(one.code, one.where.segment, one.texts), (one.code, one.where.segment, None)} & told
    )


def _unsettled(folder: Folder, found: Sequence[Problem], only: Sequence[str]) -> tuple[Problem, ...]:
    """What is found now or was found while drafting, and nobody has settled. All of it is put on file."""
    ids = {problem.id for problem in found}
    on_file = record_problems(folder, found) if found else load_problems(folder)
    codes = {code for family in (only or CHECKS) for code in CODES[family]}
    open_ = [one for one in on_file if one.settlement is None and one.problem.code in codes]
    close_problems(
        folder, [one.id for one in open_ if one.id not in ids], Settlement(how="gone", by=_CHECKER, time=now())
    )
    told = not only or "form" in only
    drafting = (one.problem for one in on_file if told and _is_foreign(one) and one.settlement is None)
    settled = {one.id for one in on_file if one.settlement is not None and not _is_gone(one)}
    return (*drafting, *(problem for problem in found if problem.id not in settled))


def _is_gone(finding: Finding) -> bool:
    return finding.settlement is not None and finding.settlement.how == "gone"


def _is_foreign(finding: Finding) -> bool:
    return all(finding.problem.code not in codes for codes in CODES.values())


def _settle(options: argparse.Namespace) -> int:
    if not (options.reason or "").strip():
        raise SettingsError("--reason", options.reason, "is missing", "say why the problem is settled")
    folder = open_folder(options.document)
    named = [finding for finding in load_problems(folder) if finding.id.startswith(options.settle)]
    fitting = [finding for finding in named if finding.settlement is None] or named
    if len(fitting) == 1 and _is_gone(fitting[0]):
        raise FolderError(folder.path, f"has that problem no more: {fitting[0].problem}", "list what is open")
    if len(fitting) != 1:
        fault = "has several problems whose ids begin so" if fitting else "has no problem on file with this id"
        raise FolderError(folder.path, f"{fault}: {options.settle}", "list them with: dragoman check")
    author = find_signer(options.handle, options.document)
    settle_problem(
        folder,
        fitting[0].id,
        Settlement(how=options.how, by=author, time=now(), reason=" ".join(options.reason.split())),
    )
    print(shown(f"settled: {fitting[0].problem}"))
    return 0


def _print(transcript: Transcript, problems: Sequence[Problem], *, as_json: bool) -> None:
    starts = {segment.id: segment.span.start for segment in transcript.segments if segment.span is not None}
    for problem in problems:
        line = _line(problem, starts.get(problem.where.segment or "", problem.where.start))
        print(msgspec.json.encode(line).decode() if as_json else _told(problem, line))


def _line(problem: Problem, start: int | None) -> _Line:
    return _Line(
        code=problem.code,
        severity=problem.severity,
        segment=problem.where.segment,
        start=start,
        message=problem.message,
        id=problem.id,
    )


def _told(problem: Problem, line: _Line) -> str:
    clock = "" if line.start is None else f"{format_clock(line.start, exact=False)}  "
    return shown(f"{clock}{problem}  {line.id[:8]}")
