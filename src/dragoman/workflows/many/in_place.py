"""Work on many interviews that stay where they are: the report lies in the folder that holds them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

from dragoman.workflows.many.finished import DoneMany, Finished, Work
from dragoman.workflows.many.places import find_documents, find_weight, place_report
from dragoman.workflows.many.run import Progress, Task, Whole, run_many, unseen
from dragoman.workflows.watcher import Watcher

__all__ = ["ManyInputs", "run_in_place"]

T = TypeVar("T")


class ManyInputs(msgspec.Struct, frozen=True, kw_only=True):
    """Which interviews, or folders of them, are worked on, by how many processes."""

    inputs: tuple[Path, ...]
    workers: int = 1


def run_in_place(
    work: Work,
    function: Callable[[T], Finished],
    options: ManyInputs,
    make_item: Callable[[Path], T],
    *,
    watcher: Watcher,
    progress: Progress = unseen,
) -> DoneMany:
    """Call a function with each of many interviews; ``report-STAGE.html`` says what became of them.

    The report of drafts, ``report.html``, stays.

    :param make_item: what the function is called with, for an interview's path
    :raises FolderError: for a folder without interviews, where nothing else is named
    """
    watcher.check_cancelled()
    found = find_documents(options.inputs)
    tasks = [
        Task(path=each.path, made=None, weight=find_weight(each.path), item=make_item(each.path)) for each in found
    ]
    report = place_report(found, f"report-{work.stage}.html")
    whole = Whole(workers=options.workers, report=report, watcher=watcher, progress=progress)
    return run_many(work, function, tasks, whole)
