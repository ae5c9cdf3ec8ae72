"""A page as readers will see it, with its player, and publishing it: from the desk, in a real browser."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

pytest.importorskip("django")

from playwright.sync_api import Page, expect

import sounds
from desk_windows import Window
from dragoman.folder import create_folder
from dragoman.transcript.document import Engine
from interviews import spanish_english

WAIT = 20_000


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An interview in a folder below, with its recording; nothing in it may not be heard."""
    transcript = spanish_english()
    heard = tuple(segment for segment in transcript.segments if segment.withdrawn is None)
    (tmp_path / "radio").mkdir()
    path = tmp_path / "radio" / "talk"
    create_folder(path, msgspec.structs.replace(transcript, segments=heard), Engine(name="whisper"))
    sounds.write_wav(path / "tone.mp3", sounds.tone(70))
    return tmp_path


@pytest.fixture
def page(window: Window) -> Page:
    return window(place="i/radio/talk/release")


def test_the_page_of_the_release_is_shown_with_its_player_and_its_copy_is_published(page: Page, root: Path) -> None:
    said: list[str] = []
    page.context.on("console", lambda message: said.append(message.text))
    preview = page.locator("form", has_text="How readers will see it")
    preview.get_by_label("The sound").select_option("copy")
    with page.context.expect_page() as opened:
        preview.get_by_role("button", name="Open the page in another tab").click()
    shown = opened.value
    player = shown.locator(".player audio")
    expect(player).to_be_visible(timeout=WAIT)
    expect(player).to_have_js_property("readyState", 4, timeout=WAIT)
    assert player.evaluate("player => player.duration") > 60
    player.evaluate("player => player.play()")
    shown.wait_for_timeout(800)
    assert player.evaluate("player => player.currentTime") > 0.2
    assert not [line for line in said if "Content Security Policy" in line]
    shown.close()
    page.get_by_label("Why it is released all the same").fill("It is a test.")
    page.get_by_role("button", name="Release edition 1").click()
    publish = page.locator("form", has_text="The pages are written to")
    publish.get_by_label("The sound").select_option("copy")
    publish.get_by_role("button", name="Publish").click()
    expect(page.locator("#jobs")).to_contain_text("publish, done", timeout=WAIT)
    [site] = [path for path in (root / "site").iterdir() if list(path.glob("sound-*.webm"))]
    assert (site / "index.html").is_file()
