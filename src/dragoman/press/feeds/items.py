"""The feed items of an interview: one for it, and one for each later edition with its corrections."""

from __future__ import annotations

import heapq
import uuid
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from operator import itemgetter

import msgspec

from dragoman.formats import FORMATS
from dragoman.language.direction import direction, text_direction
from dragoman.locale import gettext as _
from dragoman.locale import interface
from dragoman.press.citation import ASKING
from dragoman.press.feeds.model import Captions, Enclosure, FeedItem, Gone, Speaking, as_moment
from dragoman.press.site_model import Entry, Issued, Publisher, Sound, Voice, site_address
from dragoman.render.html import Html, element, join, language_attributes, phrase
from dragoman.transcript.document import Chapter
from dragoman.transcript.edition import Correction
from dragoman.transcript.span import Span
from dragoman.transcript.tags import is_tag

__all__ = [
    "CHAPTERS",
    "MOST",
    "choose_newest",
    "find_chapters",
    "find_copy",
    "find_gone",
    "find_items",
    "is_in_feeds",
    "isolated",
    "newest",
]

# The folder with the chapters of each interview's sound, from the site's root.
CHAPTERS = "feeds/chapters"
# The most items in a feed, and the most changes that one item names.
MOST, _MOST_CHANGES = 100, 20
_CAPTIONS = ("vtt", "srt")
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:dragoman:edition")
# What remains of a change whose content was withdrawn.
_WITHHELD = Correction(what="withheld")


def find_items(entry: Entry, publisher: Publisher, find_size: Callable[[str], int | None]) -> Iterator[FeedItem]:
    """The items of an interview, in the language in use; none if it is withdrawn or the site has no address.

    An edition without a date, or one that was withdrawn, has no item.

    :param find_size: returns the size in bytes of a file of the site, by its path from the root
    """
    standing = _find_standing(entry)
    address = site_address(publisher, f"{entry.slug}/")
    if not is_in_feeds(entry) or address is None:
        return
    item = _interview(entry, publisher, address, standing)
    enclosure = _find_enclosure(entry, publisher, find_size)
    yield _with_sound(item, enclosure, entry, publisher) if enclosure else item
    for one in standing:
        if one.number > 1:
            yield _edition(entry, one, _edition_address(address, one.number))


def _find_standing(entry: Entry) -> list[Issued]:
    return [one for one in entry.editions if not one.withdrawn and as_moment(one.date)]


def _edition_address(address: str, number: int) -> str:
    return f"{address}e{number}/#changes"


def is_in_feeds(entry: Entry) -> bool:
    """Whether feeds have an item for an interview."""
    return not entry.withdrawn and any(not one.withdrawn and as_moment(one.date) for one in entry.editions)


def find_gone(entry: Entry) -> Iterator[Gone]:
    """The withdrawn items of an interview, with the date of withdrawal."""
    if entry.withdrawn:
        numbers = [(1, entry.editions[-1]), *((one.number, one) for one in entry.editions if one.number > 1)]
    else:
        numbers = [(one.number, one) for one in entry.editions if one.withdrawn and one.number > 1]
    for number, one in numbers:
        moment = as_moment(one.withdrawn_on)
        if moment:
            yield Gone(id=_id(entry, number), moment=moment)


def newest(items: Iterable[FeedItem], most: int = MOST) -> tuple[FeedItem, ...]:
    """The newest items first, at most ``most``. Items of the same day have a fixed order, by address."""
    return tuple(sorted(items, key=lambda one: (one.published, one.address), reverse=True)[:most])


def choose_newest(entries: Iterable[Entry], most: int = MOST) -> list[Entry]:
    """The interviews that hold the newest ``most`` items, so that only their items need to be made."""
    dated = ((item, entry) for entry in entries if (item := _find_newest(entry)))
    return [entry for _, entry in heapq.nlargest(most, dated, key=itemgetter(0))]


def _find_newest(entry: Entry) -> tuple[datetime, str] | None:
    """When the newest item of an interview was published, and its path: the sort key of items.

    ``None`` if feeds have no item for it.
    """
    if entry.withdrawn:
        return None
    if len(entry.editions) == 1 and not entry.editions[0].withdrawn:
        moment = as_moment(entry.editions[0].date)
        return None if moment is None else (moment, f"{entry.slug}/")
    standing = [(moment, one.number) for one in entry.editions if not one.withdrawn and (moment := as_moment(one.date))]
    if not standing:
        return None
    later = ((moment, _edition_address(f"{entry.slug}/", number)) for moment, number in standing if number > 1)
    return max([(standing[0][0], f"{entry.slug}/"), *later])


def isolated(text: str) -> str:
    """A text to put into a line of the language in use, isolated if its direction is not that of the line."""
    way = text_direction(text)
    return f"\u2068{text}\u2069" if way not in (None, direction(interface())) else text


def _id(entry: Entry, number: int) -> str:
    """An id made from the hash of the edition. It stays the same when an address changes."""
    return uuid.uuid5(_NAMESPACE, entry.hashes[number - 1]).urn


def _interview(entry: Entry, publisher: Publisher, address: str, standing: list[Issued]) -> FeedItem:
    published, updated = as_moment(standing[0].date), as_moment(standing[-1].date)
    assert published is not None
    assert updated is not None
    return FeedItem(
        id=_id(entry, 1),
        address=address,
        title=entry.title,
        language=_known(entry.title_language),
        summary=entry.description,
        content=_describe(entry, address),
        published=published,
        updated=max(published, updated),
        people=tuple(_speaking(voice, voice.name) for voice in entry.voices if voice.name),
        subjects=tuple(dict.fromkeys((*entry.categories, *entry.tags))),
    )


def _with_sound(item: FeedItem, enclosure: Enclosure, entry: Entry, publisher: Publisher) -> FeedItem:
    # With another clock than the sound's, captions would show every word too late.
    in_step = entry.media is not None and entry.media.offset == 0
    has_chapters = bool(find_chapters(entry))
    return msgspec.structs.replace(
        item,
        enclosure=enclosure,
        captions=tuple(_find_captions(entry, item.address)) if in_step else (),
        chapters=site_address(publisher, f"{CHAPTERS}/{entry.slug}.json") if has_chapters else None,
    )


def _edition(entry: Entry, one: Issued, address: str) -> FeedItem:
    moment = as_moment(one.date)
    assert moment is not None
    pattern = _("Correction: {title}, edition {number}") if one.changes else _("New: {title}, edition {number}")
    return FeedItem(
        id=_id(entry, one.number),
        address=address,
        title=pattern.format(title=isolated(entry.title), number=one.number),
        language=interface(),
        content=_describe_changes(one),
        published=moment,
        updated=moment,
        subjects=tuple(dict.fromkeys((*entry.categories, *entry.tags))),
    )


def _known(tag: str | None) -> str | None:
    return tag if tag and tag != "und" and is_tag(tag) else None


def _speaking(voice: Voice, name: str) -> Speaking:
    return Speaking(name=name, asks=(voice.role or "").strip().lower() in ASKING)


def find_copy(entry: Entry) -> Sound | None:
    """The publisher's own copy of the sound, if its media type is known.

    Sound at another address is not the publisher's to offer, and withdrawn passages in it are not silenced.
    """
    media = entry.media
    return media if media and media.is_copy and media.media_type and not entry.withdrawn else None


def find_chapters(entry: Entry) -> tuple[Chapter, ...]:
    """The chapters on the clock of the copy, at least two; none if there is no copy."""
    media = find_copy(entry)
    if media is None:
        return ()
    chapters = sorted(entry.chapters, key=lambda one: one.span.start)
    heard = [one for one in chapters if one.span.end is None or one.span.end > media.offset]
    moved = [msgspec.structs.replace(one, span=Span(max(0, one.span.start - media.offset))) for one in heard]
    return tuple(moved) if len(moved) > 1 else ()


def _find_enclosure(entry: Entry, publisher: Publisher, find_size: Callable[[str], int | None]) -> Enclosure | None:
    media = find_copy(entry)
    address = site_address(publisher, media.address) if media else None
    if media is None or media.media_type is None or address is None:
        return None
    end = entry.covers.end if entry.covers and entry.covers.end is not None else entry.duration
    duration = max(0, end - media.offset) if end is not None else None
    length = find_size(media.address)
    return Enclosure(address=address, media_type=media.media_type, length=length, duration=duration)


def _find_captions(entry: Entry, address: str) -> Iterator[Captions]:
    for name in entry.files:
        for format_ in _CAPTIONS:
            row = FORMATS[format_]
            if name.startswith(f"{entry.slug}.") and name.endswith(row.suffixes[0]):
                language = name.removeprefix(f"{entry.slug}.").removesuffix(row.suffixes[0])
                yield Captions(
                    address=f"{address}e{entry.number}/{name}",
                    media_type=row.media_type,
                    language=_known(language) or "und",
                )


def _describe(entry: Entry, address: str) -> Html:
    """The facts of an interview as HTML, with a link to it."""
    title = _apart(entry.title)
    return join(
        _said(entry.original, entry.source_language) if entry.original else None,
        _said(entry.description, None) if entry.description else None,
        *(_fact(term, names) for term, names in _facts(entry)),
        element(
            "p",
            element("a", phrase(_("Read {title}, passage by passage."), title=title), href=address),
        ),
    )


def _facts(entry: Entry) -> Iterator[tuple[str, list[str]]]:
    yield _("Speakers"), [voice.name for voice in entry.voices if voice.name]
    yield _("Programme"), [entry.programme] if entry.programme else []
    yield _("Translated by"), list(entry.translators)


def _fact(term: str, names: list[str]) -> Html | None:
    pieces = [join(_(", ") if place else None, _apart(name)) for place, name in enumerate(names)]
    return element("p", f"{term}: ", *pieces) if pieces else None


def _said(text: str, language: str | None) -> Html:
    return element("p", text, **language_attributes(language, text))


def _apart(text: str) -> Html:
    """A text in its own direction. Feed readers keep ``span`` and remove ``bdi``."""
    return element("span", text, dir="auto")


def _describe_changes(one: Issued) -> Html:
    """What an edition corrected, why, and whom it thanks, as HTML."""
    left = len(one.changes) - _MOST_CHANGES
    more = _("More changes: {count}.").format(count=left) if left > 0 else None
    return join(
        element("p", one.note, dir="auto") if one.note else None,
        element("ul", *map(_change, one.changes[:_MOST_CHANGES])) if one.changes else None,
        element("p", more) if more else None,
    )


def _change(change: Correction) -> Html:
    if change == _WITHHELD:
        return element("li", _("A change of something that was withdrawn."))
    why = phrase(_("Why: {reason}"), reason=_apart(change.why)) if change.why else None
    thanks = phrase(_("Thanks to {name}."), name=_apart(change.thanks)) if change.thanks else None
    return element("li", _apart(change.what), *(join(" ", part) for part in (why, thanks) if part))
