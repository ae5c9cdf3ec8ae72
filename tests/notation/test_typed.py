from __future__ import annotations

import pytest

from dragoman.notation import as_typed, as_typed_text
from dragoman.transcript.document import Copy, Person, Recording, Segment, Speaker, Transcript, Word
from dragoman.transcript.span import Span
from dragoman.transcript.text import (
    Abbreviation,
    CodeSwitch,
    CutOff,
    Foreign,
    Gap,
    Gloss,
    Note,
    Overlap,
    Quote,
    Sic,
    Supplied,
    Text,
    Unclear,
    Vocal,
)


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
