"""What a row says of its translation, in a real browser."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

pytest.importorskip("django")

from playwright.sync_api import Page, expect

from desk_windows import field, saved
from dragoman.folder import create_folder
from dragoman.transcript.document import Engine, Person, Recording, Segment, Tombstone, Transcript

SAYS = """(row) => getComputedStyle(row.querySelector(".marks"), "::before").content.replaceAll('"', "")"""
BY = {"machine": Engine(name="llm"), "person": Person(handle="ana")}


def _passage(number: int, state: str, by: str | None) -> Segment:
    made = Segment(id=f"s{number:08}", source=("Hola.",))
    if by is None:
        return made
    return msgspec.structs.replace(made, target=("Hello.",), state=state, target_origin=BY[by])


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    rows = (
        _passage(1, "initial", None),
        _passage(2, "initial", "machine"),
        _passage(3, "initial", "person"),
        _passage(4, "translated", "machine"),
        _passage(5, "translated", "person"),
        _passage(6, "reviewed", "machine"),
        _passage(7, "final", "person"),
        Segment(id="s00000008", withdrawn=Tombstone(date="2024-05-02", reason="asked for")),
    )
    document = Transcript(recording=Recording(languages=("es",)), target_language="en", segments=rows)
    return create_folder(tmp_path / "talk", document, Engine(name="test")).path


def test_a_row_says_who_has_translated_it_and_whether_somebody_has_confirmed_it(page: Page, talk: Path) -> None:
    assert [row.evaluate(SAYS) for row in page.locator("li.row").all()] == [
        "not translated",
        "by a machine, not confirmed",
        "not confirmed",
        "translated by a machine",
        "translated",
        "reviewed",
        "final",
        "withdrawn",
    ]
    page.screenshot(path=talk.parent / "states.png")


def test_a_withdrawn_row_says_when_and_why_where_its_texts_were(page: Page, talk: Path) -> None:
    grave = page.locator("#s00000008 .grave")
    expect(grave).to_have_text("This passage was withdrawn on 2024-05-02: asked for.")
    expect(page.locator(".grave")).to_have_count(1)
    page.locator("#s00000007 textarea.target").click()
    page.keyboard.press("Control+ArrowDown")
    expect(field(page, "s00000008")).to_be_focused()
    page.screenshot(path=talk.parent / "withdrawn.png")


def test_a_translation_that_is_typed_and_not_confirmed_says_so(page: Page, talk: Path) -> None:
    field(page, "s00000001").fill("Hello!")
    field(page, "s00000005").click()
    saved(page)
    assert page.locator("#s00000001").evaluate(SAYS) == "not confirmed"
