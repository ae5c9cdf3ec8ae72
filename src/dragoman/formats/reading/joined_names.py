"""Labels that name two or more people: ``Diane and Sheila``. They are nobody's short or full name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Set

__all__ = ["split_known_names", "split_names", "split_people"]

# Words between two names. Capitals count if no initial is written like them: "John E Smith" is one person.
_JOINERS = frozenset((
    "and", "und", "u.", "et", "y", "e", "i", "ve", "och", "og", "oraz", "en", "és", "și", "и", "і", "та", "و", "ו",
    "και", "&", "+",
))  # fmt: skip
_AS_INITIALS = frozenset(("Y", "E", "I", "U."))
# Written without a space before the second name.
_PREFIXES = ("و", "ו")
_SHORTEST_PREFIXED = 3
_APART = re.compile(r"\s*[,،;؛/]\s*")


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


def split_people(label: str, labels: Iterable[str], key: Callable[[str], str]) -> tuple[str, ...]:
    """The names that a label joins with a comma or a prefix, each a label of the page or a part of a full name there.

    ``Sury, Diane`` is one person if the page has ``Diane Sury``.

    :param labels: the labels of the page
    :param key: the key of a label
    """
    own = key(label)
    single = {key(one) for one in labels if not _APART.search(one) and not split_names(one)} - {own}
    words = {word for one in single if " " in one for word in one.split()}
    names = split_known_names(label, single | words, key)
    if any(name[0].islower() for name in names):
        return ()
    parts = {word for name in names for word in key(name).split()}
    return () if any(parts <= set(one.split()) for one in single) else names


def _joins(word: str) -> bool:
    return word in _JOINERS or (word.casefold() in _JOINERS and word not in _AS_INITIALS)


def _splits(label: str) -> Iterator[tuple[str, ...]]:
    """The ways to read a label as several names, of which only known labels say that they are meant."""
    lists = [_APART.split(part) for part in split_names(label) or (label,)]
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
