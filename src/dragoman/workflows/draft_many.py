"""Drafts of many recordings: what is done is skipped, what was begun goes on, and one that fails stops no other."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec

from dragoman import disk
from dragoman.errors import DragomanError, Fix, FolderError, SettingsError
from dragoman.fleet import Outcome, open_map
from dragoman.folder import is_interview, open_folder
from dragoman.folder.claims import ClaimedError
from dragoman.folder.find import find_folders
from dragoman.media.probe import find_sha256
from dragoman.settings.dragoman_toml import Settings
from dragoman.workflows.draft import draft
from dragoman.workflows.draft_plan import DraftingOptions, plan_draft
from dragoman.workflows.draft_summary import write_summary
from dragoman.workflows.drafted_file import DraftedFile
from dragoman.workflows.find_recordings import find_recordings, place_drafts
from dragoman.workflows.job import process_job
from dragoman.workflows.watcher import SILENT, Watcher

__all__ = ["DraftItem", "DraftManyOptions", "DraftedMany", "draft_item", "draft_many"]

REPORT = "report.html"


class DraftManyOptions(msgspec.Struct, frozen=True, kw_only=True):
    """Which recordings, or folders of them, are drafted below which folder, by how many processes.

    ``each`` is how; its recording and folder are not looked at.
    """

    inputs: tuple[Path, ...]
    output: Path
    each: DraftingOptions
    workers: int = 1


class DraftedMany(msgspec.Struct, frozen=True):
    """What became of each recording, in the order in which they were given, and the page that says so."""

    files: tuple[DraftedFile, ...]
    report: Path


class DraftItem(msgspec.Struct, frozen=True):
    """One recording, as it goes to another process. ``done`` is the folder that holds its draft already."""

    settings: Settings
    options: DraftingOptions
    done: Path | None


def draft_many(*, settings: Settings, options: DraftManyOptions, watcher: Watcher = SILENT) -> DraftedMany:
    """Draft every recording, each into a folder of its own, and write a report.

    The same call goes on where one was stopped: a recording whose draft is there, by its hash, is skipped.

    :raises MediaError: for a folder without recordings
    :raises SettingsError: for less than one worker
    :raises CancelledError: where the watcher stopped it; what is finished by then is kept
    """
    if options.workers < 1:
        raise SettingsError("workers", str(options.workers), "is less than 1")
    watcher.check_cancelled()
    found = find_recordings(options.inputs, options.output)
    folders = place_drafts(found, options.output)
    recordings = [each.path for each in found]
    with disk.writing(options.output):
        options.output.mkdir(parents=True, exist_ok=True)
    files: list[DraftedFile] = []
    watcher.report("drafting", 0, len(found), "files")
    try:
        with open_map(options.workers, check=watcher.check_cancelled) as run:
            for outcome in run(draft_item, _find_items(settings, options, recordings, folders)):
                place = outcome.index
                files.append(_describe(outcome, recordings[place], folders[place], place))
                watcher.report("drafting", len(files), len(found), "files")
    finally:
        process_job().release()
    files.sort(key=lambda file: file.index)
    report = options.output / REPORT
    with disk.writing(report):
        disk.replace(report, write_summary(files).encode("utf-8", "replace"), 0o644)
    return DraftedMany(tuple(files), report)


def draft_item(item: DraftItem) -> DraftedFile:
    """Draft one recording.

    :raises DragomanError: where it cannot be drafted
    """
    options = item.options
    if item.done is not None:
        return DraftedFile(recording=options.recording, folder=item.done, outcome="skipped", why="it is drafted")
    started = time.monotonic()
    plan = plan_draft(settings=item.settings, options=options)
    try:
        drafted = draft(settings=item.settings, plan=plan, job=process_job())
    except ClaimedError:
        why = "another program is drafting it"
        return DraftedFile(recording=options.recording, folder=options.folder, outcome="skipped", why=why)
    transcript = drafted.folder.transcript
    written = any(segment.source for segment in transcript.segments)
    outcome: Literal["made", "without words"] = "made" if written else "without words"
    return DraftedFile(
        recording=options.recording,
        folder=options.folder,
        outcome=outcome,
        why=plan.limit.problem.message if plan.limit else "" if written else "no speech was found",
        duration=transcript.recording.duration if transcript.recording else None,
        seconds=time.monotonic() - started,
    )


def _find_items(
    settings: Settings, options: DraftManyOptions, recordings: list[Path], folders: tuple[Path, ...]
) -> Iterator[DraftItem]:
    """The work, made when a worker is free: a recording is read for its hash only where there are drafts already."""
    drafts = _find_drafts(options.output)
    taken = set(drafts.values())
    for recording, folder in zip(recordings, folders, strict=True):
        done = drafts.get(_hash(recording)) if drafts else None
        if done is None and folder in taken:
            folder = _other_name(folder, recording)  # noqa: PLW2901
        each = msgspec.structs.replace(options.each, recording=recording, folder=folder)
        yield DraftItem(settings, each, done)


def _find_drafts(output: Path) -> dict[str, Path]:
    """Hash of a recording -> the folder of its draft, for all that lie below a folder."""
    drafts: dict[str, Path] = {}
    for folder in find_folders(output):
        try:
            recording = open_folder(folder).transcript.recording
        except DragomanError:
            continue
        for copy in recording.copies if recording else ():
            if copy.sha256 is not None:
                drafts.setdefault(copy.sha256, folder)
    return drafts


def _hash(recording: Path) -> str:
    try:
        return find_sha256(recording)
    except OSError:
        # The draft says what is wrong with it.
        return ""


def _other_name(folder: Path, recording: Path) -> Path:
    """A folder for a recording whose own place holds the draft of another one."""
    return folder.with_name(f"{folder.name}-{_hash(recording)[:8]}")


def _describe(outcome: Outcome[DraftedFile], recording: Path, folder: Path, place: int) -> DraftedFile:
    if outcome.value is not None:
        return msgspec.structs.replace(outcome.value, index=place)
    error = outcome.error
    fixes: tuple[str | Fix, ...] = error.fixes if isinstance(error, DragomanError) else ()
    why = error.fault if isinstance(error, DragomanError) else f"{type(error).__name__}: {error}"
    if isinstance(error, FolderError) and not is_interview(folder):
        why = f"{error.path}: {why}"
    return DraftedFile(index=place, recording=recording, folder=folder, outcome="failed", why=why, fixes=fixes)
