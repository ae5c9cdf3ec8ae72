"""Write a text with its marks as TEI: each mark of the notation as the corresponding element of the guidelines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from dragoman.formats.reading.xml import Element, add, clean
from dragoman.formats.tei.tei_xml import ID, LANG, as_language
from dragoman.language.direction import foreign_tag
from dragoman.transcript.span import format_duration, format_seconds
from dragoman.transcript.text import (
    Abbreviation,
    CodeSwitch,
    CutOff,
    Foreign,
    Gap,
    Gloss,
    Incident,
    Kinesic,
    Note,
    Overlap,
    Pause,
    Phonetic,
    Quote,
    Redacted,
    Sic,
    Struck,
    Supplied,
    Text,
    Unclear,
    Vocal,
    Wrapper,
    Writing,
    plain,
)

__all__ = ["Around", "append", "write_gap", "write_text"]


class Around(msgspec.Struct, frozen=True, kw_only=True):
    """What the marks of a text refer to: the person responsible, ids of sources and of items.

    ``note`` is the type of its notes. ``cite`` gives the id of a source in the list at the end; ``ids`` gives ids for
    what a gloss explains. ``kept_language`` is that of words kept from the original.
    """

    resp: str | None
    note: str
    kept_language: str | None
    cite: Callable[[str], str]
    ids: Iterator[str]


Writer = Callable[[Element, Any, Around], None]


def write_text(parent: Element, text: Text, around: Around) -> None:
    """Fill an element with a text as returned by :func:`~dragoman.formats.tei.round_trip.as_kept_text`."""
    for place, inline in enumerate(text):
        if isinstance(inline, str):
            append(parent, inline)
        elif not isinstance(inline, Overlap):
            _WRITERS[type(inline)](parent, inline, around)
        if isinstance(inline, Gloss):
            _point_back(parent, text[:place], around)


def append(parent: Element, text: str) -> None:
    """Append plain words to the content of an element, with line breaks as elements."""
    first, *rest = clean(text).split("\n")
    _append_words(parent, first)
    for line in rest:
        add(parent, "lb")
        _append_words(parent, line)


def _append_words(parent: Element, words: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + words
    else:
        parent.text = (parent.text or "") + words


def _point_back(parent: Element, before: Text, around: Around) -> None:
    """Let the gloss just written refer to the mark that it explains, if it directly follows one."""
    item = before[-2:-1] if before[-1:] == (" ",) else before[-1:]
    if not item or isinstance(item[0], str | Overlap):
        return
    element, gloss = parent[-2], parent[-1]
    if element.get(ID) is None:
        element.set(ID, next(around.ids))
    gloss.set("target", f"#{element.get(ID)}")


def _wrap(name: str, *, by: bool = False, **attributes: str) -> Writer:
    """A writer of an element with these attributes around the words; ``by`` names who is responsible."""

    def write(parent: Element, mark: Wrapper, around: Around) -> None:
        write_text(add(parent, name, **attributes, resp=around.resp if by else None), mark.content, around)

    return write


def _note(parent: Element, mark: Note, around: Around) -> None:
    write_text(add(parent, "note", type=around.note, resp=around.resp), mark.content, around)


def _describe(name: str) -> Writer:
    def write(parent: Element, mark: Vocal | Incident | Kinesic | Writing, around: Around) -> None:
        add(add(parent, name), "desc", mark.description)

    return write


def write_gap(parent: Element, mark: Gap | Redacted, around: Around | None = None) -> None:
    """Write an element for missing words."""
    if isinstance(mark, Redacted):
        gap, description = add(parent, "gap", reason="redacted"), mark.reason
    else:
        gap = add(parent, "gap", reason="editorial" if mark.reason == "omitted" else mark.reason)
        description = mark.description
        if mark.duration is not None:
            gap.set("quantity", format_seconds(mark.duration))
            gap.set("unit", "s")
    if description:
        add(gap, "desc", description)


def _pause(parent: Element, mark: Pause, around: Around) -> None:
    # TEI's pause has no content.
    add(parent, "pause", dur=None if mark.duration is None else format_duration(mark.duration), n=mark.description)


def _foreign(parent: Element, mark: Foreign, around: Around) -> None:
    language = as_language(foreign_tag(around.kept_language, plain(mark.content)))
    write_text(_in_language(add(parent, "foreign"), language), mark.content, around)


def _switched(parent: Element, mark: CodeSwitch, around: Around) -> None:
    write_text(_in_language(add(parent, "foreign", rend="spoken"), mark.language), mark.content, around)


def _in_language(element: Element, language: str | None) -> Element:
    if language:
        element.set(LANG, language)
    return element


def _sic(parent: Element, mark: Sic, around: Around) -> None:
    place = add(parent, "choice") if mark.correction else parent
    write_text(add(place, "sic", rend=mark.sign), mark.content, around)
    if mark.correction:
        add(place, "corr", mark.correction, resp=around.resp)


def _abbreviation(parent: Element, mark: Abbreviation, around: Around) -> None:
    choice = add(parent, "choice")
    write_text(add(choice, "abbr"), mark.content, around)
    add(choice, "expan", mark.expansion)


def _quote(parent: Element, mark: Quote, around: Around) -> None:
    write_text(add(parent, "quote", source=f"#{around.cite(mark.source)}"), mark.content, around)


def _cut_off(parent: Element, mark: CutOff, around: Around) -> None:
    append(add(parent, "del", type="truncation"), mark.content)


_WRITERS: dict[type, Writer] = {
    Supplied: _wrap("supplied", by=True, reason="implied"),
    Unclear: _wrap("unclear", reason="inaudible", cert="low"),
    Gloss: _wrap("gloss", by=True),
    Phonetic: _wrap("persName", cert="low", type="phonetic"),
    Struck: _wrap("del", rend="strikethrough"),
    Note: _note,
    Gap: write_gap,
    Redacted: write_gap,
    Vocal: _describe("vocal"),
    Incident: _describe("incident"),
    Kinesic: _describe("kinesic"),
    Writing: _describe("writing"),
    Pause: _pause,
    Foreign: _foreign,
    CodeSwitch: _switched,
    Sic: _sic,
    Abbreviation: _abbreviation,
    Quote: _quote,
    CutOff: _cut_off,
}
