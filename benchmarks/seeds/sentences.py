"""Sentences and whole texts lost, swapped, repeated and made up."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

import msgspec

from benchmarks.seeds.fault_injection import (
    Edit,
    FaultSite,
    Planted,
    edit_one,
    find,
    make_planted,
    plain_parts,
    strings,
)
from dragoman.transcript.document import Segment
from dragoman.transcript.text import plain

__all__ = [
    "add_clause", "delete_sentence", "loop_original", "loop_translation", "silence_translation", "swap_translations",
]  # fmt: skip


def delete_sentence(site: FaultSite, chance: random.Random) -> Planted | None:
    sentences = [one for part, text in strings(site).items() for one in _sentences(part, text)]
    if len(sentences) < 2:
        return None
    return edit_one(site, [one for one in sentences if _text_of(site, one).count(" ") >= 3], chance)


def swap_translations(site: FaultSite, chance: random.Random) -> Planted | None:
    document = site.transcript
    others = [
        place
        for place in range(site.place + 1, min(site.place + 4, len(document.segments)))
        if _long(document.segments[place])
    ]
    if not others or not _long(site.segment):
        return None
    first, second = site.segment, document.segments[chance.choice(others)]
    changed = {
        first.id: msgspec.structs.replace(first, target=second.target),
        second.id: msgspec.structs.replace(second, target=first.target),
    }
    return make_planted(document, changed, f"{plain(first.target or ())} <> {plain(second.target or ())}")


def _long(segment: Segment) -> bool:
    """A passage of one or two words is as right beside its neighbour."""
    return segment.source is not None and plain(segment.target or ()).count(" ") >= 4


def loop_translation(site: FaultSite, chance: random.Random) -> Planted | None:
    return edit_one(site, [edit for part, text in strings(site).items() for edit in _loops(part, text, chance)], chance)


def loop_original(site: FaultSite, chance: random.Random) -> Planted | None:
    texts = plain_parts(site.segment.source or ())
    edits = [edit for part, text in texts.items() for edit in _loops(part, text, chance)]
    return edit_one(site, edits, chance, side="source")


def _loops(part: int, text: str, chance: random.Random) -> Iterator[Edit]:
    words = list(re.finditer(r"\S+", text))
    size = min(chance.randint(3, 5), max(len(words), 3))
    for first in range(len(words) - size + 1):
        start, end = words[first].start(), words[first + size - 1].end()
        yield Edit(part, end, end, (" " + text[start:end]) * chance.randint(3, 6))


def silence_translation(site: FaultSite, chance: random.Random) -> Planted | None:
    said = plain(site.segment.target or ())
    if said.count(" ") < 4:
        return None
    changed = msgspec.structs.replace(site.segment, source=(said,))
    return make_planted(site.transcript, {site.segment.id: changed}, f"original: {said}")


def add_clause(site: FaultSite, chance: random.Random) -> Planted | None:
    clause = chance.choice(_CLAUSES)
    edits = find(site, re.compile(r"(?<=\w)\.(?= [A-Z]|$)"), lambda found: clause)
    return edit_one(site, edits, chance)


_CLAUSES = (
    ", which everybody in the street already knew at the time.",
    ", although my brother later told it quite differently.",
    ", as the newspapers reported on the following morning.",
    ", and we were all very proud of that.",
    ", because the authorities had ordered it in writing.",
    ". People say that it was the happiest time of their lives.",
    ". The neighbours still talk about it when they meet.",
    ". I have always been grateful to them for their courage.",
)


def _sentences(part: int, text: str) -> Iterator[Edit]:
    """Whole sentences only: what touches a mark may go on behind it."""
    for found in re.finditer(r"\S.*?[.?!]+[”»\"]?(?:\s+|$)", text, re.DOTALL):
        if part == 0 or found.start() > 1:
            yield Edit(part, found.start(), found.end(), "")


def _text_of(site: FaultSite, edit: Edit) -> str:
    return strings(site)[edit.part][edit.start : edit.end].strip()
