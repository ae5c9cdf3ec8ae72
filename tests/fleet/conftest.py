"""A Ray cluster of two nodes on this machine, each with its own processes, as on two machines."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest

from benchmarks.cluster import add_node, start_cluster


@pytest.fixture(scope="session")
def ray_cluster() -> Iterator[Any]:
    """Two nodes with a core each. Skips where Ray is not installed."""
    pytest.importorskip("ray", reason="ray is not installed")
    before = dict(os.environ)
    try:
        with start_cluster(1) as cluster:
            add_node(cluster, 1)
            yield cluster
    finally:
        os.environ.clear()
        os.environ.update(before)
