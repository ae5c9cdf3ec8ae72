"""Withdrawing at the desk, in a real browser: look, confirm, and what an open grid shows."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("django")

from playwright.sync_api import Page, expect

from desk_windows import ID, TARGET, Window, field, passage, violations


def look(page: Page) -> None:
    page.get_by_label("Passages").fill("2")
    page.get_by_label("Reason").fill("at her request")
    page.get_by_role("button", name="Look at what would be gone").click()
    expect(page.locator("blockquote", has_text=TARGET)).to_be_visible()


def test_a_passage_is_looked_at_and_then_withdrawn_for_good(window: Window, talk: Path) -> None:
    grid = window()
    expect(field(grid)).to_have_value(TARGET)
    page = window(place="i/talk/release")
    page.get_by_role("link", name="Withdraw something").click()
    look(page)
    assert violations(page) == []
    page.get_by_label("I know that this cannot be undone").check()
    page.get_by_role("button", name="Withdraw for good").click()
    expect(page.get_by_role("heading", name="Withdrawn")).to_be_visible()
    assert violations(page) == []
    assert passage(talk).withdrawn is not None
    expect(field(grid)).to_have_value("")


def test_without_the_tick_the_browser_sends_nothing(window: Window, talk: Path) -> None:
    page = window(place="i/talk/withdraw")
    look(page)
    page.get_by_role("button", name="Withdraw for good").click()
    expect(page.get_by_label("I know that this cannot be undone")).to_be_focused()
    assert passage(talk, ID).withdrawn is None
