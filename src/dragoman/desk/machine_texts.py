"""A machine's text of a passage before people changed it, found in the history."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import msgspec

from dragoman.conventions.field_text import serialize_in_profile
from dragoman.conventions.profiles import Profile
from dragoman.language.word_difference import find_difference
from dragoman.transcript.document import Engine, Segment
from dragoman.transcript.revision import Revision
from dragoman.transcript.text import Text

__all__ = ["find_machine_texts"]


def find_machine_texts(history: Sequence[Revision], segment: Segment, profile: Profile) -> list[dict[str, Any]]:
    """The last text that a machine wrote on each side, with the brackets of a profile, if it differs from the current
    one.
    """
    found = ((side, _find_last(history, segment.id, side, profile)) for side in ("source", "target"))
    return [
        {"side": side, "text": last[0], "engine": last[1], "difference": find_difference(last[0], now)}
        for side, last in found
        if last is not None
        and last[0]
        and last[0] != (now := serialize_in_profile(getattr(segment, side) or (), profile))
    ]


def _find_last(
    history: Sequence[Revision], id_: str, side: Literal["source", "target"] | str, profile: Profile
) -> tuple[str, str] | None:
    """The text and the engine."""
    for revision in reversed(history):
        if not isinstance(revision.author, Engine):
            continue
        value = _find_written(revision, id_, side)
        if value:
            return serialize_in_profile(msgspec.convert(value, Text), profile), revision.author.name
    return None


def _find_written(revision: Revision, id_: str, side: str) -> Any:
    """The value that a revision wrote to a side of a passage; ``None`` if it wrote none."""
    if revision.subject == f"segment:{id_}" and revision.field == side:
        return revision.after
    if revision.subject == f"segment:{id_}" and not revision.field and revision.after:
        return revision.after["value"].get(side)
    if revision.subject == "transcript" and not revision.field and revision.after:
        segments = revision.after.get("segments", ())
        return next((one.get(side) for one in segments if one["id"] == id_), None)
    return None
