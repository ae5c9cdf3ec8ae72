"""One person, called by other names in a translation than in the original."""

from __future__ import annotations

import unicodedata

import msgspec

from dragoman.transcript.document import Speaker, display_name

__all__ = ["as_translated", "first_script"]


def as_translated(speaker: Speaker, name: str) -> Speaker:
    """The same person, whom a translation calls ``name``: in another script than the original's, that is the label."""
    if name in (speaker.label, speaker.name, speaker.id, *speaker.aliases):
        return speaker
    own = first_script(display_name(speaker))
    if speaker.name is None and speaker.name_native is None and own != first_script(name):
        return msgspec.structs.replace(speaker, label=name, name_native=display_name(speaker))
    return msgspec.structs.replace(speaker, aliases=(*speaker.aliases, name))


def first_script(name: str) -> str:
    """The first word of the name of its first letter, such as ``ARABIC``; empty where it has none."""
    return next((unicodedata.name(letter, "").partition(" ")[0] for letter in name if letter.isalpha()), "")
