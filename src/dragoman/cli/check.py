"""``dragoman check``: find what may be wrong with a document, passage by passage."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import msgspec

from dragoman.checks import CHECKS
from dragoman.cli.many import add_many_arguments, are_many, read_inputs, read_workers, refuse_single, run_many
from dragoman.cli.terminal import describe, load_desk, load_signer, shown, tell_missing_sound
from dragoman.problems import Severity
from dragoman.transcript.span import format_clock
from dragoman.workflows.check import CheckOptions, FoundProblem, check
from dragoman.workflows.check_many import CheckManyOptions, check_many
from dragoman.workflows.many.finished import Finished
from dragoman.workflows.relink import missing_sound
from dragoman.workflows.review import SettleOptions, settle
from dragoman.workflows.view import InterviewOptions

__all__ = ["add_arguments", "print_found", "run"]


class _Line(msgspec.Struct, frozen=True, kw_only=True):
    """A problem in the JSON output; ``start`` in ms. With ``id``, a recorded problem can be settled.

    ``document`` is its path, if there are several.
    """

    document: str | msgspec.UnsetType = msgspec.UNSET
    code: str
    severity: Severity
    segment: str | None
    start: int | None
    message: str
    id: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument(
        "document",
        type=Path,
        nargs="*",
        metavar="DIR",
        help="an interview's folder, a page or another file; several, or a folder, give a summary",
    )
    add_many_arguments(parser, "a document's path")
    parser.add_argument(
        "--only", metavar="FAMILIES", help=f"run only these checks: {', '.join(CHECKS)}, separated by commas"
    )
    parser.add_argument(
        "--second", type=Path, metavar="FILE", help="another transcript of the same recording, to compare with"
    )
    parser.add_argument("--each", action="store_true", help="of several documents, list the problems of each too")
    parser.add_argument("--json", action="store_true", help="print one JSON object per line")
    parser.add_argument("--quiet", action="store_true", help="print nothing if nothing is found")
    parser.add_argument("--settle", metavar="ID", help="settle the problem whose id begins with ID")
    parser.add_argument("--reason", metavar="WHY", help="why it is settled")
    parser.add_argument(
        "--how",
        choices=("fixed", "accepted", "mistaken"),
        default="accepted",
        help="how it was settled (default: accepted)",
    )
    parser.add_argument("--handle", metavar="NAME", help="the handle that signs this change")


def run(options: argparse.Namespace) -> int:
    """List unsettled problems and return 1 if one is an error; or settle a problem; or summarize many documents."""
    inputs = read_inputs(options.document, options.list, name="document")
    workers = read_workers(options.workers)
    many = are_many(inputs, options.list)
    if many:
        refuse_single({"--settle": options.settle, "--second": options.second})
    if options.settle is not None:
        settings = load_signer(options.handle, inputs[0])
        how = SettleOptions(folder=inputs[0], problem=options.settle, reason=options.reason or "", how=options.how)
        print(shown(f"settled: {settle(settings=settings, options=how)}"))
        return 0
    settings = load_desk({})
    only = tuple(filter(None, map(str.strip, (options.only or "").split(","))))
    if many:
        asked = CheckManyOptions(inputs=inputs, workers=workers, only=only, each=options.each)
        work = partial(check_many, settings=settings, options=asked)
        lines = _each_as_json if options.json else _each
        return run_many(work, verb="check", quiet=options.quiet, json=options.json, each=lines)
    one = CheckOptions(document=inputs[0], second=options.second, only=only)
    found = check(settings=settings, options=one)
    if one.document.is_dir():
        missing = missing_sound(settings=settings, options=InterviewOptions(folder=one.document))
        tell_missing_sound(one.document, missing)
    if not found.problems and not options.json and not options.quiet:
        print(_say_nothing(found.passages, only))
    return print_found(found.problems, as_json=options.json)


def _say_nothing(passages: int, only: Sequence[str]) -> str:
    """That nothing was found, and what that does not mean."""
    count = f"{passages} passage{'' if passages == 1 else 's'}"
    if only:
        return f"nothing found in {count} by these checks alone: {', '.join(only)}"
    return f"nothing found in {count}; the checks cannot tell whether a sentence that has no fault of form is right"


def print_found(found: Sequence[FoundProblem], *, as_json: bool) -> int:
    """Print problems; return 1 if one is an error."""
    for each in found:
        print(_as_json(each) if as_json else _as_text(each))
    return 1 if any(each.problem.severity == "error" for each in found) else 0


def _each(file: Finished) -> Iterator[str]:
    """The problems of one of many documents."""
    for start, problem in file.problems:
        yield f"{shown(str(file.path))}  {_as_text(FoundProblem(problem, start))}"


def _each_as_json(file: Finished) -> Iterator[str]:
    for start, problem in file.problems:
        yield _as_json(FoundProblem(problem, start), shown(str(file.path)))


def _as_json(found: FoundProblem, document: str | msgspec.UnsetType = msgspec.UNSET) -> str:
    problem = found.problem
    line = _Line(
        document=document,
        code=problem.code,
        severity=problem.severity,
        segment=problem.where.segment,
        start=found.start,
        message=describe(problem),
        id=problem.id,
    )
    return msgspec.json.encode(line).decode()


def _as_text(found: FoundProblem) -> str:
    clock = "" if found.start is None else f"{format_clock(found.start, exact=False)}  "
    problem = msgspec.structs.replace(found.problem, message=describe(found.problem), fixes=())
    return shown(f"{clock}{problem}  {problem.id[:8]}")
