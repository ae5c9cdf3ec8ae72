"""Release many interviews: those that have changed get an edition, and one that fails does not stop the others."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path

import msgspec

from dragoman.errors import DragomanError
from dragoman.settings.dragoman_toml import Settings
from dragoman.workflows.many.finished import DoneMany, Finished, Work, describe_failure
from dragoman.workflows.many.in_place import ManyInputs, run_in_place
from dragoman.workflows.many.run import Progress, unseen
from dragoman.workflows.release import ReleaseOptions, UnchangedError, release
from dragoman.workflows.watcher import SILENT, Watcher

__all__ = ["ReleaseItem", "ReleaseManyOptions", "release_item", "release_many"]

WORK = Work(
    title="Releases",
    stage="releasing",
    unit="interviews",
    item="Interview",
    result="Edition",
    labels={"failed": "failed", "incomplete": "without new views", "made": "released", "skipped": "skipped"},
    stops=True,
)


class ReleaseManyOptions(ManyInputs, frozen=True, kw_only=True):
    """The choices for each edition, as in :class:`dragoman.workflows.release.ReleaseOptions`."""

    note: str | None = None
    show: dict[str, str] = {}
    anyway: str | None = None
    not_before: datetime | None = None


class ReleaseItem(msgspec.Struct, frozen=True, kw_only=True):
    """One interview, as sent to a worker process."""

    settings: Settings
    options: ReleaseOptions


def release_many(
    *, settings: Settings, options: ReleaseManyOptions, watcher: Watcher = SILENT, progress: Progress = unseen
) -> DoneMany:
    """Release every interview that has changed as its next edition, and write a report.

    :param progress: called with the progress of the whole
    :raises FolderError: if the only folder named has no interviews
    :raises SettingsError: if ``workers`` is less than 1
    :raises CancelledError: if the watcher stopped the work; what is released stays
    """

    def make_item(path: Path) -> ReleaseItem:
        each = ReleaseOptions(
            folder=path,
            note=options.note,
            show=options.show,
            anyway=options.anyway,
            not_before=options.not_before,
            # The note is given to all of them; it says nothing about one that has not changed.
            note_counts=False,
        )
        return ReleaseItem(settings=settings, options=each)

    return run_in_place(WORK, release_item, options, make_item, watcher=watcher, progress=progress)


def release_item(item: ReleaseItem) -> Finished:
    """Release one interview, unless it has not changed; return the outcome."""
    path = item.options.folder
    started = time.monotonic()
    try:
        done = release(settings=item.settings, options=item.options)
    except UnchangedError as error:
        return Finished(path=path, made=path, outcome="skipped", why=error.fault)
    except (DragomanError, OSError) as error:
        return describe_failure(path, path, error)
    rest = done.unfinished
    recording = done.edition.transcript.recording
    return Finished(
        path=path,
        made=done.path,
        outcome="made" if rest is None else "incomplete",
        why=f"edition {done.edition.number}" if rest is None else f"released; but {rest.about} {rest.fault}",
        duration=recording.duration if recording else None,
        seconds=time.monotonic() - started,
    )
