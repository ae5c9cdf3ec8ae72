"""Checks of whole interviews, in a process of their own."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest

from dragoman.desk.checking import Checked, Checker, _check
from dragoman.folder import open_folder
from dragoman.problems import Problem
from dragoman.settings.dragoman_toml import Settings

Make = Callable[[str], Path]
HERE = Path("talk")


@pytest.fixture
def checker(root: Path) -> Iterator[Checker]:
    made = Checker(Settings())
    yield made
    made.process.close()


class Process:
    """In the place of a process beside the server; what it was asked for ends as the test says."""

    def __init__(self) -> None:
        self.futures: list[Future[Any]] = []

    def submit(self, *_: Any) -> Future[Any]:
        self.futures.append(Future())
        return self.futures[-1]

    def close(self) -> None:
        pass


def test_an_interview_is_checked_within_the_limits(checker: Checker, make_interview: Make) -> None:
    talk = make_interview("talk")
    head = open_folder(talk).head
    until = time.monotonic() + 60
    while (found := checker.find("talk", talk, head)).head is None and time.monotonic() < until:
        time.sleep(0.05)
    assert (found.head, found.fault) == (head, None)


def test_an_interview_that_cannot_be_checked_says_why(
    make_interview: Make, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # This process goes on with the other tests.
    monkeypatch.setattr("dragoman.desk.checking.limit_process", lambda *_: None)
    talk = make_interview("talk")
    found = _check(talk, Settings(glossary=root / "none.csv"))
    assert isinstance(found, str)
    assert found.startswith("The problems of the whole interview are not known: ")
    assert f"{root / 'none.csv'}: does not exist" in found


def test_a_fault_is_kept_with_the_problems_that_were_known(checker: Checker, root: Path) -> None:
    checker.process = own = Process()  # type: ignore[assignment]
    problem = Problem("some-code", "warning", "Something is wrong.")
    checker.find("talk", HERE, "r1")
    own.futures[0].set_result((problem,))
    checker.find("talk", HERE, "r2")
    own.futures[1].set_result(f"{root / 'names.csv'}: does not exist")
    assert checker.find("talk", HERE, "r2") == Checked("r2", (problem,), "names.csv: does not exist")


def test_a_check_that_is_ended_keeps_what_was_known_and_is_not_asked_for_again(checker: Checker) -> None:
    checker.process = own = Process()  # type: ignore[assignment]
    problem = Problem("some-code", "warning", "Something is wrong.")
    checker.find("talk", HERE, "r1")
    own.futures[0].set_result((problem,))
    checker.find("talk", HERE, "r2")
    own.futures[1].set_exception(BrokenProcessPool())
    found = checker.find("talk", HERE, "r2")
    assert (found.head, found.problems) == ("r2", (problem,))
    assert "took too much memory or time" in (found.fault or "")
    assert len(own.futures) == 2


def test_the_next_edit_has_it_checked_anew(checker: Checker) -> None:
    checker.process = own = Process()  # type: ignore[assignment]
    checker.find("talk", HERE, "r1")
    own.futures[0].set_exception(BrokenProcessPool())
    checker.find("talk", HERE, "r2")
    own.futures[1].set_result(())
    assert checker.find("talk", HERE, "r2") == Checked("r2", ())


def test_a_change_of_the_table_of_names_has_it_checked_anew(
    checker: Checker, root: Path, start: Callable[..., None]
) -> None:
    names = root / "names.csv"
    start(settings=Settings(glossary=names))
    checker.process = own = Process()  # type: ignore[assignment]
    problem = Problem("some-code", "warning", "Something is wrong.")
    checker.find("talk", HERE, "r1")
    own.futures[0].set_result((problem,))
    assert checker.find("talk", HERE, "r1") == Checked("r1", (problem,))
    names.write_text("kind,source\nperson,Ana\n", encoding="utf-8")
    assert checker.find("talk", HERE, "r1") == Checked(None, (problem,))
    own.futures[1].set_result(())
    assert checker.find("talk", HERE, "r1") == Checked("r1", ())


def test_a_problem_that_is_settled_is_gone_at_once_and_the_others_stay(checker: Checker) -> None:
    checker.process = own = Process()  # type: ignore[assignment]
    one, other = (Problem(code, "warning", "Something is wrong.") for code in ("one-code", "other-code"))
    checker.find("talk", HERE, "r1")
    own.futures[0].set_result((one, other))
    checker.settle("talk", one.id)
    assert checker.find("talk", HERE, "r1") == Checked(None, (other,))
    own.futures[1].set_result((other,))
    assert checker.find("talk", HERE, "r1") == Checked("r1", (other,))


def test_a_check_from_before_a_settlement_does_not_bring_the_problem_back(checker: Checker) -> None:
    checker.process = own = Process()  # type: ignore[assignment]
    problem = Problem("one-code", "warning", "Something is wrong.")
    checker.find("talk", HERE, "r1")
    own.futures[0].set_result((problem,))
    checker.find("talk", HERE, "r2")
    checker.settle("talk", problem.id)
    own.futures[1].set_result((problem,))
    assert checker.find("talk", HERE, "r2") == Checked(None, ())
    own.futures[2].set_result(())
    assert checker.find("talk", HERE, "r2") == Checked("r2", ())


def test_a_check_that_is_done_at_once_stops_nobody(checker: Checker) -> None:
    checker.process = Done()  # type: ignore[assignment]
    assert checker.find("talk", HERE, "r1") == Checked(None, ())
    assert checker.find("talk", HERE, "r1") == Checked("r1", ())


class Done:
    """A process whose work is done before anybody can ask."""

    def submit(self, *_: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(())
        return future

    def close(self) -> None:
        pass
