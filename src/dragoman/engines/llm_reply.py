"""Finds the translations in a language model's answer, whatever text is around them.

The parser is lenient about the form, and strict about the ids: an id is never guessed from a position in a list.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from dragoman.engines.base import TranslationRequest
from dragoman.engines.reply_text import replace_halves
from dragoman.language.folding import fold_letters

__all__ = ["Entry", "find_entries", "keep_placed"]

# Failed attempts to read JSON after which the rest is skipped: an answer may be built to take forever.
_VAIN = 300
_TEXT_KEYS = ("text", "translation", "target")
_OPENING = re.compile(r"[\[{](?=\s*[\"\[{\]}])")
_LEAST_LETTERS = 6
_DECODER = json.JSONDecoder()


class Entry(msgspec.Struct, frozen=True):
    """A translation in an answer: its id, its text, and the first words of the original as the model copied them."""

    id: str
    text: str
    begins: str | None = None


def find_entries(answer: str, ids: Iterable[str]) -> tuple[Entry, ...]:
    """The translations in an answer, in its order, with doubled and invented ids; an incomplete entry is left out.

    :param ids: the ids in the request; an object that has them as keys is read too
    """
    known = frozenset(ids)
    thought = answer.rfind("</think>")
    return tuple(
        entry
        for value in _find_values(answer[thought + len("</think>") :] if thought >= 0 else answer)
        for entry in _walk(value, known, 0)
    )


def keep_placed(entries: tuple[Entry, ...], request: TranslationRequest) -> tuple[Entry, ...]:
    """The entries without those whose ``begins`` matches another passage than the one with their id."""
    originals = {passage.id: _letters(passage.text) for passage in request.passages}
    around = [_letters(passage.text) for passage in (*request.before, *request.after)]

    def is_placed(entry: Entry) -> bool:
        own, begins = originals.get(entry.id), _letters(entry.begins or "")
        if own is None or len(begins) < _LEAST_LETTERS or own.startswith(begins) or (own and begins.startswith(own)):
            return True
        others = (letters for name, letters in originals.items() if name != entry.id)
        return not any(other.startswith(begins) for other in (*others, *around))

    return tuple(entry for entry in entries if is_placed(entry))


def _find_values(answer: str) -> Iterator[Any]:
    """The JSON values in an answer, from left to right, without overlaps."""
    at, vain = 0, 0
    while (opening := _OPENING.search(answer, at)) and vain < _VAIN:
        try:
            value, at = _DECODER.raw_decode(answer, opening.start())
        except (RecursionError, ValueError):
            # A value inside may still be complete, such as the entries of a list that was cut off.
            vain += 1
            at = opening.end()
        else:
            yield value


def _walk(value: Any, known: frozenset[str], depth: int) -> Iterator[Entry]:
    if depth > 4:
        return
    if isinstance(value, list):
        for item in value:
            yield from _walk(item, known, depth + 1)
    elif isinstance(value, dict):
        entry = _read_entry(value)
        if entry is not None:
            yield entry
            return
        for key, item in value.items():
            if key in known and isinstance(item, str):
                yield Entry(key, replace_halves(item))
            elif key in known and isinstance(item, dict) and "id" not in item:
                yield from _walk({**item, "id": key}, known, depth + 1)
            else:
                yield from _walk(item, known, depth + 1)


def _read_entry(value: dict[str, Any]) -> Entry | None:
    text = next((value[key] for key in _TEXT_KEYS if isinstance(value.get(key), str)), None)
    name = value.get("id")
    if text is None or not isinstance(name, (str, int)) or isinstance(name, bool):
        return None
    begins = value.get("begins")
    return Entry(replace_halves(str(name)), replace_halves(text), begins if isinstance(begins, str) else None)


def _letters(text: str) -> str:
    return "".join(fold_letters(text[:400]).split())
