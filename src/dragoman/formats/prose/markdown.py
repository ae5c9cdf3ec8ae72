"""Transcripts in Markdown, from site generators and converters: front matter, emphasis, struck words. Read only.

It supports paragraphs, hard line breaks, headings, rules, quotations, lists, emphasis, strikes, links, footnotes,
character references, backslash escapes, and a few common HTML elements.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

import msgspec

from dragoman.formats.options import Imported, ReadOptions
from dragoman.formats.prose.assemble_page import make_document
from dragoman.formats.prose.front_matter import read_front, turns_of, with_entities
from dragoman.formats.prose.markdown_tables import find_tables, read_table
from dragoman.formats.prose.paragraphs import Paragraph, Published, StyledText, bounded, cut_lines, make_paragraph
from dragoman.formats.prose.two_languages import are_changes
from dragoman.formats.reading.decode import decode

__all__ = ["read"]

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*")
_QUOTED = re.compile(r"(?: {0,3}>[ \t]?)+")
_LISTED = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)])[ \t]+(?=\S)")
_BREAK = re.compile(r"<br *+/?>", re.IGNORECASE)
_DEFINITION = re.compile(r" {0,3}\[([^\]\n]{1,200})\]:[ \t]*(\S.*)")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)

_TOKEN = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?P<image>!\[[^\]\n]{0,300}\]\([^()\n]{0,2000}\))"
    r"|\[\^(?P<note>[^\]\s]{1,60})\]"
    r"|(?P<link>\[(?P<words>[^\[\]\n]{1,500})\]"
    r"(?:\((?P<address>[^()\s]{1,2000})(?:[ ]+\"[^\"\n]{0,300}\")?\)|\[(?P<ref>[^\[\]\n]{0,200})\]))"
    r"|<(?P<auto>https?://[^<>\s]{1,2000})>"
    r"|<(?P<close>/?)(?P<tag>s|strike|del|b|strong|i|em|u|sup|sub|span|a|q|small|mark|font|div|p|center)"
    r"(?:\s[^<>]{0,500})?/?>"
    r"|(?P<strike>~~)"
    r"|(?P<stars>\*{1,3})"
    r"|(?P<lines>(?<![^\W_])_{1,3}(?=[^\s_])|(?<=[^\s_])_{1,3}(?![^\W_]))",
    re.IGNORECASE,
)


def read(content: bytes, options: ReadOptions) -> Imported:
    """Read the transcript in a Markdown file.

    :raises FormatError: if the file is not text, or is larger than any transcript
    """
    decoded = decode(content, options)
    lines = cut_lines(_without_comments(decoded.text), options)
    front = read_front(lines)
    paragraphs = bounded(itertools.chain(turns_of(front), _Blocks(lines, front.first, options).read()), options)
    imported = make_document(Published(paragraphs=paragraphs), front.facts, options)
    return msgspec.structs.replace(imported, problems=(*decoded.problems, *imported.problems))


def _without_comments(text: str) -> str:
    """The text without HTML comments; their line breaks remain."""
    return _COMMENT.sub(lambda match: "\n" * match.group().count("\n"), text) if "<!--" in text else text


class _Blocks:
    """The lines of a text as paragraphs. A line is a number and the rest of its text."""

    def __init__(self, lines: Sequence[str], first: int, options: ReadOptions) -> None:
        self.lines = lines
        self.first = first
        self.is_change = are_changes(lines[first:], options.language, options.target_language)
        self.addresses: dict[str, str] = {}
        self.notes: dict[str, str] = {}
        for line in lines[first:]:
            match = _DEFINITION.fullmatch(line)
            if match:
                table = self.notes if match[1].startswith("^") else self.addresses
                table.setdefault(match[1].lstrip("^").casefold(), match[2].strip())
        self.open: list[StyledText] = []
        self.soft = False
        self.tables = find_tables(lines, first)
        self.in_tables = {line for table in self.tables.values() for line in table.lines}

    def read(self) -> Iterator[Paragraph]:
        for number, raw in enumerate(self.lines[self.first :], self.first + 1):
            start = sum(match.end() for match in (_QUOTED.match(raw),) if match)
            line = raw[start:]
            if not line.strip() or _DEFINITION.fullmatch(line):
                yield from self._finish()
            elif number in self.tables:
                yield from self._finish()
                yield from read_table(self.tables[number], self._inlines)
            elif number in self.in_tables:
                continue
            elif self.open and _UNDERLINE.fullmatch(line) and self._is_heading():
                yield from self._finish(level=1 if "=" in line else 2)
            elif _RULE.fullmatch(line):
                yield from self._finish()
                yield Paragraph(text="", kind="rule")
            elif heading := _HEADING.fullmatch(line):
                yield from self._finish()
                self._add(number, start + heading.start(2), heading[2])
                yield from self._finish(level=len(heading[1]))
            else:
                yield from self._line(number, start, line)
        yield from self._finish()

    def _line(self, number: int, start: int, line: str) -> Iterator[Paragraph]:
        item = _LISTED.match(line)
        if item or (self.open and self.is_change(self.lines[number - 2], line)):
            yield from self._finish()
        elif self.open:
            self.open.append(StyledText(text=" ", line=number))
        at = item.end() if item else len(line) - len(line.lstrip(" \t"))
        hard = _find_break(line)
        self._add(number, start + at, line[at:hard].rstrip(" \t"))
        if hard is not None:
            yield from self._finish(soft=True)

    def _add(self, number: int, start: int, text: str) -> None:
        if text:
            self.open.append(StyledText(text=text, line=number, column=start + 1))

    def _inlines(self, pieces: Sequence[StyledText]) -> Sequence[StyledText]:
        return _Inlines(pieces, self.addresses, self.notes).read()

    def _is_heading(self) -> bool:
        return len({piece.line for piece in self.open}) == 1 and not self.soft

    def _finish(self, *, level: int = 0, soft: bool = False) -> Iterator[Paragraph]:
        pieces = _Inlines(self.open, self.addresses, self.notes).read()
        paragraph = make_paragraph(
            pieces, kind="heading" if level else "paragraph", level=level, soft=self.soft, spaces_count=True
        )
        self.open = []
        if paragraph is not None:
            self.soft = soft
            yield paragraph
        else:
            self.soft = self.soft and soft


def _find_break(line: str) -> int | None:
    """Where a hard line break at the end of a line begins; ``None`` if there is none."""
    bare = line.rstrip(" \t")
    if bare.endswith("\\"):
        return len(bare) - 1
    place = bare.rfind("<") if bare.endswith(">") else -1
    if place >= 0 and _BREAK.fullmatch(bare, place):
        return place
    return len(bare) if "  " in line[len(bare) :] else None


class _Inlines:
    """The words of a paragraph with their formatting. Unclosed formatting stays as typed."""

    def __init__(self, pieces: Sequence[StyledText], addresses: dict[str, str], notes: dict[str, str]) -> None:
        self.pieces = pieces
        self.addresses = addresses
        self.notes = notes
        self.out: list[StyledText] = []
        # The open formatting, and the place of its typed characters in the output.
        self.opened: dict[str, int] = {}

    def read(self) -> list[StyledText]:
        for piece in self.pieces:
            at = 0
            for match in _TOKEN.finditer(piece.text):
                self._plain(piece, at, match.start())
                self._token(piece, match)
                at = match.end()
            self._plain(piece, at, len(piece.text))
        return [part for typed in self.out for part in (with_entities(typed) if typed.text else [typed])]

    def _plain(
        self, piece: StyledText, start: int, end: int, text: str | None = None, **letters: str | bool | None
    ) -> None:
        if start == 0 and end == len(piece.text) and text is None and not letters:
            self.out += [piece] if piece.text else []
        elif start < end:
            self.out.append(
                msgspec.structs.replace(
                    piece,
                    text=piece.text[start:end] if text is None else text,
                    column=None if piece.column is None else piece.column + start,
                    **letters,
                )
            )

    def _token(self, piece: StyledText, match: re.Match[str]) -> None:
        start, end = match.span()
        if match["escaped"]:
            # A character that cannot be part of an entity, so that it is not decoded twice.
            self._plain(piece, start + 1, end, match["escaped"])
        elif match["note"]:
            note = self.notes.get(match["note"].casefold())
            if note is None:
                self._plain(piece, start, end)
            else:
                self.out.append(StyledText(text="", note=note, line=piece.line))
        elif match["link"]:
            self._link(piece, match)
        elif match["auto"]:
            self._plain(piece, start, end, match["auto"], link=match["auto"])
        elif match["tag"]:
            self._tag(piece, match)
        elif match["strike"]:
            self._toggle(piece, match, "struck", match["strike"])
        elif match["stars"] or match["lines"]:
            self._toggle(piece, match, {1: "italic", 2: "bold", 3: "both"}[end - start], match.group()[0])

    def _link(self, piece: StyledText, match: re.Match[str]) -> None:
        address = match["address"] or self.addresses.get((match["ref"] or match["words"]).casefold())
        if address is None or not re.match(r"[a-z]+:|[/#.?]|[\w-]+\.\w", address, re.IGNORECASE):
            # Two pairs of brackets, but not a link.
            self._plain(piece, *match.span())
            return
        start = match.start("words")
        self._plain(piece, start, match.end("words"), link=address)

    def _tag(self, piece: StyledText, match: re.Match[str]) -> None:
        tag = match["tag"].lower()
        letters = {"s": "struck", "strike": "struck", "del": "struck", "b": "bold", "strong": "bold"}.get(tag, "")
        letters = letters or {"i": "italic", "em": "italic"}.get(tag, "")
        if not letters:
            return
        if not match["close"]:
            self.opened.setdefault(f"<{tag}>", len(self.out))
        elif f"<{tag}>" in self.opened:
            self._apply(letters, self.opened.pop(f"<{tag}>"))

    def _toggle(self, piece: StyledText, match: re.Match[str], letters: str, sign: str) -> None:
        key = f"{sign}{letters}"
        start, end = match.span()
        before, after = piece.text[max(0, start - 1) : start], piece.text[end : end + 1]
        if key in self.opened and before.strip():
            place = self.opened.pop(key)
            del self.out[place]
            self.opened = {other: at - (at > place) for other, at in self.opened.items() if at < place or at > place}
            self._apply(letters, place)
        elif after.strip():
            self.opened[key] = len(self.out)
            self._plain(piece, *match.span())
        else:
            self._plain(piece, *match.span())

    def _apply(self, letters: str, place: int) -> None:
        change = {"bold": True, "italic": True} if letters == "both" else {letters: True}
        self.out[place:] = [msgspec.structs.replace(piece, **change) for piece in self.out[place:]]
