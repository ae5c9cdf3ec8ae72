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


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Host", ("S1",)),
        ("host", ("S1",)),
        ("ANA RUIZ", ("S1",)),
        ("s1", ("S1",)),
        ("anything (S2)", ("S2",)),
        ("مجری", ("S2",)),
        ("nobody", ()),
        ("", ()),
    ],
)
def test_a_name_finds_whom_it_may_mean(name: str, found: tuple[str, ...]) -> None:
    cast = Cast((Speaker(id="S1", label="Host", name="Ana  Ruiz"), Speaker(id="S2", label="مجری")))

    assert cast.find(name) == found


def test_of_many_who_share_a_name_two_are_listed() -> None:
    assert Cast([Speaker(id=f"S{number}", label="A") for number in (1, 2, 3)]).find("A") == ("S1", "S2")


@pytest.mark.parametrize("words", ["مجری", "آقای احمدی", "ד״ר כהן", "記者", "O’Brien", "Speaker 12", "a b"])
def test_names_of_any_script_may_be_names(words: str) -> None:
    assert may_be_name(words)


@pytest.mark.parametrize("words", ["بله، گفت", "she said then", "¿quién?", "a = b", "{x}", "«نعم»", "x" * 61, "说。"])
def test_what_has_the_signs_of_a_sentence_is_no_name(words: str) -> None:
    assert not may_be_name(words)
