"""Comments on an interview: list, write, answer and resolve them."""

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
    """The words of a comment and its passage; ``answers`` is the thread to answer, by the beginning of its id."""

    folder: Path
    passage: str | None = None
    words: str
    answers: str | None = None


class ResolveOptions(msgspec.Struct, frozen=True, kw_only=True):
    """The thread to resolve, by the beginning of its id; with ``resolved`` false, the thread to open again."""

    folder: Path
    thread: str
    resolved: bool = True


def list_comments(*, settings: Settings, options: InterviewOptions, watcher: Watcher = SILENT) -> tuple[Thread, ...]:
    """Every thread of an interview, in the order of the passages. Those of deleted passages come last.

    :raises FolderError: if there is no interview
    """
    watcher.check_cancelled()
    folder = open_folder(options.folder)
    places = {segment.id: place for place, segment in enumerate(folder.transcript.segments)}
    return tuple(sorted(load_threads(folder.path), key=lambda thread: places.get(thread.segment, len(places))))


def comment(*, settings: Settings, options: CommentOptions, watcher: Watcher = SILENT) -> Thread:
    """Write a comment or an answer; return its thread.

    :raises SettingsError: if there are no words, or too many
    :raises FolderError: if there is no such passage or thread
    """
    watcher.check_cancelled()
    folder = open_folder(options.folder)
    if options.answers is not None:
        thread = _find(folder, options.answers)
        return add_comment(folder, thread.segment, options.words, person(settings), thread.id)
    if find_segment(folder.transcript, options.passage or "") is None:
        raise FolderError(
            folder.path, f"has no passage {options.passage}", "the id is the end of the passage's address"
        )
    return add_comment(folder, options.passage or "", options.words, person(settings))


def resolve(*, settings: Settings, options: ResolveOptions, watcher: Watcher = SILENT) -> Thread:
    """Mark a thread as resolved, or as open again; return it.

    :raises FolderError: if no thread, or more than one, has such an id
    """
    watcher.check_cancelled()
    folder = open_folder(options.folder)
    thread = _find(folder, options.thread)
    return resolve_thread(folder, thread.id, person(settings), resolved=options.resolved)


def _find(folder: Folder, beginning: str) -> Thread:
    found = [thread for thread in load_threads(folder.path) if thread.id.startswith(beginning)]
    if len(found) != 1:
        fault = "has several comments whose ids begin like this" if found else "has no comment with this id"
        raise FolderError(
            folder.path, f"{fault}: {beginning}", Fix("list them", "comment", (str(folder.path),), {"all": True})
        )
    return found[0]
