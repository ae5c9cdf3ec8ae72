"""An interview without passages, open while somebody else adds one: in a real browser."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

pytest.importorskip("django")

from playwright.sync_api import Page, expect

from desk_windows import WAIT, field, saved, target
from dragoman.cli import main
from dragoman.folder import create_folder
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
