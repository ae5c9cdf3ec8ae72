from __future__ import annotations

import subprocess
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from dragoman.errors import FormatError
from dragoman.formats import read, write
from dragoman.formats.export import for_export
from dragoman.formats.options import Imported, ReadOptions, WriteOptions
from dragoman.formats.tei import as_kept
from dragoman.formats.tei.round_trip import as_kept_text
from dragoman.notation import serialize_text
from dragoman.transcript.document import Engine, Person, Recording, Segment, Speaker, Transcript, Word
from dragoman.transcript.ids import mint_id
from dragoman.transcript.span import Span
from dragoman.transcript.text import CodeSwitch, Foreign, Incident, Overlap, find_marks
from interviews import arabic_english, english_persian, hostile, passage, spanish_english, typed
from mutations import mutated
from programs import needs_program
from references import needs_data, needs_design, tei_schema
from strategies import transcripts

NS = {"t": "http://www.tei-c.org/ns/1.0"}
ID = "{http://www.w3.org/XML/1998/namespace}id"
INTERVIEWS = [spanish_english(), arabic_english(), english_persian(), Transcript(), hostile("a <b> \x00 &c;")]


def written(transcript: Transcript) -> bytes:
    return write(transcript, "tei", WriteOptions()).content


def loaded(content: bytes) -> Imported:
    return read(content, "tei", ReadOptions(path="talk.tei.xml"))


def utterance(said: str) -> str:
    """The target's segment in TEI, its own namespace left out."""
    segment = passage(1, "S1", 0, 1, "Sí", said)
    content = written(Transcript(segments=(segment,), target_language="en", recording=Recording(languages=("fa",))))
    [words] = etree.fromstring(content).xpath("//t:u[2]/t:seg", namespaces=NS)
    inner: str = etree.tostring(words, encoding="unicode").partition(">")[2].removesuffix("</seg>")
    return inner.replace(f' xmlns="{NS["t"]}"', "").replace("s00000001.tr.", "")


def canonical(content: str) -> bytes:
    whole: bytes = etree.tostring(etree.fromstring(f"<x>{content}</x>"), method="c14n")
    return whole


@pytest.mark.parametrize(
    ("words", "tei"),
    [
        ("(to all)", '<supplied reason="implied" resp="#by2">to all</supplied>'),
        ("(?Karaj)", '<unclear reason="inaudible" cert="low">Karaj</unclear>'),
        ("[inaudible 3s]", '<gap reason="inaudible" quantity="3" unit="s"/>'),
        ("[… greetings]", '<gap reason="editorial"><desc>greetings</desc></gap>'),
        ("[redacted: safety]", '<gap reason="redacted"><desc>safety</desc></gap>'),
        ("[laughs]", "<vocal><desc>laughs</desc></vocal>"),
        ("[phone rings]", "<incident><desc>phone rings</desc></incident>"),
        ("[nods]", "<kinesic><desc>nods</desc></kinesic>"),
        ("[pause 4s]", '<pause dur="PT4S"/>'),
        ("[on screen: NEWS]", "<writing><desc>NEWS</desc></writing>"),
        ("*velāyat*", '<foreign xml:lang="fa-Latn">velāyat</foreign>'),
        (
            "*velāyat* [= rule]",
            '<foreign xml:id="t1" xml:lang="fa-Latn">velāyat</foreign> <gloss resp="#by2" target="#t1">rule</gloss>',
        ),
        ("[in French: oui]", '<foreign rend="spoken" xml:lang="fr">oui</foreign>'),
        ("Ahmadi [ph]", '<persName cert="low" type="phonetic">Ahmadi</persName>'),
        ("Baghdad [sic]", "<sic>Baghdad</sic>"),
        ("Baghdad [sic: Tehran]", '<choice><sic>Baghdad</sic><corr resp="#by2">Tehran</corr></choice>'),
        ("[tr: a pun]", '<note type="translator" resp="#by2">a pun</note>'),
        ("“Go” [src: Quran 5:8]", '<quote source="#src1">“Go”</quote>'),
        ("~~no~~", '<del rend="strikethrough">no</del>'),
        ("gov–", '<del type="truncation">gov</del>'),
        ("pbuh [abbr: peace]", "<choice><abbr>pbuh</abbr><expan>peace</expan></choice>"),
    ],
)
def test_each_mark_is_its_element(words: str, tei: str) -> None:
    assert canonical(utterance(words)) == canonical(tei)


def test_two_utterances_are_the_original_and_its_translation() -> None:
    root = etree.fromstring(written(spanish_english()))
    [block] = root.xpath("//t:annotationBlock[@xml:id='s00000005']", namespaces=NS)
    assert block.get("who") == "#S1"
    original, translation = block.findall("t:u", NS)
    assert translation.get("corresp") == f"#{original.get(ID)}" == "#s00000005.src"
    assert original.get("trans") == translation.get("trans") == "overlap"


def test_a_translator_who_is_named_answers_for_what_was_added() -> None:
    content = written(spanish_english())
    root = etree.fromstring(content)
    [by] = set(root.xpath("//t:supplied/@resp", namespaces=NS))
    assert root.xpath(f"//t:respStmt[@xml:id='{by[1:]}']/t:persName/text()", namespaces=NS) == ["mar"]


def test_what_is_added_to_an_original_is_its_editors() -> None:
    source = typed("(to all) yes [tr: a pun]")
    segment = msgspec.structs.replace(passage(1, "S1", 0, 1, "Sí", "Yes"), source=source)
    by_person = msgspec.structs.replace(segment, source_origin=Person(handle="ana"))
    by_engine = msgspec.structs.replace(segment, source_origin=Engine(name="whisper"))
    for one, resp in ((by_person, ["#by1", "#by1"]), (by_engine, [])):
        root = etree.fromstring(written(Transcript(segments=(one,), target_language="en")))
        assert root.xpath("//t:supplied/@resp | //t:note/@resp", namespaces=NS) == resp
        assert root.xpath("//t:note/@type", namespaces=NS) == ["editor"]


@pytest.mark.parametrize("name", ["tei", "iso24624"])
def test_the_engines_of_a_first_draft_are_named(name: str) -> None:
    transcript = spanish_english()
    drafted_by = (Engine(name="marian", model="opus"), Engine(name="whisper", model="base"))
    root = etree.fromstring(write(transcript, name, WriteOptions(drafted_by=drafted_by)).content)
    drafts = root.xpath("//t:respStmt[t:resp='first draft']/t:name/text()", namespaces=NS)
    assert drafts[:2] == ["marian", "opus"]
    imported = read(etree.tostring(root), name, ReadOptions(path="talk.xml"))
    assert imported.transcript.facts.translators == transcript.facts.translators


@pytest.mark.parametrize("interview", INTERVIEWS)
def test_an_interview_comes_back_as_it_is_kept(interview: Transcript) -> None:
    imported = loaded(written(interview))
    assert imported.transcript == as_kept(for_export(interview))
    assert imported.problems == ()


def test_ids_states_and_people_are_kept() -> None:
    came_back = loaded(written(spanish_english())).transcript
    assert [s.id for s in came_back.segments] == [s.id for s in spanish_english().segments]
    assert [s.state for s in came_back.segments] == [s.state for s in spanish_english().segments]
    assert came_back.speakers == spanish_english().speakers
    assert came_back.segments[0].target_origin == spanish_english().segments[0].target_origin


@given(transcripts())
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_document_comes_back_as_it_is_kept(transcript: Transcript) -> None:
    kept = as_kept(for_export(transcript))
    assert loaded(written(transcript)).transcript == kept
    assert as_kept(kept) == kept


@given(transcripts())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_document_is_valid(transcript: Transcript) -> None:
    assert tei_schema().validate(etree.fromstring(written(transcript))), tei_schema().error_log


@pytest.mark.parametrize("interview", INTERVIEWS)
def test_the_schema_of_the_guidelines_finds_no_fault(interview: Transcript) -> None:
    assert tei_schema().validate(etree.fromstring(written(interview))), tei_schema().error_log


@pytest.mark.external
def test_jing_finds_no_fault(tmp_path: Path) -> None:
    jing, rng = needs_program("jing"), needs_design("schemas/tei_all.rng")
    files = [tmp_path / f"{number}.xml" for number in range(len(INTERVIEWS))]
    for file, interview in zip(files, INTERVIEWS, strict=True):
        file.write_bytes(written(interview))
    checked = subprocess.run([jing, str(rng), *map(str, files)], capture_output=True, check=False, text=True)
    assert (checked.stdout, checked.returncode) == ("", 0)


def test_the_sample_of_the_notation_reads_as_what_it_means() -> None:
    imported = loaded(needs_design("samples/notation.tei.xml").read_bytes())
    first, second, event = imported.transcript.segments
    assert (first.speaker, first.span) == ("GUEST", Span(12480, 18920))
    assert first.source is not None
    assert serialize_text(first.source) == "سلام [pause 1s] عرض می‌کنم."
    marks = [type(mark).__name__ for mark in find_marks(first.target or ())]
    assert " ".join(marks) == (
        "Supplied Foreign Gloss Unclear Gap Gap Vocal Incident Kinesic Quote Sic Sic Note CodeSwitch CutOff Redacted"
        " Pause Writing Foreign Gloss Abbreviation"
    )
    assert second.target is not None
    assert isinstance(second.target[0], Overlap)
    assert event.source == (Incident("recording breaks"),)
    assert imported.transcript.target_language == "en"
    assert imported.transcript.facts.title_target == "Interview with Example Person"
    assert [problem.code for problem in imported.problems] == ["recording-named", "layer-left-out"]


def test_a_file_of_exmaralda_reads_as_sentences_in_order_of_time() -> None:
    transcript = loaded(needs_data("transcripts/exmaralda_Beckhams.xml").read_bytes()).transcript
    assert [(s.id, s.label) for s in transcript.speakers] == [("SPK0", "PAR"), ("SPK1", "VIC"), ("SPK2", "DAV")]
    assert transcript.source_language == "en"
    first, *_, last = transcript.segments
    assert first.speaker == "SPK0"
    assert first.source is not None
    assert serialize_text(first.source) == (
        "And what it comes to is your determination at all cost to actually [pause 0.3s] succeed"
    )
    assert first.span == Span(0, 4713)
    assert last.source == (Incident("laughter"),)
    assert last.span == Span(261155, 262175)
    starts = [s.span.start for s in transcript.segments if s.span]
    assert starts == sorted(starts)
    kinds = [type(mark).__name__ for s in transcript.segments for mark in find_marks(s.source or ())]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {"Pause": 49, "Incident": 27}


SPEECH = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text xml:lang="de"><timeline unit="s">
<when xml:id="T0"/><when xml:id="T1" interval="1.5" since="#T0"/></timeline><body>{}</body></text></TEI>"""


def read_speech(body: str) -> tuple[Segment, ...]:
    return loaded(SPEECH.format(body).encode()).transcript.segments


def test_a_path_in_a_header_leads_to_no_file_of_ours() -> None:
    media = (
        '<recordingStmt><recording><media mimeType="audio/mpeg" url="../../ana/tape.mp3"/></recording></recordingStmt>'
    )
    header = f"<teiHeader><fileDesc><sourceDesc>{media}</sourceDesc></fileDesc></teiHeader>"
    imported = loaded(SPEECH.replace("<teiHeader/>", header).format("<u>Ja</u>").encode())
    assert imported.transcript.recording == Recording(media_type="audio/mpeg", languages=("de",))
    assert "calls the recording tape.mp3" in imported.problems[0].message


def test_words_are_joined_as_they_are_written() -> None:
    tokens = "<w>Ja</w><pc>,</pc>\n <w>gut</w><pc>.</pc> <pc>(</pc><w>so</w><pc>)</pc>"
    [segment] = read_speech(f"<u who='#A'>{tokens}</u>")
    assert segment.source == ("Ja, gut. (so)",)


def test_a_speaker_who_is_not_listed_is_added() -> None:
    transcript = loaded(SPEECH.format("<u who='#A'>Ja</u>").encode()).transcript
    assert transcript.speakers == (Speaker(id="A", label="A"),)


def test_a_layer_of_translations_becomes_the_translation() -> None:
    layer = "<spanGrp type='translation' xml:lang='en'><span from='#g1' to='#g1'>Yes</span></spanGrp>"
    [segment] = read_speech(f"<annotationBlock start='#T1'><u><seg xml:id='g1'>Ja</seg></u>{layer}</annotationBlock>")
    assert (segment.source, segment.target, segment.span) == (("Ja",), ("Yes",), Span(1500))


def test_another_language_in_an_original_is_said_in_it() -> None:
    [segment] = read_speech("<u>Ein <foreign xml:lang='en'>deal</foreign></u>")
    assert segment.source == ("Ein ", CodeSwitch("en", ("deal",)))


def test_a_word_of_the_original_in_a_translation_is_kept_from_it() -> None:
    translation = "<u xml:lang='en' corresp='#a'>a <foreign xml:lang='de'>Gau</foreign></u>"
    [segment] = read_speech(f"<u xml:id='a'>Gau</u>{translation}")
    assert segment.target == ("a ", Foreign(("Gau",)))


def test_a_file_in_one_language_can_be_the_translation() -> None:
    options = ReadOptions(side="target")
    transcript = read(SPEECH.format("<u who='#A'>Ja</u>").encode(), "tei", options).transcript
    assert (transcript.segments[0].source, transcript.segments[0].target) == (None, ("Ja",))
    assert (transcript.target_language, transcript.recording) == ("de", None)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<html/>", r"talk\.tei\.xml:1: is XML, but not TEI \(it begins with html\)"),
        (b"<TEI/>", "contains no utterances"),
        (b"<TEI>\n<text", r"talk\.tei\.xml:2:6: is not well-formed XML"),
        (b'<!DOCTYPE TEI [<!ENTITY a "a">]><TEI>&a;</TEI>', "declares entities"),
        (SPEECH.format(f"<u>a{'&#769;' * 999}</u>").encode(), r"xml:2: has a letter with more marks"),
    ],
)
def test_what_cannot_be_read_says_why(content: bytes, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        loaded(content)


def test_marks_nested_without_end_become_plain_words() -> None:
    [segment] = read_speech("<u>" + "<supplied>" * 200 + "word" + "</supplied>" * 200 + "</u>")
    assert segment.source is not None
    assert len(list(find_marks(segment.source))) < 50


def test_a_timeline_that_bites_its_tail_has_no_times() -> None:
    loop = SPEECH.replace('interval="1.5" since="#T0"', 'interval="1" since="#T1"')
    [segment] = loaded(loop.format("<u start='#T1' end='#T0'>Ja</u>").encode()).transcript.segments
    assert segment.span is None


@given(mutated(written(spanish_english())))
@settings(max_examples=150, deadline=None)
def test_a_broken_file_is_read_or_refused(content: bytes) -> None:
    with suppress(FormatError):
        assert isinstance(loaded(content).transcript, Transcript)


def test_what_has_no_place_is_named() -> None:
    segment = Segment(id=mint_id("a"), source=("a",), words=(Word(text="a"),))
    [problem] = write(Transcript(segments=(segment,)), "tei", WriteOptions()).problems
    assert problem.message.startswith("TEI has no place for words with their times;")


def test_a_text_is_kept_without_the_spaces_of_its_file() -> None:
    assert as_kept_text(("  a \t b\r\n", Overlap(), " c ")) == ("a b\nc",)
    assert as_kept_text((" ", Overlap(), " Yes")) == (Overlap(), "Yes")


def others(body: str, header: str = "", language: str = "de") -> Imported:
    """Somebody else's file: three points of time, a second from each other."""
    points = "".join(f'<when interval="{n}" since="T0" xml:id="T{n}"/>' for n in (1, 2))
    line = f'<timeline unit="s"><when xml:id="T0"/>{points}</timeline>'
    return loaded(
        f'<TEI xmlns="{NS["t"]}"><teiHeader>{header}</teiHeader><text xml:lang="{language}">{line}<body>{body}</body>'
        "</text></TEI>".encode()
    )


def test_a_layer_that_is_called_by_a_language_is_the_translation() -> None:
    words = '<u><seg>Guten Tag.</seg><anchor synch="#T1"/><seg>Ja.</seg></u>'
    layer = '<spanGrp type="en"><span from="T0" to="T1">Hello.</span><span from="T1" to="T2">Yes.</span></spanGrp>'
    other = '<spanGrp type="nn"><span from="T0" to="T1">nickt</span></spanGrp>'
    imported = others(f'<annotationBlock start="#T0" end="#T2" who="#A">{words}{layer}{other}</annotationBlock>')
    assert [s.target for s in imported.transcript.segments] == [("Hello.",), ("Yes.",)]
    assert imported.transcript.target_language == "en"
    assert [problem.code for problem in imported.problems] == ["layer-left-out"]


def test_a_layer_in_the_language_of_the_words_is_no_translation() -> None:
    layer = '<spanGrp type="de"><span from="T0" to="T1">guten Tach</span></spanGrp>'
    imported = others(f'<annotationBlock start="#T0" end="#T1"><u><seg>Guten Tag.</seg></u>{layer}</annotationBlock>')
    assert imported.transcript.segments[0].target is None


def test_the_parts_of_a_name_are_apart_whatever_their_order() -> None:
    person = '<person xml:id="A"><persName><surname>Ruiz</surname><forename>Ana</forename></persName></person>'
    header = f"<profileDesc><particDesc><listPerson>{person}</listPerson></particDesc></profileDesc>"
    [speaker] = others('<u who="#A"><seg>Tere.</seg></u>', header).transcript.speakers
    assert (speaker.label, speaker.name) == ("Ana Ruiz", "Ana Ruiz")


def test_headings_and_notes_between_utterances_are_named() -> None:
    body = '<div><head>Agenda</head><note type="time">At ten.</note><u><seg>Tere.</seg></u></div>'
    assert [problem.message for problem in others(body).problems] == [
        "“head” is left out (1), the first says: Agenda",
        "“note (time)” is left out (1), the first says: At ten.",
    ]


def test_pauses_between_utterances_are_counted_and_gaps_are_passages() -> None:
    body = '<div><u>Tere.</u><pause dur="PT2S"/><gap reason="inaudible"/><u>Jah.</u><pause/></div>'
    imported = others(body)
    said = [serialize_text(segment.source or ()) for segment in imported.transcript.segments]
    assert said == ["Tere.", "[inaudible]", "Jah."]
    assert [problem.message for problem in imported.problems] == ["“pause” is left out (2), the first says: PT2S"]


def test_pauses_and_gaps_between_the_segments_of_an_utterance_stay() -> None:
    body = '<u><seg>Tere.</seg><pause dur="PT2S"/><seg>Jah.</seg><gap reason="inaudible"/><seg>Ei.</seg></u>'
    said = [serialize_text(segment.source or ()) for segment in others(body).transcript.segments]
    assert said == ["Tere. [pause 2s]", "Jah.", "[inaudible]", "Ei."]


def test_words_between_utterances_that_nobody_says_are_named() -> None:
    body = "<div><u who='#A'>Da.</u><p>Anmerkung: <hi>Ende</hi> der Kassette</p></div>"
    content = f"<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader/><text><body>{body}</body></text></TEI>"
    (problem,) = loaded(content.encode()).problems
    assert problem.code == "element-left-out"
    assert problem.message == "“p” is left out (1), the first says: Anmerkung: Ende der Kassette"


def test_a_header_that_restricts_access_is_reported() -> None:
    statement = "<availability status='restricted'><p>Nur mit Registrierung</p></availability>"
    header = f"<teiHeader><fileDesc><publicationStmt>{statement}</publicationStmt></fileDesc></teiHeader>"
    content = f"<TEI xmlns='http://www.tei-c.org/ns/1.0'>{header}<text><body><u>Da.</u></body></text></TEI>"
    (problem,) = loaded(content.encode()).problems
    assert (problem.code, "Nur mit Registrierung" in problem.message) == ("access-stated", True)


def test_a_confidential_interview_of_ours_needs_no_such_report() -> None:
    facts = msgspec.structs.replace(spanish_english().facts, confidential=True)
    found = loaded(written(msgspec.structs.replace(spanish_english(), facts=facts)))
    assert found.transcript.facts.confidential is True
    assert "access-stated" not in [problem.code for problem in found.problems]
