"""A process beside the server, for work that nobody who types shall wait for. It ends when the server does, however."""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor

__all__ = ["make_pool"]

# Seconds between two looks whether the server is still there.
_LOOK = 1.0


def make_pool(prepare: Callable[[], None] | None = None) -> ProcessPoolExecutor:
    """A pool of one process, which is started when it is first needed.

    :param prepare: called there before anything else
    """
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(max_workers=1, mp_context=context, initializer=_begin, initargs=(os.getpid(), prepare))


def _begin(server: int, prepare: Callable[[], None] | None) -> None:
    """Have this process end when the server is gone: one that was killed cannot end it itself."""
    threading.Thread(target=_wait_for_end, args=(server,), daemon=True).start()
    if prepare is not None:
        prepare()


def _wait_for_end(server: int) -> None:
    while os.getppid() == server:
        time.sleep(_LOOK)
    os._exit(0)
