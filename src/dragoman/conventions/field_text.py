"""One text for the field of an editor, typed with a publisher's brackets.

The notation's marks in square brackets mean the same with every profile: ``[inaudible]``, ``[= gloss]``, ``[tr: …]``.
So do ``(?best guess)``, ``*kept*`` and a backslash before a plain bracket. All other brackets mean what the profile
says. ``[supplied: …]`` is always supplied: it is written where the profile would read the words in its own brackets as
something else, such as words that fill a whole text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

import msgspec

from dragoman.conventions.brackets import find_body, find_ends, make_bracket
from dragoman.conventions.profiles import NOTATION, Profile
from dragoman.conventions.readings import AsTyped, Read, Words
from dragoman.notation import as_typed_text, faults, serialize_field, serialize_text
from dragoman.notation.faults import fault
from dragoman.notation.field_text import ReadText, drop_escapes, ignore
from dragoman.notation.inline import InlineReader, Report, read_inlines
from dragoman.notation.lines import SPACE, text_line, unescape
from dragoman.notation.marks import Kinds, Reaching, marks_inside, read_square
from dragoman.notation.pairs import SQUARE, find_pairs, find_tokens
from dragoman.notation.reach import Output
from dragoman.problems import Problem, ProblemLog
from dragoman.transcript.text import (
    Gap,
    Gloss,
    Incident,
    Inline,
    Kinesic,
    Note,
    Phonetic,
    Supplied,
    Text,
    Unclear,
    Vocal,
)

__all__ = ["STATED", "read_in_profile", "serialize_in_profile", "write_frame"]

STATED = ("[supplied: ", "]")
"""What is typed around supplied words with every profile but the notation's."""

_STATED = re.compile(r"\s*supplied\s*[:：]", re.IGNORECASE)
_QUESTION = "?؟？"
_BRACKET = re.compile(r"[\\()（）\[\]［］【】{}]")
# Escaped brackets, by their kinds.
_KINDS = (r"\\([()（）])", r"\\([\[\]［］【】])", r"\\([{}])")
# Levels of square brackets that are read inside others, and marks whose brackets are tried one after the other.
_DEEPEST = 8
_MOST_TRIED = 40


def read_in_profile(typed: str, profile: Profile) -> tuple[Text, tuple[Problem, ...]]:
    """One text as typed with the brackets of a profile, and its problems."""
    log = ProblemLog()
    line = text_line(typed)

    def report(code: str, offset: int, message: str) -> None:
        log.add(fault(code, message, line.place(offset)))

    return _find_reading(profile)(line.text, 0, report), log.listed()


def serialize_in_profile(text: Text, profile: Profile) -> str:
    """One text with the brackets of a profile, from which :func:`read_in_profile` reads the same text.

    A mark whose words would be read as something else in the brackets of the profile gets those of the notation.
    """
    if profile is NOTATION:
        return serialize_field(text)
    read, wanted = _find_reading(profile), as_typed_text(text)
    escaped = serialize_text(text)
    if not _BRACKET.search(escaped):
        return escaped
    frames = tuple(_find_frames(escaped, profile))
    everywhere = _drop_escapes(_write(escaped, frames, range(len(frames))), wanted, read)
    if read(everywhere, 0, ignore) == wanted:
        return everywhere
    chosen: set[int] = set()
    for index in range(len(frames)) if len(frames) <= _MOST_TRIED else ():
        if read(_write(escaped, frames, chosen | {index}), 0, ignore) == wanted:
            chosen.add(index)
    return _drop_escapes(_write(escaped, frames, chosen), wanted, read)


def _drop_escapes(escaped: str, wanted: Text, read: ReadText) -> str:
    """A typed text without the backslashes that are not needed; before brackets that the profile keeps, none is."""
    bare = drop_escapes(escaped, wanted, read)
    for kind in _KINDS:
        without = re.sub(kind, r"\1", bare)
        if without != bare and read(without, 0, ignore) == wanted:
            bare = without
    return bare


def write_frame(kind: type[Supplied | Unclear | Gap], profile: Profile) -> tuple[str, str]:
    """What is typed before and after the words of a mark with a profile; for a gap, the whole mark and nothing."""
    if kind is Gap:
        return profile.lost, ""
    return profile.frames.get(kind) or (("(", ")") if kind is Supplied else ("(?", ")"))


def _find_reading(profile: Profile) -> ReadText:
    if profile is NOTATION:
        return read_inlines
    return partial(read_inlines, make_reader=partial(_ProfileReader, profile=profile))


WordsKind = type[Supplied] | type[Unclear] | type[Gloss] | type[Note]


class _ProfileReader(InlineReader):
    """A text whose brackets are read by a profile. ``depth`` counts the square brackets around it."""

    def __init__(self, text: str, start: int, report: Report, profile: Profile, depth: int = 0) -> None:
        super().__init__(text, start, report)
        self.profile = profile
        self.depth = depth
        self.body = find_body(text)

    def _round(self, index: int, out: Output, allowed: Kinds) -> int:
        if index not in self.pairs:
            return self._unclosed(index, out)
        said = self._between(index).lstrip(SPACE)
        if said and said[0] in _QUESTION and said.strip(SPACE + _QUESTION):
            return self._words(index, Unclear, out, allowed)
        return self._by_profile(index, out, allowed)

    def _square(self, index: int, out: Output, allowed: Kinds) -> int:
        if index not in self.pairs or read_square(self._between(index)) is not None:
            return super()._square(index, out, allowed)
        stated = _STATED.match(self._between(index))
        if stated:
            return self._words(index, Supplied, out, allowed, stated.end())
        return self._by_profile(index, out, allowed)

    def _braces(self, index: int, out: Output, allowed: Kinds) -> int:
        last = self.pairs.get(index)
        if last is None:
            return self._unclosed(index, out)
        if self.text.startswith("–", self.tokens[last].end) or isinstance(self._square_behind(last), Reaching):
            return super()._braces(index, out, allowed)
        stated = _STATED.match(self._between(index))
        if stated and Supplied in self.profile.frames and self.profile.frames[Supplied][0].startswith("{"):
            return self._words(index, Supplied, out, allowed, stated.end())
        return self._by_profile(index, out, allowed)

    def _by_profile(self, index: int, out: Output, allowed: Kinds) -> int:
        read = self._ask(index)
        if isinstance(read, Words):
            return self._words(index, read.kind, out, allowed)
        if isinstance(read, Reaching):
            return self._reaching(index, read, out, allowed)
        if read is None:
            message = f"{self._shown(index)} has no meaning with these brackets; it stays as typed"
            self.report(faults.UNKNOWN_MARK, self.tokens[index].start, message)
        if read is None or isinstance(read, AsTyped):
            return self._as_typed(index, out, allowed)
        return self._standing(index, read, out, allowed)

    def _ask(self, index: int) -> Read | None:
        bracket = make_bracket(self.text, self.tokens, self.pairs, index, self.body)
        return self.profile.read(msgspec.structs.replace(bracket, content=unescape(bracket.content)))

    def _words(self, index: int, kind: WordsKind, out: Output, allowed: Kinds, skipped: int = 0) -> int:
        """Read a mark with words, which begin ``skipped`` characters behind the opening bracket."""
        if kind not in allowed:
            return self._nested(index, out)
        opener, closer = find_ends(self.tokens, self.pairs, index)
        start, end = self.tokens[opener].end + skipped, self.tokens[closer].start
        edge = SPACE + _QUESTION if kind is Unclear else SPACE
        start += len(self.text[start:end]) - len(self.text[start:end].lstrip(edge))
        if start >= end:
            return self._empty(index, out)
        inside = self._inside(opener, closer, start, marks_inside(kind, allowed))
        out.inlines.append(kind(tuple(inside)))
        return self.pairs[index]

    def _as_typed(self, index: int, out: Output, allowed: Kinds) -> int:
        """Keep a pair of brackets as typed, and read what is in it."""
        token = self.tokens[index]
        out.add(token.text)
        if token.text not in SQUARE:
            return index
        closer = self.pairs[index]
        if self.depth < _DEEPEST:
            out.inlines.extend(self._inside(index, closer, token.end, allowed))
        else:
            out.add(unescape(self.text[token.end : self.tokens[closer].start]))
        out.add(self.tokens[closer].text)
        return closer

    def _inside(self, opener: int, closer: int, start: int, allowed: Kinds) -> Sequence[Inline]:
        """The inlines of a pair from an offset on. What is in square brackets has no pairs yet."""
        end = self.tokens[closer].start
        if self.tokens[opener].text not in SQUARE:
            first = next(place for place in range(opener + 1, closer + 1) if self.tokens[place].start >= start)
            return self.read(first, closer, start, end, allowed)
        inner = _ProfileReader(self.text[:end], start, self.report, self.profile, self.depth + 1)
        return inner.read(0, len(inner.tokens), start, end, allowed)


class _Frame(msgspec.Struct, frozen=True):
    """A mark in a text of the notation: where its opening and closing signs are, and what to write instead of each.

    ``own`` are the signs of the profile, ``other`` those that mean the same with every profile. A mark without words of
    its own is one stretch, and ``closing`` is empty.
    """

    opening: tuple[int, int]
    closing: tuple[int, int]
    own: tuple[str, str]
    other: tuple[str, str]


def _find_frames(typed: str, profile: Profile) -> Iterator[_Frame]:
    """The marks of a text in the notation that a profile may write in another way."""
    tokens = find_tokens(typed, 0)
    pairs = find_pairs(typed, tokens)
    index = 0
    while index < len(tokens):
        token, closer = tokens[index], pairs.get(index, -1)
        if token.text == "(" and closer > index:
            is_unclear = typed[token.end] in _QUESTION
            opening, closing = (token.start, token.end + is_unclear), (tokens[closer].start, tokens[closer].end)
            before, after = write_frame(Unclear if is_unclear else Supplied, profile)
            # A question mark that begins doubtful words would be read as the mark's own.
            escape = "\\" if is_unclear and typed[opening[1] :].lstrip(SPACE)[:1] in tuple(_QUESTION) else ""
            other = (f"(?{escape}", ")") if is_unclear else STATED
            yield _Frame(opening, closing, (before + escape, after), other)
        elif token.text in SQUARE and closer > index:
            whole = (token.start, tokens[closer].end)
            own_text = _find_square(typed[token.end : tokens[closer].start], profile)
            if own_text is not None:
                yield _Frame(whole, (whole[1], whole[1]), (own_text, ""), (typed[whole[0] : whole[1]], ""))
            index = closer
        index += 1


def _find_square(content: str, profile: Profile) -> str | None:
    """What a profile types for a mark in square brackets; ``None`` if it types the notation's."""
    mark = read_square(content)
    if isinstance(mark, Vocal | Incident | Kinesic):
        return mark.description.join(profile.events) if "\\" not in content else None
    if mark == Gap("inaudible"):
        return profile.lost
    own: Mapping[type, tuple[str, str]] = profile.frames
    return own[Phonetic][1].strip() if mark == Reaching(Phonetic) and Phonetic in own else None


def _write(typed: str, frames: Sequence[_Frame], chosen: range | set[int]) -> str:
    """The text with the signs of the profile around the chosen marks, and those of every profile around the others."""
    changes: list[tuple[tuple[int, int], str]] = []
    for index, frame in enumerate(frames):
        before, after = frame.own if index in chosen else frame.other
        changes += [(frame.opening, before), (frame.closing, after)]
    pieces, done = [], 0
    for (start, end), written in sorted(changes):
        pieces += [typed[done:start], written]
        done = end
    return "".join([*pieces, typed[done:]])
