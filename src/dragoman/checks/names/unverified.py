"""Lists names that are spelled by ear or supplied by the translator, until somebody verifies them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.checks.bitext import Bitext, Pair, place_of, shorten
from dragoman.checks.names.name_runs import OTHER_CAPITALS
from dragoman.checks.names.spotted import fold_name, has_name_capitals
from dragoman.problems import Problem
from dragoman.transcript.text import Gloss, Phonetic, Supplied, find_marks, plain

__all__ = ["check"]

_NAME = re.compile(
    r"(?<=\w\s)[^\W\d_a-z][^\W\d_]{2,}|^[^\W\d_a-z][^\W\d_]{2,}(?=\s[^\W\d_a-z])|^[^\W\d_a-z][^\W\d_]{2,}$"
)


def check(bitext: Bitext) -> Iterator[Problem]:
    """A problem for each name spelled by ear, at its first passage, with its count; and for supplied names."""
    open_: dict[str, list[Pair]] = {}
    for pair in bitext.pairs:
        for mark in find_marks(pair.target.text or ()):
            if isinstance(mark, Phonetic):
                open_.setdefault(plain(mark.content).strip(), []).append(pair)
            elif isinstance(mark, Supplied | Gloss):
                words = plain(mark.content)
                if _holds_name(words, pair.target.language):
                    message = "“{words}” contains a name that the translator supplied"
                    yield Problem.of("name-supplied", "note", message, place_of(pair), words=shorten(words))
    for name, pairs in open_.items():
        times = ", {count} times" if len(pairs) > 1 else ""
        yield Problem.of(
            "name-open", "note", f"“{{name}}” is spelled by ear{times}", place_of(pairs[0]), name=name, count=len(pairs)
        )


def _holds_name(words: str, language: str) -> bool:
    """Whether words contain a name: a word with a capital, but not a weekday, a month, a language or a German noun."""
    if not has_name_capitals(language) or not any(letter.islower() for letter in words):
        return False
    return any(fold_name(found, language) not in OTHER_CAPITALS for found in _NAME.findall(words))
