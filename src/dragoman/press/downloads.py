"""An edition in the formats that readers can download, each with the meaning of its marks if the format allows."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from dragoman import formats
from dragoman.conventions.profiles import Profile
from dragoman.formats.options import WriteOptions
from dragoman.formats.plain_lines import typed
from dragoman.locale import gettext, later, name_language
from dragoman.notation import serialize
from dragoman.render.mark_text import LegendRow, find_legend
from dragoman.render.review_share import heard_line
from dragoman.transcript.document import Engine, Segment, Transcript, display_name
from dragoman.transcript.hearing import share_heard
from dragoman.transcript.sides import SideChoice, find_languages, find_sides
from dragoman.transcript.span import format_clock
from dragoman.transcript.tags import is_tag
from dragoman.transcript.text import Note, find_marks

__all__ = ["DOWNLOAD_FORMATS", "Download", "PlannedDownload", "find_downloads", "name_side", "plan_downloads"]

DOWNLOAD_FORMATS = ("tei", "vtt", "srt", "docx", "epub", "json")
"""The formats of a page's downloads, those that common programs read; ``dragoman convert`` makes every other."""

_NOTATION, _TEXT, _LEGEND = ".notation.txt", ".txt", ".legend.txt"


class PlannedDownload(msgspec.Struct, frozen=True, kw_only=True):
    """A file that readers will be able to download. ``language`` is ``None`` if the file has both, or
    if it is unknown or that of the other side too.

    If ``format`` names a format of ``DOWNLOAD_FORMATS``, ``side`` is the side that the file holds.
    """

    name: str
    title: str
    media_type: str = "text/plain"
    language: str | None = None
    format: str | None = None
    side: SideChoice = "both"


class Download(msgspec.Struct, frozen=True, kw_only=True):
    """A file that readers can download. ``language`` is as in :class:`PlannedDownload`."""

    name: str
    title: str
    media_type: str
    content: bytes
    language: str | None = None


def plan_downloads(transcript: Transcript, name: str) -> tuple[PlannedDownload, ...]:
    """The downloads of a document, with names that begin with ``name``. A format for one language gives two files."""
    return tuple(_plan(transcript, name))


def name_side(file: PlannedDownload) -> str | None:
    """Which texts a file has, in the words of the page: a language or, without one, a side; ``None`` for both sides."""
    if file.language:
        return name_language(file.language)
    if file.side == "both":
        return None
    return gettext("Original") if file.side == "source" else gettext("Translation")


def find_downloads(
    transcript: Transcript,
    name: str,
    drafted_by: tuple[Engine, ...] = (),
    profile: str | None = None,
    transcribers: tuple[str, ...] | None = None,
) -> tuple[Download, ...]:
    """The downloads of a document, with their content.

    :param drafted_by: the engines that wrote a draft of its texts
    :param profile: the name of the bracket profile for readers; ``None`` is the notation's
    :param transcribers: the people who wrote originals; ``None`` if that is not known
    """
    options = WriteOptions(drafted_by=drafted_by, profile=profile, transcribers=transcribers)
    return tuple(
        Download(
            name=plan.name,
            title=plan.title,
            media_type=plan.media_type,
            content=_write(transcript, plan, options),
            language=plan.language,
        )
        for plan in plan_downloads(transcript, name)
    )


def _plan(transcript: Transcript, name: str) -> Iterator[PlannedDownload]:
    for format_ in DOWNLOAD_FORMATS:
        row = formats.FORMATS[format_]
        for side, part in _sides(transcript, bilingual=row.bilingual):
            yield PlannedDownload(
                name=f"{name}{f'.{part}' if part else ''}{row.suffixes[0]}",
                title=row.title,
                media_type=row.media_type,
                language=part if part and part not in ("und", side) else None,
                format=format_,
                side=side,
            )
    yield PlannedDownload(name=f"{name}{_NOTATION}", title="Notation")
    yield PlannedDownload(name=f"{name}{_TEXT}", title=later("Text"))
    if _has_legend(transcript):
        yield PlannedDownload(name=f"{name}{_LEGEND}", title="What the marks mean")


def _write(transcript: Transcript, plan: PlannedDownload, options: WriteOptions) -> bytes:
    if plan.format is not None:
        return formats.write(transcript, plan.format, msgspec.structs.replace(options, side=plan.side)).content
    if plan.name.endswith(_NOTATION):
        return serialize(transcript).encode()
    profile = options.convention
    rows = _legend(transcript)
    legend = "".join(f"{typed(row.sample, profile) or '[note: …]'}  {row.meaning}\n" for row in rows)
    if plan.name.endswith(_LEGEND):
        return legend.encode()
    return ("\n\n".join(_paragraphs(transcript, legend, profile)) + "\n").encode()


def _legend(transcript: Transcript) -> tuple[LegendRow, ...]:
    segments = transcript.segments
    return find_legend((s.source for s in segments if s.source), (s.target for s in segments if s.target))


def _has_legend(transcript: Transcript) -> bool:
    """Whether the legend has a row; the first mark decides, for nearly every mark has one."""
    texts = (text for segment in transcript.segments for text in (segment.source, segment.target) if text)
    return any(find_legend((text,), ()) for text in texts if len(text) > 1 or not isinstance(text[0], str))


def _paragraphs(transcript: Transcript, legend: str, profile: Profile) -> Iterator[str]:
    """The interview as plain text: titles, legend, and each passage in both languages with its time."""
    facts = transcript.facts
    names = {speaker.id: display_name(speaker) for speaker in transcript.speakers}
    yield from filter(None, ("\n".join(filter(None, (facts.title_target, facts.title))), legend.strip()))
    share = share_heard(transcript)
    if share is not None and share < 1:
        yield heard_line(transcript)
    for segment in transcript.segments:
        clock = f"[{format_clock(segment.span.start, exact=False)}]" if segment.span else ""
        opening = " ".join(filter(None, (clock, f"{names[segment.speaker]}:" if segment.speaker in names else "")))
        if segment.withdrawn is not None:
            reason = f": {segment.withdrawn.reason}" if segment.withdrawn.reason else ""
            yield f"{clock} [withdrawn {segment.withdrawn.date}{reason}]".strip()
        else:
            words = (typed(segment.source, profile), typed(segment.target, profile))
            yield "\n".join(filter(None, (opening, *words, *_notes(segment, profile))))


def _notes(segment: Segment, profile: Profile) -> Iterator[str]:
    for text in (segment.source, segment.target):
        for mark in find_marks(text or ()):
            if isinstance(mark, Note):
                yield f"    [note: {typed(mark.content, profile)}]"


def _sides(transcript: Transcript, *, bilingual: bool) -> Iterator[tuple[SideChoice, str | None]]:
    """Each side that gets a file, with what tells its file name from the others."""
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
