"""The links beside each passage, and where a reader reports an error to the publisher."""

from __future__ import annotations

import re
import secrets
from collections.abc import Collection, Iterator, Mapping, Sequence
from urllib.parse import quote, urlencode

from dragoman.locale import gettext as _
from dragoman.press.site_model import Interview, Publisher
from dragoman.press.unheard import Unheard, render_mark
from dragoman.render.html import Html, element, join, phrase, web_address
from dragoman.render.page.about import page_title
from dragoman.render.page.model import PageModel
from dragoman.transcript.document import Segment
from dragoman.transcript.edition import Edition
from dragoman.transcript.sides import anchor
from dragoman.transcript.span import format_clock

__all__ = ["correction_anchor", "render_contact", "render_heard", "render_tools"]


def render_tools(
    plan: PageModel,
    interview: Interview,
    edition: Edition,
    publisher: Publisher,
    corrected: Collection[str] = (),
    unheard: Unheard | None = None,
) -> Iterator[tuple[str, Html]]:
    """The HTML beside each passage, by its id: its address, the link to report an error, who listened to it or that
    nobody did, and the link to its correction.

    :param corrected: the subjects that were corrected, ``"segment:ID"``
    :param unheard: the passages that nobody checked
    """
    title = page_title(plan)
    untimed, timed = (
        _find_links(title, interview, edition, publisher, is_timed=is_timed) for is_timed in (False, True)
    )
    is_same = bool(_heard_by_all(plan))
    # The same few people heard all passages.
    heard = {names: "" if is_same else _heard(names) for names in {row.segment.heard_by for row in plan.rows}}
    marked = unheard if unheard is not None and unheard.is_marked else None
    mark = render_mark(marked) if marked else ""
    for row in plan.rows:
        segment = row.segment
        if segment.withdrawn is None:
            links = (timed if segment.span else untimed).write(segment)
            change = _corrected(segment) if f"segment:{segment.id}" in corrected else ""
            told = mark if marked and marked.has(segment) else heard[segment.heard_by]
            yield segment.id, Html(f'<span class="tools">{links}{told}{change}</span>')


def correction_anchor(segment_id: str) -> str:
    """The id of a passage's last correction in the list of corrections."""
    return f"c-{anchor(segment_id)}"


def _corrected(segment: Segment) -> Html:
    return element("a", _("corrected"), href=f"#{correction_anchor(segment.id)}", class_="corrected")


def _heard_by_all(plan: PageModel) -> tuple[str, ...]:
    """The people who listened to all passages, if they are the same for each of several passages; else nobody."""
    heard = [row.segment.heard_by for row in plan.rows if row.segment.withdrawn is None]
    return heard[0] if len(heard) > 1 and len(set(heard)) == 1 else ()


def render_heard(plan: PageModel) -> Html | None:
    """The same in one sentence above the passages; ``None`` if each passage says it."""
    names = _heard_by_all(plan)
    if not names:
        return None
    told = phrase(_("Every passage was heard by {names}."), names=element("bdi", _(", ").join(names)))
    return element("p", told, class_="heard")


def render_contact(title: str, interview: Interview, edition: Edition, publisher: Publisher) -> Html | None:
    """A link to contact the publisher about the page; ``None`` if the publisher gave no contact."""
    subject = _("About {title}, edition {number}").format(title=title, number=edition.number)
    address = _mail(publisher, subject, _fields(interview, edition))
    return element("a", (publisher.contact or "").removeprefix("mailto:"), href=address) if address else None


def _heard(names: Sequence[str]) -> str:
    if not names:
        return ""
    return element("span", phrase(_("heard by {names}"), names=element("bdi", _(", ").join(names))))


def _fields(interview: Interview, edition: Edition) -> dict[str, str]:
    return {"edition": f"{interview.slug}/e{edition.number}"}


class _Links:
    """The links beside the passages of a page. They differ only in an id, a clock time and a second.

    They are rendered once, with placeholders for these, because a page has hundreds of them.
    """

    def __init__(self, label_place: str, address: str | None) -> None:
        """Render the links.

        :param label_place: the passage's place, in words
        :param address: where errors are reported; ``None`` for nowhere
        """
        label = _("Address of the passage {place}").format(place=label_place)
        links = [element("a", "#", href=f"#{_ID}", class_="self", aria_label=label)]
        if address is not None:
            label = _("Report an error in the passage {place}").format(place=label_place)
            links.append(element("a", "!", href=address, class_="report", aria_label=label))
        pattern = join(*links).replace("{", "{{").replace("}", "}}")
        self._pattern = _SIGN.sub(lambda sign: f"{{{_SIGNS.index(sign[0])}}}", pattern)

    def write(self, segment: Segment) -> str:
        """The links of one passage."""
        start = segment.span.start if segment.span else 0
        clock = format_clock(start, exact=False)
        # What is filled in, in the order of the signs, needs no escaping.
        return self._pattern.format(anchor(segment.id), clock, clock.replace(":", "%3A"), start // 1000)


# What stands for a passage's id, its clock time, the same in an address, and its second. No text can hold them.
_ID, _CLOCK, _QUOTED, _SECOND = _SIGNS = tuple(f"x{secrets.token_hex(12)}" for _name in range(4))
_SIGN = re.compile("|".join(_SIGNS))


def _find_links(title: str, interview: Interview, edition: Edition, publisher: Publisher, *, is_timed: bool) -> _Links:
    """The links beside passages with a time, or beside those without."""
    place, quoted = (_("at {time}").format(time=sign) if is_timed else _ID for sign in (_CLOCK, _QUOTED))
    fields = {**_fields(interview, edition), "passage": _ID, **({"t": _SECOND} if is_timed else {})}
    subject = _("Error in {title}, edition {number}, passage {id}, {place}")
    said = subject.format(title=title, number=edition.number, id=_ID, place=quoted)
    return _Links(place, _mail(publisher, said, fields))


def _mail(publisher: Publisher, subject: str, fields: Mapping[str, str]) -> str | None:
    """Where the publisher takes reports: a mail address with a subject, or a web form with fields in its address."""
    if publisher.contact is None:
        return None
    if web_address(publisher.contact):
        address, mark, place = publisher.contact.partition("#")
        return f"{address}{'&' if '?' in address else '?'}{urlencode(fields)}{mark}{place}"
    mail = quote(publisher.contact.removeprefix("mailto:"), safe="@")
    return f"mailto:{mail}?subject={quote(subject, errors='replace')}"
