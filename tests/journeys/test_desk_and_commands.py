"""Somebody types commands in an interview's folder while it is open at the desk: each sees what the other has done."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("django")

from playwright.sync_api import Browser, Page, expect

from desk_server import Server
from desk_windows import ID, NEXT, TARGET, WAIT, field, ready, retype, saved, target
from dragoman.folder import create_folder, open_folder
from dragoman.folder.verify import find_faults
from dragoman.transcript.document import Engine
from interviews import spanish_english

pytestmark = pytest.mark.browser


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    return create_folder(tmp_path / "talk", spanish_english(), Engine(name="whisper")).path


@pytest.fixture
def page(talk: Path, browser: Browser) -> Iterator[Page]:
    server = Server(talk.parent, "--no-alignment")
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{server.address}/i/talk/")
    ready(page)
    yield page
    context.close()
    server.stop()


def types(talk: Path, *words: str) -> str:
    """What a command answers, run in a process of its own as from a shell beside the browser."""
    command = [sys.executable, "-m", "dragoman", *words, "--handle", "luis"]
    done = subprocess.run(command, cwd=talk.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def apply(talk: Path, *pairs: tuple[str, str]) -> None:
    """Edit the page of the folder in an editor, and take it in."""
    types(talk, "view", "talk")
    text = (talk / "talk.txt").read_text(encoding="utf-8")
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (talk / "talk.txt").write_text(text, encoding="utf-8")
    types(talk, "apply", "talk")


def asked(page: Page) -> None:
    """Wait until the window has asked for changes once more, as it does every 1.5 seconds."""
    with page.expect_response(lambda answer: "/changes?" in answer.url and answer.ok, timeout=WAIT):
        pass
    page.wait_for_timeout(50)


def test_what_commands_change_is_in_the_window_when_it_next_asks(page: Page, talk: Path) -> None:
    apply(talk, (TARGET, "How did it begin?"), ("One moment, please!", "A moment, please!"))
    asked(page)
    expect(field(page)).to_have_value("How did it begin?", timeout=100)
    expect(field(page, "s00000008")).to_have_value("A moment, please!", timeout=100)
    types(talk, "name", "talk", "S2=Elena R.")
    asked(page)
    expect(page.locator(f"#{NEXT} .speaker")).to_have_text("Elena R.", timeout=100)
    types(talk, "undo", "talk")
    types(talk, "undo", "talk")
    asked(page)
    expect(field(page)).to_have_value(TARGET, timeout=100)
    expect(page.locator(f"#{NEXT} .speaker")).not_to_have_text("Elena R.", timeout=100)


def test_the_command_line_takes_back_what_the_desk_has_done(page: Page, talk: Path) -> None:
    retype(page, "How did it begin?")
    field(page, NEXT).click()
    saved(page)
    change = open_folder(talk).history[-1].group
    types(talk, "undo", "talk", change)
    expect(field(page)).to_have_value(TARGET, timeout=WAIT)


def test_the_same_field_is_shown_with_both_texts_and_nothing_is_written_over(page: Page, talk: Path) -> None:
    retype(page, "Mine?")
    saved(page)
    apply(talk, (TARGET, "From the command line?"))
    expect(page.locator(f"#{ID}")).to_have_class(re.compile("changed-elsewhere"), timeout=WAIT)
    expect(field(page)).to_have_value("Mine?")
    field(page, NEXT).click()
    box = page.locator(f"#{ID} .conflict")
    expect(box.locator(".base")).to_have_text(TARGET, timeout=WAIT)
    expect(box.locator(".theirs")).to_have_text("From the command line?")
    expect(box.locator(".mine")).to_have_text("Mine?")
    assert target(talk) == "From the command line?"
    page.screenshot(path=talk.parent / "conflict.png")
    field(page).focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("Both?")
    box.get_by_role("button", name="Save what is in the field").click()
    saved(page)
    page.wait_for_timeout(300)
    assert target(talk) == "Both?"


def test_other_fields_merge_while_both_work(page: Page, talk: Path) -> None:
    retype(page, "How did it begin?")
    apply(talk, ("¿Cómo empezó todo?", "¿Cómo comenzó todo?"))
    field(page, NEXT).click()
    saved(page)
    expect(field(page, ID, "source")).to_have_value("¿Cómo comenzó todo?", timeout=WAIT)
    assert target(talk) == "How did it begin?"
    assert find_faults(open_folder(talk)) == ()
