"""The desk: how long it takes until somebody can type, until a key is painted, and until what was typed is safe.

Each part runs against a server in a process of its own, as people use it; the disk's bare fsync stands beside it.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.frame import BUILD, Measured, Options, Report, Table, say

sys.path.append(str(Path(__file__).parent.parent / "tests"))

from desk_server import Server
from dragoman.folder import create_folder
from dragoman.transcript.document import Engine, Recording, Segment, Speaker, Transcript
from dragoman.transcript.ids import mint_id
from dragoman.transcript.span import Span

__all__ = ["run"]

_PASSAGES = 3_000
_CLIENTS = 50
_SAVES = 20
_KEYS = 200
_WORDS = (
    "casa", "perro", "gato", "tiempo", "ciudad", "guerra", "pan", "agua", "hermano", "vida", "noche", "día", "camino",
    "palabra",
)  # fmt: skip


def run(options: Options) -> Report:
    """Measure on an interview of four hours."""
    rows: list[tuple[str, ...]] = []
    with _folder() as root:
        _make(root / "talk")
        bare = _fsyncs(root)
        rows.append(("fsync of the disk alone", *_shown(bare)))
        server = Server(root)
        try:
            say("browser")
            rows += [*_browser(server)]
            say(f"{_CLIENTS} clients")
            rows += [*_autosave(server, options.most or _SAVES)]
        finally:
            server.stop()
    columns = ("what", "median", "p95")
    figures = tuple(
        Measured(system="dragoman", language="", name=f"{row[0]}, p95", value=float(row[2]), unit="ms") for row in rows
    )
    return Report(
        tables=(Table(title=f"The desk, {_PASSAGES:,} passages, in ms", columns=columns, rows=tuple(rows)),),
        figures=figures,
        notes=("one server, one browser, and the clients on the same machine",),
    )


@contextmanager
def _folder() -> Iterator[Path]:
    BUILD.mkdir(parents=True, exist_ok=True)
    path = Path(tempfile.mkdtemp(prefix="desk-", dir=BUILD))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def _make(path: Path) -> None:
    words = (" ".join(_WORDS[(n * 7 + k * 3) % len(_WORDS)] for k in range(18)) + "." for n in range(_PASSAGES))
    segments = tuple(
        Segment(
            id=mint_id("desk", number),
            speaker=f"S{number % 2 + 1}",
            span=Span(number * 4800, number * 4800 + 4500),
            source=(said,),
            target=(said,),
        )
        for number, said in enumerate(words)
    )
    document = Transcript(
        recording=Recording(languages=("es",)),
        speakers=(Speaker(id="S1", label="The host"), Speaker(id="S2", label="Ana")),
        segments=segments,
        target_language="en",
    )
    create_folder(path, document, Engine(name="benchmark"))


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


def _browser(server: Server) -> Iterator[tuple[str, ...]]:
    """From asking for the page to the first letter in a field, and from a letter to its paint."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=path)
        first = []
        for _ in range(5):
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            began = time.perf_counter()
            page.goto(f"{server.address}/i/talk/", wait_until="commit")
            page.wait_for_selector("html[data-ready=yes]")
            page.locator("textarea.target").nth(1500).evaluate("field => field.focus()")
            page.keyboard.type("x")
            first.append(time.perf_counter() - began)
            if len(first) < 5:
                page.close()
        yield ("first edit", *_shown(first))
        keys = page.evaluate(_MEASURE_KEYS, _KEYS)
        yield ("key to paint", *_shown([ms / 1000 for ms in keys]))
        browser.close()


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


def _autosave(server: Server, saves: int) -> Iterator[tuple[str, ...]]:
    """Fifty people who type: each window sends what was typed once a second, and asks for changes as often."""
    typed: list[float] = []
    polled: list[float] = []
    # Nobody types before everybody has the page: what is measured is typing, not fifty pages at once.
    opened = threading.Barrier(_CLIENTS)
    threads = [
        threading.Thread(target=_type, args=(server, number, saves, opened, typed, polled))
        for number in range(_CLIENTS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    yield (f"typing kept, {_CLIENTS} clients", *_shown(typed))
    yield (f"changes asked for, {_CLIENTS} clients", *_shown(polled))


def _type(
    server: Server, number: int, saves: int, opened: threading.Barrier, typed: list[float], polled: list[float]
) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.request("GET", "/i/talk/")
    answer = connection.getresponse()
    page = answer.read().decode()
    cookie = next(v for v in answer.headers.get_all("Set-Cookie", []) if v.startswith("dragoman_csrf=")).split(";")[0]
    token = re.search(r'name="csrf-token" content="([^"]+)"', page)
    state = json.loads(page.partition('id="state" type="application/json">')[2].partition("</script>")[0])
    headers = {
        "Accept": "application/json",
        "Content-Type": "application/json",
        "Cookie": cookie,
        "X-CSRFToken": token[1] if token else "",
    }

    def ask(method: str, path: str, body: Any = None) -> None:
        connection.request(method, path, json.dumps(body) if body else None, headers)
        connection.getresponse().read()

    opened.wait()
    time.sleep(number / _CLIENTS)
    for save in range(saves):
        text = "word " * (save + 1)
        entry = {"client": f"c{number}", "segment": mint_id("desk", number), "side": "target", "text": text}
        typed.append(_time(lambda: ask("POST", "/i/talk/typing", {"epoch": 0, "typed": [entry]})))  # noqa: B023
        polled.append(_time(lambda: ask("GET", f"/i/talk/changes?since={state['head']}&epoch=0")))
        time.sleep(1.0)


def _time(do: Callable[[], None]) -> float:
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


def _shown(seconds: list[float]) -> tuple[str, str]:
    """Median and 95th percentile in ms."""
    ordered = sorted(seconds)
    return f"{statistics.median(ordered) * 1000:.1f}", f"{ordered[int(len(ordered) * 0.95)] * 1000:.1f}"
