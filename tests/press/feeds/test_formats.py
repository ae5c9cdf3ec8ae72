from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import feedparser
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from dragoman.press.feeds.rss import podcast_id
from dragoman.press.media import SoundCopy
from dragoman.press.site import bundle_site
from dragoman.press.site_files import write_site
from dragoman.press.site_list import read_standing
from dragoman.press.site_model import Interview, Publisher
from dragoman.transcript.document import Tombstone, Transcript
from editions import DESK, corrected, interview, make_site
from interviews import arabic_english, english_persian, hostile, spanish_english
from payloads import PAYLOADS
from programs import VALIDATORS, needs_package, needs_program

PODCAST = {"podcast": "https://podcastindex.org/namespace/1.0"}
HERE = "https://example.org/interviews"
COPYING = msgspec.structs.replace(DESK, media="copy")


def several() -> list[Interview]:
    makes: tuple[Callable[[], Transcript], ...] = (spanish_english, arabic_english, english_persian)
    made = [interview(make(), corrected(make(), f"Other <words> & {n}.")) for n, make in enumerate(makes)]
    return [msgspec.structs.replace(one, slug=f"talk-{n}") for n, one in enumerate(made)]


SITE = make_site(several(), DESK)


def with_copy(made: Interview, path: Path) -> Interview:
    """The same with a copy of sound that is no recording; nothing here plays it."""
    path.write_bytes(b"sound")
    return msgspec.structs.replace(
        made, copy=SoundCopy(name="sound-ab.webm", recording=path, covers=None, silent=(), sha256=None)
    )


def read(feed: bytes) -> Any:
    """The feed as feedparser reads it, which finds nothing odd in it."""
    found = feedparser.parse(feed)
    assert not found.bozo, found.get("bozo_exception")
    return found


@pytest.mark.parametrize(("suffix", "version"), [("rss", "rss20"), ("atom", "atom10")])
def test_feedparser_reads_every_item(suffix: str, version: str) -> None:
    found = read(SITE[f"feeds/all.{suffix}"])
    assert found.version == version
    assert found.feed.title == "The Example Desk"
    assert len(found.entries) == 6
    assert [one.title for one in found.entries if one.id == found.entries[-1].id] == [found.entries[-1].title]
    assert len({one.id for one in found.entries}) == 6
    assert {one.link for one in found.entries} == {
        f"{HERE}/talk-{n}/{place}" for n in range(3) for place in ("", "e2/#changes")
    }


def test_every_format_says_the_same() -> None:
    rss, atom = read(SITE["feeds/all.rss"]).entries, read(SITE["feeds/all.atom"]).entries
    items = json.loads(SITE["feeds/all.json"])["items"]
    for one in (rss, atom):
        assert [(item["id"], item["title"], item["url"], set(item.get("tags", ()))) for item in items] == [
            (entry.id, entry.title, entry.link, {tag.term for tag in entry.get("tags", ())}) for entry in one
        ]
    assert [item["date_published"] for item in items] == [entry.published for entry in atom]
    assert [entry.published_parsed for entry in rss] == [entry.published_parsed for entry in atom]
    # What a reader leaves of the content.
    assert [text_of(item["content_html"]) for item in items] == [text_of(entry.content[0].value) for entry in atom]


def text_of(content: str) -> str:
    text: str = html.fromstring(f"<div>{content}</div>").text_content()
    return text


def test_a_json_feed_has_what_its_version_asks_for() -> None:
    found = json.loads(SITE["feeds/all.json"])
    assert found["version"] == "https://jsonfeed.org/version/1.1"
    assert found["title"]
    assert all(isinstance(item["id"], str) and item["content_html"] for item in found["items"])


def test_feeds_name_where_they_lie() -> None:
    for suffix in ("rss", "atom"):
        links = read(SITE[f"feeds/all.{suffix}"]).feed.links
        assert f"{HERE}/feeds/all.{suffix}" in [link.href for link in links if link.rel == "self"]
    assert json.loads(SITE["feeds/all.json"])["feed_url"] == f"{HERE}/feeds/all.json"


@pytest.mark.parametrize("suffix", ["rss", "atom", "json"])
@pytest.mark.external
def test_feedsmith_reads_every_item(suffix: str, tmp_path: Path) -> None:
    needs_package("feedsmith/package.json")
    (tmp_path / "feed").write_bytes(SITE[f"feeds/all.{suffix}"])
    found = judged(suffix, tmp_path / "feed")
    items = found["entries" if suffix == "atom" else "items"]
    assert len(items) == 6
    assert all(item["title"] for item in items)
    if suffix == "rss":
        assert items[0]["guid"]["value"].startswith("urn:uuid:")
        assert items[0]["guid"]["isPermaLink"] is False
        assert items[0]["content"]["encoded"]


def judged(kind: str, path: Path) -> dict[str, Any]:
    command = [needs_program("node"), str(VALIDATORS / "feeds.mjs"), kind, str(path)]
    done = subprocess.run(command, capture_output=True, check=True, timeout=60)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.external
def test_feedsmith_reads_the_podcast(tmp_path: Path) -> None:
    needs_package("feedsmith/package.json")
    write_podcast(tmp_path)
    found = judged("rss", tmp_path / "site" / "feeds" / "podcast.rss")
    assert found["podcast"]["guid"] == podcast_id(f"{HERE}/feeds/podcast.rss")
    [item] = found["items"]
    assert item["enclosures"] == [
        {"url": f"{HERE}/bees/sound-ab.webm", "length": 5, "type": "audio/webm"},
    ]
    assert [one["type"] for one in item["podcast"]["transcripts"]] == ["text/vtt"] * 2 + ["application/x-subrip"] * 2
    assert item["podcast"]["chapters"]["type"] == "application/json+chapters"
    assert [(one["display"], one["role"]) for one in item["podcast"]["persons"]] == [
        ("Pablo Soto", "host"),
        ("Elena Ruiz", "guest"),
    ]


def write_podcast(folder: Path) -> None:
    """A site with one interview and its sound, as a publication writes it."""
    made = with_copy(interview(spanish_english()), folder / "own.webm")
    (folder / "site" / "bees").mkdir(parents=True)
    (folder / "site" / "bees" / "sound-ab.webm").write_bytes(b"sound")
    bundles = bundle_site([made], COPYING, standing=read_standing(folder / "site"))
    write_site(folder / "feeds-only", [bundle for bundle in bundles if bundle.top == "feeds"])
    (folder / "feeds-only" / "feeds").rename(folder / "site" / "feeds")


def test_the_podcast_keeps_the_rules_of_its_namespace(tmp_path: Path) -> None:
    write_podcast(tmp_path)
    feed = (tmp_path / "site" / "feeds" / "podcast.rss").read_bytes()
    read(feed)
    [item] = etree.fromstring(feed).iter("item")
    [enclosure] = item.iter("enclosure")
    assert dict(enclosure.attrib) == {"url": f"{HERE}/bees/sound-ab.webm", "length": "5", "type": "audio/webm"}
    transcripts = item.findall("podcast:transcript", PODCAST)
    assert {frozenset(one.attrib) for one in transcripts} == {frozenset(("url", "type", "language", "rel"))}
    assert {one.get("rel") for one in transcripts} == {"captions"}
    [chapters] = item.findall("podcast:chapters", PODCAST)
    assert chapters.get("url") == f"{HERE}/feeds/chapters/bees.json"
    assert json.loads((tmp_path / "site" / "feeds" / "chapters" / "bees.json").read_text()) == {
        "version": "1.2.0",
        "title": "My grandmother and the bees",
        "chapters": [{"startTime": 0.0, "title": "Beginnings"}, {"startTime": 31.0, "title": "The drought"}],
    }


def test_the_id_of_a_podcast_is_the_one_that_the_namespace_computes() -> None:
    # The examples of the specification.
    assert podcast_id("https://mp3s.nashownotes.com/pc20rss.xml") == "917393e3-1b1e-5cef-ace4-edaa54e1f810"
    assert podcast_id("http://podnews.net/rss/") == "9b024349-ccf0-5f69-a609-6b82873eab3c"


def test_nothing_is_offered_to_hear_unless_a_copy_is_published() -> None:
    assert "feeds/podcast.rss" not in SITE
    assert b"enclosure" not in SITE["feeds/all.rss"] + SITE["feeds/all.atom"]


def test_a_site_that_does_not_know_its_address_has_no_feeds() -> None:
    site = make_site(several(), msgspec.structs.replace(DESK, address=None))
    assert not [name for name in site if name.startswith("feeds/all") or name.endswith((".rss", ".atom"))]


def test_the_same_editions_make_the_same_bytes_in_any_order() -> None:
    other = make_site(list(reversed(several())), DESK)
    names = [name for name in SITE if name.startswith("feeds/")]
    assert [other[name] for name in names] == [SITE[name] for name in names]


def test_a_withdrawn_interview_leaves_its_ids_in_atom_and_nothing_elsewhere() -> None:
    first, *rest = several()
    stone = Tombstone(date="2026-07-01", reason="at the speaker’s wish")
    gone = msgspec.structs.replace(
        first, editions=tuple(msgspec.structs.replace(one, withdrawn=stone) for one in first.editions)
    )
    site = make_site([gone, *rest], DESK)
    for suffix in ("rss", "atom"):
        assert len(read(site[f"feeds/all.{suffix}"]).entries) == 4
    assert len(json.loads(site["feeds/all.json"])["items"]) == 4
    assert not [suffix for suffix in ("rss", "atom", "json") if b"grandmother" in site[f"feeds/all.{suffix}"]]
    deleted = etree.fromstring(site["feeds/all.atom"]).findall("{http://purl.org/atompub/tombstones/1.0}deleted-entry")
    before = {one.id for one in read(SITE["feeds/all.atom"]).entries}
    assert len(deleted) == 2
    assert {one.get("ref") for one in deleted} < before
    assert {one.get("when") for one in deleted} == {"2026-07-01T00:00:00Z"}


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_runs_anything_in_a_feed(payload: str) -> None:
    made = interview(hostile(payload), corrected(hostile(payload), payload), note=payload)
    publisher = Publisher(name=payload, address="https://example.org/x", support=payload, contact=payload)
    site = make_site([made], publisher)
    for suffix in ("rss", "atom"):
        root = etree.fromstring(site[f"feeds/all.{suffix}"])
        assert {etree.QName(node).namespace for node in root.iter(etree.Element)} <= {
            None, "http://www.w3.org/2005/Atom", "http://purl.org/rss/1.0/modules/content/",
            "http://purl.org/dc/elements/1.1/",
        }  # fmt: skip
        read(site[f"feeds/all.{suffix}"])
    for item in json.loads(site["feeds/all.json"])["items"]:
        assert find_foreign(item["content_html"]) == []


def find_foreign(content: str) -> list[str]:
    """What is neither a plain element nor a link into the site."""
    return [
        html.tostring(node, encoding="unicode")
        for node in html.fromstring(f"<div>{content}</div>").iter(etree.Element)
        if node.tag not in ("div", "p", "ul", "li", "span", "bdi", "a")
        or set(node.attrib) - {"lang", "dir", "href"}
        or not node.get("href", "https://example.org/x/").startswith("https://example.org/x/")
    ]


@given(st.text(), st.text())
def test_any_title_and_description_make_feeds_that_can_be_read(title: str, description: str) -> None:
    whole = spanish_english()
    facts = msgspec.structs.replace(whole.facts, title_target=title, description=description, tags=(title,))
    made = interview(msgspec.structs.replace(whole, facts=facts))
    bundle = next(bundle for bundle in bundle_site([made], DESK) if bundle.top == "feeds")
    for name, content in bundle.make().items():
        assert isinstance(content, bytes)
        if name.endswith(".json"):
            json.loads(content)
        elif not name.endswith(".html"):
            assert not feedparser.parse(content).bozo
