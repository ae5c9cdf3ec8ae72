"""Marks on the way to an engine and back: the text for the engine, and the text made from its answer.

An engine that supports the notation gets it. Others get plain words; standalone marks of the original (gaps, sounds,
pauses) are restored afterwards: before the words, after them, or at the sentence that they followed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from dragoman.language.sentences import split_sentences
from dragoman.notation.gap_words import without_own_words
from dragoman.transcript.text import (
    CodeSwitch,
    CutOff,
    Foreign,
    Gap,
    Gloss,
    Incident,
    Inline,
    Kinesic,
    Mark,
    Overlap,
    Pause,
    Phonetic,
    Quote,
    Redacted,
    Sic,
    Struck,
    Supplied,
    Text,
    Unclear,
    Vocal,
    Writing,
    find_marks,
    mark_name,
    plain,
    tidy,
)

__all__ = ["find_invented", "find_lost", "has_wrapped_words", "put_back", "words_only"]

_ALONE = (Gap, Redacted, Vocal, Incident, Kinesic, Pause, Writing, Overlap)
# Marks of translators: these may occur in a translation whose original has none.
_APPARATUS = (Supplied, Gloss, Foreign, Phonetic, CutOff)
_WRAPPED = (Unclear, CodeSwitch, Phonetic, Sic, Struck, Quote)


def words_only(text: Text) -> str:
    """The words of a text on one line, without its marks and without struck text."""
    return " ".join(plain(text, without=(Struck,)).split())


def find_invented(source: Text, target: Text) -> str | None:
    """The name of a mark that a translation has more often than its original, and that translators do not add."""
    allowed = Counter(map(_kind, find_marks(source)))
    for mark in find_marks(target):
        if isinstance(mark, _APPARATUS):
            continue
        allowed[_kind(mark)] -= 1
        if allowed[_kind(mark)] < 0:
            return _kind(mark)
    return None


def find_lost(source: Text, target: Text) -> tuple[str, ...]:
    """The names of standalone marks in the original that the translation lacks."""
    left = Counter(_kind(mark) for mark in source if isinstance(mark, _ALONE))
    left.subtract(map(_kind, find_marks(target)))
    return tuple(kind for kind, count in left.items() if count > 0)


def _kind(mark: Mark) -> str:
    """What two marks must share to correspond to each other; for a gap, the reason for it."""
    return mark.reason if isinstance(mark, Gap) else mark_name(type(mark))


def has_wrapped_words(source: Text) -> bool:
    """Whether the original marks some of its words in a way that plain words lose, such as being unclear."""
    return any(isinstance(mark, _WRAPPED) for mark in find_marks(source))


def put_back(source: Text, target: Text) -> tuple[Text, bool]:
    """The translation with the standalone marks of the original that it lacks.

    :returns: the text, and whether every place is certain: a mark inside a sentence moves to the end of it, which is
        not
    """
    missing = _find_missing(source, target)
    if not missing:
        return target, True
    # The words of a mark such as [غير مسموع] are in the language of the original.
    source = tuple(map(without_own_words, source))
    leading, inner, trailing = _split_places(source, missing)
    middle, sure = _with_inner(source, target, inner)
    spaced = [*_spaced(leading, behind=True), *middle, *_spaced(trailing, behind=False)]
    return tidy(tuple(spaced)), sure


def _find_missing(source: Text, target: Text) -> list[int]:
    """The indexes in the original of marks that the translation lacks."""
    there = Counter(map(_kind, find_marks(target)))
    missing: list[int] = []
    for place, mark in enumerate(source):
        if isinstance(mark, _ALONE):
            there[_kind(mark)] -= 1
            if there[_kind(mark)] < 0:
                missing.append(place)
    return missing


def _split_places(source: Text, missing: Iterable[int]) -> tuple[list[Inline], list[int], list[Inline]]:
    """The missing marks before all words, the indexes of those between words, and the marks after all words."""
    worded = [place for place, inline in enumerate(source) if plain((inline,)).strip()]
    first, last = (worded[0], worded[-1]) if worded else (len(source), -1)
    missing = list(missing)
    return (
        [source[place] for place in missing if place < first],
        [place for place in missing if first < place < last],
        [source[place] for place in missing if place > max(last, first)],
    )


def _with_inner(source: Text, target: Text, inner: list[int]) -> tuple[list[Inline], bool]:
    """The translation with each mark after the sentence that it follows in the original."""
    if not inner:
        return list(target), True
    before = [len(split_sentences(plain(source[:place]).strip())) for place in inner]
    words = target[0] if len(target) == 1 and isinstance(target[0], str) else None
    sentences = split_sentences(words) if words is not None else ()
    total = len(split_sentences(plain(source).strip()))
    if words is None or len(sentences) != total:
        return [*target, *_spaced([source[place] for place in inner], behind=False)], False
    pieces: list[Inline] = []
    for number, sentence in enumerate(sentences, 1):
        pieces.append(sentence.strip() if number == 1 else f" {sentence.strip()}")
        here = [source[place] for place, count in zip(inner, before, strict=True) if count == number]
        pieces += _spaced(here, behind=False)
    return pieces, all(_ends_sentence(source, place) for place in inner)


def _ends_sentence(source: Text, place: int) -> bool:
    whole, parts = plain(source).strip(), (plain(source[:place]).strip(), plain(source[place:]).strip())
    return len(split_sentences(whole)) == sum(len(split_sentences(part)) for part in parts)


def _spaced(marks: Iterable[Inline], *, behind: bool) -> Iterator[Inline]:
    for mark in marks:
        if not behind:
            yield " "
        yield mark
        if behind and not isinstance(mark, Overlap):
            yield " "
