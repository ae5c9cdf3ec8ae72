"""Reads brackets in running text by a publisher's profile. What cannot be read stays as typed and is reported."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from dragoman.conventions.profiles import Profile
from dragoman.conventions.readings import AsTyped, Bracket, BracketKind, Read, Words
from dragoman.language.sentences import CLAUSE_ENDS, SENTENCE_ENDS
from dragoman.notation.lines import SPACE
from dragoman.notation.marks import ANYWHERE, Kinds, Reaching, marks_inside
from dragoman.notation.pairs import ROUND, SQUARE, BracketToken, find_pairs
from dragoman.notation.reach import Output
from dragoman.problems import Place, Problem, Severity
from dragoman.transcript.text import Gap, Inline, Mark, Note, Text, Unclear, mark_name, tidy

__all__ = [
    "BRACKET_FAULTS",
    "BracketFault",
    "Bracketed",
    "Sign",
    "as_problem",
    "find_body",
    "find_brackets",
    "find_ends",
    "make_bracket",
    "read_brackets",
]

Leaf = Callable[[int, int], Text]
"""A function that returns the inlines between two offsets of the words: plain, or with marks that are known already."""

UNCLOSED = "unclosed-bracket"
STRAY = "stray-bracket"
NESTED = "nested-bracket"
UNKNOWN = "unknown-bracket"
NO_REACH = "nothing-before-bracket"

BRACKET_FAULTS: dict[str, tuple[Severity, str]] = {
    UNCLOSED: ("warning", "A bracket is opened and not closed in the same paragraph. It is kept as typed."),
    STRAY: ("warning", "A closing bracket has no opening bracket in its paragraph. It is kept as typed."),
    NESTED: ("warning", "Brackets are inside other brackets. The inner ones are kept as typed."),
    UNKNOWN: ("warning", "The profile gives the words in the brackets no meaning. They are kept as typed."),
    NO_REACH: ("warning", "Brackets refer to the word before them, and there is none. They are kept as typed."),
}

_SHOWN = 40
_NEAR = 8
_MOST_FAULTS = 5000
# Limits beyond anything that people write: characters in a pair of brackets, and levels of nesting.
_LONGEST = 4000
_DEEPEST = 8
_TOKEN = re.compile(r"[()（）\[\]［］【】{}]")
_BETWEEN = SENTENCE_ENDS | CLAUSE_ENDS | frozenset('"”’»)]}-')


class BracketFault(msgspec.Struct, frozen=True):
    """A fault at an offset into the words."""

    code: str
    offset: int
    message: str


class Sign(msgspec.Struct, frozen=True):
    """A pair of brackets as typed, its meaning in words, and the offset of the opening bracket."""

    kind: BracketKind
    typed: str
    meaning: str
    offset: int


class Bracketed(msgspec.Struct, frozen=True):
    """Words as rich text, all pairs of brackets with their meaning, and the faults."""

    text: Text
    signs: tuple[Sign, ...] = ()
    faults: tuple[BracketFault, ...] = ()


def read_brackets(words: str, profile: Profile, leaf: Leaf | None = None) -> Bracketed:
    """The words of one paragraph as rich text, with its brackets read by a profile.

    :param leaf: returns the inlines of a stretch of the words; needed if some words have marks already
    """
    if not _TOKEN.search(words):
        return Bracketed(tidy(leaf(0, len(words)) if leaf else (words,)))
    reader = _Reader(words, profile, leaf or (lambda start, end: (words[start:end],)))
    inlines = reader.read(0, len(reader.tokens), 0, len(words), ANYWHERE)
    return Bracketed(tidy(tuple(inlines)), tuple(reader.signs), tuple(reader.faults))


def find_brackets(words: str) -> Iterator[Bracket]:
    """All pairs of brackets that are not inside another pair."""
    reader = _Reader(words, Profile(title="", readings={}, says={}), lambda start, end: ())
    at = -1
    for index, token in enumerate(reader.tokens):
        if token.start > at and reader.pairs.get(index, -1) > index and reader.size(index) <= _LONGEST:
            yield reader.bracket(index)
            at = reader.tokens[reader.pairs[index]].start


def as_problem(finding: BracketFault, where: Place) -> Problem:
    """A fault as a problem at a place."""
    return Problem(finding.code, BRACKET_FAULTS[finding.code][0], finding.message, where)


def meaning(read: Read | None) -> str:
    """The name of a reading's result, in a few words."""
    if read is None:
        return "not known: as typed"
    if isinstance(read, AsTyped):
        return f"as typed: {read.why}"
    if isinstance(read, Gap):
        return f"gap: {read.reason}"
    if isinstance(read, Note) and read.audience == "desk":
        return "note for the desk alone"
    kind = read.kind if isinstance(read, Words | Reaching) else type(read)
    return _MEANINGS.get(mark_name(kind), mark_name(kind))


_MEANINGS = {
    "supplied": "supplied",
    "unclear": "best guess",
    "vocal": "sound of the voice",
    "incident": "event",
    "kinesic": "gesture",
    "writing": "on the screen",
    "phonetic": "spelled by ear",
    "sic": "slip of the speaker",
    "switched": "said in another language",
}


class _Written(Output):
    """The inlines read so far. Adjacent stretches of plain words are added as one."""

    def __init__(self, leaf: Leaf) -> None:
        super().__init__()
        self._leaf = leaf
        self._open = (0, 0)

    def plain(self, start: int, end: int) -> None:
        """Add the words between two offsets."""
        if start == self._open[1] and self._open[0] < self._open[1]:
            self._open = (self._open[0], end)
        else:
            self.finished()
            self._open = (start, end)

    def finished(self) -> list[Inline]:
        """All inlines that were added."""
        start, end = self._open
        self._open = (end, end)
        self.inlines.extend(self._leaf(start, end) if start < end else ())
        return self.inlines


class _Reader:
    """Words with their brackets and their pairs. Each nested call allows fewer kinds of marks."""

    def __init__(self, words: str, profile: Profile, leaf: Leaf) -> None:
        self.words = words
        self.profile = profile
        self.leaf = leaf
        self.tokens = [BracketToken(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(words)]
        self.pairs = find_pairs(words, self.tokens)
        self.depths = _find_depths(len(self.tokens), self.pairs)
        self.body = find_body(words)
        self.signs: list[Sign] = []
        self.faults: list[BracketFault] = []

    def read(self, first: int, last: int, start: int, end: int, allowed: Kinds) -> list[Inline]:
        """The inlines between two tokens and two offsets."""
        out = _Written(self.leaf)
        index, at = first, start
        while index < last:
            out.plain(at, self.tokens[index].start)
            index = self._token(index, out, allowed)
            at = self.tokens[index].end
            index += 1
        out.plain(at, end)
        return out.finished()

    def bracket(self, index: int) -> Bracket:
        """The brackets that a token opens. Double brackets are one pair."""
        return make_bracket(self.words, self.tokens, self.pairs, index, self.body)

    def _token(self, index: int, out: _Written, allowed: Kinds) -> int:
        """Read one token, and return the index of the last token that was consumed."""
        token = self.tokens[index]
        closer = self.pairs.get(index, -1)
        if closer > index:
            return self._pair(index, out, allowed)
        if closer < 0:
            opens = token.text in ROUND + SQUARE + "{"
            what = "is opened and not closed in this paragraph" if opens else "closes no bracket of this paragraph"
            self._fault(UNCLOSED if opens else STRAY, index, f"{token.text} {what}; it is kept as typed")
        out.plain(token.start, token.end)
        return index

    def _pair(self, index: int, out: _Written, allowed: Kinds) -> int:
        if self.depths[index] > _DEEPEST or self.size(index) > _LONGEST:
            out.plain(self.tokens[index].start, self.tokens[index].end)
            return index
        bracket = self.bracket(index)
        read = self.profile.read(bracket)
        if allowed != ANYWHERE and not _may_stand(read, allowed):
            return self._nested(index, out)
        if read is None:
            self._fault(UNKNOWN, index, f"{self._shown(index)} has no meaning in this profile; it is kept as typed")
        if isinstance(read, Reaching):
            return self._reaching(index, read, out)
        self._sign(index, bracket, read)
        if read is None or isinstance(read, AsTyped):
            opener = self._ends(index)[0]
            out.plain(self.tokens[index].start, self.tokens[opener].end)
            return opener
        mark = self._words(index, read, allowed) if isinstance(read, Words) else self._standing(index, read)
        out.finished().append(mark)
        return self.pairs[index]

    def _words(self, index: int, read: Words, allowed: Kinds) -> Mark:
        opener, closer = self._ends(index)
        start, end = self.tokens[opener].end, self.tokens[closer].start
        before = SPACE + "?؟？" if read.kind is Unclear else SPACE
        start += len(self.words[start:end]) - len(self.words[start:end].lstrip(before))
        end -= len(self.words[start:end]) - len(self.words[start:end].rstrip(SPACE))
        return read.kind(tuple(self.read(opener + 1, closer, start, end, marks_inside(read.kind, allowed))))

    def _standing(self, index: int, mark: Mark) -> Mark:
        opener, closer = self._ends(index)
        for inner in range(opener + 1, closer):
            if self.pairs.get(inner, -1) > inner:
                self._report_nested(inner)
                break
        return mark

    def _reaching(self, index: int, mark: Reaching, out: _Written) -> int:
        out.finished()
        content = out.take_word()
        if content is None:
            self._fault(NO_REACH, index, f"no word precedes {self._shown(index)}; it is kept as typed")
            self._sign(index, self.bracket(index), None)
            return self._keep(index, out)
        self._sign(index, self.bracket(index), mark)
        out.inlines.append(mark.over(content))
        return self.pairs[index]

    def _nested(self, index: int, out: _Written) -> int:
        self._report_nested(index)
        return self._keep(index, out)

    def _report_nested(self, index: int) -> None:
        self._fault(NESTED, index, f"{self._shown(index)} is inside other brackets; it is kept as typed")

    def _keep(self, index: int, out: _Written) -> int:
        out.plain(self.tokens[index].start, self.tokens[self.pairs[index]].end)
        return self.pairs[index]

    def size(self, index: int) -> int:
        """The number of characters in a pair of brackets."""
        return self.tokens[self.pairs[index]].start - self.tokens[index].end

    def _ends(self, index: int) -> tuple[int, int]:
        return find_ends(self.tokens, self.pairs, index)

    def _sign(self, index: int, bracket: Bracket, read: Any) -> None:
        self.signs.append(Sign(bracket.kind, self._shown(index), meaning(read), self.tokens[index].start))

    def _fault(self, code: str, index: int, message: str) -> None:
        if len(self.faults) < _MOST_FAULTS:
            self.faults.append(BracketFault(code, self.tokens[index].start, message))

    def _shown(self, index: int) -> str:
        start, end = self.tokens[index].start, self.tokens[self.pairs.get(index, index)].end
        shown = " ".join(self.words[start : min(end, start + _SHOWN)].split())
        return shown + "…" if end - start > _SHOWN else shown


def find_body(words: str) -> tuple[int, int]:
    """The offsets of the first word and of the end of the last, without dashes before and punctuation after."""
    return len(words) - len(words.lstrip(" \t\n\u00a0-–—")), len(words.rstrip(" \t\n\u00a0.,;:!"))


def make_bracket(
    words: str, tokens: Sequence[BracketToken], pairs: Mapping[int, int], index: int, body: tuple[int, int]
) -> Bracket:
    """The brackets that a token opens. Double brackets are one pair.

    :param body: the offsets of the paragraph's words: see :func:`find_body`
    """
    opener, closer = find_ends(tokens, pairs, index)
    outer, behind = tokens[index].start, tokens[pairs[index]].end
    near = words[max(0, outer - _NEAR) : outer].rstrip()
    opens, ends = outer <= body[0], behind >= body[1]
    return Bracket(
        kind=find_kind(tokens, pairs, index),
        content=words[tokens[opener].end : tokens[closer].start],
        before=words[outer - 1 : outer] if outer else "",
        after=words[behind : behind + 1],
        alone=opens and ends,
        opens=opens,
        between=opens or ends or not near or near[-1] in _BETWEEN,
    )


def find_ends(tokens: Sequence[BracketToken], pairs: Mapping[int, int], index: int) -> tuple[int, int]:
    """The innermost tokens of a pair: the second ones if it is doubled."""
    is_doubled = find_kind(tokens, pairs, index) == "(( ))"
    return (index + 1, pairs[index] - 1) if is_doubled else (index, pairs[index])


def find_kind(tokens: Sequence[BracketToken], pairs: Mapping[int, int], index: int) -> BracketKind:
    """The kind of the pair that a token opens."""
    opener = tokens[index].text
    if opener in SQUARE:
        return "[ ]"
    if opener == "{":
        return "{ }"
    closer = pairs[index]
    doubled = (
        pairs.get(index + 1) == closer - 1
        and tokens[index + 1].text in ROUND
        and tokens[index].end == tokens[index + 1].start
        and tokens[closer - 1].end == tokens[closer].start
    )
    return "(( ))" if doubled else "( )"


def _find_depths(count: int, pairs: dict[int, int]) -> list[int]:
    """The number of pairs of brackets that are open at each token."""
    depths, depth = [], 0
    for index in range(count):
        depth -= pairs.get(index, count) < index
        depths.append(depth)
        depth += pairs.get(index, -1) > index
    return depths


def _may_stand(read: Read | None, allowed: Kinds) -> bool:
    kind = read.kind if isinstance(read, Words | Reaching) else type(read)
    return kind in allowed
