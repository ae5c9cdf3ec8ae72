"""Labels about which the page says too little: what may name another speaker, and names that occur once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from dragoman.formats.prose.fact_words import HEAD_KEYS, KEYS, NOTICES
from dragoman.formats.prose.head_people import find_head_role
from dragoman.formats.prose.label_candidates import Opening, find_opening, is_alone
from dragoman.formats.prose.label_evidence import key_of, looks_like_name
from dragoman.formats.prose.label_parts import is_role, read_label
from dragoman.formats.prose.label_words import ARTICLES, RELATIVES, fold_words
from dragoman.formats.prose.paragraphs import Paragraph
from dragoman.language.function_words import function_counts

__all__ = ["UnsureLabel", "find_named_once", "find_unsure"]

_BESIDE = re.compile(r"\s*[(\[].*")
_MOST_WORDS, _MOST_CASELESS = 5, 2


class UnsureLabel(msgspec.Struct, frozen=True):
    """A beginning of a paragraph that may be a label, and the label of the speaker who has the words, if it is none."""

    paragraph: Paragraph
    label: str
    owner: str | None = None


def find_unsure(
    paragraphs: Sequence[Paragraph], numbers: Sequence[int], found: Mapping[int, Opening]
) -> Iterator[UnsureLabel]:
    """Paragraphs that are read as a continuation, and begin like a turn of somebody else.

    They begin with a name and a colon, or with the initials of a speaker without a colon: ``A.K. And then?``
    """
    if sum(opening.colon for opening in found.values()) * 2 <= len(found):
        return
    initials = {opening.label for opening in found.values() if read_label(opening.label).initials}
    owner: str | None = None
    for number in numbers:
        paragraph = paragraphs[number]
        if number in found:
            owner = found[number].label
        elif owner is not None and paragraph.kind == "paragraph":
            label = _find_label(paragraph, initials)
            if label is not None:
                yield UnsureLabel(paragraph, label, owner)


def _find_label(paragraph: Paragraph, initials: set[str]) -> str | None:
    first = paragraph.text.partition(" ")[0]
    if first in initials and len(first) < len(paragraph.text):
        return first
    opening = find_opening(paragraph)
    if opening is None or not opening.colon or opening.shape != "colon" or is_alone(paragraph, opening):
        return None
    return opening.label if _may_name(opening.label) else None


def _may_name(label: str) -> bool:
    """Whether a label is written like a person's: ``Frau Schmitz (a neighbour)``, ``Klein's daughter``, ``ליאה``."""
    key = label.casefold()
    if key in KEYS or key in HEAD_KEYS or key in NOTICES or find_head_role(label) == "transcriber":
        return False
    name = read_label(label).name or label
    words = name.split()
    if not label[0].isalpha() or label[0].islower() or function_counts(_BESIDE.sub("", label)):
        return False
    if set(fold_words(name)) & RELATIVES:
        return len(words) <= _MOST_WORDS
    if label == label.upper() == label.lower():
        return len(words) <= _MOST_CASELESS
    return looks_like_name(name) and len(words) <= _MOST_WORDS


def find_named_once(paragraphs: Sequence[Paragraph], found: Mapping[int, Opening]) -> Iterator[UnsureLabel]:
    """The names that occur once on a page on which others occur again and again.

    A full name, a role and a form of another name need no second occurrence.
    """
    counts = Counter(key_of(opening.label) for opening in found.values())
    if sum(count > 1 for count in counts.values()) < 2:
        return
    known = {word for key, count in counts.items() if count > 1 for word in key.split()}
    for number, opening in found.items():
        label = read_label(opening.label)
        key = key_of(opening.label)
        if counts[key] > 1 or not opening.colon or opening.bold or opening.capitals or label.role or label.title:
            continue
        if (
            is_role(opening.label)
            or len([word for word in label.words if word not in ARTICLES]) != 1
            or set(key.split()) & known
        ):
            continue
        yield UnsureLabel(paragraphs[number], opening.label)
