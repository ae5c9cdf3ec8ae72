"""The desk's memory while ten people work at it: of the server and of the processes beside it, at steady work.

Each person types into a passage of their own, sends what was typed once a second, leaves the row every ten seconds, and
asks for others' changes; now and then they open another interview, search, and look at what stands beside a passage.
"""

from __future__ import annotations

import http.client
import random
import shutil
import tempfile
import threading
import time
import urllib.parse
from pathlib import Path

from benchmarks.desk_people import Person, make_interview
from benchmarks.desk_processes import find_memory
from benchmarks.frame import BUILD, Measured, Options, Report, Table, say
from desk_server import Server

__all__ = ["run"]

_MINUTES = 60
_PEOPLE = 10
_INTERVIEWS = 10
_PASSAGES = 300
_LOOK = 10.0
_WARM = 60.0
"""Seconds after which interviews, models and caches are there."""
_PAUSE = 1.0
_WORDS = ("agua", "noche", "hermano", "ciudad")


def run(options: Options) -> Report:
    """Work for so many minutes as ``--minutes`` says, an hour unless given."""
    minutes = options.most or next(iter(options.minutes), _MINUTES)
    BUILD.mkdir(parents=True, exist_ok=True)
    root = Path(tempfile.mkdtemp(prefix="desk-memory-", dir=BUILD))
    try:
        for number in range(_INTERVIEWS):
            make_interview(root / f"talk-{number}", _PASSAGES)
        server = Server(root)
        try:
            seen, done = _work(server, minutes * 60.0)
        finally:
            server.stop()
    finally:
        shutil.rmtree(root, ignore_errors=True)
    return _report(minutes, seen, done)


def _work(server: Server, seconds: float) -> tuple[list[tuple[float, dict[str, float]]], int]:
    """MB by process, as time goes by; and how many requests were answered."""
    stop = threading.Event()
    counts = [0] * _PEOPLE
    threads = [
        threading.Thread(target=_person, args=(server, number, stop, counts), daemon=True) for number in range(_PEOPLE)
    ]
    for thread in threads:
        thread.start()
    began, seen = time.monotonic(), []
    while time.monotonic() - began < seconds:
        time.sleep(_LOOK)
        seen.append((time.monotonic() - began, find_memory(server.process.pid)))
        if len(seen) % 6 == 0:
            say(f"{seen[-1][0] / 60:.0f} min: {_show(seen[-1][1])}; {sum(counts):,} requests")
    stop.set()
    for thread in threads:
        thread.join(30)
    return seen, sum(counts)


def _person(server: Server, number: int, stop: threading.Event, counts: list[int]) -> None:
    chance = random.Random(number)
    person = Person(server, f"talk-{number % _INTERVIEWS}", number)
    second = 0
    while not stop.wait(_PAUSE * chance.uniform(0.8, 1.2)):
        second += 1
        try:
            counts[number] += _work_a_second(person, second + number, chance)
        except (OSError, http.client.HTTPException) as error:
            say(f"person {number}: {error}")
            person = Person(server, f"talk-{number % _INTERVIEWS}", number)


def _work_a_second(person: Person, second: int, chance: random.Random) -> int:
    """How many requests it took."""
    person.type()
    person.look()
    if second % 10 == 0:
        person.leave()
    if second % 15:
        return 3 if second % 10 == 0 else 2
    search = f"/search?{urllib.parse.urlencode({'q': chance.choice(_WORDS)})}"
    person.ask("GET", chance.choice((f"/i/talk-{chance.randrange(_INTERVIEWS)}/", "/", search)))
    person.look_beside()
    return 6 if second % 10 == 0 else 5


def _show(memory: dict[str, float]) -> str:
    return ", ".join(f"{name} {size:.0f} MB" for name, size in memory.items())


def _report(minutes: int, seen: list[tuple[float, dict[str, float]]], done: int) -> Report:
    warm = [one for one in seen if one[0] >= min(_WARM, seen[-1][0] / 3)]
    names = list(dict.fromkeys(name for _, memory in warm for name in memory))
    parts = {"start": warm[:6], "middle": warm[len(warm) // 2 - 3 : len(warm) // 2 + 3], "end": warm[-6:]}
    means = {name: {part: _mean(rows, name) for part, rows in parts.items()} for name in names}
    rows = tuple(
        (name, *(f"{mean:.0f}" for mean in means[name].values()), f"{_slope(warm, name):+.1f}") for name in names
    )
    columns = ("process", *(f"MB, {part}" for part in parts), "MB an hour")
    title = f"Memory of the desk, {minutes} minutes, {_PEOPLE} people, {_INTERVIEWS} interviews of {_PASSAGES} passages"
    figures = tuple(
        Measured(system="dragoman", language="", name=f"{name}, growth an hour", value=_slope(warm, name), unit="MB")
        for name in names
    )
    note = f"{done:,} requests; start, middle and end are means of a minute, the first after {_WARM:.0f} s of work"
    return Report(tables=(Table(title=title, columns=columns, rows=rows),), figures=figures, notes=(note,))


def _mean(rows: list[tuple[float, dict[str, float]]], name: str) -> float:
    return sum(memory.get(name, 0.0) for _, memory in rows) / max(1, len(rows))


def _slope(rows: list[tuple[float, dict[str, float]]], name: str) -> float:
    """By how many MB an hour it grows over the second half, by least squares."""
    half = rows[len(rows) // 2 :]
    times = [at / 3600 for at, _ in half]
    sizes = [memory.get(name, 0.0) for _, memory in half]
    middle, mean = sum(times) / len(times), sum(sizes) / len(sizes)
    spread = sum((at - middle) ** 2 for at in times)
    moved = sum((at - middle) * (size - mean) for at, size in zip(times, sizes, strict=True))
    return moved / spread if spread else 0.0
