"""``dragoman plan``: list what to listen to first."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import msgspec

from dragoman.checks.listening_order import Risk
from dragoman.cli.many import (
    add_many_arguments,
    are_many,
    read_inputs,
    read_workers,
    refuse_single,
    watching_many,
)
from dragoman.cli.outcomes import say_failures
from dragoman.cli.terminal import load_desk, shown, write_command
from dragoman.language.plural import counted
from dragoman.settings.dragoman_toml import Settings
from dragoman.transcript.span import format_clock
from dragoman.workflows.listening import PlanOptions, plan
from dragoman.workflows.listening_many import PlanManyOptions, plan_many

__all__ = ["add_arguments", "run"]

_MOST_REASONS = 3


class _Line(Risk, frozen=True, kw_only=True):
    """A passage of one of several interviews in the JSON output."""

    interview: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument(
        "document",
        type=Path,
        nargs="*",
        metavar="DIR",
        help="an interview's folder, a page, or another file; several, or a folder of interviews, give one list",
    )
    add_many_arguments(parser, "an interview's path")
    parser.add_argument(
        "--minutes", type=float, default=20, metavar="N", help="the minutes that you have (default: 20)"
    )
    parser.add_argument(
        "--second", type=Path, metavar="FILE", help="another transcript of the same recording, to compare with"
    )
    parser.add_argument("--weights", metavar="TEXT", help='the weights of problems, such as "number 1, name 0.5"')
    parser.add_argument("--json", action="store_true", help="print one JSON object per line")
    parser.add_argument("--quiet", action="store_true", help="show no progress")


def run(options: argparse.Namespace) -> int:
    """Print the riskiest passages first: time, length, id and reasons, and the first words below."""
    inputs = read_inputs(options.document, options.list, name="document")
    workers = read_workers(options.workers)
    settings = load_desk({"weights": options.weights})
    if are_many(inputs, options.list):
        refuse_single({"--second": options.second})
        asked = PlanManyOptions(inputs=inputs, workers=workers, minutes=options.minutes)
        return _run_many(settings, asked, quiet=options.quiet, json=options.json)
    wanted = PlanOptions(document=inputs[0], second=options.second, minutes=options.minutes)
    found = plan(settings=settings, options=wanted)
    for risk in found.passages:
        print(msgspec.json.encode(risk).decode() if options.json else _line(risk, inputs[0]))
    if not options.json:
        print(_sum(found.passages, "", found.listened))
    return 0


def _run_many(settings: Settings, options: PlanManyOptions, *, quiet: bool, json: bool) -> int:
    """Print the riskiest passages of all interviews; return 1 if one could not be read."""
    # With --json, each line is a passage.
    with watching_many("plan", quiet=quiet or json, json=False) as (watcher, progress):
        found = plan_many(settings=settings, options=options, watcher=watcher, progress=progress)
    for one in found.passages:
        if json:
            line = _Line(interview=shown(str(one.document)), **msgspec.structs.asdict(one.risk))
            print(msgspec.json.encode(line).decode())
        else:
            print(_line(one.risk, one.document, name=f"{one.document}  "))
    say_failures(found.failed, "failed")
    if not json:
        having = len({one.document for one in found.passages})
        where = f" in {having} of {counted(found.interviews, 'interview')}"
        print(_sum([one.risk for one in found.passages], where, found.listened))
    return 1 if found.failed else 0


def _line(risk: Risk, document: Path, name: str = "") -> str:
    clock = format_clock(risk.start or 0, exact=False)
    reasons = "; ".join(risk.reasons[:_MOST_REASONS]) or "nothing stands out"
    head = f"{name}{clock}  {(risk.duration or 0) / 1000:.0f} s  {risk.segment}  {reasons}"
    said = [
        *([shown(risk.words)] if risk.words else []),
        *([shown(_command(risk, document))] if document.is_dir() else []),
    ]
    return "\n      ".join([shown(head), *said])


def _command(risk: Risk, folder: Path) -> str:
    """The command to type after listening to the passage."""
    start = risk.start or 0
    stretch = f"{format_clock(start)}-{format_clock(start + (risk.duration or 0))}"
    return write_command("heard", folder, stretch)


def _sum(passages: Sequence[Risk], where: str, share: float | None) -> str:
    sound = format_clock(sum(risk.duration or 0 for risk in passages), exact=False)
    before = "no recording is known of" if share is None else f"{round(100 * share)} % was heard before"
    return f"{counted(len(passages), 'passage')}{where}, {sound} of sound; {before}"
