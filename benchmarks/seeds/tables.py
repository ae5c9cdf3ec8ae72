"""Shares, intervals and tables of what was found and of what was wrongly said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from benchmarks.frame import Measured, Table, between, per_cent
from benchmarks.seeds.trials import IN_GLOSSARY, Clean, Trial
from dragoman.scoring.interval import bootstrap

__all__ = [
    "find_per_hundred", "find_share", "group_by_set", "make_alarm_figures", "make_alarm_table", "make_code_table",
    "make_found_table", "make_recall_table", "make_recalls",
]  # fmt: skip

_GOALS = {"number": 0.98, "name: seen twice": 0.95, IN_GLOSSARY: 0.95, "negation": 0.85, "sentence": 0.95,
          "translations": 0.95, "loop": 0.95, "silent": 0.95}  # fmt: skip
_ALARMS_GOAL = 2.0


def find_share(trials: Sequence[Trial]) -> float | None:
    return sum(bool(trial.codes) for trial in trials) / len(trials) if trials else None


def _groups(trials: Sequence[Trial]) -> Iterator[tuple[str, str, list[Trial]]]:
    for kind in dict.fromkeys(trial.kind for trial in trials):
        for name in dict.fromkeys(trial.set for trial in trials):
            mine = [trial for trial in trials if (trial.kind, trial.set) == (kind, name)]
            if mine:
                yield kind, name, mine


def make_recalls(system: str, trials: Sequence[Trial]) -> Iterator[Measured]:
    for kind, name, mine in _groups(trials):
        yield Measured(
            system=system,
            language=f"set {name}",
            name=f"found: {kind}",
            value=find_share(mine),
            unit="share",
            interval=bootstrap(mine, find_share),
            counts={"planted": len(mine), "found": sum(bool(trial.codes) for trial in mine)},
        )


def make_recall_table(trials: Sequence[Trial]) -> Table:
    return Table(
        title="Errors found, %",
        columns=("kind", "set", "planted", "found", "%", "95 %", "goal", "missed by language"),
        rows=tuple(
            (
                kind,
                name,
                str(len(mine)),
                str(sum(bool(trial.codes) for trial in mine)),
                per_cent(find_share(mine)),
                between(bootstrap(mine, find_share)),
                _judge(kind, find_share(mine)),
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


def find_per_hundred(clean: Sequence[Clean]) -> float | None:
    return 100 * sum(map(_alarm_count, clean)) / len(clean) if clean else None


def group_by_set(clean: Sequence[Clean]) -> dict[str, list[Clean]]:
    names = dict.fromkeys(one.set for one in clean)
    return {**{name: [one for one in clean if one.set == name] for name in names}, "all": list(clean)}


def make_alarm_figures(system: str, name: str, clean: Sequence[Clean]) -> Iterator[Measured]:
    for group, mine in group_by_set(clean).items():
        yield Measured(
            system=system,
            language=f"set {group}",
            name=name,
            value=find_per_hundred(mine),
            unit="per 100 passages",
            interval=bootstrap(mine, find_per_hundred),
            counts={"passages": len(mine), "alarms": sum(map(_alarm_count, mine))},
        )


def make_alarm_table(clean: Sequence[Clean]) -> Table:
    return Table(
        title="False alarms per 100 right passages",
        columns=("set", "passages", "alarms", "per 100", "95 %", "goal", "notes", "by language"),
        rows=tuple(
            (
                name,
                str(len(mine)),
                str(sum(map(_alarm_count, mine))),
                f"{find_per_hundred(mine) or 0:.1f}",
                between(bootstrap(mine, find_per_hundred), 1),
                f"{_ALARMS_GOAL:g}: {'met' if (find_per_hundred(mine) or 0) <= _ALARMS_GOAL else 'MISSED'}",
                str(sum(len(one.problems) - _alarm_count(one) for one in mine)),
                _list(Counter(one.language for one in mine for _ in range(_alarm_count(one)))),
            )
            for name, mine in group_by_set(clean).items()
        ),
    )


def make_code_table(clean: Sequence[Clean]) -> Table:
    counts = Counter((problem.code, problem.severity, one.set) for one in clean for problem in one.problems)
    return Table(
        title="What was said of right passages",
        columns=("code", "severity", "set", "times"),
        rows=tuple((*key, str(count)) for key, count in sorted(counts.items())) or (("none", "", "", ""),),
    )


def make_found_table(trials: Sequence[Trial]) -> Table:
    rows = [(kind, _list(Counter(code for trial in mine for code in trial.codes))) for kind, mine in _kinds(trials)]
    return Table(title="Which codes found them", columns=("kind", "codes"), rows=tuple(rows))


def _kinds(trials: Sequence[Trial]) -> Iterator[tuple[str, list[Trial]]]:
    for kind in dict.fromkeys(trial.kind for trial in trials):
        yield kind, [trial for trial in trials if trial.kind == kind]
