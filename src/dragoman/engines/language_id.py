"""Which language is spoken in which part of a chunk. Pure: the model is called through a function.

The chunk is divided into windows of a few seconds. The model detects the language of one window well if the languages
differ much, and badly around a breath, so no window decides alone. The sequence of languages is the one with the
highest total log probability over all windows, less a fixed cost for each change of language (a Viterbi search).

In what the encoder made of the whole chunk, the model knows the language of the first part far better than that of the
last one. Windows that are together long enough, and hardly in the language that they were given, are encoded alone.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from typing import NamedTuple

from dragoman.engines.base import Chunk, LanguagePart
from dragoman.language.near_languages import is_near
from dragoman.transcript.span import Span

__all__ = ["CERTAIN", "Detect", "find_parts", "find_sequence"]

CERTAIN = 0.95
"""Probability in a whole chunk from which the model is taken to be certain of a language that was not named."""

Detect = Callable[[Sequence[Span]], Sequence[Mapping[str, float]]]
"""Spans in the recording's time -> the probability of each language in each span."""
DetectAlone = Callable[[Span], Mapping[str, float]]
"""A span in the recording's time -> the probability of each language, if nothing else of the chunk is encoded."""

_BREATH = 400
"""Ms of silence that end a window."""
_SHORT = 2_000
_LONG = 4_500
_FLOOR = 0.003
"""The least probability that a window may give a language; lower ones count as this."""
_PRICE = 5.0
"""The cost of a change of language, in nats: two certain windows at an end outweigh it, one does not."""
_OTHER = 0.8
"""Probability that a window must give a language that was not named, for it to be one of the chunk's. In recordings of
people who read aloud in eight languages, no window gave a language that was not spoken more than 0.785."""
_LEAST = 0.6
"""A language is a candidate only if a window gives it this probability."""
_DOUBT = 0.25
_HARDLY = 0.05
"""A window is hardly in a language to which it gives less than this probability."""
_ALONE = 3_000
"""Ms from which windows whose language is doubtful are detected or transcribed separately."""
_FINE = 1_500
_STEP = 500
_PAUSE_WORTH = 4.0
"""The value of a pause as a place to cut, in nats for each second of pause."""


def find_parts(
    chunk: Chunk, detect: Detect, among: Sequence[str] = (), detect_alone: DetectAlone | None = None
) -> tuple[LanguagePart, ...]:
    """The parts of a chunk in different languages, together as long as the chunk; none if there is one language.

    A chunk in one language that was not named is one part.

    :param detect: returns the probability of each language in spans of the recording's time
    :param among: the languages that are named as spoken; any unless given. Another language is found only if a window
        is certain of it, and if it is not near to one of these.
    :param detect_alone: returns the probability of each language in a span that is encoded alone
    """
    windows = _windows(chunk)
    chances_by_window = detect(windows) if len(windows) > 1 else []
    languages = _find_languages(chances_by_window, among)
    if detect_alone is not None and languages:
        chances_by_window = _detected_alone(windows, chances_by_window, languages, detect_alone)
        languages = _find_languages(chances_by_window, among)
    doubted = [
        chances.get(language, 0.0) < _DOUBT for chances, language in zip(chances_by_window, languages, strict=False)
    ]
    if len(set(languages)) < 2:
        foreign = bool(among) and bool(languages) and languages[0] not in among
        # A single window in another language does not outweigh the cost of a change, but may still be a short remark.
        others = [
            _sounds_other(chances, language) for chances, language in zip(chances_by_window, languages, strict=False)
        ]
        doubted = [doubt and other and len(among) != 1 for doubt, other in zip(doubted, others, strict=True)]
        if foreign or not any(doubted):
            return (LanguagePart(chunk.span, languages[0]),) if foreign else ()
    runs = _merged(
        _Run(language, doubt, tuple(window for _, window in run))
        for (language, doubt), run in groupby(
            zip(zip(languages, doubted, strict=True), windows, strict=True), key=itemgetter(0)
        )
    )
    if len(runs) < 2:
        return ()
    cuts = [_find_cut(chunk, *pair, detect) for pair in pairwise(runs)]
    if any(first >= second for first, second in pairwise(cuts)):
        cuts = [_between(*pair) for pair in pairwise(runs)]
    edges = [chunk.span.start, *cuts, chunk.span.end or cuts[-1]]
    # A doubtful part is detected again, so it does not get a language that was not named.
    tags = tuple(among[0] if among and run.doubted and run.language not in among else run.language for run in runs)
    return tuple(LanguagePart(Span(*edge), tag) for edge, tag in zip(pairwise(edges), tags, strict=True))


def _find_languages(windows: Sequence[Mapping[str, float]], among: Sequence[str]) -> tuple[str, ...]:
    """The language of each window, from what all of them show; empty without a candidate."""
    tags = (*among, *_find_others(windows, among)) if among else ()
    return find_sequence([_allowed(chances, tags) for chances in windows])


def _detected_alone(
    windows: Sequence[Span],
    chances_by_window: Sequence[Mapping[str, float]],
    languages: Sequence[str],
    detect_alone: DetectAlone,
) -> list[Mapping[str, float]]:
    """The probabilities of each window; of those that are hardly in their language, what they show alone if that is
    clearly another one.
    """
    changed = list(chances_by_window)
    hardly = [chances.get(tag, 0.0) < _HARDLY for chances, tag in zip(chances_by_window, languages, strict=True)]
    for is_hardly, run in groupby(range(len(windows)), key=hardly.__getitem__):
        places = list(run)
        alone = Span(windows[places[0]].start, windows[places[-1]].end)
        if not is_hardly or (alone.duration or 0) < _ALONE:
            continue
        chances = detect_alone(alone)
        best = max(chances, key=lambda tag: (chances[tag], tag))
        if chances[best] >= _OTHER and not any(is_near(best, languages[place]) for place in places):
            changed[places[0] : places[-1] + 1] = [chances] * len(places)
    return changed


class _Run(NamedTuple):
    """Consecutive windows in one language; ``doubted`` if their language must be detected from them alone."""

    language: str
    doubted: bool
    windows: tuple[Span, ...]


def _merged(runs: Iterable[_Run]) -> list[_Run]:
    """Runs of one language joined, unless a doubtful one is long enough to be transcribed alone, behind a pause."""
    merged: list[_Run] = []
    for each in runs:
        run = each._replace(doubted=each.doubted and _length(each.windows) >= _ALONE)
        last = merged[-1] if merged else None
        if (
            last is None
            or last.language != run.language
            or (last.doubted != run.doubted and _gap(last, run) >= _BREATH)
        ):
            merged.append(run)
        else:
            merged[-1] = _Run(run.language, last.doubted and run.doubted, last.windows + run.windows)
    return merged


def _length(windows: Sequence[Span]) -> int:
    return (windows[-1].end or 0) - windows[0].start


def _gap(before: _Run, after: _Run) -> int:
    return after.windows[0].start - (before.windows[-1].end or 0)


def find_sequence(windows: Sequence[Mapping[str, float]]) -> tuple[str, ...]:
    """The most likely sequence of languages, one for each window (a Viterbi search); empty without a candidate."""
    candidates = sorted({tag for chances in windows for tag, chance in chances.items() if chance >= _LEAST})
    if not candidates:
        return ()
    worth = dict.fromkeys(candidates, 0.0)
    back: list[dict[str, str]] = []
    for chances in windows:
        best = max(candidates, key=lambda tag: worth[tag])
        came = {tag: tag if worth[tag] >= worth[best] - _PRICE else best for tag in candidates}
        worth = {
            tag: worth[came[tag]] - _PRICE * (came[tag] != tag) + math.log(max(_FLOOR, chances.get(tag, 0.0)))
            for tag in candidates
        }
        back.append(came)
    path = [max(candidates, key=lambda tag: worth[tag])]
    for came in reversed(back[1:]):
        path.append(came[path[-1]])
    return tuple(reversed(path))


def _windows(chunk: Chunk) -> list[Span]:
    """Stretches of speech between pauses that are long enough for detection; long ones are cut."""
    stretches: list[Span] = []
    for span in chunk.speech:
        last = stretches[-1] if stretches else None
        if last and span.start - (last.end or 0) < (_BREATH if (last.duration or 0) >= _SHORT else _SHORT):
            stretches[-1] = Span(last.start, span.end)
        else:
            stretches.append(span)
    return [window for each in stretches if (each.duration or 0) >= _SHORT // 2 for window in _pieces(each)]


def _pieces(stretch: Span) -> list[Span]:
    length = stretch.duration or 0
    count = -(-length // _LONG)
    edges = [stretch.start + length * place // count for place in range(count + 1)]
    return [Span(*edge) for edge in pairwise(edges)]


def _find_others(windows: Sequence[Mapping[str, float]], among: Sequence[str]) -> list[str]:
    """The languages of which a window is certain, that were not named and are not near to one that was."""
    sure = {tag for chances in windows for tag, chance in chances.items() if chance >= _OTHER}
    return sorted(tag for tag in sure if not any(is_near(tag, named) for named in among))


def _sounds_other(chances: Mapping[str, float], language: str) -> bool:
    """Whether a window is likely in a language that is not near to the one that it was assigned."""
    return any(chance >= _LEAST and not is_near(tag, language) for tag, chance in chances.items())


def _allowed(chances: Mapping[str, float], among: Sequence[str]) -> Mapping[str, float]:
    if not among:
        return chances
    total = sum(chances.get(tag, 0.0) for tag in among)
    # If none of them is likely, the window has no influence.
    return {tag: chances.get(tag, 0.0) / total if total >= 0.2 else 1 / len(among) for tag in among}


def _find_cut(chunk: Chunk, before: _Run, after: _Run, detect: Detect) -> int:
    """The time in ms between two runs at which the language changes, in a pause if there is one near."""
    if before.language == after.language:
        return _between(before, after)
    start, end = before.windows[-2:][0].start, after.windows[:2][-1].end or 0
    fine = [Span(place, place + _FINE) for place in range(start, end - _FINE + 1, _STEP)]
    leanings = [_leaning(chances, before.language, after.language) for chances in detect(fine)]
    judged = [(span.start + _FINE // 2, leaning) for span, leaning in zip(fine, leanings, strict=True)]
    places = {middle + _STEP // 2: 0 for middle, _ in judged} | _pauses(chunk, Span(start, end))

    def worth(place: int) -> float:
        sides = sum(leaning if middle < place else -leaning for middle, leaning in judged)
        return sides * _STEP / _FINE + _PAUSE_WORTH * min(1000, places[place]) / 1000

    return max(sorted(places), key=worth)


def _between(before: _Run, after: _Run) -> int:
    return ((before.windows[-1].end or 0) + after.windows[0].start) // 2


def _leaning(chances: Mapping[str, float], first: str, second: str) -> float:
    return math.log(max(_FLOOR, chances.get(first, 0.0)) / max(_FLOOR, chances.get(second, 0.0)))


def _pauses(chunk: Chunk, inside: Span) -> dict[int, int]:
    """The middles of the pauses inside a span, and how long each pause is, in ms."""
    pauses = [Span(before.end or before.start, after.start) for before, after in pairwise(chunk.speech)]
    middles = {(pause.start + (pause.end or 0)) // 2: pause.duration or 0 for pause in pauses}
    return {middle: length for middle, length in middles.items() if inside.start <= middle <= (inside.end or 0)}
