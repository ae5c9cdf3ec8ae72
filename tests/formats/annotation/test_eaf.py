from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from dragoman.errors import FormatError
from dragoman.formats import read, write
from dragoman.formats.annotation.eaf import as_kept
from dragoman.formats.export import for_export
from dragoman.formats.options import Imported, ReadOptions, WriteOptions
from dragoman.notation import serialize_text
from dragoman.transcript.document import Segment, Speaker, Transcript, display_name
from dragoman.transcript.span import Span
from dragoman.transcript.text import Incident, Vocal
from interviews import arabic_english, english_persian, hostile, passage, spanish_english
from mutations import mutated
from strategies import transcripts

INTERVIEWS = [spanish_english(), arabic_english(), english_persian(), Transcript(), hostile("a <b> \x00 &c;")]


def written(transcript: Transcript) -> bytes:
    return write(transcript, "eaf", WriteOptions()).content


def loaded(content: bytes, options: ReadOptions | None = None) -> Imported:
    return read(content, "eaf", options or ReadOptions(path="talk.eaf"))


@pytest.mark.parametrize("interview", INTERVIEWS)
def test_an_interview_comes_back_as_it_is_kept(interview: Transcript) -> None:
    imported = loaded(written(interview))
    assert imported.transcript == as_kept(for_export(interview))
    assert imported.problems == ()


@given(transcripts())
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_document_comes_back_as_it_is_kept(transcript: Transcript) -> None:
    assert loaded(written(transcript)).transcript == as_kept(for_export(transcript))


def test_ids_times_marks_and_languages_are_kept() -> None:
    came_back = loaded(written(arabic_english())).transcript
    for was, now in zip(arabic_english().segments, came_back.segments, strict=True):
        assert (now.id, now.span, now.source, now.target, now.language) == (
            (was.id, was.span, was.source, was.target, was.language)
        )
    names = [(s.id, display_name(s)) for s in arabic_english().speakers]
    assert [(s.id, s.label) for s in came_back.speakers] == names


@pytest.mark.parametrize("interview", INTERVIEWS[:3])
def test_pympi_finds_every_original_with_its_translation(interview: Transcript, tmp_path: Path) -> None:
    elan = pytest.importorskip("pympi").Elan
    (tmp_path / "talk.eaf").write_bytes(written(interview))
    file = elan.Eaf(str(tmp_path / "talk.eaf"))
    tiers = [name for name in file.get_tier_names() if not name.endswith(", translation")]
    originals = {value for name in tiers for _, _, value in file.get_annotation_data_for_tier(name)}
    pairs = {
        (source, target)
        for name in tiers
        for _, _, target, source in file.get_ref_annotation_data_for_tier(f"{name}, translation")
    }
    for segment in as_kept(for_export(interview)).segments:
        assert serialize_text(segment.source or ()) in originals
        assert not segment.target or (serialize_text(segment.source or ()), serialize_text(segment.target)) in pairs


def test_a_speaker_has_a_tier_and_below_it_the_translations(tmp_path: Path) -> None:
    elan = pytest.importorskip("pympi").Elan
    (tmp_path / "talk.eaf").write_bytes(written(spanish_english()))
    file = elan.Eaf(str(tmp_path / "talk.eaf"))
    assert file.get_parameters_for_tier("The host, translation")["PARENT_REF"] == "The host"
    assert file.get_parameters_for_tier("The host")["PARTICIPANT"] == "The host"
    assert file.get_annotation_data_for_tier("The host")[1] == (6200, 9000, "¿Cómo empezó todo?")
    assert file.get_ref_annotation_data_for_tier("The host, translation")[1][2:] == (
        "How did it all begin?",
        "¿Cómo empezó todo?",
    )


def test_an_annotation_that_was_added_in_elan_is_a_new_passage() -> None:
    content = written(spanish_english()).replace(b'"s00000002"', b'"a17"').replace("¿Cómo".encode(), "¿Dónde".encode())
    segments = loaded(content).transcript.segments
    assert segments[1].source == ("¿Dónde empezó todo?",)
    assert segments[1].id != "s00000002"
    assert segments[1].target == ("How did it all begin?",)


def test_what_overlaps_on_a_tier_is_told() -> None:
    rows = (passage(1, "S1", 0, 5, "a", None), passage(2, "S1", 4, 6, "b", None))
    result = write(Transcript(speakers=(Speaker(id="S1"),), segments=rows), "eaf", WriteOptions())
    assert [(p.code, p.where.segment) for p in result.problems][:1] == [("overlap-on-tier", "s00000002")]


def tier(name: str, kind: str, annotations: str, parent: str = "") -> str:
    above = f"PARENT_REF='{parent}'" if parent else ""
    return f"<TIER TIER_ID='{name}' LINGUISTIC_TYPE_REF='{kind}' {above}>{annotations}</TIER>"


def timed(id_: str, value: str, first: str = "t1", second: str = "t2") -> str:
    slots = f"TIME_SLOT_REF1='{first}' TIME_SLOT_REF2='{second}'"
    return (
        f"<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID='{id_}' {slots}><ANNOTATION_VALUE>{value}"
        "</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>"
    )


def below(id_: str, refers: str, value: str) -> str:
    return (
        f"<ANNOTATION><REF_ANNOTATION ANNOTATION_ID='{id_}' ANNOTATION_REF='{refers}'><ANNOTATION_VALUE>{value}"
        "</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>"
    )


def elan(*tiers: str) -> bytes:
    slots = "".join(f"<TIME_SLOT TIME_SLOT_ID='t{n}' TIME_VALUE='{n}000'/>" for n in range(1, 5))
    order = f"<HEADER TIME_UNITS='milliseconds'/><TIME_ORDER>{slots}</TIME_ORDER>"
    return f"<ANNOTATION_DOCUMENT>{order}{''.join(tiers)}</ANNOTATION_DOCUMENT>".encode()


def test_anybodys_tiers_are_speakers_in_order_of_time() -> None:
    content = elan(
        tier("Anna", "utterance", timed("a1", "Ja [laughs]", "t2", "t3")), tier("Bo", "u", timed("a2", "Na"))
    )
    transcript = loaded(content, ReadOptions(language="de")).transcript
    assert [speaker.label for speaker in transcript.speakers] == ["Bo", "Anna"]
    assert [segment.source for segment in transcript.segments] == [("Na",), ("Ja ", Vocal("laughs"))]
    assert [segment.span for segment in transcript.segments] == [Span(1000, 2000), Span(2000, 3000)]


def test_a_tier_for_notes_is_nobody() -> None:
    content = elan(
        tier("Anna", "u", timed("a1", "Ja")), tier("Kommentar", "u", timed("a2", "Namen prüfen", "t2", "t3"))
    )
    imported = loaded(content)
    assert [speaker.label for speaker in imported.transcript.speakers] == ["Anna"]
    (problem,) = [problem for problem in imported.problems if problem.code == "layer-left-out"]
    assert problem.message == "the layer 'Kommentar' is left out (1 annotations)"


def test_the_only_tier_has_the_words_whatever_its_name() -> None:
    assert len(loaded(elan(tier("notes", "u", timed("a1", "Ja")))).transcript.segments) == 1


def test_a_tier_of_references_is_not_the_text() -> None:
    content = elan(
        tier("ref@Anna", "ref", timed("a1", "story.001")),
        tier("tx@Anna", "tx", below("a2", "a1", "Inat mo"), "ref@Anna"),
        tier("ft@Anna", "ft", below("a3", "a2", "A story"), "tx@Anna"),
        tier("ps@Anna", "ps", below("a4", "a2", "n"), "tx@Anna"),
    )
    imported = loaded(content)
    [segment] = imported.transcript.segments
    assert (segment.source, segment.target) == (("Inat mo",), ("A story",))
    assert imported.transcript.speakers[0].label == "Anna"
    assert [problem.message for problem in imported.problems if problem.code == "layer-left-out"] == (
        ["the layer 'ps' is left out (1 annotations)"]
    )


def test_brackets_of_others_mean_what_the_profile_says() -> None:
    content = elan(tier("Anna", "utterance", timed("a1", "(so) [applause]")))
    [plain] = loaded(content).transcript.segments
    [marked] = loaded(content, ReadOptions(profile="dragoman")).transcript.segments
    assert plain.source == ("(so) ", Incident("applause"))
    assert marked.source is not None
    assert len(marked.source) == 3


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<TEI/>", r"talk\.eaf:1: is XML, but not EAF \(it begins with TEI\)"),
        (b"<ANNOTATION_DOCUMENT/>", "contains no annotations with times"),
        (b"<ANNOTATION_DOCUMENT>\n</A>", r"talk\.eaf:2:\d+: is not well-formed XML"),
        (b"<ANNOTATION_DOCUMENT><HEADER TIME_UNITS='PAL-frames'/></ANNOTATION_DOCUMENT>", "counts time in frames"),
    ],
)
def test_what_cannot_be_read_says_why(content: bytes, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        loaded(content)


def test_annotations_that_refer_to_each_other_end() -> None:
    loop = tier("x", "tx", below("a2", "a3", "b") + below("a3", "a2", "c"), "Anna")
    [segment] = loaded(elan(tier("Anna", "u", timed("a1", "Ja")), loop)).transcript.segments
    assert segment.source == ("Ja",)


@given(mutated(written(spanish_english())))
@settings(max_examples=120, deadline=None)
def test_a_broken_file_is_read_or_refused(content: bytes) -> None:
    with suppress(FormatError):
        assert isinstance(loaded(content).transcript, Transcript)


@given(mutated(elan(tier("Anna", "utterance", timed("a1", "Ja [laughs] (so)")), tier("Bo", "u", timed("a2", "Na")))))
@settings(max_examples=120, deadline=None)
def test_a_broken_file_of_others_is_read_or_refused(content: bytes) -> None:
    with suppress(FormatError):
        assert all(isinstance(segment, Segment) for segment in loaded(content).transcript.segments)


def test_times_count_from_the_moment_that_the_file_names() -> None:
    imported = loaded(
        b'<ANNOTATION_DOCUMENT><HEADER TIME_UNITS="milliseconds"><MEDIA_DESCRIPTOR MEDIA_URL="https://a.example/b.wav"'
        b' TIME_ORIGIN="5200"/></HEADER><TIME_ORDER><TIME_SLOT TIME_SLOT_ID="t1" TIME_VALUE="0"/><TIME_SLOT'
        b' TIME_SLOT_ID="t2" TIME_VALUE="2500"/></TIME_ORDER><TIER TIER_ID="tx@Ana"><ANNOTATION><ALIGNABLE_ANNOTATION'
        b' ANNOTATION_ID="a1" TIME_SLOT_REF1="t1" TIME_SLOT_REF2="t2"><ANNOTATION_VALUE>Hola.</ANNOTATION_VALUE>'
        b"</ALIGNABLE_ANNOTATION></ANNOTATION></TIER></ANNOTATION_DOCUMENT>"
    )
    assert imported.transcript.segments[0].span == Span(5200, 7700)
    assert [problem.code for problem in imported.problems] == ["times-shifted"]
