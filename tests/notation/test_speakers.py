from __future__ import annotations

import pytest

from dragoman.notation.speakers import Cast, may_be_name, written_names
from dragoman.transcript.document import Speaker


def test_names_are_labels_names_or_ids() -> None:
    speakers = (Speaker(id="S1", label="Host", name="Ana"), Speaker(id="S2", name="Lea"), Speaker(id="S3"))

    assert written_names(speakers) == {"S1": "Host", "S2": "Lea", "S3": "S3"}


def test_the_id_is_added_only_where_names_would_be_confused() -> None:
    speakers = (Speaker(id="S1", label="A"), Speaker(id="S2", label="A"), Speaker(id="S3", label="A (S1)"))

    assert written_names(speakers) == {"S1": "A (S1)", "S2": "A (S2)", "S3": "A (S1) (S3)"}


def test_everyone_is_found_by_the_name_that_is_written() -> None:
    speakers = (Speaker(id="S1", label="S2"), Speaker(id="S2", label="S1"), Speaker(id="S3", label="S2 (S1)"))
    cast = Cast(speakers)

    assert {id_: cast.find(name) for id_, name in written_names(speakers).items()} == {
        "S1": ("S1",),
        "S2": ("S2",),
        "S3": ("S3",),
    }


def test_new_speakers_get_the_next_free_number() -> None:
    cast = Cast((Speaker(id="S1"), Speaker(id="S3")))

    assert [cast.add("A"), cast.add("B")] == ["S2", "S4"]
    assert cast.find("a") == ("S2",)


@pytest.mark.parametrize(
    "words", ["HOST", "host", "speaker 1", "Dr. Ahmadi", "The host of the show", "Ana (by phone)", "José María O'Hara"]
)
def test_these_may_be_names(words: str) -> None:
    assert may_be_name(words)


@pytest.mark.parametrize(
    "words",
    ["", "Yes, he said", "been very clear", "And a second question on bread", "It was late. He said", "[laughs] A"],
)
def test_these_are_no_names(words: str) -> None:
    assert not may_be_name(words)
