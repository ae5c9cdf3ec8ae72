"""Edits of an interview that are no typing: speakers named and merged, a change taken back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from dragoman.errors import EditError, FolderError
from dragoman.folder.actions import Action, list_actions
from dragoman.settings.dragoman_toml import Settings, person
from dragoman.transcript import edit
from dragoman.transcript.document import Speaker, Transcript, display_name
from dragoman.transcript.revision import Revision, Signature, apply, regroup
from dragoman.workflows.edit_folder import Edited, edit_folder
from dragoman.workflows.watcher import SILENT, Watcher

__all__ = [
    "MergeOptions",
    "NameOptions",
    "Naming",
    "UndoOptions",
    "Undone",
    "merge_speakers",
    "name_speakers",
    "undo",
]


class Naming(msgspec.Struct, frozen=True):
    """A speaker, by id or by what stands before their words; what is to stand there; and who it is, where known."""

    speaker: str
    label: str
    name: str | None = None


class NameOptions(msgspec.Struct, frozen=True, kw_only=True):
    """Which speakers of which interview are named."""

    folder: Path
    names: tuple[Naming, ...]


class MergeOptions(msgspec.Struct, frozen=True, kw_only=True):
    """Which speaker is the same person as which: by id, or by what stands before their words."""

    folder: Path
    same: str
    into: str


class UndoOptions(msgspec.Struct, frozen=True, kw_only=True):
    """Which change is taken back, by the beginning of its id; ``None`` is one's own last one."""

    folder: Path
    change: str | None = None


class Undone(msgspec.Struct, frozen=True):
    """What an undo did, as the history tells it, and the interview behind it."""

    action: Action
    edited: Edited


def name_speakers(*, settings: Settings, options: NameOptions, watcher: Watcher = SILENT) -> Edited:
    """Name speakers in one action.

    :raises FolderError: where a speaker is not there, or not one alone
    """
    watcher.check_cancelled()

    def make(now: Transcript, by: Signature) -> Sequence[Revision]:
        revisions: list[Revision] = []
        # Each is found by what stands before their words today, so that two can exchange their names.
        ids = [_find_speaker(options.folder, now, wanted.speaker).id for wanted in options.names]
        for id_, wanted in zip(ids, options.names, strict=True):
            renamed = edit.rename_speaker(now, id_, wanted.label, by, name=wanted.name)
            revisions += renamed
            now = apply(now, renamed)
        return regroup(revisions, by)

    return edit_folder(options.folder, lambda session: session.edit(make, person(settings)))


def merge_speakers(*, settings: Settings, options: MergeOptions, watcher: Watcher = SILENT) -> Edited:
    """Give everything that one speaker says to another, who is the same person.

    :raises FolderError: where a speaker is not there, or not one alone
    """
    watcher.check_cancelled()

    def make(now: Transcript, by: Signature) -> Sequence[Revision]:
        same, into = (_find_speaker(options.folder, now, said).id for said in (options.same, options.into))
        return edit.merge_speakers(now, same, into, by)

    return edit_folder(options.folder, lambda session: session.edit(make, person(settings)))


def undo(*, settings: Settings, options: UndoOptions, watcher: Watcher = SILENT) -> Undone:
    """Take one action back, as a new action.

    :raises EditError: where there is none, or where a field that it would restore has been changed since
    """
    watcher.check_cancelled()
    edited = edit_folder(options.folder, lambda session: session.undo(person(settings), options.change))
    if not edited.committed.revisions:
        raise EditError(f"change {options.change or 'of yours'}", "has nothing left that could be taken back")
    group = edited.committed.revisions[0].group
    return Undone(next(action for action in list_actions(edited.folder.groups) if action.id == group), edited)


def _find_speaker(path: Path, transcript: Transcript, said: str) -> Speaker:
    """By id, else by what stands before the words now."""
    speakers = transcript.speakers
    found = [s for s in speakers if s.id == said] or [s for s in speakers if display_name(s) == said]
    if len(found) == 1:
        return found[0]
    there = ", ".join(f"{speaker.id} ({display_name(speaker)})" for speaker in speakers) or "none"
    fault = f"has several speakers called {said}" if found else f"has no speaker {said}"
    raise FolderError(path, fault, f"its speakers are {there}")
