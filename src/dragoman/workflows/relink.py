"""Link a recording: to a transcript that has none, or after the file was moved or renamed.

A moved file is recognized by its hash. A first one is compared with the transcript's times, length and words.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from itertools import chain, islice
from pathlib import Path

import msgspec

from dragoman.errors import Fix, FolderError, MediaError
from dragoman.folder import Folder, open_folder
from dragoman.folder.review import record_problems
from dragoman.folder.sound import find_local_copies, find_missing_sound, find_place
from dragoman.folder.views import local_address, refuse_edited
from dragoman.media.probe import find_sha256
from dragoman.problems import Problem
from dragoman.settings.dragoman_toml import Settings, person
from dragoman.transcript import edit
from dragoman.transcript.document import Copy, Recording, Transcript
from dragoman.transcript.revision import Revision, Signature, apply
from dragoman.workflows.edit_folder import Edited, edit_folder
from dragoman.workflows.importing.attach_recording import find_mismatches, find_recording, with_recording
from dragoman.workflows.view import InterviewOptions
from dragoman.workflows.watcher import SILENT, Watcher

__all__ = [
    "RelinkOptions",
    "Relinked",
    "hash_files",
    "list_below",
    "list_near",
    "missing_sound",
    "relink",
    "relink_to",
    "say_several",
]

_MOST_FOLDERS = 100
_MOST_ENTRIES = 2000
_MOST_BYTES = 1 << 35
_SHOWN = 12
_SOUND = re.compile(
    r"\.(3gp|aac|ac3|aif|aiff|amr|avi|caf|flac|flv|m4a|m4b|m4v|mka|mkv|mov|"
    r"mp2|mp3|mp4|mpeg|mpg|mts|oga|ogg|ogv|opus|ts|wav|weba|webm|wma|wmv)\Z",
    re.IGNORECASE,
)


class RelinkOptions(msgspec.Struct, frozen=True, kw_only=True):
    """The interview, and the path of its recording: the file, or a folder in which it is looked for, however deep.

    ``None`` looks for a moved one near the interview's folder. With ``dry_run`` nothing is written. ``force`` links a
    first recording even if it does not fit the transcript.
    """

    folder: Path
    recording: Path | None = None
    dry_run: bool = False
    force: bool = False


class Relinked(msgspec.Struct, frozen=True):
    """The path of the recording, and the interview after the edit; ``None`` if nothing was to be written.

    ``hashed`` says that its hash was unknown before, ``is_new`` that the path is another one, ``is_first`` that the
    interview had no recording on this machine. ``doubts`` are the signs that it is another one's.
    """

    recording: Path
    edited: Edited | None
    hashed: bool
    is_new: bool
    is_first: bool = False
    doubts: tuple[Problem, ...] = ()


def relink(*, settings: Settings, options: RelinkOptions, watcher: Watcher = SILENT) -> Relinked:
    """Write the address of a recording into the interview, as one action, and write the views.

    :raises MediaError: if the file does not exist, is another recording, or does not fit a transcript that has none
    :raises FolderError: if no file is named, and the interview has no recording on this machine, or not exactly one
        file near it is the recording
    :raises EditedViewError: if a page has edits that were not applied
    """
    folder = open_folder(options.folder)
    copies = find_local_copies(folder.transcript)
    if not copies:
        return _attach(folder, settings, options)
    if options.recording is not None and not options.recording.is_dir():
        recording, digest = options.recording, _hash(options.recording)
    else:
        recording, digest = _find_by_hash(folder, copies, options.recording, watcher)
    watcher.check_cancelled()
    return relink_to(folder, recording, digest, settings, dry_run=options.dry_run)


def relink_to(folder: Folder, recording: Path, digest: str, settings: Settings, *, dry_run: bool = False) -> Relinked:
    """Write the address of a file with a known hash into an interview.

    :param digest: the file's SHA-256
    :raises MediaError: if it is another recording
    :raises EditedViewError: if a page has edits that were not applied
    """
    copies = find_local_copies(folder.transcript)
    old = _find_copy(folder, copies, recording, digest)
    moved = msgspec.structs.replace(old, address=local_address(folder.path, recording), sha256=digest)

    # The views are named after the recording: if a file has the new name, refuse before anything changes.
    after = apply(folder.transcript, edit.move_copy(folder.transcript, old, moved, Signature(person(settings))))
    refuse_edited(msgspec.structs.replace(folder, transcript=after))

    def make(now: Transcript, by: Signature) -> Sequence[Revision]:
        return edit.move_copy(now, old, moved, by)

    is_new, hashed = moved.address != old.address, old.sha256 is None
    if dry_run:
        return Relinked(recording, None, hashed, is_new)
    edited = edit_folder(folder.path, lambda session: session.edit(make, person(settings)))
    return Relinked(recording, edited, hashed, is_new)


def _attach(folder: Folder, settings: Settings, options: RelinkOptions) -> Relinked:
    """Link the first recording of an interview."""
    path = options.recording
    if path is None or path.is_dir():
        name_it = Fix("name its file", "relink", (str(folder.path), "FILE"))
        raise FolderError(folder.path, "has no recording on this machine yet", name_it)
    _refuse_missing(path)
    before = folder.transcript
    found = find_recording(path, folder.path, before)
    doubts = tuple(find_mismatches(before, found))
    if doubts and not options.force:
        fixes = ("name the recording of this interview", Fix("link it anyway", options={"force": True}))
        raise MediaError(path, f"does not fit the transcript: {doubts[0].message}", fixes)
    after = with_recording(before, found)
    if options.dry_run:
        return Relinked(path, None, hashed=False, is_new=True, is_first=True, doubts=doubts)
    refuse_edited(msgspec.structs.replace(folder, transcript=after))

    def make(now: Transcript, by: Signature) -> Sequence[Revision]:
        return edit.set_recording(now, with_recording(now, found).recording or Recording(), by)

    edited = edit_folder(folder.path, lambda session: session.edit(make, person(settings)))
    record_problems(edited.folder, doubts)
    return Relinked(path, edited, hashed=False, is_new=True, is_first=True, doubts=doubts)


def missing_sound(*, settings: Settings, options: InterviewOptions, watcher: Watcher = SILENT) -> str | None:
    """The path at which the folder expects the sound, if there is no file; else ``None``.

    :raises FolderError: if there is no interview, or it is damaged
    """
    watcher.check_cancelled()
    return find_missing_sound(open_folder(options.folder))


def _refuse_missing(recording: Path) -> None:
    if not recording.is_file():
        raise MediaError(recording, "is not a file" if recording.exists() else "does not exist", "name the recording")


def _hash(recording: Path) -> str:
    _refuse_missing(recording)
    return find_sha256(recording)


def _find_copy(folder: Folder, copies: Sequence[Copy], recording: Path, digest: str) -> Copy:
    """The copy with this hash, preferably one whose file is missing; else one without a hash."""
    same = [copy for copy in copies if copy.sha256 == digest] or [copy for copy in copies if copy.sha256 is None]
    if not same:
        known = " or ".join(dict.fromkeys((copy.sha256 or "")[:_SHOWN] for copy in copies))
        fault = f"is not the recording: its SHA-256 begins {digest[:_SHOWN]}, the recording's {known}"
        again = Fix("make an interview of this file", "draft", (str(recording),))
        raise MediaError(recording, fault, ("name the file that was drafted, unchanged", again))
    return min(same, key=lambda copy: find_place(folder.path, copy) is not None)


def _find_by_hash(folder: Folder, copies: Sequence[Copy], search: Path | None, watcher: Watcher) -> tuple[Path, str]:
    """The one file that is the recording, and its hash: below a folder, or near the interview's folder."""
    name_it = Fix("name the file", "relink", (str(folder.path), "FILE"))
    known = frozenset(copy.sha256 for copy in copies if copy.sha256 is not None)
    if not known:
        raise FolderError(folder.path, "has no recorded hash by which its recording could be found", name_it)
    in_place = filter(None, (find_place(folder.path, copy) for copy in copies))
    candidates = list_near(folder.path, copies) if search is None else list_below(search, copies)
    files = list(dict.fromkeys(chain((path.resolve() for path in in_place), candidates)))
    looked = hash_files(files, watcher, most=_MOST_BYTES if search is None else None)
    found = [path for path, digest in looked.items() if digest in known]
    if len(found) > 1:
        raise FolderError(folder.path, say_several(found), name_it)
    if not found:
        where = "in the folder, the one above it, and those beside it" if search is None else f"below {search}"
        fault = f"has no recording near it: of {len(looked)} sound files {where}, none has the recording's hash"
        more = f"; {len(files) - len(looked)} more were not read" if len(looked) < len(files) else ""
        wide = Fix("look for it below a folder", "relink", (str(folder.path), "FOLDER"))
        raise FolderError(folder.path, fault + more, (name_it, *([wide] if search is None else [])))
    return found[0], looked[found[0]]


def say_several(found: Sequence[Path]) -> str:
    """That several files are the recording, so that one has to be chosen."""
    return f"has its recording near it more than once: {', '.join(map(str, found))}"


def hash_files(files: Sequence[Path], watcher: Watcher, most: int | None = None) -> dict[Path, str]:
    """The SHA-256 of each file that can be read, in order.

    :param most: bytes to read in all; ``None`` for no limit
    :raises CancelledError: if the watcher stopped the work
    """
    looked: dict[Path, str] = {}
    read = 0
    for done, path in enumerate(files, 1):
        watcher.check_cancelled()
        with suppress(OSError):
            read += path.stat().st_size
            if most is not None and read > most:
                break
            looked[path] = find_sha256(path)
            watcher.report("looking", done, len(files), "files")
    return looked


def list_below(root: Path, copies: Sequence[Copy]) -> Iterator[Path]:
    """The sound files in a folder and the folders in it, sorted; hidden folders and links are not followed.

    :param copies: their suffixes count as those of sound files too
    """
    endings = _find_endings(copies)
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (path for name in sorted(names) if _is_sound(path := Path(folder, name), endings))


def list_near(path: Path, copies: Sequence[Copy]) -> Iterator[Path]:
    """Sound files in an interview's folder, its parent, and the sibling folders; links are not followed."""
    here = path.resolve()
    endings = _find_endings(copies)
    beside = (each for each in _list(here.parent) if each != here and _is_folder(each))
    entries = chain.from_iterable(map(_list, (here, here.parent, *islice(beside, _MOST_FOLDERS))))
    yield from (entry for entry in islice(entries, _MOST_ENTRIES) if _is_sound(entry, endings))


def _find_endings(copies: Sequence[Copy]) -> frozenset[str]:
    return frozenset(Path(copy.address).suffix.casefold() for copy in copies)


def _is_sound(path: Path, endings: Collection[str]) -> bool:
    is_named = _SOUND.match(path.suffix) is not None or path.suffix.casefold() in endings
    try:
        return is_named and path.is_file() and not path.is_symlink()
    except OSError:
        return False


def _list(folder: Path) -> list[Path]:
    try:
        return sorted(islice(folder.iterdir(), _MOST_ENTRIES))
    except OSError:
        return []


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir() and not path.is_symlink()
    except OSError:
        return False
