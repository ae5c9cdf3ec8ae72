"""Read what video downloaders leave beside a recording: ``NAME.info.json``, and captions such as ``NAME.LANG.vtt``.

The first gives facts: title, channel, date, address, chapters, and which captions a person typed. Everything in it is a
claim of the place of publication, so it never replaces known facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from dragoman.errors import FormatError
from dragoman.transcript.document import Chapter, Date, Facts, Publication
from dragoman.transcript.span import Span, to_ms
from dragoman.transcript.tags import find_tag

__all__ = ["CaptionFile", "find_captions", "find_spoken", "read_facts", "read_sidecar", "with_facts"]

_LARGEST = 32 << 20
_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)


# The formats with the most detail first: word times, then line times.
_CAPTIONS = ("json3", "srv3", "vtt", "ttml", "srt", "sbv", "ass")
# Ends the names of automatic captions in the spoken language, beside those translated from them.
_MACHINE = "-orig"


class CaptionFile(msgspec.Struct, frozen=True, kw_only=True):
    """A caption file beside a recording. ``automatic`` says whether a machine made it; ``None`` if unknown."""

    name: str
    language: str | None
    automatic: bool | None


class _Chapter(msgspec.Struct):
    title: str = ""
    start_time: float = 0.0
    end_time: float | None = None


class _Info(msgspec.Struct):
    title: str | None = None
    description: str | None = None
    channel: str | None = None
    uploader: str | None = None
    upload_date: str | None = None
    release_date: str | None = None
    webpage_url: str | None = None
    tags: list[str] | None = None
    categories: list[str] | None = None
    chapters: list[_Chapter] | None = None
    subtitles: dict[str, msgspec.Raw] | None = None
    automatic_captions: dict[str, msgspec.Raw] | None = None
    language: str | None = None


def find_captions(recording: str, names: Iterable[str], facts: bytes | None = None) -> tuple[CaptionFile, ...]:
    """The caption files of a recording among the names beside it, the best kind of file first.

    :param recording: its name without suffix
    :param facts: the content of ``NAME.info.json``; if it cannot be read, it is ignored
    """
    info = _decode(facts)
    found = [file for name in names if (file := _caption_file(recording, name, info)) is not None]
    return tuple(sorted(found, key=lambda file: (_CAPTIONS.index(_suffix(file.name)), file.name)))


def find_spoken(facts: bytes | None) -> str | None:
    """The tag of the spoken language, if the facts say it."""
    return find_tag(_decode(facts).language or "")


def read_sidecar(path: Path) -> bytes | None:
    """The content of ``NAME.info.json``; ``None`` if there is none that can be read."""
    try:
        return path.read_bytes()
    except OSError:
        return None


def _decode(facts: bytes | None) -> _Info:
    try:
        return msgspec.json.decode(facts, type=_Info, strict=False) if facts else _Info()
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return _Info()


def _caption_file(recording: str, name: str, info: _Info) -> CaptionFile | None:
    if not name.startswith(f"{recording}.") or _suffix(name) not in _CAPTIONS:
        return None
    called = name[len(recording) + 1 : -len(_suffix(name)) - 1]
    language = find_tag(called.removesuffix(_MACHINE)) if called else None
    if called and language is None:
        return None
    automatic = None
    if called.endswith(_MACHINE):
        automatic = True
    elif called in (info.subtitles or {}):
        automatic = False
    elif called in (info.automatic_captions or {}):
        automatic = True
    return CaptionFile(name=name, language=language, automatic=automatic)


def _suffix(name: str) -> str:
    return name.rpartition(".")[2].lower()


def read_facts(content: bytes, path: str) -> Facts:
    """The facts in a sidecar file.

    :param path: the path for error messages
    :raises FormatError: if it is not such a file
    """
    if len(content) > _LARGEST:
        raise FormatError(path, "is too large for facts about a video", "move it away to draft without it")
    try:
        info = msgspec.json.decode(content, type=_Info, strict=False)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise FormatError(path, f"is not what a video downloader writes ({error})", "move it away") from None
    publisher = _line(info.channel or info.uploader)
    published = _date(info.release_date or info.upload_date)
    address = info.webpage_url if info.webpage_url and re.match(r"https?://", info.webpage_url) else None
    return Facts(
        title=_line(info.title),
        description=info.description or None,
        publisher=publisher,
        dates=(Date(kind="first-published", edtf=published, place=address),) if published else (),
        publications=(Publication(address=address, publisher=publisher, date=published),) if address else (),
        tags=tuple(info.tags or ()),
        categories=tuple(info.categories or ()),
        chapters=tuple(chapter for each in info.chapters or () if (chapter := _chapter(each))),
    )


def with_facts(facts: Facts, claimed: Facts) -> Facts:
    """The known facts, completed by the claimed ones; a date, if none of its kind is known."""
    missing: dict[str, Any] = {
        field: getattr(claimed, field) for field in Facts.__struct_fields__ if getattr(facts, field) in (None, ())
    }
    kinds = {date.kind for date in facts.dates}
    missing["dates"] = (*facts.dates, *(date for date in claimed.dates if date.kind not in kinds))
    return msgspec.structs.replace(facts, **missing)


def _line(text: str | None) -> str | None:
    """A name on one line."""
    return " ".join((text or "").split()) or None


def _date(text: str | None) -> str | None:
    match = _DATE.fullmatch(text or "")
    if match is None:
        return None
    try:
        return date(*map(int, match.groups())).isoformat()
    except ValueError:
        return None


def _chapter(each: _Chapter) -> Chapter | None:
    start, end = to_ms(each.start_time), to_ms(each.end_time)
    title = _line(each.title)
    if title is None or start is None or (end is not None and end < start):
        return None
    return Chapter(span=Span(start, end), title=title)
