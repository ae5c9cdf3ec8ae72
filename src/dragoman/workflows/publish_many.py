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
from dragoman.workflows.publish import Published, PublishOptions, publish
from dragoman.workflows.publish_notes import find_notes
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
    # These two are in the outcome itself.
    notes = find_notes(item.settings, msgspec.structs.replace(done, silent={}, confidential=()))
    warnings = "; ".join(note.says for note in notes if note.severity == "warning")
    held = [str(one.path) for one in done.confidential]
    finished = _finished(item, started, done.interviews, [], _say_silent(done), held)
    return msgspec.structs.replace(finished, warning="; ".join(filter(None, (finished.warning, warnings))))


def _publish_each(item: PublishItem, started: float) -> Finished:
    options = item.options
    published = 0
    faults: list[str] = []
    silent: list[str] = []
    held: list[str] = []
    for folder in _find_released(options):
        try:
            one = msgspec.structs.replace(options, interviews=folder)
            done = publish(settings=item.settings, options=one)
            published += done.interviews
            silent += _say_silent(done)
            held += [str(one.path) for one in done.confidential]
        except (DragomanError, OSError) as error:
            failed = describe_failure(folder, options.site, error)
            faults.append(f"{folder}: {failed.why}")
    return _finished(item, started, published, faults, silent, held)


def _say_silent(done: Published) -> list[str]:
    return [f"{slug} is published without sound: {why.fault}" for slug, why in done.silent.items()]


def _find_released(options: PublishOptions) -> Iterator[Path]:
    """The interviews of a folder that have editions."""
    depth = {} if options.nested else {"depth": 1}
    return (path for path in find_folders(options.interviews, **depth) if (path / "editions").is_dir())


def _finished(
    item: PublishItem, started: float, published: int, faults: list[str], silent: list[str], held: Sequence[str]
) -> Finished:
    """The result; ``held`` are the interviews that are confidential since their last edition."""
    secret = [f"confidential since its last edition, and not published any more: {path}" for path in held]
    said = [*faults, *silent]
    more = [f"and {len(said) - _MOST_NAMED} more"] if len(said) > _MOST_NAMED else []
    figures = {
        "interviews": published,
        "confidential": len(held),
        "not published": len(faults),
        "without sound": len(silent),
    }
    return Finished(
        path=item.options.interviews,
        made=item.options.site,
        outcome=_find_outcome(published, faults, silent, held),
        why="; ".join((*secret, *said[:_MOST_NAMED], *more)),
        warning="; ".join(secret),
        seconds=time.monotonic() - started,
        figures={name: count for name, count in figures.items() if count or name == "interviews"},
    )


def _find_outcome(published: int, faults: Sequence[str], silent: Sequence[str], held: Sequence[str]) -> Outcome:
    if faults and not published:
        return "failed"
    if faults or silent:
        return "incomplete"
    return "skipped" if held and not published else "made"
