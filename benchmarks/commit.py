"""How long an edit takes to be safe in a long interview, beside the disk alone, and with twenty writers at once."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import msgspec

from benchmarks.frame import BUILD, Measured, Options, Report, Table, say
from dragoman.folder import Session, create_folder
from dragoman.folder.lock import BusyError
from dragoman.transcript.document import Engine, Person, Segment, Transcript, Word
from dragoman.transcript.ids import mint_id
from dragoman.transcript.merge import Intent
from dragoman.transcript.revision import Change
from dragoman.transcript.span import Span

__all__ = ["run"]

_SIZES = (300, 3_000, 30_000)
_COMMITS = 400
_WRITERS = 20
# What it is called, how many commits each of them makes, and how many seconds they pause between two.
_CROWDS = (("20 writers, one edit a second each", 15, 1.0), ("20 writers without a pause", 40, 0.0))
_CROWD_SIZE = 3_000
_PASSAGE = 4_800  # ms: 3,000 of them are four hours


class _Time(msgspec.Struct, frozen=True):
    """Seconds of one commit, and of the fsync in it."""

    whole: float
    disk: float


def run(options: Options) -> Report:
    rows: list[tuple[str, ...]] = []
    figures: list[Measured] = []
    for size in islice(_SIZES, options.most):
        say(f"{size} passages")
        bare, times = _alone(size)
        series = {
            "fsync alone": bare,
            "commit": [one.whole for one in times],
            "commit less its fsync": [one.whole - one.disk for one in times],
        }
        rows += [(f"{size:,}", name, *_shown(seconds)) for name, seconds in series.items()]
        for name, seconds in series.items():
            figures += _figures(f"{size} passages", name, seconds)
    notes = []
    for name, each, pause in _CROWDS:
        say(name)
        crowd, refused, wall = _crowd(each, pause)
        rows.append((f"{_CROWD_SIZE:,}", f"commit, {name}", *_shown(crowd)))
        figures += _figures(f"{_CROWD_SIZE} passages", f"commit, {name}", crowd)
        pace = f"{name}: {len(crowd)} commits in {wall:.1f} s"
        notes.append(f"{pace}, {refused} refused because the folder was busy for two seconds")
    return Report(
        tables=(Table(title="Commits, in ms", columns=("passages", "what", "median", "p95"), rows=tuple(rows)),),
        figures=tuple(figures),
        notes=(
            f"{_disk()}; {_COMMITS} commits of two sessions in turn, each with a key; the file that is synced alone"
            " grows by lines of the same length, in turn with the commits.",
            *notes,
        ),
    )


def _alone(size: int) -> tuple[list[float], list[_Time]]:
    """The seconds of a bare write and fsync, and of commits, each of the one after one of the other."""
    with _interview(size) as path:
        sessions = (Session(path), Session(path))
        bare: list[float] = []
        times: list[_Time] = []
        with (path.parent / "bare").open("ab", buffering=0) as file, _timed_fsync() as spent:
            for number in range(_COMMITS):
                session = sessions[number % 2]
                session.refresh()
                intent = _intent(session, number, "ana")
                times.append(_time_commit(session, intent, spent))
                bare.append(_time_bare(file.fileno(), path / "history.jsonl"))
        return bare, times


def _time_commit(session: Session, intent: Intent, spent: list[float]) -> _Time:
    spent[0] = 0.0
    began = time.perf_counter()
    session.commit(intent)
    return _Time(time.perf_counter() - began, spent[0])


def _time_bare(descriptor: int, history: Path) -> float:
    with history.open("rb") as file:
        file.seek(-4096, os.SEEK_END)
        line = file.read().splitlines()[-1] + b"\n"
    began = time.perf_counter()
    os.write(descriptor, line)
    os.fsync(descriptor)
    return time.perf_counter() - began


@contextmanager
def _timed_fsync() -> Iterator[list[float]]:
    """How many seconds were spent in fsync since the number was set to 0."""
    real, spent = os.fsync, [0.0]

    def fsync(descriptor: int) -> None:
        began = time.perf_counter()
        real(descriptor)
        spent[0] += time.perf_counter() - began

    os.fsync = fsync  # type: ignore[assignment]
    try:
        yield spent
    finally:
        os.fsync = real


def _crowd(each: int, pause: float) -> tuple[list[float], int, float]:
    """The seconds of every commit of many writers at once, how many were refused, and how long it all took."""
    with _interview(_CROWD_SIZE) as path:
        fork = multiprocessing.get_context("fork")
        ready, found = fork.Barrier(_WRITERS + 1), fork.SimpleQueue()
        writers = [fork.Process(target=_write, args=(path, n, (each, pause), ready, found)) for n in range(_WRITERS)]
        for writer in writers:
            writer.start()
        ready.wait()
        began = time.perf_counter()
        results = [found.get() for _ in writers]
        wall = time.perf_counter() - began
        for writer in writers:
            writer.join()
        seconds = [one for done, _ in results for one in done]
        return seconds, sum(refused for _, refused in results), wall


def _write(path: Path, number: int, pace: tuple[int, float], ready: object, found: object) -> None:
    each, pause = pace
    chance = random.Random(number)
    session = Session(path)
    seconds: list[float] = []
    refused = 0
    ready.wait()  # type: ignore[attr-defined]
    for turn in range(each):
        time.sleep(2 * pause * chance.random())
        session.refresh()
        intent = _intent(session, number + _WRITERS * turn, f"writer{number}")
        began = time.perf_counter()
        try:
            session.commit(intent)
            seconds.append(time.perf_counter() - began)
        except BusyError:
            refused += 1
    found.put((seconds, refused))  # type: ignore[attr-defined]


def _intent(session: Session, number: int, handle: str) -> Intent:
    """Another translation of one passage, under a key of its own."""
    segment = session.transcript.segments[number * 7 % len(session.transcript.segments)]
    change = Change(f"segment:{segment.id}", "target", list(segment.target or ()), [f"Translated anew, {number}. " * 4])
    return Intent(author=Person(handle=handle), changes=(change,), epoch=session.epoch, key=f"{handle}-{number}")


@contextmanager
def _interview(size: int) -> Iterator[Path]:
    """An interview of so many passages, with words and times, on the disk where the figures are kept."""
    BUILD.mkdir(parents=True, exist_ok=True)
    place = Path(tempfile.mkdtemp(prefix="commit-", dir=BUILD))
    try:
        segments = tuple(_segment(number) for number in range(size))
        yield create_folder(place / "interview", Transcript(segments=segments), Engine(name="benchmark")).path
    finally:
        shutil.rmtree(place)


def _segment(number: int) -> Segment:
    start = number * _PASSAGE
    words = tuple(Word(text="palabra", span=Span(start + 300 * n, start + 300 * n + 280)) for n in range(12))
    return Segment(
        id=mint_id("benchmark", number),
        span=Span(start, start + _PASSAGE),
        source=(f"Palabra {number} " * 12,),
        target=(f"Word {number} " * 12,),
        words=words,
        state="translated",
    )


def _shown(seconds: list[float]) -> tuple[str, str]:
    return f"{1000 * _quantile(seconds, 0.5):.2f}", f"{1000 * _quantile(seconds, 0.95):.2f}"


def _figures(size: str, name: str, seconds: list[float]) -> Iterator[Measured]:
    for share, quantile in (("median", 0.5), ("p95", 0.95)):
        value = 1000 * _quantile(seconds, quantile)
        yield Measured(system="dragoman", language="", name=f"{size}, {name}, {share}", value=value, unit="ms")


def _quantile(seconds: list[float], share: float) -> float:
    return sorted(seconds)[min(len(seconds) - 1, int(share * len(seconds)))]


def _disk() -> str:
    """The file system that the figures were measured on, as the system names it."""
    place = BUILD.resolve()
    try:
        mounts = [line.split()[:3] for line in Path("/proc/mounts").read_text(encoding="utf-8").splitlines()]
    except OSError:
        return "on a disk that the system does not name"
    inside = [mount for mount in mounts if place.is_relative_to(mount[1])]
    device, _, kind = max(inside, key=lambda mount: len(mount[1]))
    return f"{kind} on {device}"
