"""Settling a problem of a passage at the desk: a refusal loses no reason."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("django")

from playwright.sync_api import Locator, Page, expect

from desk_windows import Window, field
from dragoman.folder import create_folder, open_folder
from dragoman.folder.review import load_problems
from dragoman.transcript.document import Engine
from interviews import spanish_english

ID = "s00000002"


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    return create_folder(tmp_path / "talk", spanish_english(), Engine(name="whisper")).path


def with_a_wrong_number(window: Window) -> tuple[Page, Locator]:
    """A window with the cursor in a passage whose number differs, and that problem."""
    page = window()
    field(page, side="source").fill("Tengo 300 colmenas.")
    field(page).fill("I have 3000 hives.")
    field(page).press("Control+Enter")
    field(page).click()
    problem = page.locator("#panel .problem", has_text="300 in the original is 3000 in the translation")
    expect(problem).to_have_count(1)
    return page, problem


def settle(page: Page, problem: Locator) -> None:
    problem.get_by_role("button", name="Settle").click()
    page.locator("#settle").get_by_label("Reason").fill("He says it so.")
    page.keyboard.press("Enter")


def test_a_refused_settlement_keeps_the_reason_and_says_why(window: Window, talk: Path) -> None:
    page, problem = with_a_wrong_number(window)
    refusal = {"message": "The desk is being saved to a file: try again."}
    page.route("**/settle", lambda route: route.fulfill(status=503, json=refusal), times=1)
    settle(page, problem)
    expect(page.locator("#settle .fault")).to_have_text("The desk is being saved to a file: try again.")
    expect(page.locator("#settle").get_by_label("Reason")).to_have_value("He says it so.")
    page.locator("#settle").get_by_role("button", name="Settle").click()
    expect(page.locator("#settle")).to_be_hidden()
    expect(problem).to_have_count(0)
    assert [one.settlement.reason for one in load_problems(open_folder(talk)) if one.settlement] == ["He says it so."]
