"""Edits of an interview other than typing: name and merge speakers, undo a change."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from dragoman.errors import EditError, Fix, FolderError
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
    """A speaker, by id or label, the new label, and the person's name if known."""

    speaker: str
    label: str
    name: str | None = None


class NameOptions(msgspec.Struct, frozen=True, kw_only=True):
    """The speakers to name in an interview."""

    folder: Path
    names: tuple[Naming, ...]


class MergeOptions(msgspec.Struct, frozen=True, kw_only=True):
    """Two speakers who are the same person, by id or label."""

    folder: Path
    same: str
    into: str


class UndoOptions(msgspec.Struct, frozen=True, kw_only=True):
    """The change to undo, by the beginning of its id; ``None`` is your own last one."""

    folder: Path
    change: str | None = None


class Undone(msgspec.Struct, frozen=True):
    """The undone action, as in the history, and the interview after it."""

    action: Action
    edited: Edited


def name_speakers(*, settings: Settings, options: NameOptions, watcher: Watcher = SILENT) -> Edited:
    """Name speakers in one action.

    :raises FolderError: if there is no such speaker, or more than one
    :raises EditedViewError: if a page has edits that were not applied
    :raises EditError: as :meth:`Session.edit`
    """
    watcher.check_cancelled()

    def make(now: Transcript, by: Signature) -> Sequence[Revision]:
        revisions: list[Revision] = []
        # Each is found by the current label, so that two speakers can exchange their names.
        ids = [_find_speaker(options.folder, now, wanted.speaker).id for wanted in options.names]
        for id_, wanted in zip(ids, options.names, strict=True):
            renamed = edit.rename_speaker(now, id_, wanted.label, by, name=wanted.name)
            revisions += renamed
            now = apply(now, renamed)
        return regroup(revisions, by)

    return edit_folder(options.folder, lambda session: session.edit(make, person(settings)))


def merge_speakers(*, settings: Settings, options: MergeOptions, watcher: Watcher = SILENT) -> Edited:
    """Give all passages of one speaker to another, who is the same person.

    :raises FolderError: if there is no such speaker, or more than one
    :raises EditedViewError: if a page has edits that were not applied
    """
    watcher.check_cancelled()

    def make(now: Transcript, by: Signature) -> Sequence[Revision]:
        same, into = (_find_speaker(options.folder, now, said).id for said in (options.same, options.into))
        return edit.merge_speakers(now, same, into, by)

    return edit_folder(options.folder, lambda session: session.edit(make, person(settings)))


def undo(*, settings: Settings, options: UndoOptions, watcher: Watcher = SILENT) -> Undone:
    """Undo one action, by a new action.

    :raises EditError: if there is no such action, or a field that it would restore has changed since
    :raises EditedViewError: if a page has edits that were not applied
    """
    watcher.check_cancelled()
    try:
        edited = edit_folder(options.folder, lambda session: session.undo(person(settings), options.change))
    except EditError as error:
        changes = Fix("list the changes", "history", (str(options.folder),))
        raise EditError(error.subject, error.fault, (*error.fixes, changes)) from error
    if not edited.committed.revisions:
        raise EditError(f"change {options.change or 'of yours'}", "has nothing left to undo")
    group = edited.committed.revisions[0].group
    return Undone(next(action for action in list_actions(edited.folder.groups) if action.id == group), edited)


def _find_speaker(path: Path, transcript: Transcript, said: str) -> Speaker:
    """The speaker with this id, else with this label."""
    speakers = transcript.speakers
    found = [s for s in speakers if s.id == said] or [s for s in speakers if display_name(s) == said]
    if len(found) == 1:
        return found[0]
    there = ", ".join(f"{speaker.id} ({display_name(speaker)})" for speaker in speakers) or "none"
    fault = f"has several speakers called {said}" if found else f"has no speaker {said}"
    raise FolderError(path, fault, f"its speakers are {there}")
