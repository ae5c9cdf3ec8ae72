"""What a house types for a mark, its own profile reads back as that mark."""

from __future__ import annotations

import pytest

from dragoman.conventions.brackets import read_brackets
from dragoman.conventions.profiles import PROFILES
from dragoman.errors import SettingsError
from dragoman.render.mark_text import frame, in_house, wording
from dragoman.transcript.text import (
    CodeSwitch,
    Gap,
    Gloss,
    Incident,
    Kinesic,
    Mark,
    Note,
    Pause,
    Phonetic,
    Redacted,
    Sic,
    Supplied,
    Text,
    Unclear,
    Vocal,
    Wrapper,
    Writing,
    find_marks,
)

MARKS: list[Mark] = [
    Supplied(("to all",)),
    Unclear(("Karaj",)),
    Phonetic(("Ahmadi",)),
    Gap("inaudible"),
    Gap("inaudible", 3000),
    Gap("omitted"),
    Gap("omitted", None, "greetings"),
    Redacted("safety"),
    Vocal("laughs"),
    Kinesic("nods"),
    Incident("applause"),
    Pause(),
    Pause(4000),
    Writing("BREAKING"),
    Gloss(("riverbed",)),
    CodeSwitch("en", ("human rights",)),
    Sic(("Baghdad",)),
    Sic(("Baghdad",), "Tehran"),
    Note(("a pun",)),
]


def typed(mark: Mark, profile: str) -> str:
    with in_house(profile):
        if not isinstance(mark, Wrapper):
            return wording(mark)
        before, after = frame(mark)
        return "".join((before, *map(str, mark.content), after))


SIGNS = [(mark, profile) for profile in sorted(PROFILES) for mark in MARKS]


@pytest.mark.parametrize(("mark", "profile"), SIGNS, ids=str)
def test_what_is_written_is_read_back(mark: Mark, profile: str) -> None:
    text: Text = read_brackets(f"so {typed(mark, profile)} and", PROFILES[profile]).text
    assert text == ("so ", mark, " and")


def test_the_square_house_types_square_brackets() -> None:
    assert typed(Supplied(("to all",)), "square") == "[to all]"


def test_outside_a_house_the_notation_counts_again() -> None:
    with in_house("square"):
        assert frame(Supplied(("x",))) == ("[", "]")
    assert frame(Supplied(("x",))) == ("(", ")")


def test_no_house_is_that_of_the_notation() -> None:
    with in_house(None):
        assert frame(Supplied(("x",))) == ("(", ")")


def test_an_unknown_house_is_refused() -> None:
    with pytest.raises(SettingsError, match="profile round: is not known"), in_house("round"):
        pass


@pytest.mark.parametrize("profile", ["square", "wai", "gat", "exmaralda", "court"])
def test_an_editors_note_on_somebodys_page_stays_for_its_readers(profile: str) -> None:
    found = list(find_marks(read_brackets("so [ed: he died] and", PROFILES[profile]).text))
    assert found == [Note(("ed: he died",))]


def test_what_a_house_has_no_sign_for_is_named_in_its_brackets() -> None:
    assert typed(Supplied(("to all",)), "court") == "[supplied: to all]"
    assert typed(Supplied(("to all",)), "exmaralda") == "{supplied: to all}"
