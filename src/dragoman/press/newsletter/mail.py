"""An issue as HTML for mail programs, as plain text, and as a mail with both.

Mail programs keep tables and inline styles and little else: no style sheets, scripts or unknown classes. The one style
element in the head sets the dark colours; a program that drops it shows the light ones.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import SMTP

import jinja2
import msgspec

from dragoman.language.direction import direction, text_direction
from dragoman.locale import find_interface, in_language, interface
from dragoman.locale import gettext as _
from dragoman.press.feeds.items import isolated
from dragoman.press.listing.entries import heard_on, known_attributes
from dragoman.press.newsletter.issue import Issue
from dragoman.press.page import fill
from dragoman.press.site_model import Entry, Issued, Publisher, site_address
from dragoman.transcript.edition import Correction

__all__ = ["Letter", "as_html", "as_mail", "as_text", "subject_of"]

# The most changes of an edition that are named; its page lists all of them.
_MOST_CHANGES = 10
# A plain mail address, without characters that have a meaning in a mail header.
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,200}", re.ASCII)
_WITHHELD = Correction(what="withheld")


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """What surrounds an issue: its subject, an introduction, and the link to unsubscribe.

    ``unsubscribe`` is an address, or a placeholder that the list service replaces. ``cards`` are the slugs of the
    interviews whose picture is shown.
    """

    publisher: Publisher
    subject: str | None = None
    intro: str | None = None
    unsubscribe: str | None = None
    cards: frozenset[str] = frozenset()


def subject_of(letter: Letter, issue: Issue) -> str:
    """The subject: the publisher's own, else the title of the only interview, else "New interviews"."""
    with in_language(find_interface(letter.publisher.interface)):
        return letter.subject or _default_subject(letter, issue)


def _default_subject(letter: Letter, issue: Issue) -> str:
    if len(issue.new) == 1 and len(issue.interviews) == 1:
        return " ".join(issue.new[0].title.split())
    name = letter.publisher.name
    return _("{name}: new interviews").format(name=isolated(name)) if name else _("New interviews")


def as_html(templates: jinja2.Environment, letter: Letter, issue: Issue) -> bytes:
    """The issue as an HTML page of tables, UTF-8.

    :raises SettingsError: if the template cannot be filled
    """
    with in_language(find_interface(letter.publisher.interface)):
        start = "right" if direction(interface()) == "rtl" else "left"
        return fill(
            templates,
            "newsletter.html",
            subject=subject_of(letter, issue),
            start=start,
            publisher=letter.publisher,
            address=_address(letter, ""),
            intro=letter.intro,
            new=[_row(letter, entry) for entry in issue.new],
            corrected=[_change_row(letter, entry, one) for entry, one in issue.corrected],
            unsubscribe=letter.unsubscribe,
        )


def as_text(letter: Letter, issue: Issue) -> str:
    """The issue as plain text, with each address on its own line."""
    with in_language(find_interface(letter.publisher.interface)):
        return "\n".join(_lines(letter, issue)) + "\n"


def as_mail(html: bytes, text: str, letter: Letter, issue: Issue) -> bytes:
    """A mail with both parts, for a list service or a mail program, which adds the sender and the date."""
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = _header(subject_of(letter, issue))
    contact = (letter.publisher.contact or "").removeprefix("mailto:")
    if _MAIL.fullmatch(contact):
        mail["Reply-To"] = contact
    # Mail programs then open the file as a draft.
    mail["X-Unsent"] = "1"
    mail.set_content(text, cte="quoted-printable")
    mail.add_alternative(html.decode(), subtype="html", cte="quoted-printable")
    mail.set_boundary(f"dragoman-{hashlib.sha256(html + text.encode()).hexdigest()[:32]}")
    return mail.as_bytes()


def _header(text: str) -> str:
    """The text on one line, without characters that cannot be printed."""
    return " ".join("".join(c if c.isprintable() or c in "\u200c\u2068\u2069" else " " for c in text).split())


def _address(letter: Letter, path: str) -> str:
    address = site_address(letter.publisher, path)
    assert address is not None
    return address


def _row(letter: Letter, entry: Entry) -> dict[str, object]:
    """An interview as the template shows it: texts with their language attributes."""
    card = f"{entry.slug}/e{entry.number}/card.png" if entry.slug in letter.cards else None
    return {
        "address": _address(letter, f"{entry.slug}/"),
        "title": entry.title,
        "title_tags": known_attributes(entry.title_language, entry.title),
        "original": entry.original,
        "original_tags": known_attributes(entry.source_language, entry.original or ""),
        "description": entry.description,
        "description_way": text_direction(entry.description or "") or "ltr",
        "facts": _facts(entry),
        "card": _address(letter, card) if card else None,
    }


def _change_row(letter: Letter, entry: Entry, one: Issued) -> dict[str, object]:
    changes = [_change(change) for change in one.changes[:_MOST_CHANGES]]
    return {
        "address": _address(letter, f"{entry.slug}/e{one.number}/") + "#changes",
        "title": entry.title,
        "title_tags": known_attributes(entry.title_language, entry.title),
        "edition": _edition(one),
        "note": one.note,
        "changes": [(change, text_direction(change) or "ltr") for change in changes],
        "left": len(one.changes) - len(changes),
    }


def _change(change: Correction) -> str:
    return _("A change of something that was withdrawn.") if change == _WITHHELD else change.what


def _edition(one: Issued) -> str:
    return _(", ").join(filter(None, (_("edition {number}").format(number=one.number), one.date)))


def _facts(entry: Entry) -> str:
    """Speakers, date and programme."""
    date = heard_on(entry)
    names = [voice.name for voice in entry.voices if voice.name]
    parts = (*names, (date.edtf or date.written) if date else None, entry.programme)
    return _(", ").join(isolated(part) for part in parts if part)


def _lines(letter: Letter, issue: Issue) -> Iterator[str]:
    yield subject_of(letter, issue)
    if letter.intro:
        yield from ("", letter.intro)
    for entry in issue.new:
        yield ""
        yield from filter(None, (entry.title, entry.original, entry.description, _facts(entry)))
        yield _address(letter, f"{entry.slug}/")
    if issue.corrected:
        yield from ("", _("Corrected"))
    for entry, one in issue.corrected:
        yield from ("", entry.title, _edition(one))
        yield from filter(None, (one.note,))
        yield from (f"- {_change(change)}" for change in one.changes[:_MOST_CHANGES])
        if len(one.changes) > _MOST_CHANGES:
            yield _("More changes: {count}.").format(count=len(one.changes) - _MOST_CHANGES)
        yield _address(letter, f"{entry.slug}/e{one.number}/") + "#changes"
    yield from ("", "-- ", *filter(None, (letter.publisher.name, _address(letter, ""), letter.publisher.support)))
    if letter.unsubscribe:
        yield f"{_('Leave this list:')} {letter.unsubscribe}"
