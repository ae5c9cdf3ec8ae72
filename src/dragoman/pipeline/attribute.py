"""Words x voices -> words with speakers. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from dragoman.engines.base import SpeakerSpan
from dragoman.transcript.document import Word
from dragoman.transcript.span import Span

__all__ = ["attribute", "ends_sentence"]

_NEAR = 500
"""Ms to the nearest voice beyond which nobody is named."""
_REACH = 1_500
"""Ms by which a change of speaker may move to a better place: voices are told only every 0.6 s."""
_PAUSE = 250


def attribute(words: Sequence[Word], voices: Sequence[SpeakerSpan]) -> tuple[int | None, ...]:
    """The voice of each word, ``None`` where none is near.

    A change of voice is moved to the end of a sentence or a pause close by, where there is one, so that the tail
    of a sentence does not go to the next speaker.
    """
    ordered = sorted(voices, key=lambda each: each.span.start)
    starts = [each.span.start for each in ordered]
    found = [_voice(word.span, ordered, starts) for word in words]
    return tuple(_settle(words, found))


def _voice(span: Span | None, voices: Sequence[SpeakerSpan], starts: Sequence[int]) -> int | None:
    if span is None:
        return None
    # Voices overlap little, so that looking a few back is enough.
    behind = bisect_left(starts, (span.end or span.start) + _NEAR)
    near = voices[max(0, behind - 8) : behind]
    if not near:
        return None
    best = max(near, key=lambda each: (each.span.overlap(span), -_distance(each.span, span)))
    return best.voice if _distance(best.span, span) <= _NEAR else None


def _distance(first: Span, second: Span) -> int:
    return max(0, first.start - (second.end or second.start), second.start - (first.end or first.start))


def _settle(words: Sequence[Word], found: Sequence[int | None]) -> list[int | None]:
    settled = list(found)
    changes = [place for place in range(1, len(found)) if found[place] != found[place - 1]]
    last = 0
    for number, place in enumerate(changes):
        # Each voice keeps a word at least, wherever the change before this one was moved to.
        low, last = last, place
        if found[place] is None or found[place - 1] is None:
            continue
        high = changes[number + 1] if number + 1 < len(changes) else len(words)
        better = last = _better_place(words, place, low, high)
        for moved in range(min(place, better), max(place, better)):
            settled[moved] = found[place - 1] if better > place else found[place]
    return settled


def _better_place(words: Sequence[Word], place: int, low: int, high: int) -> int:
    """The place between ``low`` and ``high`` (not included) that costs least."""
    here = words[place].span
    if here is None:
        return place

    def cost(at: int) -> float:
        span, before = words[at].span, words[at - 1].span
        if span is None or before is None:
            return 1e9
        distance = abs(span.start - here.start)
        pause = span.start - (before.end or before.start)
        bonus = 1_300 if ends_sentence(words[at - 1].text) else 600 if pause >= _PAUSE else 0
        return distance - bonus if distance <= _REACH else 1e9

    return min(range(low + 1, high), key=lambda at: (cost(at), abs(at - place)), default=place)


def ends_sentence(text: str) -> bool:
    """Whether a word closes a sentence, in any of the scripts met here."""
    return text.rstrip("\"'”»)]’").endswith((".", "?", "!", "…", "。", "？", "！", "؟", "۔", "।", "։"))
