"""Typing with a publisher's brackets at the desk, in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("django")

from playwright.sync_api import Page, expect

from desk_windows import NEXT, WAIT, Window, field, passage, ready, retype, saved, violations
from dragoman.folder import create_folder
from dragoman.folder.typing_journal import TypingJournal
from dragoman.transcript.document import Engine, Segment, Transcript
from dragoman.transcript.text import Supplied, Vocal

ID = "s00000002"
SETTINGS = '[style]\nprofile = "{}"\n'


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    (tmp_path / "dragoman.toml").write_text(SETTINGS.format("square"))
    first = Segment(id=ID, source=("Se lo di.",), target=("I gave it ", Supplied(("to her",)), " (my sister)."))
    second = Segment(id=NEXT, source=("Sí.",), target=("Yes.",))
    return create_folder(tmp_path / "talk", Transcript(segments=(first, second)), Engine(name="whisper")).path


def kinds(page: Page) -> list[tuple[str, str]]:
    """The marks in colour behind the translation: their kinds and words."""
    marks = page.locator(f"#{ID} .layer.target mark")
    expect(marks.first).to_be_attached(timeout=WAIT)
    return [(str(mark.get_attribute("class")), mark.inner_text()) for mark in marks.all()]


def test_a_field_is_shown_and_read_with_the_brackets_of_the_profile(page: Page, talk: Path) -> None:
    expect(field(page, ID)).to_have_value("I gave it [to her] (my sister).")
    retype(page, "I gave [it] to (my) sister. [laughs]", ID)
    field(page, NEXT).click()
    saved(page)
    assert passage(talk, ID).target == ("I gave ", Supplied(("it",)), " to (my) sister. ", Vocal("laughs"))
    assert kinds(page) == [("supplied", "[it]"), ("mark", "[laughs]")]
    page.reload()
    ready(page)
    expect(field(page, ID)).to_have_value("I gave [it] to (my) sister. [laughs]")


def test_brackets_that_are_all_of_a_text_look_like_the_event_that_they_are(page: Page, talk: Path) -> None:
    retype(page, "[Yes.]", ID)
    assert kinds(page) == [("mark", "[Yes.]")]
    retype(page, "[supplied: Yes.]", ID)
    assert kinds(page) == [("supplied", "[supplied: Yes.]")]
    field(page, NEXT).click()
    saved(page)
    assert passage(talk, ID).target == (Supplied(("Yes.",)),)


def test_the_buttons_put_the_brackets_of_the_profile_around_words(page: Page, talk: Path) -> None:
    retype(page, "He left ", ID)
    page.get_by_role("button", name="[supplied]").click()
    page.keyboard.type("the room")
    expect(field(page, ID)).to_have_value("He left [the room]")
    field(page, NEXT).click()
    saved(page)
    assert passage(talk, ID).target == ("He left ", Supplied(("the room",)))


def test_the_page_says_which_profile_holds_and_what_its_brackets_mean(page: Page) -> None:
    page.get_by_text("Brackets: square").click()
    expect(page.get_by_text("supplied by the translator", exact=True)).to_be_visible()
    assert violations(page) == []


def test_typing_that_was_left_is_shown_with_the_brackets_of_another_profile(
    window: Window, page: Page, talk: Path
) -> None:
    retype(page, "I gave [it] to", ID)
    for _ in range(WAIT // 50):
        if TypingJournal(talk).find_open():
            break
        page.wait_for_timeout(50)
    page.close()
    (talk.parent / "dragoman.toml").write_text(SETTINGS.format("dragoman"))
    other = window()
    expect(other.locator(f"#{ID} .offer q")).to_have_text("I gave (it) to")
