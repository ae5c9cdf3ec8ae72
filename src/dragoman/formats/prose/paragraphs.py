"""The parts of a published page, whatever its format: paragraphs of words, with their places in the file."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import Literal

import msgspec

from dragoman.errors import FormatError
from dragoman.formats.options import ReadOptions
from dragoman.problems import Place

__all__ = [
    "Kind",
    "Paragraph",
    "Published",
    "StyledText",
    "TableCell",
    "bounded",
    "cut",
    "cut_lines",
    "find_place",
    "make_paragraph",
]

Kind = Literal["paragraph", "heading", "rule"]

# Ten times as many as an uninterrupted day of talk.
MOST_PARAGRAPHS = 100_000
_LONGEST_RULE = 200
_SPACES = re.compile("[ \t\r\n\f]+")
# A line of signs separates two parts of a page; nobody says it.
_RULE = re.compile(r"(?:[-–—―‒_=~#*•·⁂☙❖◆◇□■●○][ \u00a0]{0,3}){2,}|[*•·⁂☙❖◆◇■●]")
_EDGES = " \t\r\n\f\u00a0\u2002\u2003\u2009\u202f"


class StyledText(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Words with the same formatting. ``line`` and ``column`` are where they begin in the file, as far as known.

    ``link`` is the address that they link to; ``note`` is the text of a footnote that they refer to.
    """

    text: str
    bold: bool = False
    italic: bool = False
    struck: bool = False
    link: str | None = None
    language: str | None = None
    note: str | None = None
    line: int | None = None
    column: int | None = None


class TableCell(msgspec.Struct, frozen=True):
    """A place in a table of two languages: rows are counted from 0 on the whole page, ``side`` is 0 or 1.

    ``ordered``: the table states that side 0 is the original, instead of only putting it first.
    """

    row: int
    side: int
    ordered: bool = False


class Paragraph(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph. ``soft``: only a line break separates it from the one before. ``text`` is that of its pieces.

    ``cell`` is its place in a table that has a column for each language; ``column`` is its role in a table that has a
    column for names.
    """

    text: str
    pieces: tuple[StyledText, ...] = ()
    kind: Kind = "paragraph"
    level: int = 0
    soft: bool = False
    language: str | None = None
    cell: TableCell | None = None
    column: Literal["name", "words"] | None = None


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """A page as paragraphs. ``source`` is the file's text, if places must be looked up in it.

    ``around`` is the text beside the article, which may contain facts about it; ``bylines`` say who wrote the post.
    """

    paragraphs: tuple[Paragraph, ...]
    source: str | None = None
    around: tuple[Paragraph, ...] = ()
    bylines: tuple[Paragraph, ...] = ()


def make_paragraph(
    pieces: Iterable[StyledText],
    *,
    kind: Kind = "paragraph",
    level: int = 0,
    soft: bool = False,
    language: str | None = None,
    spaces_count: bool = False,
) -> Paragraph | None:
    """A paragraph of these pieces, with single spaces and none at its edges; ``None`` if no words remain.

    :param spaces_count: keep runs of spaces
    """
    kept: list[StyledText] = []
    for piece in pieces:
        text = piece.text if spaces_count else _SPACES.sub(" ", piece.text)
        if not spaces_count and text.startswith(" ") and (not kept or kept[-1].text.endswith(" ")):
            text = text[1:]
        if not kept:
            text = text.lstrip(_EDGES)
        if text or piece.note:
            kept.append(_shifted(piece, text))
    while kept and not kept[-1].note and not kept[-1].text.rstrip(_EDGES):
        kept.pop()
    if not kept or not any(piece.text for piece in kept):
        return None
    kept[-1] = msgspec.structs.replace(kept[-1], text=kept[-1].text.rstrip(_EDGES))
    whole = "".join(piece.text for piece in kept)
    if _RULE.fullmatch(whole[:_LONGEST_RULE]) and len(whole) <= _LONGEST_RULE:
        return Paragraph(text="", kind="rule")
    return Paragraph(text=whole, pieces=tuple(kept), kind=kind, level=level, soft=soft, language=language)


def _shifted(piece: StyledText, text: str) -> StyledText:
    """The piece with other words; its column moves by what was removed at its beginning."""
    if text == piece.text:
        return piece
    column = piece.column
    if column is not None and text:
        column += max(0, piece.text.find(text[:1]))
    return msgspec.structs.replace(piece, text=text, column=column)


def bounded(paragraphs: Iterable[Paragraph], options: ReadOptions) -> tuple[Paragraph, ...]:
    """The paragraphs of a page, limited in number.

    :raises FormatError: if there are more than a transcript has
    """
    found = tuple(itertools.islice(paragraphs, MOST_PARAGRAPHS + 1))
    if len(found) > MOST_PARAGRAPHS:
        raise FormatError(
            options.path, f"contains more than {MOST_PARAGRAPHS} paragraphs", "split it into parts", line=1
        )
    return found


def cut_lines(text: str, options: ReadOptions) -> list[str]:
    """The lines of a text.

    :raises FormatError: if there are more than a transcript has
    """
    if text.count("\n") > 10 * MOST_PARAGRAPHS:
        raise FormatError(options.path, "has more lines than any transcript", "split it into parts", line=1)
    return text.split("\n")


def cut(paragraph: Paragraph, start: int, end: int | None = None) -> tuple[StyledText, ...]:
    """The pieces between two offsets of the text."""
    end = len(paragraph.text) if end is None else end
    out: list[StyledText] = []
    at = 0
    for piece in paragraph.pieces:
        first, last = max(start - at, 0), min(end - at, len(piece.text))
        if first == 0 and 0 < last == len(piece.text):
            out.append(piece)
        elif first < last:
            column = None if piece.column is None else piece.column + first
            out.append(msgspec.structs.replace(piece, text=piece.text[first:last], column=column))
        elif piece.note and not piece.text and start <= at <= end:
            out.append(piece)
        at += len(piece.text)
    return tuple(out)


def find_place(pieces: tuple[StyledText, ...], offset: int, source: str | None) -> Place:
    """Line and column in the file of an offset into the words of some pieces."""
    starts = [0]
    for piece in pieces[:-1]:
        starts.append(starts[-1] + len(piece.text))
    if not pieces:
        return Place()
    index = max(0, bisect_right(starts, offset) - 1)
    piece, within = pieces[index], offset - starts[index]
    if piece.line is None or piece.column is not None or source is None:
        return Place(line=piece.line, column=None if piece.column is None else piece.column + within)
    return _look_up(piece, within, source)


_CONTEXT = 16


def _look_up(piece: StyledText, within: int, source: str) -> Place:
    """Where the displayed words are in the file: after the line of their element, at the same occurrence."""
    context = piece.text[within : within + _CONTEXT]
    wanted = re.compile("".join(_as_written(character) for character in context))
    begin = _line_start(source, piece.line or 1)
    before = sum(1 for _ in re.finditer(re.escape(context), piece.text[:within]))
    for match in wanted.finditer(source, begin, begin + 200_000):
        if before == 0:
            line = source.count("\n", 0, match.start()) + 1
            return Place(line=line, column=match.start() - source.rfind("\n", 0, match.start()))
        before -= 1
    return Place(line=piece.line)


def _as_written(character: str) -> str:
    if character in " \n":
        return r"\s+"
    if character.isascii() and character not in "&<>\"'":
        return re.escape(character)
    return f"(?:{re.escape(character)}|&#?\\w{{1,12}};)"


def _line_start(source: str, line: int) -> int:
    at = 0
    for _ in range(line - 1):
        found = source.find("\n", at)
        if found < 0:
            return at
        at = found + 1
    return at
