"""WebVTT as noScribe writes it: its comment names the language and the recording, and voices fall in by its typing."""

from __future__ import annotations

from dragoman.formats.annotation.noscribe.typing import find_maker, split_overlaps
from dragoman.formats.options import Imported, ReadOptions
from dragoman.formats.reading.imported_cues import Heading
from dragoman.formats.subtitles.vtt import reader

__all__ = ["read"]


def read(content: bytes, options: ReadOptions) -> Imported:
    """The cues as passages.

    :raises FormatError: where the file does not begin with ``WEBVTT``
    """
    return reader.read(content, options, reader.Dialect(read_comment=_read_comment, rework=split_overlaps))


def _read_comment(comment: str) -> Heading | None:
    maker = find_maker(comment)
    return Heading(language=maker.language, media=maker.media) if maker else None
