"""Rows stand in blocks, which a browser leaves out where they are far away; nobody sees that who works in them."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

pytest.importorskip("django")

from playwright.sync_api import Page, expect

from desk_windows import WAIT, Window, field, saved
from dragoman.desk.grid_html import ROWS_IN_BLOCK
from dragoman.folder import create_folder, open_folder
from dragoman.notation import serialize_text
from dragoman.transcript.document import Engine, Segment
from dragoman.transcript.span import Span
from interviews import spanish_english, typed

COUNT = 2 * ROWS_IN_BLOCK + 5
# The last passage of the first block, and the first of the second.
LAST, FIRST = f"s{ROWS_IN_BLOCK:08}", f"s{ROWS_IN_BLOCK + 1:08}"

# Whether the two ends of the field that has the focus are not behind anything.
_SEEN = """() => {
  const field = document.activeElement, { left, top, right, bottom } = field.getBoundingClientRect();
  return [[left + 2, top + 2], [right - 2, bottom - 2]].map(([x, y]) => document.elementFromPoint(x, y) === field);
}"""


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    rows = tuple(
        Segment(
            id=f"s{n:08}",
            speaker="S1",
            span=Span(n * 1000, n * 1000 + 900),
            source=typed("Dos (abejas)."),
            target=(f"Bee {n} flies.",),
        )
        for n in range(1, COUNT + 1)
    )
    transcript = msgspec.structs.replace(spanish_english(), segments=rows)
    return create_folder(tmp_path / "talk", transcript, Engine(name="whisper")).path


def numbers(page: Page) -> list[str]:
    return page.locator("li.row .number").all_inner_texts()


def test_keys_go_from_block_to_block(page: Page) -> None:
    field(page, LAST).click()
    page.keyboard.press("Control+ArrowDown")
    expect(field(page, FIRST)).to_be_focused()
    page.keyboard.press("Control+ArrowUp")
    expect(field(page, LAST)).to_be_focused()


def test_the_last_row_of_a_block_is_split_and_joined_with_the_first_of_the_next(page: Page, talk: Path) -> None:
    field(page, LAST).click()
    field(page, LAST).evaluate("field => field.setSelectionRange(3, 3)")
    page.wait_for_timeout(100)
    page.keyboard.press("Control+k")
    expect(page.locator("li.row")).to_have_count(COUNT + 1, timeout=WAIT)
    order = [segment.id for segment in open_folder(talk).transcript.segments]
    assert page.locator("li.row").evaluate_all("rows => rows.map((row) => row.id)") == order
    assert numbers(page) == [str(place) for place in range(1, COUNT + 2)]
    field(page, order[ROWS_IN_BLOCK]).click()
    page.keyboard.press("Control+j")
    expect(page.locator("li.row")).to_have_count(COUNT, timeout=WAIT)
    joined = open_folder(talk).transcript.segments[ROWS_IN_BLOCK]
    assert serialize_text(joined.target or ()).endswith(f"Bee {ROWS_IN_BLOCK + 1} flies.")
    assert numbers(page) == [str(place) for place in range(1, COUNT + 1)]


def test_rows_that_are_added_at_the_end_do_not_make_one_long_block(page: Page) -> None:
    page.locator("li.row textarea.source").last.click()
    for count in range(COUNT + 1, 3 * ROWS_IN_BLOCK + 2):
        page.keyboard.press("Alt+Insert")
        expect(page.locator("li.row")).to_have_count(count, timeout=WAIT)
        expect(page.locator("li.row textarea.source").last).to_be_focused(timeout=WAIT)
    saved(page)
    sizes = page.locator("ol.block").evaluate_all("blocks => blocks.map((block) => block.children.length)")
    assert sizes == [ROWS_IN_BLOCK, ROWS_IN_BLOCK, ROWS_IN_BLOCK, 1]


@pytest.mark.parametrize("size", [(1280, 300), (390, 800)])
def test_a_far_row_gets_its_colours_behind_its_words_when_somebody_comes_near(
    window: Window, size: tuple[int, int]
) -> None:
    page = window(size=size)
    last = page.locator("li.row").last
    assert last.locator(".layer").count() == 0
    last.scroll_into_view_if_needed()
    expect(last.locator(".layer.source mark")).to_have_text("(abejas)", timeout=WAIT)
    assert last.locator(".layer.source").bounding_box() == last.locator("textarea.source").bounding_box()


@pytest.mark.parametrize("size", [(1280, 900), (640, 450), (390, 800)])
def test_a_row_that_somebody_goes_to_is_seen_whole(window: Window, size: tuple[int, int]) -> None:
    page = window(size=size)
    field(page, FIRST).click()
    expect(page.locator("#panel section").first).to_be_attached(timeout=WAIT)
    for key in ("Control+ArrowDown", "Control+ArrowUp"):
        for _ in range(8):
            page.keyboard.press(key)
        page.wait_for_timeout(1000)
        assert page.evaluate(_SEEN) == [True, True]
