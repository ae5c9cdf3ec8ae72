"""What is lost and what is invented under noise: the panels with white and pink noise at 10, 5 and 0 dB."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from benchmarks import peers
from benchmarks.corpus import Clip, choose, panels
from benchmarks.frame import Measured, Options, Report, Table, between, per_cent
from benchmarks.sounds import NOISES, mix
from benchmarks.words import source_text
from dragoman.scoring.interval import bootstrap
from dragoman.scoring.words import Edits, pool, score_words

__all__ = ["run"]

TITLE = "Noise: words left out and put in"

_LEVELS = (10, 5, 0)
_ALL = "all"


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """One system on one recording under one noise."""

    language: str
    kind: str
    decibels: int
    words: Edits


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
        ),
    )


def _outcomes(clips: Sequence[Clip], system: str, options: Options) -> Iterator[Outcome]:
    for clip in clips:
        spans = tuple(segment.span for segment in clip.truth.segments if segment.span is not None)
        for kind in NOISES:
            for decibels in _LEVELS:
                noisy = mix(clip.path, clip.name, spans, kind=kind, decibels=decibels)
                heard = source_text(peers.transcribe(system, noisy, clip.language, options))
                edits = score_words(source_text(clip.truth), heard, clip.language)
                yield Outcome(language=clip.language, kind=kind, decibels=decibels, words=edits)


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
                counts=msgspec.structs.asdict(whole),
            )


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
                str(astray.counts["deletions"]),
                str(astray.counts["insertions"]),
                *(per_cent(astray.value), between(astray.interval), per_cent(rate.value), between(rate.interval)),
            )
            for astray, rate in sorted(pairs, key=lambda pair: order.index(pair[0].name))
        ),
    )
