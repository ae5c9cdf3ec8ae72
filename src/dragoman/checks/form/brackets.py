"""Finds brackets that are not marks: without a counterpart, or square with unknown content.

The notation's parser reports these on a page. This check finds them in texts from other files and from the desk.
Brackets near a figure have their own code (``number-at-bracket``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.checks.bitext import Bitext, place_of, shorten
from dragoman.problems import Problem

__all__ = ["check"]

_SQUARE = re.compile(r"\[[^\[\]]{0,80}(?:\]|$)|\{[^{}]{0,80}(?:\}|$)")
_ITEM = re.compile(r"(?:^|\s)\w{1,2}\)")


def check(bitext: Bitext) -> Iterator[Problem]:
    """At most one problem for each side of a passage."""
    for pair in bitext.pairs:
        for name, said in (("original", pair.source.said), ("translation", pair.target.said)):
            unknown = _SQUARE.search(said)
            if unknown:
                message = "the {side} has brackets without a meaning: “{words}”"
                yield Problem.of(
                    "unknown-brackets", "warning", message, place_of(pair), side=name, words=shorten(unknown.group())
                )
            elif said.count("(") != len(said.split(")")) - 1 - len(_ITEM.findall(said)):
                yield Problem.of(
                    "loose-bracket",
                    "warning",
                    "the {side} has a bracket without its counterpart",
                    place_of(pair),
                    side=name,
                )
