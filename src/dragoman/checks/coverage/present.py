"""Finds passages with only one side, in a document that has both."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.bitext import Bitext, SideText, place_of
from dragoman.problems import Problem
from dragoman.transcript.text import Gap, find_marks, is_untranslated

__all__ = ["check"]


def check(bitext: Bitext) -> Iterator[Problem]:
    """Problems for originals without a translation, translations without an original, and untranslated parts."""
    translated = any(pair.target.words for pair in bitext.pairs)
    transcribed = any(pair.source.words for pair in bitext.pairs)
    if not transcribed:
        return
    # Without any translation, only a gap shows that one is wanted.
    pairs = bitext.pairs if translated else [pair for pair in bitext.pairs if _is_left_open(pair.target)]
    for pair in pairs:
        if pair.source.words and not pair.target.words and not _is_left_out(pair.target):
            yield Problem("no-translation", "error", "the original is not translated", place_of(pair))
        elif pair.target.words and not pair.source.words and not pair.source.gaps:
            yield Problem("no-original", "warning", "the translation has no original", place_of(pair))
        elif any(
            isinstance(mark, Gap) and mark.reason == "untranslated" for mark in find_marks(pair.target.text or ())
        ):
            yield Problem("no-translation", "error", "a part of the original is not translated", place_of(pair))


def _is_left_out(side: SideText) -> bool:
    """Whether a mark explains why there are no words: they are omitted, withheld or inaudible."""
    return side.gaps and not is_untranslated(side.text)


def _is_left_open(side: SideText) -> bool:
    """Whether a translation holds only gaps that an engine left."""
    return side.gaps and is_untranslated(side.text)
