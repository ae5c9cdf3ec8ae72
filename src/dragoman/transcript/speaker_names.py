"""The names of a speaker: joined from an original and its translation, and told from labels of programs."""

from __future__ import annotations

import re
import unicodedata

import msgspec

from dragoman.transcript.document import Speaker, display_name

__all__ = ["as_translated", "first_script", "is_placeholder"]

# What programs call a voice that they number, in the languages of the interface and in those of common programs.
_PLACEHOLDER = re.compile(
    r"(?:speaker|spk|voice|sprecher|sprecherin|locuteur|locutrice|hablante|locutor|locutora|orador|falante|parlante"
    r"|спикер|говорящий|متحدث|المتحدث|المتكلم|گوینده|דובר|konuşmacı)[\s_-]*\d{1,4}",
    re.IGNORECASE,
)


def as_translated(speaker: Speaker, name: str) -> Speaker:
    """The speaker with the name that a translation uses: it becomes the label, and the original's the native name.

    If the two may be forms of one name (in one script, with a word in common, or initials), or contain a number as
    ``Speaker 1`` does, the translation's name becomes an alias instead.
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
    """The first word of the Unicode name of a text's first letter, such as ``ARABIC``; empty without a letter."""
    return next((unicodedata.name(letter, "").partition(" ")[0] for letter in name if letter.isalpha()), "")


def is_placeholder(label: str) -> bool:
    """Whether a label is only a program's number for a voice: ``Speaker 2``, ``SPEAKER_00``, ``المتحدث ٢``."""
    return _PLACEHOLDER.fullmatch(label.strip()) is not None
