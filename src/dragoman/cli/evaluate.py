"""``dragoman evaluate``: measure a transcript against a reference transcript."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from dragoman import __version__
from dragoman.cli.terminal import shown
from dragoman.errors import InputError, SettingsError
from dragoman.language.folding import NORMALISER
from dragoman.scoring.evaluation import Evaluation, Score
from dragoman.settings.dragoman_toml import Settings
from dragoman.transcript.tags import find_tag
from dragoman.workflows.evaluate import EvaluateOptions, evaluate

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("hypothesis", type=Path, metavar="HYPOTHESIS", help="the folder or file to measure")
    parser.add_argument(
        "--reference", type=Path, required=True, metavar="TRUTH", help="the reference: a folder or a file"
    )
    parser.add_argument("--language", metavar="LANG", help="the language, if neither file nor name says it")
    parser.add_argument(
        "--as",
        dest="held",
        choices=("original", "translation"),
        default="original",
        help="what files in one language are (default: original)",
    )
    parser.add_argument("--recording", metavar="NAME", help="the recording to read, if a file has several")
    parser.add_argument(
        "--collar",
        type=float,
        default=5.0,
        metavar="SECONDS",
        help="how far a word may be off in tcpWER (default: 5)",
    )
    parser.add_argument("--json", action="store_true", help="print figures as JSON")


def run(options: argparse.Namespace) -> int:
    """Measure, and print a table or JSON. Problems go to standard error."""
    wanted = EvaluateOptions(
        hypothesis=options.hypothesis,
        reference=options.reference,
        language=_find_language(options.language),
        side="source" if options.held == "original" else "target",
        recording=options.recording,
        collar=options.collar,
    )
    found = evaluate(settings=Settings(), options=wanted)
    for path, problem in found.unread:
        print(shown(f"dragoman: {path}: {problem}"), file=sys.stderr)
    for problem in found.evaluation.problems:
        print(shown(f"dragoman: {problem}"), file=sys.stderr)
    if not found.evaluation.figures:
        raise InputError(
            options.hypothesis,
            f"has nothing to compare with {options.reference}",
            "both need words, or both need speakers with times",
        )
    print(_render_json(found.evaluation) if options.json else "\n".join(_render(found.evaluation)))
    return 0


def _find_language(name: str | None) -> str | None:
    if name is None:
        return None
    tag = find_tag(name)
    if tag is None:
        raise SettingsError("--language", name, "is not a known language", "use a tag such as fa, or an English name")
    return tag


def _render(found: Evaluation) -> Iterator[str]:
    rows = [(figure.name, _value(figure), _interval(figure), _counts(figure)) for figure in found.figures]
    rows.insert(0, ("figure", "value", "95 %", "of"))
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        yield "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]]).rstrip()
    yield ""
    yield f"words normalized by {NORMALISER}; intervals by bootstrap over passages"
    yield from (f"{figure.name}: {figure.method}" for figure in found.figures if figure.method)


def _value(figure: Score) -> str:
    return _number(figure, figure.value) + {"share": " %", "ms": " ms"}.get(figure.unit, "")


def _interval(figure: Score) -> str:
    if figure.interval is None:
        return ""
    return f"{_number(figure, figure.interval.low)} to {_number(figure, figure.interval.high)}"


def _number(figure: Score, value: float) -> str:
    if figure.unit == "share":
        return f"{100 * value:.1f}"
    return f"{value:.1f}" if figure.unit == "score" else f"{value:.0f}"


def _counts(figure: Score) -> str:
    return ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in figure.counts.items())


def _render_json(found: Evaluation) -> str:
    content = {
        "dragoman": __version__,
        "normaliser": NORMALISER,
        "figures": found.figures,
        "problems": found.problems,
    }
    return msgspec.json.format(msgspec.json.encode(content), indent=2).decode()
