"""What stands beside each passage, and where a reader tells the publisher of an error."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import quote, urlencode

from dragoman.locale import gettext as _
from dragoman.press.site_model import Interview, Publisher
from dragoman.render.html import Html, element, phrase, web_address
from dragoman.render.page.about import page_title
from dragoman.render.page.model import PageModel
from dragoman.transcript.document import Segment
from dragoman.transcript.edition import Edition
from dragoman.transcript.sides import anchor
from dragoman.transcript.span import format_clock

__all__ = ["render_contact", "render_heard", "render_tools"]


def render_tools(
    plan: PageModel, interview: Interview, edition: Edition, publisher: Publisher
) -> Iterator[tuple[str, Html]]:
    """What stands beside each passage, by its id: its address, where to tell of an error, and who heard it."""
    title = page_title(plan)
    is_same = bool(_heard_by_all(plan))
    for row in plan.rows:
        segment = row.segment
        if segment.withdrawn is None:
            id_ = anchor(segment.id)
            label = _("Address of the passage {place}").format(place=_place(segment))
            link = element("a", "#", href=f"#{id_}", class_="self", aria_label=label, title=label)
            tools = (link, _report(title, segment, interview, edition, publisher), None if is_same else _heard(segment))
            yield segment.id, element("span", *tools, class_="tools")


def _heard_by_all(plan: PageModel) -> tuple[str, ...]:
    """Who heard the passages, where it is the same for all of them and there are several; else nobody."""
    heard = [row.segment.heard_by for row in plan.rows if row.segment.withdrawn is None]
    return heard[0] if len(heard) > 1 and len(set(heard)) == 1 else ()


def render_heard(plan: PageModel) -> Html | None:
    """The same in a sentence, which stands once above the passages; ``None`` where the passages say it."""
    names = _heard_by_all(plan)
    if not names:
        return None
    told = phrase(_("Every passage was heard by {names}."), names=element("bdi", _(", ").join(names)))
    return element("p", told, class_="heard")


def render_contact(title: str, interview: Interview, edition: Edition, publisher: Publisher) -> Html | None:
    """Where the publisher takes wishes and complaints about the page; ``None`` where it said nothing."""
    subject = _("About {title}, edition {number}").format(title=title, number=edition.number)
    address = _mail(publisher, subject, _fields(interview, edition))
    return element("a", (publisher.contact or "").removeprefix("mailto:"), href=address) if address else None


def _heard(segment: Segment) -> Html | None:
    if not segment.heard_by:
        return None
    names = element("bdi", _(", ").join(segment.heard_by))
    return element("span", phrase(_("heard by {names}"), names=names))


def _fields(interview: Interview, edition: Edition) -> dict[str, str]:
    return {"edition": f"{interview.slug}/e{edition.number}"}


def _report(title: str, segment: Segment, interview: Interview, edition: Edition, publisher: Publisher) -> Html | None:
    subject = _("Error in {title}, edition {number}, passage {id}, {place}")
    place = _place(segment)
    fields = {**_fields(interview, edition), "passage": anchor(segment.id)}
    if segment.span:
        fields["t"] = str(segment.span.start // 1000)
    said = subject.format(title=title, number=edition.number, id=anchor(segment.id), place=place)
    address = _mail(publisher, said, fields)
    if address is None:
        return None
    label = _("Report an error in the passage {place}").format(place=place)
    return element("a", "!", href=address, class_="report", aria_label=label, title=label)


def _place(segment: Segment) -> str:
    if segment.span is None:
        return anchor(segment.id)
    return _("at {time}").format(time=format_clock(segment.span.start, exact=False))


def _mail(publisher: Publisher, subject: str, fields: Mapping[str, str]) -> str | None:
    """Where the publisher takes reports: a mail with a subject, or a form on the web with fields in its address."""
    if publisher.contact is None:
        return None
    if web_address(publisher.contact):
        address, mark, place = publisher.contact.partition("#")
        return f"{address}{'&' if '?' in address else '?'}{urlencode(fields)}{mark}{place}"
    mail = quote(publisher.contact.removeprefix("mailto:"), safe="@")
    return f"mailto:{mail}?subject={quote(subject, errors='replace')}"
