import io
import json
import subprocess
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
import ttconv.imsc.reader
from lxml import etree
from ttconv.isd import ISD

from dragoman.errors import FormatError
from dragoman.formats import read, write
from dragoman.formats.options import Imported, ReadOptions, WriteOptions
from dragoman.problems import Place
from dragoman.transcript.document import Transcript, Word
from dragoman.transcript.span import Span
from dragoman.transcript.text import CodeSwitch, Foreign, Text
from interviews import arabic_english, english_persian, hostile, spanish_english
from programs import VALIDATORS, needs_package, needs_program

SPACES = 'xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata"'
MORE = 'xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xmlns:tts="http://www.w3.org/ns/ttml#styling"'
TIMED = 'begin="1s" end="2s"'


def ttml(body: str, attributes: str = 'xml:lang="es"', head: str = "") -> Imported:
    content = f"<tt {SPACES} {MORE} {attributes}>{head}<body>{body}</body></tt>"
    return read(content.encode(), "ttml", ReadOptions(path="talk.ttml"))


def words(inner: str) -> Text | None:
    return ttml(f"<div><p {TIMED}>{inner}</p></div>").transcript.segments[0].source


@pytest.mark.parametrize(
    ("attributes", "span"),
    [
        ('begin="1.5s" end="3s"', Span(1500, 3000)),
        ('begin="00:00:01.500" dur="500ms"', Span(1500, 2000)),
        ('begin="00:00:01:12" end="50f"', Span(1480, 2000)),
        ('begin="15t" end="0.5m"', Span(1500, 30000)),
        ('begin="1s"', Span(1000)),
        ("", None),
    ],
)
def test_times_in_every_notation(attributes: str, span: Span | None) -> None:
    transcript = ttml(f"<div><p {attributes}>a</p></div>", 'ttp:frameRate="25" ttp:tickRate="10"').transcript
    assert transcript.segments[0].span == span


def test_times_count_from_what_is_around_them() -> None:
    body = '<div begin="10s"><p begin="1s" end="2s">a</p><p><span begin="3s" end="4s">b</span></p></div>'
    assert [s.span for s in ttml(body).transcript.segments] == [Span(11000, 12000), Span(13000, 14000)]


def test_agents_are_speakers_and_ids_are_kept() -> None:
    head = (
        '<head><metadata><ttm:title>Bees</ttm:title><ttm:agent xml:id="S7" type="person">'
        '<ttm:name type="alias">The host</ttm:name><ttm:name type="full">Pablo Soto</ttm:name></ttm:agent>'
        "</metadata></head>"
    )
    transcript = ttml(f'<div ttm:agent="S7"><p xml:id="s00000001" {TIMED}>a</p></div>', head=head).transcript
    [speaker] = transcript.speakers
    assert (speaker.id, speaker.label, speaker.name) == ("S7", "The host", "Pablo Soto")
    assert (transcript.segments[0].id, transcript.segments[0].speaker) == ("s00000001", "S7")
    assert (transcript.facts.title, transcript.source_language) == ("Bees", "es")


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("\n  one<br/>\n  two\n", ("one two",)),
        ('<span tts:color="red">one</span> two', ("one two",)),
        ('one <span xml:lang="en">two</span>', ("one ", CodeSwitch("en", ("two",)))),
        ('<span xml:lang="en" tts:fontStyle="italic">one</span> two', (Foreign(("one",)), " two")),
        ("1 &lt; 2 &amp; 3", ("1 < 2 & 3",)),
    ],
)
def test_words_and_what_is_in_another_language(inner: str, text: Text) -> None:
    assert words(inner) == text


def test_a_time_that_is_none_is_named() -> None:
    imported = ttml('<div><p begin="soon" end="2s">a</p></div>')
    assert [(p.code, p.where) for p in imported.problems] == [("time-unreadable", Place(line=1))]
    assert imported.transcript.segments[0].span is None


def test_other_xml_is_refused() -> None:
    with pytest.raises(FormatError, match=r"talk.ttml:1:1: is XML of another kind \(x\)"):
        read(b"<x/>", "ttml", ReadOptions(path="talk.ttml"))
    with pytest.raises(FormatError, match=r"talk.ttml:1:5: is not well-formed XML"):
        read(b"<tt>", "ttml", ReadOptions(path="talk.ttml"))


@pytest.mark.parametrize(
    ("make", "language"), [(spanish_english, "es"), (arabic_english, "ar"), (english_persian, "en")]
)
def test_ttconv_shows_every_subtitle_in_its_language(make: type[Transcript], language: str) -> None:
    content = write(make(), "ttml", WriteOptions(side="source")).content
    model = ttconv.imsc.reader.to_model(ElementTree.parse(io.BytesIO(content)))
    ours = read(content, "ttml", ReadOptions()).transcript
    assert model.get_lang() == language
    starts = {int(moment * 1000) for moment in ISD.significant_times(model)}
    assert {s.span.start for s in ours.segments if s.span} <= starts


@pytest.mark.external
@pytest.mark.parametrize("make", [spanish_english, arabic_english, english_persian, lambda: hostile("<&-->")])
def test_imscjs_finds_no_fault_and_every_subtitle(make: Callable[[], Transcript]) -> None:
    node = needs_program("node")
    needs_package("imsc/src/main/js/doc.js")
    content = write(make(), "ttml", WriteOptions(side="source")).content
    checked = subprocess.run([node, VALIDATORS / "imsc.js"], input=content, capture_output=True, check=True)
    found = json.loads(checked.stdout)
    assert found["faults"] == []
    starts = {moment["at"] for moment in found["shown"] if moment["words"]}
    assert {s.span.start for s in read(content, "ttml").transcript.segments if s.span} <= starts


@pytest.mark.parametrize("payload", ["<p>&\"'", "]]>", "\x00\x0b", "&amp;", "</tt>"])
def test_any_text_gives_well_formed_xml(payload: str) -> None:
    content = write(hostile(payload), "ttml", WriteOptions(side="source")).content
    assert str(etree.fromstring(content).tag).endswith("}tt")
    assert read(content, "ttml", ReadOptions()).transcript.segments


def test_an_id_that_stands_twice_refuses_nothing() -> None:
    imported = ttml(f'<div><p xml:id="c1" {TIMED}>a</p></div><div><p xml:id="c1" {TIMED}>b</p></div>')
    assert [segment.source for segment in imported.transcript.segments] == [("a",), ("b",)]
    assert [problem.code for problem in imported.problems] == ["id-left-out"]


def test_times_without_hours_that_count_from_the_beginning() -> None:
    span = '<span begin="0:07.000" end="0:08.000">you</span>'
    imported = ttml(f'<div begin="0:06.500" end="0:12.500"><p begin="0:06.500" end="0:10.500">{span}</p></div>')
    [segment] = imported.transcript.segments
    assert (segment.span, segment.words) == (Span(6500, 10500), (Word(text="you", span=Span(7000, 8000)),))
    assert [problem.code for problem in imported.problems] == ["times-absolute"]


def test_an_agent_without_a_name_is_called_by_its_id() -> None:
    head = '<head><metadata><ttm:agent type="person" xml:id="v1"/></metadata></head>'
    [speaker] = ttml(f'<div><p ttm:agent="v1" {TIMED}>a</p></div>', head=head).transcript.speakers
    assert speaker.label == "v1"
