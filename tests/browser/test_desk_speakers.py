"""Who speaks in a passage, said in the grid: a speaker of the interview, somebody new, nobody known."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("django")

from playwright.sync_api import Page, expect

from desk_windows import ID, NEXT, passage, saved
from dragoman.folder import open_folder


def who_speaks(page: Page, id_: str = ID) -> None:
    page.locator(f"#{id_} button.speaker").click()


def test_somebody_new_speaks(page: Page, talk: Path) -> None:
    who_speaks(page)
    page.get_by_label("Somebody new").fill("A neighbour")
    page.keyboard.press("Enter")
    expect(page.locator(f"#{ID} .speaker bdi")).to_have_text("A neighbour")
    saved(page)
    assert open_folder(talk).transcript.speakers[-1].label == "A neighbour"
    assert passage(talk).speaker == open_folder(talk).transcript.speakers[-1].id
    who_speaks(page, NEXT)
    page.locator("#speakers .choices").get_by_text("A neighbour").click()
    expect(page.locator(f"#{NEXT} .speaker bdi")).to_have_text("A neighbour")


def test_nobody_knows_who_speaks(page: Page, talk: Path) -> None:
    who_speaks(page)
    page.get_by_role("button", name="Unknown").click()
    expect(page.locator(f"#{ID} .speaker bdi")).to_have_text("?")
    saved(page)
    assert passage(talk).speaker is None
