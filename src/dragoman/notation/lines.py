r"""The grammar of a page, and the lines of a page.

::

    page          = [first-line] facts blank rows
    first-line    = "dragoman-notation 1"
    fact          = key ":" value              title, original, translation, recorded …: header.py has the table
    speaker       = "speaker" id ":" label ["|" full name]
    hint          = "#" text                   among the facts, not read: hints.py writes them
    date          = kind ":" EDTF ["|" as written ["|" calendar ["|" place]]]
    row           = [id] ["[" time [language] "]"] [name] original
    name          = ("?" | name of a speaker [" (" id ")"]) ":"       the id only if two share a name
    translation   = "=" text                   under its row
    time          = clock ["-" clock] | "?"    the question mark if only a language is given
    continuation  = two spaces, text           a further line of the value or text above it

    text          = ["//"] { words | mark }    "//": overlaps the turn before
    mark          = "(" text ")"               supplied by the translator
                  | "(?" words ")"             best guess at unclear words
                  | "*" words "*"              a word of the original, kept
                  | "~~" words "~~"            struck out
                  | "[" square "]"             gaps, events, notes …: marks.py has the table
                  | reach "[" reaching "]"     ph, sic, abbr, src: about the words before them
                  | reach "–"                  broken off; the dash touches the word
    reach         = word | "{" text "}"        before [src: …] also a whole quotation
    escape        = "\" and one of  \ ( ) [ ] { } * ~ – / : = | ?

Blank lines between rows mean nothing. A backslash before anything else is a backslash. Full-width and CJK
brackets count as the ASCII ones. Inside square brackets only square brackets and the backslash are special.
Spaces at the ends of lines and at the edges of texts are not kept; everything else is, to the code point (NFC).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right

import msgspec

__all__ = [
    "FIRST_LINE",
    "SPACE",
    "VERSION",
    "Line",
    "clean",
    "clean_lines",
    "compose",
    "escape_name",
    "find_colon",
    "indent",
    "one_line",
    "read_lines",
    "split_columns",
    "text_line",
    "unescape",
]

FIRST_LINE = "dragoman-notation"
VERSION = 1
SPACE = " \t\n"

ESCAPABLE = r"\\()\[\]{}*~–/:=|?（）［］【】：？؟"
_ESCAPE = re.compile(rf"\\([{ESCAPABLE}])")

_COLON = re.compile(r"\\.|[:：\n]")

# Normalization takes quadratic time for long runs of combining marks. No language has them; they stay unchanged.
_LONG_RUN = re.compile(r"([^\w\s\x00-\x7f]{65,})")


class Line(msgspec.Struct, frozen=True):
    """A line with its continuations: the text without indents, and the place of each line on the page.

    ``starts`` are offsets into ``text``; ``places`` are the 1-based line and column of each offset on the page.
    ``after_blank`` is true if a blank line or the beginning of the page is before it.
    """

    text: str
    starts: tuple[int, ...]
    places: tuple[tuple[int, int], ...]
    after_blank: bool = False

    def place(self, offset: int) -> tuple[int, int]:
        """The 1-based line and column on the page of an offset into the text."""
        piece = bisect_right(self.starts, offset) - 1
        number, column = self.places[piece]
        return number, column + offset - self.starts[piece]


def read_lines(page: str) -> list[Line]:
    """The lines of a page, each with its continuations. Blank lines are dropped, except inside a text."""
    lines: list[Line] = []
    pieces: list[tuple[int, int, str]] = []
    blank = pieces_after_blank = True
    for number, raw in enumerate(_unify(page.removeprefix("\ufeff")).split("\n"), 1):
        text = raw.rstrip(" \t")
        depth = _indent_depth(text)
        if pieces and (depth or not text):
            pieces.append((number, depth + 1, text[depth:]))
        elif text:
            lines += _finish(pieces, pieces_after_blank)
            pieces_after_blank = blank
            pieces = [(number, len(text) - len(text.lstrip(" \t")) + 1, text.lstrip(" \t"))]
        blank = not text
    return lines + _finish(pieces, pieces_after_blank)


def text_line(text: str) -> Line:
    """A text without a page, as a line."""
    return _line([(number, 1, piece) for number, piece in enumerate(_unify(text).split("\n"), 1)])


def indent(text: str) -> str:
    """The text with two spaces before each line after the first, which makes them continuations."""
    return re.sub(r"\n(?!\n)", "\n  ", text)


def unescape(text: str) -> str:
    """The text without its escapes."""
    return _ESCAPE.sub(r"\1", text) if "\\" in text else text


def clean(text: str) -> str:
    """A description or value in the form in which a page can represent it."""
    return clean_lines(text).strip(SPACE)


def one_line(text: str) -> str:
    """A name in the form in which a page can represent it: on one line."""
    return compose(re.sub(r"[ \t\r\n]+", " ", text).strip(" "))


def clean_lines(text: str) -> str:
    """The text in NFC, with line feeds as line ends and no spaces before them."""
    unified = _unify(text)
    if "\n" in unified:
        *lines, last = unified.split("\n")
        unified = "\n".join([*(line.rstrip(" \t") for line in lines), last])
    return compose(unified)


def compose(text: str) -> str:
    """The text in NFC, in linear time: long runs of combining marks stay unchanged."""
    if text.isascii():
        return text
    pieces = _LONG_RUN.split(text)
    return "".join(piece if place % 2 else unicodedata.normalize("NFC", piece) for place, piece in enumerate(pieces))


def find_colon(text: str, start: int) -> int | None:
    """The offset of the first colon without an escape, from ``start`` to the end of the line, or ``None``."""
    for match in _COLON.finditer(text, start):
        if match.group() == "\n":
            return None
        if match.group() in ":：":
            return match.start()
    return None


def split_columns(value: str) -> list[str]:
    """The columns of a value, which bars separate, without escapes."""
    bars = [match.start() for match in re.finditer(r"\\.|\|", value, re.DOTALL) if match.group() == "|"]
    return [
        unescape(value[start:end]) for start, end in zip([0, *(bar + 1 for bar in bars)], [*bars, None], strict=True)
    ]


def escape_name(name: str) -> str:
    """A name with the escapes that it needs before a colon."""
    if name in ("?", "؟", "？"):
        return f"\\{name}"
    return re.sub(r"([\\:：\[［【])", r"\\\1", name)


def _unify(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _indent_depth(text: str) -> int:
    """The number of characters that mark a continuation: two spaces, one space, or a tab."""
    if text.startswith("  "):
        return 2
    return 1 if text.startswith((" ", "\t")) else 0


def _finish(pieces: list[tuple[int, int, str]], after_blank: bool) -> list[Line]:
    while pieces and not pieces[-1][2]:
        pieces.pop()
    return [_line(pieces, after_blank)] if pieces else []


def _line(pieces: list[tuple[int, int, str]], after_blank: bool = False) -> Line:
    starts = [0]
    for _, _, text in pieces[:-1]:
        starts.append(starts[-1] + len(text) + 1)
    return Line(
        "\n".join(text for _, _, text in pieces),
        tuple(starts),
        tuple((number, column) for number, column, _ in pieces),
        after_blank,
    )
