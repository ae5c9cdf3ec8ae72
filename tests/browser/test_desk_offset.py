"""A copy of the recording that begins later or earlier than the interview: played, marked, listened to, stamped."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

pytest.importorskip("django")

from playwright.sync_api import Page, expect

import sounds
from desk_windows import ID, NEXT, WAIT, field, passage, saved, second
from dragoman.folder import create_folder
from dragoman.transcript.document import Copy, Engine, Recording, Segment
from dragoman.transcript.span import Span
from interviews import spanish_english

SPANS = {"s00000001": Span(1000, 2000), ID: Span(36_000, 37_500), NEXT: Span(50_000)}


@pytest.fixture(params=[30_000, -5_000], ids=["later", "earlier"])
def offset(request: pytest.FixtureRequest) -> int:
    found: int = request.param
    return found


@pytest.fixture
def talk(tmp_path: Path, offset: int) -> Path:
    """Passages at 1, 36 and 50 seconds; a file of 70 seconds that begins at another time than the interview."""
    transcript = spanish_english()
    recording = Recording(media_type="audio/mpeg", copies=(Copy(address="part.mp3", offset=offset),))
    segments = tuple(_at(segment) for segment in transcript.segments if segment.id in SPANS)
    document = msgspec.structs.replace(transcript, recording=recording, segments=segments)
    path = create_folder(tmp_path / "talk", document, Engine(name="whisper")).path
    sounds.write_wav(path / "part.mp3", sounds.tone(70))
    return path


def _at(segment: Segment) -> Segment:
    return msgspec.structs.replace(segment, span=SPANS[segment.id], heard_by=())


def test_a_passage_is_played_marked_and_listened_to_where_it_is_in_the_file(
    page: Page, talk: Path, offset: int
) -> None:
    page.locator(f"#{ID} .time").click()
    page.wait_for_timeout(300)
    begins = (36_000 - offset) / 1000
    assert begins <= second(page) < begins + 1.6
    expect(page.locator(f"#{ID}")).to_have_class(re.compile("spoken"), timeout=WAIT)
    expect(page.locator(f"#{ID}")).to_have_class(re.compile("listened"), timeout=WAIT)
    assert passage(talk).heard_by == ("translator",)


def test_the_beginning_of_a_passage_is_stamped_in_the_time_of_the_interview(
    page: Page, talk: Path, offset: int
) -> None:
    field(page, NEXT).click()
    page.locator("#media").evaluate("(media, at) => { media.currentTime = at }", (55_000 - offset) / 1000)
    page.keyboard.press("F8")
    saved(page)
    span = passage(talk, NEXT).span
    assert span
    assert abs(span.start - 55_000) < 100


@pytest.mark.parametrize("offset", [30_000], ids=["later"])
def test_a_passage_that_is_not_in_the_file_is_not_played_from_another_place(page: Page, offset: int) -> None:
    page.locator("#s00000001 .time").click()
    expect(page.locator("#says")).to_have_text(
        "0:01 is not in the file of the recording that is on this machine, which begins at 0:30."
    )
    assert page.locator("#media").evaluate("media => media.paused")


@pytest.mark.parametrize("offset", [-5_000], ids=["earlier"])
def test_nothing_is_stamped_before_the_interview_begins(page: Page, offset: int) -> None:
    field(page, NEXT).click()
    page.locator("#media").evaluate("media => { media.currentTime = 2 }")
    page.keyboard.press("F8")
    expect(page.locator("#says")).to_contain_text("begins later than this place")


def test_a_click_on_the_waveform_goes_to_that_place(page: Page, offset: int) -> None:
    wave = page.locator("#wave")
    expect(wave).not_to_have_js_property("width", 300, timeout=WAIT)
    box = wave.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert 34 < second(page) < 36
