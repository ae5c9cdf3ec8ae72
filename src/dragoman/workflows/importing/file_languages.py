"""The languages that the names of files say, and which of two files holds the original."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Literal

from dragoman.language.folding import primary
from dragoman.transcript.tags import NAMES, find_tag

__all__ = ["find_file_language", "find_original", "find_pair_languages"]

# The parts of a file's name.
_APART = re.compile(r"[\s._()\[\]{}+,-]+")


def find_original(paths: Sequence[Path], spoken: Collection[str | None], into: str | None) -> Literal[1, 2] | None:
    """Which of two files has the original, by the languages in their names; ``None`` if that is not certain.

    :param spoken: the tags of the languages that the original may be in
    :param into: the tag of the translation's language
    """
    if len(paths) != 2:
        return None
    first, second = (primary(tag) if tag else None for tag in find_pair_languages(paths[0], paths[1]))
    if first is None or second is None or first == second:
        return None
    originals, target = {primary(tag) for tag in spoken if tag}, primary(into) if into else None
    is_first = first in originals or second == target
    is_second = second in originals or first == target
    if is_first == is_second:
        return None
    return 1 if is_first else 2


def find_pair_languages(first: Path, second: Path) -> tuple[str | None, str | None]:
    """The languages in the names of two files, such as ``talk.es.srt`` and ``talk.en.srt``; ``None`` if there is none.

    If the names differ in one part only, that part may be anywhere: ``talk_es.srt``, ``Spanish talk.srt``, ``en.srt``.
    """
    parts, others = (_APART.split(path.stem.casefold()) for path in (first, second))
    pairs = [pair for pair in zip(parts, others, strict=False) if pair[0] != pair[1]]
    if len(parts) == len(others) and len(pairs) == 1:
        one, other = map(_find_named, pairs[0])
        if one and other:
            return one, other
    return find_file_language(first), find_file_language(second)


def _find_named(part: str) -> str | None:
    """The tag of a language that a part of a file's name is."""
    tag = find_tag(part)
    return tag if tag is not None and primary(tag) in NAMES else None


def find_file_language(path: Path) -> str | None:
    """The language in a name such as ``talk.en.srt``; ``None`` if there is none."""
    match = re.search(r"\.([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\.[A-Za-z0-9]+$", path.name)
    known = match is not None and match[1].lower().split("-")[0] in NAMES
    return find_tag(match[1]) if match and known else None
