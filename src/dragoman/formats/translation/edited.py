"""The translations made in one of our XLIFF files, to be applied to the interview."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from dragoman.formats.options import ReadOptions, WriteOptions
from dragoman.formats.reading.xml import parse_xml
from dragoman.formats.translation import xliff1, xliff2
from dragoman.notation import Parsed, without_unedited
from dragoman.problems import Place, Problem
from dragoman.transcript.document import Transcript

__all__ = ["read_page", "take_edits"]


def read_page(content: bytes, options: ReadOptions) -> Parsed | None:
    """The translations in one of our files; ``None`` if another program made it.

    :raises FormatError: if the file is not XLIFF
    """
    version: str = parse_xml(content, options).get("version") or ""
    return xliff2.read_page(content, options) if version.startswith("2") else xliff1.read_page(content, options)


def take_edits(page: Parsed, transcript: Transcript) -> Parsed:
    """The page without everything that nobody edited. An edited original is not applied, but reported."""
    written = xliff2.read_page(xliff2.write(transcript, WriteOptions()).content, ReadOptions())
    before = written or Parsed(transcript=Transcript())
    edited = without_unedited(page, before, transcript)
    return msgspec.structs.replace(edited, problems=(*edited.problems, *_find_edited_originals(page, before)))


def _find_edited_originals(page: Parsed, before: Parsed) -> Iterator[Problem]:
    originals = {segment.id: segment.source for segment in before.transcript.segments}
    for row, segment in zip(page.rows, page.transcript.segments, strict=True):
        if segment.id in originals and segment.source != originals[segment.id]:
            message = "the original was edited in this file; only its translations are applied"
            yield Problem.of("original-edited", "warning", message, Place(segment=segment.id, line=row.line))
