r"""One text for the field of an editor: the notation with as few backslashes as possible.

On a page an unclosed bracket is an error, so the serializer escapes it. In a field, a mark is often typed in two steps:
``(to`` must come back as ``(to``, or the rest that is typed later does not complete the mark.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Sequence

from dragoman.notation.inline import Report, read_inlines
from dragoman.notation.pairs import BracketToken, find_pairs, find_tokens
from dragoman.notation.serializer import serialize_text
from dragoman.notation.typed import as_typed_text
from dragoman.transcript.text import Text

__all__ = ["ReadText", "drop_escapes", "ignore", "serialize_field"]

ReadText = Callable[[str, int, Report], Text]
"""A function that returns the rich text in a string from an offset on, and reports what it cannot read."""


# Letters, digits, single spaces between them, and signs that no mark begins or ends with.
_PLAIN = re.compile(r"""(?:[\w,.;:!?'"¿¡«»“”‘’…-]++ )*+[\w,.;:!?'"¿¡«»“”‘’…-]++""")


def serialize_field(text: Text) -> str:
    """One text in the notation, without backslashes that are not needed, such as in half a mark.

    :func:`parse_text` reads the same text from it as from the result of :func:`serialize_text`.
    """
    if len(text) == 1 and isinstance(text[0], str) and _is_plain(text[0]):
        return text[0]
    return drop_escapes(serialize_text(text), as_typed_text(text), read_inlines)


def drop_escapes(escaped: str, wanted: Text, read: ReadText) -> str:
    """A typed text without the backslashes that ``read`` does not need to read ``wanted`` from it."""
    if "\\" not in escaped:
        return escaped
    escapes = [token for token in find_tokens(escaped, 0) if token.text[0] == "\\"]
    bare = _without(escaped, escapes, range(len(escapes)))
    if read(bare, 0, ignore) == wanted:
        return bare
    fewer = _without(escaped, escapes, _find_needless(bare, escapes, read))
    return fewer if read(fewer, 0, ignore) == wanted else escaped


def _is_plain(words: str) -> bool:
    """Whether words are written as they are. Most are, and an interview has thousands of texts."""
    return _PLAIN.fullmatch(words) is not None and unicodedata.is_normalized("NFC", words)


def ignore(code: str, offset: int, message: str) -> None:
    """A ``report`` that ignores the faults."""


def _without(escaped: str, escapes: Sequence[BracketToken], needless: Collection[int]) -> str:
    """The text without the backslashes of the escapes with these indices."""
    pieces, done = [], 0
    for index, escape in enumerate(escapes):
        if index in needless:
            pieces.append(escaped[done : escape.start])
            done = escape.start + 1
    return "".join([*pieces, escaped[done:]])


def _find_needless(bare: str, escapes: Sequence[BracketToken], read: ReadText) -> set[int]:
    """The indices of escapes whose characters belong to no mark in the text without escapes."""
    plain_at: set[int] = set()
    faulty: set[int] = set()
    read(bare, 0, lambda code, offset, message: faulty.add(offset))
    tokens = find_tokens(bare, 0)
    pairs = find_pairs(bare, tokens)
    for index, token in enumerate(tokens):
        opener = min(index, pairs.get(index, index))
        if token.text[0] not in "\\–" and (index not in pairs or tokens[opener].start in faulty):
            plain_at.update(range(token.start, token.end))
    # In the text without escapes, each earlier escape is one character shorter.
    return {index for index, escape in enumerate(escapes) if escape.start - index in plain_at}
