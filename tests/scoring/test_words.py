import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.scoring.words import Edits, count_edits, pool, score_characters, score_words


def test_each_kind_of_edit_is_counted() -> None:
    edits = score_words("We came home late in the year", "We came to home later in year", "en")
    assert edits == Edits(hits=5, substitutions=1, deletions=1, insertions=1)
    assert (edits.length, edits.errors, edits.rate) == (7, 3, 3 / 7)


def test_case_and_punctuation_are_no_errors() -> None:
    assert score_words("Hello, World!", "hello world", "en").errors == 0


def test_vowel_signs_are_no_errors() -> None:
    assert score_words("مِمَّا قَدْ يُؤَدِّي", "مما قد يؤدي", "ar").errors == 0


def test_words_in_brackets_are_words() -> None:
    assert score_words("the (old) man", "the man", "en").deletions == 1


def test_characters_are_counted_without_spaces() -> None:
    edits = score_characters("ice cream", "icecreem", "en")
    assert edits == Edits(hits=7, substitutions=1)


def test_a_truth_without_words_has_no_rate() -> None:
    edits = score_words("", "something", "en")
    assert (edits.insertions, edits.rate) == (1, None)


def test_more_errors_than_words_are_more_than_one() -> None:
    assert score_words("no", "not at all", "en").rate == 3.0


def test_pooled_counts_weigh_every_word_alike() -> None:
    assert pool([count_edits("a", "b"), count_edits("abc", "abc")]).rate == pytest.approx(0.25)


def test_nothing_pooled_is_nothing() -> None:
    assert pool([]) == Edits()


@given(*[st.lists(st.sampled_from("abcd"), min_size=1, max_size=12)] * 2)
def test_errors_are_those_of_meeteval(truth: list[str], hypothesis: list[str]) -> None:
    wer = pytest.importorskip("meeteval.wer")
    expected = wer.siso_word_error_rate(" ".join(truth), " ".join(hypothesis))
    assert count_edits(truth, hypothesis).errors == expected.errors
