"""Publish several interviews, or folders of them, in one site: one that fails does not stop the others."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from dragoman.errors import DragomanError, FolderError
from dragoman.folder import is_interview
from dragoman.folder.find import find_folders
from dragoman.settings.dragoman_toml import Settings
from dragoman.workflows.many.finished import DoneMany, Finished, Outcome, Work, describe_failure
from dragoman.workflows.many.places import Found, place_report
from dragoman.workflows.many.report import is_report
from dragoman.workflows.many.run import Progress, Task, Whole, run_many, unseen
from dragoman.workflows.publish import PublishOptions, publish
from dragoman.workflows.watcher import SILENT, Watcher

__all__ = ["PublishItem", "PublishManyOptions", "publish_item", "publish_many"]

WORK = Work(
    title="Publications",
    stage="publishing",
    unit="interviews",
    item="Interview or folder",
    result="Site",
    labels={"failed": "failed", "incomplete": "published in part", "made": "published", "skipped": "skipped"},
    stops=True,
)
_MOST_NAMED = 5


class PublishManyOptions(msgspec.Struct, frozen=True, kw_only=True):
    """The interviews, or folders of them, and the other options; ``interviews`` of ``each`` is ignored."""

    inputs: tuple[Path, ...]
    each: PublishOptions


class PublishItem(msgspec.Struct, frozen=True, kw_only=True):
    """One interview, or a folder of them."""

    settings: Settings
    options: PublishOptions


def publish_many(
    *, settings: Settings, options: PublishManyOptions, watcher: Watcher = SILENT, progress: Progress = unseen
) -> DoneMany:
    """Publish one after another in the same site. The report is beside the interviews, never in the site.

    :param progress: called with the progress of the whole
    :raises CancelledError: if the watcher stopped the work; what is written stays
    :raises FolderError: if the report cannot be written
    """
    found = [Found(path, Path(path.name)) for path in options.inputs if not (path.is_file() and is_report(path))]
    tasks = [
        Task(
            path=each.path,
            made=options.each.site,
            weight=1,
            item=PublishItem(settings=settings, options=msgspec.structs.replace(options.each, interviews=each.path)),
        )
        for each in found
    ]
    # Only one process at a time may write to a site.
    report = place_report(found, f"report-{WORK.stage}.html")
    return run_many(WORK, publish_item, tasks, Whole(workers=1, report=report, watcher=watcher, progress=progress))


def publish_item(item: PublishItem) -> Finished:
    """Publish an interview or a folder. If a folder cannot be published as a whole, publish each interview
    separately.
    """
    options = item.options
    started = time.monotonic()
    try:
        done = publish(settings=item.settings, options=options)
    except FolderError as error:
        if is_interview(options.interviews) or not options.interviews.is_dir():
            return describe_failure(options.interviews, options.site, error)
        return _publish_each(item, started)
    except (DragomanError, OSError) as error:
        return describe_failure(options.interviews, options.site, error)
    return _finished(item, started, done.interviews, [], [str(one.path) for one in done.confidential])


def _publish_each(item: PublishItem, started: float) -> Finished:
    options = item.options
    published = 0
    faults: list[str] = []
    held: list[str] = []
    for folder in _find_released(options):
        try:
            one = msgspec.structs.replace(options, interviews=folder)
            done = publish(settings=item.settings, options=one)
            published += done.interviews
            held += [str(one.path) for one in done.confidential]
        except (DragomanError, OSError) as error:
            failed = describe_failure(folder, options.site, error)
            faults.append(f"{folder}: {failed.why}")
    return _finished(item, started, published, faults, held)


def _find_released(options: PublishOptions) -> Iterator[Path]:
    """The interviews of a folder that have editions."""
    depth = {} if options.nested else {"depth": 1}
    return (path for path in find_folders(options.interviews, **depth) if (path / "editions").is_dir())


def _finished(item: PublishItem, started: float, published: int, faults: list[str], held: Sequence[str]) -> Finished:
    """The result; ``held`` are the interviews that are confidential since their last edition."""
    secret = [f"confidential since its last edition, and not published any more: {path}" for path in held]
    more = [f"and {len(faults) - _MOST_NAMED} more"] if len(faults) > _MOST_NAMED else []
    return Finished(
        path=item.options.interviews,
        made=item.options.site,
        outcome=_find_outcome(published, faults, held),
        why="; ".join((*secret, *faults[:_MOST_NAMED], *more)),
        warning="; ".join(secret),
        seconds=time.monotonic() - started,
        figures={
            "interviews": published,
            **({"confidential": len(held)} if held else {}),
            **({"not published": len(faults)} if faults else {}),
        },
    )


def _find_outcome(published: int, faults: Sequence[str], held: Sequence[str]) -> Outcome:
    if faults:
        return "incomplete" if published else "failed"
    return "skipped" if held and not published else "made"
