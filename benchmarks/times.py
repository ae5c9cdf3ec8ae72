"""Are the seconds right? Starts of segments on the panels, starts of words where every word is timed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec

from benchmarks import peers
from benchmarks.corpus import Clip, choose, panels, word_lists
from benchmarks.frame import Measured, Options, Report, Table, between, per_cent
from dragoman.scoring.interval import bootstrap
from dragoman.scoring.times import StartErrors, TimedWord, find_tokens, segment_starts, summarise, word_starts

__all__ = ["run"]

TITLE = "Times: start errors beside faster-whisper"

_ALL = "all"

Measure = Callable[[Sequence[TimedWord], Sequence[TimedWord]], StartErrors]


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """Start errors of one system on one recording."""

    clip: Clip
    starts: StartErrors


def run(options: Options) -> Report:
    systems = ([peers.OURS] if options.ours else []) + [peers.PLAIN, peers.VOICED, peers.BATCHED]
    tables: list[Table] = []
    figures: list[Measured] = []
    for what, clips, measure in (("segments", panels(), segment_starts), ("words", word_lists(), word_starts)):
        found = [
            figure
            for system in systems
            for figure in _figures(
                what, system, [_score(clip, system, measure, options) for clip in choose(clips, options.most)]
            )
        ]
        tables.append(_table(what, found))
        figures += found
    return Report(tables=tuple(tables), figures=tuple(figures), notes=_NOTES)


_NOTES = (
    "Segments: the start of each reader's passage against the start of the segment that begins with its first words; "
    "missed where no segment begins there.",
    "Words: pairs that are at least half alike in their letters, so that a misspelled name still counts for its time.",
    "The first reading of the German panel has four seconds of noise before the reader speaks, and its given start is "
    "that of the noise: every system is 4 s off there.",
    "95th percentiles by nearest rank; intervals are drawn over starts.",
)


def _score(clip: Clip, system: str, measure: Measure, options: Options) -> Outcome:
    heard = peers.transcribe(system, clip.path, clip.language, options)
    starts = measure(find_tokens(clip.truth.segments, clip.language), find_tokens(heard.segments, clip.language))
    return Outcome(clip=clip, starts=starts)


def _figures(what: str, system: str, outcomes: Sequence[Outcome]) -> Iterator[Measured]:
    for language in (*sorted({outcome.clip.language for outcome in outcomes}), _ALL):
        mine = [outcome for outcome in outcomes if language in (outcome.clip.language, _ALL)]
        starts = sum((outcome.starts for outcome in mine), StartErrors())
        counts = {"compared": len(starts.errors), "missed": starts.missed}
        errors = [abs(error) for error in starts.errors]
        for name, unit, figure in (
            ("median", "ms", _median),
            ("p95", "ms", _p95),
            ("within 400 ms", "share", _share),
        ):
            yield Measured(
                system=system,
                language=language,
                name=f"{what}, {name}",
                value=figure(errors),
                unit=unit,
                interval=bootstrap(errors, figure),
                recordings=len(mine),
                counts=counts,
            )


def _median(errors: Sequence[int]) -> float | None:
    timing = summarise(StartErrors(tuple(errors)))
    return None if timing is None else timing.median


def _p95(errors: Sequence[int]) -> float | None:
    timing = summarise(StartErrors(tuple(errors)))
    return None if timing is None else timing.p95


def _share(errors: Sequence[int]) -> float | None:
    timing = summarise(StartErrors(tuple(errors)))
    return None if timing is None else timing.share


def _table(what: str, figures: Sequence[Measured]) -> Table:
    threes = [figures[place : place + 3] for place in range(0, len(figures), 3)]
    threes.sort(key=lambda three: (three[0].language == _ALL, three[0].language))
    return Table(
        title=f"Start errors of {what}",
        columns=_COLUMNS,
        rows=tuple(
            (
                median.language,
                median.system,
                str(median.recordings),
                str(median.counts["compared"]),
                str(median.counts["missed"]),
                *(_ms(median), between(median.interval, 1, 0), _ms(p95), between(p95.interval, 1, 0)),
                *(per_cent(share.value), between(share.interval)),
            )
            for median, p95, share in threes
        ),
    )


_COLUMNS = (
    "language", "system", "recordings", "compared", "missed", "median ms", "95 %",
    "p95 ms", "95 % (p95)", "within 400 ms %", "95 % (share)",
)  # fmt: skip


def _ms(figure: Measured) -> str:
    return "–" if figure.value is None else f"{figure.value:.0f}"
