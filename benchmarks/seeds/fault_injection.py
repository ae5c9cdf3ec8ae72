"""A passage of a document as the ground for an error, and the ways to change its words."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

import msgspec

from dragoman.transcript.document import Segment, Transcript
from dragoman.transcript.text import Text, tidy

__all__ = [
    "Edit",
    "FaultSite",
    "Name",
    "Planted",
    "edit_one",
    "find",
    "make_planted",
    "plain_parts",
    "sentence_around",
    "strings",
]


class Name(msgspec.Struct, frozen=True):
    """A name as it stands in the original and in the translation."""

    original: str
    translation: str


class Planted(msgspec.Struct, frozen=True, kw_only=True):
    """A document with one error: of what kind, in which passages, and what was done, for a person."""

    transcript: Transcript
    kind: str
    segments: tuple[str, ...]
    change: str


class FaultSite(msgspec.Struct, frozen=True, kw_only=True):
    """Where an error is to be planted: the document, the place of its passage, and the names in the document."""

    transcript: Transcript
    place: int
    names: tuple[Name, ...] = ()

    @property
    def segment(self) -> Segment:
        return self.transcript.segments[self.place]


class Edit(msgspec.Struct, frozen=True):
    """So many characters of one string of a text are to become others."""

    part: int
    start: int
    end: int
    new: str


def strings(site: FaultSite) -> dict[int, str]:
    return plain_parts(site.segment.target or ())


def plain_parts(text: Text) -> dict[int, str]:
    """The strings that stand in no mark, by their place in the text."""
    return {part: inline for part, inline in enumerate(text) if isinstance(inline, str)}


def find(site: FaultSite, pattern: re.Pattern[str], change: Callable[[re.Match[str]], str]) -> list[Edit]:
    return [
        Edit(part, found.start(), found.end(), change(found))
        for part, text in strings(site).items()
        for found in pattern.finditer(text)
    ]


def sentence_around(site: FaultSite, edit: Edit) -> str:
    text = strings(site)[edit.part]
    before, after = re.split(r"[.?!] ", text[: edit.start])[-1], re.split(r"(?<=[.?!])", text[edit.start :])[0]
    return before + after


def edit_one(site: FaultSite, edits: Sequence[Edit], chance: random.Random, side: str = "target") -> Planted | None:
    """One of the edits, done."""
    if not edits:
        return None
    edit = chance.choice(edits)
    segment = site.segment
    text: Text = getattr(segment, side)
    old = text[edit.part]
    assert isinstance(old, str)
    new = old[: edit.start] + _as_capital(old[edit.start : edit.end], edit.new) + old[edit.end :]
    changed = tidy((*text[: edit.part], new, *text[edit.part + 1 :]))
    replaced = msgspec.structs.replace(segment, **{side: changed})
    return make_planted(site.transcript, {segment.id: replaced}, f"{old[edit.start : edit.end]!r} > {edit.new!r}")


def _as_capital(old: str, new: str) -> str:
    return new[:1].upper() + new[1:] if old[:1].isupper() else new


def make_planted(document: Transcript, changed: dict[str, Segment], change: str) -> Planted:
    segments = tuple(changed.get(segment.id, segment) for segment in document.segments)
    return Planted(
        transcript=msgspec.structs.replace(document, segments=segments),
        kind="",
        segments=tuple(changed),
        change=change,
    )
