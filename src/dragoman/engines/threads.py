"""How many threads a numerical library may use in this process.

A model uses one thread, and several chunks are transcribed at once instead: threads that wait for each other take
processor time. Like the heap's settings, the number holds for the whole process; it is set when a job opens
(:mod:`dragoman.workflows.job`).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["bind_cores", "find_cores", "library_threads"]

_VARIABLE = "OMP_NUM_THREADS"
"""The environment variable that OpenMP and numpy's OpenBLAS read when they are loaded."""
_bound: list[int] = []


@contextmanager
def library_threads(count: int = 1) -> Iterator[None]:
    """Limit the libraries that are loaded inside the ``with`` block to ``count`` threads."""
    before = os.environ.get(_VARIABLE)
    os.environ[_VARIABLE] = str(count)
    try:
        yield
    finally:
        if before is None:
            os.environ.pop(_VARIABLE, None)
        else:
            os.environ[_VARIABLE] = before


def bind_cores(count: int) -> None:
    """Limit models that are loaded from now on to ``count`` cores: this process is one of several on the machine."""
    _bound[:] = [count]


def find_cores() -> int:
    """The number of cores that the models of this process may use."""
    if _bound:
        return _bound[0]
    return (len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()) or 1
