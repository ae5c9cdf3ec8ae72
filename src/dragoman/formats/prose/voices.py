"""Whose words a paragraph without a label is, where the page sets questions and answers in different type."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from dragoman.formats.prose.label_candidates import Opening, is_alone
from dragoman.formats.prose.label_evidence import key_of
from dragoman.formats.prose.paragraphs import Paragraph

__all__ = ["find_voices"]

# Whether all words are bold, and whether all are in italics.
_Type = tuple[bool, bool]

_PLAIN: _Type = (False, False)
_QUESTION_MARKS = frozenset("?؟？;՞")
_CLOSING = ' \u00a0)]}"”»’'


def find_voices(paragraphs: Sequence[Paragraph], numbers: range, found: dict[int, Opening]) -> dict[int, str | None]:
    """The labels of paragraphs whose type says more than their place; ``None`` if nobody is known.

    A paragraph without a label usually continues the turn above it. Not where type tells people apart: if the
    paragraphs in bold or italics without a label are questions, or if each speaker's words have one type, a paragraph
    belongs to the last speaker with its type.

    :param numbers: the paragraphs that are spoken
    :param found: the label at the beginning of a paragraph, by the paragraph's number
    """
    spoken = {number: type_ for number in numbers if (type_ := _type_of(paragraphs[number], found.get(number)))}
    labels = _find_labels(paragraphs, numbers, found)
    bare = [number for number, type_ in spoken.items() if number not in labels and type_ != _PLAIN]
    if not bare or not (_are_questions(paragraphs, bare) or _are_distinct(spoken, labels, bare)):
        return {}
    owners: dict[int, str | None] = {}
    last: dict[_Type, str] = {}
    for number, type_ in spoken.items():
        if number in labels:
            last[type_] = labels[number]
        elif type_ != _PLAIN or type_ in last:
            owners[number] = last.get(type_)
    return owners


def _find_labels(paragraphs: Sequence[Paragraph], numbers: range, found: dict[int, Opening]) -> dict[int, str]:
    """The label of each paragraph that has one: at its beginning, or alone on the line above it."""
    labels: dict[int, str] = {}
    above: str | None = None
    for number in numbers:
        opening = found.get(number)
        if opening is not None:
            above = opening.label if is_alone(paragraphs[number], opening) else None
            labels[number] = opening.label
        elif above is not None and paragraphs[number].kind == "paragraph":
            labels[number], above = above, None
    return labels


def _type_of(paragraph: Paragraph, opening: Opening | None) -> _Type | None:
    """The type of the words after the label; ``None`` if the paragraph has no words of speech."""
    if paragraph.kind != "paragraph":
        return None
    at, start = 0, opening.end if opening else 0
    bold = italic = True
    has_words = False
    for piece in paragraph.pieces:
        words = piece.text[max(0, start - at) :]
        at += len(piece.text)
        if any(map(str.isalnum, words)):
            has_words = True
            bold, italic = bold and piece.bold, italic and piece.italic
    return (bold, italic) if has_words else None


def _are_questions(paragraphs: Sequence[Paragraph], numbers: Sequence[int]) -> bool:
    """Whether most of these paragraphs end with a question mark."""
    asked = sum(paragraphs[number].text.rstrip(_CLOSING)[-1:] in _QUESTION_MARKS for number in numbers)
    return asked * 2 > len(numbers)


def _are_distinct(spoken: dict[int, _Type], labels: dict[int, str], bare: Sequence[int]) -> bool:
    """Whether each speaker with a label has one type, there are several, and the bare paragraphs have one of them."""
    of_speakers: defaultdict[str, set[_Type]] = defaultdict(set)
    for number, label in labels.items():
        if number in spoken:
            of_speakers[key_of(label)].add(spoken[number])
    used = {type_ for types in of_speakers.values() for type_ in types}
    return len(used) > 1 and {spoken[n] for n in bare} <= used and all(len(one) == 1 for one in of_speakers.values())
