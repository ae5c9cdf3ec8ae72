"""New interviews from what somebody has, in a real browser: a page that is pasted, a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("django")

from playwright.sync_api import Page, expect

from desk_windows import Window, violations
from dragoman.folder import is_interview, open_folder

WAIT = 20_000
HTML = (
    "<html><body><!--StartFragment--><h1>The bees</h1><p><b>Host:</b> How did it all begin?</p>"
    "<p><b>Elena:</b> With a swarm in the pear tree. (laughs)</p><p><b>Host:</b> And then?</p>"
    "<p><b>Elena:</b> Then she fetched a basket.<img src='https://tracker.example.org/x.png'></p>"
    "<!--EndFragment--></body></html>"
)
SRT = "1\n00:00:01,000 --> 00:00:02,000\n{}\n"
PASTE = """(field, html) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", "The bees\\nHost: How did it all begin?");
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "interviews").mkdir()
    return tmp_path / "interviews"


@pytest.fixture
def page(window: Window) -> Page:
    """The list, in which there is nothing yet."""
    return window(place="")


def test_a_page_that_is_pasted_becomes_an_interview_and_nothing_of_it_is_fetched(page: Page, tmp_path: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_text("Paste a page").click()
    page.get_by_label("Copy the page").evaluate(PASTE, HTML)
    expect(page.locator(".pasted")).to_contain_text("with its headings and bold names")
    assert violations(page) == []
    page.get_by_role("button", name="Look at it").click()
    expect(page.locator("#answer")).to_contain_text("4 passages; who speaks: Host, Elena", timeout=WAIT)
    assert violations(page) == []
    page.get_by_label("the translation").check()
    page.get_by_role("button", name="Make the interview").click()
    page.locator("#jobs").get_by_role("link", name="The-bees").click(timeout=WAIT)
    expect(page.locator("textarea.target").first).to_have_value("How did it all begin?", timeout=WAIT)
    assert not [url for url in asked if "example.org" in url]


def test_a_folder_becomes_interviews(page: Page, tmp_path: Path) -> None:
    folder = tmp_path / "tapes"
    (folder / ".hidden").mkdir(parents=True)
    for name, words in (("bees.es.srt", "Buenos días."), ("bees.en.srt", "Good day."), ("clay.srt", "Hello.")):
        (folder / name).write_text(SRT.format(words), encoding="utf-8")
    (folder / ".hidden" / "secret.srt").write_text(SRT.format("Secret."))
    page.get_by_label("Choose a folder").set_input_files(folder)
    page.locator("#folder").get_by_role("button", name="Add the folder").click()
    jobs = page.locator("#jobs")
    expect(jobs).to_contain_text("interviews: 2", timeout=WAIT)
    jobs.get_by_role("link", name="Look at it, and answer").click(timeout=WAIT)
    page.get_by_label("bees.es.srt").check()
    page.get_by_role("button", name="Make the interview").click()
    expect(page.locator("#jobs")).not_to_contain_text("waiting", timeout=WAIT)
    expect(page.locator("#jobs")).not_to_contain_text("running", timeout=WAIT)
    made = sorted(path.name for path in (tmp_path / "interviews").iterdir() if is_interview(path))
    assert made == ["bees", "clay"]
    [passage] = open_folder(tmp_path / "interviews" / "bees").transcript.segments
    assert (passage.source, passage.target) == (("Buenos días.",), ("Good day.",))
