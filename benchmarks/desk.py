"""The desk: how long it takes until somebody can type, until a key is painted, and until what was typed is safe.

Each part runs against a server in a process of its own, as people use it; the disk's bare fsync stands beside it. On a
machine with other work the times say little: beside them stands what the processor was at.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.desk_people import HANDLE, PASSWORD, Person, make_interview
from benchmarks.desk_processes import find_processor
from benchmarks.frame import BUILD, Measured, Options, Report, Table, say
from desk_server import Server
from postgres import find_programs, running_postgres

__all__ = ["run"]

_PASSAGES = 3_000
_CLIENTS = 50
_SECONDS = 20
# Of somebody who types, in steps of half a second: what was typed is sent, changes are asked for, the row is left.
_STEP = 0.5
_TYPE, _LOOK, _LEAVE = 2, 3, 20
_KEYS = 200
_LOADS = 7
_NONE = "–"


class _Row(NamedTuple):
    """What was measured, in s; and the processor's s for each, where that is known: of the browser, of the server."""

    what: str
    seconds: Sequence[float]
    browser: float | None = None
    server: float | None = None


def run(options: Options) -> Report:
    """Measure on an interview of four hours."""
    with _folder() as root:
        make_interview(root / "talk", _PASSAGES)
        rows = [_Row("fsync of the disk alone", _fsyncs(root))]
        with _running(root) as server:
            say("browser")
            rows += _browser(server)
            say(f"{_CLIENTS} clients, SQLite")
            rows += _autosave(server, options.most or _SECONDS, "SQLite")
        for name, database in (("SQLite, logged in", nullcontext()), ("PostgreSQL, logged in", _postgres())):
            with database as address, _running(root, "--accounts", database=address) as server:
                say(f"{_CLIENTS} clients, {name}")
                rows += _autosave(server, options.most or _SECONDS, name)
    return _report(rows)


def _report(rows: Sequence[_Row]) -> Report:
    shown = tuple((row.what, *_show(row.seconds), _ms(row.browser), _ms(row.server)) for row in rows)
    columns = ("what", "median", "p95", "processor: browser", "processor: server")
    figures = tuple(
        Measured(system="dragoman", language="", name=f"{row.what}, p95", value=_late(row.seconds) * 1000, unit="ms")
        for row in rows
    )
    load = " ".join(f"{load:.1f}" for load in os.getloadavg())
    return Report(
        tables=(Table(title=f"The desk, {_PASSAGES:,} passages, in ms", columns=columns, rows=shown),),
        figures=figures,
        notes=(
            "one server, one browser, and the clients on the same machine",
            f"load of the machine at the end: {load}",
        ),
    )


@contextmanager
def _folder() -> Iterator[Path]:
    BUILD.mkdir(parents=True, exist_ok=True)
    path = Path(tempfile.mkdtemp(prefix="desk-", dir=BUILD))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


@contextmanager
def _postgres() -> Iterator[str]:
    """The address of an empty PostgreSQL database; without its server there is nothing to measure."""
    if find_programs() is None:
        raise RuntimeError("a PostgreSQL server is not installed")
    with running_postgres() as address:
        yield address


@contextmanager
def _running(root: Path, *options: str, database: str | None = None) -> Iterator[Server]:
    """A desk at work; with accounts there is one that everybody logs in to."""
    if "--accounts" in options:
        _add_account(root, database)
    server = Server(root, "--no-alignment", *options, database=database)
    try:
        yield server
    finally:
        server.stop()


def _add_account(root: Path, database: str | None) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    if database is not None:
        environment["DATABASE_URL"] = database
    add = [sys.executable, "-m", "dragoman", "serve", str(root), "--add-account", HANDLE, "--role", "owner"]
    subprocess.run(add, input=f"{PASSWORD}\n", text=True, env=environment, check=True, capture_output=True)


def _fsyncs(root: Path) -> list[float]:
    times = []
    with (root / "fsync").open("ab") as file:
        for _ in range(200):
            file.write(b"x" * 300)
            file.flush()
            began = time.perf_counter()
            os.fsync(file.fileno())
            times.append(time.perf_counter() - began)
    return times


def _browser(server: Server) -> Iterator[_Row]:
    """From asking for the page to the first letter in a field, and from a letter to its paint."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=path)
        session = browser.new_browser_cdp_session()
        first, taken, served = [], [], []
        for number in range(_LOADS):
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.goto("about:blank")
            at, at_server = _renderers(session), find_processor(server.process.pid)
            began = time.perf_counter()
            page.goto(f"{server.address}/i/talk/", wait_until="commit", timeout=120_000)
            page.evaluate(_ENTER, 1500)
            page.keyboard.type("x")
            first.append(time.perf_counter() - began)
            taken.append(_renderers(session) - at)
            served.append(find_processor(server.process.pid) - at_server)
            if number < _LOADS - 1:
                page.close()
        yield _Row("first edit", first, statistics.median(taken), statistics.median(served))
        at = _renderers(session)
        keys = [ms / 1000 for ms in page.evaluate(_MEASURE_KEYS, _KEYS)]
        yield _Row("key to paint", keys, (_renderers(session) - at) / _KEYS)
        browser.close()


def _renderers(session: Any) -> float:
    """Seconds of processor of the processes that make pages."""
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    return float(sum(one["cpuTime"] for one in processes if one["type"] == "renderer"))


# The page alone is asked: Playwright's own look-ups go through all fields several times, which nobody does who types.
_ENTER = """(place) => new Promise((done) => {
  const look = () => {
    const field = document.documentElement?.dataset.ready && document.querySelectorAll("textarea.target")[place];
    if (!field) return setTimeout(look, 5);
    field.focus();
    done();
  };
  look();
})"""

_MEASURE_KEYS = """async (count) => {
  const times = [];
  for (let key = 0; key < count; key += 1) {
    const began = performance.now();
    document.execCommand("insertText", false, "x");
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
    times.push(performance.now() - began);
    await new Promise((done) => setTimeout(done, 40));
  }
  return times;
}"""


def _autosave(server: Server, seconds: int, name: str) -> Iterator[_Row]:
    """Fifty people who type: each sends it once a second, asks for changes every 1.5 s, leaves the row every ten."""
    kinds = ("typing kept", "changes asked for", "row left")
    times: dict[str, list[float]] = {kind: [] for kind in kinds}
    # Nobody types before everybody has the page: what is measured is typing, not fifty pages at once.
    opened = threading.Barrier(_CLIENTS + 1)
    threads = [
        threading.Thread(target=_type, args=(server, number, seconds, opened, times, "logged in" in name))
        for number in range(_CLIENTS)
    ]
    for thread in threads:
        thread.start()
    opened.wait()
    at = find_processor(server.process.pid)
    for thread in threads:
        thread.join()
    each = (find_processor(server.process.pid) - at) / max(1, sum(map(len, times.values())))
    for kind in kinds:
        if times[kind]:
            yield _Row(f"{kind}, {_CLIENTS} people, {name}", times[kind], None, each)


def _type(
    server: Server, number: int, seconds: int, opened: threading.Barrier, times: dict[str, list[float]], account: bool
) -> None:
    person = Person(server, "talk", number, account=account)
    does = (
        ("typing kept", person.type, _TYPE),
        ("changes asked for", person.look, _LOOK),
        ("row left", person.leave, _LEAVE),
    )
    opened.wait()
    began = time.monotonic() + number / _CLIENTS
    for step in range(round(seconds / _STEP)):
        # Whoever was kept waiting goes on at once and skips nothing.
        time.sleep(max(0.0, began + step * _STEP - time.monotonic()))
        for kind, do, every in does:
            if (step + number) % every == every - 1:
                times[kind].append(_time(do))


def _time(do: Callable[[], object]) -> float:
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


def _show(seconds: Sequence[float]) -> tuple[str, str]:
    """Median and 95th percentile in ms."""
    return _ms(statistics.median(seconds)), _ms(_late(seconds))


def _late(seconds: Sequence[float]) -> float:
    return sorted(seconds)[int(len(seconds) * 0.95)]


def _ms(seconds: float | None) -> str:
    return _NONE if seconds is None else f"{seconds * 1000:.1f}"
