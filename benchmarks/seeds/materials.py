"""The right bilingual texts that errors are planted into."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from benchmarks.corpus import is_independent, readings
from benchmarks.seeds.fault_injection import Name
from dragoman.errors import DragomanError
from dragoman.notation import parse
from dragoman.transcript.document import Recording, Segment, Transcript

__all__ = ["Material", "read_given", "read_golden"]

GOLDEN = Path(__file__).resolve().parent.parent / "golden"

# c was written by who mends the checks, to see what they miss; its figures prove nothing.
_SETS = "a,b"


class Material(msgspec.Struct, frozen=True, kw_only=True):
    """A right bilingual text, the set that it belongs to, and the names in it."""

    set: str
    language: str
    transcript: Transcript
    names: tuple[Name, ...] = ()


def read_golden() -> list[Material]:
    """The sets that ``DRAGOMAN_SEEDED`` names, ``a,b`` unless it does."""
    sets = os.environ.get("DRAGOMAN_SEEDED", _SETS).split(",")
    return [
        Material(
            set=path.parent.name,
            language=path.stem,
            transcript=parse(path.read_text("utf-8")).transcript,
            names=tuple(_names(path.parent.name, path.stem)),
        )
        for path in sorted(GOLDEN.glob("*/*.txt"))
        if path.parent.name in sets
    ]


def _names(name: str, language: str) -> Iterator[Name]:
    with (GOLDEN / "names.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            if (row["set"], row["language"]) == (name, language):
                yield Name(row["original"], row["translation"])


def read_given() -> list[Material]:
    """Readings whose English is not of the data's own making, one text a language; none where the data is missing."""
    try:
        clips = [clip for clip in readings() if clip.language != "en" and is_independent(clip)]
    except DragomanError:
        return []
    return [_join(language, [clip.truth for clip in clips if clip.language == language]) for language in
            sorted({clip.language for clip in clips})]  # fmt: skip


def _join(language: str, documents: Sequence[Transcript]) -> Material:
    segments = tuple(segment for document in documents for segment in document.segments if _is_pair(segment))
    joined = Transcript(recording=Recording(languages=(language,)), target_language="en", segments=segments)
    return Material(set="given", language=language, transcript=joined)


def _is_pair(segment: Segment) -> bool:
    return bool(segment.source and segment.target)
