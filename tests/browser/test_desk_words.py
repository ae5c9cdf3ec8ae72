"""The words of a passage beside their sound, and rows that are typed while it plays: in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

pytest.importorskip("django")

from playwright.sync_api import Browser, Page, expect

import sounds
from desk_server import Server
from dragoman.folder import create_folder, open_folder
from dragoman.transcript.document import Engine, Segment, Word
from dragoman.transcript.span import Span
from interviews import spanish_english
from programs import needs_package

ID = "s00000002"
WAIT = 10_000


def _heard(segment: Segment) -> Segment:
    words = (("¿Cómo", 6000), (" empezó", 7000), (" todo?", 8000))
    heard = tuple(Word(text=text, span=Span(at, at + 500)) for text, at in words)
    return msgspec.structs.replace(segment, source=("¿Cómo empezó todo?",), words=heard, span=Span(6000, 9000))


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    transcript = spanish_english()
    segments = tuple(_heard(segment) if segment.id == ID else segment for segment in transcript.segments)
    folder = create_folder(tmp_path / "talk", msgspec.structs.replace(transcript, segments=segments), Engine(name="w"))
    sounds.write_wav(folder.path / "tone.mp3", sounds.tone(70))
    return folder.path


@pytest.fixture
def page(talk: Path, browser: Browser) -> Iterator[Page]:
    server = Server(talk.parent, "--no-alignment")
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{server.address}/i/talk/")
    page.wait_for_selector("html[data-ready=yes]", timeout=WAIT)
    yield page
    context.close()
    server.stop()


def second(page: Page) -> float:
    found: float = page.locator("#media").evaluate("media => media.currentTime")
    return found


def test_a_click_on_a_word_plays_from_it_and_typed_words_are_marked(page: Page) -> None:
    field = page.locator(f"#{ID} textarea.source")
    field.click()
    words = page.locator(".words-part .word")
    expect(words).to_have_text(["¿Cómo", "empezó", "todo?"], timeout=WAIT)
    words.nth(2).click()
    page.wait_for_timeout(300)
    assert 8.0 <= second(page) < 9.5
    expect(field).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("¿Cómo comenzó todo?")
    page.locator("#s00000003 textarea.source").click()
    expect(page.locator("#unsent")).to_have_text("everything is saved", timeout=WAIT)
    field.click()
    expect(page.locator(".words-part .inferred")).to_have_text(["comenzó"], timeout=WAIT)
    page.evaluate(needs_package("axe-core/axe.min.js").read_text(encoding="utf-8"))
    assert page.evaluate("axe.run().then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html)]))") == []


def test_it_is_played_from_the_very_word_at_the_cursor(page: Page) -> None:
    page.locator(f"#{ID} textarea.source").click()
    expect(page.locator(".words-part .word")).to_have_count(3, timeout=WAIT)
    page.keyboard.press("Control+Home")
    for _ in "¿Cómo em":
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Control+Space")
    page.wait_for_timeout(300)
    assert 7.0 <= second(page) < 8.5


def span(talk: Path, place: int) -> Span | None:
    return open_folder(talk).transcript.segments[place].span


@pytest.fixture
def untimed(tmp_path: Path, browser: Browser) -> Iterator[tuple[Page, Path]]:
    """Rows that somebody is to type: without words, and without times but for the first."""
    rows = (
        Segment(id="s00000001", speaker="S1", span=Span(1000)),
        Segment(id="s00000002", speaker="S1"),
        Segment(id="s00000003", speaker="S1", span=Span(20_000, 25_000)),
    )
    transcript = msgspec.structs.replace(spanish_english(), segments=rows)
    folder = create_folder(tmp_path / "talk", transcript, Engine(name="w"))
    sounds.write_wav(folder.path / "tone.mp3", sounds.tone(70))
    server = Server(folder.path.parent, "--no-alignment")
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{server.address}/i/talk/")
    page.wait_for_selector("html[data-ready=yes]", timeout=WAIT)
    yield page, folder.path
    context.close()
    server.stop()


def saved(page: Page) -> None:
    expect(page.locator("#unsent")).to_have_text("everything is saved", timeout=WAIT)


def play_from(page: Page, start: float) -> None:
    page.locator("#media").evaluate("(media, at) => { media.currentTime = at; return media.play(); }", start)


def test_a_row_is_typed_into_while_its_sound_loops(untimed: tuple[Page, Path]) -> None:
    page, _ = untimed
    page.locator("#s00000003 textarea.source").click()
    page.keyboard.press("F9")
    page.keyboard.type("Con un enjambre")
    page.locator("#media").evaluate("media => { media.currentTime = 24.9; }")
    page.wait_for_timeout(900)
    assert 19.0 <= second(page) < 22.0
    expect(page.locator("#s00000003 textarea.source")).to_have_value("Con un enjambre")
    page.keyboard.press("Control+ArrowUp")
    page.keyboard.press("Control+ArrowUp")
    page.wait_for_timeout(400)
    assert 1.0 <= second(page) < 3.0
    saved(page)


def test_one_key_stamps_the_beginning_of_a_row_while_it_plays(untimed: tuple[Page, Path]) -> None:
    page, talk = untimed
    page.locator("#s00000001 textarea.source").click()
    play_from(page, 8.0)
    page.wait_for_timeout(300)
    page.keyboard.press("Control+F8")
    expect(page.locator("#s00000002 textarea.source")).to_be_focused()
    saved(page)
    first, second_ = span(talk, 0), span(talk, 1)
    assert second_
    assert 8000 <= second_.start < 9500
    assert second_.end is None
    assert first == Span(1000, second_.start)
    page.keyboard.press("Control+Z")
    saved(page)
    expect(page.locator("#s00000002 .time")).to_have_text("–", timeout=WAIT)
    assert (span(talk, 0), span(talk, 1)) == (Span(1000), None)


def test_a_row_without_a_time_is_not_looped_and_says_why(untimed: tuple[Page, Path]) -> None:
    page, _ = untimed
    page.locator("#s00000002 textarea.source").click()
    page.keyboard.press("F9")
    expect(page.locator("#says")).to_contain_text("press F8 where it begins")


def test_a_new_row_begins_at_what_is_being_played(untimed: tuple[Page, Path]) -> None:
    page, talk = untimed
    page.locator("#s00000003 textarea.source").click()
    play_from(page, 30.0)
    page.wait_for_timeout(300)
    page.keyboard.press("Alt+Insert")
    expect(page.locator("li.row")).to_have_count(4, timeout=WAIT)
    expect(page.locator("li.row").nth(3).locator("textarea.source")).to_be_focused(timeout=WAIT)
    page.keyboard.type("Adiós.")
    page.keyboard.press("Control+ArrowUp")
    saved(page)
    made = open_folder(talk).transcript.segments[3]
    assert made.source == ("Adiós.",)
    assert made.span
    assert 30_000 <= made.span.start < 31_500
