from __future__ import annotations

import gzip
import json
import os
import random
import subprocess
from pathlib import Path
from typing import Any

import msgspec
import pytest
from lxml import html as parser

from dragoman.errors import SettingsError
from dragoman.press import page as page_module
from dragoman.press.entry import make_entry
from dragoman.press.page import EditionPage, Place, load_templates, print_style, render_page
from dragoman.press.page_metadata import structured
from dragoman.press.site_model import Interview, Publisher
from dragoman.transcript.document import Copy, Date, Recording, Speaker, Tombstone, Transcript
from dragoman.transcript.edition import Correction, edition_hash
from dragoman.transcript.text import Supplied
from editions import DESK, SOUND, corrected, interview, make_site, with_sound
from interviews import arabic_english, english_persian, hostile, passage, spanish_english
from programs import VALIDATORS, needs_package, needs_program

TEMPLATES = load_templates(None)
LINKED = msgspec.structs.replace(DESK, media="link")
TWICE = interview(spanish_english(), corrected(spanish_english(), "How did all this begin?"))
SCHEMA = Path(os.environ.get("DRAGOMAN_DATA", "../shared/data")).parent / "design" / "schemas"


def page(made: Interview, publisher: Publisher = DESK, number: int = -1) -> str:
    shown = EditionPage(interview=made, edition=made.editions[number], publisher=publisher)
    return render_page(TEMPLATES, shown, Place("../../", "")).decode()


def latest(made: Interview) -> EditionPage:
    return EditionPage(interview=made, edition=made.latest, publisher=DESK)


def tree(made: Interview, publisher: Publisher = DESK, number: int = -1) -> Any:
    return parser.document_fromstring(page(made, publisher, number))


def test_titles_facts_and_the_edition() -> None:
    found = tree(TWICE)
    assert found.find(".//h1").text == "My grandmother and the bees"
    assert found.find_class("original-title")[0].get("lang") == "es"
    assert "Edition 2, 2026-05-01" in found.find_class("edition")[0].text_content()


def test_a_page_has_the_brackets_of_its_publisher_and_explains_them() -> None:
    document = spanish_english()
    first = msgspec.structs.replace(document.segments[0], target=("He came ", Supplied(("home",)), " late."))
    made = interview(msgspec.structs.replace(document, segments=(first, *document.segments[1:])))
    found = tree(made, msgspec.structs.replace(DESK, profile="square"))
    assert "[home] late." in found.get_element_by_id("transcript").text_content()
    (legend,) = found.find_class("marks")
    assert "[words]added by the translator" in legend.text_content()


def test_what_changed_is_told_with_the_passage() -> None:
    found = tree(TWICE).get_element_by_id("changes").getparent()
    assert "“How did it all begin?” is now “How did all this begin?”" in found.text_content()
    assert "#s00000002" in [link.get("href") for link in found.iter("a")]


def test_an_older_edition_leads_to_the_latest_and_is_kept_out_of_searches() -> None:
    found = tree(TWICE, number=0)
    assert found.find_class("banner")[0].find("a").get("href") == "../e2/index.html"
    assert found.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert found.xpath("//link[@rel='canonical']/@href") == ["https://example.org/interviews/bees/"]


def test_without_a_player_nothing_plays() -> None:
    found = tree(interview(with_sound(spanish_english())))
    assert not found.xpath("//audio | //video | //*[@id='load']")
    assert SOUND not in [link.get("href") for link in found.find_class("at")]


def test_linked_times_lead_to_their_second_and_nothing_is_loaded() -> None:
    found = tree(interview(with_sound(spanish_english())), LINKED)
    assert found.get_element_by_id("s00000004").find_class("at")[0].get("href") == f"{SOUND}#t=21.3"
    assert not found.xpath("//audio | //video | //iframe | //img")
    assert "media-src https://radio.example" in found.xpath("//meta[@http-equiv]/@content")[0]


def test_scripts_are_files_of_the_site_and_no_style_is_inline() -> None:
    found = tree(TWICE)
    assert [(s.get("src"), s.get("type")) for s in found.iter("script")] == [
        (None, "application/ld+json"),
        ("../../assets/edition.js", None),
        ("../../assets/share.js", None),
    ]
    assert not found.xpath("//style | //@style | //@onclick")


def test_machines_read_who_what_and_when() -> None:
    found = tree(TWICE)
    assert found.xpath("//meta[@name='citation_title']/@content") == ["My grandmother and the bees"]
    assert found.xpath("//meta[@name='citation_author']/@content") == ["Elena Ruiz"]
    assert found.xpath("//meta[@name='citation_public_url']/@content") == ["https://example.org/interviews/bees/e2/"]
    assert found.xpath("//meta[@property='og:url']/@content") == ["https://example.org/interviews/bees/"]
    assert "rft.identifier=https%3A%2F%2Fexample.org" in found.find_class("Z3988")[0].get("title")
    graph = json.loads(found.xpath("//script[@type='application/ld+json']")[0].text)
    assert "Elena Ruiz" in [person["name"] for person in graph["contributor"]]
    assert graph["isBasedOn"]["@type"] == "AudioObject"


def test_machines_read_of_no_recording_where_only_its_language_is_known() -> None:
    document = msgspec.structs.replace(spanish_english(), recording=Recording(languages=("es",)))
    made = interview(document)
    assert "isBasedOn" not in structured(made, made.latest, DESK, made.cite(made.latest, DESK))


@pytest.mark.parametrize(("edtf", "day"), [("1979-02-11", "1979-02-11"), ("1979-02", "1979-02"), ("197X", None)])
def test_machines_read_the_date_of_a_recording_only_if_it_is_known(edtf: str, day: str | None) -> None:
    document = spanish_english()
    facts = msgspec.structs.replace(document.facts, dates=(Date(kind="aired", edtf=edtf),))
    made = interview(msgspec.structs.replace(document, facts=facts))
    graph = structured(made, made.latest, DESK, made.cite(made.latest, DESK))
    assert graph["isBasedOn"].get("uploadDate") == day


@pytest.mark.parametrize("make", [spanish_english, arabic_english, english_persian, lambda: hostile("x")])
def test_only_types_and_properties_that_schema_org_has(make: Any) -> None:
    path = SCHEMA / "schemaorg-all-https.jsonld"
    if not path.is_file():
        pytest.skip("the vocabulary of schema.org is not here")
    terms = {term["@id"]: term for term in json.loads(path.read_text(encoding="utf-8"))["@graph"]}
    made = interview(make(), corrected(make(), "Other."))
    assert list(_unknown(structured(made, made.latest, DESK, made.cite(made.latest, DESK)), terms)) == []


def _unknown(value: Any, terms: dict[str, Any]) -> Any:
    if isinstance(value, list):
        for entry in value:
            yield from _unknown(entry, terms)
    if not isinstance(value, dict):
        return
    lineage = _lineage(f"schema:{value['@type']}", terms)
    if not lineage:
        yield value["@type"]
    for name, content in value.items():
        domains = {entry["@id"] for entry in _listed(terms.get(f"schema:{name}", {}), "schema:domainIncludes")}
        if not name.startswith("@") and not domains & lineage:
            yield f"{value['@type']}.{name}"
        yield from _unknown(content, terms)


def _lineage(type_: str, terms: dict[str, Any]) -> set[str]:
    if type_ not in terms:
        return set()
    parents = [parent["@id"] for parent in _listed(terms[type_], "rdfs:subClassOf")]
    return {type_}.union(*(_lineage(parent, terms) for parent in parents))


def _listed(term: dict[str, Any], name: str) -> list[dict[str, Any]]:
    found = term.get(name, [])
    return found if isinstance(found, list) else [found]


def test_how_it_was_made() -> None:
    found = tree(interview(with_sound(spanish_english()), despite="the news")).get_element_by_id("made").getparent()
    told = found.text_content()
    for words in ("SHA-256 abab", "faster-whisper base", "0 of 11 passages", "in spite of that: the news", "Hash "):
        assert words in told


def test_a_withdrawn_edition_is_a_tombstone() -> None:
    first = msgspec.structs.replace(TWICE.editions[0], withdrawn=Tombstone(date="2026-06-01", reason="by order"))
    made = Interview(slug="bees", editions=(first, TWICE.editions[1]))
    text = page(made, number=0)
    assert 'withdrawn on <time datetime="2026-06-01" dir="ltr">2026-06-01</time>: <bdi>by order</bdi>' in text
    assert "grandmother" not in text


def test_a_withdrawn_edition_leads_to_the_latest_that_stands() -> None:
    first = msgspec.structs.replace(TWICE.editions[0], withdrawn=Tombstone(date="2026-06-01"))
    found = tree(Interview(slug="bees", editions=(first, TWICE.editions[1])), number=0)
    assert found.xpath("//main//a/@href") == ["../../bees/e2/index.html"]
    assert not tree(Interview(slug="bees", editions=(first,)), number=0).xpath("//main//a")


def test_names_and_titles_in_a_citation_keep_their_direction() -> None:
    found = tree(interview(english_persian())).get_element_by_id("citation")
    pieces = {bdi.text: bdi.get("dir") for bdi in found.iter("bdi")}
    assert found.get("dir") is None
    assert pieces["https://example.org/interviews/bees/e1/"] == "ltr"
    assert {way for text, way in pieces.items() if not text[:1].isdigit() and "://" not in text} == {None}
    assert len(pieces) > 4


def told(change: Correction) -> str:
    latest = msgspec.structs.replace(TWICE.latest, changes=(change,))
    made = Interview(slug="bees", editions=(TWICE.editions[0], latest))
    return " ".join(tree(made).xpath("string(//h2[@id='changes']/following-sibling::ul[1]/li/ul/li)").split())


@pytest.mark.parametrize(("why", "sentence"), [("misheard", "misheard."), ("Misheard!", "Misheard!"), ("a.", "a.")])
def test_why_something_changed_ends_in_one_stop(why: str, sentence: str) -> None:
    change = Correction(what="A word.", date="2026-05-02", why=why, thanks="Ana")
    assert told(change).endswith(f"Why: {sentence} Thanks to Ana.")


def test_a_change_that_was_taken_out_is_told_in_words() -> None:
    assert told(Correction(what="withheld")) == "A change of something that was withdrawn."


def test_a_copy_that_begins_later_says_so() -> None:
    made = with_sound(spanish_english())
    assert made.recording is not None
    copies = (Copy(address=SOUND, offset=5000),)
    later = msgspec.structs.replace(made, recording=msgspec.structs.replace(made.recording, copies=copies))
    assert tree(interview(later), LINKED).find_class("away")[0].get("data-offset") == "5"
    assert tree(interview(made), LINKED).find_class("away")[0].get("data-offset") is None


OWN = ("edition.html", "index.html", "withdrawn.html", "figures.html", "parts.html", "sound.html", "see_also.html")
LISTS = (
    "404.html",
    "feeds.html",
    "layout.html",
    "list.html",
    "names.html",
    "paging.html",
    "person.html",
    "search.html",
)
ASSETS = (
    "edition.css", "edition.js", "search-index.js", "search-words.js", "search.css", "search.js",
    "share.js", "sound.js",
)  # fmt: skip


def test_every_template_and_asset_can_be_a_desks_own(tmp_path: Path) -> None:
    ours = Path(page_module.__file__).parent / "templates"
    assert sorted(path.name for path in ours.iterdir()) == sorted((*OWN, *LISTS, *ASSETS, "newsletter.html"))
    for name in OWN[3:]:
        (tmp_path / name).write_text(f"<i>own {name}</i>", encoding="utf-8")
    for name in ASSETS:
        (tmp_path / name).write_text(f"/* own {name} */", encoding="utf-8")
    site = make_site([TWICE], DESK, tmp_path)
    assert all(f"own {name}".encode() in site["bees/index.html"] for name in OWN[3:])
    assert site["assets/edition.js"] == b"/* own edition.js */"
    assert site["assets/sound.js"] == b"/* own sound.js */"
    assert site["assets/share.js"] == b"/* own share.js */"
    assert site["assets/style.css"].endswith(b"/* own edition.css */")


def test_a_page_without_a_translation_names_no_translated_figures() -> None:
    document = arabic_english()
    untranslated = tuple(msgspec.structs.replace(one, target=None) for one in document.segments)
    told = tree(interview(msgspec.structs.replace(document, segments=untranslated))).find_class("figures")[0]
    assert "Every number, date and sum, as it was said." in told.text_content()
    assert "Translation" not in told.text_content()


def test_a_desk_has_its_own_templates(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>{{ publisher.name }}: {{ entries|length }}</p>", encoding="utf-8")
    publisher = msgspec.structs.replace(DESK, name="<b>")
    assert make_site([TWICE], publisher, tmp_path)["index.html"] == b"<p>&lt;b&gt;: 1</p>"


@pytest.mark.parametrize("template", ["{{ nothing }}", "{% if %}", "{{ publisher.__class__.__mro__ }}"])
def test_a_template_that_cannot_be_filled_in_is_named(tmp_path: Path, template: str) -> None:
    (tmp_path / "index.html").write_text(template, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"index\.html: cannot be filled in"):
        make_site([TWICE], DESK, tmp_path)


def test_what_is_said_stands_on_a_page_once() -> None:
    page = make_site([TWICE], DESK)["bees/index.html"].decode()
    assert page.count("¿Cómo empezó todo?") == 1


def test_two_hundred_passages_are_light_with_style_and_scripts() -> None:
    chance = random.Random(6)
    words = ["".join(chance.choices("aeiounrstldcmpbg", k=chance.randint(2, 9))) for _ in range(4000)]

    def said(number: int) -> str:
        return f"{' '.join(chance.choices(words, k=40))} {1900 + number}, {number * 7} euros?"

    rows = [passage(n, f"S{n % 2}", n * 9, n * 9 + 8, said(n), said(n)) for n in range(200)]
    speakers = (Speaker(id="S0", name="Pablo Soto"), Speaker(id="S1", name="Elena Ruiz"))
    whole = Transcript(speakers=speakers, segments=tuple(rows), target_language="en", recording=Recording())
    site = make_site([interview(with_sound(whole))], LINKED)
    assert all(f'id="{part}"'.encode() in site["bees/index.html"] for part in ("figures", "contents"))
    page = site["bees/index.html"].decode()
    loaded = ["bees/index.html", *(name for name in site if name.endswith((".css", ".js")) and name in page)]
    assert len(loaded) > 3
    assert sum(len(gzip.compress(site[name])) for name in loaded) < 100_000


def test_the_latest_page_lists_the_corrections_of_all_editions() -> None:
    third = corrected(corrected(spanish_english(), "How so?"), "Why so?")
    made = interview(spanish_english(), corrected(spanish_english(), "How so?"), third)
    entries = tree(made).xpath("//ul[@class='editions']/li")
    told = [" ".join(entry.text_content().split()) for entry in entries]
    assert told[0].startswith("Edition 3, this one, 2026-05-01 (this passage)")
    assert "“How so?” is now “Why so?”" in told[0]
    assert "“How did it all begin?” is now “How so?”" in told[1]
    assert told[2] == "Edition 1, 2026-05-01"


def test_a_corrected_page_says_so_at_its_top() -> None:
    [banner] = tree(TWICE).find_class("banner")
    assert banner.text_content() == "Corrected 2026-05-01. See what changed"
    [link] = banner.iter("a")
    assert tree(TWICE).get_element_by_id(link.get("href")[1:]).text == "Editions and corrections"


def test_a_corrected_passage_leads_to_its_correction() -> None:
    third = corrected(corrected(spanish_english(), "How so?"), "Why so?")
    found = tree(interview(spanish_english(), corrected(spanish_english(), "How so?"), third))
    [sign] = found.find_class("tools")[1].find_class("corrected")
    assert (sign.text, sign.get("href")) == ("corrected", "#c-s00000002")
    correction = found.get_element_by_id("c-s00000002").getparent()
    assert "“How so?” is now “Why so?”" in correction.text_content()
    assert found.get_element_by_id("c-s00000002").get("href") == "#s00000002"


def test_a_page_without_corrections_says_nothing_of_them() -> None:
    assert tree(interview(spanish_english())).find_class("corrected") == []
    first = page(TWICE, number=0)
    assert "See what changed" not in first
    assert "It was corrected: read" in first


@pytest.mark.external
def test_the_html_checker_finds_no_fault(tmp_path: Path) -> None:
    java, jar = needs_program("java"), needs_package("vnu-jar/build/dist/vnu.jar")
    for make in (spanish_english, arabic_english, english_persian, Transcript):
        made = interview(with_sound(make()) if make() != Transcript() else make())
        (tmp_path / f"{make.__name__}.html").write_text(page(made, LINKED), encoding="utf-8")
    (tmp_path / "older.html").write_text(page(TWICE, number=0), encoding="utf-8")
    (tmp_path / "bare.html").write_text(page(TWICE, Publisher()), encoding="utf-8")
    # It takes a page from a folder for one whose own origin is nowhere.
    settings = ["--format", "json", "--filterpattern", ".*Content Security Policy.*"]
    checked = [java, "-jar", str(jar), *settings, *map(str, tmp_path.iterdir())]
    found = subprocess.run(checked, capture_output=True, check=False, text=True).stderr
    assert json.loads(found)["messages"] == []


def test_a_page_speaks_the_language_of_its_translation() -> None:
    found = tree(interview(english_persian()))
    assert (found.get("lang"), found.get("dir")) == ("fa", "rtl")
    assert found.get_element_by_id("cite").text == "ارجاع به این ویراست"
    assert "Edition" not in found.find_class("edition")[0].text_content()


def test_a_desk_chooses_the_language_of_its_pages() -> None:
    found = tree(interview(english_persian()), msgspec.structs.replace(DESK, interface="en"))
    assert (found.get("lang"), found.get("dir")) == ("en", "ltr")
    assert found.get_element_by_id("cite").text == "Cite this edition"


def test_the_picture_of_a_page_is_named_where_there_is_one() -> None:
    made = interview(spanish_english())
    page_ = render_page(TEMPLATES, latest(made), Place("../../", "", has_card=True)).decode()
    found = parser.document_fromstring(page_)
    assert found.xpath("//meta[@property='og:image']/@content") == ["https://example.org/interviews/bees/e1/card.png"]
    assert not tree(made).xpath("//meta[@property='og:image']")


def test_translations_into_other_languages_lead_to_each_other() -> None:
    made = interview(spanish_english())
    target = msgspec.structs.replace(spanish_english(), target_language="fa")
    other = msgspec.structs.replace(interview(target), slug="bees-fa")
    both = msgspec.structs.replace(made, parts=(make_entry(other),))
    links = [(link.get("hreflang"), link.get("href")) for link in tree(both).xpath("//link[@hreflang]")]
    assert links == [
        ("en", "https://example.org/interviews/bees/"),
        ("fa", "https://example.org/interviews/bees-fa/"),
    ]


@pytest.mark.parametrize("make", [spanish_english, arabic_english, english_persian, lambda: hostile("x")])
def test_a_validator_of_structured_data_finds_no_error(make: Any) -> None:
    vocabulary = SCHEMA / "schemaorg-all-https.jsonld"
    if not vocabulary.is_file():
        pytest.skip("the vocabulary of schema.org is not here")
    needs_package("@adobe/structured-data-validator")
    made = interview(make(), corrected(make(), "Other."))
    page_ = render_page(TEMPLATES, latest(made), Place("../../", "", has_card=True))
    script = [needs_program("node"), str(VALIDATORS / "structured.mjs"), str(vocabulary.resolve())]
    judged = json.loads(subprocess.run(script, input=page_, capture_output=True, check=True).stdout)
    assert judged["types"] == ["Article"]
    assert [issue for issue in judged["issues"] if issue["severity"] == "ERROR"] == []


def test_a_passage_says_when_it_ends() -> None:
    assert tree(TWICE).get_element_by_id("s00000004").get("data-until") == "0:29"


def test_the_foot_of_each_sheet_names_edition_address_and_hash() -> None:
    foot = print_style(TWICE.latest, edition_hash(TWICE.latest), "https://example.org/bees/e2/")
    assert foot.startswith('@page { @bottom-left { content: "Edition 2 \\b7  https://example.org/bees/e2/ \\b7  ')
    assert edition_hash(TWICE.latest) in foot


@pytest.mark.parametrize("address", ['"; } body { display: none } /*', "\\", "\n", "</style>"])
def test_no_address_breaks_out_of_the_foot(address: str) -> None:
    foot = print_style(TWICE.latest, "ab12", address)
    assert foot.count('"') == 2
    assert not set("<\n{}") & set(foot.split('"')[1])


def test_reference_managers_are_told_what_it_is_about() -> None:
    whole = spanish_english()
    facts = msgspec.structs.replace(whole.facts, description="Of bees.", tags=("bees", "honey"))
    found = tree(interview(msgspec.structs.replace(whole, facts=facts)))
    assert found.xpath("//meta[@name='citation_abstract']/@content") == ["Of bees."]
    assert found.xpath("//meta[@name='citation_keywords']/@content") == ["bees; honey"]
