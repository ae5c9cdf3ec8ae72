"""The page of a person: every spelling of the name, the roles and dates, and every passage with its time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.locale import gettext as _
from dragoman.press.derived import Site
from dragoman.press.listing.entries import heard_on, known_attributes, render_date, render_entry
from dragoman.press.listing.people import Appearance, Person
from dragoman.press.site_model import Entry, Passage
from dragoman.render.html import Html, element, escape, escape_value, join, phrase, web_address, write_attributes
from dragoman.transcript.span import format_clock

__all__ = ["render_appearance", "render_person_facts"]

# A longer passage is cut, in characters; all of it is on the interview's page.
_LONGEST = 240


def render_person_facts(person: Person) -> Html:
    """Spellings, roles with their dates, and the authority record, as a description list."""
    return element("dl", *(_fact(term, values) for term, values in _facts(person) if values), class_="facts")


def render_appearance(site: Site, one: Appearance, root: str) -> Html:
    """An interview with everything that the person says in it. It reads passages: call it only inside ``make``."""
    entry = one.entry
    said = [passage for passage in site.read_passages(entry.slug) if passage.voice == one.voice.id]
    heading = element("div", render_entry(entry, root, role=one.voice.role), class_="entry")
    if not said:
        return heading
    label = element("summary", _("Passages: {count}").format(count=len(said)))
    page = escape_value(f"{root}{entry.path}")
    # Written out as HTML, for there are hundreds.
    rows = Html("".join([f"<li>{_passage(passage, entry, page)}</li>" for passage in said]))
    return join(heading, element("details", label, element("ul", rows, class_="said"), open=len(said) <= _FEW))


# Up to this many passages are shown without a click.
_FEW = 12


def _passage(passage: Passage, entry: Entry, page: str) -> str:
    """A link to a passage, and its translation, or the original where there is none."""
    when = escape(_("No time")) if passage.start is None else format_clock(passage.start, exact=False)
    link = f'<a href="{page}#{escape_value(passage.id)}">{when}</a>'
    language = entry.target_language if passage.target else passage.source_language
    text = passage.target or passage.source
    if not text:
        return link
    attributes = write_attributes(**known_attributes(language, text))
    return f"{link} <span{attributes}>{escape(_shortened(text))}</span>"


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]} …"


def _facts(person: Person) -> Iterator[tuple[str, list[Html]]]:
    others = person.spellings[1:]
    yield _("Also written"), [element("span", name, dir="auto") for name in others]
    yield _("Roles"), [_role(role, ones) for role, ones in _roles(person.appearances)]
    record = web_address(person.authority or "")
    yield (
        _("Authority record"),
        [element("a", element("bdi", record), href=record, rel="noopener noreferrer")] if record else [],
    )


def _roles(appearances: Sequence[Appearance]) -> list[tuple[str, list[Appearance]]]:
    """Each role with its interviews, oldest first."""
    roles: dict[str, list[Appearance]] = {}
    for one in reversed(appearances):
        if one.voice.role:
            roles.setdefault(one.voice.role, []).append(one)
    return list(roles.items())


def _role(role: str, ones: Sequence[Appearance]) -> Html:
    dates = [date for one in ones if (date := heard_on(one.entry))]
    name = element("bdi", role)
    if not dates:
        return name
    first, last = render_date(dates[0]), render_date(dates[-1])
    if len(dates) == 1 or first == last:
        return phrase(_("{role} ({date})"), role=name, date=first)
    return phrase(_("{role} ({first} to {last})"), role=name, first=first, last=last)


def _fact(term: str, values: Sequence[Html]) -> Html:
    return element("div", element("dt", term), *(element("dd", value) for value in values))
