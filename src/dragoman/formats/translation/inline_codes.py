"""A text for translation programs: words, and codes that a translator copies without typing them.

The text is written in the notation, so that `(words that were not said)` can be added in any editor. Marks that are the
same in every language become codes: gaps, withheld words, pauses, and brackets that are not marks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Sequence

import msgspec

from dragoman.formats.reading.xml import Element, clean, local_name
from dragoman.notation import parse_text, serialize_text
from dragoman.notation.gap_words import without_own_words
from dragoman.problems import Place, Problem, ProblemLog
from dragoman.transcript.text import Gap, Pause, Redacted, Text

__all__ = ["Piece", "as_pieces", "find_words", "read_pieces", "write_pieces"]

# A mark in square brackets, or a sign escaped with a backslash.
_CODE = re.compile(r"\\.|\[[^\[\]\\]{1,200}\]", re.DOTALL)
_SAME_EVERYWHERE = (Gap, Redacted, Pause)


class Piece(msgspec.Struct, frozen=True):
    """A part of a text as typed in the notation; ``is_code`` says that a translator copies it."""

    typed: str
    is_code: bool = False


def as_pieces(text: Text) -> Iterator[Piece]:
    """The parts of a text in order. Joined, they are the text in the notation."""
    typed = serialize_text(text)
    begin = 0
    for match in _CODE.finditer(typed):
        if not _is_code(match.group()):
            continue
        if match.start() > begin:
            yield Piece(typed[begin : match.start()])
        yield Piece(match.group(), is_code=True)
        begin = match.end()
    if begin < len(typed):
        yield Piece(typed[begin:])


def _is_code(typed: str) -> bool:
    if typed.startswith("\\"):
        return True
    text, problems = parse_text(typed)
    if problems or len(text) != 1 or not isinstance(text[0], _SAME_EVERYWHERE):
        return False
    # Words for a gap, such as غير مسموع, are in one language.
    return without_own_words(text[0]) == text[0]


def read_pieces(typed: str, log: ProblemLog, where: Place) -> Text:
    """A text typed in the notation; its faults are logged at its passage."""
    text, problems = parse_text(typed)
    for problem in problems:
        log.add(_at(problem, where))
    return text


def _at(problem: Problem, where: Place) -> Problem:
    return msgspec.structs.replace(problem, where=where)


def write_pieces(side: Element, pieces: Sequence[Piece], add_code: Callable[[int, Piece], Element]) -> None:
    """Write a text into the element of its side.

    :param add_code: adds the element of a code, given its number in the text from 1 on
    """
    code = None
    number = 0
    for piece in pieces:
        if piece.is_code:
            number += 1
            code = add_code(number, piece)
        elif code is None:
            side.text = clean(piece.typed)
        else:
            code.tail = clean(piece.typed)


def find_words(element: Element, codes: Container[str], *, ours: bool) -> Iterator[str]:
    """The words in the element of a side, in parts.

    :param codes: the elements that contain codes. Our own are typed as they are; those of other programs are not words,
        except for the texts below ``sub``
    """
    yield element.text or ""
    for child in element:
        if local_name(child) not in codes:
            yield from find_words(child, codes, ours=ours)
        elif ours:
            yield "".join(child.itertext())
        else:
            for text in child.iter("{*}sub"):
                yield "".join(find_words(text, codes, ours=ours))
        yield child.tail or ""
