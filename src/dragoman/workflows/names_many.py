"""The names of many interviews in one table: propose them, and apply what a person decided to each interview."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path

import msgspec

from dragoman import disk
from dragoman.checks.bitext import make_bitext
from dragoman.errors import DragomanError, FormatError
from dragoman.folder import open_folder
from dragoman.folder.names_file import read_names_file
from dragoman.formats.names_csv import NameRow, write_names
from dragoman.settings.dragoman_toml import Settings
from dragoman.transcript.glossary import Term
from dragoman.workflows.build_names import count_rows, find_all_rows
from dragoman.workflows.ledger import find_key, read_table
from dragoman.workflows.many.finished import DoneMany, Finished, Work, as_dry, describe_failure
from dragoman.workflows.many.gather import gather
from dragoman.workflows.many.in_place import ManyInputs, run_in_place
from dragoman.workflows.many.run import Progress, unseen
from dragoman.workflows.names import apply_shared
from dragoman.workflows.shared_names import join_rows
from dragoman.workflows.watcher import SILENT, Watcher

__all__ = [
    "ApplyNamesItem",
    "ApplyNamesManyOptions",
    "BuildNamesItem",
    "BuildNamesManyOptions",
    "BuiltManyNames",
    "apply_names_item",
    "apply_names_many",
    "build_names_item",
    "build_names_many",
]

WORK = Work(
    title="Names that were applied",
    stage="naming",
    unit="interviews",
    item="Interview",
    result="Page",
    labels={"failed": "failed", "incomplete": "without new views", "made": "changed", "skipped": "unchanged"},
    stops=True,
)
DRY = as_dry(WORK, "would change", "Names that would be applied")


class BuildNamesManyOptions(ManyInputs, frozen=True, kw_only=True):
    """The table to write. ``romanize`` asks for suggested renderings; with ``only_ledgers`` nothing is proposed.

    With ``dry_run`` nothing is written.
    """

    file: Path
    romanize: bool = False
    only_ledgers: bool = False
    dry_run: bool = False


class BuiltManyNames(msgspec.Struct, frozen=True, kw_only=True):
    """The rows of the table, the number of new ones and of interviews, and the interviews that could not be read."""

    rows: tuple[NameRow, ...]
    added: int
    interviews: int
    failed: tuple[Finished, ...]


class BuildNamesItem(msgspec.Struct, frozen=True, kw_only=True):
    """One interview, as sent to a worker process."""

    folder: Path
    romanize: bool
    only_ledger: bool


class ApplyNamesManyOptions(ManyInputs, frozen=True, kw_only=True):
    """The table to apply. With ``everything``, each interview gets all approved rows; otherwise only those of names
    that occur in it, or that its ledger has.

    With ``dry_run`` nothing is changed; each outcome says what would be.
    """

    file: Path
    everything: bool = False
    dry_run: bool = False


class ApplyNamesItem(msgspec.Struct, frozen=True, kw_only=True):
    """One interview, as sent to a worker process, and the rows of the table."""

    settings: Settings
    folder: Path
    rows: tuple[NameRow, ...]
    everything: bool
    dry_run: bool


def build_names_many(
    *, settings: Settings, options: BuildNamesManyOptions, watcher: Watcher = SILENT, progress: Progress = unseen
) -> BuiltManyNames:
    """Propose the names of all interviews in one table. Rows that a person wrote in it stay as they are.

    :param progress: called with the progress of the whole
    :raises FolderError: if the only folder named has no interviews, or the table cannot be written
    :raises FormatError: if the file is not a table of names, or has something that would be lost
    :raises SettingsError: if ``workers`` is less than 1
    :raises CancelledError: if the watcher stopped the work
    """
    watcher.check_cancelled()
    before = _read_whole(options.file)

    def make_item(path: Path) -> BuildNamesItem:
        return BuildNamesItem(folder=path, romanize=options.romanize, only_ledger=options.only_ledgers)

    found = gather(build_names_item, options, make_item, watcher=watcher, progress=progress)
    joined = join_rows(before, {name: rows for _, name, rows in found.values})
    if not options.dry_run:
        disk.refuse_links(options.file)
        with disk.writing(options.file.parent):
            disk.replace(options.file, write_names(joined), disk.SHARED)
    return BuiltManyNames(
        rows=joined,
        added=len(joined) - len(before),
        interviews=len(found.values),
        failed=found.failed,
    )


def build_names_item(item: BuildNamesItem) -> tuple[NameRow, ...] | Finished:
    """The rows of one interview, or why there are none."""
    try:
        if not item.only_ledger:
            return find_all_rows(item.folder, romanize=item.romanize)
        transcript = open_folder(item.folder).transcript
        return tuple(count_rows((NameRow(term=term) for term in transcript.glossary), make_bitext(transcript)))
    except (DragomanError, OSError) as error:
        return describe_failure(item.folder, item.folder, error)


def apply_names_many(
    *, settings: Settings, options: ApplyNamesManyOptions, watcher: Watcher = SILENT, progress: Progress = unseen
) -> DoneMany:
    """Apply the approved and removed rows of a table to the ledger of each interview, and write a report.

    :param progress: called with the progress of the whole
    :raises FolderError: if the only folder named has no interviews, or there is no table
    :raises FormatError: if it is not a table of names
    :raises SettingsError: if ``workers`` is less than 1
    :raises CancelledError: if the watcher stopped the work; what is applied stays
    """
    watcher.check_cancelled()
    table = read_table(options.file)
    for problem in table.problems:
        watcher.problem(problem)
    rows = tuple(row for row in table.rows if row.state in ("approved", "removed"))

    def make_item(path: Path) -> ApplyNamesItem:
        return ApplyNamesItem(
            settings=settings, folder=path, rows=rows, everything=options.everything, dry_run=options.dry_run
        )

    work = DRY if options.dry_run else WORK
    return run_in_place(work, apply_names_item, options, make_item, watcher=watcher, progress=progress)


def apply_names_item(item: ApplyNamesItem) -> Finished:
    """Apply the rows that concern one interview; return the outcome."""
    path, started = item.folder, time.monotonic()
    try:
        rows = item.rows if item.everything else _find_own(item)
        done = apply_shared(path, rows, item.settings, dry_run=item.dry_run)
    except (DragomanError, OSError) as error:
        return describe_failure(path, path, error)
    figures = {"added": done.added, "changed": done.changed, "removed": done.removed}
    rest = done.edited.unwritten if done.edited else None
    said = ", ".join(f"{count} {name}" for name, count in figures.items() if count)
    return Finished(
        path=path,
        made=path,
        outcome="incomplete" if rest else "made" if said else "skipped",
        why=f"applied; but {rest.about} {rest.fault}" if rest else said,
        seconds=time.monotonic() - started,
        figures=figures,
    )


def _find_own(item: ApplyNamesItem) -> tuple[NameRow, ...]:
    """The rows of names that occur in the interview, or that its ledger has."""
    transcript = open_folder(item.folder).transcript
    ledger = {spelling: term for term in reversed(transcript.glossary) for spelling in term.source or term.target}
    bare = [msgspec.structs.replace(row, term=_as_in(ledger, row.term), count=None, places=()) for row in item.rows]
    keys = {find_key(term) for term in transcript.glossary}
    return tuple(row for row in count_rows(bare, make_bitext(transcript)) if row.count or find_key(row.term) in keys)


def _as_in(ledger: Mapping[str, Term], term: Term) -> Term:
    """The term without what is another interview's own, led by the spelling that leads it in this one's ledger.

    :param ledger: the terms of this interview by each of their spellings
    """
    bare = msgspec.structs.replace(term, id="", first=None)
    same = next((ledger[spelling] for spelling in term.source or term.target if spelling in ledger), None)
    if same is None or not same.source or not term.source:
        return bare
    return msgspec.structs.replace(bare, source=tuple(dict.fromkeys((same.source[0], *term.source))))


def _read_whole(file: Path) -> tuple[NameRow, ...]:
    """The rows of the table; none if there is no file.

    :raises FormatError: if something in it is not understood, and would be lost if it were written again
    """
    table = read_names_file(file)
    if table is None:
        return ()
    if table.problems:
        first = table.problems[0]
        raise FormatError(file, first.message, "correct it, or name another file for the table", line=first.where.line)
    return table.rows
