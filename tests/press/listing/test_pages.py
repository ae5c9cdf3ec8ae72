from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import msgspec
import pytest
from lxml import etree
from lxml import html as parser

from dragoman.press.site import bundle_site
from dragoman.press.site_files import write_site
from dragoman.press.site_list import read_standing
from dragoman.press.site_model import Interview, Publisher
from dragoman.transcript.document import Speaker, Transcript
from editions import DESK, corrected, interview, make_site
from interviews import arabic_english, english_persian, hostile, spanish_english
from payloads import PAYLOADS
from programs import needs_package, needs_program

FEATURED = msgspec.structs.replace(DESK, featured=("letters", "nowhere"))


def several() -> list[Interview]:
    bees = interview(spanish_english(), corrected(spanish_english(), "How did all this begin?"))
    clay = msgspec.structs.replace(interview(filed(arabic_english(), tags=("bees", "خاک"))), slug="clay")
    letters = msgspec.structs.replace(interview(filed(english_persian(), tags=("خاک",))), slug="letters")
    return [bees, clay, letters]


def filed(transcript: Transcript, **facts: Any) -> Transcript:
    """The same with other facts."""
    return msgspec.structs.replace(transcript, facts=msgspec.structs.replace(transcript.facts, **facts))


SITE = make_site(several(), FEATURED)
PAGES = sorted(name for name in SITE if name.endswith(".html"))


def tree(name: str, site: dict[str, bytes] = SITE) -> Any:
    return parser.document_fromstring(site[name])


def links(page: Any) -> list[str]:
    return [link.get("href") for link in page.iterfind(".//main//a")]


def test_the_first_page_shows_what_is_featured_and_the_latest() -> None:
    featured, latest = tree("index.html").find_class("interviews")
    assert [link.get("href") for link in featured.iter("a")] == ["letters/index.html"]
    assert [link.get("href") for link in latest.iter("a")] == [
        "bees/index.html", "clay/index.html", "letters/index.html",
    ]  # fmt: skip


def test_every_title_has_its_language_and_direction() -> None:
    page = tree("index.html")
    [link] = page.find_class("featured")[0].iter("a")
    assert (link.get("lang"), link.get("dir"), link.text) == ("fa", "rtl", "نامه‌ها (۱۳۵۷)")
    assert (link.getnext().get("lang"), link.getnext().text) == ("en", "Letters")


def test_a_person_has_a_page_with_spellings_roles_and_every_passage() -> None:
    page = tree("people/sami-al-halwani/index.html")
    assert page.find(".//h1").text == "Sami al-Halwani"
    assert "سامي الحلواني" in page.find_class("facts")[0].text_content()
    said = page.find_class("said")[0]
    assert [link.get("href") for link in said.iter("a")] == [f"../../clay/index.html#s0000000{n}" for n in (3, 4, 6, 7)]
    assert [link.text for link in said.iter("a")] == ["0:10", "0:21", "0:36", "0:47"]


def test_what_the_translator_added_is_marked_on_the_page_of_a_person() -> None:
    said = tree("people/sami-al-halwani/index.html").find_class("said")[0].text_content()
    assert "1407 [= April–May 1987]" in said
    assert "43,000 tiles (for its hotel)" in said


def test_roles_stand_with_their_dates() -> None:
    assert "interviewer (2021-06-03)" in tree("people/pablo-soto/index.html").find_class("facts")[0].text_content()


def test_nobody_without_a_name_has_a_page() -> None:
    people = {name.split("/")[1] for name in PAGES if name.startswith("people/") and name.count("/") == 2}
    assert people == {"elena-ruiz", "pablo-soto", "sami-al-halwani"}


@pytest.mark.parametrize(
    ("name", "slugs"),
    [
        ("tags/bees/index.html", ["bees", "clay"]),
        ("tags/khak/index.html", ["clay", "letters"]),
        ("programmes/radio-sierra-tardes-del-campo/index.html", ["bees"]),
        ("years/2021/index.html", ["bees"]),
        ("years/2024/index.html", ["clay"]),
        ("pages/index.html", ["bees", "clay", "letters"]),
    ],
)
def test_lists_have_their_interviews(name: str, slugs: list[str]) -> None:
    assert [link.split("/")[-2] for link in links(tree(name))] == slugs


def test_lists_of_names_say_how_many_interviews_there_are() -> None:
    rows = [row.text_content() for row in tree("tags/index.html").find_class("names-of")[0]]
    assert rows == ["bees (2)", "drought (1)", "خاک (2)"]


def test_an_interview_leads_to_its_people_its_subjects_and_related_ones() -> None:
    section = tree("clay/index.html").find_class("see-also")[0]
    found = [link.get("href") for link in section.iter("a")]
    assert found[:3] == [
        "../people/sami-al-halwani/index.html", "../tags/bees/index.html", "../tags/khak/index.html",
    ]  # fmt: skip
    assert set(found[-2:]) == {"../bees/index.html", "../letters/index.html"}
    assert "What few interviews share counts for more." in section.text_content()


@pytest.mark.parametrize(
    "name", ["index.html", "tags/bees/index.html", "people/elena-ruiz/index.html", "bees/index.html"]
)
def test_a_reader_of_feeds_finds_them_in_the_head(name: str) -> None:
    found = tree(name).xpath("//link[@rel='alternate'][contains(@type, 'rss') or contains(@type, 'atom')]/@href")
    assert len(found) in (2, 4)
    for address in found:
        assert resolved(name, address) in SITE


def resolved(name: str, address: str) -> str:
    """The file of the site that a link leads to."""
    path = (Path("/") / name).parent / unquote(address)
    return str(path.resolve())[1:]


@pytest.mark.parametrize("base", ["https://site.example/", "https://site.example/a/b/"])
def test_every_link_within_the_site_leads_somewhere_also_below_a_path(base: str) -> None:
    site = make_site(several(), msgspec.structs.replace(FEATURED, address=base.rstrip("/")))
    pages = {name: tree(name, site) for name in site if name.endswith(".html")}
    followed = 0
    for name, page in pages.items():
        for target in (*page.xpath("//@href"), *page.xpath("//script/@src")):
            # As a browser takes it that reads the page where it lies.
            address = urlsplit(urljoin(base + name, target))
            if address.netloc != "site.example":
                continue
            assert address.path.startswith(urlsplit(base).path), (name, target)
            file = unquote(address.path).removeprefix(urlsplit(base).path)
            file = f"{file}index.html" if file.endswith("/") or not file else file
            assert file in site, (name, target)
            if address.fragment and file in pages:
                assert pages[file].xpath("//*[@id=$id]", id=address.fragment), (name, target)
            followed += 1
    assert followed > 500


def test_every_page_has_a_language_a_direction_and_one_heading() -> None:
    for name in PAGES:
        page = tree(name)
        assert page.get("lang"), name
        assert page.get("dir"), name
        assert len(page.findall(".//h1")) == 1, name


def test_the_pages_speak_arabic_where_the_publisher_does() -> None:
    site = make_site(several(), msgspec.structs.replace(FEATURED, interface="ar"))
    page = tree("people/index.html", site)
    assert (page.get("lang"), page.get("dir"), page.find(".//h1").text) == ("ar", "rtl", "الأشخاص")
    assert "خلاصات" in tree("index.html", site).find(".//nav").text_content()


def test_links_for_passing_a_page_on_ask_nobody_anything() -> None:
    page = tree("tags/bees/index.html")
    found = [link.get("href") for link in page.find_class("share")[0].iter("a")]
    assert found[0] == "mailto:?subject=bees&body=https%3A//example.org/interviews/tags/bees/"
    assert all(address.startswith(("https://", "mailto:")) for address in found)
    assert not page.xpath("//img | //iframe")


def test_nothing_is_passed_on_of_a_site_that_does_not_know_where_it_lies() -> None:
    site = make_site(several(), msgspec.structs.replace(DESK, address=None))
    assert not tree("index.html", site).find_class("share")
    assert "sitemap.xml" not in site
    assert site["robots.txt"] == b"User-agent: *\nDisallow:\n"


def test_the_sitemap_has_every_page_that_searches_are_to_find() -> None:
    found = etree.fromstring(SITE["sitemap.xml"]).findall("{*}url/{*}loc")
    addresses = {node.text for node in found}
    assert {
        f"{DESK.address}/{path}" for path in ("", "bees/", "people/elena-ruiz/", "tags/khak/", "years/")
    } <= addresses
    for address in addresses:
        assert f"{address}index.html".removeprefix(f"{DESK.address}/") in SITE
    assert b"Sitemap: https://example.org/interviews/sitemap.xml" in SITE["robots.txt"]


def test_the_page_of_a_missing_address_reads_from_any_depth() -> None:
    page = tree("404.html")
    assert page.xpath("//link[@rel='stylesheet']/@href") == ["/interviews/assets/style.css"]
    assert {link.get("href") for link in page.iterfind(".//nav//a")} > {"/interviews/people/index.html"}


def test_one_changed_interview_rewrites_only_the_lists_that_it_stands_on(tmp_path: Path) -> None:
    bees, clay, letters = several()
    write_site(tmp_path, bundle_site([bees, clay, letters], FEATURED, standing=read_standing(tmp_path)))
    words = msgspec.structs.replace(
        interview(filed(english_persian(), tags=("خاک",)), corrected(filed(english_persian(), tags=("خاک",)), "دیگر")),
        slug="letters",
    )
    changed = write_site(tmp_path, bundle_site([words], FEATURED, standing=read_standing(tmp_path)))
    others = [name for name in changed if not name.startswith(("letters/", "search/"))]
    folders = {"/".join(name.split("/")[:-1]) for name in others}
    assert folders == {"", "feeds", "pages", "tags/khak"}


def test_a_person_whose_only_interview_is_gone_has_no_page(tmp_path: Path) -> None:
    from dragoman.press.site import unpublish

    write_site(tmp_path, bundle_site(several(), FEATURED, standing=read_standing(tmp_path)))
    unpublish(tmp_path, "clay", FEATURED)
    assert not (tmp_path / "people" / "sami-al-halwani").exists()
    assert (tmp_path / "people" / "elena-ruiz" / "index.html").is_file()


def test_many_interviews_stand_on_several_pages() -> None:
    tagged = filed(english_persian(), tags=("one",))
    many = [msgspec.structs.replace(interview(tagged), slug=f"talk-{n:03}") for n in range(120)]
    bundles = {one.top: one for one in bundle_site(many, DESK) if one.is_derived}
    page = tree("tags/one/index.html", bundles["tags/one/index.html"].make())  # type: ignore[arg-type]
    assert len(links(page)) == 70 + 1
    assert page.xpath("//a[@rel='next']/@href") == ["1.html"]
    older = tree("tags/one/1.html", bundles["tags/one/1.html"].make())  # type: ignore[arg-type]
    assert len(older.find_class("interviews")[0]) == 50
    assert older.xpath("//meta[@name='robots']/@content") == ["noindex, follow"]


@pytest.mark.external
def test_the_nu_checker_finds_no_fault(tmp_path: Path) -> None:
    java, jar = needs_program("java"), needs_package("vnu-jar/build/dist/vnu.jar")
    odd = interview(hostile('a <b> & "c"'), note="x")
    sites = (
        SITE,
        make_site(several(), msgspec.structs.replace(FEATURED, interface="fa")),
        make_site([odd], Publisher()),
    )
    for number, site in enumerate(sites):
        for name in (name for name in site if name.endswith(".html") and not name.startswith(("clay/", "letters/"))):
            (tmp_path / f"{number}-{name.replace('/', '-')}").write_bytes(site[name])
    settings = ["--format", "json", "--filterpattern", ".*Content Security Policy.*"]
    checked = [java, "-jar", str(jar), *settings, *map(str, sorted(tmp_path.iterdir()))]
    found = subprocess.run(checked, capture_output=True, check=False, text=True).stderr
    faults = [(one["url"].rpartition("/")[2], one["message"]) for one in json.loads(found)["messages"]]
    # What is wrong with a language or a date that somebody made up is the page of the interview's to say.
    assert [fault for fault in faults if not fault[0].startswith("2-bees")] == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_runs_anything_on_any_kind_of_page(payload: str) -> None:
    whole = hostile(payload)
    named = tuple(
        msgspec.structs.replace(one, name=payload, label=payload, aliases=(payload,), sort_name=payload)
        for one in whole.speakers
    )
    made = interview(msgspec.structs.replace(whole, speakers=named))
    other = msgspec.structs.replace(interview(whole), slug="other")
    publisher = Publisher(
        name=payload, address="https://example.org/x", support=payload, contact=payload, featured=("bees",)
    )
    site = make_site([made, other], publisher)
    for name in (name for name in site if name.endswith(".html")):
        page = tree(name, site)
        assert not page.xpath("//img | //svg | //iframe | //base | //style | //object | //embed"), name
        assert not [
            attribute
            for node in page.iter(etree.Element)
            for attribute in node.attrib
            if attribute.startswith("on") or attribute == "style"
        ], name
        for address in page.xpath("//a/@href | //link/@href"):
            assert not address.lower().startswith(("javascript:", "data:", "//")), (name, address)
        for script in page.iter("script"):
            assert script.get("type") == "application/ld+json" or script.get("src").rpartition("/")[0].endswith(
                "assets"
            )


def test_a_speaker_who_is_not_named_stands_on_no_list() -> None:
    whole = spanish_english()
    hidden = (whole.speakers[0], Speaker(id="S2", label="A neighbour", aliases=("Somebody Known",)))
    site = make_site([interview(msgspec.structs.replace(whole, speakers=hidden))], DESK)
    listed = b"".join(
        site[name] for name in site if name.endswith(".html") and name.startswith(("people", "pages", "index"))
    )
    assert b"A neighbour" not in listed
    assert b"Somebody Known" not in listed
    assert not [name for name in site if "neighbour" in name or "somebody" in name]
