"""oTranscribe's files (``.otr``): JSON around HTML, with a time at each place where the user typed one."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import Any

import msgspec
from lxml import etree

from dragoman.formats.options import Imported, ReadOptions, WriteOptions, Written
from dragoman.formats.plain_lines import PlainLine, find_lines
from dragoman.formats.reading.html_tree import BLOCKS, parse_html
from dragoman.formats.reading.imported_cues import Heading, ImportedCue, make_document
from dragoman.formats.reading.json_file import as_ms, as_text, parse_json, write_json
from dragoman.formats.reading.speaker_labels import find_speakers
from dragoman.formats.reading.xml import Element
from dragoman.problems import ProblemLog
from dragoman.transcript.document import Transcript
from dragoman.transcript.span import format_clock, format_seconds

__all__ = ["read", "write"]

# Bold is used for names.
_STYLES = frozenset(("i", "u", "em"))


class _File(msgspec.Struct, frozen=True):
    text: Any
    media: Any = None
    source: Any = msgspec.field(name="media-source", default=None)


def read(content: bytes, options: ReadOptions) -> Imported:
    """Read the words after each time as a passage that begins there; its end is unknown.

    :raises FormatError: if the file is not JSON of this kind
    """
    log = ProblemLog()
    file = parse_json(content, _File, options, log)
    text = as_text(file.text)
    passages = list(_find_passages(parse_html(text, options), log)) if text.strip() else []
    # The source is an address in our own files, and only the name of a site ("youtube") in oTranscribe's.
    named = [media for media in (as_text(file.source), as_text(file.media)) if media]
    heading = Heading(media=next((media for media in named if "://" in media), next(reversed(named), None)))
    return make_document(find_speakers(passages, options, log, carried=True), options, log, heading)


def write(transcript: Transcript, options: WriteOptions) -> Written:
    """Write a paragraph per passage: its time, its speaker if that changes, its words."""
    found = find_lines(transcript, options, "oTranscribe")
    speaker: str | None = None
    paragraphs = []
    for line in found.lines:
        paragraphs.append(_paragraph(line, line.speaker if line.speaker != speaker else None))
        speaker = line.speaker
    media = options.media or ""
    is_address = media.startswith(("https://", "http://"))
    file = {
        "text": "".join(paragraphs),
        "media": "" if is_address else media,
        "media-source": media if is_address else "",
        "media-time": 0,
    }
    return Written(write_json(file), found.problems)


def _paragraph(line: PlainLine, speaker: str | None) -> str:
    span = line.segment.span
    time = ""
    if span is not None:
        seconds, clock = format_seconds(span.start), format_clock(span.start, exact=False)
        time = f'<span class="timestamp" contenteditable="false" data-timestamp="{seconds}">{clock}</span> '
    name = f"<b>{html.escape(speaker)}:</b> " if speaker else ""
    return f"<p>{time}{name}{html.escape(line.words)}</p>"


def _find_passages(root: Element, log: ProblemLog) -> Iterator[ImportedCue]:
    current = ImportedCue()
    pieces: list[str] = []
    inside_time: Element | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start" and inside_time is None:
            if "timestamp" in (element.get("class") or "").split():
                inside_time = element
                yield from _finished(current, pieces)
                current, pieces = ImportedCue(start=as_ms(element.get("data-timestamp"))), []
                continue
            if element.tag in BLOCKS:
                yield from _finished(current, pieces)
                current, pieces = ImportedCue(), []
            if element.tag in _STYLES:
                log.count("styling")
            pieces.append("\n" if element.tag == "br" else element.text or "")
        elif event == "end" and inside_time in (None, element):
            inside_time = None
            if element.tag in BLOCKS:
                yield from _finished(current, pieces)
                current, pieces = ImportedCue(), []
            pieces.append(element.tail or "")
    yield from _finished(current, pieces)


def _finished(passage: ImportedCue, pieces: list[str]) -> Iterator[ImportedCue]:
    text = "".join(pieces).strip()
    if text:
        passage.text = text
        yield passage
