"""Words of a text that nobody says, found by what a model thinks of the text without them."""

from __future__ import annotations

import math

from dragoman.engines.unsaid_words import without_unsaid

# A model that expects the tokens 1 to 6, in this order, and then the end.
SAID = [1, 2, 3, 4, 5, 6]
LIKELY, UNLIKELY = math.log(0.9), math.log(0.001)


def find_words(tokens: list[int]) -> list[range]:
    return [range(place, place + 1) for place in range(len(tokens))]


def find_logs(tokens: list[int]) -> list[float]:
    """A token is likely only directly after the one that is said before it, and so is the end."""
    return [
        LIKELY if token - before == 1 else UNLIKELY for before, token in zip([0, *tokens], [*tokens, 7], strict=True)
    ]


def test_a_text_that_is_said_stays_as_it_is() -> None:
    assert without_unsaid(SAID, find_words, find_logs) == SAID


def test_a_word_that_is_not_said_is_left_out() -> None:
    assert without_unsaid([1, 2, 90, 3, 4, 5, 6], find_words, find_logs) == SAID


def test_the_word_after_it_which_it_made_unlikely_stays() -> None:
    assert 3 in without_unsaid([1, 2, 90, 3, 4, 5, 6], find_words, find_logs)


def test_several_of_them_are_left_out_at_either_end_too() -> None:
    assert without_unsaid([90, 1, 2, 91, 95, 3, 4, 5, 6, 80], find_words, find_logs) == SAID


def test_a_word_that_is_said_and_unlikely_stays_where_the_rest_needs_it() -> None:
    def logs(tokens: list[int]) -> list[float]:
        found = find_logs(tokens)
        return [UNLIKELY if token == 3 else log for token, log in zip([*tokens, 7], found, strict=True)]

    assert without_unsaid(SAID, find_words, logs) == SAID


def test_of_a_text_that_is_not_said_at_all_nothing_is_left() -> None:
    assert without_unsaid(list(range(100, 400, 2)), find_words, find_logs) == []


def test_a_text_without_words_has_none() -> None:
    assert without_unsaid([], find_words, find_logs) == []
