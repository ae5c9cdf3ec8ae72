"""Get one value from each of many interviews. One that fails does not stop the others."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from dragoman.fleet import open_map
from dragoman.workflows.many.finished import Finished, Tally, describe_failure
from dragoman.workflows.many.in_place import ManyInputs
from dragoman.workflows.many.places import find_documents
from dragoman.workflows.many.run import Progress, refuse_no_workers
from dragoman.workflows.watcher import Watcher

__all__ = ["Gathered", "gather"]

T = TypeVar("T")
R = TypeVar("R")


class Gathered(msgspec.Struct, Generic[R], frozen=True):
    """The value of each interview, with its path and its name, in order; and those that failed."""

    values: tuple[tuple[Path, str, R], ...]
    failed: tuple[Finished, ...]


def gather(
    function: Callable[[T], R | Finished],
    options: ManyInputs,
    make_item: Callable[[Path], T],
    *,
    watcher: Watcher,
    progress: Progress,
) -> Gathered[R]:
    """The values that a function returns for many interviews, or why it has none.

    :param make_item: returns the function's argument for an interview's path
    :raises FolderError: if the only folder named has no interviews
    :raises SettingsError: if ``workers`` is less than 1
    :raises CancelledError: if the watcher stopped the work
    """
    watcher.check_cancelled()
    refuse_no_workers(options.workers)
    found = find_documents(options.inputs)
    items = [make_item(each.path) for each in found]
    made: dict[int, R | Finished] = {}
    began = time.monotonic()
    progress(Tally(done=0, total=len(items), sound=0, spent=0, left=None))
    with open_map(options.workers, check=watcher.check_cancelled) as run:
        for done, outcome in enumerate(run(function, items), 1):
            error = outcome.error or RuntimeError("it had no result")
            value = outcome.value
            made[outcome.index] = describe_failure(found[outcome.index].path, None, error) if value is None else value
            spent = time.monotonic() - began
            progress(Tally(done=done, total=len(items), sound=0, spent=spent, left=spent * (len(items) - done) / done))
    return _sort(made, {place: (each.path, str(each.name)) for place, each in enumerate(found)})


def _sort(made: Mapping[int, R | Finished], names: Mapping[int, tuple[Path, str]]) -> Gathered[R]:
    values, failed = [], []
    for place in sorted(made):
        value = made[place]
        if isinstance(value, Finished):
            failed.append(value)
        else:
            values.append((*names[place], value))
    return Gathered(tuple(values), tuple(failed))
