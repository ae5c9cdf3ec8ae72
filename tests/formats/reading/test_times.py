from __future__ import annotations

from dragoman.formats.reading.times import read_time, report_unreadable
from dragoman.problems import Place, ProblemLog


def test_a_time_that_can_be_read_is_no_problem() -> None:
    log = ProblemLog()
    assert read_time("00:00:05:12", log, Place(line=2), frame_rate=25) == 5480
    assert not log.listed()


def test_a_time_that_cannot_be_read_is_a_problem_at_its_place() -> None:
    log = ProblemLog()
    assert read_time("soon", log, Place(line=2)) is None
    (problem,) = log.listed()
    assert (problem.code, problem.where) == ("time-unreadable", Place(line=2))
    assert problem.message == "'soon' is not a time such as 00:12:34.500; the words are kept without it"


def test_the_problem_shows_what_the_format_wants_and_no_more_than_40_characters() -> None:
    log = ProblemLog()
    report_unreadable("x" * 50, log, Place(), "0:12:34.5")
    (problem,) = log.listed()
    assert f"{'x' * 40!r} is not a time such as 0:12:34.5;" in problem.message
