"""People in an interview: a handle that its owner has replaced, and the names by which people are shown."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from dragoman.errors import FolderError, SettingsError
from dragoman.folder import Folder, open_folder
from dragoman.folder.people import find_shown, rename_handle
from dragoman.folder.transcribers import find_transcribers
from dragoman.press.credits import Evidence, as_shown
from dragoman.settings.dragoman_toml import Settings
from dragoman.settings.keys import HANDLE
from dragoman.transcript.document import Person, Transcript
from dragoman.workflows.watcher import SILENT, Watcher

__all__ = ["RenameOptions", "rename_signature", "show_people"]


class RenameOptions(msgspec.Struct, frozen=True, kw_only=True):
    """The interview, the old handle, and the new handle of the same person."""

    folder: Path
    old: str
    new: str


def rename_signature(*, settings: Settings, options: RenameOptions, watcher: Watcher = SILENT) -> None:
    """Record that edits signed with one handle are by the owner of another. The history keeps the old signatures.

    :raises SettingsError: if the new handle is not valid
    :raises FolderError: if nothing is signed with the old handle
    """
    watcher.check_cancelled()
    if re.fullmatch(HANDLE, options.new) is None:
        said = f"{options.old}={options.new}"
        raise SettingsError("rename", said, "is not a pair of handles", "write it as translator=ana")
    folder = open_folder(options.folder)
    signed = {revision.author.handle for revision in folder.history if isinstance(revision.author, Person)}
    if options.old not in signed:
        there = ", ".join(sorted(signed)) or "none"
        raise FolderError(folder.path, f"has no change that is signed {options.old}", f"its handles are: {there}")
    rename_handle(folder, options.old, options.new)


def show_people(transcript: Transcript, folder: Folder) -> Transcript:
    """The document with handles replaced by what people chose to be shown as, as its exports have them.

    :param transcript: the document of the folder, now or earlier
    """
    evidence = Evidence(transcribers=find_transcribers(transcript, folder.history))
    return as_shown(transcript, find_shown(folder), evidence)
