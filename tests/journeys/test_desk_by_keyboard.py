"""From an empty directory to a published edition at the desk, by keyboard alone: no mouse is touched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("django")

from playwright.sync_api import Browser, Page, expect

from by_keyboard import go_to, is_mouse_used, press_at, put_into_clipboard, watch_the_mouse, where
from desk_server import Server
from dragoman.folder import create_folder, open_folder
from dragoman.folder.editions import load_editions
from dragoman.notation import serialize_text
from dragoman.transcript.document import Engine, Segment
from interviews import spanish_english
from sounds import beeps, write_wav

pytestmark = pytest.mark.browser

WAIT = 60_000
HTML = (
    "<html><body><h1>Las abejas del barrio</h1><p><b>Host:</b> ¿Cuántas colmenas tiene usted?</p>"
    "<p><b>Carmen:</b> Tengo 300 colmenas y una miel muy clara.</p><p><b>Host:</b> ¿Y quién le ayuda?</p>"
    "<p><b>Host:</b> Mi vecina, el domingo 12.</p></body></html>"
)
FACTS = {
    "Title, translated": "The bees of the quarter",
    "Language of the translation": "English",
    "Publisher": "Example Radio",
    "Dates": "aired: 2021-02-27",
    "Ground for use": "with the speaker's consent",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "interviews"
    root.mkdir()
    return root


@pytest.fixture
def page(root: Path, browser: Browser) -> Iterator[Page]:
    """A desk that was started for the first time, in an empty directory."""
    server = Server(root, fakes=True)
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    watch_the_mouse(context)
    page = context.new_page()
    page.set_default_timeout(WAIT)
    page.goto(server.address)
    expect(page.locator("main")).to_contain_text("There are no interviews in this directory yet.")
    yield page
    context.close()
    server.stop()


def see(page: Page, root: Path, name: str) -> None:
    """A picture for whoever looks at the test."""
    page.screenshot(path=root.parent / f"{name}.png")


def open_interview(page: Page, name: str) -> None:
    expect(page.locator("#jobs").get_by_role("link", name=re.compile(name)).first).to_be_visible(timeout=WAIT)
    press_at(page, name)
    page.wait_for_selector("html[data-ready=yes]", timeout=WAIT)


def saved(page: Page) -> None:
    expect(page.locator("#unsent")).to_have_text("everything is saved", timeout=WAIT)


def segments(folder: Path) -> tuple[Segment, ...]:
    return open_folder(folder).transcript.segments


def paste_a_page(page: Page, root: Path) -> None:
    put_into_clipboard(page, HTML)
    press_at(page, "Paste a page")
    press_at(page, "Copy the page .*", "Control+V")
    go_to(page, "Language spoken")
    page.keyboard.type("Spanish")
    press_at(page, "Look at it")
    expect(page.locator("#answer")).to_contain_text("4 passages; who speaks: Host, Carmen", timeout=WAIT)
    see(page, root, "answer")
    press_at(page, "the original", "Space")
    press_at(page, "Make the interview")


def translate(page: Page) -> None:
    """Type each translation; supplied words are marked, and one passage gets another speaker."""
    page.keyboard.press("Control+ArrowDown")
    assert where(page) == "translation of passage 1"
    page.keyboard.type("How many hives do you have here?")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Control+Shift+ArrowLeft")
    page.keyboard.press("Control+Alt+1")
    page.keyboard.press("Control+Enter")
    page.keyboard.type("I have 3000 hives and a very pale honey.")
    page.keyboard.press("Control+Enter")
    page.keyboard.type("And who helps you?")
    page.keyboard.press("Control+Enter")
    page.keyboard.type("My neighbour, on Sunday the 12th.")
    page.keyboard.press("Alt+2")
    page.keyboard.press("Control+Enter")
    saved(page)


def settle_and_correct(page: Page, root: Path) -> None:
    """The first problem is none, and is settled with a reason; then the words are right all the same."""
    expect(page.locator(".row.has-problems")).to_have_count(1, timeout=WAIT)
    page.keyboard.press("F3")
    assert where(page) == "translation of passage 2"
    expect(page.locator("#panel")).to_contain_text("300 in the original is 3000 in the translation", timeout=WAIT)
    see(page, root, "problem")
    page.keyboard.press("Alt+Enter")
    assert where(page) == "Settle…"
    page.keyboard.press("Enter")
    page.keyboard.type("He says it so on the tape.")
    page.keyboard.press("Enter")
    expect(page.locator("#panel .problem")).to_have_count(0, timeout=WAIT)
    expect(page.locator(".row textarea.target").nth(1)).to_be_focused()
    expect(page.locator(".row.has-problems")).to_have_count(0, timeout=WAIT)
    page.keyboard.press("Control+H")
    page.keyboard.type("3000")
    go_to(page, "Replace with")
    page.keyboard.type("300")
    press_at(page, "Replace what is ticked")
    saved(page)


def review(page: Page) -> None:
    for _ in range(4):
        page.keyboard.press("Control+ArrowUp")
    for _ in range(4):
        page.keyboard.press("Control+Shift+Enter")
    saved(page)
    expect(page.locator('.row[data-state="reviewed"]')).to_have_count(4, timeout=WAIT)


def state_the_facts(page: Page, root: Path) -> None:
    press_at(page, "Facts")
    page.wait_for_url("**/facts")
    for name, value in FACTS.items():
        go_to(page, name)
        page.keyboard.press("Control+A")
        page.keyboard.type(value)
    press_at(page, "Save")
    expect(page.locator(".said")).to_contain_text("The facts are changed.")
    see(page, root, "facts")


def release_and_publish(page: Page, root: Path) -> None:
    press_at(page, "Release")
    page.wait_for_url("**/release")
    see(page, root, "release")
    expect(page.locator(".card").first).to_contain_text("Nothing.")
    go_to(page, "Note for readers")
    page.keyboard.type("The first one.")
    press_at(page, "Release edition 1")
    expect(page.locator(".said")).to_contain_text("Edition 1 is released.")
    press_at(page, "Publish")
    expect(page.locator("#jobs")).to_contain_text("publish, done", timeout=WAIT)


def test_a_pasted_page_becomes_a_published_edition(page: Page, root: Path) -> None:
    paste_a_page(page, root)
    open_interview(page, "Las-abejas-del-barrio")
    translate(page)
    settle_and_correct(page, root)
    review(page)
    state_the_facts(page, root)
    release_and_publish(page, root)
    [folder] = (path for path in root.iterdir() if (path / "history.jsonl").exists())
    assert serialize_text(segments(folder)[0].target or ()) == "How many hives do you have (here)?"
    assert serialize_text(segments(folder)[1].target or ()) == "I have 300 hives and a very pale honey."
    assert segments(folder)[3].speaker == segments(folder)[1].speaker
    assert len(load_editions(open_folder(folder))) == 1
    assert not is_mouse_used(page)
    [published] = (root / "site").glob("*/e1/index.html")
    page.goto(published.as_uri())
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("h1")).to_contain_text("The bees of the quarter")
    expect(page.locator(".passage .supplied")).to_contain_text("(here)")
    see(page, root, "published")


def test_a_recording_is_drafted_played_and_corrected(page: Page, root: Path) -> None:
    sound = write_wav(root.parent / "bees.wav", beeps(40, (1.05, 4), (9.05, 14), (20.05, 23)))
    with page.expect_file_chooser() as chooser:
        press_at(page, "choose files", "Space")
    chooser.value.set_files(sound)
    press_at(page, "Add")
    open_interview(page, "bees")
    see(page, root, "drafted")
    page.keyboard.press("Control+ArrowDown")
    page.keyboard.press("Escape")
    page.wait_for_timeout(600)
    assert page.locator("#media").evaluate("media => media.currentTime") > 0.2
    page.keyboard.press("Escape")
    page.keyboard.press("Control+A")
    page.keyboard.type("How many hives?")
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Control+Space")
    page.wait_for_timeout(600)
    assert page.locator("#media").evaluate("media => media.currentTime") > 9
    saved(page)
    assert not is_mouse_used(page)
    assert serialize_text(segments(root / "bees")[0].target or ()) == "How many hives?"


def test_tab_goes_slowly_through_what_stands_beside_a_passage(page: Page, root: Path) -> None:
    create_folder(root / "talk", spanish_english(), Engine(name="whisper"))
    page.goto(page.url + "i/talk/")
    page.wait_for_selector("html[data-ready=yes]")
    page.keyboard.press("Control+ArrowDown")
    expect(page.locator("#panel .comments")).to_be_visible()
    page.keyboard.press("Alt+Enter")
    reached = [where(page)]
    while reached[-1] != "Comment and send back":
        # Whoever takes their time does not lose their place.
        page.wait_for_timeout(400)
        page.keyboard.press("Tab")
        reached.append(where(page))
        assert reached[-1], reached
    page.keyboard.press("Alt+Enter")
    assert where(page) == "translation of passage 1"
    assert not is_mouse_used(page)
