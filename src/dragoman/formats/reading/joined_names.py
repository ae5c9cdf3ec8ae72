"""Labels that name two or more people: ``Diane and Sheila``. They are nobody's short or full name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set

__all__ = ["split_known_names", "split_names"]

# Words between two names. Capitals count if no initial is written like them: "John E Smith" is one person.
_JOINERS = frozenset(("and", "und", "et", "y", "e", "i", "ve", "och", "og", "oraz", "и", "і", "та", "و", "ו", "&", "+"))
_AS_INITIALS = frozenset("YEI")
# Written without a space before the second name.
_PREFIXES = ("و", "ו")
_SHORTEST_PREFIXED = 3


def split_names(label: str) -> tuple[str, ...]:
    """The names that a label joins: ``Diane and Sheila``, ``A & B``; empty if it joins none."""
    parts = [""]
    words = label.replace("&", " & ").split()
    for place, word in enumerate(words):
        following = words[place + 1 : place + 2]
        # "von und zu" belongs to one name.
        if _joins(word) and parts[-1] and following and following[0] not in ("zu", "von"):
            parts.append("")
        else:
            parts[-1] = f"{parts[-1]} {word}".strip()
    return tuple(parts) if len(parts) > 1 else ()


def split_known_names(label: str, known: Set[str], key: Callable[[str], str]) -> tuple[str, ...]:
    """The names that a label joins with a comma or a prefix, ``Diane, Sheila``, if all of them are known labels.

    :param known: the keys of the labels
    :param key: the key of a label
    """
    own = key(label)
    return next(
        (parts for parts in _splits(label) if len(parts) > 1 and all(key(part) in known - {own} for part in parts)), ()
    )


def _joins(word: str) -> bool:
    return word in _JOINERS or (word.casefold() in _JOINERS and word not in _AS_INITIALS)


def _splits(label: str) -> Iterator[tuple[str, ...]]:
    """The ways to read a label as several names, of which only known labels say that they are meant."""
    lists = [re.split(r"\s*[,،;؛/]\s*", part) for part in split_names(label) or (label,)]
    yield tuple(part for parts in lists for part in parts if part)
    words = label.split()
    yield from (
        (" ".join(words[:place]), " ".join(words[place:])[1:])
        for place in range(1, len(words))
        if words[place].startswith(_PREFIXES) and len(words[place]) >= _SHORTEST_PREFIXED
    )
    yield from (
        (" ".join(words[:place]), " ".join(words[place + 1 :]))
        for place in range(1, len(words) - 1)
        if words[place] in _AS_INITIALS
    )
