from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.notation.quotations import find_opening
from dragoman.transcript.text import Foreign, Inline, Quote, Supplied


@pytest.mark.parametrize(
    "quotation",
    [
        '"a"',
        "'a'",
        "“a”",
        "„a“",
        "”a”",
        "„a”",
        "‘a’",
        "‚a‘",
        "«a»",
        "« a »",
        "»a«",
        "»a»",
        "‹a›",
        "›a‹",
        "「a」",
        "《a》",
        "״a״",
    ],
)
def test_every_house_s_quotation_marks_are_found(quotation: str) -> None:
    assert find_opening([f"so: {quotation}"]) == (0, 4)


@pytest.mark.parametrize("quotation", ["“a “b” c”", "‘don’t’", "'don't'", "«a «b» c»", "“a ‘b’ c”"])
def test_quotations_inside_and_apostrophes_do_not_end_it(quotation: str) -> None:
    assert find_opening([f"so: {quotation}"]) == (0, 4)


@pytest.mark.parametrize("words", ["", "a", "a”", "b» «a“", "the dogs’"])
def test_nothing_is_found_where_nothing_opens(words: str) -> None:
    assert find_opening([words]) is None


def test_a_quotation_may_hold_marks() -> None:
    assert find_opening(["he said “a ", Foreign(("b",)), " c”"]) == (0, 8)


def test_a_quotation_never_holds_another_with_its_source() -> None:
    inlines: list[Inline] = ["“a ", Quote(("“b”",), "c"), " d”"]

    assert find_opening(inlines) is None


def test_nothing_is_looked_for_before_the_first_inline_that_counts() -> None:
    assert find_opening(["“a ", "b”"], first=1) is None


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("قال: «اذهب»", 5),
        ("אמר: ״לך״", 5),
        ("گفت: “برو”", 5),
        ("彼は『行け』", 2),
        ("她说〈走〉", 2),
        ("〝行け〟", 0),
        ("say ＂go＂", 4),
        ("er sagte: ‚geh‘", 10),
        ("»a« und »b«", 8),
        ("“a” and “b”", 8),
        ('"a" and "b"', 8),
        ("il dit « l’eau »", 7),
        ("he said 'rock 'n' roll'", 8),
    ],
)
def test_the_last_quotation_is_the_one_that_is_found(words: str, place: int) -> None:
    assert find_opening([words]) == (0, place)


@pytest.mark.parametrize("words", ["“a”.", "“a” ", "a“", "a»b", "]", "(a)"])
def test_what_does_not_end_in_a_closing_mark_that_was_opened_is_none(words: str) -> None:
    assert find_opening([words]) is None


def test_a_mark_alone_ends_no_quotation() -> None:
    assert find_opening([Foreign(("“a”",))]) is None


def test_a_quotation_may_begin_in_an_inline_of_its_own() -> None:
    assert find_opening(["so “", Foreign(("a",)), "”"]) == (0, 3)


def test_a_quotation_with_its_source_inside_another_mark_counts_too() -> None:
    inner = Supplied((Quote(("“b”",), "c"),))

    assert find_opening(["“a ", inner, " d”"]) is None


@given(st.lists(st.text(alphabet="“”„«»'\"״ aس\n", min_size=1, max_size=8), max_size=5))
def test_what_is_found_lies_before_the_end(pieces: list[str]) -> None:
    found = find_opening(pieces)

    assert found is None or pieces[found[0]][found[1]] in "“”„«»'\"״"
