"""Are the words right? Word and character error rates over everything whose every word is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from benchmarks import peers
from benchmarks.corpus import Clip, choose, with_text
from benchmarks.frame import Measured, Options, Report, Table, between, per_cent
from dragoman.language.folding import words as fold
from dragoman.language.loops import find_loops
from dragoman.scoring.interval import bootstrap, compare
from dragoman.scoring.words import Edits, pool, score_characters, score_words
from dragoman.transcript.document import Transcript
from dragoman.transcript.text import plain

__all__ = ["run", "source_text"]

TITLE = "Words: error rates beside faster-whisper"

_ALL = "all"
# A language with so many words is judged by itself: no more than so many words and so much of a share worse.
_JUDGED = 100
_WORDS_WORSE = 5
_SHARE_WORSE = 0.05


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What one system made of one recording."""

    clip: Clip
    words: Edits
    characters: Edits
    loops: tuple[str, ...]


def run(options: Options) -> Report:
    clips = choose(with_text(), options.most)
    systems = ([peers.OURS] if options.ours else []) + [peers.PLAIN, peers.VOICED, peers.BATCHED]
    outcomes = {system: [score(clip, system, options) for clip in clips] for system in systems}
    figures = tuple(figure for system, found in outcomes.items() for figure in _figures(system, found))
    tables = [_rates(figures), _loops(clips, outcomes)]
    if options.ours:
        tables[1:1] = [_comparison(outcomes, peer) for peer in systems[1:]]
    return Report(
        tables=tuple(tables),
        figures=figures,
        notes=(
            "Rates are pooled: errors of all recordings by words of all. Intervals are drawn over recordings.",
            "CER counts characters of the same folded words, without the spaces between them.",
        ),
    )


def source_text(document: Transcript) -> str:
    """The whole original of a document."""
    return " ".join(plain(segment.source) for segment in document.segments if segment.source is not None)


def score(clip: Clip, system: str, options: Options) -> Outcome:
    """One system on one recording."""
    truth, heard = source_text(clip.truth), source_text(peers.transcribe(system, clip.path, clip.language, options))
    return Outcome(
        clip=clip,
        words=score_words(truth, heard, clip.language),
        characters=score_characters(truth, heard, clip.language),
        loops=_describe_loops(heard, clip.language),
    )


def _describe_loops(text: str, language: str) -> tuple[str, ...]:
    return tuple(f"{' '.join(loop.words)} × {loop.times}" for loop in find_loops(fold(text, language)))


def _figures(system: str, outcomes: Sequence[Outcome]) -> Iterable[Measured]:
    languages = sorted({outcome.clip.language for outcome in outcomes})
    for language in (*languages, _ALL):
        mine = [outcome for outcome in outcomes if language in (outcome.clip.language, _ALL)]
        for name, counts in (
            ("WER", [outcome.words for outcome in mine]),
            ("CER", [outcome.characters for outcome in mine]),
        ):
            pooled = pool(counts)
            yield Measured(
                system=system,
                language=language,
                name=name,
                value=pooled.rate,
                unit="share",
                interval=bootstrap(counts, lambda drawn: pool(drawn).rate),
                words=pool(outcome.words for outcome in mine).length,
                recordings=len(mine),
                counts=msgspec.structs.asdict(pooled),
            )


def _rates(figures: Sequence[Measured]) -> Table:
    characters = {(figure.system, figure.language): figure for figure in figures if figure.name == "CER"}
    rates = sorted(
        (figure for figure in figures if figure.name == "WER"),
        key=lambda figure: (figure.language == _ALL, figure.language),
    )
    return Table(
        title="Word error rates",
        columns=_RATE_COLUMNS,
        rows=tuple(
            (
                figure.language,
                figure.system,
                str(figure.recordings),
                str(figure.words),
                per_cent(figure.value),
                between(figure.interval),
                *(str(figure.counts[name]) for name in ("substitutions", "deletions", "insertions")),
                per_cent(characters[figure.system, figure.language].value),
                between(characters[figure.system, figure.language].interval),
            )
            for figure in rates
        ),
    )


_RATE_COLUMNS = (
    "language", "system", "recordings", "words", "WER %", "95 %",
    "substituted", "left out", "put in", "CER %", "95 % (CER)",
)  # fmt: skip


def _comparison(outcomes: dict[str, list[Outcome]], peer: str) -> Table:
    pairs = list(zip(outcomes[peers.OURS], outcomes[peer], strict=True))
    languages = sorted({ours.clip.language for ours, _ in pairs})
    return Table(
        title=f"Ours less {peer}, on the same recordings",
        columns=("language", "words", "errors", "WER, points", "95 %", "draws no higher", "within the allowance"),
        rows=tuple(_compare_language(pairs, language) for language in (*languages, _ALL)),
    )


def _compare_language(pairs: Sequence[tuple[Outcome, Outcome]], language: str) -> tuple[str, ...]:
    mine = [(one.words, other.words) for one, other in pairs if language in (one.clip.language, _ALL)]
    ours, theirs = (pool(pair[side] for pair in mine) for side in (0, 1))
    found = compare(mine, lambda drawn: pool(drawn).rate)
    return (
        language,
        str(ours.length),
        f"{ours.errors - theirs.errors:+d}",
        "–" if found is None else f"{100 * found.difference:+.1f}",
        between(None if found is None else found.interval),
        "–" if found is None else f"{100 * found.lower:.0f} %",
        _judge(ours, theirs, whole=language == _ALL),
    )


def _judge(ours: Edits, theirs: Edits, *, whole: bool) -> str:
    worse = ours.errors - theirs.errors
    if whole:
        return "yes" if worse <= 0 else "NO"
    if ours.length < _JUDGED:
        return "too few words"
    return "yes" if worse <= _WORDS_WORSE and worse <= _SHARE_WORSE * ours.length else "NO"


def _loops(clips: Sequence[Clip], outcomes: dict[str, list[Outcome]]) -> Table:
    truth = {clip.name: _describe_loops(source_text(clip.truth), clip.language) for clip in clips}
    rows = [
        (outcome.clip.name, system, loop, "yes" if loop in truth[outcome.clip.name] else "no")
        for system, found in outcomes.items()
        for outcome in found
        for loop in outcome.loops
    ]
    return Table(
        title="Every loop",
        columns=("recording", "system", "loop", "said so"),
        rows=tuple(rows) or (("none", "", "", ""),),
    )
