"""Problems that belong to no passage: shown at the desk with where, why and what to do, and settled there."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("django")

from playwright.sync_api import Route, expect

from desk_windows import NEXT, Window, field, ready
from dragoman.folder import create_folder, open_folder
from dragoman.folder.review import load_problems, record_problems
from dragoman.problems import Place, Problem
from dragoman.transcript.document import Engine
from interviews import spanish_english

UNABLE = Problem("model-unable", "warning", "The model cannot write Romani", Place(start=0)).suggesting("type it")
GONE = Problem("loop-heard", "warning", "The model went round in circles", Place(segment="s99999999"))


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    folder = create_folder(tmp_path / "talk", spanish_english(), Engine(name="whisper"))
    record_problems(folder, [UNABLE, GONE])
    return folder.path


def test_problems_of_the_whole_interview_are_shown_and_settled(window: Window, talk: Path) -> None:
    page = window()
    box = page.locator("#whole")
    expect(box.locator("summary")).to_have_text("2 problems of the whole interview")
    box.locator("summary").click()
    expect(box).to_contain_text("0:00")
    expect(box).to_contain_text("The model cannot write Romani; type it")
    box.locator(".problem", has_text="Romani").get_by_role("button", name="Settle").click()
    page.locator("#settle").get_by_label("Reason").fill("We typed it.")
    page.keyboard.press("Enter")
    expect(box.locator("summary")).to_have_text("1 problem of the whole interview")
    expect(box).not_to_contain_text("Romani")
    settled = [one for one in load_problems(open_folder(talk)) if one.problem.code == UNABLE.code]
    assert [one.settlement.reason for one in settled if one.settlement] == ["We typed it."]


def test_a_settlement_is_cancelled(window: Window, talk: Path) -> None:
    page = window()
    page.locator("#whole summary").click()
    page.locator("#whole").get_by_role("button", name="Settle").first.click()
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator("#settle")).to_be_hidden()
    expect(page.locator("#whole summary")).to_have_text("2 problems of the whole interview")


def without_counts(route: Route) -> None:
    """Tell the page that no passage has a problem."""
    answer = route.fetch()
    route.fulfill(response=answer, json={**answer.json(), "counts": {}})


def test_the_key_for_problems_goes_to_them_where_no_passage_has_one(window: Window, talk: Path) -> None:
    page = window()
    page.route("**/problems", without_counts)
    page.reload()
    ready(page)
    expect(page.locator("#whole summary")).to_have_text("2 problems of the whole interview")
    field(page, NEXT).focus()
    page.keyboard.press("F3")
    expect(page.locator("#says")).to_contain_text("2 problems are of the whole interview")
    expect(page.locator("#whole summary")).to_be_focused()
    expect(page.locator("#whole")).to_contain_text("Romani")


def test_the_list_of_interviews_counts_as_many(window: Window, talk: Path) -> None:
    page = window()
    expect(page.locator("#whole summary")).to_have_text("2 problems of the whole interview")
    badges = page.locator("button.problems").all_inner_texts()
    page.goto(page.url.partition("/i/")[0])
    row = page.locator("tbody tr", has=page.locator("a[href='/i/talk/']"))
    headings = page.locator("thead th").all_inner_texts()
    place = next(number for number, text in enumerate(headings) if "roblems" in text)
    cells = row.locator("th, td").all_inner_texts()
    assert int(cells[place]) == 2 + sum(map(int, badges))
