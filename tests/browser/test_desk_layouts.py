"""Keys of the desk on keyboards of other layouts, in a real browser: key events as those keyboards send them."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("django")

from playwright.sync_api import Page, expect

from desk_windows import NEXT, TARGET, WAIT, Window, field, passage, saved, target

MAC = "Object.defineProperty(Navigator.prototype, 'platform', { get: () => 'MacIntel' })"
SEND = """([key, code, modifiers]) => {
  const is = (name) => modifiers.includes(name);
  const event = new KeyboardEvent("keydown", {
    key, code, bubbles: true, cancelable: true, ctrlKey: is("Ctrl"), altKey: is("Alt"), metaKey: is("Cmd"),
    shiftKey: is("Shift"), modifierAltGraph: is("AltGr"), isComposing: is("composing"),
  });
  document.activeElement.dispatchEvent(event);
  return event.defaultPrevented;
}"""


def is_taken(page: Page, key: str, code: str, modifiers: str) -> bool:
    """Send a key event to the field that has the focus; whether the desk took it, so that it types nothing."""
    taken: bool = page.evaluate(SEND, [key, code, modifiers.split("+")])
    return taken


def enter(page: Page) -> None:
    """Put the caret behind "How did it"."""
    field(page).click()
    field(page).evaluate("field => field.setSelectionRange(10, 10)")
    page.wait_for_timeout(100)


@pytest.mark.parametrize("key", ["л", "ن", "ל", "κ", "K"], ids=["Russian", "Arabic", "Hebrew", "Greek", "caps lock"])
def test_a_key_with_ctrl_counts_by_its_place_where_it_types_another_script(page: Page, talk: Path, key: str) -> None:
    rows = page.locator("li.row").count()
    enter(page)
    assert is_taken(page, key, "KeyK", "Ctrl")
    expect(page.locator("li.row")).to_have_count(rows + 1, timeout=WAIT)
    assert target(talk) == "How did it"


@pytest.mark.parametrize("key", ["я", "ئ"], ids=["Russian", "Arabic"])
def test_an_action_is_taken_back_on_keyboards_of_other_scripts(page: Page, talk: Path, key: str) -> None:
    field(page).fill("Changed.")
    field(page, NEXT).click()
    saved(page)
    assert is_taken(page, key, "KeyZ", "Ctrl")
    expect(field(page)).to_have_value(TARGET, timeout=WAIT)


@pytest.mark.parametrize("key", ["\u0652", "Ч", "X"], ids=["Arabic", "Russian", "Hebrew"])
def test_a_vowel_sign_counts_by_its_place_too(page: Page, key: str) -> None:
    enter(page)
    assert is_taken(page, key, "KeyX", "Ctrl+Shift")
    expect(field(page)).to_have_attribute("dir", "rtl")


@pytest.mark.parametrize("key", ["/", ".", "ظ"], ids=["Greek", "Russian and Hebrew", "Arabic"])
def test_the_key_beside_the_right_shift_key_shows_all_keys(page: Page, key: str) -> None:
    enter(page)
    assert is_taken(page, key, "Slash", "Ctrl")
    expect(page.locator("#keys")).to_be_visible()


def test_the_key_beside_it_on_a_german_keyboard_is_let_alone(page: Page) -> None:
    enter(page)
    assert not is_taken(page, "-", "Slash", "Ctrl"), "Ctrl+- makes the page smaller"


def test_digits_of_another_script_choose_who_speaks(page: Page, talk: Path) -> None:
    enter(page)
    assert is_taken(page, "٢", "Digit2", "Alt")
    saved(page)
    assert passage(talk).speaker == "S2"


def test_a_latin_letter_counts_as_what_it_is_wherever_it_stands(page: Page) -> None:
    rows = page.locator("li.row").count()
    enter(page)
    assert not is_taken(page, "t", "KeyK", "Ctrl")
    assert is_taken(page, "k", "KeyV", "Ctrl")
    expect(page.locator("li.row")).to_have_count(rows + 1, timeout=WAIT)


def test_the_row_of_digits_on_a_french_keyboard(page: Page, talk: Path) -> None:
    before = passage(talk).speaker
    enter(page)
    assert is_taken(page, "é" if before == "S1" else "&", "Digit2" if before == "S1" else "Digit1", "Alt")
    saved(page)
    assert {before, passage(talk).speaker} == {"S1", "S2"}
    assert is_taken(page, "&", "Digit1", "Ctrl+Alt")
    expect(field(page)).to_have_value("How did it() all begin?")
    assert not is_taken(page, "-", "Digit6", "Ctrl"), "Ctrl+- makes the page smaller"


def test_option_types_on_a_mac(window: Window) -> None:
    page = window(set_up=MAC)
    enter(page)
    signs = {"ę": "KeyE", "ć": "KeyC", "ł": "KeyL", "¡": "Digit1", "@": "Digit2", "•": "Digit8", "Dead": "KeyN"}
    taken = [key for key, code in signs.items() if is_taken(page, key, code, "Alt")]
    taken += [key for key, code in signs.items() if is_taken(page, key, code, "Alt+Shift")]
    assert taken == []
    expect(field(page)).to_have_value(TARGET)


def test_the_keys_of_speakers_marks_and_times_on_a_mac(window: Window, talk: Path) -> None:
    page = window(set_up=MAC)
    before = passage(talk)
    assert before.span
    enter(page)
    other = "2" if before.speaker == "S1" else "1"
    assert not is_taken(page, other, f"Digit{other}", "Cmd"), "Cmd with a digit goes to another tab"
    assert is_taken(page, "١٢"[int(other) - 1], f"Digit{other}", "Ctrl"), "an Arabic keyboard"
    assert not is_taken(page, "ArrowRight", "ArrowRight", "Alt"), "Option with an arrow moves the cursor"
    assert not is_taken(page, "ArrowRight", "ArrowRight", "Cmd+Alt"), "Cmd and Option go to another tab"
    assert is_taken(page, "ArrowUp", "ArrowUp", "Ctrl+Alt")
    assert is_taken(page, "€", "Digit2", "Cmd+Alt")
    expect(field(page)).to_have_value("How did it(?) all begin?")
    saved(page)
    after = passage(talk)
    assert after.speaker == f"S{other}"
    assert after.span
    assert after.span.start == before.span.start - 100
    page.locator("#show-keys").click()
    expect(page.locator("#keys tr", has_text="the first speaker speaks").locator("kbd")).to_have_text("Ctrl+1")


def test_what_types_a_sign_is_no_command(page: Page) -> None:
    enter(page)
    events = [
        ("ę", "KeyE", "AltGr"),
        ("ć", "KeyC", "AltGr"),
        ("ż", "KeyZ", "AltGr"),
        ("@", "Digit2", "AltGr+Ctrl+Alt"),
        ("@", "Digit2", "Ctrl+Alt"),
        ("{", "Digit4", "Ctrl+Alt"),
        ("|", "Digit1", "AltGr"),
        ("k", "KeyK", "Ctrl+composing"),
        ("Process", "KeyK", "Ctrl"),
    ]
    assert [event for event in events if is_taken(page, *event)] == []
    expect(field(page)).to_have_value(TARGET)


def test_a_key_that_goes_to_another_tab_is_refused(page: Page) -> None:
    page.locator("#show-keys").click()
    row = page.locator("#keys tr", has_text="next passage without a translation").first
    row.get_by_role("button").click()
    page.keyboard.press("Control+1")
    expect(row.locator(".fault")).to_have_text("Ctrl+1 goes to another tab of the browser; choose another key")
