from hypothesis import given
from hypothesis import strategies as st

from dragoman.scoring.align import align

UNITS = st.lists(st.sampled_from("abcd"), max_size=14)


def said(text: str) -> list[str]:
    return text.split()


def test_the_same_words_are_paired() -> None:
    assert align(["a", "b"], ["a", "b"]) == ((0, 0), (1, 1))


def test_a_word_left_out_has_no_partner() -> None:
    assert align(said("the old man"), said("the man")) == ((0, 0), (1, None), (2, 1))


def test_a_word_put_in_has_no_partner() -> None:
    assert align(said("the man"), said("the old man")) == ((0, 0), (None, 1), (1, 2))


def test_a_wrong_word_is_paired_with_what_was_said() -> None:
    assert align(said("a big dog"), said("a pig dog")) == ((0, 0), (1, 1), (2, 2))


def test_nothing_has_no_pairs() -> None:
    assert align([], []) == ()
    assert align(["a"], []) == ((0, None),)
    assert align([], ["a"]) == ((None, 0),)


@given(UNITS, UNITS)
def test_every_place_of_both_sides_occurs_once_in_order(truth: list[str], hypothesis: list[str]) -> None:
    pairs = align(truth, hypothesis)
    assert [left for left, _ in pairs if left is not None] == list(range(len(truth)))
    assert [right for _, right in pairs if right is not None] == list(range(len(hypothesis)))


@given(UNITS, UNITS)
def test_no_alignment_has_fewer_edits(truth: list[str], hypothesis: list[str]) -> None:
    assert _edits(truth, hypothesis) == _distance(truth, hypothesis)


def _edits(truth: list[str], hypothesis: list[str]) -> int:
    pairs = align(truth, hypothesis)
    return sum(left is None or right is None or truth[left] != hypothesis[right] for left, right in pairs)


def _distance(truth: list[str], hypothesis: list[str]) -> int:
    """The textbook's table, row by row."""
    row = list(range(len(hypothesis) + 1))
    for above, word in enumerate(truth, start=1):
        new = [above]
        for place, other in enumerate(hypothesis):
            new.append(min(row[place + 1] + 1, new[place] + 1, row[place] + (word != other)))
        row = new
    return row[-1]
