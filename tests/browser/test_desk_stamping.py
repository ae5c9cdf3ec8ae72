"""Rows that are typed while their sound plays: in a real browser."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

pytest.importorskip("django")

from playwright.sync_api import Page, expect

import sounds
from desk_windows import WAIT, saved, second
from dragoman.folder import create_folder, open_folder
from dragoman.transcript.document import Engine, Segment
from dragoman.transcript.span import Span
from interviews import spanish_english


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    """Rows that somebody is to type: without words, and without times but for the first."""
    rows = (
        Segment(id="s00000001", speaker="S1", span=Span(1000)),
        Segment(id="s00000002", speaker="S1"),
        Segment(id="s00000003", speaker="S1", span=Span(20_000, 25_000)),
    )
    transcript = msgspec.structs.replace(spanish_english(), segments=rows)
    folder = create_folder(tmp_path / "talk", transcript, Engine(name="w"))
    sounds.write_wav(folder.path / "tone.mp3", sounds.tone(70))
    return folder.path


def span(talk: Path, place: int) -> Span | None:
    return open_folder(talk).transcript.segments[place].span


def play_from(page: Page, start: float) -> None:
    page.locator("#media").evaluate("(media, at) => { media.currentTime = at; return media.play(); }", start)


def test_a_row_is_typed_into_while_its_sound_loops(page: Page, talk: Path) -> None:
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


def test_one_key_stamps_the_beginning_of_a_row_while_it_plays(page: Page, talk: Path) -> None:
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


def test_one_key_stamps_the_end_of_the_last_row(page: Page, talk: Path) -> None:
    page.locator("#s00000003 textarea.source").click()
    page.locator("#media").evaluate("media => { media.currentTime = 27; }")
    page.keyboard.press("Control+F8")
    expect(page.locator("#says")).to_have_text("This passage ends at 0:27.")
    expect(page.locator("#s00000003 textarea.source")).to_be_focused()
    saved(page)
    assert span(talk, 2) == Span(20_000, 27_000)


def test_the_last_row_does_not_end_before_it_begins(page: Page, talk: Path) -> None:
    page.locator("#s00000003 textarea.source").click()
    page.locator("#media").evaluate("media => { media.currentTime = 5; }")
    page.keyboard.press("Control+F8")
    expect(page.locator("#says")).to_have_text("This passage begins at 0:20: play on from there to where it ends.")
    assert span(talk, 2) == Span(20_000, 25_000)


def test_the_key_that_moves_the_end_sets_one_at_what_is_being_played(page: Page, talk: Path) -> None:
    page.locator("#s00000001 textarea.source").click()
    page.locator("#media").evaluate("media => { media.currentTime = 6; }")
    page.keyboard.press("Alt+ArrowRight")
    expect(page.locator("#says")).to_have_text("This passage ends at 0:06.")
    saved(page)
    assert span(talk, 0) == Span(1000, 6000)


def test_an_end_is_not_set_after_the_beginning_of_the_next_row(page: Page, talk: Path) -> None:
    page.locator("#s00000001 textarea.source").click()
    page.keyboard.press("Alt+ArrowLeft")
    saved(page)
    assert span(talk, 0) == Span(1000, 20_000)


def test_a_key_of_times_says_why_it_does_nothing(page: Page, talk: Path) -> None:
    page.locator("#s00000002 textarea.source").click()
    page.keyboard.press("Alt+ArrowRight")
    expect(page.locator("#says")).to_contain_text("press F8 where it begins")
    page.locator("#s00000001 textarea.source").click()
    page.keyboard.press("F8")
    saved(page)
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("#says")).to_have_text("A passage cannot begin before the interview.")


def test_a_row_without_a_time_is_not_looped_and_says_why(page: Page, talk: Path) -> None:
    page.locator("#s00000002 textarea.source").click()
    page.keyboard.press("F9")
    expect(page.locator("#says")).to_contain_text("press F8 where it begins")


def test_a_new_row_begins_at_what_is_being_played(page: Page, talk: Path) -> None:
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
