"""Work on many interviews in place: the report goes into the folder that contains them."""

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
    """The interviews, or folders of them, and the number of processes."""

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
    """Call a function with each of many interviews, and write ``report-STAGE.html``.

    The report of drafts, ``report.html``, is not replaced.

    :param make_item: returns the function's argument for an interview's path
    :raises FolderError: if the only folder named has no interviews
    :raises SettingsError: if ``workers`` is less than 1
    :raises CancelledError: if the watcher stopped the work; what is finished is kept
    """
    watcher.check_cancelled()
    found = find_documents(options.inputs)
    tasks = [
        Task(path=each.path, made=None, weight=find_weight(each.path), item=make_item(each.path)) for each in found
    ]
    report = place_report(found, f"report-{work.stage}.html")
    whole = Whole(workers=options.workers, report=report, watcher=watcher, progress=progress)
    return run_many(work, function, tasks, whole)
