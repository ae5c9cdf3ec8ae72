"""Write the origin of an interview into the header of a TEI file: recording, dates in their calendars, publications."""

from __future__ import annotations

import re

from dragoman.formats.reading.xml import Element, add
from dragoman.formats.tei.tei_xml import ID
from dragoman.render.html import web_address
from dragoman.transcript.document import Date, Publication, Recording, Transcript
from dragoman.transcript.span import format_duration

__all__ = ["ISO_DATE", "write_calendars", "write_source"]

ISO_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)


def write_source(description: Element, transcript: Transcript) -> None:
    """Write the recording with its copies, the programme, the dates, and the publications."""
    facts = transcript.facts
    if transcript.recording:
        _recording(add(add(description, "recordingStmt"), "recording"), transcript.recording)
    if facts.programme is not None:
        add(add(description, "bibl", type="programme"), "title", facts.programme)
    for date in facts.dates:
        _date(add(description, "bibl", type=date.kind), date, _find_calendars(transcript))
    for publication in facts.publications:
        _place(add(description, "bibl", type="publication"), publication)
    if not len(description):
        add(description, "p", "Nothing is known of the source.")


def _recording(element: Element, recording: Recording) -> None:
    kind = (recording.media_type or "").partition("/")[0]
    if kind in ("audio", "video"):
        element.set("type", kind)
    if recording.duration is not None:
        element.set("dur", format_duration(recording.duration))
    if recording.media_type is not None:
        add(add(element, "equipment"), "ab", recording.media_type, type="media-type")
    for copy in recording.copies:
        media = add(element, "media", mimeType=_mime(recording.media_type), url=_address(copy.address))
        add(media, "desc", copy.address, type="address")
        for name, value in (("sha256", copy.sha256), ("offset", str(copy.offset or "") or None), ("seen", copy.seen)):
            if value is not None:
                add(media, "desc", value, type=name)


def _mime(media_type: str | None) -> str:
    known = media_type and re.fullmatch(r"[\w.+-]+/[\w.+-]+", media_type, re.ASCII)
    return media_type if known and media_type else "application/octet-stream"


def _address(address: str) -> str:
    return web_address(address) or "about:blank"


def _date(bibl: Element, date: Date, calendars: tuple[str, ...]) -> None:
    if date.edtf is not None:
        add(bibl, "date", date.edtf, type="edtf", when=date.edtf if ISO_DATE.fullmatch(date.edtf) else None)
    if date.written is not None or date.calendar is not None:
        calendar = f"#cal{calendars.index(date.calendar) + 1}" if date.calendar is not None else None
        add(bibl, "date", date.written, type="written", calendar=calendar)
    if date.place is not None:
        add(bibl, "placeName", date.place)


def _find_calendars(transcript: Transcript) -> tuple[str, ...]:
    return tuple(dict.fromkeys(date.calendar for date in transcript.facts.dates if date.calendar is not None))


def _place(bibl: Element, publication: Publication) -> None:
    add(bibl, "idno", publication.address, type="address")
    if publication.publisher is not None:
        add(bibl, "publisher", publication.publisher)
    if publication.date is not None:
        add(bibl, "date", publication.date)
    if publication.partial is not None:
        bibl.set("subtype", "partial" if publication.partial else "complete")


def write_calendars(description: Element, transcript: Transcript) -> None:
    """Write the calendars that dates are written in."""
    calendars = _find_calendars(transcript)
    if calendars:
        declaration = add(description, "calendarDesc")
        for number, name in enumerate(calendars, 1):
            calendar = add(declaration, "calendar")
            calendar.set(ID, f"cal{number}")
            add(calendar, "p", name)
