"""The grid while its page is still on its way: the first rows are used, and nothing that was typed is lost."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import msgspec
import pytest

pytest.importorskip("django")

from playwright.sync_api import Browser, Page, Route, expect

from desk_server import Server
from desk_windows import WAIT, field, ready, saved, target
from dragoman.desk.grid_html import ROWS_IN_BLOCK
from dragoman.folder import create_folder
from dragoman.folder.typing_journal import TypingJournal
from dragoman.transcript.document import Engine, Segment
from interviews import spanish_english

COUNT = 4 * ROWS_IN_BLOCK
EARLY, LATE = "s00000002", f"s{COUNT - 1:08}"


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    rows = tuple(Segment(id=f"s{n:08}", source=("Uno.",), target=(f"Bee {n}.",)) for n in range(1, COUNT + 1))
    transcript = msgspec.structs.replace(spanish_english(), segments=rows)
    return create_folder(tmp_path / "talk", transcript, Engine(name="whisper")).path


class Line(ThreadingHTTPServer):
    """A line to a desk that holds the second half of each page of a grid until ``rest`` is set."""

    daemon_threads = True

    def __init__(self, desk: int) -> None:
        super().__init__(("127.0.0.1", 0), Carrier)
        self.desk = desk
        self.rest = threading.Event()


class Carrier(BaseHTTPRequestHandler):
    server: Line

    def do_GET(self) -> None:
        self.carry()

    def do_POST(self) -> None:
        self.carry()

    def carry(self) -> None:
        desk = http.client.HTTPConnection("127.0.0.1", self.server.desk, timeout=60)
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        desk.request(self.command, self.path, body, dict(self.headers.items()))
        answer = desk.getresponse()
        content = answer.read()
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in ("transfer-encoding", "connection", "content-length"):
                self.send_header(name, value)
        self.end_headers()
        half = len(content) // 2 if self.path == "/i/talk/" else 0
        self.wfile.write(content[:half])
        self.wfile.flush()
        if half:
            self.server.rest.wait(60)
        self.wfile.write(content[half:])

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def line(server: Server) -> Iterator[Line]:
    line = Line(server.port)
    threading.Thread(target=line.serve_forever, daemon=True).start()
    yield line
    line.rest.set()
    line.shutdown()


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def kept(talk: Path) -> list[str | None]:
    return [entry.text for entry in TypingJournal(talk).find_open()]


def come(page: Page, line: Line) -> None:
    """Ask for the page, and wait only for its first half."""
    page.goto(f"http://127.0.0.1:{line.server_port}/i/talk/", wait_until="commit")


def test_the_first_rows_are_used_before_the_last_ones_are_there(visitor: Page, line: Line, talk: Path) -> None:
    come(visitor, line)
    ready(visitor)
    assert visitor.locator(f"#{LATE}").count() == 0
    field(visitor, EARLY).click()
    visitor.keyboard.press("End")
    visitor.keyboard.type(" Early.")
    saved(visitor)
    assert kept(talk) == ["Bee 2. Early."]
    visitor.keyboard.press("Control+Enter")
    line.rest.set()
    expect(visitor.locator("li.row")).to_have_count(COUNT, timeout=WAIT)
    saved(visitor)
    assert target(talk, EARLY) == "Bee 2. Early."
    expect(visitor.locator("#panel section").first).to_be_attached(timeout=WAIT)


def test_what_was_typed_into_a_late_row_and_not_saved_comes_back_with_it(visitor: Page, line: Line, talk: Path) -> None:
    line.rest.set()
    come(visitor, line)
    ready(visitor)
    field(visitor, LATE).click()
    visitor.keyboard.press("End")
    visitor.keyboard.type(" Not saved.")
    saved(visitor)
    line.rest.clear()
    visitor.reload(wait_until="commit")
    field(visitor, EARLY).wait_for(timeout=WAIT)
    assert visitor.locator(f"#{LATE}").count() == 0
    line.rest.set()
    expect(field(visitor, LATE)).to_have_value(f"Bee {COUNT - 1}. Not saved.", timeout=WAIT)
    expect(field(visitor, LATE)).to_be_focused(timeout=WAIT)
    expect(visitor.locator(".conflict")).to_have_count(0)
    assert kept(talk) == [f"Bee {COUNT - 1}. Not saved."]


@pytest.mark.parametrize("is_shown", [True, False])
def test_what_is_typed_before_the_scripts_are_there_is_kept(
    visitor: Page, line: Line, talk: Path, is_shown: bool
) -> None:
    line.rest.set()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    visitor.route("**/grid.js", hold)
    come(visitor, line)
    field(visitor, EARLY).click()
    visitor.keyboard.press("End")
    visitor.keyboard.type(" Before.")
    if not is_shown:
        visitor.evaluate("document.activeElement.blur(); scrollTo(0, document.body.scrollHeight)")
        visitor.wait_for_timeout(300)
    assert kept(talk) == []
    for route in held:
        route.continue_()
    visitor.unroute("**/grid.js", hold)
    ready(visitor)
    saved(visitor)
    expect(visitor.locator(f"#{EARLY} .saved")).to_have_text("not saved yet")
    saved(visitor)
    if is_shown:
        expect(field(visitor, EARLY)).to_be_focused()
    assert kept(talk) == ["Bee 2. Before."]
