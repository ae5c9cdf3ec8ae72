"""Typing in Latin letters at the desk, in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("django")

from playwright.sync_api import Locator, Page, expect

from desk_windows import violations
from dragoman.folder import create_folder
from dragoman.transcript.document import Engine
from interviews import arabic_english


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    return create_folder(tmp_path / "talk", arabic_english(), Engine(name="whisper")).path


def arabic(page: Page) -> Locator:
    """The original of the first passage, emptied."""
    field = page.locator("textarea.source").first
    field.click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    return field


def test_it_is_off_unless_it_is_switched_on(page: Page) -> None:
    field = arabic(page)
    page.keyboard.type("salaam ")
    expect(field).to_have_value("salaam ")


def test_a_word_turns_at_its_end_and_one_undo_gives_the_latin_letters_back(page: Page) -> None:
    field = arabic(page)
    page.keyboard.press("Control+F9")
    expect(page.get_by_role("button", name="Latin letters")).to_have_attribute("aria-pressed", "true")
    page.keyboard.type("salaam, kitaab")
    expect(field).to_have_value("سلام، kitaab")
    page.keyboard.type(" ")
    expect(field).to_have_value("سلام، كتاب ")
    page.keyboard.press("Control+Z")
    expect(field).to_have_value("سلام، kitaab")
    page.keyboard.type(" ")
    expect(field).to_have_value("سلام، kitaab ")
    assert violations(page) == []


def test_words_in_marks_and_words_that_were_there_stay_in_latin_letters(page: Page) -> None:
    field = arabic(page)
    page.keyboard.type("Elena")
    page.keyboard.press("Control+F9")
    page.keyboard.type(" ")
    expect(field).to_have_value("Elena ")
    page.keyboard.type("[inaudible 2 s] *taxi driver* (shukran ")
    expect(field).to_have_value("Elena [inaudible 2 s] *taxi driver* (شكرن ")


def test_the_other_language_is_typed_as_it_is(page: Page) -> None:
    page.keyboard.press("Control+F9")
    field = page.locator("textarea.target").first
    field.click()
    page.keyboard.press("Control+A")
    page.keyboard.type("Good day ")
    expect(field).to_have_value("Good day ")


def test_what_an_input_method_is_composing_is_let_alone(page: Page) -> None:
    field = arabic(page)
    page.keyboard.press("Control+F9")
    client = page.context.new_cdp_session(page)
    client.send("Input.imeSetComposition", {"text": "salaam", "selectionStart": 6, "selectionEnd": 6})
    client.send("Input.insertText", {"text": "salaam "})
    expect(field).to_have_value("salaam ")
