"""Do the checks find known errors, and what do they say of right translations?

Errors of known kinds are planted one at a time into right bilingual texts. One counts as found if an error or a
warning names its passage that was not there before; a note is not an alarm and finds nothing.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from benchmarks import pofilter
from benchmarks.corpus import is_independent, readings
from benchmarks.frame import BUILD, Measured, Options, Report, Table, between, per_cent
from benchmarks.seeding import KINDS, Name, Planted, plant_everywhere
from dragoman.checks import find_problems
from dragoman.errors import DragomanError
from dragoman.notation import parse
from dragoman.problems import Problem
from dragoman.scoring.interval import bootstrap
from dragoman.transcript.document import Recording, Segment, Transcript, find_segment
from dragoman.transcript.glossary import Term
from dragoman.transcript.text import plain

__all__ = ["run"]

GOLDEN = Path(__file__).resolve().parent / "golden"
EXAMPLES = BUILD / "seeded-examples.json"

# Of each kind and text no more than so many: a sample is as good, and what was planted everywhere takes minutes.
_MOST = 20
_IN_GLOSSARY = "name: in a glossary"
_GOALS = {"number": 0.98, "name: seen twice": 0.95, _IN_GLOSSARY: 0.95, "negation": 0.85, "sentence": 0.95,
          "translations": 0.95, "loop": 0.95, "silent": 0.95}  # fmt: skip
_ALARMS_GOAL = 2.0
_OURS, _PEER = "dragoman", "translate-toolkit"
# Sets of which the examples are shown: whoever mends a check is not to look at the others' texts.
_SHOWN = ("a",)

Alarms = Callable[[Transcript], Counter[tuple[str | None, str, str]]]


class Material(msgspec.Struct, frozen=True, kw_only=True):
    """A right bilingual text, the set that it belongs to, and the names in it."""

    set: str
    language: str
    transcript: Transcript
    names: tuple[Name, ...] = ()


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


def run(options: Options) -> Report:
    materials = [*_golden(), *_given()]
    most = options.most or _MOST
    clean = [one for material in materials for one in _clean(material)]
    trials = [trial for material in materials for trial in _trials(material, most)]
    peer = _Peer.find(materials, most)
    _save_examples(trials, clean)
    figures = [*_recalls(_OURS, trials), *_alarm_figures(_OURS, "false alarms", clean), *peer.figures]
    return Report(
        tables=(_recall_table(trials), _alarm_table(clean), _code_table(clean), _found_table(trials), *peer.tables),
        figures=tuple(figures),
        notes=(
            "Found: an error or warning that the right text did not have names the passage. Notes do not count.",
            "a and b are written for this; given is the data whose English is somebody else's.",
            *peer.notes,
        ),
    )


# What is measured on


def _golden() -> list[Material]:
    return [
        Material(
            set=path.parent.name,
            language=path.stem,
            transcript=parse(path.read_text("utf-8")).transcript,
            names=tuple(_names(path.parent.name, path.stem)),
        )
        for path in sorted(GOLDEN.glob("*/*.txt"))
    ]


def _names(name: str, language: str) -> Iterator[Name]:
    with (GOLDEN / "names.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            if (row["set"], row["language"]) == (name, language):
                yield Name(row["original"], row["translation"])


def _given() -> list[Material]:
    """Readings whose English is not of the data's own making, one text a language; none where the data is missing."""
    try:
        clips = [clip for clip in readings() if clip.language != "en" and is_independent(clip)]
    except DragomanError:
        return []
    return [_join(language, [clip.truth for clip in clips if clip.language == language]) for language in
            sorted({clip.language for clip in clips})]  # fmt: skip


def _join(language: str, documents: Sequence[Transcript]) -> Material:
    segments = tuple(segment for document in documents for segment in document.segments if _is_pair(segment))
    joined = Transcript(recording=Recording(languages=(language,)), target_language="en", segments=segments)
    return Material(set="given", language=language, transcript=joined)


def _is_pair(segment: Segment) -> bool:
    return bool(segment.source and segment.target)


# What is found


def _clean(material: Material) -> Iterator[Clean]:
    found = find_problems(material.transcript)
    for segment in material.transcript.segments:
        mine = tuple(problem for problem in found if problem.where.segment == segment.id)
        yield Clean(set=material.set, language=material.language, segment=segment.id, problems=mine)


def _trials(material: Material, most: int) -> Iterator[Trial]:
    for kind in KINDS:
        yield from _try(material, plant_everywhere(kind, material.transcript, material.names, most=most))
    if material.names:
        known = msgspec.structs.replace(material, transcript=_with_glossary(material))
        kinds = ("name: seen twice", "name: seen once")
        planted = [one for kind in kinds for one in plant_everywhere(kind, known.transcript, known.names, most=most)]
        yield from _try(known, [msgspec.structs.replace(one, kind=_IN_GLOSSARY) for one in planted])


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


def _save_examples(trials: Sequence[Trial], clean: Sequence[Clean]) -> None:
    """What was missed and what was wrongly said, for whoever mends a check."""
    misses = [
        trial if trial.set in _SHOWN else msgspec.structs.replace(trial, change="")
        for trial in trials
        if not trial.codes
    ]
    alarms = [
        {"set": one.set, "language": one.language, "segment": one.segment, "code": problem.code,
         "severity": problem.severity, "message": problem.message if one.set in _SHOWN else ""}
        for one in clean
        for problem in one.problems
    ]  # fmt: skip
    EXAMPLES.parent.mkdir(parents=True, exist_ok=True)
    EXAMPLES.write_bytes(msgspec.json.format(msgspec.json.encode({"misses": misses, "alarms": alarms}), indent=1))


# Figures and tables


def _share(trials: Sequence[Trial]) -> float | None:
    return sum(bool(trial.codes) for trial in trials) / len(trials) if trials else None


def _groups(trials: Sequence[Trial]) -> Iterator[tuple[str, str, list[Trial]]]:
    for kind in dict.fromkeys(trial.kind for trial in trials):
        for name in dict.fromkeys(trial.set for trial in trials):
            mine = [trial for trial in trials if (trial.kind, trial.set) == (kind, name)]
            if mine:
                yield kind, name, mine


def _recalls(system: str, trials: Sequence[Trial]) -> Iterator[Measured]:
    for kind, name, mine in _groups(trials):
        yield Measured(
            system=system,
            language=f"set {name}",
            name=f"found: {kind}",
            value=_share(mine),
            unit="share",
            interval=bootstrap(mine, _share),
            counts={"planted": len(mine), "found": sum(bool(trial.codes) for trial in mine)},
        )


def _recall_table(trials: Sequence[Trial]) -> Table:
    return Table(
        title="Errors found, %",
        columns=("kind", "set", "planted", "found", "%", "95 %", "goal", "missed by language"),
        rows=tuple(
            (
                kind,
                name,
                str(len(mine)),
                str(sum(bool(trial.codes) for trial in mine)),
                per_cent(_share(mine)),
                between(bootstrap(mine, _share)),
                _judge(kind, _share(mine)),
                _list(Counter(trial.language for trial in mine if not trial.codes)),
            )
            for kind, name, mine in _groups(trials)
        ),
    )


def _judge(kind: str, share: float | None) -> str:
    goal = next((goal for start, goal in _GOALS.items() if kind.startswith(start)), None)
    if goal is None or share is None:
        return "none set"
    return f"{100 * goal:.0f}: {'met' if share >= goal else 'MISSED'}"


def _list(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.most_common()) or "–"


def _alarm_count(one: Clean) -> int:
    return sum(problem.severity != "note" for problem in one.problems)


def _per_hundred(clean: Sequence[Clean]) -> float | None:
    return 100 * sum(map(_alarm_count, clean)) / len(clean) if clean else None


def _sets(clean: Sequence[Clean]) -> dict[str, list[Clean]]:
    names = dict.fromkeys(one.set for one in clean)
    return {**{name: [one for one in clean if one.set == name] for name in names}, "all": list(clean)}


def _alarm_figures(system: str, name: str, clean: Sequence[Clean]) -> Iterator[Measured]:
    for group, mine in _sets(clean).items():
        yield Measured(
            system=system,
            language=f"set {group}",
            name=name,
            value=_per_hundred(mine),
            unit="per 100 passages",
            interval=bootstrap(mine, _per_hundred),
            counts={"passages": len(mine), "alarms": sum(map(_alarm_count, mine))},
        )


def _alarm_table(clean: Sequence[Clean]) -> Table:
    return Table(
        title="False alarms per 100 right passages",
        columns=("set", "passages", "alarms", "per 100", "95 %", "goal", "notes", "by language"),
        rows=tuple(
            (
                name,
                str(len(mine)),
                str(sum(map(_alarm_count, mine))),
                f"{_per_hundred(mine) or 0:.1f}",
                between(bootstrap(mine, _per_hundred), 1),
                f"{_ALARMS_GOAL:g}: {'met' if (_per_hundred(mine) or 0) <= _ALARMS_GOAL else 'MISSED'}",
                str(sum(len(one.problems) - _alarm_count(one) for one in mine)),
                _list(Counter(one.language for one in mine for _ in range(_alarm_count(one)))),
            )
            for name, mine in _sets(clean).items()
        ),
    )


def _code_table(clean: Sequence[Clean]) -> Table:
    counts = Counter((problem.code, problem.severity, one.set) for one in clean for problem in one.problems)
    return Table(
        title="What was said of right passages",
        columns=("code", "severity", "set", "times"),
        rows=tuple((*key, str(count)) for key, count in sorted(counts.items())) or (("none", "", "", ""),),
    )


def _found_table(trials: Sequence[Trial]) -> Table:
    rows = [(kind, _list(Counter(code for trial in mine for code in trial.codes))) for kind, mine in _kinds(trials)]
    return Table(title="Which codes found them", columns=("kind", "codes"), rows=tuple(rows))


def _kinds(trials: Sequence[Trial]) -> Iterator[tuple[str, list[Trial]]]:
    for kind in dict.fromkeys(trial.kind for trial in trials):
        yield kind, [trial for trial in trials if trial.kind == kind]


# The peer, which knows numbers only


class _Peer(msgspec.Struct, frozen=True, kw_only=True):
    """What translate-toolkit makes of the same numbers, beside our own check of numbers."""

    tables: tuple[Table, ...] = ()
    figures: tuple[Measured, ...] = ()
    notes: tuple[str, ...] = ()

    @staticmethod
    def find(materials: Sequence[Material], most: int) -> _Peer:
        program = pofilter.find_program()
        if program is None:
            return _Peer(notes=("translate-toolkit: not measured, its pofilter is not named in DRAGOMAN_POFILTER.",))
        results = [_number_results(system, materials, most, program) for system in (_OURS, _PEER)]
        return _Peer(
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
    blamed = _blame(cases) if system == _OURS else pofilter.find_suspects(program, [_said(*case) for case in cases])
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
    yield from _recalls(f"{system}, numbers", trials)
    yield from _alarm_figures(f"{system}, numbers", "false alarms", clean)


def _peer_table(results: Sequence[_Results]) -> Table:
    return Table(
        title="Numbers alone, beside translate-toolkit",
        columns=("system", "set", "planted", "found, %", "95 %", "right passages blamed, per 100", "95 %"),
        rows=tuple(
            (
                system,
                name,
                str(len(mine := [trial for trial in trials if name in (trial.set, "all")])),
                per_cent(_share(mine)),
                between(bootstrap(mine, _share)),
                f"{_per_hundred(group) or 0:.1f}",
                between(bootstrap(group, _per_hundred), 1),
            )
            for system, clean, trials in results
            for name, group in _sets(clean).items()
        ),
    )
