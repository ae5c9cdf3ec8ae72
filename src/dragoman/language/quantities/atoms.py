"""The elements of the lexicon: number words as atoms, words as pieces, phrases by their first word."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Generic, Literal, NamedTuple, TypeVar

from dragoman.language.digits import Number, exact

__all__ = ["ROMANS", "WORD", "Atom", "Phrases", "Role", "WordPart", "number_atoms", "split_compound"]

T = TypeVar("T")
Role = Literal[
    "article", "unit", "teen", "ten", "hundred", "hundreds", "scale", "collective", "fixed", "figure", "and", "point"
]

_MARKS = "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u08ca-\u08ff"
WORD = rf"[^\W\d_][^\W\d_{_MARKS}]*(?:[{_MARKS}]+[^\W\d_]*)*"


# Roman numerals in the form in which words are looked up: in lower case, with the dotted or the dotless i.
ROMANS = frozenset(
    tens + units + suffix
    for i in "iı"
    for tens in ("", "x", "xx", "xxx")
    for units in ("", i, i * 2, i * 3, i + "v", "v", "v" + i, "v" + i * 2, "v" + i * 3, i + "x")
    for suffix in ("", "e", "er", "eme")
    if tens + units
)


class Atom(NamedTuple):
    """A number word and its role in a number."""

    value: Number
    role: Role
    ordinal: bool = False
    article: bool = False
    """The word is also the indefinite article."""
    implicit: bool = False
    """A scale that needs no number before it."""
    other: Number | None = None
    doubtful: bool = False


class WordPart(NamedTuple):
    """A piece of a written word: most words are one piece, "fünfundzwanzig" three.

    ``head``: a quantity may begin here; ``last``: one may end here; ``whole``: the whole word, folded;
    ``opens``: quantities can begin with this word.
    """

    key: str
    whole: str
    head: bool = True
    last: bool = True
    opens: bool = False


class Phrases(Generic[T]):
    """Phrases by their first word, the longest first: ``by_first`` has the other words and the payload."""

    def __init__(self, phrases: Iterable[tuple[tuple[str, ...], T]]) -> None:
        self.by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for words, payload in phrases:
            self.by_first.setdefault(words[0], []).append((words[1:], payload))
        for entries in self.by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))


def number_atoms(value: Number) -> tuple[Atom, ...]:
    """The atoms of a number word; two for a word such as Arabic "two thousand"."""
    if value.denominator > 1:
        return (Atom(value, "fixed"),)
    whole = int(value)
    if whole >= 1000:
        scale = max(step for step in (1000, 10**6, 10**9, 10**12) if step <= whole)
        scaled = Atom(scale, "scale", implicit=True)
        return (scaled,) if whole == scale else (Atom(exact(Fraction(whole, scale)), "fixed"), scaled)
    role: Role = "unit" if whole < 10 else "teen" if whole < 20 else "ten" if whole < 100 else "hundreds"
    if 20 <= whole < 100 and whole % 10:
        role = "teen"
    return (Atom(whole, role),)


def split_compound(
    word: str,
    parts: tuple[str, ...],
    joiner: str,
    tails: frozenset[str],
    seen: dict[str, tuple[str, ...] | None],
) -> tuple[str, ...] | None:
    """The parts of a compound number word, with ``&`` for the joiner; ``None`` if it is not one.

    :param parts: the words that it may consist of, the longest first
    :param joiner: the "and" inside compounds, or empty
    :param tails: words that may end a compound
    :param seen: the results for the rests of the word so far; pass an empty dict
    """
    if not word:
        return ()
    if word in tails:
        return (word,)
    if word in seen:
        return seen[word]
    seen[word] = None
    for part in (*parts, joiner):
        if part and word.startswith(part):
            rest = split_compound(word[len(part) :], parts, joiner, tails, seen)
            if rest is not None:
                seen[word] = ("&" if part == joiner else part, *rest)
                break
    return seen[word]
