"""What commands do to the field that somebody is in: marks typed in two goes, split, join, undo, replace."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("django")

from playwright.sync_api import Page, Route, expect

from desk_windows import ID, NEXT, TARGET, field, passage, saved, target
from dragoman.folder import Session, open_folder
from dragoman.transcript.document import Person
from dragoman.transcript.text import Supplied
from dragoman.workflows.passage_edits import EditAction, SetSpan, edit_passages


def put_caret(page: Page, place: int, id_: str = ID) -> None:
    """Click into a translation and put the caret there."""
    field(page, id_).click()
    field(page, id_).evaluate("(field, place) => field.setSelectionRange(place, place)", place)
    page.wait_for_timeout(100)


def caret(page: Page, id_: str = ID) -> int:
    found: int = field(page, id_).evaluate("field => field.selectionStart")
    return found


@pytest.mark.parametrize("leaves", ["click", "Control+Enter"])
def test_a_supplied_word_is_typed_in_two_goes(page: Page, talk: Path, leaves: str) -> None:
    put_caret(page, len(TARGET))
    page.keyboard.type(" (so")
    if leaves == "click":
        field(page, NEXT).click()
    else:
        page.keyboard.press(leaves)
    saved(page)
    expect(field(page)).to_have_value(f"{TARGET} (so")
    put_caret(page, len(TARGET) + 4)
    page.keyboard.type(" they say)")
    field(page, NEXT).click()
    saved(page)
    expect(field(page)).to_have_value(f"{TARGET} (so they say)")
    assert passage(talk).target == (f"{TARGET} ", Supplied(("so they say",)))


def test_the_field_in_which_a_passage_is_split_has_the_first_part(page: Page, talk: Path) -> None:
    put_caret(page, len("How did it"))
    page.keyboard.press("Control+k")
    expect(field(page)).to_have_value("How did it")
    expect(field(page)).to_be_focused()
    assert caret(page) == len("How did it")
    page.keyboard.type(" all")
    field(page, NEXT).click()
    saved(page)
    expect(page.locator(".conflict")).to_have_count(0)
    assert target(talk) == "How did it all"


def test_the_field_from_which_passages_are_joined_has_both_texts(page: Page, talk: Path) -> None:
    both = f"{TARGET} {target(talk, NEXT)}"
    put_caret(page, 3)
    page.keyboard.press("Control+j")
    expect(field(page)).to_have_value(both)
    assert caret(page) == 3
    field(page).press("Control+End")
    page.keyboard.type("!")
    field(page, "s00000004").click()
    saved(page)
    expect(page.locator(".conflict")).to_have_count(0)
    assert target(talk).endswith("!")


def start(page: Page) -> int:
    return int(page.locator(f"#{ID}").get_attribute("data-start") or -1)


def test_a_key_that_is_pressed_faster_than_the_server_answers_is_not_lost(page: Page, talk: Path) -> None:
    held: list[Route] = []
    page.route("**/edits", hold_in(held))
    put_caret(page, 3)
    first = start(page)
    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.press("Alt+ArrowUp")
    wait_for(page, held, 1)
    held[0].continue_()
    # The second one is sent when the first is answered.
    wait_for(page, held, 2)
    assert start(page) == first - 200
    page.keyboard.press("Alt+ArrowUp")
    held[1].continue_()
    wait_for(page, held, 3)
    held[2].continue_()
    saved(page)
    assert start(page) == first - 300
    assert (span := passage(talk).span)
    assert span.start == first - 300


def test_a_time_that_somebody_else_has_set_meanwhile_is_shown_again(page: Page, talk: Path) -> None:
    held: list[Route] = []
    page.route("**/edits", hold_in(held))
    put_caret(page, 3)
    first, end = start(page), int(page.locator(f"#{ID}").get_attribute("data-end") or -1)
    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.press("Alt+ArrowUp")
    wait_for(page, held, 1)
    with Session(talk) as session:
        edits = (SetSpan(segment=ID, before=(first, end), after=(first + 50, end)),)
        edit_passages(session, EditAction(key="theirs", epoch=session.epoch, edits=edits), Person(handle="ben"))
    for place in range(2):
        wait_for(page, held, place + 1)
        held[place].continue_()
    expect(page.locator("#unsent")).to_have_text("1 passage not saved")
    expect(page.locator(f"#{ID}")).to_have_attribute("data-start", str(first + 50))
    page.keyboard.press("Alt+ArrowUp")
    wait_for(page, held, 3)
    held[2].continue_()
    saved(page)
    assert (span := passage(talk).span)
    assert span.start == first - 50


def hold_in(held: list[Route]) -> Callable[[Route], None]:
    """Keeps requests until the test lets them go."""

    def hold(route: Route) -> None:
        held.append(route)

    return hold


def wait_for(page: Page, held: list[Route], count: int) -> None:
    """Wait until so many requests are held."""
    for _ in range(600):
        if len(held) >= count:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{len(held)} requests")


def test_an_undo_is_seen_in_the_field_that_somebody_is_in(page: Page, talk: Path) -> None:
    put_caret(page, len(TARGET))
    page.keyboard.type(" Say.")
    field(page, NEXT).click()
    saved(page)
    put_caret(page, 3)
    page.keyboard.press("Control+z")
    expect(field(page)).to_have_value(TARGET)
    assert caret(page) == 3
    page.keyboard.press("Control+y")
    expect(field(page)).to_have_value(f"{TARGET} Say.")
    assert target(talk) == f"{TARGET} Say."


def test_find_and_replace_keeps_the_caret_of_the_field(page: Page, talk: Path) -> None:
    before = len(open_folder(talk).history)
    put_caret(page, 3)
    page.keyboard.press("Control+h")
    dialog = page.locator("#find")
    dialog.get_by_label("Find", exact=True).fill("begin")
    dialog.get_by_label("Replace with").fill("start")
    dialog.get_by_role("button", name="Replace what is ticked").click()
    saved(page)
    expect(field(page)).to_have_value("How did it all start?")
    assert caret(page) == 3
    assert len(open_folder(talk).history) > before


def test_a_dialog_that_is_closed_leaves_the_caret_where_it_was(page: Page) -> None:
    put_caret(page, 3)
    page.keyboard.press("Control+h")
    page.locator("#find").get_by_role("button", name="Close").click()
    expect(field(page)).to_be_focused()
    assert caret(page) == 3


@pytest.mark.parametrize(
    ("place", "key", "written"),
    [
        (len("How did it all begin"), "3", "How did it all begin [inaudible]?"),
        (len("How did "), "3", "How did [inaudible] it all begin?"),
        (0, "3", "[inaudible] How did it all begin?"),
        (len(TARGET), "5", "How did it all begin? [tr: x]"),
        (len(TARGET), "1", "How did it all begin?(x)"),
    ],
)
def test_a_mark_that_stands_alone_does_not_touch_words(page: Page, place: int, key: str, written: str) -> None:
    put_caret(page, place)
    page.keyboard.press(f"Control+Alt+{key}")
    if "x" in written:
        page.keyboard.type("x")
    expect(field(page)).to_have_value(written)


def test_a_language_without_spaces_gets_none(page: Page) -> None:
    field(page).evaluate("field => (field.lang = 'ja')")
    put_caret(page, 3)
    page.keyboard.press("Control+Alt+3")
    expect(field(page)).to_have_value("How[inaudible] did it all begin?")
