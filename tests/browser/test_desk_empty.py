"""An interview without passages, to which somebody adds the first one: in a real browser."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

pytest.importorskip("django")

from playwright.sync_api import Page, expect

from by_keyboard import press_at
from desk_windows import WAIT, Window, field, saved, target, violations
from dragoman.cli import main
from dragoman.folder import create_folder, open_folder
from dragoman.notation import serialize_text
from dragoman.transcript.document import Engine
from interviews import arabic_english


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    empty = msgspec.structs.replace(arabic_english(), segments=())
    return create_folder(tmp_path / "talk", empty, Engine(name="whisper")).path


def test_a_passage_that_somebody_adds_appears_and_is_edited(page: Page, talk: Path) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    expect(page.locator("li.row")).to_have_count(0)
    assert main(["view", str(talk)]) == 0
    [typed] = talk.glob("*.txt")
    text = typed.read_text(encoding="utf-8")
    typed.write_text(f"{text.rstrip()}\n\n[0:05.0] أحمد: كيف بدأ كل شيء؟\n= How did it begin?\n", encoding="utf-8")
    assert main(["apply", str(talk)]) == 0
    expect(page.locator("li.row")).to_have_count(1, timeout=WAIT)
    row = page.locator("li.row")
    id_ = row.get_attribute("id") or ""
    expect(row.locator(".number")).to_have_text("1")
    expect(row.locator(".time")).to_have_text("0:05")
    source = field(page, id_, "source")
    assert (source.get_attribute("dir"), source.get_attribute("lang")) == ("rtl", "ar")
    expect(source).to_have_attribute("aria-label", "original of passage 1")
    field(page, id_).click()
    page.keyboard.press("End")
    page.keyboard.type(" Tell me.")
    page.keyboard.press("Control+Enter")
    saved(page)
    assert target(talk, id_) == "How did it begin? Tell me."
    assert faults == []


def test_the_first_passage_is_added_by_keyboard_and_taken_back(page: Page, talk: Path) -> None:
    press_at(page, "Add the first passage")
    expect(page.locator("li.row textarea.source")).to_be_focused(timeout=WAIT)
    expect(page.get_by_role("button", name="Add the first passage")).to_be_hidden()
    page.keyboard.type("كيف بدأ كل شيء؟")
    page.keyboard.press("Alt+Insert")
    expect(page.locator("li.row")).to_have_count(2, timeout=WAIT)
    saved(page)
    first, second = open_folder(talk).transcript.segments
    assert (serialize_text(first.source or ()), second.source) == ("كيف بدأ كل شيء؟", None)
    expect(page.locator("li.row textarea.source").last).to_be_focused(timeout=WAIT)
    # The text was saved together with the second passage.
    for count in (1, 0):
        page.keyboard.press("Control+z")
        expect(page.locator("li.row")).to_have_count(count, timeout=WAIT)
    expect(page.get_by_role("button", name="Add the first passage")).to_be_visible()
    page.keyboard.press("Alt+Insert")
    expect(page.locator("li.row textarea.source")).to_be_focused(timeout=WAIT)


@pytest.mark.parametrize(("size", "scheme"), [((390, 800), "dark"), ((1280, 900), "light")])
def test_the_empty_page_is_read_without_fault(window: Window, talk: Path, size: tuple[int, int], scheme: str) -> None:
    page = window(size=size, scheme=scheme)
    expect(page.get_by_role("button", name="Add the first passage")).to_be_visible()
    page.screenshot(path=talk.parent / "empty.png")
    assert violations(page) == []
