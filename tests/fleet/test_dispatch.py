"""Which item comes next, and what becomes of one that loses its workers: a crew without processes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from dragoman.fleet.dispatch import Lost, Task, Work, dispatch
from dragoman.fleet.outcome import WAIT, Outcome, Wait


class Script:
    """A crew of two. What comes of a task is what a function says; the oldest task is collected first."""

    def __init__(self, become: Callable[[Task], Any]) -> None:
        self._become = become
        self.tasks: list[Task] = []
        self.most = 0
        self.stopped = False

    def free(self) -> int:
        return 2 - len(self.tasks)

    def start(self, task: Task) -> None:
        self.tasks.append(task)
        self.most = max(self.most, len(self.tasks))

    def collect(self, seconds: float) -> list[tuple[Task, Any]]:
        if not self.tasks:
            return []
        task = self.tasks.pop(0)
        return [(task, self._become(task))]

    def is_busy(self) -> bool:
        return bool(self.tasks)

    def stop(self) -> None:
        self.stopped = True


def finish(task: Task) -> Outcome[Any]:
    return Outcome(index=task.index, value=task.function(task.item))


def double(number: int) -> int:
    return 2 * number


def run(crew: Script, items: Iterator[Any] | list[Any], progress: Callable[[Any], int] = lambda item: 0) -> list[Any]:
    return [each.value or each.error for each in dispatch(crew, Work(lambda: None, progress), double, items)]


def test_no_more_tasks_are_at_work_than_the_crew_takes() -> None:
    crew = Script(finish)
    assert run(crew, [1, 2, 3, 4, 5]) == [2, 4, 6, 8, 10]
    assert crew.most == 2
    assert crew.stopped


def test_an_item_that_loses_two_workers_without_progress_has_failed() -> None:
    crew = Script(lambda task: Lost("ended") if task.item == 2 else finish(task))
    first, *rest = sorted(run(crew, [1, 2, 3]), key=str)
    assert [first, rest[0]] == [2, 6]
    assert "ended twice, without progress in between" in str(rest[1])


def test_an_item_that_progresses_goes_on_however_often_its_worker_is_lost() -> None:
    chunks = iter(range(1, 100))
    lives = iter([True] * 20)
    crew = Script(lambda task: Lost("ended") if next(lives, False) else finish(task))
    assert run(crew, [7], lambda item: next(chunks)) == [14]


def test_progress_that_ends_counts_from_there() -> None:
    """Two chunks, then none: lost at 1 and 2, which was progress, then at 2 twice."""
    reached = iter([1, 2, 2, 2])
    crew = Script(lambda task: Lost("ended"))
    [error] = run(crew, [7], lambda item: next(reached))
    assert "twice" in str(error)
    assert next(reached, None) == 2


def test_an_item_may_wait_for_the_outcome_of_another() -> None:
    found: list[int] = []

    def items() -> Iterator[int | Wait]:
        yield 1
        while not found:
            yield WAIT
        yield found[0] + 10

    for outcome in dispatch(Script(finish), Work(lambda: None, lambda item: 0), double, items()):
        assert outcome.value is not None
        found.append(outcome.value)
    assert found == [2, 24]


def test_waiting_for_nothing_is_an_error_and_no_endless_loop() -> None:
    with pytest.raises(RuntimeError):
        run(Script(finish), [WAIT, 1])


def test_what_the_check_raises_stops_the_crew() -> None:
    def check() -> None:
        if crew.tasks:
            raise KeyboardInterrupt

    crew = Script(lambda task: Outcome(index=task.index))
    crew.collect = lambda seconds: []  # type: ignore[method-assign]
    with pytest.raises(KeyboardInterrupt):
        list(dispatch(crew, Work(check, lambda item: 0), double, [1]))
    assert crew.stopped
