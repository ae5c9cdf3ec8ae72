"""Finds the terms of the names ledger in a text, in all their inflected forms.

The spellings of the ledger are cut into words and stored in a tree; the forms of a word
(:mod:`dragoman.language.word_forms`) lead from one node to the next. The text is read once, so that the time grows with
the text and not with the ledger.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal, TypeAlias

import msgspec

from dragoman.language.folding import fold, primary
from dragoman.language.function_words import function_counts
from dragoman.language.word_forms import find_stems, word_forms
from dragoman.transcript.glossary import Term

__all__ = ["Field", "Occurrence", "TermFinder", "find_terms"]

Field: TypeAlias = Literal["source", "target", "forbidden", "seen"]

_MARKS = "\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u0610-\u061a\u064b-\u065f\u0670"
_UNSEEN = "\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f"
_BY_CHARACTER = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
# In Hebrew, abbreviations and foreign sounds have a sign between two letters of a word.
_IN_HEBREW = r"(?<=[א-ת])['’׳\"״”](?=[א-ת])"
_HEBREW_SIGN = re.compile('(?<=[א-ת])["”״](?=[א-ת])')
_WORD = re.compile(rf"[{_BY_CHARACTER}]|(?:[^\W_{_BY_CHARACTER}]|[{_MARKS}{_UNSEEN}]|{_IN_HEBREW})+")
_SIGNS = str.maketrans("", "", "'’׳\"״”ʿʾʻʼ")
_APOSTROPHES = frozenset("'’ʼ`´‘")
_JOINER = re.compile("[\u200c\u200d]+")
_ABD = re.compile("^(عبد|ابو|أبو)(ال.{2,})$")
_JOINED = frozenset({"ar", "fa", "prs", "ur", "ps", "ckb"})
_NAMES = frozenset({"person", "place", "organisation", "work"})
_ARTICLES = ("ال", "لل", "ה")
_MOST_PATHS = 40


class Occurrence(msgspec.Struct, frozen=True, kw_only=True):
    """A term in a text: ``text[start:end]`` are its words, including joined prefixes.

    ``spelling`` is the spelling of the ledger that was found, and ``field`` its field there. ``sure`` is false if the
    words may as well be others, such as a preposition of one letter and three more letters, or a name in lower case.
    """

    term: Term
    field: Field
    spelling: str
    start: int
    end: int
    sure: bool = True


def find_terms(
    terms: Sequence[Term], text: str, language: str, fields: tuple[Field, ...] = ("source",)
) -> tuple[Occurrence, ...]:
    """The terms in a text, in its order; of several that begin at one word, the longest.

    :param language: the BCP 47 tag of the text
    :param fields: the fields whose spellings are searched for: those of the original, or of the translation
    """
    return _make_finder(tuple(terms), language, fields).find(text)


class TermFinder:
    """Finds the terms of a ledger in texts of one language."""

    def __init__(self, terms: Sequence[Term], language: str, fields: tuple[Field, ...] = ("source",)) -> None:
        self._language = language
        self._root = _Node("")
        for term in terms:
            for field in fields:
                for spelling in getattr(term, field):
                    self._add(_Entry(term, field, spelling, _begins_large(spelling) and term.kind != "term"))

    def find(self, text: str) -> tuple[Occurrence, ...]:
        """All occurrences of terms, in order. They only overlap if several terms have the same spelling."""
        if not self._root.behind:
            return ()
        words = _cut(text, self._language)
        has_capitals = any(map(str.isupper, text))
        found: list[Occurrence] = []
        place = 0
        while place < len(words):
            met = self._find_longest(words, place, has_capitals)
            found += (occurrence for _, occurrence in met)
            place = met[0][0] if met else place + 1
        return tuple(found)

    def _add(self, entry: _Entry) -> None:
        is_name = entry.term.kind in _NAMES
        for words in _spell(entry.spelling, self._language):
            node = self._root
            for word in words:
                node = node.grow(word, self._language, is_name)
            node.here.append(entry)

    def _find_longest(self, words: Sequence[_Word], first: int, has_capitals: bool) -> list[tuple[int, Occurrence]]:
        """The best occurrences that begin at a word, each with the index after it.

        The longest are best; of these the sure ones, and of these the ones with the fewest changed forms.
        """
        best: tuple[int, bool, int] = (0, False, 0)
        met: list[tuple[int, Occurrence]] = []
        paths = [_Path(self._root, first, True, 0)]
        while paths:
            paths = [further for path in paths for further in _step(path, words)][:_MOST_PATHS]
            for path in paths:
                said = words[first : path.place]
                for entry in path.node.here:
                    if entry.is_large and has_capitals and not any(word.is_large for word in said):
                        continue
                    sure = path.sure and (has_capitals or not entry.is_large) and _is_sure(entry, said, self._language)
                    sure = sure and not (path.has_article and entry.term.kind == "person")
                    rank = path.place, sure, -path.changes
                    if rank < best:
                        continue
                    if rank > best:
                        best, met = rank, []
                    if all(entry.differs_from(other) for _, other in met):
                        met.append((path.place, entry.at(said[0].start, said[-1].end, sure)))
        return met


class _Entry(msgspec.Struct, frozen=True):
    """A spelling of a term. ``is_large`` is true if it has a capital, which a text with capitals must have too."""

    term: Term
    field: Field
    spelling: str
    is_large: bool

    def differs_from(self, other: Occurrence) -> bool:
        """Whether the term or the field differs: two spellings of one term give one occurrence."""
        return (self.term.id, self.field) != (other.term.id, other.field)

    def at(self, start: int, end: int, sure: bool) -> Occurrence:
        return Occurrence(term=self.term, field=self.field, spelling=self.spelling, start=start, end=end, sure=sure)


class _Word(msgspec.Struct, frozen=True):
    """A word of a text, with its offsets.

    ``stems`` are the word without possible prefixes, each with whether it is sure. ``touches`` is true if only an
    apostrophe separates it from the next word.
    """

    folded: str
    stems: dict[str, bool]
    start: int
    end: int
    said: str
    is_large: bool
    touches: bool


class _Node:
    """A node of the tree: ``behind`` has the next nodes by the forms of their word, ``here`` the spellings that end."""

    __slots__ = ("behind", "folded", "here", "own")

    def __init__(self, folded: str) -> None:
        self.folded = folded
        self.own: dict[tuple[str, bool], _Node] = {}
        self.behind: dict[str, list[_Node]] = {}
        self.here: list[_Entry] = []

    def grow(self, word: str, language: str, is_name: bool) -> _Node:
        key = word, is_name
        if key not in self.own:
            node = self.own[key] = _Node(fold(word, language).replace(" ", ""))
            for form in word_forms(word, language, is_name=is_name):
                self.behind.setdefault(form, []).append(node)
        return self.own[key]


class _Path(msgspec.Struct, frozen=True):
    """A match so far: up to the word at ``place``; ``changes`` counts words in other forms.

    ``has_article`` is true if the text has an article that the spelling lacks: then it is not the name of a person.
    """

    node: _Node
    place: int
    sure: bool
    changes: int
    has_article: bool = False


def _step(path: _Path, words: Sequence[_Word]) -> Iterator[_Path]:
    if path.place >= len(words):
        return
    word = words[path.place]
    for stem, sure in word.stems.items():
        has_article = path.has_article or word.folded.removesuffix(stem).endswith(_ARTICLES)
        for node in path.node.behind.get(stem, ()):
            changes = path.changes + 2 * (stem != word.folded) + (stem != node.folded)
            yield _Path(node, path.place + 1, path.sure and sure, changes, has_article)
    if word.touches:
        joined = word.folded + words[path.place + 1].folded
        yield from (_Path(node, path.place + 2, path.sure, path.changes) for node in path.node.behind.get(joined, ()))


def _is_sure(entry: _Entry, said: Sequence[_Word], language: str) -> bool:
    """Whether an occurrence is sure. A single function word is rarely a name; in Arabic, a final ى is not ي."""
    if len(said) > 1:
        return True
    word, lang = said[0].said, primary(language)
    if function_counts(word)[lang] or (_is_abbreviation(entry.spelling) and not _is_abbreviation(word)):
        return False
    return lang != "ar" or (word[-1:] == "ى") == (entry.spelling[-1:] == "ى")


def _is_abbreviation(word: str) -> bool:
    """Whether a word has the Hebrew sign of abbreviations."""
    return _HEBREW_SIGN.search(word) is not None


def _cut(text: str, language: str) -> list[_Word]:
    matches = [match for match in _WORD.finditer(text) if _read(match.group(), language)[0]]
    words = []
    for match, behind in pairwise((*matches, None)):
        assert match is not None
        said = match.group()
        folded, stems = _read(said, language)
        touches = behind is not None and text[match.end() : behind.start()] in _APOSTROPHES
        words.append(_Word(folded, stems, match.start(), match.end(), said, _begins_large(said), touches))
    return words


@lru_cache(maxsize=50_000)
def _read(said: str, language: str) -> tuple[str, dict[str, bool]]:
    folded = fold(said.translate(_SIGNS), language).replace(" ", "")
    stems = find_stems(folded, language)
    return folded, dict.fromkeys(stems, True) if _is_abbreviation(said) else stems


def _spell(spelling: str, language: str) -> Iterator[tuple[str, ...]]:
    """The words of a spelling in all the ways to write its parts: apart, joined, half-joined."""
    pieces = [match.span() for match in _WORD.finditer(spelling)]
    words = [spelling[start:end].translate(_SIGNS) for start, end in pieces]
    ways = {tuple(words)}
    if primary(language) in _JOINED:
        apart = [part for word in words for part in _JOINER.split(word)]
        ways |= {tuple(apart), *_join_some(apart)}
        ways |= {tuple(part for word in way for part in _ABD.sub(r"\1 \2", word).split()) for way in set(ways)}
    elif any(spelling[one[1] : other[0]] in _APOSTROPHES for one, other in pairwise(pieces)):
        ways.add(tuple(_join_apostrophes(spelling)))
    yield from sorted(bare for way in ways if (bare := tuple(filter(None, way))))


def _join_some(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The words with any two adjacent ones joined, and with all joined."""
    if 1 < len(words) < 5:
        yield ("".join(words),)
        for place in range(len(words) - 1):
            yield (*words[:place], words[place] + words[place + 1], *words[place + 2 :])


def _join_apostrophes(spelling: str) -> Iterator[str]:
    joined = re.sub(r"(?<=\w)['’ʼ`´‘](?=\w)", "", spelling)
    yield from (match.group().translate(_SIGNS) for match in _WORD.finditer(joined))


def _begins_large(text: str) -> bool:
    """Whether a word of the text begins with a capital."""
    return any(match.group()[0].isupper() for match in _WORD.finditer(text))


@lru_cache(maxsize=16)
def _make_finder(terms: tuple[Term, ...], language: str, fields: tuple[Field, ...]) -> TermFinder:
    return TermFinder(terms, language, fields)
