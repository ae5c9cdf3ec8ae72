"""The page of an edition in a real browser: from a folder, without scripts, and with every text turned against it."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import Literal
from urllib.parse import parse_qs, urlsplit

import msgspec
import pytest
from playwright.sync_api import Browser, Page, Route, expect

from dragoman.press.media import SoundCopy
from dragoman.press.serving import make_server
from dragoman.press.site import bundle_site
from dragoman.press.site_files import write_site
from dragoman.press.site_model import Entry, Interview, Media, Publisher
from dragoman.transcript.document import Copy, Segment, Speaker, Tombstone, Transcript
from dragoman.transcript.edition import Correction, Figure
from editions import DESK, SOUND, corrected, interview, with_sound
from interviews import arabic_english, english_persian, hostile, spanish_english
from paper import CUT
from payloads import PAYLOADS
from programs import needs_package
from sounds import tone, write_wav

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]
LINKED = msgspec.structs.replace(DESK, media="link")
TWICE = interview(with_sound(spanish_english()), with_sound(corrected(spanish_english(), "How did all this begin?")))


@pytest.fixture
def visit(browser: Browser, tmp_path: Path) -> Iterator[Visit]:
    """Write a site, and open one of its pages from the folder; without an interview, only an empty page."""
    contexts = []

    def open_page(
        made: Interview | None,
        *,
        path: str = "bees/index.html",
        publisher: Publisher = LINKED,
        size: tuple[int, int] = (1280, 900),
        scheme: str = "light",
        scripts: bool = True,
        watch: Callable[[Page], None] = lambda page: None,
    ) -> Page:
        if made is not None:
            write_site(tmp_path, bundle_site([made], publisher))
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=scripts,
        )
        contexts.append(context)
        page = context.new_page()
        watch(page)
        if made is None:
            return page
        file, _, fragment = path.partition("#")
        page.goto(f"{(tmp_path / file).as_uri()}{'#' if fragment else ''}{fragment}")
        return page

    yield open_page
    for context in contexts:
        context.close()


def asked() -> Transcript:
    """Three questions, a screen of words after each."""
    rows = [("S1", "And the first?"), ("S1", "And the second?"), ("S1", "And the third?")]
    long = ("Many words. " * 200,)
    segments = []
    for number, (speaker, words) in enumerate(rows):
        segments.append(Segment(id=f"s0000000{2 * number + 1}", speaker=speaker, source=(words,)))
        segments.append(Segment(id=f"s0000000{2 * number + 2}", speaker="S2", source=long))
    speakers = (Speaker(id="S1", label="The host"), Speaker(id="S2", label="The guest"))
    whole = spanish_english()
    return msgspec.structs.replace(
        whole, facts=msgspec.structs.replace(whole.facts, chapters=()), speakers=speakers, segments=tuple(segments)
    )


def only(transcript: Transcript) -> Interview:
    return interview(with_sound(transcript))


@pytest.mark.parametrize("scripts", [True, False])
def test_readers_choose_both_texts_or_one(visit: Visit, scripts: bool) -> None:
    page = visit(TWICE, scripts=scripts)
    original, translation = (page.locator(f"#s00000002 .{side}") for side in ("src", "tr"))
    page.check("#show-src")
    expect(original).to_be_visible()
    expect(translation).to_be_hidden()
    page.check("#show-tr")
    expect(original).to_be_hidden()
    expect(translation).to_be_visible()


def test_the_switch_takes_the_colour_of_marks_and_leaves_their_brackets(visit: Visit) -> None:
    page = visit(TWICE)
    supplied = page.locator("#s00000001 .supplied")
    colour = supplied.evaluate("e => getComputedStyle(e).color")
    page.uncheck("#marks")
    assert supplied.evaluate("e => getComputedStyle(e).color") != colour
    assert "(of bees)" in supplied.inner_text()


def test_nothing_is_asked_of_another_site_before_a_click(visit: Visit) -> None:
    asked: list[str] = []
    page = visit(TWICE, watch=lambda page: page.on("request", lambda request: asked.append(request.url)))
    assert [address for address in asked if not address.startswith("file:")] == []
    page.route("https://radio.example/**", lambda route: route.abort())
    page.click("#load")
    expect(page.locator("audio")).to_have_attribute("src", SOUND)
    expect(page.locator(".fault")).to_be_visible()
    assert {address.split("#")[0] for address in asked if not address.startswith("file:")} <= {SOUND}


def test_a_video_of_another_site_is_loaded_on_a_click_and_plays_at_the_time_clicked(visit: Visit) -> None:
    asked: list[str] = []
    made = interview(with_sound(spanish_english(), "https://www.youtube.com/watch?v=abcdefghijk"))
    page = visit(made, watch=lambda page: page.on("request", lambda request: asked.append(request.url)))
    assert [address for address in asked if not address.startswith("file:")] == []
    expect(page.locator("#s00000004 a.at")).to_have_attribute(
        "href", "https://www.youtube.com/watch?v=abcdefghijk&t=21s"
    )
    page.route(
        "https://www.youtube-nocookie.com/**",
        lambda route: route.fulfill(body="<p>a player</p>", content_type="text/html"),
    )
    page.click("#load")
    frame = page.locator(".player iframe")
    expect(frame).to_have_attribute("src", "https://www.youtube-nocookie.com/embed/abcdefghijk?autoplay=1&start=0")
    expect(frame.content_frame.get_by_text("a player")).to_be_visible()
    page.locator("#s00000004 a.at").press("Enter")
    expect(frame).to_have_attribute("src", "https://www.youtube-nocookie.com/embed/abcdefghijk?autoplay=1&start=21")


def test_an_older_edition_leads_to_the_correction_and_the_passage_has_the_same_address(visit: Visit) -> None:
    page = visit(TWICE, path="bees/e1/index.html#s00000002")
    expect(page.get_by_text("How did it all begin?", exact=True)).to_be_visible()
    page.click(".banner a")
    expect(page.locator("#s00000002")).to_contain_text("How did all this begin?")
    page.click("#changes ~ ul a[href='#s00000002']")
    expect(page.locator("#s00000002")).to_be_in_viewport()


def test_selected_words_can_be_taken_along(visit: Visit) -> None:
    page = visit(TWICE)
    expect(page.locator(".take")).to_be_hidden()
    page.locator("#s00000002 .tr p").evaluate("e => getSelection().selectAllChildren(e)")
    expect(page.get_by_role("button", name="Copy a citation")).to_be_visible()
    page.evaluate(
        "document.addEventListener('copy', () => { window.copied = document.activeElement.value; }, { once: true })"
    )
    page.get_by_role("button", name="Copy a citation").click()
    copied = page.evaluate("window.copied")
    assert copied.startswith("“How did all this begin?” [¿Cómo empezó todo?] Elena Ruiz, interviewed by Pablo Soto.")
    assert copied.endswith("At 0:06–0:09. https://example.org/interviews/bees/e2/#s00000002")


def select(page: Page, start: str, end: str) -> None:
    """Select from the beginning of one element's words to the end of another's, as a reader with a mouse."""
    page.evaluate(
        """([start, end]) => {
            const [first, last] = [start, end].map((name) => document.querySelector(name));
            getSelection().setBaseAndExtent(first, 0, last, last.childNodes.length);
        }""",
        [start, end],
    )


def take(page: Page, button: str) -> str:
    page.evaluate(
        "document.addEventListener('copy', () => { window.copied = document.activeElement.value; }, { once: true })"
    )
    page.get_by_role("button", name=button).click()
    return str(page.evaluate("window.copied"))


def test_a_citation_of_several_passages_has_the_words_of_one_side_and_all_their_original(visit: Visit) -> None:
    page = visit(TWICE)
    select(page, "#s00000001 .tr p", "#s00000002 .tr p")
    copied = take(page, "Copy a citation")
    assert "¿Cómo empezó todo?" not in copied.split("”")[0]
    assert copied.split("”")[0].endswith("How did all this begin?")
    assert "¿Cómo empezó todo?] Elena Ruiz" in copied
    assert copied.endswith("At 0:00–0:09. https://example.org/interviews/bees/e2/#s00000001")


def test_a_citation_of_the_original_is_in_the_original(visit: Visit) -> None:
    page = visit(TWICE)
    select(page, "#s00000001 .src p", "#s00000002 .src p")
    copied = take(page, "Copy a citation")
    assert copied.split("”")[0].endswith("¿Cómo empezó todo?")
    assert "How did all this begin?" not in copied
    assert "[¿Cómo empezó" not in copied


def test_a_selection_that_ends_before_the_next_passage_is_of_one(visit: Visit) -> None:
    page = visit(TWICE)
    page.evaluate(
        """() => {
            const [words, next] = ["#s00000002 .tr p", "#s00000003"].map((name) => document.querySelector(name));
            getSelection().setBaseAndExtent(words, 0, next, 0);
        }"""
    )
    assert "At 0:06–0:09. " in take(page, "Copy a citation")


def test_what_was_copied_stays_selected_and_the_button_says_so(visit: Visit) -> None:
    page = visit(TWICE)
    select(page, "#s00000002 .tr p", "#s00000002 .tr p")
    assert take(page, "Copy a link") == "https://example.org/interviews/bees/e2/#s00000002"
    expect(page.locator(".take button").first).to_have_text(re.compile("Copied|Copying is not allowed"))
    expect(page.locator(".take")).to_be_visible()
    assert page.evaluate("getSelection().toString().trim()") == "How did all this begin?"


def test_without_an_address_of_the_site_a_link_is_to_the_edition(visit: Visit) -> None:
    page = visit(TWICE, publisher=msgspec.structs.replace(LINKED, address=None))
    select(page, "#s00000002 .tr p", "#s00000002 .tr p")
    assert take(page, "Copy a link").endswith("/bees/e2/index.html#s00000002")


@pytest.mark.parametrize(("asked", "seconds"), [("?t=20", 20), ("?t=20#s00000002", 20), ("#s00000002", 6)])
def test_a_second_of_the_address_waits_for_the_click_and_plays_there(visit: Visit, asked: str, seconds: int) -> None:
    page = visit(TWICE, watch=lambda page: page.route("https://radio.example/**", lambda route: route.abort()))
    page.goto(page.url + asked)
    expect(page.locator("audio")).to_have_count(0)
    page.click("#load")
    expect(page.locator("#follow")).to_be_visible()
    page.wait_for_timeout(200)
    assert int(page.evaluate("document.querySelector('audio').currentTime")) == seconds


def test_a_second_is_of_the_whole_recording_where_a_copy_begins_later(visit: Visit) -> None:
    whole = with_sound(spanish_english())
    assert whole.recording is not None
    recording = msgspec.structs.replace(whole.recording, copies=(Copy(address=SOUND, offset=5000),))
    page = visit(
        interview(msgspec.structs.replace(whole, recording=recording)),
        watch=lambda page: page.route("https://radio.example/**", lambda route: route.abort()),
    )
    page.goto(page.url + "?t=20")
    page.click("#load")
    assert page.evaluate("document.querySelector('audio').currentTime") == 15


def test_without_scripts_times_lead_into_the_sound_and_all_is_there_to_read(visit: Visit) -> None:
    page = visit(TWICE, scripts=False)
    expect(page.locator("#s00000004 a.at")).to_have_attribute("href", f"{SOUND}#t=21.3")
    expect(page.locator("#load")).to_be_hidden()
    expect(page.locator(".take")).to_have_count(0)
    for part in ("#s00000002 .src", "#s00000002 .tr", ".legend", "[role=doc-endnotes]", "#citation", "#made"):
        expect(page.locator(part).first).to_be_visible()


def test_a_form_is_given_both_texts(visit: Visit) -> None:
    page = visit(
        TWICE, publisher=msgspec.structs.replace(LINKED, contact="https://example.org/errors?publisher=1#form")
    )
    report = page.locator("#s00000002 a.report")
    report.evaluate("e => { e.addEventListener('click', event => event.preventDefault()); e.click(); }")
    asked = parse_qs(urlsplit(report.get_attribute("href") or "").query)
    assert asked == {
        "publisher": ["1"],
        "edition": ["bees/e2"],
        "passage": ["s00000002"],
        "t": ["6"],
        "original": ["¿Cómo empezó todo?"],
        "translation": ["How did all this begin?"],
    }


def test_a_report_takes_both_texts_along(visit: Visit) -> None:
    page = visit(TWICE)
    report = page.locator("#s00000002 a.report")
    report.evaluate("e => { e.addEventListener('click', event => event.preventDefault()); e.click(); }")
    address = report.get_attribute("href") or ""
    assert "%C2%BFC%C3%B3mo%20empez%C3%B3%20todo%3F%0A%0AHow%20did%20all%20this%20begin%3F" in address


@pytest.mark.parametrize("make", [spanish_english, arabic_english, english_persian])
def test_nothing_is_wider_than_a_narrow_screen(visit: Visit, make: Callable[[], Transcript]) -> None:
    page = visit(only(make()), size=(320, 640))
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_on_paper_there_are_times_and_the_hash_and_nothing_to_click(visit: Visit) -> None:
    page = visit(TWICE)
    page.emulate_media(media="print")
    expect(page.locator(".choices")).to_be_hidden()
    clicked = page.locator(".click").all()
    assert clicked
    assert not any(link.is_visible() for link in clicked)
    expect(page.locator("#s00000012 time")).to_be_visible()
    expect(page.locator(".on-paper")).to_contain_text("Edition 2, https://example.org/interviews/bees/e2/. Hash ")
    assert page.pdf().startswith(b"%PDF")


@pytest.mark.external
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 900), (390, 844)])
@pytest.mark.parametrize("make", [spanish_english, arabic_english, english_persian])
def test_axe_finds_no_violation(
    visit: Visit, make: Callable[[], Transcript], size: tuple[int, int], scheme: str
) -> None:
    axe = needs_package("axe-core/axe.min.js").read_text(encoding="utf-8")
    made = interview(with_sound(make()), with_sound(corrected(make(), "Other words.")))
    for path in ("bees/index.html", "bees/e1/index.html", "index.html"):
        page = visit(made, path=path, size=size, scheme=scheme)
        page.evaluate(axe)
        found = page.evaluate("axe.run({ rules: { 'target-size': { enabled: true } } })")
        assert [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found["violations"]] == []


@pytest.mark.parametrize("media", ["screen", "print"])
def test_who_heard_a_passage_stands_in_line_with_who_speaks(visit: Visit, media: Literal["screen", "print"]) -> None:
    whole = spanish_english()
    rows = [msgspec.structs.replace(row, heard_by=("mar",) if n else ()) for n, row in enumerate(whole.segments)]
    page = visit(only(msgspec.structs.replace(whole, segments=tuple(rows))))
    page.emulate_media(media=media)
    passage = page.locator(".passage:has(.who):has(.tools > span)").first
    lefts = "(e, names) => names.map(name => Math.round(e.querySelector(name).getBoundingClientRect().left))"
    who, heard = passage.evaluate(lefts, [".who", ".tools > span"])
    assert who == heard


@pytest.mark.parametrize("make", [spanish_english, arabic_english, english_persian])
@pytest.mark.parametrize("width", [446, 680])
def test_nothing_is_cut_off_on_paper(visit: Visit, make: Callable[[], Transcript], width: int) -> None:
    whole = make()
    heard = ("Somebody With A Long Name", "someone-else-with-a-handle")
    rows = [msgspec.structs.replace(row, heard_by=heard[: 1 + n % 2]) for n, row in enumerate(whole.segments)]
    document = msgspec.structs.replace(whole, segments=tuple(rows))
    page = visit(interview(document, corrected(document, "Other.")), size=(width, 900))
    page.emulate_media(media="print")
    assert page.evaluate(CUT) == []


def against(payload: str, transcript: Transcript) -> Interview:
    """An interview with a payload in whatever an edition holds, and an edition before it that was withdrawn."""
    first, second = interview(transcript, transcript, note=payload, despite=payload, shown={payload: payload}).editions
    change = Correction(what=payload, where="segment:s00000002", date=payload, why=payload, thanks=payload)
    figure = Figure(
        original=payload, romanized=payload, value=payload, translation=payload, how="ours", checked_by=(payload,)
    )
    stone = Tombstone(date=payload, reason=payload)
    second = msgspec.structs.replace(second, changes=(change,), figures={"s00000002": (figure,)}, date=payload)
    part = Entry(slug="bees", title=payload, original=payload, source_language=payload, hashes=("ab",))
    return Interview(slug="bees", editions=(msgspec.structs.replace(first, withdrawn=stone), second), parts=(part,))


def questions(payload: str) -> Transcript:
    """The same with questions for contents."""
    whole = hostile(payload)
    rows = tuple(Segment(id=f"s0000001{n}", speaker=f"S{n}", source=(f"{payload} ?",)) for n in range(2)) * 3
    rows = tuple(msgspec.structs.replace(row, id=f"s0000002{n}", heard_by=(payload,)) for n, row in enumerate(rows))
    speakers = tuple(Speaker(id=f"S{n}", label=f"{payload}{n}") for n in range(2))
    facts = msgspec.structs.replace(whole.facts, chapters=())
    return msgspec.structs.replace(whole, facts=facts, speakers=speakers, segments=rows)


# What a page never has, whoever wrote its texts: handlers, styles, frames, addresses that run, scripts but its own.
FOREIGN = """() => [...document.querySelectorAll("*")].filter((e) =>
    ["IFRAME", "BASE", "OBJECT", "EMBED", "STYLE", "IMG", "SVG", "svg", "VIDEO"].includes(e.tagName)
    || [...e.attributes].some((a) => a.name.startsWith("on") || a.name === "style"
        || (/^(href|src|data-address)$/.test(a.name) && /^\\s*(javascript|data|vbscript):/i.test(a.value)))
    || (e.tagName === "META" && /refresh/i.test(e.httpEquiv))
    || (e.tagName === "SCRIPT" && e.type !== "application/ld+json" && !/\\/assets\\/\\w+\\.js$/.test(e.src))
    || (e.tagName === "LINK" && e.rel === "stylesheet" && !/(style|print)\\.css$/.test(e.href))
).map((e) => e.outerHTML.slice(0, 200))"""


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("make", [hostile, questions])
def test_no_text_runs_anything_and_no_request_leaves(
    visit: Visit, tmp_path: Path, make: Callable[[str], Transcript], payload: str
) -> None:
    asked: list[str] = []
    publisher = Publisher(name=payload, address=payload, support=payload, contact=payload, media="link")
    write_site(tmp_path, bundle_site([against(payload, make(payload))], publisher))
    server = make_server(tmp_path, 0)
    Thread(target=server.serve_forever, daemon=True).start()
    host = f"http://127.0.0.1:{server.server_address[1]}/"
    try:
        page = visit(
            None, publisher=publisher, watch=lambda page: page.on("request", lambda request: asked.append(request.url))
        )
        for place in (tmp_path.as_uri() + "/", host):
            for path in ("bees/index.html", "bees/e1/index.html", "index.html"):
                page.goto(place + path)
                assert page.evaluate(FOREIGN) == []
                page.wait_for_timeout(50)
                assert page.evaluate("window.hit") is None
    finally:
        server.shutdown()
        server.server_close()
    assert [address for address in asked if not address.startswith(("file:", host))] == []


HOST = "https://site.example/"


def served(page: Page, site: Path, asked: list[str]) -> None:
    """Serve a site with the headers that it asks its host for, and count what is asked of anybody else."""
    lines = (site / "_headers").read_text(encoding="utf-8").splitlines()[1:]
    headers = {name.strip(): value.strip() for name, _colon, value in (line.partition(":") for line in lines)}

    def answer(route: Route) -> None:
        file = site / urlsplit(route.request.url).path.removeprefix("/")
        if not route.request.url.startswith(HOST):
            asked.append(route.request.url)
            route.abort()
        elif file.is_file():
            kind = mimetypes.guess_type(file.name)[0] or "text/html"
            route.fulfill(body=file.read_bytes(), headers={**headers, "Content-Type": kind})
        else:
            route.fulfill(status=404, headers=headers)

    page.route("**/*", answer)


@pytest.mark.parametrize(
    ("media", "address"),
    [("none", SOUND), ("link", SOUND), ("link", "https://www.youtube.com/watch?v=abcdefghijk"), ("copy", SOUND)],
)
def test_the_policies_of_page_and_host_let_the_page_work_and_nothing_else(
    visit: Visit, tmp_path: Path, media: Media, address: str
) -> None:
    asked: list[str] = []
    faults: list[str] = []
    made = interview(with_sound(spanish_english(), address))
    write_wav(tmp_path / "own.wav", tone(40))
    copy = SoundCopy(name="sound-abc.webm", recording=tmp_path / "own.wav", covers=None, silent=())
    publisher = msgspec.structs.replace(DESK, media=media)
    write_site(tmp_path / "site", bundle_site([msgspec.structs.replace(made, copy=copy)], publisher))
    page = visit(None, watch=lambda page: served(page, tmp_path / "site", asked))
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    for path in ("bees/e1/index.html?t=20", "index.html"):
        page.goto(HOST + path)
        page.wait_for_timeout(200)
        assert page.evaluate("[...document.styleSheets].every((sheet) => sheet.cssRules.length > 0)")
    page.goto(f"{HOST}bees/index.html?t=20")
    expect(page.locator(".take")).to_have_count(1)
    assert page.evaluate("document.styleSheets.length") == 2
    if media == "copy":
        page.evaluate("document.querySelector('audio').play()")
        page.wait_for_timeout(300)
        assert page.evaluate("document.querySelector('audio').currentTime") > 0
    assert asked == []
    assert faults == []


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.textContent"))


def tab_to(page: Page, wanted: str, most: int = 80) -> None:
    """Press Tab until this element, by a CSS selector, has the focus, and see that the focus shows."""
    for _step in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
            return
    pytest.fail(f"Tab does not reach {wanted}; it stands at {focused(page)}")


def test_everything_can_be_reached_and_used_by_the_keyboard_alone(visit: Visit) -> None:
    page = visit(TWICE, path="bees/e1/index.html")
    page.route("https://radio.example/**", lambda route: route.abort())
    tab_to(page, "#show-both")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#s00000002 .tr")).to_be_hidden()
    tab_to(page, "#marks")
    page.keyboard.press("Space")
    expect(page.locator("#marks")).not_to_be_checked()
    tab_to(page, "#s00000001 a.report")
    tab_to(page, "#s00000002 a.self")
    page.keyboard.press("Enter")
    assert page.url.endswith("bees/e1/index.html#s00000002")
    tab_to(page, "a[href$='cite.ris']")
    tab_to(page, ".editions a")
    page.keyboard.press("Enter")
    expect(page.locator("#s00000002")).to_contain_text("How did all this begin?")
    tab_to(page, "#load")
    page.keyboard.press("Enter")
    expect(page.locator("audio")).to_have_attribute("src", SOUND)


def test_the_first_key_skips_to_the_transcript(visit: Visit) -> None:
    page = visit(TWICE)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert focused(page) == "transcript"


def test_a_page_from_right_to_left_opens_where_it_begins(visit: Visit) -> None:
    page = visit(only(english_persian()))
    assert page.evaluate("[document.dir, scrollX, document.documentElement.scrollWidth]") == ["rtl", 0, 1280]
    assert page.locator("h1").evaluate("e => innerWidth - e.getBoundingClientRect().right") < 200


def test_a_date_keeps_its_order_where_lines_run_from_right_to_left(visit: Visit) -> None:
    page = visit(only(english_persian()))
    left = """(e, at) => {
        const letter = document.createRange();
        letter.setStart(e.firstChild, at);
        letter.setEnd(e.firstChild, at + 1);
        return letter.getBoundingClientRect().left;
    }"""
    first, last = (page.locator(".edition time").evaluate(left, at) for at in (0, 9))
    assert first < last


def test_contents_lead_to_the_questions(visit: Visit) -> None:
    page = visit(only(asked()), size=(390, 844))
    page.get_by_role("link", name="And the third?").click()
    expect(page.locator("#s00000005")).to_be_in_viewport()
