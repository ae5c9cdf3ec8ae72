"""Peak memory of drafts of ten minutes, an hour, four hours: it should hardly grow with the recording."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import msgspec

from benchmarks.contestants import BARE, OURS, OURS_ALONE
from benchmarks.frame import BUILD, Measured, Options, Report, Table, save, say
from benchmarks.sounds import write_packed
from benchmarks.speed import run_job

__all__ = ["run"]

_MINUTES = (10, 60, 240)
_MOST_RATIO = 1.10
"""Peak memory of the longest recording over that of the shortest, without speakers."""
_MOST_AN_HOUR = 100.0
"""MB that an hour more may cost with speakers."""


class Peak(msgspec.Struct, frozen=True):
    """What one draft took: its job, the minutes of sound, peak MB, seconds of processor."""

    job: str
    minutes: int
    memory: float
    processor: float


def run(options: Options) -> Report:
    """Each length of ``--minutes`` without and with speakers, each in a process of its own.

    Before them a draft without models, which is over in seconds (``--quick 1``: that alone).
    """
    peaks: list[Peak] = []
    for minutes in sorted(options.minutes or _MINUTES):
        sound = _made(minutes)
        for job in (BARE,) if options.most else (BARE, OURS_ALONE, OURS):
            took = run_job(job, sound, options.threads, folder=BUILD / "memory" / "draft")
            peaks.append(Peak(job, minutes, took.memory, took.processor))
            say(f"{job}, {minutes} minutes: {took.memory:.0f} MB, {took.processor:.0f} s of processor")
            # The longest takes half an hour: what is known by then is kept.
            save("memory", _report(peaks), options)
    return _report(peaks)


def _made(minutes: int) -> Path:
    """The recording, made by a process of its own: what this one holds would count as its children's peak."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(write_packed, minutes).result()


def _report(peaks: Sequence[Peak]) -> Report:
    return Report(tables=(_table(peaks),), figures=tuple(_figures(peaks)), notes=tuple(_notes(peaks)))


def _table(peaks: Sequence[Peak]) -> Table:
    rows = [(each.job, str(each.minutes), f"{each.memory:.0f}", f"{each.processor:.0f}") for each in peaks]
    title = "Peak memory of whole drafts in both languages, Spanish"
    return Table(title=title, columns=("job", "minutes", "peak MB", "processor s"), rows=tuple(rows))


def _figures(peaks: Sequence[Peak]) -> Iterator[Measured]:
    for each in peaks:
        name = f"peak memory of {each.minutes} minutes"
        yield Measured(system=each.job, language="es", name=name, value=each.memory, unit="MB")


def _notes(peaks: Sequence[Peak]) -> Iterator[str]:
    for job in dict.fromkeys(each.job for each in peaks):
        own = [each for each in peaks if each.job == job]
        first, last = own[0], own[-1]
        if first.minutes == last.minutes:
            continue
        ratio = last.memory / first.memory
        hour = (last.memory - first.memory) / (last.minutes - first.minutes) * 60
        budget = f"at most {_MOST_RATIO:.2f}" if job != OURS else f"at most {_MOST_AN_HOUR:.0f} MB an hour"
        yield f"{job}: {last.minutes} minutes ÷ {first.minutes}: {ratio:.2f}; {hour:.0f} MB more an hour ({budget})"
