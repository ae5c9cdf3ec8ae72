"""The search of a site in a real browser, from a folder: found, played, cited, by keyboard, in Arabic, on a phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from playwright.sync_api import Browser, Page, expect

from dragoman.press.media import SoundCopy
from dragoman.press.site import bundle_site
from dragoman.press.site_files import write_site
from dragoman.press.site_model import Interview, Publisher
from dragoman.transcript.document import Speaker, Transcript
from editions import DESK, released
from interviews import arabic_english, english_persian, hostile, spanish_english
from programs import needs_package
from sounds import tone, write_wav

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
SAMI = "Sami al-Halwani"


def edition_of(transcript: Transcript, slug: str) -> Interview:
    return Interview(slug=slug, editions=(released(transcript, slug=slug),))


def with_alias(transcript: Transcript) -> Transcript:
    """The potter with another spelling of the name."""
    speakers = tuple(_spelled(one) if one.name == SAMI else one for one in transcript.speakers)
    return msgspec.structs.replace(transcript, speakers=speakers)


def _spelled(speaker: Speaker) -> Speaker:
    return msgspec.structs.replace(speaker, aliases=("Samy Elhalawany",))


@pytest.fixture
def visit(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Write a site, open its search from the folder, and note what else is asked for and what goes wrong."""
    contexts = []

    def open_page(
        query: str = "",
        *,
        publisher: Publisher = DESK,
        width: int = 1280,
        address: str | None = None,
        more: tuple[Interview, ...] = (),
    ) -> Page:
        write_wav(tmp_path / "own.wav", tone(60))
        copy = SoundCopy(name="sound-abc.webm", recording=tmp_path / "own.wav", covers=None, silent=())
        clay = msgspec.structs.replace(edition_of(with_alias(arabic_english()), "clay"), copy=copy)
        others = (edition_of(spanish_english(), "bees"), edition_of(english_persian(), "persian"), *more)
        write_site(tmp_path / "site", bundle_site([clay, *others], publisher))
        context = browser.new_context(viewport={"width": width, "height": 800})
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda one: asked.append(one.url))
        page.on("console", lambda message: faults.append(message.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(address or (tmp_path / "site/search/index.html").as_uri())
        if query:
            page.get_by_role("searchbox").fill(query)
            page.get_by_role("searchbox").press("Enter")
        return page

    asked: list[str] = []
    faults: list[str] = []
    yield open_page
    for context in contexts:
        context.close()
    assert faults == []
    assert all(url.startswith("file:") for url in asked)


@pytest.mark.parametrize("query", ["الطين ينسى", "الطِّينُ يَنْسى", "clay forgets"])
def test_a_passage_is_found_by_its_words_with_and_without_vowel_signs(visit: Open, query: str) -> None:
    page = visit(query)
    first = page.locator("#hits > li").first
    expect(first).to_contain_text("الطين لا ينسى")
    expect(first).to_contain_text("Clay does not forget")
    expect(first.locator("p[lang=ar]")).to_have_css("direction", "rtl")
    assert first.locator("mark").count() > 1


@pytest.mark.parametrize("name", ["Halwani", "Elhalawany", "الحلواني"])
def test_a_person_is_found_under_every_spelling(visit: Open, name: str) -> None:
    page = visit(name)
    expect(page.locator("#hits > li").first).to_contain_text("Clay does not forget")


def test_only_what_one_speaker_says_is_found(visit: Open) -> None:
    page = visit()
    page.get_by_text("Only some of the interviews").click()
    page.get_by_label("Speaker").fill("elhalawany")
    page.get_by_role("searchbox").fill("clay")
    page.get_by_role("searchbox").press("Enter")
    hits = page.locator("#hits > li")
    expect(hits.first).to_contain_text(SAMI)
    assert all(SAMI in words for words in hits.all_inner_texts())


def test_a_passage_is_played_where_the_site_has_the_sound(visit: Open) -> None:
    page = visit("clay forgets", publisher=msgspec.structs.replace(DESK, media="copy"))
    button = page.locator("#hits > li").first.get_by_role("button")
    button.click()
    expect(button).to_have_accessible_name("Stop")
    button.click()
    expect(button).to_have_accessible_name("Play the passage at 0:36")


def test_a_passage_that_was_found_can_be_opened_and_cited(visit: Open) -> None:
    page = visit("clay forgets")
    page.locator("#hits > li").first.get_by_text("Cite", exact=True).click()
    page.wait_for_url("**/clay/e1/index.html#s*")
    expect(page.locator(":target")).to_contain_text("Clay does not forget")
    expect(page.locator("#citation")).to_contain_text("Fustat")


def test_the_query_is_in_the_address_and_can_be_sent_on(visit: Open) -> None:
    address = visit("clay forgets").url
    assert "?q=clay+forgets" in address
    expect(visit(address=address).locator("#hits > li").first).to_contain_text("Clay does not forget")


def test_the_search_is_used_by_keyboard_alone(visit: Open) -> None:
    page = visit()
    page.get_by_role("searchbox").focus()
    page.keyboard.type("clay forgets")
    page.keyboard.press("Enter")
    expect(page.locator("#hits > li").first).to_be_visible()
    for _ in range(4):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('#hits') !== null"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/clay/index.html#s*")


def test_nothing_found_is_said(visit: Open) -> None:
    page = visit("zyzzyva")
    expect(page.get_by_role("status")).to_have_text("No passage has these words.")


def test_words_that_every_passage_has_are_named(visit: Open) -> None:
    page = visit("the clay")
    expect(page.get_by_role("status")).to_contain_text("the")


def test_an_index_that_is_not_there_says_what_to_do(visit: Open, tmp_path: Path) -> None:
    page = visit()
    for shard in (tmp_path / "site/search/w").rglob("*.js"):
        shard.rename(shard.with_suffix(".gone"))
    page.context.clear_cookies()
    page.get_by_role("searchbox").fill("clay")
    page.evaluate("window.noted = console.error; console.error = () => {}")
    page.get_by_role("searchbox").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("dragoman preview")


def test_texts_that_attack_a_page_are_shown_as_they_are(visit: Open) -> None:
    page = visit("script alert img", more=(edition_of(hostile(), "hostile"),))
    expect(page.get_by_role("status")).not_to_have_text("Searching …")
    assert page.locator("#hits script, #hits img").count() == 0


@pytest.mark.parametrize(("width", "interface"), [(1280, "en"), (390, "en"), (1280, "ar"), (390, "ar")])
def test_axe_finds_no_violation_and_nothing_is_cut_off(visit: Open, width: int, interface: str) -> None:
    axe = needs_package("axe-core/axe.min.js").read_text(encoding="utf-8")
    page = visit("clay", width=width, publisher=msgspec.structs.replace(DESK, interface=interface))
    expect(page.locator("#hits > li").first).to_be_visible()
    page.locator("summary").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl" if interface == "ar" else "ltr")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate(axe)
    found = page.evaluate("axe.run({ rules: { 'target-size': { enabled: true } } })")
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found["violations"]] == []
