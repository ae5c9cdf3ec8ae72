"""The copy of the sound beside a page, served as it is looked at before it goes anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page

from dragoman.cli import main
from dragoman.folder import create_folder
from dragoman.press.serving import make_server
from dragoman.transcript.document import Engine
from interviews import arabic_english
from sounds import tone, write_wav


@pytest.fixture
def page(browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    monkeypatch.chdir(tmp_path)
    folder = create_folder(tmp_path / "potter", arabic_english(), Engine(name="whisper"))
    write_wav(folder.path / "tone.mp4", tone(57))
    main(["release", str(folder.path), "--slug", "potter", "--anyway", "a test"])
    main(["publish", str(folder.path), "-o", "site", "--media", "copy"])
    server = make_server(tmp_path / "site", 0)
    Thread(target=server.serve_forever, daemon=True).start()
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.goto(f"http://127.0.0.1:{server.server_address[1]}/potter/e1/index.html?t=21.9")
    yield opened
    context.close()
    server.shutdown()
    server.server_close()


def until(page: Page, condition: str) -> None:
    # Playwright's own waiting evaluates text in the page, which its policy forbids.
    for _ in range(100):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"never: {condition}")


def at(page: Page) -> float:
    return float(page.evaluate("document.querySelector('audio').currentTime"))


def test_it_plays_from_the_second_of_the_address(page: Page) -> None:
    until(page, "document.querySelector('audio').readyState > 0")
    assert page.evaluate("Math.round(document.querySelector('audio').duration)") == 57
    assert abs(at(page) - 21.9) < 0.5


def test_a_figure_is_played_from_two_seconds_before_its_passage(page: Page) -> None:
    answers: list[int] = []
    page.on("response", lambda answer: answers.append(answer.status) if "sound-" in answer.url else None)
    page.locator(".figures a.play").last.click()
    until(page, "!document.querySelector('audio').paused && document.querySelector('audio').currentTime > 20")
    assert 19.5 < at(page) < 23
    assert set(answers) <= {206}


def test_a_time_plays_its_passage(page: Page) -> None:
    page.locator("#s00000002 a.at").click()
    until(page, "document.querySelector('audio').currentTime > 7.2")
    assert page.locator("[aria-current=true]").get_attribute("id") == "s00000002"


def test_the_table_of_figures_has_a_row_for_each_and_both_scripts(page: Page) -> None:
    rows = page.locator(".figures tbody tr").all_inner_texts()
    assert any("٤٣٬٠٠٠" in row and "43,000" in row and "43\u202f000" in row and "said" in row for row in rows)
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
