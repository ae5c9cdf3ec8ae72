"""What a house types for a mark, its own profile reads back as that mark."""

from __future__ import annotations

import pytest

from dragoman.errors import SettingsError
from dragoman.formats.glyphs import frame, in_house, wording
from dragoman.notation.brackets import read_brackets
from dragoman.notation.profiles import PROFILES
from dragoman.transcript.text import Gap, Incident, Kinesic, Phonetic, Supplied, Text, Unclear, Vocal, Wrapper

MARKS = [
    Supplied(("to all",)),
    Unclear(("Karaj",)),
    Phonetic(("Ahmadi",)),
    Gap("inaudible"),
    Vocal("laughs"),
    Kinesic("nods"),
    Incident("applause"),
]
# What a house has no sign for is typed as in the notation, and not always read back by that house.
NOT_READ = {("gat", "Phonetic"), ("exmaralda", "Phonetic"), ("court", "Supplied"), ("exmaralda", "Supplied")} | {
    ("wai", "Unclear")
}


def typed(mark: Wrapper | Gap | Vocal | Incident | Kinesic, profile: str) -> str:
    with in_house(profile):
        if not isinstance(mark, Wrapper):
            return wording(mark)
        before, after = frame(mark)
        return "".join((before, *map(str, mark.content), after))


SIGNS = [(mark, profile) for profile in sorted(PROFILES) for mark in MARKS]


@pytest.mark.parametrize(
    ("mark", "profile"), [sign for sign in SIGNS if (sign[1], type(sign[0]).__name__) not in NOT_READ], ids=str
)
def test_what_is_written_is_read_back(mark: Wrapper, profile: str) -> None:
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
