"""The glossary's terms: where the original has one, the translation has an approved rendering of it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from dragoman.checks.bitext import Bitext, Pair, find_translated, place_of
from dragoman.language.folding import fold
from dragoman.problems import Problem
from dragoman.transcript.glossary import Term

__all__ = ["check"]

# Written onto the word after them in Arabic and Hebrew, and endings of names in languages that decline them.
_BEFORE = ("و", "ف", "ب", "ل", "ک", "ال", "وال", "بال", "لل", "ه", "ש", "ו", "ה", "ב", "ל", "מ", "כ", "וה", "של")
_ENDING = 3


class _Wanted(msgspec.Struct, frozen=True):
    """A term with its spellings cut into folded words."""

    term: Term
    source: tuple[tuple[str, ...], ...]
    target: tuple[tuple[str, ...], ...]
    forbidden: tuple[tuple[str, ...], ...]


def check(bitext: Bitext) -> Iterator[Problem]:
    """Terms by the first word of each spelling, so that time grows with the text and not with the glossary."""
    wanted = [_want(term, bitext) for term in bitext.transcript.glossary]
    by_first: dict[str, list[_Wanted]] = {}
    for one in wanted:
        for spelling in one.source:
            by_first.setdefault(spelling[0][:4], []).append(one)
    refused = [one for one in wanted if one.forbidden]
    for pair in find_translated(bitext):
        yield from _find_missing(pair, by_first)
        yield from _find_forbidden(pair, refused)


def _want(term: Term, bitext: Bitext) -> _Wanted:
    source, target = bitext.transcript.source_language or "und", bitext.transcript.target_language or "und"
    return _Wanted(
        term,
        *(
            tuple(words for spelling in spellings if (words := tuple(fold(spelling, language).split())))
            for spellings, language in ((term.source, source), (term.target, target), (term.forbidden, target))
        ),
    )


def _find_missing(pair: Pair, by_first: dict[str, list[_Wanted]]) -> Iterator[Problem]:
    met: dict[str, _Wanted] = {}
    for word in pair.source.words if by_first else ():
        for bare in {word, *(word.removeprefix(before) for before in _BEFORE)}:
            met |= {one.term.id: one for one in by_first.get(bare[:4], ())}
    for one in met.values():
        said = any(_stands(spelling, pair.source.words) for spelling in one.source)
        if (
            said
            and one.target
            and not pair.target.gaps
            and not any(_stands(words, pair.target.words, ending=1) for words in one.target)
        ):
            message = "{term} is not rendered as {renderings}"
            yield Problem.of(
                "term-missing",
                "warning",
                message,
                place_of(pair),
                term=one.term.source[0],
                renderings=" or ".join(one.term.target[:3]),
            )


def _find_forbidden(pair: Pair, refused: list[_Wanted]) -> Iterator[Problem]:
    for one in refused:
        if any(_stands(words, pair.target.words, ending=1) for words in one.forbidden):
            better = "; {approved} is approved" if one.term.target else ""
            message = f"{{forbidden}} may not stand for {{term}}{better}"
            yield Problem.of(
                "term-forbidden",
                "error",
                message,
                place_of(pair),
                forbidden=", ".join(one.term.forbidden),
                term=one.term.source[0],
                approved="".join(one.term.target[:1]),
            )


def _stands(wanted: tuple[str, ...], words: tuple[str, ...], ending: int = _ENDING) -> bool:
    """Whether the wanted words stand in a row, with what their language writes onto them."""
    for start in range(len(words) - len(wanted) + 1):
        if all(_is_form(words[start + place], word, ending) for place, word in enumerate(wanted)):
            return True
    return False


def _is_form(word: str, wanted: str, ending: int) -> bool:
    if word == wanted:
        return True
    bare = next((word.removeprefix(before) for before in _BEFORE if word == before + wanted), word)
    return bare == wanted or _is_inflected(word, wanted, ending)


def _is_inflected(word: str, wanted: str, ending: int) -> bool:
    """A plural is one letter more, a case in languages that decline names up to three; never the last one twice."""
    if len(wanted) < 4 or not word.startswith(wanted) or len(word) - len(wanted) > ending:
        return False
    return ending > 1 or word[-1] == "s"
