"""Release many interviews: those that have changed get an edition, and one that fails does not stop the others."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path

import msgspec

from dragoman.errors import DragomanError
from dragoman.folder import open_folder
from dragoman.folder.views import page_path
from dragoman.language.plural import counted
from dragoman.settings.dragoman_toml import Settings
from dragoman.workflows.many.finished import DoneMany, Finished, Work, as_dry, describe_failure
from dragoman.workflows.many.in_place import ManyInputs, run_in_place
from dragoman.workflows.many.run import Progress, unseen
from dragoman.workflows.release import ObstaclesError, ReleaseOptions, UnchangedError, plan_release, release
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
DRY = as_dry(WORK, "would be released", "Releases that would be made")


# The most paths that a command in a message names.
_MOST_NAMED = 3


class ReleaseManyOptions(ManyInputs, frozen=True, kw_only=True):
    """The choices for each edition, as in :class:`dragoman.workflows.release.ReleaseOptions`.

    With ``dry_run`` nothing is released; each outcome says what would be.
    """

    note: str | None = None
    show: dict[str, str] = {}
    anyway: str | None = None
    not_before: datetime | None = None
    dry_run: bool = False


class ReleaseItem(msgspec.Struct, frozen=True, kw_only=True):
    """One interview, as sent to a worker process. ``inputs`` are the paths that were named, to be named in fixes."""

    inputs: tuple[str, ...]
    settings: Settings
    options: ReleaseOptions
    dry_run: bool = False


def release_many(
    *, settings: Settings, options: ReleaseManyOptions, watcher: Watcher = SILENT, progress: Progress = unseen
) -> DoneMany:
    """Release every interview that has changed as its next edition, and write a report.

    :param progress: called with the progress of the whole
    :raises FolderError: if the only folder named has no interviews
    :raises SettingsError: if ``workers`` is less than 1
    :raises CancelledError: if the watcher stopped the work; what is released stays
    """
    inputs = tuple(map(str, options.inputs)) if len(options.inputs) <= _MOST_NAMED else ("DIR", "…")

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
        return ReleaseItem(inputs=inputs, settings=settings, options=each, dry_run=options.dry_run)

    return run_in_place(
        DRY if options.dry_run else WORK, release_item, options, make_item, watcher=watcher, progress=progress
    )


def release_item(item: ReleaseItem) -> Finished:
    """Release one interview, unless it has not changed; return the outcome."""
    path = item.options.folder
    started = time.monotonic()
    try:
        if item.dry_run:
            return _plan(item, started)
        done = release(settings=item.settings, options=item.options)
    except UnchangedError as error:
        return Finished(path=path, made=path, outcome="skipped", why=error.fault)
    except ObstaclesError as error:
        return msgspec.structs.replace(describe_failure(path, path, error), together=error.together(item.inputs))
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


def _plan(item: ReleaseItem, started: float) -> Finished:
    """What would be released of one interview.

    :raises DragomanError: as a release
    """
    path = item.options.folder
    plan = plan_release(settings=item.settings, options=item.options)
    if plan.obstacles and not (item.options.anyway or "").strip():
        raise ObstaclesError(path, plan.obstacles, page_path(open_folder(path)))
    recording = plan.draft.transcript.recording
    changes = f", {counted(len(plan.draft.changes), 'correction')}" if plan.number > 1 else ""
    return Finished(
        path=path,
        made=path,
        outcome="made",
        why=f"edition {plan.number}, at the address {plan.draft.slug}{changes}",
        duration=recording.duration if recording else None,
        seconds=time.monotonic() - started,
    )
