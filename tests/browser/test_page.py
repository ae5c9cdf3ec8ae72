"""The page in a real browser: it plays, it is read from the keyboard and by machines, and it does nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from dragoman.transcript.document import Recording, Transcript
from interviews import arabic_english, english_persian, hostile, passage, spanish_english
from payloads import PAYLOADS
from programs import needs_package

pytestmark = pytest.mark.browser

Open = Callable[..., Page]

SECONDS = "document.querySelector('audio, video').currentTime"
PAUSED = "document.querySelector('audio, video').paused"


def is_marked(page: Page, segment: str) -> None:
    expect(page.locator(f"#{segment}")).to_have_attribute("aria-current", "true")
    assert page.locator("[aria-current]").count() == 1


def test_a_click_on_a_time_plays_there_and_marks_the_row(visit: Open) -> None:
    page = visit(spanish_english())
    page.click("#s00000004 a.at")
    is_marked(page, "s00000004")
    assert 21.3 <= page.evaluate(SECONDS) < 29
    assert not page.evaluate(PAUSED)
    assert page.url.endswith("#s00000004")


def test_the_mark_goes_with_the_sound(visit: Open) -> None:
    page = visit(spanish_english())
    for seconds, spoken in ((33, "s00000006"), (45, "s00000007")):
        page.evaluate(f"document.querySelector('audio').currentTime = {seconds}")
        expect(page.locator("[aria-current]")).to_have_id(spoken)


def test_where_nobody_speaks_no_row_is_marked(visit: Open) -> None:
    rows = (passage(1, None, 2, 4, "Uno.", "One."), passage(2, None, 20, 22, "Dos.", "Two."))
    page = visit(Transcript(segments=rows, target_language="en"))
    for seconds, marked in ((1, 0), (3, 1), (12, 0), (21, 1)):
        page.evaluate(f"document.querySelector('audio').currentTime = {seconds}")
        expect(page.locator("[aria-current]")).to_have_count(marked)


def test_an_address_with_a_passage_goes_to_its_second(visit: Open) -> None:
    page = visit(spanish_english(), fragment="#s00000006")
    assert page.evaluate(SECONDS) == pytest.approx(31.4)
    expect(page.locator("#s00000006")).to_be_in_viewport()


def test_everything_can_be_done_from_the_keyboard(visit: Open) -> None:
    page = visit(spanish_english())
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.focus("#s00000001 a.at")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#s00000002 a.at")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate(SECONDS) == pytest.approx(6.2, abs=1)
    page.keyboard.press("Space")
    assert page.evaluate(PAUSED)
    page.keyboard.press("Escape")
    assert not page.evaluate(PAUSED)
    page.keyboard.press("ArrowUp")
    expect(page.locator("#s00000001 a.at")).to_be_focused()


@pytest.mark.parametrize("make", [spanish_english, arabic_english])
def test_what_has_the_focus_is_not_under_the_player(visit: Open, make: type[Transcript]) -> None:
    page = visit(make(), size=(1280, 700))
    page.focus("a.at >> nth=-1")
    for _ in range(6):
        page.keyboard.press("ArrowUp")
        covered = page.locator(".player").bounding_box()
        focused = page.locator(":focus").bounding_box()
        assert covered is not None
        assert focused is not None
        assert focused["y"] >= covered["y"] + covered["height"]


def test_without_scripts_it_reads_and_its_times_lead_into_the_sound(visit: Open) -> None:
    page = visit(spanish_english(), scripts=False)
    expect(page.get_by_text("How did it all begin?")).to_be_visible()
    expect(page.locator("audio")).to_be_visible()
    expect(page.locator(".follow")).to_be_hidden()
    link = page.locator("#s00000004 a.at")
    assert link.get_attribute("href") == "tone.wav#t=21.3"


def test_a_recording_that_is_not_there_is_named(visit: Open) -> None:
    page = visit(spanish_english(), media="gone.mp3")
    expect(page.get_by_text("The recording cannot be played. This page looks for gone.mp3.")).to_be_visible()


@pytest.mark.parametrize("make", [spanish_english, arabic_english, english_persian])
def test_nothing_is_wider_than_a_narrow_screen(visit: Open, make: type[Transcript]) -> None:
    page = visit(make(), size=(320, 640))
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_columns_stand_side_by_side_and_stack_where_there_is_no_room(visit: Open) -> None:
    for width, beside in ((1280, True), (390, False)):
        page = visit(spanish_english(), size=(width, 900))
        source, target = (page.locator(f"#s00000002 .{side}").bounding_box() for side in ("src", "tr"))
        assert source is not None
        assert target is not None
        assert (abs(source["y"] - target["y"]) < 4) == beside


def test_on_paper_there_is_no_player_and_every_time(visit: Open) -> None:
    page = visit(spanish_english())
    page.emulate_media(media="print")
    expect(page.locator(".player")).to_be_hidden()
    expect(page.locator("#s00000012 time")).to_be_visible()
    assert page.locator("#s00000012").evaluate("e => getComputedStyle(e).contentVisibility") == "visible"


def test_brackets_in_lines_from_right_to_left_open_on_the_right(visit: Open) -> None:
    page = visit(english_persian())
    places = page.locator("#s00000001 .supplied").evaluate(
        """span => [...span.childNodes].filter(n => n.nodeType === 3).flatMap(n => [0, n.length - 1].map(at => {
            const range = document.createRange();
            range.setStart(n, at);
            range.setEnd(n, at + 1);
            return range.getBoundingClientRect().left;
        }))"""
    )
    assert places[0] > places[-1]


def test_arabic_lines_have_room_and_no_italics(visit: Open) -> None:
    page = visit(arabic_english())
    style = page.locator("#s00000002 .src").evaluate(
        "e => ({ size: parseFloat(getComputedStyle(e).fontSize), line: parseFloat(getComputedStyle(e).lineHeight) })"
    )
    assert style["line"] / style["size"] == pytest.approx(1.8)
    slanted = (
        "e => [...e.querySelectorAll('[dir=rtl] *')].filter(x => getComputedStyle(x).fontStyle === 'italic').length"
    )
    assert page.locator("main").evaluate(slanted) == 0


def test_a_long_interview_is_laid_out_only_where_one_looks(visit: Open) -> None:
    rows = tuple(passage(n, None, n, n + 1, "Una frase corta.", "A short sentence.") for n in range(1, 3001))
    page = visit(Transcript(recording=Recording(languages=("es",)), segments=rows, target_language="en"))
    assert page.locator(".passage").count() == 3000
    assert page.locator("#s00002900").evaluate("e => getComputedStyle(e).contentVisibility") == "auto"
    page.goto(f"{page.url}#s00002900")
    expect(page.locator("#s00002900 .tr")).to_be_in_viewport()


@pytest.mark.external
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 900), (390, 844)])
@pytest.mark.parametrize("make", [spanish_english, arabic_english, english_persian])
def test_axe_finds_no_violation(visit: Open, make: type[Transcript], size: tuple[int, int], scheme: str) -> None:
    axe = needs_package("axe-core/axe.min.js")
    page = visit(make(), size=size, scheme=scheme)
    page.click("#s00000002 a.at")
    is_marked(page, "s00000002")
    page.evaluate("document.querySelector('audio, video').pause()")
    page.evaluate(axe.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run({ rules: { 'target-size': { enabled: true } } })")
    assert [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found["violations"]] == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_runs_anything_and_no_request_leaves(visit: Open, payload: str) -> None:
    seen = Seen()
    page = visit(hostile(payload), watch=seen.watch)
    page.hover("#s00000002 blockquote")
    page.locator("#s00000002 blockquote").dispatch_event("focus")
    page.wait_for_timeout(100)
    assert page.evaluate("window.hit") is None
    assert seen.dialogs == []
    assert {request.rsplit("/", 1)[-1] for request in seen.requests} <= {"index.html", "tone.wav"}


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_files_name_runs_nothing_either(visit: Open, payload: str) -> None:
    seen = Seen()
    page = visit(spanish_english(), media=payload, watch=seen.watch)
    page.click("#s00000002 a.at")
    page.wait_for_timeout(100)
    assert page.evaluate("window.hit") is None
    assert all(request.startswith("file:") for request in seen.requests)


class Seen:
    """What a page asks for, and what it says."""

    def __init__(self) -> None:
        self.requests: list[str] = []
        self.dialogs: list[str] = []

    def watch(self, page: Page) -> None:
        """Begin to write it down."""
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("dialog", lambda dialog: self.dialogs.append(dialog.message))
