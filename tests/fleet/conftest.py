"""A Ray cluster of two nodes on this machine, each with its own processes, as on two machines."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import Any

import pytest

PATIENT = {
    "RAY_raylet_start_wait_time_s": "300",
    "RAY_worker_register_timeout_seconds": "300",
    "RAY_health_check_failure_threshold": "60",
}
"""For a machine that is busy with other things."""


@pytest.fixture(scope="session")
def ray_cluster() -> Iterator[Any]:
    """Two nodes with a core each. Skips where Ray is not installed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        for name, value in PATIENT.items():
            patch.setenv(name, value)
        patch.setenv("PYTHONPATH", os.pathsep.join(filter(None, sys.path)))
        pytest.importorskip("ray", reason="ray is not installed")
        from ray.cluster_utils import Cluster

        size = 80_000_000
        cluster: Any = Cluster(
            True, head_node_args={"num_cpus": 1, "object_store_memory": size, "include_dashboard": False}
        )
        try:
            cluster.add_node(num_cpus=1, object_store_memory=size)
            yield cluster
        finally:
            cluster.shutdown()
