"""How many threads torch may use in this process. A model works on one: several chunks are worked on at once instead.

Like the heap, it counts for all of a process: it is set when a job opens (:mod:`dragoman.workflows.job`).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["torch_threads"]

_VARIABLE = "OMP_NUM_THREADS"


@contextmanager
def torch_threads(count: int = 1) -> Iterator[None]:
    """Let torch use so many threads, whether it has been imported already or is imported meanwhile."""
    before = os.environ.get(_VARIABLE)
    # What torch looks at when it is imported: importing it here would take seconds, and not every job needs it.
    os.environ[_VARIABLE] = str(count)
    if "torch" in sys.modules:
        sys.modules["torch"].set_num_threads(count)
    try:
        yield
    finally:
        if before is None:
            os.environ.pop(_VARIABLE, None)
        else:
            os.environ[_VARIABLE] = before
