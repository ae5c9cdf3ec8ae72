from __future__ import annotations

import msgspec
import pytest

from dragoman.transcript.document import (
    Engine,
    Person,
    Recording,
    Segment,
    Speaker,
    Transcript,
    Turn,
    display_name,
    find_segment,
    find_speaker,
    find_turns,
)
from dragoman.transcript.span import Span

ONE = Segment(id="s00000001", speaker="S1", span=Span(0, 1000), source=("Hola.",))
TWO = Segment(id="s00000002", speaker="S1", span=Span(1000, 2000), source=("¿Qué tal?",))
THREE = Segment(id="s00000003", speaker="S2", source=("Bien.",))


def test_an_empty_document_says_that_nothing_is_known() -> None:
    assert msgspec.json.encode(Transcript()) == b"{}"
    assert Transcript().source_language is None


def test_a_segment_id_stands_once() -> None:
    with pytest.raises(ValueError, match="segment id s00000001 is used twice"):
        Transcript(segments=(ONE, TWO, ONE))


def test_a_speaker_id_stands_once() -> None:
    with pytest.raises(ValueError, match="speaker id S1 is used twice"):
        Transcript(speakers=(Speaker(id="S1"), Speaker(id="S1")))


def test_a_field_that_is_not_known_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match="sauce"):
        msgspec.json.decode(b'{"id":"s00000001","sauce":["x"]}', type=Segment)


def test_authors_are_told_apart_in_json() -> None:
    engine = Engine(name="whisper", model="base", settings={"beam": "5"})
    segment = Segment(id="s00000001", source_origin=engine, target_origin=Person(handle="ana"))
    assert msgspec.json.decode(msgspec.json.encode(segment), type=Segment) == segment


def test_the_language_is_the_recordings_when_segments_say_nothing() -> None:
    assert Transcript(recording=Recording(languages=("es",)), segments=(ONE,)).source_language == "es"


def test_a_mixed_original_has_no_one_language() -> None:
    mixed = (msgspec.structs.replace(ONE, language="es"), msgspec.structs.replace(TWO, language="ca"))
    assert Transcript(segments=mixed).source_language == "und"


def test_one_passage_in_another_language_does_not_make_it_the_whole_originals() -> None:
    mixed = (ONE, msgspec.structs.replace(TWO, language="fr"))
    assert Transcript(recording=Recording(languages=("es",)), segments=mixed).source_language == "und"


def test_a_passage_in_another_language_makes_the_original_mixed() -> None:
    mixed = (ONE, msgspec.structs.replace(TWO, language="ca"))
    assert Transcript(recording=Recording(languages=("es",)), segments=mixed).source_language == "und"


def test_turns_are_one_speakers_stretches() -> None:
    assert list(find_turns(Transcript(segments=(ONE, TWO, THREE)))) == [Turn("S1", (ONE, TWO)), Turn("S2", (THREE,))]


def test_unknown_speakers_do_not_join_a_known_ones_turn() -> None:
    unknown = msgspec.structs.replace(TWO, speaker=None)
    assert [turn.speaker for turn in find_turns(Transcript(segments=(ONE, unknown, THREE)))] == ["S1", None, "S2"]


def test_what_is_not_there_is_none() -> None:
    assert find_segment(Transcript(segments=(ONE,)), "s00000002") is None
    assert find_speaker(Transcript(), None) is None


def test_a_speaker_is_shown_by_label_name_or_id() -> None:
    shown = [
        display_name(s)
        for s in (Speaker(id="S1", label="Host", name="Ana"), Speaker(id="S2", name="Eva"), Speaker(id="S3"))
    ]
    assert shown == ["Host", "Eva", "S3"]
