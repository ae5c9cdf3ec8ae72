"""Errors planted one at a time, and what the checks find that they did not say of the right text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from benchmarks.seeding import KINDS, Planted, plant_everywhere
from benchmarks.seeds.materials import Material
from dragoman.checks import find_problems
from dragoman.problems import Problem
from dragoman.transcript.document import Transcript
from dragoman.transcript.glossary import Term

__all__ = ["IN_GLOSSARY", "Clean", "Trial", "find_clean", "find_trials"]

IN_GLOSSARY = "name: in a glossary"


class Trial(msgspec.Struct, frozen=True, kw_only=True):
    """A planted error, and the codes that found it. None: it was missed."""

    set: str
    language: str
    kind: str
    segments: tuple[str, ...]
    change: str
    codes: tuple[str, ...]


class Clean(msgspec.Struct, frozen=True, kw_only=True):
    """A right passage, and what was said of it all the same."""

    set: str
    language: str
    segment: str
    problems: tuple[Problem, ...]


def find_clean(material: Material) -> Iterator[Clean]:
    found = find_problems(material.transcript)
    for segment in material.transcript.segments:
        mine = tuple(problem for problem in found if problem.where.segment == segment.id)
        yield Clean(set=material.set, language=material.language, segment=segment.id, problems=mine)


def find_trials(material: Material, most: int) -> Iterator[Trial]:
    for kind in KINDS:
        yield from _try(material, plant_everywhere(kind, material.transcript, material.names, most=most))
    if material.names:
        known = msgspec.structs.replace(material, transcript=_with_glossary(material))
        kinds = ("name: seen twice", "name: seen once")
        planted = [one for kind in kinds for one in plant_everywhere(kind, known.transcript, known.names, most=most)]
        yield from _try(known, [msgspec.structs.replace(one, kind=IN_GLOSSARY) for one in planted])


def _with_glossary(material: Material) -> Transcript:
    terms = tuple(
        Term(id=f"t{place}", source=(name.original,), target=(name.translation,))
        for place, name in enumerate(material.names)
    )
    return msgspec.structs.replace(material.transcript, glossary=terms)


def _try(material: Material, planted: Iterable[Planted]) -> Iterator[Trial]:
    before = _alarms(find_problems(material.transcript))
    for one in planted:
        new = _alarms(find_problems(one.transcript)) - before
        yield Trial(
            set=material.set,
            language=material.language,
            kind=one.kind,
            segments=one.segments,
            change=one.change,
            codes=tuple(sorted({code for segment, code, _ in new if segment in one.segments})),
        )


def _alarms(problems: Iterable[Problem]) -> Counter[tuple[str | None, str, str]]:
    return Counter((one.where.segment, one.code, one.message) for one in problems if one.severity != "note")
