"""A Ray cluster of two nodes on this machine: each has processes of its own, as on two machines."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from dragoman.errors import EngineError, Fix

__all__ = ["add_node", "start_cluster", "two_nodes"]

_STORE = 80_000_000
_SETTINGS = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_worker_register_timeout_seconds": "300",
    "RAY_health_check_failure_threshold": "60",
}
"""Patient, for a machine that is busy with other things."""


@contextmanager
def two_nodes(cores: int) -> Iterator[str]:
    """The address of a cluster whose nodes say that they have so many cores each. This process is connected to it.

    :raises EngineError: where Ray is not installed
    """
    with start_cluster(cores) as cluster:
        add_node(cluster, cores)
        ray: Any = import_module("ray")
        ray.init(address=cluster.address, log_to_driver=False, logging_level="critical")
        try:
            yield cluster.address
        finally:
            ray.shutdown()


@contextmanager
def start_cluster(cores: int) -> Iterator[Any]:
    """A cluster of one node.

    :raises EngineError: where Ray is not installed
    """
    root = str(Path(__file__).resolve().parent.parent)
    os.environ["PYTHONPATH"] = os.pathsep.join([root, *filter(None, sys.path)])
    os.environ.update(_SETTINGS)
    try:
        kind: Any = import_module("ray.cluster_utils").Cluster
    except ImportError:
        raise EngineError("ray", "is not installed", Fix("install it", package="dragoman[cluster]")) from None
    cluster = kind(True, head_node_args={**_options(cores), "include_dashboard": False})
    try:
        yield cluster
    finally:
        cluster.shutdown()


def add_node(cluster: Any, cores: int) -> Any:
    """Another node of a cluster."""
    return cluster.add_node(**_options(cores))


def _options(cores: int) -> dict[str, int]:
    return {"num_cpus": cores, "object_store_memory": _STORE}
