"""The pages around the grid in a real browser: by keyboard alone, narrow, enlarged, checked by axe."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("django")

from playwright.sync_api import Browser, Page, expect

from desk_windows import violations
from dragoman.folder import create_folder, open_folder
from dragoman.folder.editions import load_editions
from dragoman.transcript.document import Engine
from interviews import arabic_english

PASSWORD = "seven small stones"
PAGES = (
    "/",
    "/accounts",
    "/settings",
    "/search?q=the",
    "/nowhere",
    "/i/talk/speakers",
    "/i/talk/facts",
    "/i/talk/names",
    "/i/talk/replace?words=the&by=THE&whole=yes",
    "/i/talk/history",
    "/i/talk/listening",
    "/i/talk/release",
    "/i/talk/translate?to=en&engine=firefox",
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("interviews")
    create_folder(root / "talk", arabic_english(), Engine(name="whisper"))
    return root


@pytest.fixture(scope="module")
def address(root: Path) -> Iterator[str]:
    """A desk with accounts, of which ana is the owner."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    command = [sys.executable, "-u", "-m", "dragoman", "serve", str(root), "--no-browser"]
    add = [*command, "--add-account", "ana", "--role", "owner"]
    subprocess.run(add, input=f"{PASSWORD}\n", text=True, env=environment, check=True, capture_output=True)
    started = [*command, "--accounts", "--port", "0"]
    with subprocess.Popen(started, stdout=subprocess.PIPE, text=True, env=environment) as process:
        line = (process.stdout or sys.stdin).readline()
        found = re.search(r"http://127\.0\.0\.1:\d+", line)
        assert found, line
        yield found[0]
        process.terminate()


def open_page(browser: Browser, address: str, size: tuple[int, int] = (1280, 900), scheme: str = "light") -> Page:
    """A window in which ana has logged in, by keyboard."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_label("Handle")).to_be_focused()
    page.keyboard.type("ana")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Interviews")).to_be_visible()
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_and_nothing_is_fetched_from_elsewhere(
    browser: Browser, address: str, scheme: str
) -> None:
    page = open_page(browser, address, scheme=scheme)
    asked: set[str] = set()
    said: list[str] = []
    page.on("request", lambda request: asked.add(request.url))
    page.on("console", lambda message: said.append(message.text))
    found = {}
    for place in PAGES:
        page.goto(f"{address}{place}")
        found[place] = violations(page)
    assert found == {place: [] for place in PAGES}
    assert all(url.startswith((f"{address}/", "data:,")) for url in asked)
    assert not [line for line in said if "Content Security Policy" in line]
    page.context.close()


@pytest.mark.parametrize("size", [(390, 800), (640, 450)], ids=["narrow", "enlarged twice"])
def test_every_page_can_be_read_without_scrolling_sideways(
    browser: Browser, address: str, size: tuple[int, int]
) -> None:
    page = open_page(browser, address, size)
    wide = {}
    for place in PAGES:
        page.goto(f"{address}{place}")
        wide[place] = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide == dict.fromkeys(PAGES, 0)
    page.context.close()


@pytest.mark.parametrize("place", ["/i/talk/", "/i/talk/facts"], ids=["the grid", "another page"])
def test_the_header_is_one_row(browser: Browser, address: str, root: Path, place: str) -> None:
    page = open_page(browser, address)
    page.goto(f"{address}{place}")
    boxes = page.evaluate("""() => [...document.querySelector(".top").children]
      .map((one) => one.getBoundingClientRect()).filter(({ height }) => height)
      .map(({ top, bottom }) => [top, bottom])""")
    # What is still empty has no height, and no place in the row.
    assert len(boxes) > 1
    assert max(top for top, _ in boxes) < min(bottom for _, bottom in boxes)
    page.screenshot(path=root.parent / f"header-{'grid' if place.endswith('/') else 'facts'}.png")
    page.context.close()


_JOBS = """<section id="jobs" aria-label="In the background" hx-get="/jobs" hx-trigger="every 1s" hx-swap="outerHTML">
<form action="/jobs/7/cancel" method="post"><button>Cancel</button></form><p>%d</p></section>"""


def test_a_button_of_a_job_that_is_pressed_while_its_progress_changes_is_clicked(
    browser: Browser, address: str
) -> None:
    page = open_page(browser, address)
    answers = iter(range(1, 1000))
    page.route("**/jobs", lambda route: route.fulfill(body=_JOBS % next(answers), content_type="text/html"))
    page.route("**/jobs/7/cancel", lambda route: route.fulfill(body="cancelled"))
    page.evaluate(
        """(jobs) => {
          document.getElementById("jobs").outerHTML = jobs;
          htmx.process(document.getElementById("jobs"));
        }""",
        _JOBS % 0,
    )
    expect(page.locator("#jobs p")).not_to_have_text("0")
    page.get_by_role("button", name="Cancel").hover()
    page.mouse.down()
    with page.expect_response("**/jobs"):
        pass
    with page.expect_response("**/jobs"):
        pass
    page.mouse.up()
    expect(page.locator("body")).to_have_text("cancelled")
    page.context.close()


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the control of this name has the focus."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("(document.activeElement.innerText || document.activeElement.name || '').trim()") == name:
            return
    raise AssertionError(f"{name} is not reached by Tab")


def test_an_edition_is_released_by_keyboard_alone(browser: Browser, address: str, root: Path) -> None:
    page = open_page(browser, address)
    page.goto(f"{address}/i/talk/facts")
    tab_to(page, "publisher")
    page.keyboard.type("Example Radio")
    page.keyboard.press("Enter")
    expect(page.locator(".said")).to_contain_text("The facts are changed.")
    tab_to(page, "Release")
    page.keyboard.press("Enter")
    page.wait_for_url("**/release")
    if page.get_by_label("Why it is released all the same").count():
        tab_to(page, "anyway")
        page.keyboard.type("It is a test.")
    tab_to(page, "Release edition 1")
    page.keyboard.press("Enter")
    expect(page.locator(".said")).to_contain_text("Edition 1 is released.")
    assert open_folder(root / "talk").transcript.facts.publisher == "Example Radio"
    assert len(load_editions(open_folder(root / "talk"))) == 1
    page.context.close()
