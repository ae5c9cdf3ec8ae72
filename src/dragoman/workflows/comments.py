"""Comments of the people who work on an interview: read, written, answered, resolved."""

from __future__ import annotations

from pathlib import Path

import msgspec

from dragoman.errors import Fix, FolderError
from dragoman.folder import Folder, open_folder
from dragoman.folder.comments import Thread, add_comment, load_threads, resolve_thread
from dragoman.settings.dragoman_toml import Settings, person
from dragoman.transcript.document import find_segment
from dragoman.workflows.view import InterviewOptions
from dragoman.workflows.watcher import SILENT, Watcher

__all__ = ["CommentOptions", "ResolveOptions", "comment", "list_comments", "resolve"]


class CommentOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What is said of which passage; ``answers`` is the thread that it answers, by the beginning of its id."""

    folder: Path
    passage: str | None = None
    words: str
    answers: str | None = None


class ResolveOptions(msgspec.Struct, frozen=True, kw_only=True):
    """Which thread is resolved, by the beginning of its id; or open again, where ``resolved`` is false."""

    folder: Path
    thread: str
    resolved: bool = True


def list_comments(*, settings: Settings, options: InterviewOptions, watcher: Watcher = SILENT) -> tuple[Thread, ...]:
    """Every thread of an interview, in the order of the passages; those of passages that are gone come last."""
    watcher.check_cancelled()
    folder = open_folder(options.folder)
    places = {segment.id: place for place, segment in enumerate(folder.transcript.segments)}
    return tuple(sorted(load_threads(folder.path), key=lambda thread: places.get(thread.segment, len(places))))


def comment(*, settings: Settings, options: CommentOptions, watcher: Watcher = SILENT) -> Thread:
    """Write a comment, or an answer; the value is its thread.

    :raises SettingsError: where there are no words, or too many
    :raises FolderError: where there is no such passage or thread
    """
    watcher.check_cancelled()
    folder = open_folder(options.folder)
    if options.answers is not None:
        thread = _find(folder, options.answers)
        return add_comment(folder, thread.segment, options.words, person(settings), thread.id)
    if find_segment(folder.transcript, options.passage or "") is None:
        raise FolderError(folder.path, f"has no passage {options.passage}", "look at the end of the passage's address")
    return add_comment(folder, options.passage or "", options.words, person(settings))


def resolve(*, settings: Settings, options: ResolveOptions, watcher: Watcher = SILENT) -> Thread:
    """Say that a thread is resolved, or open again; the value is that thread.

    :raises FolderError: where no thread, or several, are meant
    """
    watcher.check_cancelled()
    folder = open_folder(options.folder)
    thread = _find(folder, options.thread)
    return resolve_thread(folder, thread.id, person(settings), resolved=options.resolved)


def _find(folder: Folder, beginning: str) -> Thread:
    found = [thread for thread in load_threads(folder.path) if thread.id.startswith(beginning)]
    if len(found) != 1:
        fault = "has several comments whose ids begin so" if found else "has no comment with this id"
        raise FolderError(folder.path, f"{fault}: {beginning}", Fix("list them", "comment"))
    return found[0]
