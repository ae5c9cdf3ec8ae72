"""Translating by a machine at the desk, in a real browser: the whole interview, and one passage at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("django")

from playwright.sync_api import Browser, Page, expect

from desk_server import Server
from dragoman.folder import create_folder, open_folder
from dragoman.notation import serialize_text
from dragoman.transcript.document import Engine
from interviews import spanish_english
from programs import needs_package

ID = "s00000002"
TARGET = "How did it all begin?"
WAIT = 15_000


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    return create_folder(tmp_path / "talk", spanish_english(), Engine(name="whisper")).path


@pytest.fixture
def page(talk: Path, browser: Browser) -> Iterator[Page]:
    server = Server(talk.parent, "--with", "fake-llm")
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{server.address}/i/talk/")
    page.wait_for_selector("html[data-ready=yes]", timeout=WAIT)
    yield page
    context.close()
    server.stop()


def target(talk: Path, id_: str = ID) -> str:
    return next(serialize_text(s.target or ()) for s in open_folder(talk).transcript.segments if s.id == id_)


def violations(page: Page) -> list[object]:
    page.evaluate(needs_package("axe-core/axe.min.js").read_text(encoding="utf-8"))
    found: list[object] = page.evaluate("axe.run().then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html)]))")
    return found


def test_a_machine_suggests_a_translation_that_is_taken_by_a_click(page: Page, talk: Path) -> None:
    field = page.locator(f"#{ID} textarea.target")
    field.click()
    page.keyboard.press("Shift+F9")
    part = page.locator(".machine-part")
    expect(part).to_contain_text("Which engine is to translate?", timeout=WAIT)
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


def test_what_the_machine_wrote_is_one_click_away_after_it_was_changed(page: Page, talk: Path) -> None:
    field = page.locator(f"#{ID} textarea.target")
    field.click()
    page.keyboard.press("Control+A")
    page.keyboard.type("How did it start?")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#unsent")).to_have_text("everything is saved", timeout=WAIT)
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
