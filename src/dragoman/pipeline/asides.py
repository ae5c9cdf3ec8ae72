"""Short replies of listeners, and speakers who talk at the same time. Pure."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from dragoman.engines.base import SpeakerSpan
from dragoman.language.sentences import ends_with_stop
from dragoman.pipeline.attribute import is_listening
from dragoman.pipeline.segment import Said, Stretch
from dragoman.transcript.document import Word
from dragoman.transcript.span import Span

__all__ = ["find_overlapping", "split_asides", "take_translated"]

_MOST_WORDS = 4
_SHORTEST = 300
"""The shortest overlap of two voices that counts, in ms: voices and words are timed no more precisely."""


def split_asides(said: Sequence[Said]) -> tuple[tuple[Said, ...], tuple[Stretch, ...]]:
    """Separate listeners' short replies inside a sentence from the other words.

    This way a "yes" does not cut a turn into three.
    """
    main: list[Said] = []
    asides: list[Stretch] = []
    for first, behind in _runs(said):
        run = tuple(said[first:behind])
        if _is_aside(said, first, behind):
            asides.append(Stretch(run))
        else:
            main += run
    return tuple(main), tuple(asides)


def _runs(said: Sequence[Said]) -> list[tuple[int, int]]:
    changes = [place for place in range(1, len(said)) if said[place].voice != said[place - 1].voice]
    return list(itertools.pairwise([0, *changes, len(said)])) if said else []


def _is_aside(said: Sequence[Said], first: int, behind: int) -> bool:
    if first == 0 or behind == len(said) or behind - first > _MOST_WORDS:
        return False
    before, after = said[first - 1], said[behind]
    inside = before.voice == after.voice is not None and said[first].voice is not None
    run = said[first:behind]
    timed = any(each.word.span for each in run)
    return inside and timed and not ends_with_stop(before.word.text) and all(is_listening(one.word.text) for one in run)


def take_translated(translated: Sequence[Word], span: Span) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """The translation of the reply at ``span``, and the remaining words.

    Only typical words of listeners at that time are taken.
    """
    taken = [word.span is not None and word.span.overlap(span) > 0 and is_listening(word.text) for word in translated]
    return (
        tuple(itertools.compress(translated, taken)),
        tuple(word for word, one in zip(translated, taken, strict=True) if not one),
    )


def find_overlapping(stretches: Sequence[Stretch], voices: Sequence[SpeakerSpan]) -> tuple[bool, ...]:
    """Whether each stretch begins while another voice is still speaking, judged by its words or by the voices found.

    :param stretches: in order of their start
    """
    together = _find_together(voices)
    last: dict[int, int] = {}
    found: list[bool] = []
    before: int | None = None
    for stretch in stretches:
        span, voice = stretch.span, stretch.said[0].voice
        others = [end for other, end in last.items() if other != voice]
        by_words = min(max(others, default=0), span.end or span.start) - span.start >= _SHORTEST
        by_voice = before not in (None, voice) and any(
            voice in pair and region.start - _SHORTEST <= span.start <= (region.end or 0) for region, pair in together
        )
        found.append(voice is not None and (by_words or by_voice))
        if voice is not None:
            last[voice] = max(last.get(voice, 0), span.end or span.start)
            before = voice
    return tuple(found)


def _find_together(voices: Sequence[SpeakerSpan]) -> list[tuple[Span, tuple[int, int]]]:
    """The spans in which two voices speak at once, and the two voices."""
    together: list[tuple[Span, tuple[int, int]]] = []
    active: list[SpeakerSpan] = []
    for each in sorted(voices, key=lambda voice: voice.span.start):
        active = [other for other in active if (other.span.end or 0) > each.span.start]
        for other in active:
            region = Span(each.span.start, min(other.span.end or 0, each.span.end or 0))
            if other.voice != each.voice and (region.duration or 0) >= _SHORTEST:
                together.append((region, (other.voice, each.voice)))
        active.append(each)
    return together
