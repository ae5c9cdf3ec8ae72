"""Distributes workers over a cluster: one for each GPU, or one for every few cores, as memory allows. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from dragoman.fleet.machine import Machine, choose_workers

__all__ = ["Cluster", "Place", "find_places"]


class Cluster(msgspec.Struct, frozen=True, kw_only=True):
    """A Ray cluster that is running.

    ``address`` is ``auto`` for the cluster that this machine is part of, ``HOST:PORT`` for another one in the same
    network, ``ray://HOST:PORT`` for one that is reached from outside. ``each`` is the most memory that a worker uses,
    in MB. ``workers`` is the number of workers on each machine; as many as memory and cores allow unless given.
    ``gpus`` is whether a machine with GPUs has one worker for each of them.
    """

    address: str
    each: int
    workers: int | None = None
    gpus: bool = True


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A place for a worker on a machine: number ``number``, from 0, of ``workers``, with whole cores and GPUs."""

    node: str
    number: int
    workers: int
    cores: int
    gpus: int = 0


def find_places(nodes: Iterable[Mapping[str, Any]], cluster: Cluster) -> tuple[Place, ...]:
    """The places for workers on all machines that are alive.

    :param nodes: as ``ray.nodes()`` returns them; their ``memory`` is what Ray may use, in bytes
    """
    return tuple(
        place for node in nodes if node["Alive"] for place in _on_node(node["NodeID"], node["Resources"], cluster)
    )


def _on_node(node: str, resources: Mapping[str, float], cluster: Cluster) -> list[Place]:
    cores, gpus = int(resources.get("CPU", 0)), int(resources.get("GPU", 0)) if cluster.gpus else 0
    if cores < 1:
        return []
    memory = resources.get("memory")
    machine = Machine(cores=cores, memory=None if memory is None else int(memory) // 1_000_000)
    workers = cluster.workers or choose_workers(machine, cluster.each, gpus or None)
    workers = min(workers, cores)
    return [
        Place(node=node, number=number, workers=workers, cores=cores // workers, gpus=1 if number < gpus else 0)
        for number in range(min(workers, gpus) if gpus else workers)
    ]
