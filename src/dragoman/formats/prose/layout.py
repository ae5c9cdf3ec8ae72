"""A page taken apart: what stands before the first turn, whose each paragraph is, what is neither."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from dragoman.formats.prose.fact_lines import is_fact
from dragoman.formats.prose.fact_words import NOTICES
from dragoman.formats.prose.label_candidates import Opening, find_clock, find_opening, is_alone
from dragoman.formats.prose.label_decisions import find_labels
from dragoman.formats.prose.paragraphs import Paragraph, StyledText, TableCell, cut
from dragoman.formats.prose.web.boilerplate import is_appeal, is_notice
from dragoman.transcript.span import Span

__all__ = ["Layout", "ProseTurn", "find_layout"]


class ProseTurn(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph of somebody's words, before its brackets are read."""

    pieces: tuple[StyledText, ...]
    label: str | None = None
    span: Span | None = None
    language: str | None = None
    cell: TableCell | None = None

    @property
    def words(self) -> str:
        """The words as typed."""
        return "".join(piece.text for piece in self.pieces)


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """A page taken apart: what stands before the first turn, the passages, what was left out.

    ``foot`` are facts that stand behind the last turn.
    """

    head: tuple[Paragraph, ...]
    passages: tuple[ProseTurn, ...]
    left_out: tuple[Paragraph, ...] = ()
    labels: tuple[str, ...] = ()
    foot: tuple[Paragraph, ...] = ()

    @property
    def turns(self) -> int:
        """How many labels stand on the page."""
        return len(self.labels)


def find_layout(paragraphs: Sequence[Paragraph], *, labels: bool = True) -> Layout:
    """What on a page is head, what turns, and what is neither."""
    found = find_labels(paragraphs) if labels else {}
    first = min(found, default=None)
    if first is None:
        return Layout(head=(), passages=tuple(_unlabelled(paragraphs)))
    begin = first
    while begin and _is_scene(paragraphs[begin - 1]):
        begin -= 1
    end = _find_end(paragraphs, max(found))
    passages = tuple(_passages(paragraphs, range(begin, end), found))
    unread = (number for number in range(begin, len(paragraphs)) if number not in found and paragraphs[number].text)
    left = [paragraphs[n] for n in unread if n >= end or not _is_said(paragraphs[n])]
    foot = tuple(paragraph for paragraph in left if paragraph.kind == "paragraph" and is_fact(paragraph.text))
    above = [p for p in paragraphs[:begin] if p.kind != "rule"]
    section = above.pop() if above and _is_section(above[-1], paragraphs[begin:]) else None
    menu = _find_menu(above)
    before = tuple(p for n, p in enumerate(above) if n not in menu and (p.kind == "heading" or _is_said(p)))
    left = [*above, *([section] if section else []), *left]
    out = tuple(paragraph for paragraph in left if not any(paragraph is kept for kept in (*before, *foot)))
    labels_ = tuple(found[number].label for number in sorted(found))
    return Layout(head=before, passages=passages, left_out=out, labels=labels_, foot=foot)


def _is_section(paragraph: Paragraph, following: Sequence[Paragraph]) -> bool:
    """Whether a heading names a part of the talk, as others do between the turns."""
    return paragraph.kind == "heading" and any(
        other.kind == "heading" and other.level == paragraph.level for other in following
    )


def _is_said(paragraph: Paragraph) -> bool:
    """Whether a paragraph between turns is words: no heading, no rule, no button, no menu, no appeal all in links."""
    if paragraph.kind != "paragraph" or _is_menu(paragraph) or _BYLINE.search(paragraph.text[:300]):
        return False
    if _BARE_ADDRESS.fullmatch(paragraph.text):
        # A film, or another post, is shown there.
        return False
    return not (_is_all_link(paragraph) and is_appeal(paragraph.text))


_BARE_ADDRESS = re.compile(r"https?://\S{3,2000}")
# What brackets round a whole paragraph hold where the page speaks for itself.
_EDITORIAL = re.compile(
    r"\bpublish|\btranscript|\btranslat|\bfull text\b|\binterview (?:given|with|by|of)\b", re.IGNORECASE
)
_LONGEST_ENTRY = 30
_BYLINE = re.compile(r"\b\d+ min(?:ute)?s?[ -]read\b", re.IGNORECASE)


def _find_menu(paragraphs: Sequence[Paragraph]) -> frozenset[int]:
    """Lines of a few words that are each a link, two or more of them together: the way to other pages."""
    short = [p.kind == "paragraph" and len(p.text) <= _LONGEST_ENTRY and _is_all_link(p) for p in paragraphs]
    return frozenset(
        n for n, is_short in enumerate(short) if is_short and any(short[max(0, n - 1) : n] + short[n + 1 : n + 2])
    )


def _is_menu(paragraph: Paragraph) -> bool:
    """Whether a paragraph is links, and signs between them."""
    links = sum(piece.link is not None for piece in paragraph.pieces)
    words = (piece.text for piece in paragraph.pieces if piece.link is None)
    return links > 1 and not any(character.isalnum() for text in words for character in text)


def _is_scene(paragraph: Paragraph) -> bool:
    """Whether a paragraph is nothing but square brackets: it sets the scene for what follows."""
    text = paragraph.text
    if re.fullmatch(r"\[[^\[\]]{1,300}\][.\s]*", text) is None or find_clock(text)[1] is not None:
        return False
    return _EDITORIAL.search(text) is None


def _find_end(paragraphs: Sequence[Paragraph], last: int) -> int:
    """Where what is said ends: at an appeal, a rule or a heading behind the last label."""
    for number in range(last + 1, len(paragraphs)):
        paragraph = paragraphs[number]
        text = paragraph.text
        if paragraph.kind != "paragraph" or is_appeal(text) or _is_all_link(paragraph) or _is_pages_own(paragraph):
            return number
    return len(paragraphs)


def _is_pages_own(paragraph: Paragraph) -> bool:
    """Whether a paragraph behind the last label is the page's own: a notice, or a fact that has a field."""
    opening = find_opening(paragraph)
    if opening is not None and opening.label.casefold() in NOTICES and (opening.bold or opening.heading):
        return True
    return is_notice(paragraph.text) or is_fact(paragraph.text)


def _is_all_link(paragraph: Paragraph) -> bool:
    return all(piece.link for piece in paragraph.pieces if piece.text.strip())


def _unlabelled(paragraphs: Sequence[Paragraph]) -> Iterator[ProseTurn]:
    for paragraph in paragraphs:
        if paragraph.kind == "paragraph" and paragraph.text:
            yield ProseTurn(pieces=paragraph.pieces, language=paragraph.language, cell=paragraph.cell)


def _passages(paragraphs: Sequence[Paragraph], numbers: range, found: dict[int, Opening]) -> Iterator[ProseTurn]:
    label: str | None = None
    span: Span | None = None
    before: ProseTurn | None = None
    joins = _joins(paragraphs, numbers, found)
    for number in numbers:
        paragraph, opening = paragraphs[number], found.get(number)
        if opening is not None:
            label, span = opening.label, opening.span or span
            if is_alone(paragraph, opening):
                continue
        elif not _is_said(paragraph):
            continue
        start = opening.end if opening else 0
        clock, time = find_clock(paragraph.text, start)
        if time is not None and clock == len(paragraph.text):
            span = time
            continue
        owner = None if opening is None and _is_closing(paragraph) else label
        for piece in _by_times(paragraph, start, owner, span):
            if not piece.pieces:
                span = piece.span
                continue
            if before is not None and number in joins and piece.span is None and piece.label == before.label:
                before = msgspec.structs.replace(before, pieces=(*before.pieces, _NEW_LINE, *piece.pieces))
            else:
                yield from (before,) if before else ()
                before = piece
            span = None
    yield from (before,) if before else ()


_NEW_LINE = StyledText(text="\n")


def _joins(paragraphs: Sequence[Paragraph], numbers: range, found: dict[int, Opening]) -> frozenset[int]:
    """The lines that go on with the paragraph before them: none where lines are all that a page has for paragraphs."""
    soft = frozenset(number for number in numbers if paragraphs[number].soft and number not in found)
    labelled = [number for number in numbers if number in found]
    apart = sum(not paragraphs[number].soft for number in labelled)
    return soft if apart * 5 >= len(labelled) * 4 or len(soft) * 3 < len(numbers) else frozenset()


_CLOSING = re.compile(
    r"\d{1,2}:\d{2}\s*(?:[ap]\.?m\.?)?\s*[A-Z]{2,5}|"
    r"[\[(]?(?:the )?end(?: of (?:interview|transcript|recording))?[\])]?\.?",
    re.IGNORECASE,
)


def _is_closing(paragraph: Paragraph) -> bool:
    """Whether a line is nobody's words: the hour at which it ended, the word END."""
    return _CLOSING.fullmatch(paragraph.text) is not None


_TIME = re.compile(
    r"\[\d{1,2}(?::\d{2}){1,2}(?:[.,]\d{1,3})?(?:\s*(?:-->|[-–—])\s*\d{1,2}(?::\d{2}){1,2}[.,\d]*)?\]\s*"
)


def _by_times(paragraph: Paragraph, start: int, label: str | None, span: Span | None) -> Iterator[ProseTurn]:
    """The paragraph, cut where a time stands in square brackets within it."""
    text = paragraph.text
    whole = ProseTurn(pieces=(), label=label, language=paragraph.language, cell=paragraph.cell)
    at, now = start, span
    for match in _TIME.finditer(text, start):
        time = find_clock(match.group())[1]
        if time is None:
            continue
        if text[at : match.start()].strip():
            yield msgspec.structs.replace(whole, pieces=cut(paragraph, at, match.start()), span=now)
        at, now = match.end(), time
    if text[at:].strip():
        yield msgspec.structs.replace(whole, pieces=cut(paragraph, at), span=now)
    elif now is not span:
        yield ProseTurn(pieces=(), span=now)
