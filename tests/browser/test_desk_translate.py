"""Translating by a machine at the desk, in a real browser: the whole interview, and one passage at a time."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("django")

from playwright.sync_api import Page, expect

from desk_windows import ID, TARGET, WAIT, saved, target, violations
from dragoman.folder import open_folder


@pytest.fixture
def options() -> tuple[str, ...]:
    return ("--with", "fake-llm")


def test_a_machine_suggests_a_translation_that_is_taken_by_a_click(page: Page, talk: Path) -> None:
    field = page.locator(f"#{ID} textarea.target")
    field.click()
    page.keyboard.press("Shift+F9")
    part = page.locator(".machine-part")
    expect(part).to_contain_text("Which engine should translate?", timeout=WAIT)
    part.get_by_role("button", name="fake-llm").click()
    expect(part.locator(".suggestion")).to_contain_text("(fake-llm)", timeout=WAIT)
    expect(field).to_have_value(TARGET)
    assert target(talk) == TARGET
    assert violations(page) == []
    suggested = part.locator(".suggestion bdi").first.inner_text()
    part.locator(".suggestion").get_by_role("button", name="Use").click()
    expect(field).to_have_value(suggested)
    page.keyboard.press("Control+Z")
    expect(field).to_have_value(TARGET)


def test_a_machine_translates_an_original_that_was_typed_just_now(page: Page, talk: Path) -> None:
    page.locator(f"#{ID} textarea.source").click()
    page.keyboard.press("Alt+Insert")
    added = page.locator(f"#{ID} + li.row")
    expect(added.locator("textarea.source")).to_be_focused()
    page.keyboard.type("Buenos días.")
    page.keyboard.press("Shift+F9")
    expect(page.locator(".machine-part")).to_contain_text("Which engine should translate?", timeout=WAIT)
    expect(page.locator("#says")).to_have_text("")
    page.locator(".machine-part").get_by_role("button", name="fake-llm").click()
    expect(page.locator(".suggestion")).to_contain_text("(fake-llm)", timeout=WAIT)


def test_what_the_machine_wrote_is_one_click_away_after_it_was_changed(page: Page, talk: Path) -> None:
    field = page.locator(f"#{ID} textarea.target")
    field.click()
    page.keyboard.press("Control+A")
    page.keyboard.type("How did it start?")
    page.keyboard.press("Control+Enter")
    saved(page)
    field.click()
    before = page.locator(".machine-text")
    expect(before).to_contain_text("Translation by whisper, before it was changed", timeout=WAIT)
    before.get_by_role("button", name="Use").click()
    expect(field).to_have_value(TARGET)


def test_an_interview_is_translated_by_keyboard_after_its_cost_was_shown(page: Page, talk: Path) -> None:
    page.get_by_role("link", name="Translate", exact=True).click()
    assert violations(page) == []
    page.get_by_label("fake-llm").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator("#plan")).to_contain_text("on this machine", timeout=WAIT)
    expect(page.locator("#plan")).to_contain_text("tokens are sent")
    assert violations(page) == []
    page.get_by_role("button", name="Translate in the background").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#jobs")).to_contain_text("translate, done", timeout=2 * WAIT)
    expect(page.locator("#jobs")).to_contain_text("translated")
    empty = [s for s in open_folder(talk).transcript.segments if s.source and not s.target and not s.withdrawn]
    assert empty == []
    assert target(talk) == TARGET
