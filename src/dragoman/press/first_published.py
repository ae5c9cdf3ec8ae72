"""Where an interview was first published, if elsewhere, for the head of its page."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from dragoman.locale import gettext as _
from dragoman.locale import later
from dragoman.press.site_model import Publisher, site_address
from dragoman.render.html import Html, element, iso_date, join, phrase, web_address
from dragoman.transcript.document import Facts, Publication

__all__ = ["render_first_published"]

_ISO_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?\Z", re.ASCII)

# By whether the publisher is known, and by the kind of date.
_PATTERNS: dict[tuple[bool, str | None], str] = {
    (True, None): later("First published by {where}."),
    (True, "day"): later("First published by {where} on {date}."),
    (True, "month"): later("First published by {where} in {date}."),
    (True, "words"): later("First published by {where} ({date})."),
    (False, None): later("First published at {where}."),
    (False, "day"): later("First published at {where} on {date}."),
    (False, "month"): later("First published at {where} in {date}."),
    (False, "words"): later("First published at {where} ({date})."),
}


def render_first_published(facts: Facts, publisher: Publisher) -> Html | None:
    """A sentence with a link; ``None`` if nothing is known, or if this site was the first.

    The chain of publications begins with the first one. If the dates contradict that order, nothing is said.
    """
    if not facts.publications:
        return None
    first, *others = facts.publications
    if _is_ours(first, publisher) or any(_is_before(other, first) for other in others):
        return None
    where = join(_link(first), join(_(", "), _("in part")) if first.partial else None)
    date = first.date or ""
    when = iso_date(date) if _ISO_DATE.match(date) else element("bdi", date)
    return phrase(_(_PATTERNS[first.publisher is not None, _find_kind(date)]), where=where, date=when)


def _find_kind(date: str) -> str | None:
    """``"day"``, ``"month"`` (also a year alone), ``"words"``; ``None`` if there is no date."""
    if not date:
        return None
    return "words" if not _ISO_DATE.match(date) else "day" if len(date) == len("2016-05-01") else "month"


def _is_ours(publication: Publication, publisher: Publisher) -> bool:
    home = site_address(publisher, "")
    return home is not None and f"{publication.address}/".startswith(home)


def _is_before(one: Publication, other: Publication) -> bool:
    """Whether both dates can be read, and the first is earlier in the parts that both have."""
    before, after = one.date or "", other.date or ""
    if not (_ISO_DATE.match(before) and _ISO_DATE.match(after)):
        return False
    known = min(len(before), len(after))
    return before[:known] < after[:known]


def _link(publication: Publication) -> Html:
    address = publication.address
    if web_address(address) is None:
        return element("bdi", publication.publisher or address)
    name = element("bdi", publication.publisher or urlsplit(address).hostname or address)
    return element("a", name, href=address, rel="noopener noreferrer")
