"""What video downloaders leave beside a recording: ``NAME.info.json``, and captions as ``NAME.LANG.vtt`` and others.

The first is read for facts: title, channel, date, address, chapters, and which captions a person typed. Everything
in it is a claim of the place of publication, so nothing of it replaces what is known already.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec

from dragoman.errors import FormatError
from dragoman.transcript.document import Chapter, Date, Facts, Publication
from dragoman.transcript.span import Span, to_ms
from dragoman.transcript.tags import find_tag

__all__ = ["CaptionFile", "find_captions", "find_spoken", "read_facts", "with_facts"]

_LARGEST = 32 << 20
_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)


# Those that tell most first: times of words, then of lines.
_CAPTIONS = ("json3", "srv3", "vtt", "ttml", "srt", "sbv", "ass")
# How the captions that a machine made of the sound itself are called beside those that it translated them to.
_MACHINE = "-orig"


class CaptionFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file of captions beside a recording. ``automatic``: whether a machine made them; ``None`` where its name and
    the facts do not say.
    """

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
    """The files of captions of a recording among the names beside it, the best kind of file first.

    :param recording: its name without suffix
    :param facts: what ``NAME.info.json`` holds; where that cannot be read it tells nothing
    """
    info = _decode(facts)
    found = [file for name in names if (file := _caption_file(recording, name, info)) is not None]
    return tuple(sorted(found, key=lambda file: (_CAPTIONS.index(_suffix(file.name)), file.name)))


def find_spoken(facts: bytes | None) -> str | None:
    """The tag of the language that is spoken, where the facts say so."""
    return find_tag(_decode(facts).language or "")


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

    :param path: how errors are to name it
    :raises FormatError: where it is none
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
    """The facts that are known, and what is claimed where nothing is known."""
    missing: dict[str, Any] = {
        field: getattr(claimed, field) for field in Facts.__struct_fields__ if getattr(facts, field) in (None, ())
    }
    return msgspec.structs.replace(facts, **missing)


def _line(text: str | None) -> str | None:
    """A name as it stands on a line."""
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
