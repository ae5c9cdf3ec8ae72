"""Check many documents: the number of problems in each."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

from dragoman.checks import find_problems
from dragoman.errors import DragomanError, Fix
from dragoman.folder.recordings import find_recording
from dragoman.folder.sound import find_missing_copy
from dragoman.problems import Severity
from dragoman.settings.dragoman_toml import Settings
from dragoman.transcript.document import Transcript
from dragoman.workflows.check import CheckOptions, check
from dragoman.workflows.many.finished import DoneMany, Finished, Work, describe_failure
from dragoman.workflows.many.in_place import ManyInputs, run_in_place
from dragoman.workflows.many.run import Progress, unseen
from dragoman.workflows.watcher import SILENT, Watcher

__all__ = ["CheckItem", "CheckManyOptions", "check_item", "check_many"]

WORK = Work(
    title="Checks",
    stage="checking",
    unit="interviews",
    item="Interview",
    result="Page",
    labels={"failed": "failed", "incomplete": "with errors", "made": "without errors", "skipped": "skipped"},
    stops=True,
)
_SEVERITIES: dict[Severity, str] = {"error": "errors", "warning": "warnings", "note": "notes"}
_MOST_CODES = 5


class CheckManyOptions(ManyInputs, frozen=True, kw_only=True):
    """``only`` names families of checks; if empty, all of them run. With ``each`` the problems are returned too."""

    only: tuple[str, ...] = ()
    each: bool = False


class CheckItem(msgspec.Struct, frozen=True, kw_only=True):
    """One document, as sent to a worker process."""

    settings: Settings
    options: CheckOptions
    each: bool = False


def check_many(
    *, settings: Settings, options: CheckManyOptions, watcher: Watcher = SILENT, progress: Progress = unseen
) -> DoneMany:
    """Check every document, record what is found, and write a report of the numbers.

    :param progress: called with the progress of the whole
    :raises SettingsError: if a family of checks is unknown, or ``workers`` is less than 1
    :raises FolderError: if the only folder named has no interviews
    :raises CancelledError: if the watcher stopped the work
    """
    # Refuse an unknown family before any document is read.
    find_problems(Transcript(), options.only)

    def make_item(path: Path) -> CheckItem:
        return CheckItem(settings=settings, options=CheckOptions(document=path, only=options.only), each=options.each)

    return run_in_place(WORK, check_item, options, make_item, watcher=watcher, progress=progress)


def check_item(item: CheckItem) -> Finished:
    """The number of unsettled problems of each severity in a document."""
    path = item.options.document
    started = time.monotonic()
    try:
        listed = check(settings=item.settings, options=item.options).problems
    except (DragomanError, OSError) as error:
        return describe_failure(path, path, error)
    found = [each.problem for each in listed]
    errors = Counter(problem.code for problem in found if problem.severity == "error")
    counts = Counter(problem.severity for problem in found)
    recording = find_recording(path) if path.is_dir() else None
    is_lost = find_missing_copy(path, recording) is not None
    codes = [f"{code} {count}" for code, count in errors.most_common(_MOST_CODES)]
    return Finished(
        path=path,
        made=path,
        outcome="incomplete" if errors else "made",
        why=", ".join((*codes, *(["and others"] if len(errors) > _MOST_CODES else ()))),
        warning="its recording is not where the folder says" if is_lost else "",
        fixes=tuple(_find_fixes(path, errors=bool(errors), is_lost=is_lost)),
        duration=recording.duration if recording else None,
        seconds=time.monotonic() - started,
        problems=tuple((each.start, each.problem) for each in listed) if item.each else (),
        figures={
            **{name: counts[severity] for severity, name in _SEVERITIES.items()},
            **({"recordings missing": 1} if is_lost else {}),
        },
    )


def _find_fixes(path: Path, *, errors: bool, is_lost: bool) -> Iterator[Fix]:
    if errors:
        yield Fix("list them", "check", (str(path),))
    elif is_lost:
        yield Fix("look for it", "relink", (str(path),))
