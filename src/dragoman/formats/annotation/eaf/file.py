"""The content of an EAF file: properties, time slots, and annotations on tiers that refer to each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from dragoman.errors import FormatError
from dragoman.formats.options import ReadOptions
from dragoman.formats.reading.xml import Element, refuse_long_runs
from dragoman.transcript.span import LATEST
from dragoman.transcript.tags import is_tag

__all__ = ["ROLES", "Annotation", "File", "Role", "Tier", "load", "voice_of_tier"]

Role = Literal["text", "translation", "id"]
ROLES: tuple[tuple[Role, str], ...] = (
    ("translation", r"ft|fg|fe|free|transl\w*|trad\w*|übers\w*|eng|english"),
    ("text", r"tx|txt|text|utt\w*|transcr\w*|orth\w*|original"),
    ("id", r"ref|rf|id|segnum|reference"),
)


class Tier(msgspec.Struct, frozen=True):
    """A tier: its name and type, its speaker, its language, and the tier above it."""

    name: str
    kind: str
    participant: str | None
    parent: str | None
    language: str | None

    @property
    def role(self) -> Role | None:
        """What the tier contains, according to its type or its name."""
        for words in (self.kind, self.name):
            for role, pattern in ROLES:
                if re.search(rf"(?:^|[\W_])(?:{pattern})(?:[\W_]|$)", words, re.IGNORECASE):
                    return role
        return None


class Annotation(msgspec.Struct, frozen=True):
    """An annotation; ``refers`` is the id of the annotation above it, ``slots`` are the ids of its time slots."""

    id: str
    tier: Tier
    value: str
    line: int | None
    refers: str | None = None
    slots: tuple[str, str] | None = None


class File(msgspec.Struct, frozen=True):
    """The content of an EAF file.

    ``origin`` is the time in the recording, in ms, that the file calls 0; ``slots`` are already relative to the
    recording.
    """

    properties: dict[str, str]
    slots: dict[str, int | None]
    annotations: tuple[Annotation, ...]
    media: str | None
    origin: int = 0


def load(root: Element, options: ReadOptions) -> File:
    """The content under the root element of a file.

    :raises FormatError: if the file counts time in frames, or a text cannot be read safely
    """
    header = root.find("HEADER")
    properties = {p.get("NAME") or "": _words(p, options) for p in root.iterfind("HEADER/PROPERTY")}
    descriptor = root.find("HEADER/MEDIA_DESCRIPTOR")
    media = None if descriptor is None else descriptor.get("MEDIA_URL")
    origin = (None if descriptor is None else _ms(descriptor.get("TIME_ORIGIN"))) or 0
    # Older versions may count in video frames, newer ones only in ms.
    if header is not None and header.get("TIME_UNITS") not in (None, "milliseconds"):
        raise FormatError(options.path, "counts time in frames", "save it with a newer ELAN", line=header.sourceline)
    times = ((s.get("TIME_SLOT_ID") or "", _ms(s.get("TIME_VALUE"))) for s in root.iterfind("TIME_ORDER/TIME_SLOT"))
    slots = {id_: None if time is None else time + origin for id_, time in times}
    annotations = tuple(a for tier in root.iterfind("TIER") for a in _annotations(tier, options))
    return File(properties, slots, annotations, media, origin)


def _words(element: Element, options: ReadOptions) -> str:
    return refuse_long_runs("".join(element.itertext()), options.path, element.sourceline)


def _ms(text: str | None) -> int | None:
    found = int(text) if text and re.fullmatch(r"\d{1,13}", text, re.ASCII) else None
    return found if found is not None and found <= LATEST else None


def _annotations(element: Element, options: ReadOptions) -> Iterator[Annotation]:
    tier = Tier(
        name=element.get("TIER_ID") or "",
        kind=element.get("LINGUISTIC_TYPE_REF") or "",
        participant=element.get("PARTICIPANT") or None,
        parent=element.get("PARENT_REF") or None,
        language=element.get("LANG_REF") if is_tag(element.get("LANG_REF") or "") else None,
    )
    for one in element.iterfind("ANNOTATION/*"):
        value = one.find("ANNOTATION_VALUE")
        first, second = one.get("TIME_SLOT_REF1"), one.get("TIME_SLOT_REF2")
        yield Annotation(
            id=one.get("ANNOTATION_ID") or "",
            tier=tier,
            value="" if value is None else _words(value, options),
            line=one.sourceline,
            refers=one.get("ANNOTATION_REF"),
            slots=(first, second) if first and second else None,
        )


def voice_of_tier(name: str) -> str | None:
    """The speaker in the name of a tier: ``tx@Anna`` and ``Anna_text`` are Anna's."""
    bare = name.rpartition("@")[2] if "@" in name else name
    patterns = "|".join(pattern for _, pattern in ROLES)
    return re.sub(rf"[\W_]+(?:{patterns})$|^(?:{patterns})[\W_]+", "", bare, flags=re.IGNORECASE).strip() or None
