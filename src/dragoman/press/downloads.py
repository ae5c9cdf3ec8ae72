"""An edition in the formats that readers take away, each with what its marks mean where it has a place for that."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from dragoman import formats
from dragoman.conventions.profiles import NOTATION
from dragoman.formats.options import WriteOptions
from dragoman.formats.plain_lines import typed
from dragoman.locale import later
from dragoman.notation import serialize
from dragoman.render.mark_text import find_legend
from dragoman.transcript.document import Segment, Transcript, display_name
from dragoman.transcript.sides import SideChoice, find_languages, find_sides
from dragoman.transcript.span import format_clock
from dragoman.transcript.tags import is_tag
from dragoman.transcript.text import Note, Text, find_marks

__all__ = ["Download", "find_downloads"]

# What readers have programs for; every other format is one ``dragoman convert`` away.
_FORMATS = ("tei", "vtt", "srt", "docx", "epub", "json")


class Download(msgspec.Struct, frozen=True, kw_only=True):
    """A file for readers to take away. ``language`` is ``None`` where it holds both."""

    name: str
    title: str
    media_type: str
    content: bytes
    language: str | None = None


def find_downloads(transcript: Transcript, name: str) -> tuple[Download, ...]:
    """The files, which begin with this name; a format that knows one language gives two."""
    return tuple(_downloads(transcript, name))


def _downloads(transcript: Transcript, name: str) -> Iterator[Download]:
    for format_ in _FORMATS:
        row = formats.FORMATS[format_]
        for side, language in _sides(transcript, bilingual=row.bilingual):
            content = formats.write(transcript, format_, WriteOptions(side=side)).content
            part = f".{language}" if language else ""
            yield Download(
                name=f"{name}{part}{row.suffixes[0]}",
                title=row.title,
                media_type=row.media_type,
                content=content,
                language=language,
            )
    legend = "".join(f"{_typed(row.sample) or '[note: …]'}  {row.meaning}\n" for row in find_legend(_texts(transcript)))
    for suffix, title, text in (
        (".notation.txt", "Notation", serialize(transcript)),
        (".txt", later("Text"), "\n\n".join(_paragraphs(transcript, legend)) + "\n"),
        (".legend.txt", "What the marks mean", legend),
    ):
        if text:
            yield Download(name=f"{name}{suffix}", title=title, media_type="text/plain", content=text.encode())


def _typed(text: Text | None) -> str:
    return typed(text, NOTATION)


def _texts(transcript: Transcript) -> Iterator[Text]:
    return (text for segment in transcript.segments for text in (segment.source, segment.target) if text)


def _paragraphs(transcript: Transcript, legend: str) -> Iterator[str]:
    """The interview as plain text: titles, how to read it, and each passage in both languages with its time."""
    facts = transcript.facts
    names = {speaker.id: display_name(speaker) for speaker in transcript.speakers}
    yield from filter(None, ("\n".join(filter(None, (facts.title_target, facts.title))), legend.strip()))
    for segment in transcript.segments:
        clock = f"[{format_clock(segment.span.start, exact=False)}]" if segment.span else ""
        opening = " ".join(filter(None, (clock, f"{names[segment.speaker]}:" if segment.speaker in names else "")))
        if segment.withdrawn is not None:
            reason = f": {segment.withdrawn.reason}" if segment.withdrawn.reason else ""
            yield f"{clock} [withdrawn {segment.withdrawn.date}{reason}]".strip()
        else:
            yield "\n".join(filter(None, (opening, _typed(segment.source), _typed(segment.target), *_notes(segment))))


def _notes(segment: Segment) -> Iterator[str]:
    for text in (segment.source, segment.target):
        for mark in find_marks(text or ()):
            if isinstance(mark, Note):
                yield f"    [note: {_typed(mark.content)}]"


def _sides(transcript: Transcript, *, bilingual: bool) -> Iterator[tuple[SideChoice, str | None]]:
    if bilingual:
        yield "both", None
        return
    languages = find_languages(transcript)
    seen: set[str] = set()
    for column in find_sides(transcript, "both"):
        tag = getattr(languages, column)
        language = tag if tag and is_tag(tag) else "und"
        yield column, column if language in seen else language
        seen.add(language)
