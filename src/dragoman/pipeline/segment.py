"""Words with speakers -> segments: whole sentences, usually 2 to 15 s. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from dragoman.language.sentences import ends_clause, ends_with_stop
from dragoman.transcript.document import Word
from dragoman.transcript.span import Span

__all__ = ["Said", "Stretch", "find_stretches"]

_SHORT = 2_000
_LONG = 15_000
_BREATH = 1_200
"""A pause, in ms, that ends a segment even inside a sentence."""


class Said(msgspec.Struct, frozen=True):
    """A word with its voice and language; ``after_gap``: speech without words lies between it and the previous word."""

    word: Word
    voice: int | None
    language: str | None
    after_gap: bool = False


class Stretch(msgspec.Struct, frozen=True):
    """The words of a segment to be made."""

    said: tuple[Said, ...]

    @property
    def span(self) -> Span:
        """From the start of the first word to the end of the last one."""
        spans = [each.word.span for each in self.said if each.word.span]
        return Span(spans[0].start, max(span.end or span.start for span in spans))

    @property
    def text(self) -> str:
        """The words joined; the model writes the space before each word if its language uses spaces."""
        return "".join(each.word.text for each in self.said).strip()


def find_stretches(said: Sequence[Said]) -> tuple[Stretch, ...]:
    """Cut where speaker or language changes, at gaps and wide pauses, and at the end of a sentence once long enough."""
    stretches: list[Stretch] = []
    for run in _runs(said):
        sentences = [part for sentence in _sentences(run) for part in _shortened(sentence)]
        stretches += [Stretch(part) for part in _gathered(sentences)]
    return tuple(stretches)


def _runs(said: Sequence[Said]) -> Iterator[tuple[Said, ...]]:
    """Runs of one speaker and one language, without a wide pause or speech without words inside them."""
    run: list[Said] = []
    for each in said:
        changes = run and (each.voice, each.language) != (run[-1].voice, run[-1].language)
        if run and (changes or each.after_gap or _pause(run[-1], each) >= _BREATH):
            yield tuple(run)
            run = []
        run.append(each)
    if run:
        yield tuple(run)


def _pause(first: Said, second: Said) -> int:
    if first.word.span is None or second.word.span is None:
        return 0
    return second.word.span.start - (first.word.span.end or first.word.span.start)


def _sentences(run: tuple[Said, ...]) -> Iterator[tuple[Said, ...]]:
    begun = 0
    for place, each in enumerate(run):
        if ends_with_stop(each.word.text) or place == len(run) - 1:
            yield run[begun : place + 1]
            begun = place + 1


def _shortened(sentence: tuple[Said, ...]) -> Iterator[tuple[Said, ...]]:
    """A sentence that is too long, cut at its widest pause or a comma near the middle."""
    if _length(sentence) <= _LONG or len(sentence) < 4:
        yield sentence
        return
    start, length = _start(sentence), _length(sentence)

    def worth(place: int) -> float:
        before, behind = sentence[place - 1], sentence[place]
        begins = behind.word.span.start if behind.word.span else _start(sentence[place:])
        share = (begins - start) / length
        clause = 600 if ends_clause(before.word.text) else 0
        return _pause(before, behind) + clause - 1500 * abs(share - 0.5)

    cut = max(range(1, len(sentence)), key=worth)
    yield from _shortened(sentence[:cut])
    yield from _shortened(sentence[cut:])


def _gathered(sentences: Sequence[tuple[Said, ...]]) -> list[tuple[Said, ...]]:
    """Short sentences joined to their neighbours until they are long enough to read and check at once."""
    gathered: list[tuple[Said, ...]] = []
    for sentence in sentences:
        if gathered and min(_length(gathered[-1]), _length(sentence)) < _SHORT and _fits(gathered[-1], sentence):
            gathered[-1] += sentence
        else:
            gathered.append(sentence)
    return gathered


def _fits(first: tuple[Said, ...], second: tuple[Said, ...]) -> bool:
    return _length(first + second) <= _LONG // 2


def _start(said: Sequence[Said]) -> int:
    return next((each.word.span.start for each in said if each.word.span), 0)


def _length(said: Sequence[Said]) -> int:
    end = max((each.word.span.end or 0 for each in said if each.word.span), default=0)
    return max(0, end - _start(said))
