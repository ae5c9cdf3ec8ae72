from __future__ import annotations

import pytest

from dragoman.conventions.brackets import read_brackets
from dragoman.conventions.profiles import PROFILES, find_profile
from dragoman.errors import SettingsError
from dragoman.transcript.text import (
    CodeSwitch,
    Foreign,
    Gap,
    Gloss,
    Incident,
    Kinesic,
    Mark,
    Note,
    Overlap,
    Pause,
    Phonetic,
    Sic,
    Supplied,
    Unclear,
    Vocal,
    Writing,
    find_marks,
)


def marks(profile: str, words: str) -> list[Mark]:
    return list(find_marks(read_brackets(words, PROFILES[profile]).text))


def test_an_unknown_profile_is_refused_with_those_known() -> None:
    with pytest.raises(SettingsError, match="profile round: is not known; use one of dragoman, square"):
        find_profile("round")


@pytest.mark.parametrize("profile", ["dragoman", "square", "wai", "court"])
def test_sounds_are_known_by_their_words(profile: str) -> None:
    assert marks(profile, "(Laughter.) Yes. [applause] (می‌خندد)") == [
        Vocal("Laughter."),
        Incident("applause"),
        Vocal("می‌خندد"),
    ]


@pytest.mark.parametrize("profile", sorted(PROFILES))
def test_what_nobody_could_make_out_is_a_gap(profile: str) -> None:
    assert marks(profile, "and [inaudible] then") == [Gap("inaudible")]


def test_dragoman_has_the_marks_of_the_notation() -> None:
    words = "(to all) wadi [= bed] (?Karaj) [inaudible 3s] [in English: human rights] Ahmadi [ph] Baghdad [sic: Tehran]"
    assert [type(mark) for mark in marks("dragoman", words)] == [
        Supplied, Gloss, Unclear, Gap, CodeSwitch, Phonetic, Sic,
    ]  # fmt: skip


def test_dragoman_takes_other_round_brackets_for_supplied() -> None:
    assert marks("dragoman", "We (the boys) went in (1979).") == [Supplied(("the boys",)), Supplied(("1979",))]


def test_square_keeps_the_speakers_own_asides() -> None:
    assert marks("square", "my 401(k) (he was my uncle) and the arts (music) too") == []


def test_square_takes_square_brackets_for_supplied() -> None:
    assert marks("square", "Zitny Ostrov [Rye Island, area along the Danube]") == [
        Supplied(("Rye Island, area along the Danube",))
    ]


def test_square_knows_what_monitors_type() -> None:
    words = "[words indistinct] [passage omitted] Baghdad [as heard] (?destroyed?) [Begin recording] on [1]"
    assert marks("square", words) == [
        Gap("inaudible", None, "words indistinct"),
        Gap("omitted", None, "passage omitted"),
        Sic(("Baghdad",), None, "as heard"),
        Unclear(("destroyed?",)),
        Incident("Begin recording"),
    ]


def test_a_paragraph_of_brackets_is_an_event() -> None:
    assert marks("square", "[Interview interrupted by a telephone call]") == [
        Incident("Interview interrupted by a telephone call")
    ]


@pytest.mark.parametrize(
    "words", ["(As interpreted.) Mr. President", "(through an interpreter) Yes", "(in French) Oui"]
)
def test_how_speech_came_to_us_is_a_note(words: str) -> None:
    (mark,) = marks("square", words)
    assert isinstance(mark, Note)
    assert mark.audience == "reader"


def test_notes_that_say_so_are_notes() -> None:
    assert marks("square", "he [Translator’s note: a pun] said [on screen: BREAKING]") == [
        Note(("Translator’s note: a pun",)),
        Writing("BREAKING"),
    ]


def test_wai_has_sounds_in_round_brackets() -> None:
    words = "( computer crashing ) So [unintelligible] and [participants discuss the weather …] go"
    assert marks("wai", words) == [
        Incident("computer crashing"),
        Gap("inaudible"),
        Gap("omitted", None, "participants discuss the weather"),
    ]


def test_gat_has_doubtful_words_and_measured_pauses_in_round_brackets() -> None:
    assert marks("gat", "ja (.) das (1.5) war ( ) (vielleicht) [so] ((lacht))") == [
        Pause(),
        Pause(1500),
        Gap("inaudible"),
        Unclear(("vielleicht",)),
        Vocal("lacht"),
    ]


def test_exmaralda_has_events_in_square_brackets_and_comments_in_braces() -> None:
    assert marks("exmaralda", "(Hallo) [nods] {to the child} ((incomprehensible))") == [
        Unclear(("Hallo",)),
        Kinesic("nods"),
        Note(("to the child",)),
        Gap("inaudible", None, "incomprehensible"),
    ]


def test_court_has_capitals_in_square_brackets() -> None:
    assert marks("court", "[OV] He [UI] told Ahmadi [PH] so") == [
        Overlap(),
        Gap("inaudible"),
        Phonetic(("Ahmadi",)),
    ]


def test_pauses_have_their_length() -> None:
    assert marks("square", "[pause 4s] (long pause) [2.5 seconds silence] [سکوت]") == [
        Pause(4000),
        Pause(None, "long pause"),
        Pause(2500, "silence"),
        Pause(None, "سکوت"),
    ]


def test_a_gap_says_where_where_it_is_typed() -> None:
    assert marks("square", "[inaudible 00:12:33] [unintelligible, 3 sec]") == [
        Gap("inaudible", None, "at 00:12:33"),
        Gap("inaudible", 3000),
    ]


def test_times_and_footnote_numbers_are_no_marks() -> None:
    assert marks("square", "so [00:12:33] it was [1] and [*]") == []


@pytest.mark.parametrize("profile", sorted(PROFILES))
def test_every_kind_of_bracket_is_explained(profile: str) -> None:
    row = PROFILES[profile]
    assert set(row.says) <= set(row.readings)
    assert {"( )", "[ ]"} <= set(row.says)
    assert Foreign not in row.frames
