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


@pytest.mark.parametrize("words", ['{"said": "Hello"}', '{"said": "Hello"},', "(Hello there)", "[Hello there]"])
def test_where_brackets_enclose_every_paragraph_nothing_is_guessed(words: str) -> None:
    assert guess_profile([words, words, words]) is None


def test_the_guess_says_why_with_an_example() -> None:
    found = guess_profile(["One [word] here.", "Another [of them] there."])
    assert found is not None
    assert found.why == "words are in square brackets inside sentences, as in [word] (2 such)"


@pytest.mark.parametrize(
    "words",
    [
        "Because (the people of) the valley built it. [He raises his hand.]",
        "We (the two) met in (the year of) May, at the [old] mill.",
        "[To the camera] We met (the two of us) there.",
    ],
)
def test_the_majority_within_sentences_decides(words: str) -> None:
    found = guess_profile([words])
    assert found is not None
    assert found.profile == "dragoman"


@pytest.mark.parametrize("remark", ["[crosstalk 00:13:10]", "[inaudible 00:14:10]", "[She cries.]"])
def test_a_remark_supplies_no_words(remark: str) -> None:
    found = guess_profile([f"So {remark} it was.", "We met (the two of us) there."])
    assert found is not None
    assert found.profile == "dragoman"


def test_words_at_the_end_of_a_sentence_count_on_a_translators_page() -> None:
    words = ["Still (every day).", "(laughs) Yes."]
    profiles = [guess.profile for stated in (True, None) if (guess := guess_profile(words, is_translation=stated))]
    assert profiles == ["dragoman", "wai"]


def test_a_few_asides_in_a_long_original_stay_as_typed() -> None:
    words = ["It was rye (a grain) then.", "bread and salt " * 100]
    profiles = [guess.profile for stated in (False, True) if (guess := guess_profile(words, is_translation=stated))]
    assert profiles == ["square", "dragoman"]
