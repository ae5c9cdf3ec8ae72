"""The pages that lead to interviews, in a real browser: from a folder, by keyboard, on a telephone, in the dark."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import feedparser
import msgspec
import pytest
from playwright.sync_api import Browser, Page, Route, expect

from dragoman.press.newsletter.issue import choose_pages
from dragoman.press.newsletter.mail import Letter, as_html
from dragoman.press.page import load_templates
from dragoman.press.site import bundle_site
from dragoman.press.site_files import write_site
from dragoman.press.site_list import read_entries
from dragoman.press.site_model import Interview, Publisher
from editions import DESK, corrected, interview
from interviews import arabic_english, english_persian, spanish_english
from programs import needs_package

pytestmark = pytest.mark.browser

HOST = "https://example.org/interviews/"
KINDS = (
    "index.html", "pages/index.html", "people/index.html", "people/sami-al-halwani/index.html", "tags/bees/index.html",
    "years/2021/index.html", "feeds/index.html", "404.html", "bees/index.html",
)  # fmt: skip

Open = Callable[..., Page]


def several() -> list[Interview]:
    bees = interview(spanish_english(), corrected(spanish_english(), "How did all this begin?"))
    clay = arabic_english()
    clay = msgspec.structs.replace(clay, facts=msgspec.structs.replace(clay.facts, tags=("bees", "خاک")))
    made = {"bees": bees, "clay": interview(clay), "letters": interview(english_persian())}
    return [msgspec.structs.replace(one, slug=slug) for slug, one in made.items()]


def written(folder: Path, publisher: Publisher) -> Path:
    write_site(folder, bundle_site(several(), publisher))
    return folder


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("english"), msgspec.structs.replace(DESK, featured=("clay",)))


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("arabic"), msgspec.structs.replace(DESK, interface="ar"))


@pytest.fixture
def served(browser: Browser) -> Iterator[Open]:
    """Open a page of a site where it will lie, below a path, with its own headers; whatever else is asked fails."""
    contexts = []

    def visit(site: Path, path: str, *, width: int = 1280, scheme: str = "light", scripts: bool = True) -> Page:
        lines = (site / "_headers").read_text(encoding="utf-8").splitlines()[1:]
        headers = {name.strip(): value.strip() for name, _colon, value in (line.partition(":") for line in lines)}

        def answer(route: Route) -> None:
            assert route.request.url.startswith(HOST), route.request.url
            path = urlsplit(route.request.url).path.removeprefix(urlsplit(HOST).path) or "index.html"
            file = site / path / "index.html" if path.endswith("/") else site / path
            kind = mimetypes.guess_type(file.name)[0] or "text/html"
            route.fulfill(body=file.read_bytes(), headers={**headers, "Content-Type": kind})

        context = browser.new_context(
            viewport={"width": width, "height": 844},
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=scripts,
        )
        contexts.append(context)
        page = context.new_page()
        page.route("**/*", answer)
        page.goto(HOST + path)
        return page

    yield visit
    for context in contexts:
        context.close()


@pytest.mark.external
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_no_violation_on_any_kind_of_page(
    served: Open, english: Path, arabic: Path, width: int, scheme: str
) -> None:
    axe = needs_package("axe-core/axe.min.js").read_text(encoding="utf-8")
    for site, kinds in ((english, KINDS), (arabic, KINDS[:4])):
        for kind in kinds:
            page = served(site, kind, width=width, scheme=scheme)
            page.evaluate(axe)
            found = page.evaluate("axe.run({ rules: { 'target-size': { enabled: true } } })")
            faults = [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found["violations"]]
            assert faults == [], kind
            page.close()


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_of_page_is_wider_than_a_telephone(served: Open, english: Path, kind: str) -> None:
    page = served(english, kind, width=390)
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_reader_finds_the_feeds_by_the_address_of_a_page(served: Open, english: Path) -> None:
    page = served(english, "index.html")
    page.get_by_role("link", name="Tags").click()
    page.get_by_role("link", name="bees").click()
    links = page.evaluate(
        "[...document.querySelectorAll('link[rel=alternate][type*=rss]')].map(link => [link.title, link.href])"
    )
    assert links == [
        ["bees (RSS)", f"{HOST}tags/bees/feed.rss"],
        ["The Example Desk (RSS)", f"{HOST}feeds/all.rss"],
    ]
    feed = feedparser.parse((english / links[0][1].removeprefix(HOST)).read_bytes())
    assert not feed.bozo
    assert [entry.title for entry in feed.entries] == [
        "“Clay does not forget”: a talk with a potter of Fustat",
        "Correction: My grandmother and the bees, edition 2",
        "My grandmother and the bees",
    ]


def test_a_reader_finds_a_passage_through_the_person_who_said_it(served: Open, english: Path) -> None:
    page = served(english, "index.html", scripts=False)
    page.get_by_role("link", name="People").click()
    page.get_by_role("link", name="Sami al-Halwani").click()
    expect(page.locator(".facts")).to_contain_text("سامي الحلواني")
    page.get_by_role("link", name="0:21").click()
    assert page.url == f"{HOST}clay/index.html#s00000004"
    expect(page.locator("#s00000004")).to_be_in_viewport()


def test_everything_is_reached_by_the_keyboard_and_shows_the_focus(served: Open, english: Path) -> None:
    page = served(english, "people/sami-al-halwani/index.html")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    wanted = {"SUMMARY", "A"}
    for _step in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        wanted.discard(page.evaluate("document.activeElement.tagName"))
    assert wanted == set()


def test_an_arabic_interface_runs_from_right_to_left(served: Open, arabic: Path) -> None:
    page = served(arabic, "index.html", width=390)
    assert page.evaluate("[document.dir, document.documentElement.lang, scrollX]") == ["rtl", "ar", 0]
    heading = page.get_by_role("heading", level=1)
    assert heading.evaluate("e => Math.round(innerWidth - e.getBoundingClientRect().right)") < 40
    page.get_by_role("link", name="الأشخاص").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("الأشخاص")


def test_the_share_sheet_is_offered_only_where_the_system_has_one(browser: Browser, english: Path) -> None:
    context = browser.new_context()
    context.add_init_script("navigator.share = async (what) => { window.shared = what; };")
    page = context.new_page()
    page.goto((english / "tags" / "bees" / "index.html").as_uri())
    page.get_by_role("button", name="Share …").click()
    assert page.evaluate("window.shared") == {"title": "bees", "url": f"{HOST}tags/bees/"}
    context.close()
    plain = browser.new_context()
    other = plain.new_page()
    other.add_init_script("Object.defineProperty(navigator, 'share', { value: undefined });")
    other.goto((english / "tags" / "bees" / "index.html").as_uri())
    expect(other.get_by_role("button", name="Share …", include_hidden=True)).to_be_hidden()
    plain.close()


def test_the_pages_read_from_a_folder(browser: Browser, english: Path) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((english / "index.html").as_uri())
    page.get_by_role("link", name="Years").click()
    page.get_by_role("link", name="2021").click()
    page.get_by_role("link", name="My grandmother and the bees").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My grandmother and the bees")
    assert [address for address in asked if not address.startswith("file:")] == []
    page.close()


@pytest.mark.external
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("interface", ["en", "ar"])
def test_an_issue_reads_without_images_and_in_the_dark(
    browser: Browser, english: Path, tmp_path: Path, scheme: str, interface: str
) -> None:
    axe = needs_package("axe-core/axe.min.js").read_text(encoding="utf-8")
    entries = read_entries(english)
    issue = choose_pages(entries, [entry.slug for entry in entries])
    publisher = msgspec.structs.replace(DESK, interface=interface)
    letter = Letter(publisher=publisher, cards=frozenset(entry.slug for entry in entries))
    (tmp_path / "issue.html").write_bytes(as_html(load_templates(None), letter, issue))
    context = browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light", viewport={"width": 390, "height": 844}
    )
    page = context.new_page()
    page.route("https://**", lambda route: route.abort())
    page.goto((tmp_path / "issue.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    expect(page.get_by_role("heading", level=2).get_by_role("link", name="My grandmother and the bees")).to_be_visible()
    page.evaluate(axe)
    found = page.evaluate("axe.run({ runOnly: ['color-contrast', 'link-name', 'image-alt', 'valid-lang'] })")
    assert [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found["violations"]] == []
    context.close()
    assert urljoin(HOST, "bees/") in (tmp_path / "issue.html").read_text(encoding="utf-8")
