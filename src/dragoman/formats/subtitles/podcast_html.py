"""The podcast namespace's transcript as HTML: ``<cite>`` for speakers, ``<time>`` for times, ``<p>`` for words.

One language per file. A time is shown in whole seconds and stored exactly in ``datetime``.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from dragoman.errors import FormatError
from dragoman.formats.options import Imported, ReadOptions, WriteOptions, Written
from dragoman.formats.plain_lines import PlainLine, find_lines
from dragoman.formats.reading.decode import decode
from dragoman.formats.reading.html_tree import find_words, parse_html
from dragoman.formats.reading.imported_cues import Heading, ImportedCue, make_document
from dragoman.formats.reading.times import report_unreadable
from dragoman.formats.reading.xml import Element
from dragoman.language.direction import direction
from dragoman.problems import Place, ProblemLog
from dragoman.transcript.document import Transcript
from dragoman.transcript.ids import is_segment_id
from dragoman.transcript.span import as_time, format_clock, format_duration, parse_clock, parse_duration
from dragoman.transcript.tags import is_tag

__all__ = ["read", "write"]

_COLON = re.compile(r"\s*[:：]\s*\Z")


def read(content: bytes, options: ReadOptions) -> Imported:
    """Read the paragraphs as passages. A time applies to the next paragraph, a speaker until the next one.

    :raises FormatError: if no paragraph follows a speaker or a time
    """
    decoded = decode(content, options)
    log = ProblemLog()
    log.add(*decoded.problems)
    root = parse_html(decoded.text, options)
    passages = list(_find_passages(root, log))
    if not any(passage.speaker or passage.start is not None for passage in passages):
        fault, fix = "contains no transcript of this kind", "it has <cite>, <time> and <p> one after another"
        raise FormatError(options.path, fault, fix, line=1, column=1)
    title = root.find(".//title")
    heading = Heading(language=root.get("lang"), title=title.text if title is not None else None)
    return make_document(passages, options, log, heading)


def _find_passages(root: Element, log: ProblemLog) -> Iterator[ImportedCue]:
    speaker: str | None = None
    start: int | None = None
    for element in root.iter("cite", "time", "p"):
        if element.tag == "cite":
            speaker = _COLON.sub("", find_words(element).strip()) or None
        elif element.tag == "time":
            start = _read_time(element, log)
        else:
            words = find_words(element).strip()
            if words:
                yield ImportedCue(
                    start=start,
                    text=words,
                    speaker=speaker,
                    id=element.get("id"),
                    language=element.get("lang"),
                    line=element.sourceline,
                )
                start = None


def _read_time(element: Element, log: ProblemLog) -> int | None:
    shown, exact = find_words(element).strip(), element.get("datetime")
    ms = as_time(exact or "", parse_duration)
    if ms is None:
        ms = as_time(shown, parse_clock)
    if ms is None:
        report_unreadable(shown, log, Place(line=element.sourceline), "12:34")
    return ms


def write(transcript: Transcript, options: WriteOptions) -> Written:
    """Write the passages of ``options.side``; for ``"both"``, the translation if there is one."""
    found = find_lines(transcript, options, "The podcast HTML")
    language = found.language
    attributes = _language(language)
    rows = ["<!DOCTYPE html>", f"<html{attributes}>", "<head>", '<meta charset="utf-8">']
    rows += [f"<title>{_escape(found.title or 'Transcript')}</title>", "</head>", "<body>"]
    speaker: str | None = None
    for line in found.lines:
        rows += _paragraph(line, language, after=speaker)
        speaker = line.speaker
    rows += ["</body>", "</html>"]
    return Written(("\n".join(rows) + "\n").encode("utf-8", "replace"), found.problems)


def _paragraph(line: PlainLine, usual: str | None, after: str | None) -> Iterator[str]:
    if line.speaker or after:
        # An empty element says that the speaker is unknown.
        yield f"<cite>{_escape(line.speaker)}:</cite>" if line.speaker else "<cite></cite>"
    span = line.segment.span
    if span is not None:
        clock = format_clock(span.start, exact=False)
        yield f'<time datetime="{format_duration(span.start)}">{clock}</time>'
    identity = f' id="{line.segment.id}"' if is_segment_id(line.segment.id) else ""
    language = _language(line.language) if line.language != usual else ""
    yield f"<p{identity}{language}>{_escape(line.words)}</p>"


def _language(tag: str | None) -> str:
    return f' lang="{tag}" dir="{direction(tag)}"' if tag and is_tag(tag) else ""


def _escape(text: str) -> str:
    return html.escape(text.replace("\x00", "\ufffd"))
