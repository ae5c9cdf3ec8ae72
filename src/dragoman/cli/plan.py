"""``dragoman plan``: what to listen to first."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Sequence
from pathlib import Path

import msgspec

from dragoman.checks import CODES, check_bitext
from dragoman.checks.bitext import make_bitext
from dragoman.checks.risk import Risk, find_risks, plan_listening
from dragoman.cli.terminal import load_desk, shown
from dragoman.errors import InputError, SettingsError
from dragoman.folder import open_folder
from dragoman.folder.review import load_problems, rename_findings
from dragoman.formats.options import ReadOptions
from dragoman.problems import Problem
from dragoman.settings.rules import find_weights
from dragoman.transcript.document import Transcript
from dragoman.transcript.hearing import share_heard
from dragoman.transcript.span import format_clock
from dragoman.workflows.documents import read_document

__all__ = ["add_arguments", "run"]

_MOST_REASONS = 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("document", type=Path, metavar="DIR", help="an interview's folder, a page, or another file")
    parser.add_argument("--minutes", type=float, default=20, metavar="N", help="how long; 20 unless given")
    parser.add_argument("--second", type=Path, metavar="FILE", help="another transcript of the same recording")
    parser.add_argument("--weights", metavar="TEXT", help='what counts how much, such as "number 1, name 0.5"')
    parser.add_argument("--json", action="store_true", help="an object a line, for machines")


def run(options: argparse.Namespace) -> int:
    """The riskiest first: its second, its length, its id and why, and below them its first words."""
    if not 0 < options.minutes < 100_000:
        raise SettingsError("--minutes", options.minutes, "is no number of minutes")
    weights = find_weights(load_desk({"weights": options.weights}))
    transcript = read_document(options.document, ReadOptions()).transcript
    second = read_document(options.second, ReadOptions()).transcript if options.second else None
    if not any(segment.span is not None and segment.span.end is not None for segment in transcript.segments):
        raise InputError(options.document, "has no times, so that nothing can be listened to", "give passages times")
    bitext = make_bitext(transcript, second)
    problems = _unsettled(options.document, check_bitext(bitext))
    heard = [segment.id for segment in transcript.segments if segment.heard_by]
    plan = plan_listening(find_risks(bitext, problems, weights), options.minutes, heard)
    for risk in plan:
        print(msgspec.json.encode(risk).decode() if options.json else _line(risk, options.document))
    if not options.json:
        print(_sum(transcript, plan))
    return 0


def _unsettled(path: Path, found: Sequence[Problem]) -> list[Problem]:
    """What the checks find and nobody has settled; of a folder, also what readers reported and drafting met."""
    if not path.is_dir():
        return list(found)
    on_file = rename_findings(load_problems(open_folder(path)), found)
    settled = {one.id for one in on_file if one.settlement is not None and one.settlement.how != "gone"}
    checked = {code for codes in CODES.values() for code in codes}
    others = [one.problem for one in on_file if one.settlement is None and one.problem.code not in checked]
    return [*others, *(problem for problem in found if problem.id not in settled)]


def _line(risk: Risk, document: Path) -> str:
    clock = format_clock(risk.start or 0, exact=False)
    reasons = "; ".join(risk.reasons[:_MOST_REASONS]) or "nothing stands out"
    head = f"{clock}  {(risk.duration or 0) / 1000:.0f} s  {risk.segment}  {reasons}"
    said = [shown(risk.words), *([shown(_command(risk, document))] if document.is_dir() else [])]
    return "\n      ".join([shown(head), *said])


def _command(risk: Risk, folder: Path) -> str:
    """What to type once the passage was listened to."""
    start = risk.start or 0
    stretch = f"{format_clock(start)}-{format_clock(start + (risk.duration or 0))}"
    return f"dragoman heard {shlex.quote(str(folder))} {stretch}"


def _sum(transcript: Transcript, plan: Sequence[Risk]) -> str:
    sound = format_clock(sum(risk.duration or 0 for risk in plan), exact=False)
    share = share_heard(transcript)
    before = "no recording is known of" if share is None else f"{round(100 * share)} % was heard before"
    return f"{len(plan)} {'passage' if len(plan) == 1 else 'passages'}, {sound} of sound; {before}"
