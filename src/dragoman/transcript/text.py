"""Rich text: what was said, or its translation, with the translator's marks as data.

A text is a tuple of plain strings and marks. A mark stores its meaning, never the characters that a publisher writes
for it: those belong to ``notation`` and to the profiles. Marks around words have them in ``content``; marks without
words have a description. Texts are kept as their author wrote them (NFC; joiners and digits unchanged).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Literal, Union

import msgspec

__all__ = [
    "Abbreviation",
    "CodeSwitch",
    "CutOff",
    "Foreign",
    "Gap",
    "Gloss",
    "Incident",
    "Inline",
    "Kinesic",
    "Mark",
    "Note",
    "Overlap",
    "Pause",
    "Phonetic",
    "Quote",
    "Redacted",
    "Sic",
    "Struck",
    "Supplied",
    "Text",
    "Unclear",
    "Vocal",
    "Wrapper",
    "Writing",
    "find_marks",
    "has_words",
    "is_deep",
    "is_untranscribed",
    "is_untranslated",
    "joined",
    "mark_name",
    "plain",
    "split_text",
    "text_length",
    "tidy",
]


class _Mark(msgspec.Struct, frozen=True, tag_field="mark", tag=str.lower, omit_defaults=True):
    """Base of every mark; its tag is its name in JSON, :func:`mark_name`."""


class Supplied(_Mark, frozen=True):
    """Words that were added and not said: by the translator, or in an original by its editor."""

    content: Text


class Gloss(_Mark, frozen=True):
    """An explanation, for the reader, of the words before it, such as a conversion. It is not the translation."""

    content: Text


class Unclear(_Mark, frozen=True):
    """The best guess at words that are hard to understand."""

    content: Text


class Gap(_Mark, frozen=True):
    """Missing words, and the reason.

    ``inaudible``: nobody can understand them. ``omitted``: the editor left them out. ``untranscribed``: no engine could
    transcribe them. ``untranslated``: a translation failed or was refused. ``duration`` is in ms.
    """

    reason: Literal["inaudible", "omitted", "untranscribed", "untranslated"]
    duration: int | None = None
    description: str | None = None


class Redacted(_Mark, frozen=True):
    """Words withheld, with the reason given to readers ("safety"). The words themselves are not stored."""

    reason: str | None = None


class Vocal(_Mark, frozen=True):
    """A vocal sound without words: laughs, sighs, coughs."""

    description: str


class Incident(_Mark, frozen=True):
    """An audible event: a phone rings, applause."""

    description: str


class Kinesic(_Mark, frozen=True):
    """A gesture: nods, points at the map."""

    description: str


class Pause(_Mark, frozen=True):
    """A silence that the reader should know of; ``duration`` is in ms. ``description`` has the words of its author."""

    duration: int | None = None
    description: str | None = None


class Writing(_Mark, frozen=True):
    """Text shown on the screen."""

    description: str


class Foreign(_Mark, frozen=True):
    """A word of the source kept in the target, transliterated or not."""

    content: Text


class CodeSwitch(_Mark, frozen=True, tag="switched"):
    """Words in another language than the rest of the text; ``language`` is the BCP 47 tag of that language."""

    language: str
    content: Text


class Phonetic(_Mark, frozen=True):
    """A name spelled by ear; the spelling is not verified."""

    content: Text


class Sic(_Mark, frozen=True):
    """A speaker's slip, kept as said; ``correction`` is what was meant, if the translator adds it.

    ``sign`` is what the author typed behind it, if it is another word than "sic", such as ``كذا`` or ``as heard``.
    """

    content: Text
    correction: str | None = None
    sign: str | None = None


class Struck(_Mark, frozen=True):
    """Words that an editor struck out, still legible."""

    content: Text


class CutOff(_Mark, frozen=True):
    """The beginning of a word that the speaker broke off."""

    content: str


class Overlap(_Mark, frozen=True):
    """A mark at the beginning of a text that overlaps the turn before."""


class Abbreviation(_Mark, frozen=True):
    """A formula that was said in full and that the editors abbreviate."""

    content: Text
    expansion: str


class Note(_Mark, frozen=True):
    """A note. Those for the ``reader`` are published as endnotes; those for the ``desk`` are never published."""

    content: Text
    audience: Literal["reader", "desk"] = "reader"


class Quote(_Mark, frozen=True):
    """A quotation whose ``source`` a person has named. ``content`` keeps its quotation marks as typed."""

    content: Text
    source: str


Wrapper = Supplied | Gloss | Unclear | Foreign | CodeSwitch | Phonetic | Sic | Struck | Abbreviation | Note | Quote
Mark = Wrapper | Gap | Redacted | Vocal | Incident | Kinesic | Pause | Writing | CutOff | Overlap
# typing.Union, because msgspec resolves the recursion through these names.
Inline = Union[str, Mark]  # noqa: UP007
Text = tuple[Inline, ...]

# Wrappers whose content is part of the sentence; the content of the others is beside it.
_READ = (Supplied, Unclear, Foreign, CodeSwitch, Phonetic, Sic, Struck, Abbreviation, Quote)


def plain(text: Text, *, without: tuple[type, ...] = ()) -> str:
    """The words of a text without marks. Supplied and doubtful words are kept; glosses, notes and events are not.

    :param without: kinds of marks whose words are left out too, such as ``(Supplied, Struck)``
    """
    return "".join(_plain(inline, without) for inline in text)


def _plain(inline: Inline, without: tuple[type, ...]) -> str:
    if isinstance(inline, str):
        return inline
    if isinstance(inline, without):
        return ""
    if isinstance(inline, CutOff):
        return inline.content
    return plain(inline.content, without=without) if isinstance(inline, _READ) else ""


def has_words(text: Text | None) -> bool:
    """Whether a text has a letter or a digit outside its marks for what is missing or beside the words."""
    return any(character.isalnum() for character in plain(text or ()))


def mark_name(kind: type) -> str:
    """The name of a kind of mark in stored files, classes of pages and legends, such as ``supplied``."""
    return str(kind.__struct_config__.tag)  # type: ignore[attr-defined]


def find_marks(text: Text) -> Iterator[Mark]:
    """All marks of a text in reading order, an outer mark before those inside it."""
    for inline in text:
        if not isinstance(inline, str):
            yield inline
            if isinstance(inline, Wrapper):
                yield from find_marks(inline.content)


def is_untranscribed(source: Text | None) -> bool:
    """Whether an original holds only gaps for speech that no engine could transcribe. An empty one does not."""
    return bool(source) and _is_only_gaps(source, ("untranscribed",))


def is_untranslated(target: Text | None) -> bool:
    """Whether a translation is missing: empty, or only gaps that an engine left in it.

    A draft marks untranscribed speech on both sides. That gap is no translation of words typed into the original later.
    """
    return _is_only_gaps(target, ("untranscribed", "untranslated"))


def _is_only_gaps(text: Text | None, reasons: tuple[str, ...]) -> bool:
    """Whether a text is empty apart from gaps for these reasons."""
    return all(
        not inline.strip() if isinstance(inline, str) else isinstance(inline, Gap) and inline.reason in reasons
        for inline in text or ()
    )


def is_deep(text: Text, levels: int = 32) -> bool:
    """Whether marks are nested at least ``levels`` deep, which is more than anybody writes."""
    return levels == 0 or any(is_deep(inline.content, levels - 1) for inline in text if isinstance(inline, Wrapper))


def tidy(text: Text) -> Text:
    """The same text in its canonical form: NFC, no empty strings, adjacent strings joined."""
    out: list[Inline] = []
    for inline in text:
        if isinstance(inline, str):
            piece = unicodedata.normalize("NFC", inline)
            if out and isinstance(out[-1], str):
                out[-1] = unicodedata.normalize("NFC", out[-1] + piece)
            elif piece:
                out.append(piece)
        elif isinstance(inline, Wrapper):
            out.append(msgspec.structs.replace(inline, content=tidy(inline.content)))
        else:
            out.append(inline)
    return tuple(out)


def joined(first: Text | None, second: Text | None, separator: str = " ") -> Text | None:
    """Two texts joined by the separator. If one is missing, the other is returned unchanged."""
    if not first or not second:
        return first or second
    return tidy((*first, separator, *second))


def text_length(text: Text) -> int:
    """The number of characters of :func:`plain`, as :func:`split_text` counts them."""
    return len(plain(text))


def split_text(text: Text, at: int) -> tuple[Text, Text]:
    """The two halves of a text, cut after ``at`` characters of the plain text.

    A mark across the cut is continued in both halves. A mark without words at the cut is part of the first half.

    :raises ValueError: if ``at`` is negative or greater than the text's length
    """
    if not 0 <= at <= text_length(text):
        raise ValueError(f"cannot cut a text of {text_length(text)} characters after {at}")
    first: list[Inline] = []
    second: list[Inline] = []
    left = at
    for inline in text:
        size = len(_plain(inline, ()))
        if size <= left and not second:
            first.append(inline)
        elif left <= 0 or second:
            second.append(inline)
        else:
            head, tail = _cut(inline, left)
            first.append(head)
            second.append(tail)
        left -= size
    return tidy(tuple(first)), tidy(tuple(second))


def _cut(inline: Inline, at: int) -> tuple[Inline, Inline]:
    if isinstance(inline, str):
        return inline[:at], inline[at:]
    if isinstance(inline, CutOff):
        return inline.content[:at], CutOff(inline.content[at:])
    if isinstance(inline, Wrapper):
        head, tail = split_text(inline.content, at)
        return msgspec.structs.replace(inline, content=head), msgspec.structs.replace(inline, content=tail)
    raise AssertionError(f"{inline!r} contains no words to cut")
