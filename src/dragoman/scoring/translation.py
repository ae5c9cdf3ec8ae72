"""How close is a translation to a reference? chrF++ first, then BLEU, by sacrebleu, with its signatures."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

import msgspec

from dragoman.scoring.interval import Comparison, Interval, bootstrap, compare
from dragoman.scoring.library import load
from dragoman.transcript.document import Segment
from dragoman.transcript.span import Span
from dragoman.transcript.text import plain

__all__ = ["Overlap", "Translation", "compare_translations", "find_pairs", "score_translation"]

# How many passages before and after are considered.
_NEAR = 25


class Overlap(msgspec.Struct, frozen=True, kw_only=True):
    """A score from 0 to 100, its 95 % interval, and sacrebleu's signature, which documents the settings."""

    score: float
    interval: Interval | None
    signature: str


class Translation(msgspec.Struct, frozen=True, kw_only=True):
    """Both measures over ``passages`` passages."""

    passages: int
    chrf: Overlap
    bleu: Overlap


def score_translation(truth: Sequence[str], hypothesis: Sequence[str]) -> Translation | None:
    """Score a translation passage by passage, an empty one counting as untranslated; ``None`` without any passage.

    :raises EngineError: if sacrebleu is not installed
    """
    if not truth:
        return None
    metrics = load("sacrebleu.metrics", "sacrebleu")
    return Translation(
        passages=len(truth),
        chrf=_overlap(metrics.CHRF(word_order=2), truth, hypothesis),
        bleu=_overlap(metrics.BLEU(), truth, hypothesis),
    )


def compare_translations(truth: Sequence[str], first: Sequence[str], second: Sequence[str]) -> Comparison | None:
    """Compare the chrF++ of two translations of the same passages by paired bootstrap; higher is better.

    :raises EngineError: if sacrebleu is not installed
    """
    metric = load("sacrebleu.metrics", "sacrebleu").CHRF(word_order=2)
    counts = [_count(metric, truth, given) for given in (first, second)]
    return compare(list(zip(*counts, strict=True)), partial(_score, metric))


def find_pairs(truth: Sequence[Segment], hypothesis: Sequence[Segment]) -> tuple[tuple[str, str], ...]:
    """The translation of each passage of the truth that has one, with the hypothesis's translation for it.

    Passages are matched by id if all of the hypothesis's translated ids are in the truth. Otherwise they are matched by
    time: each passage of the hypothesis goes to the one that it overlaps most, or to the nearest. Without times, each
    document counts as one passage.
    """
    wanted = [segment for segment in truth if segment.target is not None]
    given = [segment for segment in hypothesis if segment.target is not None]
    ids = {segment.id: segment for segment in wanted}
    if given and all(segment.id in ids for segment in given):
        return _collect(wanted, [(segment, ids[segment.id]) for segment in given])
    if wanted and all(segment.span is not None for segment in (*wanted, *given)):
        return _collect(wanted, _find_homes(wanted, given))
    return ((_read(wanted), _read(given)),) if wanted else ()


def _overlap(metric: Any, truth: Sequence[str], hypothesis: Sequence[str]) -> Overlap:
    counts = _count(metric, truth, hypothesis)
    score = partial(_score, metric)
    return Overlap(score=score(counts), interval=bootstrap(counts, score), signature=str(metric.get_signature()))


# sacrebleu's own bootstrap fails if a sample scores nothing, and does not return the ends of its interval; these two
# functions do what it does for the corpus, passage by passage.
def _count(metric: Any, truth: Sequence[str], hypothesis: Sequence[str]) -> list[list[int]]:
    counts: list[list[int]] = metric._extract_corpus_statistics(list(hypothesis), [list(truth)])
    return counts


def _score(metric: Any, counts: Sequence[list[int]]) -> float:
    return float(metric._aggregate_and_compute(list(counts)).score)


def _collect(wanted: Sequence[Segment], found: Iterable[tuple[Segment, Segment]]) -> tuple[tuple[str, str], ...]:
    parts: dict[str, list[Segment]] = {segment.id: [] for segment in wanted}
    for segment, home in found:
        parts[home.id].append(segment)
    return tuple((_read([segment]), _read(parts[segment.id])) for segment in wanted)


def _find_homes(wanted: Sequence[Segment], given: Sequence[Segment]) -> list[tuple[Segment, Segment]]:
    """Each given segment with the wanted one that it overlaps most, among those that begin nearest."""
    timed = sorted(((segment.span, segment) for segment in wanted if segment.span), key=lambda row: row[0].start)
    starts = [span.start for span, _ in timed]
    homes: list[tuple[Segment, Segment]] = []
    for segment in given:
        if segment.span is not None:
            place = bisect(starts, segment.span.start)
            near = timed[max(0, place - _NEAR) : place + _NEAR]
            homes.append((segment, max(near, key=partial(_closeness, segment.span))[1]))
    return homes


def _closeness(span: Span, other: tuple[Span, Segment]) -> tuple[int, int]:
    return span.overlap(other[0]), -abs(span.start - other[0].start)


def _read(segments: Iterable[Segment]) -> str:
    return " ".join(plain(segment.target).strip() for segment in segments if segment.target is not None)
