"""What a window that was killed has left of its typing: shown beside the row, used, or discarded."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("django")

from playwright.sync_api import Page, expect

from desk_windows import ID, NEXT, TARGET, Window, field, ready, saved, target
from dragoman.folder.typing_journal import Typed, TypingJournal

TIME = "2026-05-01T10:00:00Z"


def leave(talk: Path, text: str, before: str = TARGET, segment: str = ID) -> None:
    """Leave typing, as a window that was killed does."""
    left = Typed(client="killed", segment=segment, side="target", before=before, text=text, by="ben", time=TIME)
    TypingJournal(talk).add([left])


def is_left(page: Page, talk: Path) -> bool:
    """Whether the page offers it when it is loaded again, and the server has it."""
    page.reload()
    ready(page)
    page.wait_for_timeout(300)
    return page.locator(".offer").count() > 0 or any(one.client == "killed" for one in TypingJournal(talk).find_open())


def test_what_another_window_has_left_is_used(window: Window, talk: Path) -> None:
    leave(talk, "How did it start?")
    page = window()
    offer = page.locator(f"#{ID} .offer")
    expect(offer).to_contain_text("Typed in another window by ben")
    expect(field(page)).to_have_value(TARGET)
    offer.get_by_role("button", name="Use").click()
    expect(field(page)).to_have_value("How did it start?")
    expect(offer).to_have_count(0)
    field(page, NEXT).click()
    saved(page)
    assert target(talk) == "How did it start?"
    assert not is_left(page, talk)


def test_what_another_window_has_left_is_discarded(window: Window, talk: Path) -> None:
    leave(talk, "How did it start?")
    page = window()
    page.locator(".offer").get_by_role("button", name="Discard").click()
    expect(page.locator(".offer")).to_have_count(0)
    expect(field(page)).to_have_value(TARGET)
    assert not is_left(page, talk)


def test_what_was_left_of_a_text_that_has_changed_since_is_shown_beside_it(window: Window, talk: Path) -> None:
    leave(talk, "How did it start?", before="An older text.")
    page = window()
    page.locator(".offer").get_by_role("button", name="Use").click()
    conflict = page.locator(f"#{ID} .conflict")
    expect(conflict.locator(".theirs")).to_have_text(TARGET)
    conflict.get_by_role("button", name="Take theirs").click()
    expect(field(page)).to_have_value(TARGET)
    assert target(talk) == TARGET


def test_what_was_left_of_a_passage_that_is_gone_is_shown_and_discarded(window: Window, talk: Path) -> None:
    leave(talk, "Words of nowhere", segment="s99999999")
    page = window()
    offer = page.locator(".offer")
    expect(offer).to_contain_text("Words of nowhere")
    offer.get_by_role("button", name="Discard").click()
    expect(offer).to_have_count(0)
    assert not is_left(page, talk)
