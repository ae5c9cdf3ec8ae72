"""Calls of several threads that are made as one."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from dragoman.engines.grouped_calls import GroupedCalls


class Doubler:
    """Doubles numbers; the first call takes until it is let go. Remembers what it was given together."""

    def __init__(self) -> None:
        self.groups: list[tuple[str, list[int]]] = []
        self.begun, self.go = Event(), Event()

    def __call__(self, kind: str, numbers: Sequence[int]) -> list[int]:
        self.groups.append((kind, sorted(numbers)))
        self.begun.set()
        assert self.go.wait(20)
        return [2 * number for number in numbers]


def ask(doubler: Doubler, calls: GroupedCalls[str, int, int], *asked: tuple[str, int]) -> list[int]:
    """The answers, where all but the first ask while that is being answered."""
    with ThreadPoolExecutor(len(asked)) as pool:
        answers = [pool.submit(calls.call, *asked[0])]
        assert doubler.begun.wait(20)
        for kind, number in asked[1:]:
            before = len(calls._waiting)
            answers.append(pool.submit(calls.call, kind, number))
            while len(calls._waiting) == before:
                time.sleep(0.001)
        doubler.go.set()
        return [answer.result() for answer in answers]


def test_calls_that_wait_for_a_place_are_made_as_one() -> None:
    doubler = Doubler()
    calls = GroupedCalls(doubler, places=1, most=4)
    assert ask(doubler, calls, *(("a", number) for number in range(4))) == [0, 2, 4, 6]
    assert doubler.groups == [("a", [0]), ("a", [1, 2, 3])]


def test_calls_of_two_kinds_are_not() -> None:
    doubler = Doubler()
    calls = GroupedCalls(doubler, places=1, most=4)
    assert ask(doubler, calls, ("a", 0), ("a", 1), ("b", 2), ("a", 3)) == [0, 2, 4, 6]
    assert sorted(doubler.groups[1:]) == [("a", [1, 3]), ("b", [2])]


def test_no_more_are_made_as_one_than_may_be() -> None:
    doubler = Doubler()
    calls = GroupedCalls(doubler, places=1, most=2)
    assert ask(doubler, calls, *(("a", number) for number in range(6))) == [0, 2, 4, 6, 8, 10]
    assert sorted(len(group) for _, group in doubler.groups) == [1, 1, 2, 2]


def test_a_call_that_fails_fails_for_all_who_are_in_it_and_for_no_others() -> None:
    def run(kind: str, numbers: Sequence[int]) -> list[int]:
        if kind == "bad":
            raise ValueError(kind)
        return list(numbers)

    calls = GroupedCalls(run, places=1, most=4)
    with pytest.raises(ValueError, match="bad"):
        calls.call("bad", 1)
    assert calls.call("good", 1) == 1
    assert calls._running == 0


def test_many_threads_each_get_their_own_answer() -> None:
    def run(kind: int, numbers: Sequence[int]) -> list[int]:
        return [kind * number for number in numbers]

    calls = GroupedCalls(run, places=2, most=3)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda number: calls.call(number % 3, number), range(300)))
    assert answers == [number % 3 * number for number in range(300)]
