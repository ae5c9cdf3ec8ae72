"""``NAME.info.json``, as video downloaders leave it beside a recording: what its publisher said about it.

Read for facts only: title, channel, date, address, chapters. Everything in it is a claim of the place of
publication, so nothing of it replaces what is known already.
"""

from __future__ import annotations

import re
from typing import Any

import msgspec

from dragoman.errors import FormatError
from dragoman.transcript.document import Chapter, Date, Facts, Publication
from dragoman.transcript.span import Span

__all__ = ["read_facts", "with_facts"]

_LARGEST = 32 << 20
_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)


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
    publisher = info.channel or info.uploader
    published = _date(info.release_date or info.upload_date)
    address = info.webpage_url if info.webpage_url and re.match(r"https?://", info.webpage_url) else None
    return Facts(
        title=info.title or None,
        description=info.description or None,
        publisher=publisher or None,
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


def _date(text: str | None) -> str | None:
    match = _DATE.fullmatch(text or "")
    return "-".join(match.groups()) if match else None


def _chapter(each: _Chapter) -> Chapter | None:
    start = round(each.start_time * 1000)
    end = None if each.end_time is None else round(each.end_time * 1000)
    if not each.title or start < 0 or (end is not None and end < start):
        return None
    return Chapter(span=Span(start, end), title=each.title)
