"""Write an interview's views, and show its history and speakers: reading without an edit."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import msgspec

from dragoman.folder import Folder, open_folder
from dragoman.folder.actions import Action, list_actions
from dragoman.folder.people import load_renamed
from dragoman.folder.views import write_views
from dragoman.settings.dragoman_toml import Settings
from dragoman.transcript.document import Speaker
from dragoman.workflows.watcher import SILENT, Watcher

__all__ = [
    "Cast",
    "History",
    "InterviewOptions",
    "ViewOptions",
    "count_passages",
    "list_history",
    "list_speakers",
    "view",
]


class ViewOptions(msgspec.Struct, frozen=True, kw_only=True):
    """The interview whose views to write; ``force`` replaces edited ones."""

    folder: Path
    force: bool = False


class InterviewOptions(msgspec.Struct, frozen=True, kw_only=True):
    """The interview to look at."""

    folder: Path


class History(msgspec.Struct, frozen=True):
    """Who changed what, newest last; and handles with those that their owners chose later."""

    actions: tuple[Action, ...]
    renamed: dict[str, str]


class Cast(msgspec.Struct, frozen=True):
    """An interview's speakers, each with the number of their passages, and the number of passages without a speaker."""

    speakers: tuple[tuple[Speaker, int], ...]
    unknown: int


def view(*, settings: Settings, options: ViewOptions, watcher: Watcher = SILENT) -> tuple[Path, ...]:
    """Write the views; return those that changed.

    :raises EditedViewError: if one was edited, unless forced
    :raises FolderError: if there is no interview
    """
    watcher.check_cancelled()
    return write_views(open_folder(options.folder), force=options.force)


def list_history(*, settings: Settings, options: InterviewOptions, watcher: Watcher = SILENT) -> History:
    """Who changed what in an interview, and when.

    :raises FolderError: if there is no interview
    """
    watcher.check_cancelled()
    folder = open_folder(options.folder)
    return History(list_actions(folder.groups), load_renamed(folder))


def list_speakers(*, settings: Settings, options: InterviewOptions, watcher: Watcher = SILENT) -> Cast:
    """The speakers of an interview.

    :raises FolderError: if there is no interview
    """
    watcher.check_cancelled()
    return count_passages(open_folder(options.folder))


def count_passages(folder: Folder) -> Cast:
    """The speakers of an opened interview, with the number of their passages."""
    passages = Counter(segment.speaker for segment in folder.transcript.segments)
    speakers = tuple((speaker, passages[speaker.id]) for speaker in folder.transcript.speakers)
    return Cast(speakers, passages[None])
