from __future__ import annotations

import ast
from pathlib import Path

import msgspec
import pytest

from dragoman.errors import Fix
from dragoman.problems import MOST_PROBLEMS, Place, Problem, ProblemLog, has_errors
from problem_calls import find_calls


def problem(line: int | None = None, column: int | None = None) -> Problem:
    return Problem("x", "warning", "Something is wrong.", Place(line=line, column=column))


def test_a_log_lists_problems_in_the_order_of_their_places() -> None:
    log = ProblemLog()
    log.add(problem(2, 9), problem(2, 1))
    log.add(problem(1), problem())

    assert [(one.where.line, one.where.column) for one in log.listed()] == [(None, None), (1, None), (2, 1), (2, 9)]


def test_a_log_lists_as_many_problems_as_it_may() -> None:
    log = ProblemLog()
    log.add(*[problem(1)] * MOST_PROBLEMS)

    assert [one.code for one in log.listed()] == ["x"] * MOST_PROBLEMS
    assert not log.is_full


def test_a_log_says_where_the_first_problem_beyond_the_limit_is() -> None:
    log = ProblemLog()
    log.add(*[problem(1)] * MOST_PROBLEMS, problem(7, 3), problem(8))

    *_, last = log.listed()
    assert (len(log.listed()), last.code, last.severity) == (MOST_PROBLEMS + 1, "more-problems", "note")
    assert last.where == Place(line=7, column=3)
    assert log.is_full


def test_a_log_counts_what_is_no_problem_by_itself() -> None:
    log = ProblemLog()
    for line in (4, 6, 9):
        log.count("tabs", line)
    log.count("colours")

    assert (log.counted("tabs"), log.counted("colours")) == ((3, Place(line=4)), (1, Place()))
    assert log.counted("fonts") == (0, Place())
    assert log.listed() == ()


def test_only_an_error_counts_as_an_error() -> None:
    assert has_errors((problem(), Problem("y", "error", "Something is wrong.")))
    assert not has_errors((problem(), Problem("z", "note", "Something is said.")))


def test_a_message_is_its_template_filled_in() -> None:
    problem = Problem.of("number-missing", "error", "{quantity} is not in the translation", quantity="12 men")
    assert problem.message == "12 men is not in the translation"
    assert problem.details == (("quantity", "12 men"),)


def test_a_problem_is_the_same_however_it_is_worded() -> None:
    where = Place(segment="s00000001")
    one = Problem.of("number-missing", "error", "{quantity} is lost", where, quantity="12")
    other = Problem.of("number-missing", "error", "The translation lacks {quantity}.", where, quantity="12")
    assert one.id == other.id


@pytest.mark.parametrize(
    "other",
    [
        Problem.of("number-added", "error", "{quantity}", quantity="12"),
        Problem.of("number-missing", "error", "{quantity}", quantity="13"),
        Problem.of("number-missing", "error", "{quantity}", Place(segment="s00000001"), quantity="12"),
    ],
)
def test_another_code_place_or_detail_is_another_problem(other: Problem) -> None:
    assert Problem.of("number-missing", "error", "{quantity}", quantity="12").id != other.id


SOURCES = sorted((Path(__file__).parents[1] / "src" / "dragoman").rglob("*.py"))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: "/".join(path.parts[-2:]))
def test_no_message_hides_its_values(path: Path) -> None:
    """Values in a message have to be details: a problem without them is the same as one with other values."""
    hidden = [
        call.lineno
        for call in find_calls(path)
        if ast.unparse(call.func) == "Problem" and len(call.args) > 2 and isinstance(call.args[2], ast.JoinedStr)
    ]
    assert hidden == []


def test_what_to_do_about_a_problem_is_no_part_of_which_problem_it_is() -> None:
    bare = problem(1)
    with_fix = msgspec.structs.replace(bare, fixes=("look", Fix("take it in", "apply", ("DIR",))))
    assert with_fix.id == bare.id
    assert str(with_fix) == "1: warning: Something is wrong.; look, or take it in [x]"
