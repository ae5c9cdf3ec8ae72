"""OpenDocument text: read like Word's files, including our own files saved as ODT. Read only."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from dragoman.errors import FormatError
from dragoman.formats.office.docx.notation_table import is_page, make_page, parse_page
from dragoman.formats.office.table_columns import Cell, Table, TableRow
from dragoman.formats.office.word_processor import Block, read_manuscript
from dragoman.formats.options import Imported, ReadOptions
from dragoman.formats.prose.paragraphs import Paragraph, StyledText, make_paragraph
from dragoman.formats.reading.xml import DEEPEST, Element, parse_xml, refuse_long_runs
from dragoman.formats.reading.zip import Archive, open_archive
from dragoman.notation import Parsed
from dragoman.notation.lines import FIRST_LINE
from dragoman.problems import Problem, ProblemLog
from dragoman.transcript.ids import is_segment_id

__all__ = ["read", "read_page"]

_SPACES = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE, _OFFICE, _STYLE = (f"{{{_SPACES}{name}:1.0}}" for name in ("text", "table", "office", "style"))
_FO = f"{{{_SPACES}xsl-fo-compatible:1.0}}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_MOST_SPACES = 200

# Elements that contain paragraphs, and elements inside paragraphs that are not part of their words.
_HOLDERS = frozenset(f"{_TEXT}{name}" for name in ("section", "list", "list-item", "list-header", "index-body"))
_BESIDE = frozenset(
    (
        *(f"{_TEXT}{name}" for name in ("tracked-changes", "note", "bookmark", "ruby-text", "hidden-text", "script")),
        f"{_OFFICE}annotation",
    )
)
_SIGNS = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}


class _File(msgspec.Struct, frozen=True):
    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...] = ()


def read(content: bytes, options: ReadOptions) -> Imported:
    """Read the document in an ODT file.

    :raises FormatError: if the file is not ODT, is damaged, would unpack to more than is allowed, or has no words
    """
    file = _load(content, options)
    if is_page(file.blocks):
        parsed = parse_page(make_page(file.blocks))
        return Imported(parsed.transcript, (*parsed.problems, *file.problems))
    log = ProblemLog()
    log.add(*file.problems)
    return read_manuscript(file.blocks, options, log)


def read_page(content: bytes, options: ReadOptions) -> Parsed | None:
    """The page in one of our DOCX files saved as ODT, including later edits; ``None`` if it is no such file.

    :raises FormatError: if the file is not ODT, is damaged, or would unpack to more than is allowed
    """
    file = _load(content, options)
    return parse_page(make_page(file.blocks)) if is_page(file.blocks) else None


def _load(content: bytes, options: ReadOptions) -> _File:
    archive = open_archive(content, options)
    root = _part(archive, "content.xml", options)
    body = None if root is None else root.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise FormatError(options.path, "is not an ODT file: it contains no text", "save it as .odt")
    is_ours = any(FIRST_LINE in (element.text or "") for element in body.iter(f"{_TEXT}p", f"{_TEXT}span"))
    loader = _Loader((root, _part(archive, "styles.xml", options)), options, exact=is_ours)
    return _File(tuple(loader.blocks(body)), tuple(_find_problems(body)))


def _part(archive: Archive, name: str, options: ReadOptions) -> Element | None:
    content = archive.read(name)
    return None if content is None else parse_xml(content, options, name)


class _Letters(msgspec.Struct, frozen=True):
    """A style's settings for letters; ``None`` if it does not set them."""

    parent: str | None = None
    bold: bool | None = None
    italic: bool | None = None
    struck: bool | None = None


class _Loader:
    """Makes blocks and counts paragraphs. ``exact`` keeps all spaces and empty lines."""

    def __init__(self, parts: tuple[Element | None, ...], options: ReadOptions, *, exact: bool) -> None:
        self.options = options
        self.exact = exact
        self.count = 0
        self.styles: dict[str, _Letters] = {}
        for part in parts:
            for style in part.iter(f"{_STYLE}style") if part is not None else ():
                self.styles[style.get(f"{_STYLE}name") or ""] = _read_style(style)

    def blocks(self, holder: Element, depth: int = 0) -> Iterator[Block]:
        """The blocks in an element."""
        for child in holder:
            if child.tag in (f"{_TEXT}p", f"{_TEXT}h"):
                yield from self._paragraph(child)
            elif child.tag == f"{_TABLE}table":
                yield Table(tuple(self._rows(child, depth)), self.count)
            elif child.tag in _HOLDERS and depth < DEEPEST:
                yield from self.blocks(child, depth + 1)

    def _rows(self, table: Element, depth: int) -> Iterator[TableRow]:
        for child in table:
            if child.tag == f"{_TABLE}table-row":
                cells = [cell for cell in child if cell.tag == f"{_TABLE}table-cell"]
                if cells:
                    yield TableRow(tuple(self._cell(cell, depth) for cell in cells))
            elif child.tag in (f"{_TABLE}table-header-rows", f"{_TABLE}table-rows") and depth < DEEPEST:
                yield from self._rows(child, depth + 1)

    def _cell(self, cell: Element, depth: int) -> Cell:
        marks = [e.get(f"{_TEXT}name") or "" for e in cell.iter(f"{_TEXT}bookmark", f"{_TEXT}bookmark-start")]
        links = [(e.get(_HREF) or "").removeprefix("#") for e in cell.iter(f"{_TEXT}a")]
        return Cell(
            tuple(self._paragraphs(cell, depth + 1)),
            next((mark for mark in marks if is_segment_id(mark)), None),
            next((link for link in links if is_segment_id(link)), None),
        )

    def _paragraphs(self, holder: Element, depth: int) -> Iterator[Paragraph]:
        if depth > DEEPEST:
            return
        for block in self.blocks(holder, depth):
            if isinstance(block, Paragraph):
                yield block
            else:
                yield from (p for row in block.rows for cell in row.cells for p in cell.paragraphs)

    def _paragraph(self, element: Element) -> Iterator[Paragraph]:
        self.count += 1
        style = element.get(f"{_TEXT}style-name") or ""
        level = _level(element, style)
        lines: list[list[StyledText]] = [[]]
        for piece in self._pieces(element, self._resolve(style), 0):
            first, *rest = piece.text.split("\n")
            lines[-1].append(msgspec.structs.replace(piece, text=first))
            lines += [[msgspec.structs.replace(piece, text=line, note=None)] for line in rest]
        soft = False
        for line in lines:
            refuse_long_runs("".join(piece.text for piece in line), self.options.path, self.count)
            made = self._made(line, level, soft)
            if made is not None:
                yield made
                soft = True

    def _made(self, line: list[StyledText], level: int, soft: bool) -> Paragraph | None:
        if self.exact:
            return Paragraph(text="".join(piece.text for piece in line), pieces=tuple(line), soft=soft)
        # A soft hyphen, which only shows at the end of a line, is layout and not a letter.
        line = [msgspec.structs.replace(piece, text=piece.text.replace("\u00ad", "")) for piece in line]
        return make_paragraph(line, kind="heading" if level else "paragraph", level=level, soft=soft)

    def _pieces(self, element: Element, letters: _Letters, depth: int) -> Iterator[StyledText]:
        """The words in an element, with the settings of their letters."""
        if depth > DEEPEST:
            return
        yield self._piece(_squeezed(element.text), letters)
        for child in element:
            if child.tag == f"{_TEXT}note":
                yield self._piece("", letters, self._note(child))
            elif child.tag == f"{_TEXT}s":
                count = child.get(f"{_TEXT}c") or "1"
                yield self._piece(" " * (min(int(count), _MOST_SPACES) if count.isdecimal() else 1), letters)
            elif child.tag in _SIGNS:
                yield self._piece(_SIGNS[child.tag], letters)
            elif isinstance(child.tag, str) and child.tag not in _BESIDE:
                own = self._resolve(child.get(f"{_TEXT}style-name") or "")
                yield from self._pieces(child, _over(own, letters), depth + 1)
            yield self._piece(_squeezed(child.tail), letters)

    def _piece(self, text: str, letters: _Letters, note: str | None = None) -> StyledText:
        return StyledText(
            text=text,
            bold=bool(letters.bold),
            italic=bool(letters.italic),
            struck=bool(letters.struck),
            note=note,
            line=self.count,
        )

    def _note(self, element: Element) -> str | None:
        body = element.find(f"{_TEXT}note-body")
        count = self.count
        words = "" if body is None else "\n".join(p.text for p in self._paragraphs(body, 1)).strip()
        self.count = count
        return words or None

    def _resolve(self, name: str) -> _Letters:
        """The settings of a style, including what it inherits."""
        found = self.styles.get(name, _Letters())
        now = found
        for _ in range(DEEPEST):
            above = self.styles.get(now.parent or "")
            if above is None:
                break
            found, now = _over(found, above), above
        return found


def _over(first: _Letters, second: _Letters) -> _Letters:
    """The settings of the first style, completed by the second."""
    return _Letters(
        None,
        second.bold if first.bold is None else first.bold,
        second.italic if first.italic is None else first.italic,
        second.struck if first.struck is None else first.struck,
    )


def _read_style(style: Element) -> _Letters:
    letters = style.find(f"{_STYLE}text-properties")
    parent = style.get(f"{_STYLE}parent-style-name")
    if letters is None:
        return _Letters(parent)
    weight, slant = letters.get(f"{_FO}font-weight"), letters.get(f"{_FO}font-style")
    line = letters.get(f"{_STYLE}text-line-through-style")
    return _Letters(
        parent,
        None if weight is None else weight == "bold" or (weight.isdecimal() and int(weight[:4]) >= 600),
        None if slant is None else slant in ("italic", "oblique"),
        None if line is None else line != "none",
    )


def _level(element: Element, style: str) -> int:
    if element.tag == f"{_TEXT}h":
        level = element.get(f"{_TEXT}outline-level") or "1"
        return int(level) if level in tuple("123456") else 1
    return 1 if style == "Title" else 0


def _squeezed(text: str | None) -> str:
    """Words in the file: spaces, tabs and line breaks count as one space; further ones are elements."""
    return re.sub(r"[ \t\r\n]+", " ", text or "")


def _find_problems(body: Element) -> Iterator[Problem]:
    changes = sum(1 for _ in body.iter(f"{_TEXT}changed-region"))
    if changes:
        message = "{changes} tracked changes are read as accepted: insertions are kept, deletions are not"
        yield Problem.of("changes-accepted", "note", message, changes=changes)
    comments = sum(1 for _ in body.iter(f"{_OFFICE}annotation"))
    if comments:
        message = "{comments} comments are left out; to keep one, move it into the text or a footnote"
        yield Problem.of("comments-left-out", "note", message, comments=comments)
