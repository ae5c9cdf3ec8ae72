"""Checks whether readers can follow a passage as a subtitle, and whether it is short enough to cite."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.checks.bitext import Bitext, place_of
from dragoman.problems import Problem

__all__ = ["check"]

_MOST_CHARACTERS = 25  # a second; guidelines for subtitles say 17 to 21
_LEAST_CHARACTERS = 40
_LONGEST = 1500
# One character of Chinese, Japanese or Korean counts as two.
_WIDE = re.compile("[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]")


def check(bitext: Bitext) -> Iterator[Problem]:
    """Problems for translations with too little time to read them, and for passages that should be split."""
    for pair in bitext.pairs:
        length = _measure(pair.target.said)
        duration = pair.segment.span.duration if pair.segment.span else None
        if duration and length >= _LEAST_CHARACTERS and length * 1000 > _MOST_CHARACTERS * duration:
            message = "{rate} characters per second are more than most readers can follow"
            yield Problem.of("too-fast-to-read", "note", message, place_of(pair), rate=length * 1000 // duration)
        longest = max(length, _measure(pair.source.said))
        if longest > _LONGEST:
            yield Problem.of(
                "long-passage",
                "note",
                "{longest} characters are a lot for one passage",
                place_of(pair),
                longest=longest,
            )


def _measure(said: str) -> int:
    """The number of characters, with wide ones counted twice."""
    return len(said) if said.isascii() else len(said) + len(_WIDE.findall(said))
