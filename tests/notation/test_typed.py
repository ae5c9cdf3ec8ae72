from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings

from dragoman.notation import as_typed, as_typed_text
from dragoman.notation.typed import make_date, make_publication, settle_languages
from dragoman.transcript.document import Copy, Date, Person, Publication, Recording, Segment, Speaker, Transcript, Word
from dragoman.transcript.span import Span
from dragoman.transcript.text import (
    Abbreviation,
    CodeSwitch,
    CutOff,
    Foreign,
    Gap,
    Gloss,
    Incident,
    Kinesic,
    Note,
    Overlap,
    Pause,
    Quote,
    Redacted,
    Sic,
    Struck,
    Supplied,
    Text,
    Unclear,
    Vocal,
    Writing,
)
from strategies import texts, transcripts


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ((" a ", Supplied((" b ",)), "c"), ("a  ", Supplied(("b",)), " c")),
        (("a", Supplied(()), Vocal(" "), "b"), ("ab",)),
        ((Unclear(("a ", Supplied(("b",)), " c")),), (Unclear(("a",)), " ", Supplied(("b",)), " ", Unclear(("c",)))),
        ((Gloss(("a", Gap("inaudible"))),), (Gloss(("a",)), Gap("inaudible"))),
        ((Supplied((Foreign(("a",)), Vocal("laughs"))),), (Supplied((Foreign(("a",)),)), Vocal("laughs"))),
        ((Quote(("a", Quote(("b",), "x")), "y"),), (Quote(("a",), "y"), Quote(("b",), "x"))),
        ((Abbreviation(("pbuh",), ""), Quote((" a",), " "), CodeSwitch("prison", ("b",))), ("pbuh ab",)),
        ((Sic(("a",), " "), CutOff(" b ")), (Sic(("a",)), " ", CutOff("b"))),
        (("a", Overlap()), ("a",)),
        ((" ", Overlap(), " a"), (Overlap(), "a")),
        (("a \r\nb",), ("a\nb",)),
        ((Gap("inaudible", -5, ""), Note(("e\u0301",))), (Gap("inaudible"), Note(("é",)))),
    ],
)
def test_a_text_as_a_page_can_carry_it(text: Text, typed: Text) -> None:
    assert as_typed_text(text) == typed


def test_what_has_no_place_on_a_page_goes() -> None:
    segment = Segment(
        id="s4k2m9xpq",
        speaker="S1",
        source=("a",),
        words=(Word(text="a"),),
        state="final",
        heard_by=("mar",),
        source_origin=Person(handle="mar"),
    )
    typed = as_typed(
        Transcript(
            recording=Recording(media_type="audio/mpeg", duration=5, copies=(Copy(address="a.mp3"),)),
            speakers=(Speaker(id="S1", label=" The\nhost ", role="host"),),
            segments=(segment,),
        )
    )

    assert typed.recording == Recording(duration=5)
    assert typed.speakers == (Speaker(id="S1", label="The host"),)
    assert typed.segments == (Segment(id="s4k2m9xpq", speaker="S1", source=("a",)),)


def test_a_passage_in_the_one_language_of_the_recording_says_none() -> None:
    segments = (Segment(id="s00000001", language="es"), Segment(id="s00000002", language="fr"))
    typed = as_typed(Transcript(recording=Recording(languages=("es",)), segments=segments))

    assert [segment.language for segment in typed.segments] == [None, "fr"]
    assert typed.source_language == "und"


def test_one_language_of_all_passages_is_the_recording_s() -> None:
    typed = as_typed(Transcript(segments=(Segment(id="s00000001", language="es"),)))

    assert typed.recording == Recording(languages=("es",))
    assert typed.segments[0].language is None


def test_a_speaker_who_is_not_there_and_a_time_that_no_clock_shows_are_not_known() -> None:
    typed = as_typed(Transcript(segments=(Segment(id="s00000001", speaker="S9", span=Span(1, 10**12)),)))

    assert (typed.segments[0].speaker, typed.segments[0].span) == (None, Span(1))


def test_a_typed_document_is_the_same_typed_again() -> None:
    typed = as_typed(Transcript(segments=(Segment(id="s00000001", source=(" a ", Supplied(("b",)))),)))

    assert as_typed(typed) == typed


@pytest.mark.parametrize(
    ("columns", "date"),
    [
        (("2021-02-27",), Date(kind="aired", edtf="2021-02-27")),
        (("2021-06/2021-08",), Date(kind="aired", edtf="2021-06/2021-08")),
        (("1979~",), Date(kind="aired", edtf="1979~")),
        (("in spring",), Date(kind="aired", written="in spring")),
        (("in spring", "عید ۱۳۵۷"), Date(kind="aired", written="عید ۱۳۵۷")),
        (("۱۳۵۷-۱۱-۲۲",), Date(kind="aired", written="۱۳۵۷-۱۱-۲۲")),
        ((None, None, "persian"), Date(kind="aired", calendar="persian")),
        (("", "", "", " Tehran "), Date(kind="aired", place="Tehran")),
        (("2021", "", "", "", "a fifth"), Date(kind="aired", edtf="2021")),
        ((), None),
        (("", " ", None), None),
    ],
)
def test_a_date_is_made_of_its_columns(columns: tuple[str | None, ...], date: Date | None) -> None:
    assert make_date("aired", columns) == date


@pytest.mark.parametrize(
    ("columns", "publication"),
    [
        (("https://radio.example",), Publication(address="https://radio.example")),
        (("a reel", "Radio Sur", "2021"), Publication(address="a reel", publisher="Radio Sur", date="2021")),
        (("a reel", "", "", "IN PART"), Publication(address="a reel", partial=True)),
        (("a reel", None, None, "in full"), Publication(address="a reel", partial=False)),
        (("a reel", None, None, "partly"), Publication(address="a reel")),
        ((None, "Radio Sur"), None),
        ((), None),
    ],
)
def test_a_publication_is_made_of_its_columns(columns: tuple[str | None, ...], publication: Publication | None) -> None:
    assert make_publication(columns) == publication


@pytest.mark.parametrize(
    ("language", "languages", "left"),
    [("es", ("es",), None), ("fr", ("es",), "fr"), ("es", ("es", "fr"), "es"), ("es", (), "es"), (None, (), None)],
)
def test_a_passage_says_its_language_unless_it_is_the_only_one(
    language: str | None, languages: tuple[str, ...], left: str | None
) -> None:
    [segment] = settle_languages([Segment(id="s00000001", language=language)], languages)

    assert segment.language == left


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        (("می\u200cخواهم",), ("می\u200cخواهم",)),
        (("\u200fسلام\u200e",), ("\u200fسلام\u200e",)),
        (("שלו\u05b9ם",), ("שלו\u05b9ם",)),
        (("مَدْرَسَة ١٢٣",), ("مَدْرَسَة ١٢٣",)),
        (("a\u00a0b",), ("a\u00a0b",)),
        (("が",), ("が",)),
    ],
)
def test_words_keep_their_joiners_marks_and_digits(text: Text, typed: Text) -> None:
    assert as_typed_text(text) == typed


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ((Pause(-1),), (Pause(),)),
        ((Pause(10**10),), (Pause(),)),
        ((Pause(9_999_999_999),), (Pause(9_999_999_999),)),
        ((Gap("omitted", 10**10, " greetings "),), (Gap("omitted", None, "greetings"),)),
        ((Redacted("  "),), (Redacted(),)),
        ((Writing(" BREAKING\r\nNEWS "),), (Writing("BREAKING\nNEWS"),)),
        ((Incident(""),), ()),
        ((Kinesic("\n"),), ()),
        ((Sic(("a",), ""),), (Sic(("a",)),)),
        ((CodeSwitch("Persian", ("a",)),), (CodeSwitch("fa", ("a",)),)),
        ((CodeSwitch("a-very-long-tag", ("a",)),), ("a",)),
        ((Struck(("a", Struck(("b",)))),), (Struck(("a",)), Struck(("b",)))),
        ((CutOff(" "),), ()),
    ],
)
def test_what_a_mark_says_beside_its_words_is_what_a_page_can_say(text: Text, typed: Text) -> None:
    assert as_typed_text(text) == typed


@settings(max_examples=50, deadline=None)
@given(texts)
def test_a_text_as_typed_has_no_two_strings_side_by_side(text: Text) -> None:
    typed = as_typed_text(text)

    assert not any(isinstance(one, str) and isinstance(other, str) for one, other in pairwise(typed))
    assert "" not in typed


@settings(max_examples=30, deadline=None)
@given(transcripts())
def test_what_is_typed_has_the_same_passages_in_the_same_order(document: Transcript) -> None:
    assert [one.id for one in as_typed(document).segments] == [one.id for one in document.segments]


@pytest.mark.parametrize("written", ["12/03/2021", "12.3.21", "25-12-2021"])
def test_a_day_with_its_year_last_is_written_and_no_edtf(written: str) -> None:
    assert make_date("aired", (written,)) == Date(kind="aired", written=written)


def test_an_interval_of_years_is_edtf() -> None:
    assert make_date("aired", ("1979/1981",)) == Date(kind="aired", edtf="1979/1981")
