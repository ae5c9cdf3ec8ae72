"""All figures of a document compared with a reference.

A measure is a function from the truth and the hypothesis to figures, and an entry in MEASURES. If a document lacks what
a measure needs (speakers, times, a translation), the measure gives no figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec

from dragoman.errors import EngineError
from dragoman.language.loops import find_loops
from dragoman.problems import Problem
from dragoman.scoring import align
from dragoman.scoring.interval import Interval, bootstrap
from dragoman.scoring.numbers import count_numbers
from dragoman.scoring.speakers import SpokenWords, find_spoken, find_voices, score_spoken, score_voices
from dragoman.scoring.times import StartErrors, TimedWord, find_tokens, segment_starts, summarise, word_starts
from dragoman.scoring.translation import find_pairs, score_translation
from dragoman.scoring.words import Edits, count_edits, count_pairs, pool
from dragoman.transcript.document import Transcript
from dragoman.transcript.span import Span
from dragoman.transcript.text import Text, plain

__all__ = ["MEASURES", "Evaluation", "Pair", "Score", "ScoringOptions", "edits_by_passage", "evaluate"]

# About fifteen hours of speech in words, three in characters; the time to align is quadratic.
_LONGEST = 150_000


class ScoringOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How to score. ``language`` is the original's, if the documents do not say; ``collar`` is in seconds."""

    language: str | None = None
    collar: float = 5.0


class Score(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One figure: its name, its value in its unit, the 95 % interval over passages, and the counts behind it."""

    name: str
    value: float
    unit: str
    interval: Interval | None = None
    counts: dict[str, int] = {}
    method: str | None = None


class Evaluation(msgspec.Struct, frozen=True, kw_only=True):
    """The figures, and why others could not be measured."""

    figures: tuple[Score, ...] = ()
    problems: tuple[Problem, ...] = ()


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """The input of a measure: both documents, their folded words, and the options."""

    truth: Transcript
    hypothesis: Transcript
    said: tuple[TimedWord, ...]
    heard: tuple[TimedWord, ...]
    language: str
    settings: ScoringOptions


Measure = Callable[[Pair], Iterator[Score]]


def evaluate(hypothesis: Transcript, truth: Transcript, settings: ScoringOptions) -> Evaluation:
    """Every figure that both documents allow. If a library is missing, only its figures are left out, with a
    problem.
    """
    language = settings.language or truth.source_language or hypothesis.source_language or "und"
    pair = Pair(
        truth=truth,
        hypothesis=hypothesis,
        said=find_tokens(truth.segments, language),
        heard=find_tokens(hypothesis.segments, language),
        language=language,
        settings=settings,
    )
    figures: list[Score] = []
    faults: dict[str, None] = {}
    for measure in MEASURES:
        try:
            figures.extend(measure(pair))
        except EngineError as error:
            faults[str(error)] = None
    problems = tuple(Problem.of("not-measured", "warning", "{fault}", fault=fault) for fault in faults)
    return Evaluation(figures=tuple(figures), problems=problems)


def edits_by_passage(said: Sequence[TimedWord], heard: Sequence[TimedWord]) -> tuple[Edits, ...]:
    """The word edits of each passage of the truth; an insertion counts for the passage before it."""
    truth, hypothesis = [token.text for token in said], [token.text for token in heard]
    passages: dict[int, list[align.Pair]] = {}
    passage = said[0].segment if said else 0
    for left, right in align.align(truth, hypothesis):
        passage = passage if left is None else said[left].segment
        passages.setdefault(passage, []).append((left, right))
    return tuple(count_pairs(truth, hypothesis, pairs) for pairs in passages.values())


def _measure_words(pair: Pair) -> Iterator[Score]:
    if not pair.said or not _has_words(pair.hypothesis):
        return
    _check_length("WER", max(len(pair.said), len(pair.heard)))
    passages = edits_by_passage(pair.said, pair.heard)
    interval = bootstrap(passages, lambda drawn: pool(drawn).rate)
    yield from _figure_of("WER", pool(passages), interval)
    loops = find_loops([token.text for token in pair.heard])
    yield Score(name="loops", value=len(loops), unit="count")


def _measure_characters(pair: Pair) -> Iterator[Score]:
    if pair.said and _has_words(pair.hypothesis):
        said, heard = ("".join(token.text for token in side) for side in (pair.said, pair.heard))
        _check_length("CER", max(len(said), len(heard)))
        yield from _figure_of("CER", count_edits(said, heard), units="characters")


def _measure_spoken(pair: Pair) -> Iterator[Score]:
    sides = [find_spoken(side.segments, pair.language) for side in (pair.truth, pair.hypothesis)]
    if not all(any(spoken.speaker for spoken in side) for side in sides):
        return
    yield from _spoken_figure("cpWER", score_spoken(*sides), "meeteval")
    if all(spoken.span is not None and spoken.span.end is not None for side in sides for spoken in side):
        collar = pair.settings.collar
        yield from _spoken_figure("tcpWER", score_spoken(*sides, collar=collar), f"meeteval, collar {collar:g} s")


def _measure_voices(pair: Pair) -> Iterator[Score]:
    truth, hypothesis = find_voices(pair.truth.segments), find_voices(pair.hypothesis.segments)
    if not truth or not hypothesis:
        return
    found = score_voices(truth, hypothesis, _find_whole(pair))
    counts = {
        "speech_ms": found.speech,
        "missed_ms": found.missed,
        "false_alarm_ms": found.false_alarm,
        "confusion_ms": found.confusion,
        "speakers": found.speakers,
    }
    method = "pyannote.metrics, collar 0, overlap scored"
    if found.der is not None and found.jer is not None:
        yield Score(name="DER", value=found.der, unit="share", counts=counts, method=method)
        yield Score(name="JER", value=found.jer, unit="share", method=method)


def _measure_starts(pair: Pair) -> Iterator[Score]:
    yield from _timing_figures("passage start", segment_starts(pair.said, pair.heard))
    yield from _timing_figures("word start", word_starts(pair.said, pair.heard))


def _measure_translation(pair: Pair) -> Iterator[Score]:
    if not any(segment.target is not None for segment in pair.hypothesis.segments):
        return
    passages = find_pairs(pair.truth.segments, pair.hypothesis.segments)
    found = score_translation([truth for truth, _ in passages], [given for _, given in passages])
    if found is None:
        return
    for name, score in (("chrF++", found.chrf), ("BLEU", found.bleu)):
        yield Score(
            name=name,
            value=score.score,
            unit="score",
            interval=score.interval,
            counts={"passages": found.passages},
            method=f"sacrebleu {score.signature}",
        )


def _measure_numbers(pair: Pair) -> Iterator[Score]:
    target = pair.truth.target_language or pair.hypothesis.target_language or "und"
    for side, language in (("source", pair.language), ("target", target)):
        truth, given = (_whole_text(document, side) for document in (pair.truth, pair.hypothesis))
        if truth is None or given is None:
            continue
        found = count_numbers(truth, given, language)
        if found.recall is not None:
            yield Score(
                name=f"numbers kept, {'original' if side == 'source' else 'translation'}",
                value=found.recall,
                unit="share",
                counts={"numbers": found.truth, "kept": found.kept, "given": found.hypothesis},
            )


MEASURES: tuple[Measure, ...] = (
    _measure_words,
    _measure_characters,
    _measure_spoken,
    _measure_voices,
    _measure_starts,
    _measure_translation,
    _measure_numbers,
)


def _has_words(document: Transcript) -> bool:
    """Whether somebody has transcribed what was said; a document without passages transcribes silence."""
    return not document.segments or any(segment.source is not None for segment in document.segments)


def _check_length(name: str, length: int) -> None:
    if length > _LONGEST:
        raise EngineError(name, f"is not computed above {_LONGEST:,} units", "score only a part of the recording")


def _figure_of(
    name: str, edits: Edits, interval: Interval | None = None, *, units: str = "words", method: str | None = None
) -> Iterator[Score]:
    if edits.rate is not None:
        counts = {units: edits.length, **msgspec.structs.asdict(edits)}
        yield Score(name=name, value=edits.rate, unit="share", interval=interval, counts=counts, method=method)


def _spoken_figure(name: str, found: SpokenWords, method: str) -> Iterator[Score]:
    for figure in _figure_of(name, found.edits, method=method):
        speakers = {"speakers_missed": found.missed, "speakers_invented": found.invented}
        yield msgspec.structs.replace(figure, counts={**figure.counts, **speakers})


def _timing_figures(what: str, starts: StartErrors) -> Iterator[Score]:
    found = summarise(starts)
    if found is None:
        return
    counts = {"compared": found.compared, "missed": found.missed}
    yield Score(name=f"{what} error, median", value=found.median, unit="ms", counts=counts)
    yield Score(name=f"{what} error, 95th percentile", value=found.p95, unit="ms")
    yield Score(name=f"{what} within {found.within} ms", value=found.share, unit="share")


def _find_whole(pair: Pair) -> Span:
    """The whole recording; or from 0 to the last end in either document if its length is unknown."""
    lengths = [document.recording.duration for document in (pair.truth, pair.hypothesis) if document.recording]
    ends = [
        segment.span.end
        for document in (pair.truth, pair.hypothesis)
        for segment in document.segments
        if segment.span is not None and segment.span.end is not None
    ]
    return Span(0, max([length for length in lengths if length is not None] + ends))


def _whole_text(document: Transcript, side: str) -> str | None:
    texts: list[Text] = [text for segment in document.segments if (text := getattr(segment, side)) is not None]
    return "\n".join(plain(text) for text in texts) if texts else None
