"""Labels of the same person in one file: ``Ana Ruiz:`` first, then ``ANA:``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from dragoman.formats.reading.imported_cues import ImportedCue
from dragoman.formats.reading.joined_names import split_known_names, split_names

__all__ = ["find_same", "with_full_names"]


def with_full_names(cues: Sequence[ImportedCue], labels: Iterable[str]) -> list[ImportedCue]:
    """The cues with one name for each person: a label contained in only one full name of the file is that person's.

    :param labels: the names found before words; declared voices keep their names
    """
    voices = dict.fromkeys(cue.speaker for cue in cues if cue.speaker)
    same = find_same(list(voices))
    same = {label: full for label, full in same.items() if label in frozenset(labels)}
    if not same:
        return list(cues)
    return [msgspec.structs.replace(cue, speaker=same.get(cue.speaker or "", cue.speaker)) for cue in cues]


def find_same(names: Sequence[str]) -> dict[str, str]:
    """For each name that also occurs in another form, the fullest form; of two spellings, the one not in capitals."""
    holders: dict[str, list[str]] = {}
    known = {name.casefold() for name in names}
    for name in names:
        joined = split_names(name) or split_known_names(name, known, str.casefold)
        for word in {name.casefold(), *(() if joined else name.casefold().split())}:
            holders.setdefault(word, []).append(name)
    found = ((name, _fullest(name, names, holders[name.casefold()])) for name in names)
    return {name: full for name, full in found if full != name}


def _fullest(name: str, names: Sequence[str], holders: Sequence[str]) -> str:
    """The fullest form; the name itself if several full names contain it, or if it has a number: ``Speaker 1``."""
    wholes = {one.casefold() for one in holders if len(one.split()) > 1 and len(name.split()) == 1}
    if len(wholes) > 1 or any(map(str.isdigit, "".join((name, *wholes)))):
        return name
    whole = next(iter(wholes), name.casefold())
    return min((one for one in names if one.casefold() == whole), key=str.isupper)
