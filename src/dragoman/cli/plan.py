"""``dragoman plan``: list what to listen to first."""

from __future__ import annotations

import argparse
from pathlib import Path

import msgspec

from dragoman.checks.listening_order import Risk
from dragoman.cli.terminal import load_desk, shown, write_command
from dragoman.transcript.span import format_clock
from dragoman.workflows.listening import ListeningPlan, PlanOptions, plan

__all__ = ["add_arguments", "run"]

_MOST_REASONS = 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("document", type=Path, metavar="DIR", help="an interview's folder, a page, or another file")
    parser.add_argument(
        "--minutes", type=float, default=20, metavar="N", help="the minutes that you have (default: 20)"
    )
    parser.add_argument(
        "--second", type=Path, metavar="FILE", help="another transcript of the same recording, to compare with"
    )
    parser.add_argument("--weights", metavar="TEXT", help='the weights of problems, such as "number 1, name 0.5"')
    parser.add_argument("--json", action="store_true", help="print one JSON object per line")


def run(options: argparse.Namespace) -> int:
    """Print the riskiest passages first: time, length, id and reasons, and the first words below."""
    settings = load_desk({"weights": options.weights})
    wanted = PlanOptions(document=options.document, second=options.second, minutes=options.minutes)
    found = plan(settings=settings, options=wanted)
    for risk in found.passages:
        print(msgspec.json.encode(risk).decode() if options.json else _line(risk, options.document))
    if not options.json:
        print(_sum(found))
    return 0


def _line(risk: Risk, document: Path) -> str:
    clock = format_clock(risk.start or 0, exact=False)
    reasons = "; ".join(risk.reasons[:_MOST_REASONS]) or "nothing stands out"
    head = f"{clock}  {(risk.duration or 0) / 1000:.0f} s  {risk.segment}  {reasons}"
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


def _sum(plan: ListeningPlan) -> str:
    sound = format_clock(sum(risk.duration or 0 for risk in plan.passages), exact=False)
    share = plan.listened
    before = "no recording is known of" if share is None else f"{round(100 * share)} % was heard before"
    return f"{len(plan.passages)} {'passage' if len(plan.passages) == 1 else 'passages'}, {sound} of sound; {before}"
