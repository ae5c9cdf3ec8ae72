"""A map over many items, in this process or in several: the same outcomes, whatever becomes of a process."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.errors import CancelledError, EngineError, FolderError
from dragoman.fleet import Outcome, open_map
from fleet_work import die, die_once, double, fail_at_three, make_unpicklable, mark_and_wait, tell_process, wait_by_name


def outcomes(found: Iterator[Outcome[int]]) -> list[Outcome[int]]:
    return sorted(found, key=lambda outcome: outcome.index)


def test_processes_give_what_the_builtin_map_gives() -> None:
    with open_map(1) as alone, open_map(2) as several:
        assert outcomes(alone(double, range(20))) == outcomes(several(double, range(20)))


def test_one_worker_is_this_process() -> None:
    with open_map(1) as run:
        assert [outcome.value for outcome in run(tell_process, range(2))] == [os.getpid()] * 2


def test_one_worker_may_have_a_process_of_its_own() -> None:
    with open_map(1, apart=True) as run:
        [first, second] = run(tell_process, range(2))
    assert first.value == second.value != os.getpid()


def test_outcomes_come_as_they_are_finished() -> None:
    with open_map(2) as run:
        assert [outcome.value for outcome in run(wait_by_name, ["slow", "quick"])] == ["quick", "slow"]


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_is_the_outcome_of_its_item_alone(workers: int) -> None:
    with open_map(workers) as run:
        found = outcomes(run(fail_at_three, range(6)))
    assert [outcome.value for outcome in found] == [0, 1, 2, None, None, 5]
    assert isinstance(found[3].error, FolderError)
    assert isinstance(found[4].error, ValueError)
    assert str(found[3].error) == "three: is full"


def test_a_value_that_cannot_be_passed_on_is_an_error() -> None:
    with open_map(2) as run:
        [found] = run(make_unpicklable, [1])
    assert isinstance(found.error, EngineError)


def test_an_item_whose_process_was_killed_is_tried_again(tmp_path: Path) -> None:
    marks = [tmp_path / str(number) for number in range(4)]
    with open_map(2) as run:
        found = sorted(run(die_once, marks), key=lambda outcome: outcome.index)
    assert [outcome.value for outcome in found] == ["0", "1", "2", "3"]


def test_an_item_whose_process_is_killed_twice_has_failed_and_the_rest_goes_on() -> None:
    with open_map(2) as run:
        found = outcomes(run(die, range(5)))
    assert [outcome.value for outcome in found] == [0, None, 2, 3, 4]
    assert "signal 9" in str(found[1].error)


def test_a_worker_killed_from_outside_changes_nothing_but_the_time() -> None:
    """At a random moment of each of ten runs, also while it is idle."""
    dice = random.Random(1)
    with open_map(2) as run:
        for _ in range(10):
            found = []
            unlucky = dice.randrange(30)
            for outcome in run(tell_process, range(30)):
                found.append(outcome)
                if len(found) == unlucky:
                    assert outcome.value is not None
                    os.kill(outcome.value, signal.SIGKILL)
            assert sorted(each.index for each in found) == list(range(30))
            assert not [each.error for each in found if each.error]


def test_items_are_taken_as_workers_become_free() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number

    with open_map(2) as run:
        found = run(double, items())
        next(found)
        assert len(taken) <= 4
        found.close()  # type: ignore[attr-defined]
        assert len(taken) <= 4


def test_ten_thousand_items_take_no_more_memory_than_a_few() -> None:
    tracemalloc.start()
    try:
        with open_map(2) as run:
            for outcome in run(double, iter(range(10_000))):
                if outcome.index == 100:
                    tracemalloc.reset_peak()
                    before = tracemalloc.get_traced_memory()[0]
            assert tracemalloc.get_traced_memory()[1] - before < 1_000_000
    finally:
        tracemalloc.stop()


def test_what_the_check_raises_ends_all_processes(tmp_path: Path) -> None:
    def stop() -> None:
        if len(list(tmp_path.iterdir())) == 2:
            raise CancelledError("draft")

    with pytest.raises(CancelledError), open_map(2, check=stop) as run:
        list(run(mark_and_wait, [tmp_path] * 9))
    assert not [name for name in os.listdir(tmp_path) if is_running(int(name))]


PROGRAM = """
import sys
from pathlib import Path
from dragoman.fleet import open_map
from fleet_work import mark_and_wait

if __name__ == "__main__":
    with open_map(2) as run:
        list(run(mark_and_wait, [Path(sys.argv[1])] * 9))
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_no_process_is_left_when_the_program_is_interrupted_or_killed(tmp_path: Path, number: int) -> None:
    marks, program = tmp_path / "marks", tmp_path / "program.py"
    marks.mkdir()
    program.write_text(PROGRAM)
    path = os.pathsep.join(filter(None, sys.path))
    command = [sys.executable, str(program), str(marks)]
    with subprocess.Popen(command, env={**os.environ, "PYTHONPATH": path}, stderr=subprocess.DEVNULL) as running:
        while len(os.listdir(marks)) < 2:
            time.sleep(0.05)
        running.send_signal(number)
        running.wait(30)
    for _ in range(600):
        left = [name for name in os.listdir(marks) if is_running(int(name))]
        if not left:
            break
        time.sleep(0.05)
    assert left == []


def is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
