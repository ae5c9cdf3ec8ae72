from __future__ import annotations

from dragoman.formats.prose.broken_words import join_broken_words
from dragoman.problems import ProblemLog


def joined(*lines: str, wrapped: bool = True) -> list[str]:
    return join_broken_words(lines, (), ProblemLog(), wrapped=wrapped)


def test_a_word_that_occurs_elsewhere_is_whole() -> None:
    lines = joined("The interview was long. This inter-", "view was longer.", wrapped=False)
    assert lines == ["The interview was long. This interview", "was longer."]


def test_a_hyphen_that_may_be_real_stays_and_its_parts_come_together() -> None:
    assert joined("the well-", "known people of the north-", "east came") == [
        "the well-known", "people of the north-east", "came",
    ]  # fmt: skip


def test_a_word_that_occurs_with_its_hyphen_keeps_it() -> None:
    assert joined("A well-known and wellknown man, well-", "known here.")[1] == "here."
    assert joined("A well-known and wellknown man, well-", "known here.")[0].endswith("well-known")


def test_where_lines_are_paragraphs_nothing_is_joined_without_evidence() -> None:
    assert joined("I wen-", "and then", wrapped=False) == ["I wen-", "and then"]


def test_a_hyphen_before_a_conjunction_or_a_label_stays_at_its_line() -> None:
    assert joined("Haupt-", "und Nebensatz") == ["Haupt-", "und Nebensatz"]
    assert joined("I wen-", "Sara: Where?") == ["I wen-", "Sara: Where?"]
    assert joined("I wen-", "sara: Where?") == ["I wen-", "sara: Where?"]


def test_a_soft_hyphen_is_no_part_of_a_word() -> None:
    assert joined("the val\u00ad", "ley is", wrapped=False) == ["the valley", "is"]


def test_an_empty_line_does_not_arise_inside_a_paragraph() -> None:
    assert joined("valley val-", "ley", "is") == ["valley val-", "ley", "is"]


def test_the_words_that_were_joined_are_counted() -> None:
    log = ProblemLog()
    join_broken_words(["valley, val-", "ley of well-", "known men"], (), log, wrapped=True)
    assert [(problem.code, problem.where.line, dict(problem.details)) for problem in log.listed()] == [
        ("words-joined", 1, {"number": 1}), ("words-joined", 2, {"number": 1}),
    ]  # fmt: skip
