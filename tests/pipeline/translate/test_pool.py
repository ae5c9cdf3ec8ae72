from __future__ import annotations

import threading
import time

import pytest

from dragoman.errors import CancelledError
from dragoman.pipeline.translate.pool import Pool, StoppedError


def test_results_come_in_the_order_of_the_pieces() -> None:
    def do(piece: int) -> int:
        time.sleep(0.002 * (piece % 3))
        return piece * piece

    assert list(Pool(do, 4).run(range(30), lambda: None)) == [piece * piece for piece in range(30)]


def test_an_error_comes_behind_the_results_before_it() -> None:
    def do(piece: int) -> int:
        return 10 // (5 - piece)

    results = Pool(do, 2).run(range(10), lambda: None)
    assert [next(results) for _ in range(5)] == [2, 2, 3, 5, 10]
    with pytest.raises(ZeroDivisionError):
        next(results)


def test_a_wait_ends_when_the_work_is_called_off() -> None:
    waiting, stopped = threading.Event(), threading.Event()

    def do(piece: int) -> int:
        waiting.set()
        try:
            pool.pause(60)
        except StoppedError:
            stopped.set()
            raise
        return piece

    def look() -> None:
        if waiting.is_set():
            raise CancelledError

    pool: Pool[int, int] = Pool(do, 1)
    with pytest.raises(CancelledError):
        list(pool.run(range(3), look))
    assert stopped.wait(10)


def test_nothing_to_do_is_done() -> None:
    assert list(Pool(str, 2).run([], lambda: None)) == []
