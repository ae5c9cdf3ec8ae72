from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.transcript.document import Segment
from dragoman.transcript.ids import (
    SegmentIds,
    SpeakerIds,
    is_place_id,
    is_segment_id,
    is_speaker_id,
    mint_id,
    place_id,
    speaker_id,
    time_id,
    with_minted_ids,
    with_unique_ids,
)
from dragoman.transcript.span import Span


def test_the_same_parts_mint_the_same_id() -> None:
    assert mint_id("sha", 0, 1500, "whisper") == mint_id("sha", 0, 1500, "whisper")
    assert mint_id("sha", 0, 1500, "whisper") != mint_id("sha", 0, 1501, "whisper")


def test_the_parts_of_an_id_do_not_run_together() -> None:
    assert mint_id("ab", "c") != mint_id("a", "bc")


@given(st.lists(st.none() | st.integers() | st.text(st.characters(codec="utf-8")), max_size=4))
def test_a_minted_id_has_the_shape_of_one(parts: list[str | int | None]) -> None:
    assert is_segment_id(mint_id(*parts))


@pytest.mark.parametrize(
    "text", ["", "s", "s0000000i", "S00000001", "s0000000A", "s000000011", "x00000001", "s0000000٣"]
)
def test_what_is_no_segment_id(text: str) -> None:
    assert not is_segment_id(text)


def test_a_segment_keeps_the_id_that_it_has() -> None:
    ids = SegmentIds()
    assert ids.take("s00000001") == "s00000001"
    assert "s00000001" in ids


@pytest.mark.parametrize("own", [None, "", "cue-7", "s00000001"])
def test_an_id_that_is_taken_or_of_another_shape_is_not_kept(own: str | None) -> None:
    assert SegmentIds(["s00000001"]).take(own) is None


def test_two_segments_of_the_same_parts_get_two_ids() -> None:
    ids = SegmentIds()
    first, second, third = (ids.mint("passage", 0, 1500, "Sí.") for _ in range(3))
    assert first == mint_id("passage", 0, 1500, "Sí.")
    assert second == mint_id(first, 1)
    assert len({first, second, third}) == 3


def test_a_new_id_is_none_of_those_taken() -> None:
    taken = mint_id("page", 1)
    assert SegmentIds([taken]).mint("page", 1) == mint_id(taken, 1)


def test_the_first_of_two_segments_keeps_the_id_of_both() -> None:
    segments = [Segment(id="s00000001", source=(words,)) for words in ("Uno.", "Dos.")]
    first, second = with_unique_ids([*segments, Segment(id="other")])[:2]
    assert (first.id, second.id) == ("s00000001", mint_id("s00000001", 1))
    assert second.source == ("Dos.",)


@given(st.lists(st.sampled_from(["a", "b", "s00000001"]), max_size=12))
def test_no_two_segments_have_one_id(ids: list[str]) -> None:
    unique = with_unique_ids(Segment(id=id_) for id_ in ids)
    assert len({segment.id for segment in unique}) == len(ids)


@pytest.mark.parametrize(("text", "is_one"), [("S1", True), ("S0001", True), ("S", False), ("S12345", False)])
def test_the_id_of_a_speaker_is_a_number(text: str, is_one: bool) -> None:
    assert is_speaker_id(text) is is_one


@pytest.mark.parametrize("text", ["", "s1", "SPEAKER_1", "S1a", "S٣"])
def test_what_is_no_speaker_id(text: str) -> None:
    assert not is_speaker_id(text)


def test_a_new_speaker_gets_the_lowest_number_that_is_free() -> None:
    ids = SpeakerIds(["S1", "ana", "S3"])
    assert [ids.mint() for _ in range(3)] == [speaker_id(2), speaker_id(4), speaker_id(5)]


def test_a_speaker_keeps_a_number_that_is_free() -> None:
    ids = SpeakerIds(["S1"])
    assert [ids.take(own) for own in ("S1", "S2", "S2", "Ana")] == [None, "S2", None, None]
    assert ids.mint() == "S3"


@given(st.integers(0, 65_535))
def test_the_id_of_a_place_is_known_as_one(number: int) -> None:
    assert is_segment_id(place_id(number))
    assert is_place_id(place_id(number))
    assert not is_place_id(mint_id("interview", number))


def test_places_have_ids_of_their_own() -> None:
    assert len({place_id(number) for number in range(70_000)}) == 70_000


@pytest.mark.parametrize("text", ["", "cue-7", "s00000001", "s4k2m9xpq"])
def test_what_is_no_id_of_a_place(text: str) -> None:
    assert not is_place_id(text)


def test_an_id_that_the_file_still_gives_is_not_given_to_another() -> None:
    ids = SegmentIds(reserved=[place_id(0), None])
    assert ids.place() == place_id(1)
    assert ids.take(place_id(0)) == place_id(0)


def test_a_segment_with_a_time_has_the_id_of_its_time() -> None:
    ids = SegmentIds()
    assert [ids.place(1500), ids.place(1500), ids.place()] == [time_id(1500), time_id(1500, 1), place_id(0)]


def test_a_segment_without_an_id_gets_that_of_a_place() -> None:
    segments = with_unique_ids([Segment(id=""), Segment(id="s00000001"), Segment(id=place_id(0)), Segment(id="")])
    assert [segment.id for segment in segments] == [place_id(1), "s00000001", place_id(0), place_id(2)]


def test_an_import_gets_ids_of_its_interview_and_keeps_its_own() -> None:
    segments = (
        Segment(id="s00000001"),
        Segment(id=place_id(1)),
        Segment(id=time_id(900), span=Span(900)),
        Segment(id=time_id(900), span=Span(800)),
    )
    ids = [segment.id for segment in with_minted_ids(segments, "interview")]
    assert ids == ["s00000001", mint_id("interview", 1), mint_id("interview", 2), time_id(900)]
