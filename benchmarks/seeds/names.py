"""Names with a letter wrong."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from benchmarks.seeds.fault_injection import FaultSite, Name, Planted, edit_one, find
from dragoman.transcript.document import Transcript
from dragoman.transcript.text import plain

__all__ = ["count_names", "respell_often", "respell_once"]


def count_names(transcript: Transcript, names: Sequence[Name]) -> dict[Name, int]:
    """How often each name stands in the translation."""
    said = [plain(segment.target or ()) for segment in transcript.segments]
    return {name: sum(len(name_pattern(name).findall(text)) for text in said) for name in names}


def respell_often(site: FaultSite, chance: random.Random) -> Planted | None:
    return _respell(site, chance, lambda times: times > 1)


def respell_once(site: FaultSite, chance: random.Random) -> Planted | None:
    return _respell(site, chance, lambda times: times == 1)


def _respell(site: FaultSite, chance: random.Random, wanted: Callable[[int], bool]) -> Planted | None:
    counts = count_names(site.transcript, site.names)
    mine = [name for name, times in counts.items() if wanted(times)]
    edits = [
        edit for name in mine for edit in find(site, name_pattern(name), lambda found: _misspell(found[0], chance))
    ]
    return edit_one(site, edits, chance)


def name_pattern(name: Name) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(name.translation)}\b")


def _misspell(name: str, chance: random.Random) -> str:
    """One letter changed, left out or doubled, or two neighbours turned round; never the first letter of a word."""
    places = [place for place in range(1, len(name)) if name[place].isalpha() and name[place - 1].isalpha()]
    place = chance.choice(places)
    letter = name[place]
    turned = name[: place - 1] + letter + name[place - 1].lower() + name[place + 1 :] if place > 1 else name
    changed = name[:place] + chance.choice([other for other in _LOOKALIKES.get(letter, "aeiou") if other != letter])
    options = [
        changed + name[place + 1 :],
        name[:place] + name[place + 1 :],
        name[:place] + letter + name[place:],
        turned,
    ]
    return chance.choice([option for option in options if option != name])


_LOOKALIKES = {
    "a": "eo", "e": "ai", "i": "ey", "o": "au", "u": "oi", "b": "pd", "d": "tb", "f": "vp", "g": "kj", "h": "nk",
    "k": "gh", "l": "rt", "m": "n", "n": "mr", "p": "bq", "r": "ln", "s": "zc", "t": "dl", "v": "wb", "z": "s",
}  # fmt: skip
