from dragoman.formats.reading.imported_cues import ImportedCue
from dragoman.formats.reading.same_names import find_same, with_full_names


def test_a_first_name_is_the_full_names_that_holds_it() -> None:
    assert find_same(["Mira Sandoz", "MIRA", "Otto"]) == {"MIRA": "Mira Sandoz"}


def test_a_surname_in_capitals_is_the_full_names() -> None:
    assert find_same(["SANDOZ", "Mira Sandoz", "MIRA SANDOZ"]) == {
        "SANDOZ": "Mira Sandoz",
        "MIRA SANDOZ": "Mira Sandoz",
    }


def test_a_name_that_two_people_share_stays() -> None:
    assert find_same(["Mira Sandoz", "Pio Sandoz", "Sandoz", "Speaker 1", "Speaker"]) == {}


def test_voices_that_the_file_declares_keep_their_names() -> None:
    cues = [ImportedCue(speaker="Mira Sandoz"), ImportedCue(speaker="Mira")]
    assert [cue.speaker for cue in with_full_names(cues, [])] == ["Mira Sandoz", "Mira"]


def test_a_label_of_two_people_is_neither_of_them() -> None:
    assert find_same(["Diane", "Diane and Sheila", "Sheila"]) == {}
    assert find_same(["Diane", "Diane & Sheila"]) == {}
    assert find_same(["ديانا", "ديانا وشيلا", "شيلا"]) == {}
