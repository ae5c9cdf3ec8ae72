from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.word_difference import Difference, find_difference

WORDS = st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=12).map(" ".join)


def test_a_word_that_changed_is_removed_and_added() -> None:
    assert find_difference("we lost 40 hives", "we lost 43 hives") == (
        Difference("same", "we lost"),
        Difference("removed", "40"),
        Difference("added", "43"),
        Difference("same", "hives"),
    )


def test_texts_that_are_far_too_long_are_not_compared() -> None:
    long = "a " * 3000
    assert [part.kind for part in find_difference(long, long + "b")] == ["removed", "added"]


@given(before=WORDS, after=WORDS)
def test_each_text_can_be_put_together_again(before: str, after: str) -> None:
    found = find_difference(before, after)
    assert " ".join(part.words for part in found if part.kind != "added") == before
    assert " ".join(part.words for part in found if part.kind != "removed") == after
