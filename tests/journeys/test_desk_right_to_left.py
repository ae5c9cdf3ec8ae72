"""A Persian and an Arabic interview at the desk: typed, searched and published, the original from right to left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

pytest.importorskip("django")

from playwright.sync_api import Browser, Locator, Page, expect

from desk_server import Server
from desk_windows import ready, saved
from dragoman.folder import open_folder
from dragoman.notation import serialize_text

pytestmark = pytest.mark.browser

WAIT = 60_000


class Talk(NamedTuple):
    """An interview in two passages: what is typed behind the second one, and what finds it."""

    language: str
    script: str
    typed: str
    translated: str
    found_by: tuple[str, ...]
    not_found_by: str


TALKS = (
    Talk(
        "fa",
        "مجری: باغ انار را چه سالی کاشتید؟\n\nزهرا: سال ۱۳۶۲. آن‌ها می‌گفتند درخت‌ها خشک می‌شوند.\n",
        " بعد (خانم) Dr. Parsa از BBC آمد؛ ۱۲ تُن می‌فروشیم [inaudible 2s].",
        "In 1362 [= 1983]. They said that the trees would dry up. Then (Ms) Dr Parsa of the BBC came; we sell 12 tonnes"
        " [inaudible 2s].",
        ("می‌فروشیم", "میفروشیم", "می‌فروشيم", "تن", "BBC", "12"),
        "نمی‌فروشیم",
    ),
    Talk(
        "ar",
        "المذيع: متى زرعتم البستان؟\n\nزهرة: في سنة ١٩٨٣. قالوا إنّ الأشجار ستيبس.\n",
        " ثم جاءت (السيدة) Dr. Parsa من BBC؛ نبيع ١٢ طُنّاً [inaudible 2s].",
        "In 1983. They said that the trees would wither. Then (Ms) Dr Parsa of the BBC came; we sell 12 tonnes"
        " [inaudible 2s].",
        ("طنا", "طُنّاً", "ان", "BBC", "12"),
        "لا نبيع الزيتون",
    ),
)  # fmt: skip


@pytest.fixture(params=TALKS, ids=lambda talk: talk.language)
def talk(request: pytest.FixtureRequest) -> Talk:
    talk: Talk = request.param
    return talk


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "interviews"
    root.mkdir()
    return root


@pytest.fixture
def page(root: Path, browser: Browser) -> Iterator[Page]:
    server = Server(root, "--no-alignment")
    context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=server.address)
    page = context.new_page()
    page.set_default_timeout(WAIT)
    yield page
    context.close()
    server.stop()


def add(page: Page, root: Path, talk: Talk) -> None:
    """Make an interview of the transcript, and open it."""
    file = root.parent / "orchard.txt"
    file.write_text(talk.script, encoding="utf-8")
    page.goto("/")
    page.get_by_label("choose files").set_input_files(file)
    page.locator("#drop").get_by_label("language spoken").fill(talk.language)
    page.locator("#drop").get_by_label("translated into").fill("English")
    page.get_by_role("button", name="Add", exact=True).click()
    page.locator("#jobs").get_by_role("link", name="orchard").click(timeout=WAIT)
    ready(page)


def original(page: Page) -> Locator:
    return page.locator("li.row").nth(1).locator("textarea.source")


def press(page: Page, key: str, times: int) -> None:
    for _ in range(times):
        page.keyboard.press(key)


def caret(field: Locator) -> int:
    found: int = field.evaluate("field => field.selectionStart")
    return found


def type_both(page: Page, talk: Talk) -> None:
    field = original(page)
    field.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(talk.typed)
    page.keyboard.press("Tab")
    page.keyboard.type(talk.translated)
    page.keyboard.press("Control+Enter")
    saved(page)


def test_both_directions_stand_beside_each_other(page: Page, root: Path, talk: Talk) -> None:
    add(page, root, talk)
    row = page.locator("li.row").nth(1)
    source, target = row.locator("textarea.source"), row.locator("textarea.target")
    assert (source.get_attribute("lang"), source.get_attribute("dir")) == (talk.language, "rtl")
    assert (target.get_attribute("lang"), target.get_attribute("dir")) == ("en", "ltr")
    type_both(page, talk)
    # The caret goes to the left through the line, and the marks are where their words are.
    field = original(page)
    field.click()
    page.keyboard.press("Control+Home")
    press(page, "ArrowLeft", 3)
    assert caret(field) == 3
    press(page, "ArrowRight", 1)
    assert caret(field) == 2
    marks = row.locator(".layer.source mark")
    expect(marks).to_have_text(["(خانم)" if talk.language == "fa" else "(السيدة)", "[inaudible 2s]"])
    expect(field).to_have_attribute("aria-invalid", "false")
    page.screenshot(path=root.parent / "grid.png")


def test_what_is_typed_is_kept_letter_by_letter(page: Page, root: Path, talk: Talk) -> None:
    add(page, root, talk)
    type_both(page, talk)
    passage = open_folder(root / "orchard").transcript.segments[1]
    assert serialize_text(passage.source or ()).endswith(talk.typed)
    assert serialize_text(passage.source or ()).count("\u200c") == (talk.script + talk.typed).count("\u200c")
    assert serialize_text(passage.target or ()) == talk.translated


def test_it_is_found_with_joiners_and_without_them(page: Page, root: Path, talk: Talk) -> None:
    add(page, root, talk)
    type_both(page, talk)
    for words in talk.found_by:
        expect_hits(page, words, 1)
    expect_hits(page, talk.not_found_by, 0)
    page.goto(f"/search?q={talk.found_by[0]}")
    page.screenshot(path=root.parent / "search.png")
    hit = page.locator(".hits li").first
    assert hit.locator(f"[lang={talk.language}]").get_attribute("dir") == "rtl"
    hit.get_by_role("link").first.click()
    ready(page)
    expect(page.locator("li.row.here")).to_have_attribute("id", open_folder(root / "orchard").transcript.segments[1].id)


def expect_hits(page: Page, words: str, count: int) -> None:
    """Look until the index has taken in what was typed: within some seconds."""
    for _ in range(20):
        page.goto(f"/search?q={words}")
        if page.locator(".hits li").count() == count:
            return
        page.wait_for_timeout(300)
    raise AssertionError(f"{words}: {page.locator('main').inner_text()}")


def test_it_is_published_with_both_directions(page: Page, root: Path, talk: Talk) -> None:
    add(page, root, talk)
    type_both(page, talk)
    page.goto("/i/orchard/facts")
    page.get_by_label("Title, translated").fill("The orchard")
    page.get_by_label("Dates").fill("aired: 2021-02-27")
    page.get_by_role("button", name="Save").click()
    page.goto("/i/orchard/release")
    page.get_by_label("Why it is released all the same").fill("It is a test.")
    page.get_by_role("button", name="Release edition 1").click()
    page.get_by_role("button", name="Publish").click()
    expect(page.locator("#jobs")).to_contain_text("publish, done", timeout=WAIT)
    page.goto((root / "site" / "the-orchard" / "e1" / "index.html").as_uri())
    expect(page.locator("html")).to_have_attribute("lang", "en")
    words = page.locator(f".passage [lang={talk.language}]").nth(1)
    expect(words).to_have_attribute("dir", "rtl")
    assert "BBC" in words.inner_text()
    page.screenshot(path=root.parent / "published.png")
