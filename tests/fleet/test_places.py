"""Which machines of a cluster get how many workers."""

from __future__ import annotations

from typing import Any

from dragoman.fleet.places import Cluster, Place, find_places

CLUSTER = Cluster(address="auto", each=1_000)


def node(name: str = "one", *, alive: bool = True, **resources: float) -> dict[str, Any]:
    return {"NodeID": name, "Alive": alive, "Resources": resources}


def test_a_worker_for_each_core_where_memory_allows() -> None:
    places = find_places([node(CPU=2, memory=8e9), node("two", CPU=1, memory=8e9)], CLUSTER)
    assert [(place.node, place.number, place.workers, place.cores) for place in places] == [
        ("one", 0, 2, 1),
        ("one", 1, 2, 1),
        ("two", 0, 1, 1),
    ]


def test_fewer_workers_with_more_cores_where_memory_is_short() -> None:
    [first, second] = find_places([node(CPU=8, memory=2.5e9)], CLUSTER)
    assert (first.cores, second.cores, second.number) == (4, 4, 1)


def test_a_worker_for_each_gpu() -> None:
    [first, second] = find_places([node(CPU=16, GPU=2, memory=64e9)], CLUSTER)
    assert (first.gpus, first.cores) == (second.gpus, second.cores) == (1, 8)


def test_gpus_that_are_not_wanted_are_left_alone() -> None:
    wanted = Cluster(address="auto", each=1_000, gpus=False)
    assert [place.gpus for place in find_places([node(CPU=2, GPU=2, memory=8e9)], wanted)] == [0, 0]


def test_as_many_on_each_machine_as_were_asked_for() -> None:
    wanted = Cluster(address="auto", each=1_000, workers=3)
    places = find_places([node(CPU=8, memory=64e9), node("two", CPU=2, memory=64e9)], wanted)
    assert [(place.node, place.cores) for place in places] == [("one", 2)] * 3 + [("two", 1)] * 2


def test_a_machine_that_is_gone_or_has_no_core_gets_none() -> None:
    assert find_places([node(alive=False, CPU=4), node(CPU=0), node(memory=8e9)], CLUSTER) == ()


def test_memory_that_is_not_known_limits_nothing() -> None:
    assert find_places([node(CPU=1)], CLUSTER) == (Place(node="one", number=0, workers=1, cores=1),)
