"""An archive of 10,000 recordings on a Ray cluster: what the spreading itself costs.

The work is a pause, a thousandth of what the draft would take: the machines of the cluster are two nodes on this one,
and no model runs. All else is what ``dragoman draft --ray`` does: the order, the workers, the counting, the
report.
"""

from __future__ import annotations

import os
import random
import shutil
import time
from pathlib import Path

import msgspec

from benchmarks.cluster import two_nodes
from benchmarks.frame import BUILD, Measured, Options, Report, Table, say
from dragoman.fleet import Cluster
from dragoman.workflows.draft_many import WORK
from dragoman.workflows.many.feed import Task
from dragoman.workflows.many.finished import DoneMany, Finished, Tally
from dragoman.workflows.many.run import Whole, run_many
from dragoman.workflows.watcher import SILENT

__all__ = ["find_bound", "find_lengths", "pretend", "run"]

_FILES = 10_000
_CORES = 6
"""Of each node. The workers sleep, so that they need none."""
_MEDIAN, _SPREAD = 24 * 60.0, 0.8
"""Of a recording's length, in seconds and as the deviation of its logarithm: a tenth is longer than an hour."""
_SPEED = 4.0
"""Seconds of sound that a worker drafts in a second; a pause is a thousandth of that."""
_SHORTER = 1000.0


class Pretended(msgspec.Struct, frozen=True):
    """A recording of so many seconds, and the pause that stands for its draft."""

    path: Path
    length: float
    pause: float


class _Memory:
    """MB of this process at the first tenth of the work, and at the most after it."""

    def __init__(self) -> None:
        self.early = self.most = 0.0

    def look(self, tally: Tally) -> None:
        """Look at it now and then."""
        if tally.done and tally.done % 100 == 0:
            pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
            now = pages * os.sysconf("SC_PAGE_SIZE") / 1e6
            self.early = now if tally.done <= tally.total // 10 else self.early
            self.most = max(self.most, now)


def pretend(item: Pretended) -> Finished:
    """Draft a recording that is not there."""
    began = time.monotonic()
    time.sleep(item.pause)
    seconds = time.monotonic() - began
    return Finished(path=item.path, made=item.path, outcome="made", duration=round(item.length * 1000), seconds=seconds)


def find_lengths(count: int, dice: random.Random) -> list[float]:
    """Seconds of so many recordings; four hours at most."""
    return [min(4 * 3600.0, dice.lognormvariate(0, _SPREAD) * _MEDIAN) for _ in range(count)]


def find_bound(pauses: list[float], workers: int) -> float:
    """Seconds that no order of the work can be quicker than."""
    return max(sum(pauses) / workers, *pauses)


def run(options: Options) -> Report:
    """Draft an archive that is not there, on two nodes."""
    count = options.most or _FILES
    workers = 2 * _CORES
    place = BUILD / "archive"
    shutil.rmtree(place, ignore_errors=True)
    tasks = _find_tasks(count)
    memory = _Memory()
    with two_nodes(_CORES) as address:
        cluster = Cluster(address=address, each=0, workers=_CORES)
        say(f"{workers} workers start")
        whole = Whole(workers=cluster, report=place / "report.html", watcher=SILENT, progress=memory.look)
        began = time.monotonic()
        done = run_many(WORK, pretend, tasks, whole)
        spent = time.monotonic() - began
    return _describe(done, spent, memory, tasks)


def _find_tasks(count: int) -> list[Task[Pretended]]:
    lengths = find_lengths(count, random.Random(17))
    return [
        Task(
            path=Path(f"archive/{place:05}.mp3"),
            made=Path(f"drafts/{place:05}"),
            weight=round(length * 1000),
            item=Pretended(Path(f"archive/{place:05}.mp3"), length, length / _SPEED / _SHORTER),
        )
        for place, length in enumerate(lengths)
    ]


def _describe(done: DoneMany, spent: float, memory: _Memory, tasks: list[Task[Pretended]]) -> Report:
    workers = 2 * _CORES
    bound = find_bound([task.item.pause for task in tasks], workers)
    worked = sum(file.seconds or 0 for file in done.files)
    each = (spent * workers - worked) / len(tasks) * 1000
    hours = sum(task.item.length for task in tasks) / 3600
    row = (
        f"{len(tasks):,}", f"{hours:,.0f}", f"{bound:.1f}", f"{spent:.1f}", f"{spent / bound:.3f}", f"{each:.1f}",
        f"{memory.early:.0f}", f"{memory.most:.0f}",
    )  # fmt: skip
    columns = (
        "files", "hours of sound", "lower bound s", "taken s", "ratio", "ms a file of a worker without work",
        "MB at a tenth", "MB at most",
    )  # fmt: skip
    figures = (
        Measured(system="dragoman", language="none", name="makespan ÷ lower bound", value=spent / bound, unit="ratio"),
        Measured(system="dragoman", language="none", name="scheduling a file", value=each, unit="ms"),
        Measured(system="dragoman", language="none", name="driver memory", value=memory.most, unit="MB"),
    )
    return Report(
        tables=(Table(title=f"An archive on {workers} workers of two nodes", columns=columns, rows=(row,)),),
        figures=figures,
        notes=(
            f"{len([file for file in done.files if file.outcome == 'made']):,} of {len(tasks):,} were made.",
            "Taken is everything from the call to the written report, the start of the workers included.",
        ),
    )
