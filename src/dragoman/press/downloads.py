"""An edition in every format that there is a writer for."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from dragoman import formats
from dragoman.formats.base import Side, WriteOptions
from dragoman.formats.sides import find_columns, find_languages
from dragoman.notation import serialize
from dragoman.transcript.document import Transcript
from dragoman.transcript.tags import is_tag

__all__ = ["Download", "find_downloads"]

# For measuring machines, and for other desks' editors. Pages are left out too: the page is the page.
_NOT_FOR_READERS = ("rttm", "stm", "ctm", "otr")


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
    for format_ in formats.find_writable():
        row = formats.FORMATS[format_]
        if format_ in _NOT_FOR_READERS or row.media_type == "text/html":
            continue
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
    content = serialize(transcript).encode()
    yield Download(name=f"{name}.notation.txt", title="Notation", media_type="text/plain", content=content)


def _sides(transcript: Transcript, *, bilingual: bool) -> Iterator[tuple[Side, str | None]]:
    if bilingual:
        yield "both", None
        return
    languages = find_languages(transcript)
    seen: set[str] = set()
    for column in find_columns(transcript, "both"):
        tag = getattr(languages, column)
        language = tag if tag and is_tag(tag) else "und"
        yield column, column if language in seen else language
        seen.add(language)
