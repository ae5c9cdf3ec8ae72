"""The desk in a real browser: typing, saving, two windows, a killed tab, a server that goes away."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytest.importorskip("django")

from playwright.sync_api import Browser, expect

from desk_server import Client, Server
from desk_windows import ID, TARGET, WAIT, Window, field, passage, ready, retype, saved, target, violations
from dragoman.cli import main
from dragoman.folder import create_folder, open_folder
from dragoman.folder.typing_journal import TypingJournal
from dragoman.notation import serialize_text
from dragoman.transcript.document import Engine
from interviews import arabic_english


def test_what_is_typed_is_a_revision_when_the_row_is_left(window: Window, talk: Path) -> None:
    page = window()
    before = len(open_folder(talk).history)
    retype(page, "How did (it) begin?")
    field(page, "s00000003").click()
    saved(page)
    assert target(talk) == "How did (it) begin?"
    groups = {revision.group for revision in open_folder(talk).history[before:]}
    assert len(groups) == 1


def test_confirming_goes_to_the_next_passage(window: Window, talk: Path) -> None:
    page = window()
    retype(page, "How did it begin?")
    page.keyboard.press("Control+Enter")
    expect(field(page, "s00000003")).to_be_focused()
    saved(page)
    assert (target(talk), passage(talk).state) == ("How did it begin?", "translated")


def test_every_key_is_kept_before_it_is_a_revision(window: Window, talk: Path) -> None:
    page = window()
    retype(page, "How did it")
    saved(page)
    assert [entry.text for entry in TypingJournal(talk).find_open()] == ["How did it"]
    assert target(talk) == TARGET


def test_steady_typing_is_on_the_server_within_a_second(window: Window, talk: Path) -> None:
    page = window()
    field(page).click()
    page.keyboard.press("Control+A")
    for letter in "abcdefghijklmnopqrstuvwxyz":
        page.keyboard.type(letter)
        page.wait_for_timeout(100)
    [entry] = TypingJournal(talk).find_open()
    assert len(entry.text or "") > 10


def test_a_page_that_is_left_for_another_while_somebody_types_loses_nothing(
    browser: Browser, server: Server, talk: Path
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{server.address}/i/talk/")
    ready(page)
    retype(page, "Typed and not saved")
    saved(page)
    page.goto("about:blank")
    page.goto(f"{server.address}/i/talk/")
    ready(page)
    expect(field(page)).to_have_value("Typed and not saved")
    field(page, "s00000003").click()
    saved(page)
    assert target(talk) == "Typed and not saved"
    context.close()


def test_a_server_that_goes_away_and_comes_back_gets_everything(window: Window, server: Server, talk: Path) -> None:
    page = window()
    server.kill()
    retype(page, "Typed while it was away")
    field(page, "s00000003").click()
    expect(page.locator("#unsent")).to_contain_text("the server is not reached", timeout=WAIT)
    expect(field(page)).to_have_value("Typed while it was away")
    server.start()
    expect(page.locator("#unsent")).to_have_text("everything is saved", timeout=30_000)
    assert target(talk) == "Typed while it was away"


def test_a_page_that_is_opened_again_sends_what_an_earlier_one_could_not(
    browser: Browser, server: Server, talk: Path
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{server.address}/i/talk/")
    ready(page)
    server.kill()
    retype(page, "Kept in the browser")
    field(page, "s00000003").click()
    expect(page.locator("#unsent")).to_contain_text("the server is not reached", timeout=WAIT)
    page.close(run_before_unload=False)
    server.start()
    page = context.new_page()
    page.goto(f"{server.address}/i/talk/")
    ready(page)
    saved(page)
    page.wait_for_timeout(500)
    assert target(talk) == "Kept in the browser"
    context.close()


def test_two_windows_in_two_fields_merge_by_themselves(window: Window, talk: Path) -> None:
    one, two = window(), window()
    retype(one, "How did it begin?")
    field(one, "s00000003").click()
    field(two, ID, "source").click()
    two.keyboard.press("End")
    two.keyboard.type(" Dígame.")
    field(two, "s00000003", "source").click()
    saved(one)
    saved(two)
    expect(field(two)).to_have_value("How did it begin?", timeout=WAIT)
    expect(field(one, ID, "source")).to_have_value("¿Cómo empezó todo? Dígame.", timeout=WAIT)


def test_two_windows_in_one_field_see_both_texts_and_lose_none(window: Window, talk: Path) -> None:
    one, two = window(), window()
    retype(two, "Mine?")
    retype(one, "Theirs?")
    field(one, "s00000003").click()
    saved(one)
    field(two, "s00000003").click()
    box = two.locator(f"#{ID} .conflict")
    expect(box).to_be_visible(timeout=WAIT)
    expect(box.locator(".theirs")).to_have_text("Theirs?")
    expect(box.locator(".base")).to_have_text(TARGET)
    expect(field(two)).to_have_value("Mine?")
    assert target(talk) == "Theirs?"
    expect(two.locator("#unsent")).to_have_text("1 passage not saved")
    two.wait_for_timeout(2000)
    expect(two.locator("#unsent")).to_have_text("1 passage not saved")
    two.screenshot(path=talk.parent / "conflict.png")
    box.get_by_role("button", name="Save what is in the field").click()
    saved(two)
    two.wait_for_timeout(300)
    assert target(talk) == "Mine?"


def test_a_passage_that_waits_for_a_choice_is_found_and_cannot_be_confirmed_before(window: Window, talk: Path) -> None:
    one, two = window(), window()
    retype(two, "Mine?")
    retype(one, "Theirs?")
    field(one, "s00000003").click()
    saved(one)
    field(two, "s00000003").click()
    expect(two.locator(f"#{ID} .conflict")).to_be_visible(timeout=WAIT)
    two.keyboard.press("F3")
    expect(field(two)).to_be_focused()
    two.keyboard.press("Control+Enter")
    expect(two.locator("#says")).to_have_text("Choose between the two texts of this passage first.")
    expect(field(two)).to_be_focused()
    assert two.locator(f"#{ID}").get_attribute("data-state") == "initial"
    two.keyboard.press("Alt+2")
    expect(two.locator(f"#{ID} .saved")).to_have_text("not saved yet")
    assert passage(talk).speaker == "S2"
    two.locator(f"#{ID} .conflict").get_by_role("button", name="Take theirs").click()
    saved(two)
    assert target(talk) == "Theirs?"


def test_words_typed_into_a_passage_that_somebody_deletes_stay(window: Window, server: Server, talk: Path) -> None:
    page = window()
    retype(page, "Typed and not saved")
    saved(page)
    Client(server, "talk").remove(ID, "¿Cómo empezó todo?", TARGET)
    expect(page.locator(f"#{ID} .saved")).to_contain_text("somebody has deleted this passage", timeout=WAIT)
    field(page, "s00000003").click()
    page.wait_for_timeout(1000)
    expect(field(page)).to_have_value("Typed and not saved")
    assert [entry.text for entry in TypingJournal(talk).find_open()] == ["Typed and not saved"]


def test_what_the_command_line_changes_appears(window: Window, talk: Path) -> None:
    page = window()
    assert main(["review", str(talk), ID, "--state", "reviewed"]) == 0
    expect(page.locator(f"#{ID}")).to_have_attribute("data-state", "reviewed", timeout=WAIT)


def test_nothing_is_written_into_a_field_that_somebody_is_in(window: Window, talk: Path) -> None:
    page = window()
    field(page).click()
    view = talk / "talk.txt"
    main(["view", str(talk)])
    page_file = next(talk.glob("*.txt")) if not view.exists() else view
    text = page_file.read_text(encoding="utf-8")
    page_file.write_text(text.replace(TARGET, "From the page?"), encoding="utf-8")
    assert main(["apply", str(talk)]) == 0
    expect(page.locator(f"#{ID}")).to_have_class(re.compile("changed-elsewhere"), timeout=WAIT)
    expect(field(page)).to_have_value(TARGET)
    field(page, "s00000003").click()
    expect(field(page)).to_have_value("From the page?")


def test_an_action_is_taken_back_also_after_the_page_was_loaded_again(window: Window, talk: Path) -> None:
    page = window()
    retype(page, "How did it begin?")
    field(page, "s00000003").click()
    saved(page)
    page.reload()
    ready(page)
    field(page, "s00000003").click()
    page.keyboard.press("Control+z")
    expect(field(page)).to_have_value(TARGET, timeout=WAIT)
    assert target(talk) == TARGET
    page.keyboard.press("Control+y")
    expect(field(page)).to_have_value("How did it begin?", timeout=WAIT)


def test_a_split_at_both_cursors_and_its_undo(window: Window, talk: Path) -> None:
    page = window()
    before = open_folder(talk).transcript
    field(page, ID, "source").click()
    field(page, ID, "source").evaluate("field => field.setSelectionRange(12, 12)")
    page.wait_for_timeout(100)
    field(page).focus()
    field(page).evaluate("field => field.setSelectionRange(10, 10)")
    page.wait_for_timeout(100)
    page.keyboard.press("Control+k")
    expect(page.locator("li.row")).to_have_count(len(before.segments) + 1, timeout=WAIT)
    assert target(talk) == "How did it"
    second = open_folder(talk).transcript.segments[2]
    assert serialize_text(second.target or ()) == "all begin?"
    expect(field(page, second.id)).to_have_value("all begin?")
    page.keyboard.press("Control+z")
    expect(page.locator("li.row")).to_have_count(len(before.segments), timeout=WAIT)
    assert open_folder(talk).transcript == before


def test_the_place_is_kept_when_the_page_is_loaded_again(window: Window) -> None:
    page = window()
    field(page, "s00000004").click()
    field(page, "s00000004").evaluate("field => field.setSelectionRange(5, 5)")
    page.wait_for_timeout(200)
    page.reload()
    ready(page)
    expect(field(page, "s00000004")).to_be_focused()
    assert field(page, "s00000004").evaluate("field => field.selectionStart") == 5


def test_an_error_in_the_notation_shows_at_once(window: Window) -> None:
    page = window()
    retype(page, "How did (it begin?")
    expect(field(page)).to_have_attribute("aria-invalid", "true")
    page.keyboard.press("End")
    page.keyboard.type(")")
    expect(field(page)).to_have_attribute("aria-invalid", "false")


def test_find_and_replace_is_one_action(window: Window, talk: Path) -> None:
    page = window()
    before = open_folder(talk)
    page.keyboard.press("Control+h")
    dialog = page.locator("#find")
    dialog.get_by_label("Find", exact=True).fill("bees")
    dialog.get_by_label("Replace with").fill("honeybees")
    expect(dialog.locator(".found ins").first).to_have_text("honeybees")
    dialog.get_by_role("button", name="Replace what is ticked").click()
    saved(page)
    after = open_folder(talk)
    changed = [s for s, was in zip(after.transcript.segments, before.transcript.segments, strict=True) if s != was]
    assert changed
    assert all("honeybees" in serialize_text(segment.target or ()) for segment in changed)
    assert len({revision.group for revision in after.history[len(before.history) :]}) == 1


def test_arabic_runs_from_right_to_left_and_its_translation_does_not(
    tmp_path: Path, server: Server, window: Window
) -> None:
    create_folder(tmp_path / "arabic", arabic_english(), Engine(name="whisper"))
    page = window("arabic")
    first = page.locator("textarea.source").first
    assert (first.get_attribute("dir"), first.get_attribute("lang")) == ("rtl", "ar")
    assert page.locator("textarea.target").first.get_attribute("dir") == "ltr"
    first.click()
    page.keyboard.press("Control+A")
    page.keyboard.type("قال (أحمد) BBC 12")
    page.locator("textarea.source").nth(1).click()
    saved(page)
    assert serialize_text(open_folder(tmp_path / "arabic").transcript.segments[0].source or ()) == "قال (أحمد) BBC 12"


def test_nothing_is_asked_of_any_other_machine(browser: Browser, server: Server) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for place in ("/", "/i/talk/"):
        page.goto(f"{server.address}{place}")
        page.wait_for_timeout(500)
    assert asked
    assert all(address.startswith(server.address) for address in asked)
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("place", ["", "i/talk/"])
def test_axe_finds_no_violation(browser: Browser, server: Server, scheme: str, place: str) -> None:
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.goto(f"{server.address}/{place}")
    page.wait_for_timeout(800)
    assert violations(page) == []
    context.close()
