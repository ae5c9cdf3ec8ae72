"""Which language is spoken in which part of a chunk. Pure: the model is asked through a function.

The language of a window of some seconds is found well where the languages are far from each other, and badly where
somebody draws breath; so no window decides alone. The languages of all windows together are those that explain best
what the model says of each, where every change of language has its price.
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
"""Probability of a whole chunk from which a model is all but certain of a language that nobody named."""

Detect = Callable[[Sequence[Span]], Sequence[Mapping[str, float]]]
"""The probability of each language in each of some spans."""

_BREATH = 400
"""Ms of silence that end a window."""
_SHORT = 2_000
_LONG = 4_500
_FLOOR = 0.003
"""No window says more against a language than this probability."""
_PRICE = 5.0
"""What a change of language costs, in nats: one sure window at an end does not pay for it, two do."""
_OTHER = 0.8
"""Probability that some window must give a language that nobody named, for it to be one of the chunk's. In readings in
eight languages no window gave so much to a language that was not spoken (0.785 at most)."""
_LEAST = 0.6
"""A language to which no window gives so much is none of the chunk's."""
_DOUBT = 0.25
_ALONE = 3_000
"""Ms of windows that doubt their language, in a chunk with several, from which they are transcribed by themselves."""
_FINE = 1_500
_STEP = 500
_PAUSE_WORTH = 4.0
"""What a pause is worth as a place to cut, in nats a second."""


def find_parts(chunk: Chunk, detect: Detect, among: Sequence[str] = ()) -> tuple[LanguagePart, ...]:
    """The parts of a chunk in different languages, together as long as the chunk; none where there is one language.

    A chunk in one language that was not named is one part.

    :param detect: gives the probability of each language in spans of the recording's time
    :param among: the languages that are said to be spoken; any unless given. Others are found only where the model is
        sure of one somewhere, and it is not near to any of these.
    """
    windows = _windows(chunk)
    chances_by_window = detect(windows) if len(windows) > 1 else []
    tags = (*among, *_find_others(chances_by_window, among)) if among else ()
    languages = find_sequence([_allowed(chances, tags) for chances in chances_by_window])
    doubted = [
        chances.get(language, 0.0) < _DOUBT for chances, language in zip(chances_by_window, languages, strict=False)
    ]
    if len(set(languages)) < 2:
        foreign = bool(among) and bool(languages) and languages[0] not in among
        # A window that is alone with another language pays for no change, and may be a short remark all the same.
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
    # What is doubted is to be asked again, and so is not said to be in a language that was not named.
    tags = tuple(among[0] if among and run.doubted and run.language not in among else run.language for run in runs)
    return tuple(LanguagePart(Span(*edge), tag) for edge, tag in zip(pairwise(edges), tags, strict=True))


class _Run(NamedTuple):
    """Windows one after another in one language; doubted where its language must be found from it alone."""

    language: str
    doubted: bool
    windows: tuple[Span, ...]


def _merged(runs: Iterable[_Run]) -> list[_Run]:
    """One language is parted only in a pause, and only for what is long enough to be transcribed by itself."""
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
    """The language of each window, as all of them together make it likely; empty where none is."""
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
    """Stretches of speech between pauses, long enough for their language to be found, the long ones cut."""
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


def _find_others(heard: Sequence[Mapping[str, float]], among: Sequence[str]) -> list[str]:
    """The languages that were not named, and are not near to one that was, of which some window is sure."""
    sure = {tag for chances in heard for tag, chance in chances.items() if chance >= _OTHER}
    return sorted(tag for tag in sure if not any(is_near(tag, named) for named in among))


def _sounds_other(chances: Mapping[str, float], language: str) -> bool:
    """Whether a window is likely in a language that is not near to the one it was given."""
    return any(chance >= _LEAST and not is_near(tag, language) for tag, chance in chances.items())


def _allowed(chances: Mapping[str, float], among: Sequence[str]) -> Mapping[str, float]:
    if not among:
        return chances
    total = sum(chances.get(tag, 0.0) for tag in among)
    # Where none of them is likely, the window says nothing.
    return {tag: chances.get(tag, 0.0) / total if total >= 0.2 else 1 / len(among) for tag in among}


def _find_cut(chunk: Chunk, before: _Run, after: _Run, detect: Detect) -> int:
    """The place between two runs at which one language gives way to the other, in a pause where there is one near."""
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
