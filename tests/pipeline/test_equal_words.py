"""The words that two texts have in common, whole or cut into pieces."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

import pytest

from dragoman.pipeline import equal_words
from dragoman.pipeline.equal_words import EqualWords, find_equal


def test_rows_of_equal_words_are_found_in_order() -> None:
    assert find_equal(["a", "b", "c", "d", "e"], ["x", "b", "c", "y", "e"]) == [
        EqualWords(1, 1, 2),
        EqualWords(4, 4, 1),
    ]


@pytest.mark.parametrize(("first", "second"), [("", ""), ("a b", ""), ("", "a b"), ("a b", "c d")])
def test_texts_without_a_common_word_have_no_row(first: str, second: str) -> None:
    assert find_equal(first.split(), second.split()) == []


def changed(words: list[str], dice: random.Random) -> list[str]:
    """The words, of which about every tenth is missing and every tenth is another one."""
    left = [word for word in words if dice.random() > 0.1]
    return [dice.choice(words) if dice.random() < 0.1 else word for word in left]


def test_pieces_have_the_rows_of_the_whole() -> None:
    dice = random.Random(3)
    words = [str(dice.randrange(400)) for _ in range(2_000)]
    heard = changed(words, dice)
    whole, pieces = find_equal(words, heard), find_equal(words, heard, piece=400)
    assert sum(row.size for row in pieces) == sum(row.size for row in whole)


def test_a_row_that_a_cut_divides_is_one() -> None:
    words = [str(number) for number in range(100)]
    assert find_equal(words, words, piece=10) == [EqualWords(0, 0, 100)]


def test_what_was_moved_is_no_cut() -> None:
    words = [str(number) for number in range(100)]
    moved = [*words[50:58], *words]
    assert find_equal(words, moved, piece=10) == [EqualWords(0, 8, 100)]


def test_long_texts_are_compared_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[int] = []
    usual = equal_words._compare

    def seen(first: Sequence[str], second: Sequence[str]) -> Iterator[EqualWords]:
        compared.append(max(len(first), len(second)))
        return usual(first, second)

    monkeypatch.setattr(equal_words, "_compare", seen)
    dice = random.Random(3)
    words = [str(dice.randrange(4_000)) for _ in range(20_000)]
    find_equal(words, changed(words, dice))
    assert max(compared) < 3_500
