"""How long all checks take over a long bilingual transcript, and whether time grows with its length alone."""

from __future__ import annotations

import time
from itertools import islice
from pathlib import Path

import msgspec

from benchmarks.frame import Measured, Options, Report, Table
from dragoman.checks import check_bitext
from dragoman.checks.bitext import make_bitext
from dragoman.checks.listening_order import find_risks
from dragoman.notation import parse
from dragoman.transcript.document import Segment, Transcript
from dragoman.transcript.span import Span
from dragoman.transcript.text import Text

__all__ = ["lengthen_example", "run"]

_EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
_PAGES = {"es": "mercado/mercado.truth.txt", "ar": "almanac/almanac.txt"}
_SIZES = (1500, 3000, 6000)
_ROUNDS = 3
_PASSAGE = 4800  # ms: 3,000 of them are four hours


def run(options: Options) -> Report:
    rows, figures = [], []
    for language in _PAGES:
        for size in islice(_SIZES, options.most):
            document = lengthen_example(language, size)
            seconds = min(_time(document) for _ in range(options.rounds[0] if options.rounds else _ROUNDS))
            rows.append((language, str(size), f"{seconds:.2f}", f"{1000 * seconds / size:.2f}"))
            figures.append(
                Measured(system="dragoman", language=language, name=f"{size} passages", value=seconds, unit="s")
            )
    return Report(
        tables=(
            Table(
                title="All checks and the order of listening, processor time of one core",
                columns=("original", "passages", "s", "ms a passage"),
                rows=tuple(rows),
            ),
        ),
        figures=tuple(figures),
        notes=("The examples' passages again and again, each with a number of its own; the best of all rounds.",),
    )


def _time(document: Transcript) -> float:
    began = time.process_time()
    bitext = make_bitext(document)
    find_risks(bitext, check_bitext(bitext))
    return time.process_time() - began


def lengthen_example(language: str, size: int) -> Transcript:
    """The example in this language, its passages again and again, each with a number of its own."""
    return _lengthen((_EXAMPLES / _PAGES[language]).read_text(encoding="utf-8"), size)


def _lengthen(page: str, size: int) -> Transcript:
    document = parse(page).transcript
    segments = [_renew(document.segments[place % len(document.segments)], place) for place in range(size)]
    return msgspec.structs.replace(document, segments=tuple(segments))


def _renew(segment: Segment, place: int) -> Segment:
    return msgspec.structs.replace(
        segment,
        id=f"s{place:08}",
        span=Span(place * _PASSAGE, (place + 1) * _PASSAGE),
        source=_numbered(segment.source, place),
        target=_numbered(segment.target, place),
    )


def _numbered(text: Text | None, place: int) -> Text | None:
    return None if text is None else (*text, f" {place % 977}.")
