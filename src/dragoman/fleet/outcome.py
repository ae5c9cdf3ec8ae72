"""The outcome of an item, and how calls and outcomes pass from one process to another."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Generic, Protocol, TypeVar

import msgspec

from dragoman.errors import CancelledError, DragomanError, EngineError

__all__ = ["WAIT", "Map", "Outcome", "Wait", "as_outcome", "call", "pack", "pickled_call", "unpack"]

T = TypeVar("T")
R = TypeVar("R")


class Outcome(msgspec.Struct, Generic[R], frozen=True, kw_only=True):
    """The outcome of the item number ``index``, counted from 0: the value returned, or the exception raised."""

    index: int
    value: R | None = None
    error: Exception | None = None


class Wait(msgspec.Struct, frozen=True):
    """A marker among the items: the next one depends on an outcome that is not there yet. It has no index."""


WAIT = Wait()


class Map(Protocol):
    """Calls a function with each item, and yields the outcomes as they are finished, in any order."""

    @property
    def workers(self) -> int:
        """The number of workers, as far as it is known; 1 at least."""

    def __call__(self, function: Callable[[T], R], items: Iterable[T | Wait]) -> Iterator[Outcome[R]]:
        """The outcome of each item, once.

        :param function: defined at the top of a module, so that another process can import it
        :param items: taken as workers become free; each must be picklable
        """


def call(function: Callable[[T], R], index: int, item: T) -> Outcome[R]:
    """The outcome of calling a function with an item.

    :raises CancelledError: if the function raises it; every other exception is part of the outcome
    """
    try:
        return Outcome(index=index, value=function(item))
    except CancelledError:
        raise
    except Exception as error:
        return Outcome(index=index, error=error)


def pack(function: Callable[[Any], Any], item: object) -> bytes:
    """A call as bytes, to be sent to another process."""
    return pickle.dumps((function, item))


def pickled_call(message: bytes) -> bytes:
    """Make the call that :func:`pack` encoded, and return its outcome as bytes for :func:`unpack`.

    :raises CancelledError: if the function raises it
    """
    outcome = call(_call_packed, 0, message)
    try:
        answer = pickle.dumps(outcome)
        if outcome.error is not None and not isinstance(outcome.error, DragomanError):
            pickle.loads(answer)
    except Exception:
        what = outcome.error if outcome.error is not None else outcome.value
        fault = f"its result cannot be transferred: {type(what).__name__}: {what}"
        return pickle.dumps(Outcome(index=outcome.index, error=EngineError("worker", fault)))
    return answer


def unpack(index: int, answer: bytes) -> Outcome[Any]:
    """The outcome of the item number ``index``, from the bytes that :func:`pickled_call` returned."""
    try:
        outcome: Outcome[Any] = pickle.loads(answer)
    except Exception as error:
        return Outcome(index=index, error=error)
    return msgspec.structs.replace(outcome, index=index)


def as_outcome(index: int, how: str) -> Outcome[Any]:
    """The outcome, with an EngineError, of an item whose worker ended each time.

    :param how: how it ended, such as ``was ended by signal 9``
    """
    fix = "try this one alone; use fewer workers if memory may be too small"
    fault = f"its process {how} twice, without progress in between"
    return Outcome(index=index, error=EngineError("worker", fault, fix))


def _call_packed(message: bytes) -> Any:
    function, item = pickle.loads(message)
    return function(item)
