"""Settings of the C library's heap: memory must not grow with the length of a recording.

Models run in several threads and allocate much memory for short periods. The GNU library then keeps a heap for each
thread and raises its own thresholds, so that freed memory stays with the process: after the first of four drafts of a
minute 234 MB remained, and 404 after the last; now 125 after each.

The thresholds are high because a model needs the same pieces again at once: with 4 and 16 MB a draft of ten minutes
took 97 s of processor, with 32 MB (the most that the library accepts) and 256 MB it takes 82 s.

A server reads whole histories and pages and frees them at once. Its threads hold Python's lock while they allocate, so
that one heap is enough for all, and large pieces go back to the system when they are freed.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Mapping
from functools import cache
from typing import Any

__all__ = ["settle_heap", "settle_server_heap", "trim_heap"]

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
"""The names of these settings in malloc.h."""
_FOR_MODELS = {_ARENA_MAX: 1, _MMAP_THRESHOLD: 32 << 20, _TRIM_THRESHOLD: 256 << 20}
_FOR_SERVER = {_ARENA_MAX: 1, _MMAP_THRESHOLD: 256 << 10, _TRIM_THRESHOLD: 1 << 20}


@cache
def settle_heap() -> bool:
    """Use one heap for all threads, and thresholds that do not rise; return ``False`` if the library is not GNU's."""
    return _settle(_FOR_MODELS)


def settle_server_heap() -> bool:
    """As :func:`settle_heap`, in a process that answers requests and runs no model."""
    return _settle(_FOR_SERVER)


def _settle(settings: Mapping[int, int]) -> bool:
    library = _find_library()
    if library is None:
        return False
    done = [library.mallopt(name, value) == 1 for name, value in settings.items()]
    return all(done)


def trim_heap() -> None:
    """Return free memory to the system; the pieces are too many and too small for the heap to do so on its own.

    Called after every few chunks: the diarizer alone would otherwise leave 150 MB an hour.
    """
    library = _find_library()
    if library is not None:
        library.malloc_trim(0)


@cache
def _find_library() -> Any:
    if not sys.platform.startswith("linux"):
        return None
    library = ctypes.CDLL(None)
    return library if hasattr(library, "mallopt") and hasattr(library, "malloc_trim") else None
