import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.loops import Loop, find_dense_repetition, find_loops, find_repeated_part


def said(text: str) -> list[str]:
    return text.split()


def test_a_sentence_is_no_loop() -> None:
    assert find_loops(said("he said that he said that she had said so")) == ()


def test_a_repeated_phrase_is_a_loop() -> None:
    words = said("so i went home i went home i went home and slept")
    assert find_loops(words) == (Loop(start=1, words=("i", "went", "home"), times=3),)


def test_a_loop_is_given_by_its_fewest_words() -> None:
    assert find_loops(["la"] * 12) == (Loop(start=0, words=("la",), times=12),)


@pytest.mark.parametrize("text", ["no no no no no", "yes no yes no yes no", "thank you very thank you very"])
def test_what_people_say_is_no_loop(text: str) -> None:
    assert find_loops(text.split()) == ()


def test_every_loop_is_listed_in_order() -> None:
    words = said("a b c a b c a b c x y y y y y y")
    assert [(loop.start, loop.end) for loop in find_loops(words)] == [(0, 9), (10, 16)]


def test_a_loop_may_end_in_the_middle_of_its_words() -> None:
    loop = find_loops(said("a b c a b c a b c a b"))[0]
    assert (loop.times, loop.end) == (3, 9)


def test_no_words_have_no_loops() -> None:
    assert find_loops([]) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [("escapou de 500" + "000" * 60, ("0", 182)), ("la" * 20, ("la", 20)), ("un " + "uno-dos-" * 11, ("uno-dos-", 11))],
)
def test_a_part_that_stands_again_and_again_inside_a_word_is_found(text: str, found: tuple[str, int]) -> None:
    assert find_repeated_part(text.split()) == found


@pytest.mark.parametrize(
    "word", ["1000000000000", "hahahahahahahaha", "aaaaaaaaaaaah", "donaudampfschifffahrtsgesellschaft"]
)
def test_laughter_cries_and_large_numbers_are_no_loops(word: str) -> None:
    assert find_repeated_part([word]) is None


@pytest.mark.parametrize(
    ("text", "words", "times"),
    [
        ("no no no no no no", ("no",), 6),
        ("yes no yes no yes no yes no", ("yes", "no"), 4),
        ("نعم لا نعم لا نعم لا نعم لا", ("نعم", "لا"), 4),
        ("من رفتم خانه من رفتم خانه من رفتم خانه", ("من", "رفتم", "خانه"), 3),
        ("הלכתי אל הבית הלכתי אל הבית הלכתי אל הבית", ("הלכתי", "אל", "הבית"), 3),
    ],
)
def test_the_least_number_of_times_makes_a_loop(text: str, words: tuple[str, ...], times: int) -> None:
    assert find_loops(text.split()) == (Loop(start=0, words=words, times=times),)


def test_words_that_stand_apart_are_no_loop() -> None:
    assert find_loops(said("no a no b no c no d no e no f no")) == ()


@pytest.mark.parametrize(("length", "found"), [(40, True), (41, False)])
def test_a_loop_has_at_most_forty_words(length: int, *, found: bool) -> None:
    words = [str(number) for number in range(length)] * 3

    assert bool(find_loops(words)) is found


@pytest.mark.parametrize("text", ["the palace and the palaces palace the", "and palace the palaces the palace king"])
def test_words_that_go_round_one_word_are_dense(text: str) -> None:
    assert find_dense_repetition(said(text)) == tuple(said(text)[:6])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "the palace and the garden of the king",
        "no and no and no and no",
        "palace palace palace palace palace palace palace",
        "the palace the palace the palace the palace",
    ],
)
def test_what_people_say_or_a_loop_is_not_dense(text: str) -> None:
    assert find_dense_repetition(said(text)) is None


@given(st.lists(st.sampled_from("abc"), max_size=60))
def test_a_loop_is_where_it_says(words: list[str]) -> None:
    for loop in find_loops(words):
        assert tuple(words[loop.start : loop.end]) == loop.words * loop.times


@given(st.text(alphabet="ab0", max_size=80))
def test_a_repeated_part_is_in_its_word(word: str) -> None:
    found = find_repeated_part([word])

    assert found is None or found[0] * found[1] in word
