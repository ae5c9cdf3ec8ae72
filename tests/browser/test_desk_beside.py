"""Sound and words beside the row, in a real browser: heard elsewhere, looked up, the word that is spoken, pedals."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

pytest.importorskip("django")

from playwright.sync_api import Page, expect

import sounds
from desk_windows import ID, NEXT, TARGET, WAIT, Window, field, retype, saved, second, target, violations
from dragoman.folder import create_folder
from dragoman.folder.memory import add_pairs
from dragoman.transcript.document import Copy, Engine, Recording, Segment, Transcript, Word
from dragoman.transcript.span import Span
from interviews import spanish_english

# What is played by the page, wherever its element is; what the browser is asked to do by media keys.
SET_UP = """
  window.played = [];
  const play = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = function () {
    played.push([new URL(this.src).pathname, this.currentTime]);
    return play.call(this);
  };
  window.happened = [];
  for (const name of ["play", "pause"]) addEventListener(name, () => happened.push(name), { capture: true });
  window.actions = {};
  navigator.mediaSession.setActionHandler = (name, run) => { actions[name] = run; };
"""

# A key that no keyboard of the test has.
PEDAL = """() => {
  const key = { key: "F13", code: "F13", bubbles: true, cancelable: true };
  document.activeElement.dispatchEvent(new KeyboardEvent("keydown", key));
}"""


def spoken(segment: Segment) -> Segment:
    words = (("¿Cómo", 6000), (" empezó", 7000), (" todo?", 8000))
    heard = tuple(Word(text=text, span=Span(at, at + 500)) for text, at in words)
    return msgspec.structs.replace(
        segment, source=("¿Cómo empezó todo?",), words=heard, span=Span(6000, 9000), state="reviewed"
    )


def document(offset: int) -> Transcript:
    transcript = spanish_english()
    recording = Recording(media_type="audio/mpeg", languages=("es",), copies=(Copy(address="tone.mp3", offset=offset),))
    segments = tuple(spoken(one) if one.id == ID else one for one in transcript.segments)
    if offset:
        segments = tuple(msgspec.structs.replace(one, id=f"t{one.id[1:]}") for one in segments)
    return msgspec.structs.replace(transcript, recording=recording, segments=segments)


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    """An interview, and beside it another one that says the same, whose file begins two seconds later.

    Its passages have other ids: the memory offers no passage for itself.
    """
    for name, offset in (("talk", 0), ("other", 2000)):
        path = create_folder(tmp_path / name, document(offset), Engine(name="w")).path
        sounds.write_wav(path / "tone.mp3", sounds.tone(70))
    return tmp_path / "talk"


@pytest.fixture
def page(window: Window) -> Page:
    return window(set_up=SET_UP)


def played(page: Page) -> list[object]:
    page.wait_for_timeout(500)
    found: list[object] = page.evaluate("played")
    return found


def test_a_memory_hit_is_heard_from_the_recording_of_its_interview(page: Page) -> None:
    field(page).click()
    match = page.locator("#panel .match").first
    expect(match).to_contain_text("100 %", timeout=WAIT)
    match.get_by_role("button", name="Hear how it was said").click()
    expect(field(page)).to_be_focused()
    assert played(page) == [["/i/other/sound", 4.0]]
    page.keyboard.press("Escape")
    assert page.locator("#media").evaluate("media => media.paused"), "Escape stops what is played elsewhere"


def test_selected_words_are_looked_up_beside_the_row(page: Page, talk: Path) -> None:
    add_pairs(talk.parent, "es", "en", ((("Y empezó a llover.",), ("And it began to rain.",)),))
    source = field(page, ID, "source")
    source.click()
    source.evaluate("field => field.setSelectionRange(8, 8)")
    lookup = page.locator("#panel .lookup")
    for _ in range(20):
        page.keyboard.press("Control+Shift+F8")
        page.wait_for_timeout(500)
        if lookup.locator(".hit").count() == 3:
            break
    expect(lookup.locator("h2")).to_have_text("“empezó” elsewhere")
    expect(lookup.locator(".hit")).to_have_count(3)
    expect(lookup.locator(".hit").last).to_contain_text("And it began to rain.")
    expect(lookup.locator(".side[lang=es]").first).to_have_text("¿Cómo empezó todo?")
    expect(source).to_be_focused()
    assert violations(page) == []
    page.screenshot(path=talk.parent / "lookup.png")
    lookup.locator(".hit", has=page.locator("a[href*='/i/other/']")).get_by_role("button", name="Play").click()
    assert played(page) == [["/i/other/sound", 4.0]]
    field(page, NEXT).click()
    page.wait_for_timeout(800)
    expect(lookup).to_be_visible()
    lookup.get_by_role("button", name="Close").click()
    expect(lookup).to_be_hidden()


def test_the_word_that_is_spoken_is_marked_without_a_change_to_the_page(page: Page, talk: Path) -> None:
    marked = "[...CSS.highlights.get('spoken')].map((range) => range.toString())"
    page.locator("#media").evaluate(
        "media => { media.playbackRate = 0.5; media.currentTime = 7.05; return media.play(); }"
    )
    expect(page.locator(f"#{ID}.spoken")).to_be_visible(timeout=WAIT)
    seen: list[object] = []
    for _ in range(40):
        page.wait_for_timeout(100)
        seen = page.evaluate(marked)
        if seen:
            break
    assert seen in (["empezó"], ["todo?"])
    page.screenshot(path=talk.parent / "spoken.png")
    assert page.locator(f"#{ID} .layer *").count() == 0
    page.locator("#media").evaluate("media => media.pause()")
    page.wait_for_timeout(300)
    assert page.evaluate(marked) == []


def is_paused(page: Page) -> bool:
    found: bool = page.locator("#media").evaluate("media => media.paused")
    return found


def happened(page: Page, count: int) -> list[str]:
    """What the player has begun and stopped; waits until it is so much."""
    found: list[str] = []
    for _ in range(WAIT // 200):
        found = page.evaluate("happened")
        if len(found) >= count:
            break
        page.wait_for_timeout(200)
    return found


def test_the_sound_pauses_while_somebody_types_where_that_is_switched_on(page: Page) -> None:
    field(page).click()
    page.keyboard.press("Control+Space")
    assert happened(page, 1) == ["play"]
    page.keyboard.type("a")
    page.wait_for_timeout(300)
    assert happened(page, 1) == ["play"]
    button = page.get_by_role("button", name="Pause while typing")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    page.keyboard.type("b")
    assert happened(page, 3) == ["play", "pause", "play"]


def test_who_stops_the_sound_while_it_waits_stops_it_for_good(page: Page) -> None:
    field(page).click()
    page.keyboard.press("Control+Shift+F9")
    page.keyboard.press("Control+Space")
    assert happened(page, 1) == ["play"]
    page.evaluate("""() => {
      document.execCommand("insertText", false, "b");
      const escape = new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true });
      document.activeElement.dispatchEvent(escape);
    }""")
    page.wait_for_timeout(2000)
    assert happened(page, 2) == ["play", "pause"]


def test_media_keys_and_a_pedal_that_sends_a_function_key(page: Page) -> None:
    field(page, NEXT).click()
    page.evaluate("actions.previoustrack()")
    expect(field(page)).to_be_focused()
    assert played(page) == [["/i/talk/sound", 6.0]]
    page.evaluate("actions.pause()")
    assert is_paused(page)
    before = second(page)
    page.evaluate("actions.seekbackward()")
    assert abs(before - 2 - second(page)) < 0.1
    assert page.evaluate("Object.keys(actions).sort()") == [
        "nexttrack", "pause", "play", "previoustrack", "seekbackward", "seekforward",
    ]  # fmt: skip
    page.locator("#show-keys").click()
    row = page.locator("#keys tr", has=page.locator("kbd", has_text="MediaPlayPause"))
    row.get_by_role("button").click()
    page.evaluate(PEDAL)
    expect(page.locator("#keys kbd", has_text="F13")).to_be_visible()
    page.locator("#keys").get_by_role("button", name="Close").click()
    field(page).click()
    page.evaluate(PEDAL)
    expect(page.locator("#media")).to_have_js_property("paused", False)


@pytest.mark.parametrize(
    ("key", "goes_to", "at"), [("MediaTrackNext", NEXT, 9.6), ("MediaTrackPrevious", "s00000001", 0.4)]
)
def test_a_keyboard_that_sends_media_keys_as_keys(page: Page, key: str, goes_to: str, at: float) -> None:
    field(page).click()
    page.evaluate(PEDAL.replace("F13", key))
    expect(field(page, goes_to)).to_be_focused()
    assert played(page) == [["/i/talk/sound", at]]


def test_what_a_text_was_is_brought_back_and_the_passage_is_played(page: Page, talk: Path) -> None:
    retype(page, "How did it start?")
    page.keyboard.press("Control+Enter")
    saved(page)
    field(page).click()
    history = page.locator("#panel section", has=page.get_by_role("heading", name="History"))
    history.get_by_role("button", name="Play the passage").click()
    assert played(page) == [["/i/talk/sound", 6.0]]
    history.get_by_role("button", name="Bring back what it was").first.click()
    expect(field(page)).to_have_value(TARGET)
    field(page, NEXT).click()
    saved(page)
    assert target(talk) == TARGET


@pytest.mark.parametrize(("size", "scheme"), [((390, 800), "light"), ((640, 450), "dark"), ((1280, 900), "dark")])
def test_the_grid_with_a_lookup_is_narrow_enlarged_and_dark_without_fault(
    window: Window, talk: Path, size: tuple[int, int], scheme: str
) -> None:
    page = window(size=size, scheme=scheme)
    field(page).click()
    expect(page.locator("#panel .match").first).to_be_visible(timeout=WAIT)
    field(page).evaluate("field => field.setSelectionRange(0, 3)")
    page.keyboard.press("Control+Shift+F8")
    expect(page.locator("#panel .lookup")).to_be_visible(timeout=WAIT)
    page.screenshot(path=talk.parent / f"beside-{size[0]}-{scheme}.png", full_page=True)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
