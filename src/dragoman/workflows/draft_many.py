"""Drafts of many recordings: what is done is skipped, what was begun goes on, and one that fails stops no other."""

from __future__ import annotations

import secrets
import time
from functools import lru_cache
from pathlib import Path

import msgspec

from dragoman.errors import DragomanError
from dragoman.folder import is_interview
from dragoman.folder.claims import ClaimedError
from dragoman.folder.recordings import find_hashes, find_recording, index_recordings
from dragoman.media.probe import find_sha256
from dragoman.settings.dragoman_toml import Settings
from dragoman.workflows.draft import draft
from dragoman.workflows.draft_plan import DraftingOptions, plan_draft
from dragoman.workflows.find_recordings import find_recordings
from dragoman.workflows.job import process_job
from dragoman.workflows.many.finished import DoneMany, Finished, Work, describe_failure
from dragoman.workflows.many.places import find_weight, place_outputs
from dragoman.workflows.many.run import Progress, Task, Whole, run_many, unseen
from dragoman.workflows.watcher import SILENT, Watcher

__all__ = ["DraftItem", "DraftManyOptions", "draft_item", "draft_many"]

REPORT = "report.html"
WORK = Work(
    title="Drafts",
    stage="drafting",
    unit="files",
    item="Recording",
    result="Folder",
    labels={"failed": "failed", "incomplete": "without words", "made": "made", "skipped": "skipped"},
)


class DraftManyOptions(msgspec.Struct, frozen=True, kw_only=True):
    """Which recordings, or folders of them, are drafted below which folder, by how many processes.

    ``each`` is how; its recording and folder are not looked at.
    """

    inputs: tuple[Path, ...]
    output: Path
    each: DraftingOptions
    workers: int = 1


class DraftItem(msgspec.Struct, frozen=True, kw_only=True):
    """One recording, as it goes to another process.

    ``output`` is the folder below which all drafts lie. ``run`` names the run: drafts are looked for once in each.
    """

    settings: Settings
    options: DraftingOptions
    output: Path
    run: str


def draft_many(
    *, settings: Settings, options: DraftManyOptions, watcher: Watcher = SILENT, progress: Progress = unseen
) -> DoneMany:
    """Draft every recording, each into a folder of its own, and write a report.

    The same call goes on where one was stopped: a recording whose draft is there, by its hash, is skipped.

    :param progress: is told how far the whole is
    :raises MediaError: for a folder without recordings
    :raises SettingsError: for less than one worker
    :raises CancelledError: where the watcher stopped it; what is finished by then is kept
    """
    watcher.check_cancelled()
    found = find_recordings(options.inputs, options.output)
    run = secrets.token_hex(8)
    tasks = [
        Task(
            path=each.path,
            made=folder,
            weight=find_weight(each.path),
            item=DraftItem(
                settings=settings,
                options=msgspec.structs.replace(options.each, recording=each.path, folder=folder),
                output=options.output,
                run=run,
            ),
        )
        for each, folder in zip(found, place_outputs(found, options.output), strict=True)
    ]
    report = options.output / REPORT
    whole = Whole(workers=options.workers, report=report, watcher=watcher, progress=progress)
    return run_many(WORK, draft_item, tasks, whole)


def draft_item(item: DraftItem) -> Finished:
    """Draft one recording, unless that is done; what became of it."""
    options = item.options
    done, folder = _find_place(item)
    if done is not None:
        recording = find_recording(done)
        duration = recording.duration if recording else None
        why = "it is drafted"
        return Finished(path=options.recording, made=done, outcome="skipped", why=why, duration=duration)
    try:
        return _draft(item.settings, msgspec.structs.replace(options, folder=folder))
    except ClaimedError:
        why = "another program is drafting it"
        return Finished(path=options.recording, made=folder, outcome="skipped", why=why)
    except (DragomanError, OSError) as error:
        return describe_failure(options.recording, folder, error)


def _draft(settings: Settings, options: DraftingOptions) -> Finished:
    started = time.monotonic()
    plan = plan_draft(settings=settings, options=options)
    transcript = draft(settings=settings, plan=plan, job=process_job()).folder.transcript
    written = any(segment.source for segment in transcript.segments)
    return Finished(
        path=options.recording,
        made=options.folder,
        outcome="made" if written else "incomplete",
        why=plan.limit.problem.message if plan.limit else "" if written else "no speech was found",
        duration=transcript.recording.duration if transcript.recording else None,
        seconds=time.monotonic() - started,
    )


def _find_place(item: DraftItem) -> tuple[Path | None, Path]:
    """The folder that holds the draft already, and the folder for a new one.

    The recording is read for its hash only where there are drafts. Its own place is looked at first; all others are
    looked at once in a run, when the first recording is met that has no draft in its place.
    """
    own = item.options.folder
    taken = is_interview(own)
    if not taken and not _index(item.output, item.run):
        return None, own
    try:
        sha256 = find_sha256(item.options.recording)
    except OSError:
        # The draft says what is wrong with it.
        return None, own
    if taken and sha256 in find_hashes(find_recording(own)):
        return own, own
    # Where another recording's draft lies in its place, it gets another name.
    other = own.with_name(f"{own.name}-{sha256[:8]}") if taken else own
    return _index(item.output, item.run).get(sha256), other


@lru_cache(maxsize=1)
def _index(output: Path, run: str) -> dict[str, Path]:
    """SHA-256 of a recording -> its draft, of those that this process found when it first looked in this run."""
    return index_recordings(output)
