"""The words of a passage beside their sound: in a real browser."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

pytest.importorskip("django")

from playwright.sync_api import Page, expect

import sounds
from desk_windows import ID, WAIT, Window, saved, second, violations
from dragoman.folder import create_folder
from dragoman.notation import parse_text
from dragoman.transcript.document import Copy, Engine, Recording, Segment, Transcript, Word
from dragoman.transcript.span import Span
from dragoman.transcript.text import plain
from interviews import spanish_english


def _heard(segment: Segment) -> Segment:
    words = (("¿Cómo", 6000), (" empezó", 7000), (" todo?", 8000))
    heard = tuple(Word(text=text, span=Span(at, at + 500)) for text, at in words)
    return msgspec.structs.replace(segment, source=("¿Cómo empezó todo?",), words=heard, span=Span(6000, 9000))


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    transcript = spanish_english()
    segments = tuple(_heard(segment) if segment.id == ID else segment for segment in transcript.segments)
    folder = create_folder(tmp_path / "talk", msgspec.structs.replace(transcript, segments=segments), Engine(name="w"))
    sounds.write_wav(folder.path / "tone.mp3", sounds.tone(70))
    return folder.path


def test_a_click_on_a_word_plays_from_it_and_typed_words_are_marked(page: Page) -> None:
    field = page.locator(f"#{ID} textarea.source")
    field.click()
    words = page.locator(".words-part .word")
    expect(words).to_have_text(["¿Cómo", "empezó", "todo?"], timeout=WAIT)
    words.nth(2).click()
    page.wait_for_timeout(300)
    assert 8.0 <= second(page) < 9.5
    expect(field).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("¿Cómo comenzó todo?")
    page.locator("#s00000003 textarea.source").click()
    saved(page)
    field.click()
    expect(page.locator(".words-part .inferred")).to_have_text(["comenzó"], timeout=WAIT)
    assert violations(page) == []


def test_it_is_played_from_the_very_word_at_the_cursor(page: Page) -> None:
    page.locator(f"#{ID} textarea.source").click()
    expect(page.locator(".words-part .word")).to_have_count(3, timeout=WAIT)
    page.keyboard.press("Control+Home")
    for _ in "¿Cómo em":
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Control+Space")
    page.wait_for_timeout(300)
    assert 7.0 <= second(page) < 8.5


RECORDING = Recording(media_type="audio/mpeg", copies=(Copy(address="tone.mp3"),))
LATIN = ("inaudible", "3s", "New", "York", "Times")
LEFT = """(one, letters) => {
  const range = document.createRange();
  const from = one.textContent.indexOf(letters);
  range.setStart(one.firstChild, from);
  range.setEnd(one.firstChild, from + letters.length);
  return range.getBoundingClientRect().left;
}"""
TEXTS = {"ar": "قال [inaudible 3s] ثم New York Times وسكت", "fa": "گفت [inaudible 3s] سپس New York Times و رفت"}


@pytest.mark.parametrize("language", ["ar", "fa"])
def test_marks_and_latin_words_keep_their_direction_in_a_text_from_right_to_left(
    window: Window, talk: Path, language: str
) -> None:
    text, _ = parse_text(TEXTS[language])
    heard = tuple(Word(text=one, span=Span(1000 * n, 1000 * n + 500)) for n, one in enumerate(plain(text).split(), 1))
    first = Segment(id=ID, span=Span(0, 9000), language=language, source=text, words=heard)
    document = Transcript(recording=RECORDING, target_language="en", segments=(first,))
    create_folder(talk.parent / language, document, Engine(name="w"))
    page = window(language)
    page.locator(f"#{ID} textarea.source").click()
    words = page.locator(".words-part .word")
    expect(words).to_have_count(len(TEXTS[language].split()), timeout=WAIT)
    page.screenshot(path=talk.parent / f"{language}.png")
    left = {letters: words.filter(has_text=letters).evaluate(LEFT, letters) for letters in LATIN}
    assert left["inaudible"] < left["3s"]
    assert left["New"] < left["York"] < left["Times"]
    assert violations(page) == []
