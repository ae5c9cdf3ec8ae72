from __future__ import annotations

import pytest

from dragoman.notation.quotations import find_opening
from dragoman.transcript.text import Foreign, Inline, Quote


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
