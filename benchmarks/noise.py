"""What is lost and what is invented under noise: the panels with white and pink noise at 10, 5 and 0 dB."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from benchmarks import peers
from benchmarks.corpus import Clip, choose, panels
from benchmarks.frame import Measured, Options, Report, Table, between, per_cent
from benchmarks.left_out import count_silent, find_rooms, find_runs, find_written
from benchmarks.sounds import NOISES, mix
from benchmarks.words import source_text
from dragoman.engines.whisper import Vad
from dragoman.media.sound import read_sound
from dragoman.pipeline.chunks import ChunkOptions, find_chunks
from dragoman.scoring.interval import bootstrap
from dragoman.scoring.words import Edits, pool, score_words
from dragoman.transcript.document import Transcript
from dragoman.transcript.span import Span
from dragoman.transcript.text import plain

__all__ = ["run"]

TITLE = "Noise: words left out and put in"

_LEVELS = (10, 5, 0)
_ALL = "all"
_RUN = 3
"""The words of a run that counts as a passage left out, as in the panels of omissions."""


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """One system on one recording under one noise."""

    language: str
    kind: str
    decibels: int
    words: Edits
    unmarked: tuple[int, ...]
    """The lengths of the runs of words that are left out where no gap is marked."""
    marked: tuple[int, ...]
    silent: int
    """Ms of speech that have neither a word nor a gap."""


def run(options: Options) -> Report:
    systems = ([peers.OURS] if options.ours else []) + [peers.PLAIN, peers.VOICED]
    clips = choose(panels(), options.most)
    outcomes = {system: list(_outcomes(clips, system, options)) for system in systems}
    figures = tuple(figure for system, found in outcomes.items() for figure in _figures(system, found))
    return Report(
        tables=(_table(figures),),
        figures=figures,
        notes=(
            "Decibels: how much stronger the speech is than the noise, over the stretches in which somebody speaks.",
            "Left out + put in: deletions and insertions by words of the truth. Intervals are drawn over recordings.",
            "In a gap, without: words left out where a gap is marked and where none is, found reading by reading, so"
            " that they are a few more or fewer than those left out. The peers mark no gaps.",
            "Speech with neither: seconds of speech that have neither a word nor a gap; where somebody speaks is found"
            " without the noise, and less than a second counts as none.",
        ),
    )


def _outcomes(clips: Sequence[Clip], system: str, options: Options) -> Iterator[Outcome]:
    for clip in clips:
        spans = tuple(segment.span for segment in clip.truth.segments if segment.span is not None)
        speech = _find_speech(clip)
        for kind in NOISES:
            for decibels in _LEVELS:
                noisy = mix(clip.path, clip.name, spans, kind=kind, decibels=decibels)
                document = peers.transcribe(system, noisy, clip.language, options)
                unmarked, marked = _find_left_out(clip, document)
                yield Outcome(
                    language=clip.language,
                    kind=kind,
                    decibels=decibels,
                    words=score_words(source_text(clip.truth), source_text(document), clip.language),
                    unmarked=unmarked,
                    marked=marked,
                    silent=count_silent(document, speech),
                )


def _find_speech(clip: Clip) -> list[Span]:
    """Where somebody speaks, found without the noise."""
    return [span for chunk in find_chunks(read_sound(clip.path), [Vad()], ChunkOptions()) for span in chunk.speech]


def _find_left_out(clip: Clip, document: Transcript) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The runs of words that a document leaves out without a gap and in one, reading by reading.

    A whole panel may be aligned with as few edits so that words of one reading seem to be left out of another.
    """
    segments = [segment for segment in clip.truth.segments if segment.span is not None]
    rooms = find_rooms([segment.span for segment in segments if segment.span is not None])
    runs = [
        find_runs(
            plain(segment.source or ()), *find_written(document, clip.language, room),
            language=clip.language, fewest=1,
        )
        for segment, room in zip(segments, rooms, strict=True)
    ]  # fmt: skip
    return tuple(length for each in runs for length in each[0]), tuple(length for each in runs for length in each[1])


def _figures(system: str, outcomes: Sequence[Outcome]) -> Iterator[Measured]:
    for kind, decibels, mine in _groups(outcomes):
        edits = [outcome.words for outcome in mine]
        whole = pool(edits)
        for name, rate in (("left out + put in", _astray), ("WER", _rate)):
            yield Measured(
                system=system,
                language=_ALL,
                name=f"{name}, {kind}, {decibels}",
                value=rate(edits),
                unit="share",
                interval=bootstrap(edits, rate),
                words=whole.length,
                recordings=len(mine),
                counts=msgspec.structs.asdict(whole) | _count_left_out(mine),
            )


def _count_left_out(outcomes: Sequence[Outcome]) -> dict[str, int]:
    unmarked = [length for one in outcomes for length in one.unmarked]
    runs = [length for length in unmarked if length >= _RUN]
    return {
        "in a gap": sum(sum(one.marked) for one in outcomes),
        "without a gap": sum(unmarked),
        "unmarked runs": len(runs),
        "words of unmarked runs": sum(runs),
        "ms of speech without word or gap": sum(one.silent for one in outcomes),
    }


def _groups(outcomes: Sequence[Outcome]) -> Iterator[tuple[str, str, list[Outcome]]]:
    for kind in NOISES:
        for decibels in _LEVELS:
            yield kind, f"{decibels} dB", [one for one in outcomes if (one.kind, one.decibels) == (kind, decibels)]
    yield "any noise", "any strength", list(outcomes)


def _astray(edits: Sequence[Edits]) -> float | None:
    whole = pool(edits)
    return (whole.deletions + whole.insertions) / whole.length if whole.length else None


def _rate(edits: Sequence[Edits]) -> float | None:
    return pool(edits).rate


def _table(figures: Sequence[Measured]) -> Table:
    pairs = [(figures[place], figures[place + 1]) for place in range(0, len(figures), 2)]
    order = list(dict.fromkeys(astray.name for astray, _ in pairs))
    return Table(
        title="Words under noise, all panels",
        columns=(
            "noise",
            "system",
            "words",
            "left out",
            "in a gap",
            "without",
            f"runs of {_RUN} without a gap (words)",
            "s of speech with neither",
            "put in",
            "left out + put in %",
            "95 %",
            "WER %",
            "95 % (WER)",
        ),
        rows=tuple(
            (
                astray.name.partition(", ")[2],
                astray.system,
                str(astray.words),
                *(str(astray.counts[name]) for name in ("deletions", "in a gap", "without a gap")),
                f"{astray.counts['unmarked runs']} ({astray.counts['words of unmarked runs']})",
                f"{astray.counts['ms of speech without word or gap'] / 1000:.1f}",
                str(astray.counts["insertions"]),
                *(per_cent(astray.value), between(astray.interval), per_cent(rate.value), between(rate.interval)),
            )
            for astray, rate in sorted(pairs, key=lambda pair: order.index(pair[0].name))
        ),
    )
