"""A web page's tree as paragraphs, without what browsers do not show."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

import msgspec
from lxml import etree

from dragoman.formats.prose.label_candidates import find_time
from dragoman.formats.prose.paragraphs import Paragraph, StyledText, TableCell, make_paragraph
from dragoman.formats.prose.web.html_tables import Box, find_columns, make_grid
from dragoman.formats.reading.xml import Element
from dragoman.transcript.tags import is_tag

__all__ = ["HIDDEN", "find_language", "find_paragraphs", "is_hidden", "name_of"]

HIDDEN = frozenset({
    "script", "style", "template", "noscript", "head", "title", "svg", "iframe", "object", "canvas", "video", "audio",
    "button", "select", "option", "textarea", "input", "datalist", "dialog", "math", "figcaption", "picture",
})  # fmt: skip
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "html", "li", "main", "nav", "ol", "p", "pre",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "hr",
})  # fmt: skip
_BOLD = frozenset({"b", "strong", "dt", "th"})
_ITALIC = frozenset({"i", "em"})
_STRUCK = frozenset({"s", "strike", "del"})
_HEADINGS = {f"h{level}": level for level in range(1, 7)}

_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(bold|bolder|[6-9]00)", re.IGNORECASE)
_PLAIN_STYLE = re.compile(r"font-weight\s*:\s*(normal|[1-4]00)", re.IGNORECASE)
_STRUCK_STYLE = re.compile(r"text-decoration[^;]*:\s*[^;]*line-through", re.IGNORECASE)
_KEPT_STYLE = re.compile(r"white-space\s*:\s*pre", re.IGNORECASE)

# A footnote's number where it is referred to, and again before its words.
_CALL = re.compile(r"\[?(?:\d{1,3}|[a-z]|\*{1,3}|†|‡)\]?", re.IGNORECASE)
_CALLED = re.compile(r"^\s*(?:\[?\d{1,3}\]?[.)]?(?:\s+|$))?(?:[↑^]\s*)?")
_LONGEST_NOTE = 5000
_SPEAKER = re.compile(
    r"(?:^|[\s_-])(?:speaker|interviewer|interviewee|spk)(?:[-_]{0,2}(?:name|label|title))?(?:\s|$)", re.I
)
_LONGEST_NAME = 80
_LONGEST_STYLE = 500
_QUOTATION_MARKS = tuple("“”„‟\"«»‘’‚‛'「『《〈")


class _Style(msgspec.Struct, frozen=True, kw_only=True):
    bold: bool = False
    italic: bool = False
    struck: bool = False
    link: str | None = None
    spaces: bool = False
    language: str | None = None


def find_paragraphs(root: Element, skip: Callable[[Element], bool], *, breaks: bool = False) -> Iterator[Paragraph]:
    """The paragraphs in an element, in document order.

    :param skip: says which elements are left out with their content
    :param breaks: line breaks in the text count, and empty lines end paragraphs, as in a WordPress export
    """
    return _Walker(root, skip, breaks).walk()


class _Walker:
    """Walks a tree without recursion: a hostile page may be nested to any depth."""

    def __init__(self, root: Element, skip: Callable[[Element], bool], breaks: bool) -> None:
        self.root = root
        self.skip = skip
        self.breaks = breaks
        self.styles = [_Style()]
        self.pieces: list[StyledText] = []
        self.heading = 0
        self.soft = False
        self.done: list[Paragraph] = []
        self.used: set[Any] = set()
        self.rows = 0

    def walk(self) -> Iterator[Paragraph]:
        walk = etree.iterwalk(self.root, events=("start", "end"))
        for event, element in walk:
            name = name_of(element)
            if event == "start":
                if self._is_left_out(element, name):
                    walk.skip_subtree()
                    self.styles.append(self.styles[-1])
                elif name == "table" and (rows := self._transcript(element)) is not None:
                    walk.skip_subtree()
                    self._finish(soft=False)
                    self.styles.append(self.styles[-1])
                    self.done += rows
                else:
                    self._start(element, name)
            else:
                self._end(element, name)
            yield from self.done
            self.done = []
        self._finish(soft=False)
        yield from self.done

    def _transcript(self, table: Element) -> list[Paragraph] | None:
        """The paragraphs of a table that is a transcript, row by row; ``None`` for any other table."""
        grid = make_grid(table)
        columns = find_columns(grid) if grid else None
        if grid is None or columns is None:
            return None
        found: list[Paragraph] = []
        for line in grid[columns.first :]:
            row = [line[number] if number is not None and number < len(line) else None for number in columns.all]
            time, label, *texts = row
            # A cell that spans several rows joins them.
            self.rows += all(box is None or box.first for box in texts)
            found += self._inside(time) + [_as_name(paragraph) for paragraph in self._inside(label)]
            for side, (box, language) in enumerate(zip(texts, columns.languages, strict=True)):
                cell = TableCell(self.rows, side, columns.ordered) if len(texts) == 2 else None
                words = [_in_cell(paragraph, cell, language) for paragraph in self._inside(box)]
                found += words if columns.label is None else [_as_words(paragraph) for paragraph in words]
        return found

    def _inside(self, box: Box | None) -> list[Paragraph]:
        """The paragraphs of a cell, at the place where it begins."""
        if box is None or not box.first:
            return []
        walker = _Walker(box.element, self.skip, self.breaks)
        walker.used = self.used
        return list(walker.walk())

    def _is_left_out(self, element: Element, name: str) -> bool:
        if (
            name == ""
            or element in self.used
            or (element is not self.root and (is_hidden(element) or self.skip(element)))
        ):
            return True
        time = find_time(element.get("href") or "") if name == "a" else None
        if time is not None and not any(map(str.isalnum, itertools.islice("".join(element.itertext()), 50))):
            # A button that plays from this time.
            self.pieces.append(StyledText(text=time, line=element.sourceline))
            return True
        note = self._footnote(element) if name == "a" else None
        if note is not None:
            self.pieces.append(StyledText(text="", note=note, line=element.sourceline))
        return note is not None

    def _start(self, element: Element, name: str) -> None:
        if name in _BLOCKS:
            self._finish(soft=False)
        elif name == "br":
            self._break()
        elif name == "q" and not _has_marks(element):
            self._add("“", element)
        self.heading = _HEADINGS.get(name, self.heading)
        self.styles.append(_style(element, name, self.styles[-1]))
        if name == "hr":
            self.done.append(Paragraph(text="", kind="rule"))
        if element.text:
            self._add(element.text, element)

    def _end(self, element: Element, name: str) -> None:
        if name == "q" and not _has_marks(element):
            self._add("”", element)
        if name in _BLOCKS:
            self._finish(soft=False)
        if name in _HEADINGS:
            self.heading = 0
        self.styles.pop()
        if element is not self.root and element.tail:
            self._add(element.tail, element)

    def _add(self, text: str, element: Element) -> None:
        style = self.styles[-1]
        lines = text.split("\n") if style.spaces or self.breaks else [text]
        for number, line in enumerate(lines):
            if number:
                self._break()
            if line:
                self.pieces.append(
                    StyledText(
                        text=line,
                        bold=style.bold or self.heading > 0,
                        italic=style.italic,
                        struck=style.struck,
                        link=style.link,
                        language=style.language,
                        line=element.sourceline,
                    )
                )

    def _break(self) -> None:
        """Add a line break; two without text between them end the paragraph."""
        empty = not any(piece.text.strip() for piece in self.pieces)
        self._finish(soft=not empty)

    def _footnote(self, link: Element) -> str | None:
        """The text of the footnote that a link refers to; ``None`` for any other link."""
        address = link.get("href") or ""
        raised = name_of(link.getparent()) == "sup" or any(name_of(child) == "sup" for child in link)
        if not raised or not address.startswith("#") or len(link) > 3:
            return None
        if not _CALL.fullmatch("".join(itertools.islice(link.itertext(), 4)).strip()):
            return None
        target = self.targets.get(address[1:])
        words = _note_words(target)
        if target is not None and not words:
            # On some pages the name is on the number before the note.
            target = target.getparent()
            words = _note_words(target)
        self.used.add(target)
        return words or None

    @cached_property
    def targets(self) -> dict[str, Element]:
        """The elements that links of the page can refer to."""
        top = self.root.getroottree().getroot()
        return {key: element for element in top.iter() for key in (element.get("id"), element.get("name")) if key}

    def _finish(self, *, soft: bool) -> None:
        paragraph = make_paragraph(
            self.pieces,
            kind="heading" if self.heading else "paragraph",
            level=self.heading,
            soft=self.soft,
            language=next((piece.language for piece in self.pieces if piece.language), None),
            spaces_count=self.styles[-1].spaces,
        )
        self.pieces = []
        if paragraph is not None:
            self.done.append(paragraph)
            self.soft = soft
        else:
            self.soft = self.soft and soft


def _as_name(paragraph: Paragraph) -> Paragraph:
    return msgspec.structs.replace(paragraph, column="name")


def _as_words(paragraph: Paragraph) -> Paragraph:
    return msgspec.structs.replace(paragraph, column="words")


def _in_cell(paragraph: Paragraph, cell: TableCell | None, language: str | None) -> Paragraph:
    return msgspec.structs.replace(paragraph, cell=cell, language=paragraph.language or language)


def _has_marks(element: Element) -> bool:
    """Whether a quotation begins with quotation marks of its own, so that none are added."""
    words = next((text.strip() for text in element.itertext() if text.strip()), "")
    return words[:1] in _QUOTATION_MARKS


def _note_words(target: Element | None) -> str:
    """The words of a footnote, without its number and the link back."""
    words = " ".join(" ".join(itertools.islice(target.itertext(), 200)).split()) if target is not None else ""
    return _CALLED.sub("", words).strip(" ↩\ufe0e↑^")[:_LONGEST_NOTE]


def name_of(element: Element | None) -> str:
    """The name of an element in lower case; empty if it is not an element."""
    if element is None or not isinstance(element.tag, str):
        return ""
    return element.tag.rpartition("}")[2].lower()


def is_hidden(element: Element) -> bool:
    """Whether browsers show nothing of an element, or no words."""
    if name_of(element) in HIDDEN or element.get("hidden") is not None:
        return True
    return element.get("aria-hidden") == "true" or bool(_HIDING.search(_css(element)))


def find_language(element: Element) -> str | None:
    """The language that an element declares."""
    tag = (element.get("lang") or element.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip()
    tag = tag.replace("_", "-")
    return _as_usual(tag) if tag and is_tag(tag) else None


def _as_usual(tag: str) -> str:
    """The tag in its usual case: ``en-US``, ``fa-Latn``."""
    first, *others = tag.split("-")
    if "x" in others:
        return tag
    return "-".join([first.lower(), *(_SUBTAG_LETTERS.get(len(part), str.lower)(part) for part in others)])


_SUBTAG_LETTERS = {2: str.upper, 4: str.title}


def _css(element: Element) -> str:
    return (element.get("style") or "")[:_LONGEST_STYLE]


def _is_speakers(element: Element) -> bool:
    """Whether the class of a short element says that it is a speaker's name."""
    named = _SPEAKER.search((element.get("class") or "")[:_LONGEST_STYLE])
    return named is not None and sum(map(len, itertools.islice(element.itertext(), 10))) <= _LONGEST_NAME


def _style(element: Element, name: str, around: _Style) -> _Style:
    css = _css(element)
    bold = around.bold or name in _BOLD or bool(_BOLD_STYLE.search(css)) or _is_speakers(element)
    bold = bold and not _PLAIN_STYLE.search(css)
    return _Style(
        bold=bold,
        italic=around.italic or name in _ITALIC,
        struck=around.struck or name in _STRUCK or bool(_STRUCK_STYLE.search(css)),
        link=((element.get("href") or "").strip() or None) if name == "a" else around.link,
        spaces=around.spaces or name == "pre" or bool(_KEPT_STYLE.search(css)),
        language=find_language(element) or around.language,
    )
