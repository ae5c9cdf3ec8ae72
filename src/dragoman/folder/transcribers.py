"""Finds who wrote the originals of an interview, and who only corrected those of a file or an engine."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import attrgetter
from typing import Any

import msgspec

from dragoman.language.folding import fold_letters
from dragoman.transcript.document import Engine, Person, Transcript
from dragoman.transcript.revision import Revision
from dragoman.transcript.text import Text, plain

__all__ = ["find_transcribers"]

# A word, or one character in scripts without spaces between words.
_WORD = re.compile("[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|[^\\W_]+")
_WHOLE = "transcript"
_PASSAGE = "segment:"

Texts = tuple[Any, ...]
"""Texts as JSON values. They are read only for passages that somebody signed."""


def find_transcribers(transcript: Transcript, history: Iterable[Revision]) -> tuple[str, ...]:
    """The handles of those who signed originals and wrote most of their words.

    Words that a file or an engine gave a passage, and that it still has, are not theirs. Whoever wrote fewer words than
    they kept corrected a transcript. A word that occurs on both sides counts as kept, wherever it stands.

    :param history: every revision of the document, in order
    """
    given = _find_given(history)
    own: Counter[str] = Counter()
    for segment in transcript.segments:
        if segment.withdrawn is None and segment.source and isinstance(segment.source_origin, Person):
            now = _count(segment.source)
            kept = (now & _count_all(given.get(segment.id, ()))).total()
            own[segment.source_origin.handle] += now.total() - 2 * kept
    return tuple(handle for handle, more in own.items() if more > 0)


def _find_given(history: Iterable[Revision]) -> dict[str, Texts]:
    """The texts that a file or an engine gave each passage, by its id."""
    given: dict[str, Texts] = {}
    for _, revisions in groupby(history, key=attrgetter("group")):
        action = tuple(revisions)
        rewritten = {_id(one) for one in action if one.field == "source"}
        for one in action:
            _take(one, given, rewritten)
    return given


def _take(one: Revision, given: dict[str, Texts], rewritten: set[str]) -> None:
    """Add what a revision gives. A split and a join pass on what the passage before has, or gets."""
    if one.subject == _WHOLE and not one.field:
        given.clear()
        for segment in (one.after or {}).get("segments", ()):
            given[segment["id"]] = _given_by(segment)
    elif not one.subject.startswith(_PASSAGE):
        return
    elif one.field == "source" and isinstance(one.author, Engine):
        given[_id(one)] = (one.after,)
    elif not one.field and one.after:
        behind = one.after["behind"]
        before = given.get(behind, ()) if behind in rewritten else ()
        given[_id(one)] = (*_given_by(one.after["value"]), *before, *given.get(_id(one), ()))
    elif not one.field and one.before and one.before["behind"] in rewritten:
        behind = one.before["behind"]
        given[behind] = (*given.get(behind, ()), *given.get(_id(one), ()))


def _given_by(segment: Mapping[str, Any]) -> Texts:
    """The original of a passage, as a JSON value, if no person signed it."""
    is_signed = (segment.get("source_origin") or {}).get("by") == "person"
    return () if is_signed else (segment.get("source"),)


def _id(revision: Revision) -> str:
    return revision.subject.removeprefix(_PASSAGE)


def _count_all(texts: Texts) -> Counter[str]:
    """The words of texts. What texts repeat counts again, so that too much rather than too little counts as kept."""
    counts = (_count(msgspec.convert(text, Text)) for text in texts if text)
    return sum(counts, Counter[str]())


def _count(text: Text) -> Counter[str]:
    return Counter(_words(plain(text)))


def _words(text: str) -> Iterator[str]:
    return (found.group() for found in _WORD.finditer(fold_letters(text)))
