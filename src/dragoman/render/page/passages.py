"""The rows of a page: one for each passage, with its time, its speaker at the beginning of a turn, and its texts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from dragoman.language.direction import direction
from dragoman.locale import gettext as _
from dragoman.locale import interface, later, name_language
from dragoman.render.html import (
    Html,
    element,
    escape,
    escape_value,
    iso_date,
    language_attributes,
    phrase,
    render,
    render_note,
    write_attributes,
)
from dragoman.render.page.model import Block, Endnote, PageModel, PassageRow
from dragoman.render.page.player import Player, seconds_in, time_address
from dragoman.transcript.document import Tombstone, display_name
from dragoman.transcript.sides import anchor
from dragoman.transcript.span import Span, format_clock, format_duration
from dragoman.transcript.text import plain

__all__ = ["render_contents", "render_notes", "render_rows"]

_ABSENT = {"source": later("not transcribed"), "target": later("not translated yet")}
_CLASSES = {"source": "src", "target": "tr"}


def render_rows(plan: PageModel) -> Html:
    """Every passage, under the headings of the chapters."""
    return Html("".join([piece for row in plan.rows for piece in _row(row, plan)]))


# Rows are written out as HTML, for a page has hundreds: an id, clock times and seconds need no escaping.


def _row(row: PassageRow, plan: PageModel) -> Iterator[str]:
    for number in row.chapters:
        title = plan.transcript.facts.chapters[number].title
        yield element("h3", title, id=f"chapter-{number + 1}", class_="chapter", dir="auto")
    segment = row.segment
    if segment.withdrawn is not None:
        yield element("div", _tombstone(segment.withdrawn), class_="passage withdrawn", id=anchor(segment.id))
        return
    class_ = "passage opens" if row.opens_turn else "passage"
    yield f'<div class="{class_}" id="{anchor(segment.id)}"{_times(segment.span, plan.player)}><div class="gutter">'
    yield from _gutter(row, plan)
    yield "</div>"
    yield from map(_block, row.blocks)
    yield "</div>"


def _times(span: Span | None, player: Player | None) -> str:
    """Attributes: the end of the passage, for citing its time, and the seconds for the player."""
    if span is None:
        return ""
    until = "" if span.end is None else f' data-until="{format_clock(span.end, exact=False)}"'
    if player is None:
        return until
    start = f' data-start="{seconds_in(player, span.start)}"'
    return until + start + ("" if span.end is None else f' data-end="{seconds_in(player, span.end)}"')


def _gutter(row: PassageRow, plan: PageModel) -> Iterator[str]:
    if row.opens_turn:
        level = "h4" if plan.transcript.facts.chapters else "h3"
        name = display_name(row.speaker) if row.speaker else None
        class_ = "who" if name else "who unknown"
        yield f'<{level} class="{class_}"><bdi>{escape(name or _("Speaker not known"))}</bdi></{level}>'
    if row.segment.span:
        yield _time(row.segment.span, plan.player)
    if row.switches_to:
        yield element("span", _("in {language}").format(language=name_language(row.switches_to)), class_="tongue")
    extra = plan.extras.get(row.segment.id)
    if isinstance(extra, Html):
        yield extra


def _time(span: Span, player: Player | None) -> str:
    clock = f'<time datetime="{format_duration(span.start)}">{format_clock(span.start, exact=False)}</time>'
    if player is None:
        return f'<span class="at">{clock}</span>'
    hidden = element("span", _("Play from "), class_="vh")
    return f'<a class="at" href="{escape_value(time_address(player, span.start))}">{hidden}{clock}</a>'


def _block(block: Block) -> str:
    class_ = _CLASSES[block.column]
    if block.text is None:
        absent = _(_ABSENT[block.column])
        return element("p", absent, class_=f"{class_} absent", lang=interface(), dir=direction(interface()))
    language = block.around.language
    # Only if the language is unknown do the letters decide the direction.
    attributes = _attributes(class_, language, "" if language and language != "und" else plain(block.text))
    return f"<blockquote{attributes}><p>{render(block.text, block.around)}</p></blockquote>"


@lru_cache(maxsize=64)
def _attributes(class_: str, language: str | None, text: str) -> str:
    return write_attributes(class_=class_, **language_attributes(language, text))


def _tombstone(stone: Tombstone) -> Html:
    date = iso_date(stone.date)
    if not stone.reason:
        return element("p", phrase(_("This passage was withdrawn on {date}."), date=date))
    sentence = _("This passage was withdrawn on {date}: {reason}.")
    return element("p", phrase(sentence, date=date, reason=element("bdi", stone.reason.rstrip(" ."))))


def render_contents(plan: PageModel) -> Html | None:
    """Links to the chapters; ``None`` if there are none."""
    begun = [number for row in plan.rows for number in row.chapters]
    if not begun:
        return None
    chapters = plan.transcript.facts.chapters
    links = (
        element("li", element("a", element("bdi", chapters[number].title), href=f"#chapter-{number + 1}"))
        for number in begun
    )
    return element(
        "nav", element("h2", _("Contents"), id="contents"), element("ol", *links), aria_labelledby="contents"
    )


def render_notes(notes: tuple[Endnote, ...]) -> Html | None:
    """The endnotes with links back to their references; ``None`` if there are none."""
    if not notes:
        return None
    heading = element("h2", _("Notes"), id="notes")
    return element("section", heading, element("ol", *map(_note, notes)), role="doc-endnotes", aria_labelledby="notes")


def _note(note: Endnote) -> Html:
    words = render_note(note.note, note.around)
    label = _("Back to the passage of note {number}").format(number=note.number)
    back = element("a", "↩", href=f"#n{note.number}-ref", role="doc-backlink", aria_label=label)
    return element("li", words, back, id=f"n{note.number}")
