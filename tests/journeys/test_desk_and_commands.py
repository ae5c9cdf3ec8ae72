"""Somebody types commands in an interview's folder while it is open at the desk: each sees what the other has done."""

from __future__ import annotations

import subprocess
import sys
import time
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
    page.set_default_timeout(WAIT)
    page.goto(f"{server.address}/i/talk/")
    ready(page)
    yield page
    context.close()
    server.stop()


def types(talk: Path, *words: str) -> str:
    """What a command answers, run in a process of its own as from a shell beside the browser."""
    command = [sys.executable, "-m", "dragoman", *words]
    done = subprocess.run(command, cwd=talk.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def apply(talk: Path, *pairs: tuple[str, str]) -> None:
    """Edit the page of the folder in an editor, and take it in."""
    types(talk, "view", "talk")
    [view] = talk.glob("*.txt")
    text = view.read_text(encoding="utf-8")
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    view.write_text(text, encoding="utf-8")
    types(talk, "apply", "talk", "--handle", "luis")


def test_what_commands_change_comes_into_the_window(page: Page, talk: Path) -> None:
    apply(talk, (TARGET, "How did it begin?"), ("One moment, please!", "A moment, please!"))
    expect(field(page)).to_have_value("How did it begin?")
    expect(field(page, "s00000008")).to_have_value("A moment, please!")
    types(talk, "name", "talk", "S2=Elena R.", "--handle", "luis")
    expect(page.locator(f"#{NEXT} .speaker")).to_have_text("Elena R.")
    types(talk, "undo", "talk", "--handle", "luis")
    types(talk, "undo", "talk", "--handle", "luis")
    expect(field(page)).to_have_value(TARGET)
    expect(page.locator(f"#{NEXT} .speaker")).not_to_have_text("Elena R.")


def test_the_page_in_the_folder_follows_the_desk_and_is_edited_there(page: Page, talk: Path) -> None:
    types(talk, "view", "talk")
    [view] = talk.glob("*.txt")
    retype(page, "How did it begin?")
    field(page, NEXT).click()
    saved(page)
    until = time.monotonic() + WAIT / 1000
    while "= How did it begin?" not in view.read_text(encoding="utf-8") and time.monotonic() < until:
        time.sleep(0.2)
    text = view.read_text(encoding="utf-8")
    view.write_text(text.replace("= How did it begin?", "= How did all this begin?"), encoding="utf-8")
    types(talk, "apply", "talk", "--handle", "luis")
    expect(field(page)).to_have_value("How did all this begin?")


def test_the_command_line_takes_back_what_the_desk_has_done(page: Page, talk: Path) -> None:
    retype(page, "How did it begin?")
    field(page, NEXT).click()
    saved(page)
    change = open_folder(talk).history[-1].group
    types(talk, "undo", "talk", change, "--handle", "luis")
    expect(field(page)).to_have_value(TARGET, timeout=WAIT)


def test_other_fields_merge_while_both_work(page: Page, talk: Path) -> None:
    retype(page, "How did it begin?")
    apply(talk, ("¿Cómo empezó todo?", "¿Cómo comenzó todo?"))
    field(page, NEXT).click()
    saved(page)
    expect(field(page, ID, "source")).to_have_value("¿Cómo comenzó todo?", timeout=WAIT)
    assert target(talk) == "How did it begin?"
    assert not find_faults(open_folder(talk))
