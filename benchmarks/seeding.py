"""One known error planted into a right bilingual text: a figure changed, a name respelled, a sentence lost.

Every kind is a function from a document and a place in it to the changed document, or ``None`` where the passage
has nothing to spoil. Errors are planted into words that count as said: never into supplied words, glosses or notes.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import msgspec

from benchmarks.seeds import names, negation, numbers, sentences
from benchmarks.seeds.fault_injection import FaultSite, Name, Planted
from benchmarks.seeds.names import count_names
from dragoman.transcript.document import Transcript

__all__ = ["KINDS", "FaultSite", "Name", "Planted", "count_names", "plant", "plant_everywhere"]

_Planter = Callable[[FaultSite, random.Random], Planted | None]


def plant(kind: str, site: FaultSite, seed: int = 0) -> Planted | None:
    """One error of a kind, or ``None`` where the passage has no room for it. The same seed plants the same error."""
    chance = random.Random(f"{seed}:{kind}:{site.segment.id}")
    planted = _PLANTERS[kind](site, chance) if site.segment.source and site.segment.target else None
    return None if planted is None else msgspec.structs.replace(planted, kind=kind)


def plant_everywhere(
    kind: str, transcript: Transcript, known: Sequence[Name] = (), seed: int = 0, most: int | None = None
) -> tuple[Planted, ...]:
    """An error of a kind in every passage that has room for it, each in a copy of its own.

    :param known: the names of the document
    :param most: no more than so many, drawn from all
    """
    sites = (
        FaultSite(transcript=transcript, place=place, names=tuple(known)) for place in range(len(transcript.segments))
    )
    found = [planted for site in sites if (planted := plant(kind, site, seed)) is not None]
    if most is None or len(found) <= most:
        return tuple(found)
    return tuple(random.Random(f"{seed}:{kind}").sample(found, most))


_PLANTERS: dict[str, _Planter] = {
    "number: a digit": numbers.change_digit,
    "number: a factor of ten": numbers.change_size,
    "number: a word": numbers.change_number_word,
    "number: fifteen and fifty": numbers.confuse_teens,
    "number: the unit": numbers.swap_unit,
    "name: seen twice": names.respell_often,
    "name: seen once": names.respell_once,
    "negation: dropped": negation.drop_not,
    "negation: added": negation.add_not,
    "sentence deleted": sentences.delete_sentence,
    "translations swapped": sentences.swap_translations,
    "loop: translation": sentences.loop_translation,
    "loop: original": sentences.loop_original,
    "silent translation": sentences.silence_translation,
    "unmarked addition": sentences.add_clause,
}

KINDS: tuple[str, ...] = tuple(_PLANTERS)
