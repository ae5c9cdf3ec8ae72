"""Requests of several threads that are answered by one call, which takes less time.

No request waits for others to arrive. Requests collect while all places are taken; when a place is free, those of one
kind are answered by one call.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import Future
from threading import Condition
from typing import Generic, TypeVar

__all__ = ["GroupedCalls"]

Kind = TypeVar("Kind", bound=Hashable)
Request = TypeVar("Request")
Answer = TypeVar("Answer")


class GroupedCalls(Generic[Kind, Request, Answer]):
    """Groups the requests of several threads into calls.

    :param run: answers requests of one kind, in their order; an answer must not depend on the other requests
    :param places: how many calls run at the same time
    :param most: the largest number of requests in a call
    """

    def __init__(self, run: Callable[[Kind, Sequence[Request]], Sequence[Answer]], *, places: int, most: int) -> None:
        self._run, self._places, self._most = run, places, most
        self._waiting: list[tuple[Kind, Request, Future[Answer]]] = []
        self._running = 0
        self._changed = Condition()

    def call(self, kind: Kind, request: Request) -> Answer:
        """The answer to a request. An exception in the call is raised for every request in it."""
        mine = (kind, request, Future[Answer]())
        with self._changed:
            self._waiting.append(mine)
            self._changed.wait_for(lambda: mine[2].running() or mine[2].done() or self._running < self._places)
            group = [] if mine[2].running() or mine[2].done() else self._take(mine)
            self._running += bool(group)
        if group:
            self._answer(kind, group)
        return mine[2].result()

    def _take(self, mine: tuple[Kind, Request, Future[Answer]]) -> list[tuple[Kind, Request, Future[Answer]]]:
        """A request, and the requests of its kind that have waited longest."""
        others = [each for each in self._waiting if each[0] == mine[0] and each is not mine]
        group = [*others[: self._most - 1], mine]
        for each in group:
            each[2].set_running_or_notify_cancel()
        self._waiting = [each for each in self._waiting if not each[2].running()]
        return group

    def _answer(self, kind: Kind, group: Sequence[tuple[Kind, Request, Future[Answer]]]) -> None:
        try:
            answers = self._run(kind, [request for _, request, _ in group])
            for (_, _, future), answer in zip(group, answers, strict=True):
                future.set_result(answer)
        except BaseException as error:
            for _, _, future in group:
                if not future.done():
                    future.set_exception(error)
        finally:
            with self._changed:
                self._running -= 1
                self._changed.notify_all()
