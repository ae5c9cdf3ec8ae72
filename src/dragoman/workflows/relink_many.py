"""Link the recordings of many interviews that were moved or renamed. Each sound file is hashed once for all of them."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from dragoman.errors import DragomanError, Fix
from dragoman.folder import open_folder
from dragoman.folder.sound import find_local_copies, find_missing_sound
from dragoman.settings.dragoman_toml import Settings
from dragoman.transcript.document import Copy
from dragoman.workflows.many.finished import DoneMany, Finished, Tally, Work, as_dry, describe_failure
from dragoman.workflows.many.in_place import ManyInputs, run_in_place
from dragoman.workflows.many.places import find_documents
from dragoman.workflows.many.run import Progress, unseen
from dragoman.workflows.relink import hash_files, list_below, list_near, relink_to, say_several
from dragoman.workflows.watcher import SILENT, Silent, Unit, Watcher

__all__ = ["RelinkItem", "RelinkManyOptions", "relink_item", "relink_many"]

WORK = Work(
    title="Recordings that were moved",
    stage="relinking",
    unit="interviews",
    item="Interview",
    result="Recording",
    labels={"failed": "failed", "incomplete": "not found", "made": "linked", "skipped": "skipped"},
    stops=True,
)
DRY = as_dry(WORK, "found, not linked")


class RelinkManyOptions(ManyInputs, frozen=True, kw_only=True):
    """``search`` is a folder with recordings, however deep; ``None`` looks near each interview.

    With ``dry_run`` nothing is written.
    """

    search: Path | None = None
    dry_run: bool = False


class RelinkItem(msgspec.Struct, frozen=True, kw_only=True):
    """One interview, as sent to a worker process, with the files that are its recording and the hash of each.

    ``looked`` is the number of files that were hashed for it.
    """

    settings: Settings
    folder: Path
    found: tuple[tuple[Path, str], ...]
    looked: int
    dry_run: bool = False


def relink_many(
    *, settings: Settings, options: RelinkManyOptions, watcher: Watcher = SILENT, progress: Progress = unseen
) -> DoneMany:
    """Link every recording that is not at its address and is found by its hash, and write a report.

    :param progress: called with the progress: of the hashing, then of the interviews
    :raises FolderError: if the only folder named has no interviews
    :raises SettingsError: if ``workers`` is less than 1
    :raises CancelledError: if the watcher stopped the work; what is linked stays
    """
    watcher.check_cancelled()
    missing = {found.path: copies for found in find_documents(options.inputs) if (copies := _find_missing(found.path))}
    candidates = _list_candidates(missing, options.search)
    files = list(dict.fromkeys(file for found in candidates.values() for file in found))
    hashes = hash_files(files, _Hashing(watcher, progress))

    def make_item(path: Path) -> RelinkItem:
        known = {copy.sha256 for copy in missing.get(path, ())} - {None}
        own = [file for file in candidates.get(path, ()) if file in hashes]
        found = tuple((file, hashes[file]) for file in own if hashes[file] in known)
        return RelinkItem(settings=settings, folder=path, found=found, looked=len(own), dry_run=options.dry_run)

    work = DRY if options.dry_run else WORK
    return run_in_place(work, relink_item, options, make_item, watcher=watcher, progress=progress)


def relink_item(item: RelinkItem) -> Finished:
    """Link the recording of one interview; return the outcome."""
    path, started = item.folder, time.monotonic()
    try:
        folder = open_folder(path)
        copies = find_local_copies(folder.transcript)
        if not copies:
            return Finished(path=path, outcome="skipped", why="it has no recording on this machine")
        if find_missing_sound(folder) is None:
            return Finished(path=path, outcome="skipped", why="its recording is where the folder says")
        if len(item.found) != 1:
            fix = Fix("name the file", "relink", (str(path), "FILE"))
            return Finished(path=path, outcome="incomplete", why=_say_why(item, copies), fixes=(fix,))
        recording, digest = item.found[0]
        done = relink_to(folder, recording, digest, item.settings, dry_run=item.dry_run)
    except (DragomanError, OSError) as error:
        return describe_failure(path, path, error)
    rest = done.edited.unwritten if done.edited else None
    return Finished(
        path=path,
        made=recording,
        outcome="made",
        why=str(recording) if item.dry_run else "",
        warning=f"linked; but {rest.about} {rest.fault}" if rest else "",
        seconds=time.monotonic() - started,
    )


def _say_why(item: RelinkItem, copies: Sequence[Copy]) -> str:
    if item.found:
        return say_several([path for path, _digest in item.found])
    if all(copy.sha256 is None for copy in copies):
        return "has no recorded hash by which its recording could be found"
    return f"its recording is missing, and none of {item.looked} sound files has its hash"


def _find_missing(path: Path) -> tuple[Copy, ...]:
    """The copies on this machine of a recording that is not at its address; empty if it is, or cannot be told."""
    try:
        folder = open_folder(path)
        return find_local_copies(folder.transcript) if find_missing_sound(folder) is not None else ()
    except (DragomanError, OSError):
        # The item will report what is wrong with it.
        return ()


def _list_candidates(missing: Mapping[Path, Sequence[Copy]], search: Path | None) -> dict[Path, tuple[Path, ...]]:
    """The sound files among which to look for the recording of each interview."""
    if search is None:
        return {path: tuple(list_near(path, copies)) for path, copies in missing.items()}
    below = tuple(list_below(search, [copy for copies in missing.values() for copy in copies])) if missing else ()
    return dict.fromkeys(missing, below)


class _Hashing(Silent):
    """Passes the progress of the hashing on, and stops it if the work is stopped."""

    def __init__(self, watcher: Watcher, progress: Progress) -> None:
        self._watcher, self._progress = watcher, progress
        self._began = time.monotonic()

    def report(self, stage: str, done: int, total: int | None, unit: Unit) -> None:
        """Show how many files are hashed."""
        spent = time.monotonic() - self._began
        left = spent * ((total or done) - done) / done if done else None
        self._progress(Tally(done=done, total=total or done, sound=0, spent=spent, left=left))

    def check_cancelled(self) -> None:
        """Stop if the whole is stopped."""
        self._watcher.check_cancelled()
