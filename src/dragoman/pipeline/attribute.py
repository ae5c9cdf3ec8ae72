"""Words and voices -> the speaker of each word. Pure."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Sequence

from dragoman.engines.base import SpeakerSpan
from dragoman.language.sentences import ends_with_stop
from dragoman.transcript.document import Word
from dragoman.transcript.span import Span

__all__ = ["attribute", "is_listening"]

_NEAR = 500
"""The largest distance, in ms, between a word and the voice assigned to it."""
_REACH = 1_500
"""Ms by which a change of speaker may move to a better place: voices are only distinguished every 0.6 s."""
_PAUSE = 250
_BREATH = 1_200
_BLIP, _BLIP_WORDS = 1_500, 4
"""The longest interjection inside another's sentence, in ms and words: by a listener, or an error of the diarizer."""
_A_WORD = 300
"""The length, in ms, that is assumed for a word whose own time is unreliable."""
_SHORTEST, _LONGEST, _DOUBTED = 40, 1_500, 0.35
"""The limits for a reliable word time: shortest and longest, in ms, and least probability."""

# What listeners say while somebody else is speaking, folded.
_LISTENING = frozenset(
    """
    mhm mm mmm hm hmm uh-huh uhuh mm-hmm mhmm aha ah oh yeah yes yep yup ok okay right sure exactly
    sí si ya claro ajá vale exacto oui ouais voilà d'accord ja genau okej jo sim pois é hum да угу ага так
    כן אהה نعم أيوه ايوه ايوة آه اه طيب بله آره اره evet hıhı tamam
    """.split()  # noqa: SIM905 (a table reads better in lines)
)


def attribute(words: Sequence[Word], voices: Sequence[SpeakerSpan]) -> tuple[int | None, ...]:
    """The voice of each word; ``None`` if no voice is near.

    A change of voice moves to the end of a sentence or a pause nearby, if there is one, so that the end of a sentence
    does not go to the next speaker. A short interjection of another voice inside a sentence keeps only the words that
    listeners typically say.
    """
    ordered = sorted((each for each in voices if not each.second), key=lambda each: each.span.start)
    starts = [each.span.start for each in ordered]
    found = [_voice(word.span, ordered, starts) for word in words]
    return tuple(_settle(words, _without_blips(words, _filled(words, found))))


def is_listening(text: str) -> bool:
    """Whether a word is one that listeners say while somebody else is speaking."""
    return text.strip(" \t\n.,;:!?¡¿…،؛؟\"'«»“”-–—").casefold() in _LISTENING


def _voice(span: Span | None, voices: Sequence[SpeakerSpan], starts: Sequence[int]) -> int | None:
    if span is None:
        return None
    # Voices overlap little, so looking at the last few is enough.
    behind = bisect_left(starts, (span.end or span.start) + _NEAR)
    near = voices[max(0, behind - 8) : behind]
    if not near:
        return None
    best = max(near, key=lambda each: (each.span.overlap(span), -each.span.distance(span)))
    return best.voice if best.span.distance(span) <= _NEAR else None


def _filled(words: Sequence[Word], found: Sequence[int | None]) -> list[int | None]:
    """Assign words without a voice nearby to the speaker of their sentence."""
    filled = list(found)
    for place in range(1, len(words)):
        if filled[place] is None and _goes_on(words, place):
            filled[place] = filled[place - 1]
    for place in range(len(words) - 2, -1, -1):
        if filled[place] is None and _goes_on(words, place + 1):
            filled[place] = filled[place + 1]
    return filled


def _goes_on(words: Sequence[Word], place: int) -> bool:
    """Whether the sentence before ``place`` continues there without a breath."""
    return not ends_with_stop(words[place - 1].text) and _pause(words, place) < _BREATH


def _pause(words: Sequence[Word], place: int) -> int:
    before, behind = words[place - 1].span, words[place].span
    return behind.start - (before.end or before.start) if before and behind else 0


def _without_blips(words: Sequence[Word], found: list[int | None]) -> list[int | None]:
    """Keep listeners' words in a short interjection; give its other words to the speaker of the sentence."""
    kept = list(found)
    for first, behind in _runs(found):
        if not first or behind == len(found) or found[first - 1] != found[behind] or None in found[first - 1 : behind]:
            continue
        run = words[first:behind]
        # If a sentence ends inside or before it, somebody else is answering.
        ends = any(ends_with_stop(word.text) for word in run if not is_listening(word.text))
        if not ends and _goes_on(words, first) and len(run) <= _BLIP_WORDS and _length(run) <= _BLIP:
            for place in range(first, behind):
                kept[place] = found[place] if is_listening(words[place].text) else found[behind]
    return kept


def _runs(found: Sequence[int | None]) -> list[tuple[int, int]]:
    changes = [place for place in range(1, len(found)) if found[place] != found[place - 1]]
    return list(itertools.pairwise([0, *changes, len(found)]))


def _length(words: Sequence[Word]) -> int:
    spans = [word.span for word in words if word.span]
    return (spans[-1].end or spans[-1].start) - spans[0].start if spans else 0


def _settle(words: Sequence[Word], found: Sequence[int | None]) -> list[int | None]:
    settled = list(found)
    changes = [place for place in range(1, len(found)) if found[place] != found[place - 1]]
    last = 0
    for number, place in enumerate(changes):
        # Each voice keeps at least one word, even if the previous change was moved.
        low, last = last, place
        high = changes[number + 1] if number + 1 < len(changes) else len(words)
        if found[place] is None or found[place - 1] is None:
            continue
        if _is_aside(words, found, place, high) or (number and _is_aside(words, found, low, place)):
            continue
        better = last = _better_place(words, place, low, high)
        for moved in range(min(place, better), max(place, better)):
            settled[moved] = found[place - 1] if better > place else found[place]
    return settled


def _is_aside(words: Sequence[Word], found: Sequence[int | None], first: int, behind: int) -> bool:
    """Whether these words are a listener's, inside another's sentence; the change of voice then stays at the word
    itself.
    """
    inside = first > 0 and behind < len(words) and found[first - 1] == found[behind]
    return inside and _goes_on(words, first) and all(is_listening(word.text) for word in words[first:behind])


def _better_place(words: Sequence[Word], place: int, low: int, high: int) -> int:
    """The cheapest place strictly between ``low`` and ``high``."""
    if words[place].span is None:
        return place

    def cost(at: int) -> float:
        distance = _distance_between(words, at, place)
        bonus = 1_300 if ends_with_stop(words[at - 1].text) else 600 if _pause(words, at) >= _PAUSE else 0
        return distance - bonus if distance <= _REACH else 1e9

    return min(range(low + 1, high), key=lambda at: (cost(at), abs(at - place)), default=place)


def _distance_between(words: Sequence[Word], first: int, second: int) -> float:
    """Ms between the starts of two words; a fixed length per word if a time between them is doubtful."""
    here, there = words[first].span, words[second].span
    if here is None or there is None:
        return 1e9
    distance = abs(here.start - there.start)
    if any(_is_doubtful(word) for word in words[min(first, second) : max(first, second)]):
        return min(distance, _A_WORD * abs(first - second))
    return distance


def _is_doubtful(word: Word) -> bool:
    if word.span is None or (word.confidence is not None and word.confidence < _DOUBTED):
        return True
    return not _SHORTEST <= (word.span.duration or 0) <= _LONGEST
