"""Speech that a decoding left out: find it, and insert a second decoding. Pure.

A decoder may skip a sentence and continue. The alignment then assigns the skipped time to a neighbouring word. So a
word that covers far more speech than it can need is a sign of omitted words, and its time is unreliable.
"""

from __future__ import annotations

import itertools
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from dragoman.engines.base import Transcription
from dragoman.transcript.document import Word
from dragoman.transcript.span import Span

__all__ = [
    "Omission",
    "count_speech",
    "drop_times",
    "find_omissions",
    "find_uncovered",
    "is_translated",
    "replace_omission",
    "restore_times",
]

_WORD, _LETTER = 500, 110
"""Ms of speech that any word may take, and additional ms per letter."""
_DIGIT, _CAPITAL, _SIGN = 5, 3, 6
"""How many letters a digit, a spelled-out letter and a sign such as % count for."""
_VOWELS = 2
"""How many letters a letter counts for in scripts without vowels: Hebrew, Arabic, and the scripts in between."""
_CONSONANTAL = (("\u0590", "\u077f"), ("\u0870", "\u08ff"))
_SIGNS = "%‰$€£¥₽₪&+=°§@#"
_SLOW = 0.6
"""A word is slow that has more than this share of the most speech that it can take. Every share from 0.4 to 0.7 finds
the same seeded omissions."""
_OMITTED = 1_000
"""The least speech without a word, in ms, that is decoded again, and marked as a gap if still without words."""
_PART = 300
"""The shortest part of that speech that counts, in ms: the times of words are no more precise."""
_TRANSLATED = 3
"""So many words of the translation prove that somebody is speaking."""
_SILENCE = 3_000
"""The silence, in ms, that separates two gaps."""
_PAUSE = 500
"""The silence, in ms, that separates two stretches of speech."""


class Omission(msgspec.Struct, frozen=True):
    """Speech without words between two words with a time, or between one and an end of the chunk.

    ``span`` is the speech, from its start to its end; ``room`` extends from one of the two words to the other.
    ``first`` and ``behind`` are the slice of the words between these two, none of which has a time.
    """

    span: Span
    room: Span
    first: int
    behind: int


def drop_times(words: Iterable[Word], speech: Sequence[Span]) -> tuple[Word, ...]:
    """The words; those that cover more speech than they can need lose their time.

    The alignment spreads what was left out over several words. The words beside such a word therefore lose their time
    too if they are slow: a word beside one that was left out covers the speech of both.
    """
    given = tuple(words)
    shares = [count_speech(word.span, speech) / _most(word) if word.span else 0.0 for word in given]
    kept = list(given)
    for _, places in itertools.groupby(range(len(given)), key=lambda place: shares[place] > _SLOW):
        slow = list(places)
        if any(shares[place] > 1 for place in slow):
            for place in slow:
                kept[place] = msgspec.structs.replace(given[place], span=None)
    return tuple(kept)


def _most(word: Word) -> int:
    """The most speech, in ms, that a word can take."""
    vowels = _VOWELS if any(first <= letter <= last for letter in word.text for first, last in _CONSONANTAL) else 1
    return _WORD + _LETTER * vowels * count_letters(word.text)


def count_speech(span: Span, speech: Sequence[Span]) -> int:
    """Ms of speech in a span.

    :param speech: in order
    """
    return sum(each.duration or 0 for each in _cut(speech, span))


def count_letters(text: str) -> int:
    """The spoken length of a word in letters: digits, signs and spelled-out letters count for several."""
    spelled = sum(letter.isalpha() for letter in text) > 1 and text.isupper()
    return sum(_weigh(letter, _CAPITAL if spelled else 1) for letter in text)


def _weigh(letter: str, alphabetic: int) -> int:
    if letter.isalpha():
        return alphabetic
    if letter in _SIGNS:
        return _SIGN
    return _DIGIT if unicodedata.category(letter) in ("Nd", "Nl", "No") else 0


def find_omissions(transcription: Transcription, speech: Sequence[Span], chunk: Span) -> tuple[Omission, ...]:
    """The spans of speech without words between two words with a time, in order."""
    return tuple(each for each in _find_rooms(transcription.words, speech, chunk) if _is_omission(each, speech))


def _find_rooms(words: Sequence[Word], speech: Sequence[Span], chunk: Span) -> Iterator[Omission]:
    """Every span of speech between two words with a time."""
    before, reached = -1, chunk.start
    timed = _find_covers(words, speech)
    for place, span in (*timed, (len(words), Span(chunk.end or chunk.start))):
        if span.start > reached and (inside := _cut(speech, Span(reached, span.start))):
            whole = Span(inside[0].start, inside[-1].end)
            yield Omission(whole, Span(reached, span.start), before + 1, place)
        reached, before = max(reached, span.end or span.start), place


def _find_covers(words: Sequence[Word], speech: Sequence[Span]) -> list[tuple[int, Span]]:
    """The indexes of the words with a time, and what each covers.

    A number covers the speech after it, up to the length that it can take: digits are aligned with only the beginning
    of what is spoken.
    """
    timed = [(place, word.span) for place, word in enumerate(words) if word.span]
    starts = [span.start for _, span in timed[1:]]
    ends = [*starts, max((span.end or 0 for span in speech), default=0)]
    return [
        (place, _lengthened(words[place], span, end, speech))
        if any(letter.isdecimal() for letter in words[place].text)
        else (place, span)
        for (place, span), end in zip(timed, ends, strict=False)
    ]


def _lengthened(word: Word, span: Span, behind: int, speech: Sequence[Span]) -> Span:
    last = span.end or span.start
    room = count_speech(Span(last, max(last, behind)), speech)
    fits = room and count_speech(span, speech) + room <= _most(word)
    return Span(span.start, max(last, behind)) if fits else span


def _is_omission(room: Omission, speech: Sequence[Span]) -> bool:
    return room.first < room.behind or _count(_joined(_cut(speech, room.span)), speech) >= _OMITTED


def is_translated(transcription: Transcription, span: Span) -> bool:
    """Whether the translation has words in a span, which proves that there is speech even if the original has no
    words.
    """
    inside = (span.start <= _middle(word.span) < (span.end or 0) for word in transcription.translated if word.span)
    return sum(inside) >= _TRANSLATED


def _count(parts: Iterable[Span], speech: Sequence[Span]) -> int:
    """Ms of speech in the parts that count, without the pauses inside them."""
    return sum(spoken for part in parts if (spoken := count_speech(part, speech)) >= _PART)


def find_uncovered(words: Sequence[Word], speech: Sequence[Span]) -> tuple[Span, ...]:
    """Speech without any word, including the pauses inside it, in order.

    Consecutive short stretches count together, such as the names in a list, if no word and no long silence separates
    them.
    """
    stretches = _joined(speech)
    spans = sorted((span for _, span in _find_covers(words, speech)), key=lambda span: span.start)
    found: list[Span] = []
    for parts in _find_bare(spans, stretches):
        counted = [part for part in parts if count_speech(part, speech) >= _PART]
        if _count(counted, speech) >= _OMITTED:
            spoken = _cut(speech, Span(counted[0].start, counted[-1].end))
            found.append(Span(spoken[0].start, spoken[-1].end))
    return tuple(found)


def _find_bare(covers: Sequence[Span], stretches: Sequence[Span]) -> Iterator[list[Span]]:
    """Groups of stretches, and parts of stretches, without a word; a word or a long silence separates two groups."""
    parts: list[Span] = []
    covered = iter(covers)
    cover = next(covered, None)
    for stretch in stretches:
        at, end = stretch.start, stretch.end or stretch.start
        if parts and at - (parts[-1].end or 0) >= _SILENCE:
            yield parts
            parts = []
        while cover is not None and cover.start < end:
            if cover.start > at:
                parts.append(Span(at, cover.start))
            if parts:
                yield parts
                parts = []
            at = max(at, cover.end or cover.start)
            if at > end:
                break
            cover = next(covered, None)
        if at < end:
            parts.append(Span(at, end))
    if parts:
        yield parts


def replace_omission(transcription: Transcription, omission: Omission, again: Transcription) -> Transcription:
    """The first decoding, with the second one inserted where it left something out.

    The words of the second one replace those between ``first`` and ``behind``. Its translation replaces the first one's
    inside the span, or is dropped if the model was surer of that. Words that overlap the neighbouring words are left
    out.
    """
    inside = tuple(word for word in again.words if word.span is None or _lies_in(word.span, omission.room))
    words = (*transcription.words[: omission.first], *inside, *transcription.words[omission.behind :])
    translated = _replace_translation(transcription.translated, omission.span, again.translated)
    return msgspec.structs.replace(transcription, words=words, translated=translated, confidence=find_confidence(words))


def _replace_translation(first: tuple[Word, ...], span: Span, second: tuple[Word, ...]) -> tuple[Word, ...]:
    if not second:
        return first
    inside = [place for place, word in enumerate(first) if word.span and _lies_in(word.span, span)]
    if not inside:
        place = sum(1 for _ in itertools.takewhile(lambda word: not word.span or word.span.start < span.start, first))
        return (*first[:place], *second, *first[place:])
    start, behind = inside[0], inside[-1] + 1
    kept, offered = find_confidence(first[start:behind]), find_confidence(second)
    if kept is not None and (offered is None or offered <= kept):
        return first
    return (*first[:start], *second, *first[behind:])


def find_confidence(words: Iterable[Word]) -> float | None:
    """The mean probability of words; ``None`` if none of them has one."""
    known = [word.confidence for word in words if word.confidence is not None]
    return round(sum(known) / len(known), 4) if known else None


def restore_times(words: Sequence[Word], chunk: Span) -> tuple[Word, ...]:
    """The words; those without a time get a plausible one directly after the word before.

    Words at the beginning are placed directly before the first word with a time. Such times are marked as interpolated.
    """
    timed = list(words)
    runs = itertools.groupby(range(len(words)), key=lambda place: words[place].span is None)
    for places in (list(run) for without, run in runs if without):
        before = words[places[0] - 1].span if places[0] else None
        behind = words[places[-1] + 1].span if places[-1] + 1 < len(words) else None
        first = before.end or before.start if before else chunk.start
        last = max(first, behind.start if behind else chunk.end or first)
        lengths = [_WORD // 2 + _LETTER * count_letters(words[place].text) // 2 for place in places]
        at = first if before or not behind else max(first, last - sum(lengths))
        for place, length in zip(places, lengths, strict=True):
            end = min(last, at + length)
            timed[place] = msgspec.structs.replace(words[place], span=Span(min(at, end), end), interpolated=True)
            at = end
    return tuple(timed)


def _lies_in(span: Span, room: Span) -> bool:
    return room.start <= _middle(span) <= (room.end or room.start)


def _middle(span: Span) -> int:
    return (span.start + (span.end or span.start)) // 2


def _cut(spans: Sequence[Span], room: Span) -> list[Span]:
    """The parts of ordered spans that lie in ``room``."""
    end = room.end or room.start
    first = bisect_right(spans, room.start, key=lambda each: each.end or each.start)
    behind = bisect_left(spans, end, key=lambda each: each.start)
    return [Span(max(each.start, room.start), min(each.end or each.start, end)) for each in spans[first:behind]]


def _joined(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in spans:
        if joined and span.start - (joined[-1].end or 0) < _PAUSE:
            joined[-1] = Span(joined[-1].start, max(span.end or 0, joined[-1].end or 0))
        else:
            joined.append(span)
    return joined
