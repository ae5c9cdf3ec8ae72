"""How near is the English to a given one, and does it lie where it was said? Beside faster-whisper's translate task.

Most of the given English was written for the data and is good for comparing two systems on the same passages only;
passages with an independent reference are shown by themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from benchmarks import peers
from benchmarks.corpus import INDEPENDENT, Clip, choose, is_independent, panels, readings
from benchmarks.frame import Measured, Options, Report, Table, between
from dragoman.language.folding import words as fold
from dragoman.scoring.numbers import find_numbers
from dragoman.scoring.translation import compare_translations, find_pairs, score_translation
from dragoman.transcript.document import Segment, Transcript
from dragoman.transcript.text import plain

__all__ = ["run"]

TITLE = "Translation: chrF++ beside faster-whisper's translate task"

_ALL = "all"
_INDEPENDENT = "independent references"


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A passage's given English and each system's."""

    language: str
    independent: bool
    truth: str
    given: dict[str, str]


class Laid(msgspec.Struct, frozen=True):
    """Numbers and names of the given English: how many, how many a system has, how many in the right place."""

    marks: int = 0
    found: int = 0
    right: int = 0

    def __add__(self, other: Laid) -> Laid:
        return Laid(self.marks + other.marks, self.found + other.found, self.right + other.right)


def run(options: Options) -> Report:
    systems = ([peers.OURS] if options.ours else []) + [peers.TRANSLATED]
    clips = choose([clip for clip in (*panels(), *readings()) if _is_translated(clip)], options.most)
    passages = [passage for clip in clips for passage in _passages(clip, systems, options)]
    figures = [figure for system in systems for figure in _figures(system, passages)]
    laid = {system: _lay_all(clips, system, options) for system in systems}
    figures += [_laid_figure(system, found) for system, found in laid.items()]
    tables = [_table(figures), _laid_table(laid)]
    if options.ours:
        tables.insert(1, _comparison(passages))
    return Report(
        tables=tuple(tables),
        figures=tuple(figures),
        notes=(
            f"{_INDEPENDENT}: {', '.join(INDEPENDENT)}. "
            "The other English is a meaning-equivalent, for comparison only.",
            "In place: a number or a name of the given English stands in a segment that overlaps its passage most; "
            "on the panels, for marks that occur in one passage only.",
        ),
    )


def _is_translated(clip: Clip) -> bool:
    return clip.language != "en" and any(segment.target for segment in clip.truth.segments)


def _passages(clip: Clip, systems: Sequence[str], options: Options) -> list[Passage]:
    heard = {system: peers.transcribe(system, clip.path, clip.language, options) for system in systems}
    pairs = {system: _pairs(clip, document) for system, document in heard.items()}
    first = pairs[systems[0]]
    return [
        Passage(
            language=clip.language,
            independent=is_independent(clip),
            truth=truth,
            given={system: pairs[system][place][1] for system in systems},
        )
        for place, (truth, _) in enumerate(first)
    ]


def _pairs(clip: Clip, heard: Transcript) -> tuple[tuple[str, str], ...]:
    """A panel's passages by time; a reading is one passage."""
    if len(clip.truth.segments) > 1 and clip.name.startswith("panel/"):
        return find_pairs(clip.truth.segments, heard.segments)
    return ((_english(clip.truth), _english(heard)),)


def _english(document: Transcript) -> str:
    return " ".join(plain(segment.target) for segment in document.segments if segment.target is not None)


def _figures(system: str, passages: Sequence[Passage]) -> Iterator[Measured]:
    for name, mine in _groups(passages):
        score = score_translation([one.truth for one in mine], [one.given[system] for one in mine])
        if score is None:
            continue
        for measure, value in (("chrF++", score.chrf), ("BLEU", score.bleu)):
            yield Measured(
                system=system,
                language=name,
                name=measure,
                value=value.score,
                unit="score",
                interval=value.interval,
                words=sum(len(fold(one.truth, "en")) for one in mine),
                counts={"passages": len(mine)},
                method=f"sacrebleu {value.signature}",
            )


def _groups(passages: Sequence[Passage]) -> Iterator[tuple[str, list[Passage]]]:
    for language in sorted({passage.language for passage in passages}):
        yield language, [passage for passage in passages if passage.language == language]
    yield _ALL, list(passages)
    yield _INDEPENDENT, [passage for passage in passages if passage.independent]


def _table(figures: Sequence[Measured]) -> Table:
    bleu = {(figure.system, figure.language): figure for figure in figures if figure.name == "BLEU"}
    chrf = [figure for figure in figures if figure.name == "chrF++"]
    order = list(dict.fromkeys(figure.language for figure in chrf))
    return Table(
        title="English beside the given one",
        columns=("language", "system", "passages", "words", "chrF++", "95 %", "BLEU", "95 % (BLEU)"),
        rows=tuple(
            (
                figure.language,
                figure.system,
                str(figure.counts["passages"]),
                str(figure.words),
                f"{figure.value:.1f}",
                between(figure.interval, 1),
                f"{bleu[figure.system, figure.language].value:.1f}",
                between(bleu[figure.system, figure.language].interval, 1),
            )
            for figure in sorted(chrf, key=lambda figure: order.index(figure.language))
        ),
    )


def _comparison(passages: Sequence[Passage]) -> Table:
    rows: list[tuple[str, ...]] = []
    for name, mine in _groups(passages):
        truth, ours, theirs = (
            [one.truth for one in mine],
            [one.given[peers.OURS] for one in mine],
            [one.given[peers.TRANSLATED] for one in mine],
        )
        if (found := compare_translations(truth, ours, theirs)) is not None:
            rows.append((name, str(len(mine)), f"{found.difference:+.1f}", between(found.interval, 1)))
    return Table(
        title=f"Ours less {peers.TRANSLATED}, on the same passages",
        columns=("language", "passages", "chrF++", "95 %"),
        rows=tuple(rows),
    )


def _lay_all(clips: Sequence[Clip], system: str, options: Options) -> Laid:
    panel = [clip for clip in clips if clip.name.startswith("panel/")]
    return sum((_lay(clip, peers.transcribe(system, clip.path, clip.language, options)) for clip in panel), Laid())


def _lay(clip: Clip, heard: Transcript) -> Laid:
    """Do numbers and names stand in the sound where they were said?"""
    passages = [segment for segment in clip.truth.segments if segment.target is not None]
    homes = find_pairs(passages, heard.segments)
    marks = [_marks(segment) for segment in passages]
    everything = set(_found_marks(_english(heard)))
    laid = Laid()
    for place, mine in enumerate(marks):
        for mark in mine - set().union(*marks[:place], *marks[place + 1 :]):
            found = mark in everything
            laid += Laid(1, int(found), int(found and mark in _found_marks(homes[place][1])))
    return laid


def _marks(segment: Segment) -> set[str]:
    """Numbers, and words with a capital that do not begin a sentence."""
    text = plain(segment.target or ())
    before = ["", *text.split()]
    names = {
        folded
        for last, word in zip(before, text.split(), strict=False)
        if word[:1].isupper() and last and last[-1] not in ".!?:" and len(word) > 2
        for folded in fold(word, "en")
        if len(folded) > 2
    }
    return names | set(find_numbers(text, "en"))


def _found_marks(text: str) -> set[str]:
    return {*fold(text, "en"), *find_numbers(text, "en")}


def _laid_figure(system: str, laid: Laid) -> Measured:
    return Measured(
        system=system,
        language=_ALL,
        name="numbers and names in place",
        value=laid.right / laid.found if laid.found else None,
        unit="share",
        counts=msgspec.structs.asdict(laid),
    )


def _laid_table(laid: dict[str, Laid]) -> Table:
    return Table(
        title="Numbers and names in place, on the panels",
        columns=("system", "in the given English", "in the system's", "of these in place"),
        rows=tuple((system, str(one.marks), str(one.found), str(one.right)) for system, one in laid.items()),
    )
