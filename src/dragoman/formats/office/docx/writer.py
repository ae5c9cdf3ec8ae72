"""Write documents as DOCX: one row per passage, with its time and speaker, its original and its translation."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from dragoman.conventions.profiles import DEFAULT, Profile
from dragoman.formats.export import find_left_out, for_export, without_withdrawn
from dragoman.formats.office.docx.parts import (
    CONTENT_TYPES,
    PACKAGE_RELATIONS,
    RELATIONS,
    REVISION_PROPERTY,
    SETTINGS,
    STYLES,
    W,
)
from dragoman.formats.office.docx.text_runs import Footnotes, add_paragraph, add_runs, w
from dragoman.formats.options import WriteOptions, Written
from dragoman.formats.reading.xml import Element, clean, make_xml
from dragoman.formats.reading.zip import write_archive
from dragoman.notation import as_typed, serialize_text
from dragoman.notation.header import write_facts, write_revision
from dragoman.notation.lines import FIRST_LINE, VERSION, escape_name
from dragoman.notation.speakers import written_names
from dragoman.notation.times import format_span
from dragoman.problems import Problem
from dragoman.render.mark_text import find_legend
from dragoman.render.review_share import heard_line
from dragoman.render.runs import flatten, render_plain
from dragoman.transcript.document import Segment, Transcript
from dragoman.transcript.sides import Languages, Side, anchor, find_languages, find_sides, text_on
from dragoman.transcript.tags import language_name
from dragoman.transcript.text import Text

__all__ = ["ABOUT", "HEADS", "write"]

HEADS: dict[Side, str] = {"source": "Original", "target": "Translation"}
ABOUT = "About this transcript"
_HOW = (
    "You can edit the table and the lines below, and apply the file to the interview. The list explains the brackets; a"
    " note is a footnote, or [tr: …] in the text. A new row needs nothing but its words."
)
_SHOWN = "The list explains the brackets; notes are footnotes."
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # ECMA-376, part 1, 22.3: the user's own properties
# Widths of the columns on a landscape A4 page, in twentieths of a point.
_MARGIN, _WIDE = 2200, 14900


def write(transcript: Transcript, options: WriteOptions) -> Written:
    """Write the document as DOCX: what :func:`dragoman.notation.as_typed` keeps of it, without withdrawn passages."""
    typed = as_typed(without_withdrawn(for_export(transcript, to_edit=True)))
    convention = options.convention if options.profile not in (None, DEFAULT) else None
    footnotes = Footnotes(_find_typing(convention))
    writer = _Writer(typed, find_sides(typed, options.side), footnotes, convention, options.revision)
    document = writer.write(options.banner, heard_line(transcript))
    members = [
        ("[Content_Types].xml", CONTENT_TYPES),
        ("_rels/.rels", PACKAGE_RELATIONS),
        ("docProps/core.xml", _core(typed)),
        ("docProps/custom.xml", _custom(None if convention else options.revision)),
        ("word/document.xml", document),
        ("word/styles.xml", STYLES),
        ("word/settings.xml", SETTINGS),
        ("word/footnotes.xml", footnotes.write()),
        ("word/_rels/document.xml.rels", RELATIONS),
    ]
    lost = (
        *_find_one_way(options.profile if convention else None),
        *find_left_out(transcript, "DOCX", "facts beyond titles", "notes"),
    )
    return Written(write_archive(members), lost)


def _find_typing(convention: Profile | None) -> Callable[[Text], str]:
    """How a text is typed: with the glyphs of the publisher for whom the file is written, or else in the notation."""
    return serialize_text if convention is None else lambda text: render_plain(flatten(text, convention))


def _find_one_way(profile: str | None) -> Iterator[Problem]:
    if profile:
        message = (
            "with the brackets of {profile} the file is for readers; to edit and apply it, write it without a profile"
        )
        yield Problem.of("for-readers-only", "note", message, profile=profile)


def _core(typed: Transcript) -> bytes:
    root = etree.Element(f"{{{_CORE}}}coreProperties", nsmap={"cp": _CORE, "dc": _DC})
    facts = typed.facts
    for name, value in (
        ("title", facts.title_target or facts.title),
        ("creator", ", ".join(facts.translators) or None),
        ("description", facts.description),
    ):
        if value is not None:
            etree.SubElement(root, f"{{{_DC}}}{name}").text = clean(value)
    return make_xml(root)


def _custom(revision: str | None) -> bytes:
    """The properties that word processors keep and do not show: the revision, in case its line is deleted."""
    root = etree.Element(f"{{{_CUSTOM}}}Properties", nsmap={None: _CUSTOM, "vt": _TYPES})
    if revision is not None:
        one = etree.SubElement(root, f"{{{_CUSTOM}}}property", fmtid=_FORMAT_ID, pid="2", name=REVISION_PROPERTY)
        etree.SubElement(one, f"{{{_TYPES}}}lpwstr").text = revision[:16]
    return make_xml(root)


class _Writer:
    """Writes the main part, for a publisher's readers or for editing; ``marks`` numbers the bookmarks."""

    def __init__(
        self,
        typed: Transcript,
        columns: tuple[Side, ...],
        footnotes: Footnotes,
        convention: Profile | None,
        revision: str | None,
    ) -> None:
        self.typed = typed
        self.convention = convention
        self.revision = revision
        self.as_shown = _find_typing(convention)
        self.columns = columns
        self.footnotes = footnotes
        self.languages: Languages = find_languages(typed)
        self.names = {id_: escape_name(name) for id_, name in written_names(typed.speakers).items()}
        spoken = typed.recording.languages if typed.recording else ()
        self.usual = spoken[0] if len(spoken) == 1 else None
        self.marks = 0

    def write(self, banner: str | None, heard: str) -> bytes:
        """The part as XML."""
        root = etree.Element(w("document"), nsmap={"w": W})
        body = etree.SubElement(root, w("body"))
        self._head(body, banner)
        self._table(body)
        self._foot(body, heard)
        section = etree.SubElement(body, w("sectPr"))
        _element(section, "pgSz", w="16838", h="11906", orient="landscape")
        _element(
            section, "pgMar", top="1000", right="960", bottom="1000", left="960", header="500", footer="500", gutter="0"
        )
        return make_xml(root)

    def _head(self, body: Element, banner: str | None) -> None:
        facts, languages = self.typed.facts, self.languages
        if banner:
            add_paragraph(body, banner, "en", bold=True)
        if facts.title_target or facts.title:
            language = languages.target if facts.title_target else languages.source
            add_paragraph(body, facts.title_target or facts.title or "", language, style="Title")
        if facts.title_target and facts.title:
            add_paragraph(body, facts.title, languages.source, style="Subtitle")

    def _table(self, body: Element) -> None:
        table = etree.SubElement(body, w("tbl"))
        properties = etree.SubElement(table, w("tblPr"))
        _element(properties, "tblStyle", val="TableGrid")
        _element(properties, "tblW", w="5000", type="pct")
        _element(properties, "tblLayout", type="fixed")
        width = (_WIDE - _MARGIN) // len(self.columns)
        widths = (_MARGIN, *(width for _ in self.columns))
        grid = etree.SubElement(table, w("tblGrid"))
        for one in widths:
            _element(grid, "gridCol", w=str(one))
        heading = self._row(table, is_head=True)
        for one, words in zip(widths, ("Speaker, time", *map(self._head_of, self.columns)), strict=True):
            add_paragraph(self._cell(heading, one), words, "en", bold=True)
        for segment in self.typed.segments:
            self._passage(table, segment, widths)

    def _head_of(self, column: Side) -> str:
        language = self.languages.source if column == "source" else self.languages.target
        return f"{HEADS[column]}: {language_name(language)}" if language else HEADS[column]

    def _row(self, table: Element, *, is_head: bool = False) -> Element:
        row = etree.SubElement(table, w("tr"))
        if is_head:
            _element(etree.SubElement(row, w("trPr")), "tblHeader")
        return row

    def _cell(self, row: Element, width: int) -> Element:
        cell = etree.SubElement(row, w("tc"))
        _element(etree.SubElement(cell, w("tcPr")), "tcW", w=str(width), type="dxa")
        return cell

    def _passage(self, table: Element, segment: Segment, widths: tuple[int, ...]) -> None:
        row = self._row(table)
        margin = self._cell(row, widths[0])
        add_paragraph(margin, self.names[segment.speaker] if segment.speaker else "?", None, bold=True)
        self._time(margin, segment)
        for column, width in zip(self.columns, widths[1:], strict=True):
            text = text_on(column, segment) or ()
            language = self.languages.on(column, segment)
            paragraph = add_paragraph(self._cell(row, width), "", language, words=self.as_shown(text))
            self.footnotes.add_text(paragraph, text, language)

    def _time(self, cell: Element, segment: Segment) -> None:
        """The time as a link to a bookmark at its own place: both carry the passage's id."""
        paragraph = etree.SubElement(cell, w("p"))
        self.marks += 1
        _element(paragraph, "bookmarkStart", id=str(self.marks), name=anchor(segment.id))
        link = _element(paragraph, "hyperlink", anchor=anchor(segment.id), history="1")
        add_runs(link, self._time_of(segment), None, style="Hyperlink")
        _element(paragraph, "bookmarkEnd", id=str(self.marks))

    def _time_of(self, segment: Segment) -> str:
        time = format_span(segment.span) if segment.span else ""
        if segment.language in (None, self.usual):
            return time or "–"
        return f"{time or '?'} {segment.language}"

    def _foot(self, body: Element, heard: str) -> None:
        add_paragraph(body, ABOUT, "en", style="Heading1")
        add_paragraph(body, _SHOWN if self.convention else _HOW, "en")
        for line in (*self._legend(), heard):
            add_paragraph(body, line, "en")
        # The first line identifies a page that can be applied again.
        first = () if self.convention else (f"{FIRST_LINE} {VERSION}",)
        for line in (*first, *(() if self.convention else write_revision(self.revision)), *write_facts(self.typed)):
            add_paragraph(body, line.replace("\n  ", "\n"), None)

    def _texts(self, column: Side) -> Iterator[Text]:
        """The texts of a side that the table shows."""
        segments = self.typed.segments if column in self.columns else ()
        return (text for segment in segments if (text := text_on(column, segment)))

    def _legend(self) -> Iterator[str]:
        # Without asterisks, a word of the original looks like any other.
        unseen = ("note", "switched", "quote", *(("foreign",) if self.convention else ()))
        for row in find_legend(self._texts("source"), self._texts("target")):
            if row.kind not in unseen:
                yield f"{self.as_shown(row.sample)} \u2002 {row.meaning}"


def _element(parent: Element, kind: str, /, **attributes: str) -> Element:
    element = etree.SubElement(parent, w(kind))
    for key, value in attributes.items():
        element.set(w(key), clean(value))
    return element
