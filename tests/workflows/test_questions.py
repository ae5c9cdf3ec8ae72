from __future__ import annotations

import pytest

from dragoman.errors import SettingsError
from dragoman.workflows.questions import Choice, Question, find_answer, refuse_unknown

WORDS = Question(
    name="words",
    says="What shall the draft hold?",
    choices=(Choice("none", "rows to type on"), Choice("anyway", "a machine's words")),
    default="none",
)
REASON = Question(name="reason", says="Why is it released?")


def test_the_default_is_the_answer_where_none_is_given() -> None:
    assert find_answer(WORDS, {}) == "none"


def test_an_answer_counts() -> None:
    assert find_answer(WORDS, {"words": "anyway"}) == "anyway"
    assert find_answer(REASON, {"reason": "the court asked"}) == "the court asked"


def test_what_is_none_of_the_choices_is_refused() -> None:
    with pytest.raises(SettingsError, match=r"words all: is not one of the choices; use one of none, anyway"):
        find_answer(WORDS, {"words": "all"})


@pytest.mark.parametrize("answers", [{}, {"reason": "  "}])
def test_what_has_no_default_has_to_be_answered(answers: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match=r"reason: has no answer; Why is it released\?"):
        find_answer(REASON, answers)


def test_an_answer_to_what_was_not_asked_is_refused() -> None:
    with pytest.raises(SettingsError, match="colour red: is not a question of this plan"):
        refuse_unknown([WORDS], {"words": "none", "colour": "red"})
