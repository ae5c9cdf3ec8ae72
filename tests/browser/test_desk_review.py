"""Checking at the desk, in a real browser: comments between people, originals that changed, a reviewer's own window."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("django")

from playwright.sync_api import Page, expect

from desk_windows import ID, WAIT, Window, ready, saved, violations
from dragoman.cli import main
from dragoman.folder import open_folder
from dragoman.folder.comments import load_threads
from dragoman.folder.review import load_problems


def enter(page: Page, id_: str = ID) -> None:
    page.locator(f"#{id_} textarea.target").click()
    expect(page.locator("#panel .comments")).to_be_visible(timeout=WAIT)


def say(page: Page, words: str) -> None:
    page.keyboard.press("Shift+F7")
    page.keyboard.type(words)
    page.keyboard.press("Control+Enter")


def test_a_comment_is_written_by_key_and_reaches_another_window_by_itself(window: Window, talk: Path) -> None:
    mine, theirs = window(), window()
    enter(theirs)
    enter(mine)
    say(mine, "Is this the brother?")
    expect(theirs.locator("#panel .comment")).to_contain_text("Is this the brother?", timeout=4000)
    expect(theirs.locator(f"#{ID} .badge.commented")).to_have_text("1 comment", timeout=WAIT)
    assert [thread.comments[0].words for thread in load_threads(talk)] == ["Is this the brother?"]


def test_an_answer_and_a_resolution_by_click(window: Window, talk: Path) -> None:
    page = window()
    enter(page)
    say(page, "Is this the brother?")
    thread = page.locator("#panel .thread")
    thread.get_by_label("Answer").fill("The cousin.")
    thread.get_by_role("button", name="Answer").click()
    expect(thread.locator(".comment").nth(1)).to_contain_text("The cousin.", timeout=WAIT)
    thread.get_by_role("button", name="Resolve").click()
    expect(thread.locator("summary")).to_have_text("Resolved by translator", timeout=WAIT)
    expect(page.locator(f"#{ID} .badge.commented")).to_have_count(0, timeout=WAIT)


def test_a_button_that_is_pressed_while_news_arrive_is_clicked(window: Window, talk: Path) -> None:
    page = window()
    enter(page)
    say(page, "Is this the brother?")
    thread = page.locator("#panel .thread")
    thread.get_by_role("button", name="Resolve").hover()
    page.mouse.down()
    assert main(["comment", str(talk), ID, "Meanwhile", "--handle", "luis"]) == 0
    expect(page.locator(f"#{ID} .badge.commented")).to_have_text("2 comments", timeout=WAIT)
    page.wait_for_timeout(2500)
    page.mouse.up()
    expect(thread.locator("summary", has_text="Resolved by translator")).to_have_count(1, timeout=WAIT)
    expect(page.locator("#panel")).to_contain_text("Meanwhile", timeout=WAIT)


def test_a_comment_that_is_being_typed_survives_a_change_by_somebody_else_and_a_reload(
    window: Window, talk: Path
) -> None:
    page = window()
    enter(page)
    page.keyboard.press("Shift+F7")
    page.keyboard.type("Half a tho")
    assert main(["comment", str(talk), ID, "Meanwhile", "--handle", "luis"]) == 0
    page.wait_for_timeout(2500)
    page.keyboard.type("ught")
    field = page.locator('#panel textarea[data-comment=""]')
    expect(field).to_have_value("Half a thought")
    page.reload()
    ready(page)
    expect(field).to_have_value("Half a thought", timeout=WAIT)
    expect(page.locator("#panel .comment")).to_contain_text("Meanwhile")


def test_a_passage_is_sent_back_with_a_comment(window: Window, talk: Path) -> None:
    assert main(["review", str(talk), ID, "--handle", "luis"]) == 0
    page = window()
    enter(page)
    page.locator('#panel textarea[data-comment=""]').fill("The year is wrong.")
    page.get_by_role("button", name="Comment and send back").click()
    expect(page.locator(f"#{ID}")).to_have_attribute("data-state", "initial", timeout=WAIT)
    saved(page)
    assert open_folder(talk).transcript.segments[1].state == "initial"
    assert load_threads(talk)[0].comments[0].words == "The year is wrong."


def test_a_passage_that_nobody_had_confirmed_is_sent_back_with_a_comment(window: Window, talk: Path) -> None:
    page = window()
    enter(page)
    page.locator('#panel textarea[data-comment=""]').fill("The year is wrong.")
    page.get_by_role("button", name="Comment and send back").click()
    expect(page.locator("#panel .since-review")).to_contain_text("Sent back", timeout=WAIT)
    expect(page.locator("#panel .problem", has_text="translator sent it back")).to_be_visible(timeout=WAIT)
    page.goto(f"{page.url.partition('#')[0]}release")
    expect(page.get_by_text(f"passages that were sent back (sent-back: {ID})")).to_be_visible(timeout=WAIT)


def test_an_original_that_changed_is_marked_found_by_key_and_confirmed_by_key(window: Window, talk: Path) -> None:
    assert main(["review", str(talk), ID, "--handle", "luis"]) == 0
    page = window()
    page.locator(f"#{ID} textarea.source").click()
    page.keyboard.press("End")
    page.keyboard.type(" Dígame.")
    page.locator("#s00000003 textarea.source").click()
    badge = page.locator(f"#{ID} .badge.outdated")
    expect(badge).to_have_text("original changed", timeout=WAIT)
    page.locator("#s00000001 textarea.target").click()
    page.keyboard.press("Control+Shift+F3")
    expect(page.locator(f"#{ID} textarea.target")).to_be_focused()
    expect(page.locator("#panel .problem", has_text="the original was changed")).to_be_visible(timeout=WAIT)
    page.screenshot(path=talk.parent / "outdated.png")
    page.keyboard.press("Shift+F8")
    expect(badge).to_have_count(0, timeout=WAIT)
    [finding] = [one for one in load_problems(open_folder(talk)) if one.problem.code == "original-changed"]
    assert finding.settlement is not None
    assert finding.settlement.reason == "still right"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_comments_have_no_fault_that_axe_finds(window: Window, talk: Path, scheme: str) -> None:
    main(["comment", str(talk), ID, "¿Es el hermano?\nهل هو الأخ؟", "--handle", "luis"])
    page = window(scheme=scheme)
    enter(page)
    page.screenshot(path=talk.parent / "comments.png")
    assert violations(page) == []


def choose_key(page: Page, does: str, key: str) -> str:
    """Change the key of a command in the sheet; what the page says of it."""
    row = page.locator("#keys tr", has_text=does).first
    row.get_by_role("button").click()
    page.keyboard.press(key)
    return row.locator(".fault").inner_text()


def test_a_key_of_ones_own_works_is_shown_and_outlives_a_reload(window: Window, talk: Path) -> None:
    page = window()
    page.locator("#show-keys").click()
    assert choose_key(page, "next passage without a translation", "Control+Alt+ArrowDown") == ""
    page.keyboard.press("Escape")
    page.reload()
    ready(page)
    page.locator(f"#{ID} textarea.target").click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.locator("#s00000001 textarea.target").click()
    page.keyboard.press("Control+Alt+ArrowDown")
    expect(page.locator(f"#{ID} textarea.target")).to_be_focused()
    page.locator("#show-keys").click()
    expect(page.locator("#keys tr", has_text="next passage without a translation").locator("kbd")).to_have_text(
        "Ctrl+Alt+Down"
    )
    page.screenshot(path=talk.parent / "keys.png")
    page.get_by_role("button", name="All keys as usual").click()
    expect(page.locator("#keys tr", has_text="next passage without a translation").locator("kbd")).to_have_text("F4")


@pytest.mark.parametrize(
    ("key", "fault"),
    [
        ("F3", "F3 is the key for: next passage with a problem"),
        ("Control+l", "Ctrl+L belongs to the browser"),
        ("Control+Shift+T", "Ctrl+Shift+T belongs to the browser"),
        ("x", "X is needed for typing"),
        ("Alt+e", "Alt+E types a letter on some keyboards"),
    ],
)
def test_a_key_that_cannot_be_had_is_refused_with_the_reason(window: Window, key: str, fault: str) -> None:
    page = window()
    page.locator("#show-keys").click()
    assert fault in choose_key(page, "next passage without a translation", key)
    expect(page.locator("#keys tr", has_text="next passage without a translation").locator("kbd")).to_have_text("F4")


def retype(page: Page, side: str, words: str) -> None:
    """Write behind a text of the passage, and leave it."""
    page.locator(f"#{ID} textarea.{side}").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)
    page.locator("#s00000003 textarea.target").click()
    saved(page)


def test_whoever_checks_sees_what_changed_since_the_review_and_approves_it(window: Window, talk: Path) -> None:
    assert main(["review", str(talk), ID, "--handle", "luis"]) == 0
    page = window()
    retype(page, "target", " Truly.")
    expect(page.locator(f"#{ID}")).not_to_have_attribute("data-state", "reviewed")
    enter(page)
    part = page.locator("#panel .since-review")
    expect(part).to_contain_text("by luis", timeout=WAIT)
    expect(part.locator("ins")).to_have_text("Truly.")
    page.keyboard.press("Control+Shift+Enter")
    expect(page.locator(f"#{ID}")).to_have_attribute("data-state", "reviewed", timeout=WAIT)


def test_the_row_shows_the_words_of_the_original_that_changed(window: Window, talk: Path) -> None:
    assert main(["review", str(talk), ID, "--handle", "luis"]) == 0
    page = window()
    retype(page, "source", " Dígame.")
    change = page.locator(f"#{ID} .original-change")
    expect(change.locator("ins")).to_have_text("Dígame.", timeout=WAIT)
    enter(page)
    page.get_by_role("button", name="Still right").click()
    expect(change).to_have_count(0, timeout=WAIT)


def test_the_next_passage_of_a_kind_is_found_by_click_and_behind_the_last_row_at_the_top(
    window: Window, talk: Path
) -> None:
    assert main(["comment", str(talk), ID, "Who?", "--handle", "luis"]) == 0
    page = window()
    expect(page.locator(f"#{ID} .badge.commented")).to_be_visible(timeout=WAIT)
    page.locator("li.row").last.locator("textarea.target").click()
    page.get_by_role("button", name="open comment").click()
    expect(page.locator(f"#{ID} textarea.target")).to_be_focused()
    page.keyboard.press("Control+Shift+F7")
    expect(page.locator("#says")).to_have_text("There is no other passage with an open comment.")
    page.keyboard.press("Control+Shift+F3")
    expect(page.locator("#says")).to_have_text("There is no passage whose original changed after its translation.")


def test_a_row_says_that_it_waits_is_saved_and_loses_no_text(window: Window, talk: Path) -> None:
    page = window()
    page.route("**/edits", lambda route: route.abort())
    page.locator(f"#{ID} textarea.target").fill("Kept here.")
    expect(page.locator(f"#{ID} .saved")).to_have_text("not saved yet")
    page.locator("#s00000003 textarea.target").click()
    expect(page.locator(f"#{ID} .saved")).to_have_text("waits to be sent", timeout=WAIT)
    expect(page.locator("#unsent")).to_contain_text("1 ", timeout=WAIT)
    page.unroute("**/edits")
    expect(page.locator(f"#{ID} .saved")).to_have_text("saved", timeout=WAIT)
    expect(page.locator(f"#{ID} textarea.target")).to_have_value("Kept here.")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light")])
def test_a_row_under_review_has_no_fault_that_axe_finds(window: Window, talk: Path, width: int, scheme: str) -> None:
    assert main(["review", str(talk), ID, "--handle", "luis"]) == 0
    main(["comment", str(talk), ID, "Is the year right?", "--handle", "luis"])
    page = window(size=(width, 900), scheme=scheme)
    retype(page, "source", " Dígame.")
    expect(page.locator(f"#{ID} .original-change")).to_be_visible(timeout=WAIT)
    enter(page)
    expect(page.locator("#panel .since-review")).to_contain_text("by luis", timeout=WAIT)
    page.screenshot(path=talk.parent / f"review-{width}-{scheme}.png")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_key_with_a_modifier_more_is_another_key(window: Window, talk: Path) -> None:
    page = window()
    count = page.locator("li.row").count()
    page.locator(f"#{ID} textarea.target").click()
    page.keyboard.press("Control+Shift+J")
    page.keyboard.press("Control+Shift+K")
    page.keyboard.press("Control+Enter")
    saved(page)
    assert page.locator("li.row").count() == count
