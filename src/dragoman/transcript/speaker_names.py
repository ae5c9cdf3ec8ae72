"""One person, called by other names in a translation than in the original."""

from __future__ import annotations

import unicodedata

import msgspec

from dragoman.transcript.document import Speaker, display_name

__all__ = ["as_translated", "first_script"]


def as_translated(speaker: Speaker, name: str) -> Speaker:
    """The same person, whom a translation calls ``name``: that is the label, and the original's is the native name.

    Where the two may be forms of one name (in one script, with a word in common, or initials), or a number such as
    ``Speaker 1``, the translation's is an alias.
    """
    if name in (speaker.label, speaker.name, speaker.id, *speaker.aliases):
        return speaker
    if speaker.label is None and speaker.name is None:
        return msgspec.structs.replace(speaker, label=name)
    own = display_name(speaker)
    if speaker.name is None and speaker.name_native is None and not _may_be_forms(own, name):
        return msgspec.structs.replace(speaker, label=name, name_native=own)
    return msgspec.structs.replace(speaker, aliases=(*speaker.aliases, name))


def _may_be_forms(one: str, other: str) -> bool:
    if first_script(one) != first_script(other):
        return False
    if any(map(str.isdecimal, one + other)):
        return True
    ours, theirs = one.casefold().split(), other.casefold().split()
    firsts = ["".join(word[0] for word in words) for words in (ours, theirs)]
    return not set(ours).isdisjoint(theirs) or firsts[0] in theirs or firsts[1] in ours


def first_script(name: str) -> str:
    """The first word of the name of its first letter, such as ``ARABIC``; empty if it has none."""
    return next((unicodedata.name(letter, "").partition(" ")[0] for letter in name if letter.isalpha()), "")
