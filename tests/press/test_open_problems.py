from __future__ import annotations

import re
from pathlib import Path

from dragoman.checks import CODES
from dragoman.locale import in_language
from dragoman.press.open_problems import WORDS, render_problems
from dragoman.press.release import concerns_readers
from dragoman.problems import Place, Problem

PAGE = Path(__file__).parents[2] / "docs" / "problems.md"
# Told of a file that is read beside an interview: an edition has none of these.
_ELSEWHERE = {
    "fact-column-left-out",
    "fact-row-left-out",
    "name-column-left-out",
    "name-row-left-out",
    "name-cell-unknown",
    "memory-unread",
}


def test_open_problems_are_words_of_the_page() -> None:
    counts = {"number-changed": 2, "no-translation": 1}
    assert render_problems(counts) == "number changed (2), no translation (1)"
    with in_language("ar"):
        assert render_problems(counts) == "عدد تغيّر (2)، بلا ترجمة (1)"
    with in_language("fa"):
        assert render_problems(counts) == "عددی تغییر کرده است (2)، بدون ترجمه (1)"


def test_a_code_that_nobody_knows_stays_english_and_is_marked_so() -> None:
    with in_language("ar"):
        assert render_problems({"from-later<": 3}) == '<bdi lang="en">from later&lt;</bdi> (3)'


def test_every_code_that_readers_are_shown_has_words() -> None:
    documented = re.findall(r"^\| `([a-z-]+)` \| (?:error|warning)", PAGE.read_text(encoding="utf-8"), re.M)
    codes = {*documented, *(code for family in CODES.values() for code in family)} - _ELSEWHERE
    shown = {code for code in codes if concerns_readers(Problem(code, "warning", "…", Place()))}
    assert len(shown) > 80
    notes = {"number-elsewhere", "number-supplied", "name-open", "name-supplied", "negation-supplied", "other-words"}
    assert {code.replace("-", " ") for code in shown - notes} <= WORDS
