from __future__ import annotations

import pytest

from dragoman.conventions.guess import guess_profile


@pytest.mark.parametrize(
    ("words", "profile"),
    [
        ("We (the students) went home.", "dragoman"),
        ("The old (?Karaj) road.", "dragoman"),
        ("A wadi [= riverbed] (of course) there.", "dragoman"),
        ("He approved [Governor Newsom’s] request. (Laughter.)", "square"),
        ("It was so [laughs] and then.", "square"),
        ("And then (laughs) it was so.", "wai"),
        ("ja (.) das (1.5) war so", "gat"),
        ("das {zum Kind} war {leise} so", "exmaralda"),
        ("He [UI] told me [PH]", "court"),
    ],
)
def test_the_house_is_told_by_what_its_brackets_hold(words: str, profile: str) -> None:
    found = guess_profile([words])
    assert found is not None
    assert found.profile == profile


@pytest.mark.parametrize(
    "words", ["", "No brackets.", "See note [1] and my 401(k).", "[END OF TRACK]", "at [00:12:33]"]
)
def test_where_nothing_tells_nothing_is_guessed(words: str) -> None:
    assert guess_profile([words]) is None


def test_the_guess_says_why_with_an_example() -> None:
    found = guess_profile(["One [word] here.", "Another [of them] there."])
    assert found is not None
    assert found.why == "words stand in square brackets within sentences, as in [word] (2 such)"
