"""A map over the machines of a Ray cluster: the same outcomes as the builtin map, whatever becomes of a worker."""

from __future__ import annotations

import os
import random
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.cluster import add_node
from dragoman.errors import CancelledError, EngineError, FolderError
from dragoman.fleet import WAIT, Cluster, Outcome, Wait, open_map
from fleet_work import die, die_once, double, fail_at_three, make_unpicklable, mark_and_wait, tell_process

MEMORY = 100


@pytest.fixture
def here(ray_cluster: Any) -> Cluster:
    return Cluster(address=ray_cluster.address, each=MEMORY)


def outcomes(found: Iterator[Outcome[Any]]) -> list[Outcome[Any]]:
    return sorted(found, key=lambda outcome: outcome.index)


def test_a_cluster_gives_what_the_builtin_map_gives(here: Cluster) -> None:
    with open_map(1) as alone, open_map(here) as several:
        assert outcomes(alone(double, range(20))) == outcomes(several(double, range(20)))


def test_both_machines_work(here: Cluster) -> None:
    with open_map(here) as run:
        found = {outcome.value for outcome in run(tell_process, range(300))}
    assert len(found) == 2
    assert os.getpid() not in found


def test_an_error_is_the_outcome_of_its_item_alone(here: Cluster) -> None:
    with open_map(here) as run:
        found = outcomes(run(fail_at_three, range(6)))
    assert [outcome.value for outcome in found] == [0, 1, 2, None, None, 5]
    assert isinstance(found[3].error, FolderError)
    assert str(found[3].error) == "three: is full"


def test_a_value_that_cannot_be_passed_on_is_an_error(here: Cluster) -> None:
    with open_map(here) as run:
        [found] = run(make_unpicklable, [1])
    assert isinstance(found.error, EngineError)


def test_an_item_whose_worker_was_killed_is_tried_again(here: Cluster, tmp_path: Path) -> None:
    marks = [tmp_path / str(number) for number in range(3)]
    with open_map(here) as run:
        assert [outcome.value for outcome in outcomes(run(die_once, marks))] == ["0", "1", "2"]


def test_an_item_whose_worker_is_killed_twice_has_failed_and_the_rest_goes_on(here: Cluster) -> None:
    with open_map(here) as run:
        found = outcomes(run(die, range(4)))
    assert [outcome.value for outcome in found] == [0, None, 2, 3]
    assert "twice, without progress" in str(found[1].error)


def test_a_worker_killed_from_outside_changes_nothing_but_the_time(here: Cluster) -> None:
    dice = random.Random(1)
    with open_map(here) as run:
        for _ in range(3):
            found = []
            unlucky = dice.randrange(30)
            for outcome in run(tell_process, range(30)):
                found.append(outcome)
                if len(found) == unlucky:
                    assert outcome.value is not None
                    os.kill(outcome.value, signal.SIGKILL)
            assert sorted(each.index for each in found) == list(range(30))
            assert not [each.error for each in found if each.error]


def test_a_machine_that_is_lost_changes_nothing_and_one_that_joins_works(ray_cluster: Any, here: Cluster) -> None:
    node = add_node(ray_cluster, 1)
    found = []
    with open_map(here) as run:
        for outcome in run(tell_process, range(2_000)):
            found.append(outcome)
            if len(found) == 100:
                ray_cluster.remove_node(node, allow_graceful=False)
    assert sorted(each.index for each in found) == list(range(2_000))
    assert not [each.error for each in found if each.error]


def test_items_are_taken_as_workers_become_free(here: Cluster) -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number

    with open_map(here) as run:
        found = run(double, items())
        next(found)
        assert len(taken) <= 4
        found.close()  # type: ignore[attr-defined]


def test_an_item_may_wait_for_the_outcome_of_another(here: Cluster) -> None:
    found: list[int] = []

    def items() -> Iterator[int | Wait]:
        yield 1
        while not found:
            yield WAIT
        yield found[0] + 10

    with open_map(here) as run:
        for outcome in run(double, items()):
            assert outcome.value is not None
            found.append(outcome.value)
    assert found == [2, 24]


def test_what_the_check_raises_ends_all_workers(here: Cluster, tmp_path: Path) -> None:
    def stop() -> None:
        if len(list(tmp_path.iterdir())) == 2:
            raise CancelledError("draft")

    with pytest.raises(CancelledError), open_map(here, check=stop) as run:
        list(run(mark_and_wait, [tmp_path] * 9))


def test_no_cluster_is_one_line_that_says_how_to_start_one(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("ray", reason="ray is not installed")
    with (
        pytest.raises(EngineError, match="cannot be reached"),
        open_map(Cluster(address="nowhere", each=MEMORY)),
    ):
        pass


def test_without_ray_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(EngineError) as found, open_map(Cluster(address="auto", each=MEMORY)):
        pass
    assert [fix.package for fix in found.value.fixes if not isinstance(fix, str)] == ["dragoman[cluster]"]
