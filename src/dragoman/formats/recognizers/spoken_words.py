"""The single words of recognizers as passages: cut at ends of sentences, changes of speaker, and pauses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from dragoman.formats.reading.imported_cues import ImportedCue
from dragoman.language.sentences import CLOSERS, SENTENCE_ENDS
from dragoman.transcript.document import Word
from dragoman.transcript.span import Span

__all__ = ["SpokenWord", "make_cues", "make_span", "make_word", "numbered_speaker"]

_PAUSE = 2000
_CLOSING = "".join(CLOSERS)


class SpokenWord(msgspec.Struct, frozen=True, kw_only=True):
    """A word or a punctuation mark. Times are in ms; ``joins`` says that no space precedes it, ``ends`` that a sentence
    ends with it (``None``: its last character decides).
    """

    text: str
    start: int | None = None
    end: int | None = None
    confidence: float | None = None
    speaker: str | None = None
    joins: bool = False
    ends: bool | None = None


def make_cues(words: Iterable[SpokenWord]) -> list[ImportedCue]:
    """The words as passages. A passage ends with a sentence, at another speaker, and in a pause of two seconds."""
    return [_make_cue(run) for run in _find_runs(words)]


def make_word(text: str, start: int | None, end: int | None, confidence: float | None = None) -> Word:
    """A word of a document; an end before the start is ignored."""
    return Word(text=text, span=make_span(start, end), confidence=confidence)


def make_span(start: int | None, end: int | None) -> Span | None:
    """The span of known times: ``None`` without a start; an end before the start is ignored."""
    if start is None:
        return None
    return Span(start, end if end is not None and end >= start else None)


def numbered_speaker(value: object) -> str | None:
    """The label of a voice that a service numbers (``Speaker 0``) or names; ``None`` if it is unknown."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return f"Speaker {int(value)}" if 0 <= value < 10**6 else None
    name = " ".join(value.split()) if isinstance(value, str) else ""
    if not name or name.casefold() in ("unknown", "uu", "none", "null"):
        return None
    return f"Speaker {name}" if name.isdecimal() else name


def _find_runs(words: Iterable[SpokenWord]) -> Iterator[list[SpokenWord]]:
    run: list[SpokenWord] = []
    for word in words:
        if run and not word.joins and _is_break(run[-1], word):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _is_break(before: SpokenWord, after: SpokenWord) -> bool:
    if _ends(before) or before.speaker != after.speaker:
        return True
    return before.end is not None and after.start is not None and after.start - before.end >= _PAUSE


def _ends(word: SpokenWord) -> bool:
    if word.ends is not None:
        return word.ends
    return word.text.rstrip(_CLOSING)[-1:] in SENTENCE_ENDS


def _make_cue(run: Sequence[SpokenWord]) -> ImportedCue:
    words: list[Word] = []
    for one in run:
        if one.joins and words:
            # A punctuation mark has a time of its own, which is that of the silence after the word.
            words[-1] = msgspec.structs.replace(words[-1], text=words[-1].text + one.text)
        else:
            words.append(make_word(one.text, one.start, one.end, one.confidence))
    spans = [word.span for word in words if word.span]
    return ImportedCue(
        start=spans[0].start if spans else None,
        end=spans[-1].end if spans else None,
        text=" ".join(word.text for word in words),
        speaker=run[0].speaker,
        words=tuple(words),
    )
