"""translate-toolkit's check of numbers beside ours, on the same passages: it knows numbers only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from benchmarks import pofilter
from benchmarks.frame import Measured, Table, between, per_cent
from benchmarks.seeding import KINDS, Planted, plant_everywhere
from benchmarks.seeds.materials import Material
from benchmarks.seeds.tables import find_per_hundred, find_share, group_by_set, make_alarm_figures, make_recalls
from benchmarks.seeds.trials import Clean, Trial
from dragoman.checks import find_problems
from dragoman.problems import Problem
from dragoman.scoring.interval import bootstrap
from dragoman.transcript.document import Segment, Transcript, find_segment
from dragoman.transcript.text import plain

__all__ = ["OURS", "Beside", "measure_beside"]

OURS, _PEER = "dragoman", "translate-toolkit"


class Beside(msgspec.Struct, frozen=True, kw_only=True):
    """What translate-toolkit makes of the same numbers, beside our own check of numbers."""

    tables: tuple[Table, ...] = ()
    figures: tuple[Measured, ...] = ()
    notes: tuple[str, ...] = ()


def measure_beside(materials: Sequence[Material], most: int) -> Beside:
    """Both systems; a note alone where translate-toolkit is not installed."""
    program = pofilter.find_program()
    if program is None:
        return Beside(notes=("translate-toolkit: not measured, its pofilter is not named in DRAGOMAN_POFILTER.",))
    results = [_number_results(system, materials, most, program) for system in (OURS, _PEER)]
    return Beside(
        tables=(_peer_table(results),),
        figures=tuple(figure for result in results for figure in _peer_figures(*result)),
        notes=(
            f"translate-toolkit: {pofilter.find_version(program)}, --test=numbers; found, for both: it objects to "
            "the numbers of the spoilt passage and did not to the right one's.",
        ),
    )


_Results = tuple[str, list[Clean], list[Trial]]


def _number_results(system: str, materials: Sequence[Material], most: int, program: str) -> _Results:
    """Both systems are asked in the same way: of which passages does it say that their numbers differ?"""
    clean = [(material, segment) for material in materials for segment in material.transcript.segments]
    spoilt = [
        (material, planted)
        for material in materials
        for kind in KINDS
        if kind.startswith("number")
        for planted in plant_everywhere(kind, material.transcript, material.names, most=most)
    ]
    cases = [(material.transcript, segment.id) for material, segment in clean]
    cases += [(planted.transcript, planted.segments[0]) for _, planted in spoilt]
    blamed = _blame(cases) if system == OURS else pofilter.find_suspects(program, [_said(*case) for case in cases])
    was = {(id(material), segment.id) for place, (material, segment) in enumerate(clean) if place in blamed}
    return (
        system,
        [_as_clean(material, segment, place in blamed) for place, (material, segment) in enumerate(clean)],
        [
            _as_trial(material, planted, place in blamed and (id(material), planted.segments[0]) not in was)
            for place, (material, planted) in enumerate(spoilt, len(clean))
        ],
    )


def _blame(cases: Sequence[tuple[Transcript, str]]) -> frozenset[int]:
    found: dict[int, frozenset[str | None]] = {}
    for document, _ in cases:
        if id(document) not in found:
            found[id(document)] = _suspects(document)
    return frozenset(place for place, (document, segment) in enumerate(cases) if segment in found[id(document)])


def _suspects(document: Transcript) -> frozenset[str | None]:
    return frozenset(one.where.segment for one in find_problems(document, ("numbers",)) if one.severity != "note")


def _said(document: Transcript, segment: str) -> tuple[str, str]:
    found = find_segment(document, segment)
    return ("", "") if found is None else (plain(found.source or ()), plain(found.target or ()))


def _as_clean(material: Material, segment: Segment, blamed: bool) -> Clean:
    problems = (Problem("numbers", "warning", ""),) if blamed else ()
    return Clean(set=material.set, language=material.language, segment=segment.id, problems=problems)


def _as_trial(material: Material, planted: Planted, found: bool) -> Trial:
    return Trial(
        set=material.set,
        language=material.language,
        kind=planted.kind,
        segments=planted.segments,
        change=planted.change,
        codes=("numbers",) if found else (),
    )


def _peer_figures(system: str, clean: Sequence[Clean], trials: Sequence[Trial]) -> Iterator[Measured]:
    yield from make_recalls(f"{system}, numbers", trials)
    yield from make_alarm_figures(f"{system}, numbers", "false alarms", clean)


def _peer_table(results: Sequence[_Results]) -> Table:
    return Table(
        title="Numbers alone, beside translate-toolkit",
        columns=("system", "set", "planted", "found, %", "95 %", "right passages blamed, per 100", "95 %"),
        rows=tuple(
            (
                system,
                name,
                str(len(mine := [trial for trial in trials if name in (trial.set, "all")])),
                per_cent(find_share(mine)),
                between(bootstrap(mine, find_share)),
                f"{find_per_hundred(group) or 0:.1f}",
                between(bootstrap(group, find_per_hundred), 1),
            )
            for system, clean, trials in results
            for name, group in group_by_set(clean).items()
        ),
    )
