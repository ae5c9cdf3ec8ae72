"""The paragraphs and tables of a DOCX file, with tracked changes accepted."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from dragoman.errors import FormatError
from dragoman.formats.office.docx.equations import MATH, read_equation
from dragoman.formats.office.docx.parts import REVISION_PROPERTY, W
from dragoman.formats.office.docx.styles import Style, either, find_styles, is_on, value_of
from dragoman.formats.office.docx.text_runs import w
from dragoman.formats.office.table_columns import Cell, Table, TableRow
from dragoman.formats.office.word_processor import Block
from dragoman.formats.options import ReadOptions
from dragoman.formats.prose.paragraphs import Paragraph, StyledText, make_paragraph
from dragoman.formats.reading.xml import DEEPEST, Element, local_name, parse_xml, refuse_long_runs
from dragoman.formats.reading.zip import Archive, open_archive
from dragoman.notation.lines import FIRST_LINE
from dragoman.problems import Problem
from dragoman.transcript.ids import is_segment_id
from dragoman.transcript.tags import is_tag

__all__ = ["File", "load"]

# Text that is no longer there, or is there twice: deleted or moved text, and alternatives for older programs.
_GONE = frozenset(w(name) for name in ("del", "moveFrom", "delText", "instrText", "pict", "object", "drawing"))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# The strict variant of the format has other namespaces for the same names.
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_HOLDERS = frozenset(w(name) for name in ("sdt", "sdtContent", "smartTag", "customXml", "ins", "moveTo"))


class File(msgspec.Struct, frozen=True):
    """The content of a DOCX file."""

    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...] = ()
    revision: str | None = None


def load(content: bytes, options: ReadOptions) -> File:
    """The blocks of a file in order. A paragraph's number is used as its line.

    :raises FormatError: if the file is not DOCX, is damaged, or would unpack to more than is allowed
    """
    archive = open_archive(content, options)
    name = _find_main(archive, options)
    root = _part(archive, name, options)
    if root is None:
        raise FormatError(options.path, "is not a DOCX file: it contains no document", "save it as .docx")
    folder = name.rpartition("/")[0]
    body = root.find(w("body"))
    is_ours = any(FIRST_LINE in (words.text or "") for words in root.iter(w("t")))
    loader = _Loader(archive, folder, options, exact=is_ours)
    blocks = tuple(loader.blocks(body)) if body is not None else ()
    revision = _find_revision(archive, options) if is_ours else None
    return File(blocks, tuple(_find_problems(root, archive, folder)), revision)


def _find_revision(archive: Archive, options: ReadOptions) -> str | None:
    """The revision that one of our files was made from, stored in a property of the file."""
    root = _part(archive, "docProps/custom.xml", options)
    for one in root if root is not None else ():
        value = "".join(one.itertext()).strip()
        if one.get("name") == REVISION_PROPERTY and re.fullmatch(r"[0-9a-f]{8,64}", value):
            return value
    return None


def _find_main(archive: Archive, options: ReadOptions) -> str:
    """The name of the main part, from the package's relations."""
    relations = archive.read("_rels/.rels")
    root = parse_xml(relations, options, "_rels/.rels") if relations is not None else ()
    targets = [one.get("Target") or "" for one in root if (one.get("Type") or "").endswith("/officeDocument")]
    return targets[0].lstrip("/") if targets else "word/document.xml"


def _part(archive: Archive, name: str, options: ReadOptions) -> Element | None:
    """The root of a part; ``None`` if there is no such part."""
    content = archive.read(name)
    if content is None:
        return None
    return parse_xml(content.replace(_STRICT.encode(), W.encode()), options, name)


class _Loader:
    """Makes blocks and counts paragraphs. ``exact`` keeps all spaces and empty lines."""

    def __init__(self, archive: Archive, folder: str, options: ReadOptions, *, exact: bool) -> None:
        self.options = options
        self.exact = exact
        self.styles = find_styles(_part(archive, f"{folder}/styles.xml", options))
        self.count = 0
        self.notes: dict[tuple[str, str], str] = {}
        for kind in ("footnote", "endnote"):
            root = _part(archive, f"{folder}/{kind}s.xml", options)
            for note in root if root is not None else ():
                if note.get(w("type")) in (None, "normal"):
                    words = "\n".join(p.text for p in self._paragraphs(note))
                    self.notes[kind, note.get(w("id")) or ""] = words.strip(" \t\r\n")
        self.count = 0

    def blocks(self, holder: Element, depth: int = 0) -> Iterator[Block]:
        """The blocks in an element."""
        for child in holder:
            if child.tag == w("p"):
                yield from self._paragraph(child)
            elif child.tag == w("tbl"):
                yield Table(tuple(self._rows(child, depth)), self.count)
            elif child.tag in _HOLDERS and depth < DEEPEST:
                yield from self.blocks(child, depth + 1)

    def _rows(self, table: Element, depth: int) -> Iterator[TableRow]:
        for child in table:
            if child.tag in _HOLDERS and depth < DEEPEST:
                yield from self._rows(child, depth + 1)
            elif child.tag == w("tr") and child.find(f"{w('trPr')}/{w('del')}") is None:
                cells = tuple(self._cells(child, depth))
                if cells:
                    yield TableRow(cells)

    def _cells(self, row: Element, depth: int) -> Iterator[Cell]:
        for child in row:
            if child.tag in _HOLDERS and depth < DEEPEST:
                yield from self._cells(child, depth + 1)
            elif child.tag == w("tc"):
                paragraphs = tuple(self._paragraphs(child, depth + 1))
                yield Cell(paragraphs, _find_bookmark(child), _find_anchor(child))

    def _paragraphs(self, holder: Element, depth: int = 0) -> Iterator[Paragraph]:
        """The paragraphs in an element, including those of tables in it."""
        if depth > DEEPEST:
            return
        for block in self.blocks(holder, depth + 1):
            if isinstance(block, Paragraph):
                yield block
            else:
                yield from (p for row in block.rows for cell in row.cells for p in cell.paragraphs)

    def _paragraph(self, element: Element) -> Iterator[Paragraph]:
        """A paragraph; if it contains line breaks, a soft one for each line."""
        self.count += 1
        properties = element.find(w("pPr"))
        name = value_of(properties, "pStyle")
        style = self.styles.resolve(name or "Normal")
        outline = value_of(properties, "outlineLvl")
        level = int(outline) + 1 if outline and outline.isdecimal() and len(outline) == 1 else (style.level or 0)
        lines: list[list[StyledText]] = [[]]
        for piece in self._pieces(element, style, None, 0):
            first, *rest = piece.text.split("\n")
            lines[-1].append(msgspec.structs.replace(piece, text=first))
            lines += [[msgspec.structs.replace(piece, text=line, note=None)] for line in rest]
        soft = False
        for line in lines:
            refuse_long_runs("".join(piece.text for piece in line), self.options.path, self.count)
            made = self._made(line, level if level < 7 else 0, soft)
            if made is not None:
                yield made
                soft = True

    def _made(self, line: list[StyledText], level: int, soft: bool) -> Paragraph | None:
        if self.exact:
            return Paragraph(text="".join(piece.text for piece in line), pieces=tuple(line), soft=soft)
        # A soft hyphen, which only shows at the end of a line, is layout and not a letter.
        line = [msgspec.structs.replace(piece, text=piece.text.replace("\u00ad", "")) for piece in line]
        return make_paragraph(line, kind="heading" if level else "paragraph", level=level, soft=soft)

    def _pieces(self, holder: Element, style: Style, link: str | None, depth: int) -> Iterator[StyledText]:
        if depth > DEEPEST:
            return
        for child in holder:
            if child.tag == w("r"):
                yield from self._run(child, style)
            elif child.tag in (f"{MATH}oMath", f"{MATH}oMathPara"):
                yield StyledText(text=read_equation(child), line=self.count)
            elif isinstance(child.tag, str) and child.tag not in _GONE and child.tag not in (w("pPr"), _FALLBACK):
                yield from self._pieces(child, style, link, depth + 1)

    def _run(self, run: Element, style: Style) -> Iterator[StyledText]:
        properties = run.find(w("rPr"))
        letters = self.styles.resolve(value_of(properties, "rStyle") or "")
        bold = is_on(properties, "b", either(letters.bold, style.bold))
        struck = is_on(properties, "strike", is_on(properties, "dstrike", either(letters.struck, style.struck)))
        language = value_of(properties, "lang", "bidi" if is_on(properties, "rtl", False) else "val")
        for text, note in self._content(run, 0):
            yield StyledText(
                text=text,
                bold=bold,
                italic=is_on(properties, "i", False),
                struck=struck,
                language=language if is_tag(language or "") else None,
                note=note,
                line=self.count,
            )

    def _content(self, run: Element, depth: int) -> Iterator[tuple[str, str | None]]:
        """The words in a run, and the footnotes that it refers to."""
        for child in run:
            name = local_name(child)
            if name in ("t", *_SIGNS):
                yield _SIGNS.get(name) or child.text or "", None
            elif name in ("footnoteReference", "endnoteReference"):
                note = self.notes.get((name.removesuffix("Reference"), child.get(w("id")) or ""))
                if note:
                    yield "", note
            elif child.tag not in _GONE and child.tag != _FALLBACK and depth < DEEPEST:
                yield from self._content(child, depth + 1)


_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}


def _is_fallback(box: Element) -> bool:
    return any(True for _ in box.iterancestors(_FALLBACK))


def _box_words(box: Element) -> str:
    return " ".join("".join(text.text or "" for text in box.iter(w("t"))).split())


def _find_bookmark(cell: Element) -> str | None:
    """The passage whose bookmark is in a cell."""
    names = (mark.get(w("name")) or "" for mark in cell.iter(w("bookmarkStart")))
    return next((name for name in names if is_segment_id(name)), None)


def _find_anchor(cell: Element) -> str | None:
    """The passage that a link in a cell refers to."""
    names = (link.get(w("anchor")) or "" for link in cell.iter(w("hyperlink")))
    return next((name for name in names if is_segment_id(name)), None)


def _find_problems(root: Element, archive: Archive, folder: str) -> Iterator[Problem]:
    equations = sum(1 for _ in root.iter(f"{MATH}oMath"))
    if equations:
        message = "{equations} equations are read as plain text, such as (a+b)/2"
        yield Problem.of("equations-flattened", "note", message, equations=equations)
    boxes = [words for box in root.iter(w("txbxContent")) if not _is_fallback(box) and (words := _box_words(box))]
    if boxes:
        message = "{count} text boxes are left out, the first says: {words}"
        yield Problem.of("text-box-left-out", "warning", message, count=len(boxes), words=boxes[0][:200])
    changes = sum(1 for _ in root.iter(w("ins"), w("del"), w("moveFrom"), w("moveTo")))
    if changes:
        message = "{changes} tracked changes are read as accepted: insertions are kept, deletions are not"
        yield Problem.of("changes-accepted", "note", message, changes=changes)
    comments = sum(1 for _ in root.iter(w("commentReference")))
    if comments:
        message = "{comments} comments are left out; to keep one, move it into the text or a footnote"
        yield Problem.of("comments-left-out", "note", message, comments=comments)
