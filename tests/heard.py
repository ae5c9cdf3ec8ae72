"""Words as a model hears them, typed in one line, for tests of what is made of them."""

from __future__ import annotations

from dragoman.engines.base import SpeakerSpan
from dragoman.transcript.document import Word
from dragoman.transcript.span import Span


def words(*typed: tuple[float, float, str]) -> tuple[Word, ...]:
    """Words with their start and end in seconds."""
    return tuple(
        Word(text=f" {text}", span=Span(round(start * 1000), round(end * 1000)), confidence=0.9)
        for start, end, text in typed
    )


def spoken(text: str, start: float = 0, each: float = 0.4, gap: float = 0.1) -> tuple[Word, ...]:
    """The words of a text, one after another from ``start`` on; ``|`` is a second of silence."""
    said, at = [], start
    for word in text.split():
        if word == "|":
            at += 1
            continue
        said.append((at, at + each, word))
        at += each + gap
    return words(*said)


def texts(laid: tuple[tuple[Word, ...], ...]) -> list[str]:
    """What stands in each row."""
    return ["".join(word.text for word in row).strip() for row in laid]


def voices(*typed: tuple[float, float, int]) -> tuple[SpeakerSpan, ...]:
    """Who speaks from when to when, in seconds."""
    return tuple(SpeakerSpan(Span(round(start * 1000), round(end * 1000)), voice) for start, end, voice in typed)
