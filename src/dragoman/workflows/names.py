"""The names ledger of an interview: apply a table that a person has decided on, check names, and export."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from dragoman import disk
from dragoman.checks.bitext import make_bitext
from dragoman.errors import Fix, FolderError
from dragoman.folder import Session, open_folder
from dragoman.folder.interview import sign
from dragoman.folder.names_file import NAMES, load_names, save_names
from dragoman.formats.names_csv import NameRow, NamesTable, write_names
from dragoman.problems import Problem
from dragoman.settings.dragoman_toml import Settings, person
from dragoman.transcript.document import Transcript
from dragoman.transcript.edit_glossary import set_terms
from dragoman.transcript.glossary import Term
from dragoman.transcript.merge import intend
from dragoman.transcript.revision import apply
from dragoman.workflows.build_names import count_rows
from dragoman.workflows.check import CheckOptions, FoundProblem, check
from dragoman.workflows.edit_folder import Edited, edit_session
from dragoman.workflows.ledger import find_base, find_key, read_table
from dragoman.workflows.watcher import SILENT, Watcher

__all__ = [
    "AppliedNames",
    "ApplyNamesOptions",
    "ExportNamesOptions",
    "NamesOptions",
    "apply_names",
    "apply_shared",
    "check_names",
    "export_names",
    "refuse_existing",
]


class NamesOptions(msgspec.Struct, frozen=True, kw_only=True):
    """The interview with the names."""

    folder: Path


class ApplyNamesOptions(NamesOptions, frozen=True, kw_only=True):
    """The table to apply to the interview's ledger; ``None`` is the folder's own. With ``dry_run`` nothing changes."""

    file: Path | None = None
    dry_run: bool = False


class ExportNamesOptions(NamesOptions, frozen=True, kw_only=True):
    """The file to which the ledger is written; ``force`` replaces an existing file."""

    file: Path
    force: bool = False


class AppliedNames(msgspec.Struct, frozen=True, kw_only=True):
    """The result of applying a table: the numbers of terms added, changed and removed, and of undecided rows.

    ``edited`` is ``None`` if nothing was to be changed.
    """

    edited: Edited | None
    added: int
    changed: int
    removed: int
    waiting: int
    problems: tuple[Problem, ...] = ()


def apply_names(*, settings: Settings, options: ApplyNamesOptions, watcher: Watcher = SILENT) -> AppliedNames:
    """Apply the approved and removed rows of a table to the ledger, as one action.

    :raises FolderError: if there is no interview, or no such table
    :raises FormatError: if it is not a table of names
    :raises ConflictError: if somebody else has changed the same field of a term since the table was made
    :raises EditedViewError: if a page has edits that were not applied
    """
    watcher.check_cancelled()
    table, revision = _load(options)
    applied, rows = _apply_rows(options.folder, table.rows, revision, settings, dry_run=options.dry_run)
    if options.file is None and applied.edited is not None:
        folder = applied.edited.folder
        save_names(options.folder, [*_settled(rows, folder.transcript.glossary)], folder.head)
    return msgspec.structs.replace(applied, problems=(*table.problems, *applied.problems))


def apply_shared(path: Path, rows: Sequence[NameRow], settings: Settings, *, dry_run: bool) -> AppliedNames:
    """Apply the rows of a table that is not the interview's own to its ledger.

    :raises FolderError, ConflictError, EditedViewError: as :func:`apply_names`
    """
    return _apply_rows(path, rows, None, settings, dry_run=dry_run)[0]


def _apply_rows(
    path: Path, table: Sequence[NameRow], revision: str | None, settings: Settings, *, dry_run: bool
) -> tuple[AppliedNames, tuple[NameRow, ...]]:
    """Apply rows to a ledger; return them with the ids of the terms that they stand for.

    :param revision: the revision that the rows were made from
    """
    with Session(path) as session:
        seen, before = find_base(session.folder, revision), session.transcript.glossary
        decided = _decide(table, seen, before)
        by = sign(session.folder, person(settings))
        revisions = set_terms(seen, decided.wanted, by, removed=decided.removed)
        edited = None
        if dry_run:
            before, after = seen.glossary, apply(seen, revisions).glossary
        else:
            intent = intend(seen, revisions, by, epoch=session.epoch)
            edited = edit_session(session, lambda session: session.commit(intent))
            after = edited.folder.transcript.glossary
    problems = tuple(map(_tell_gone, decided.gone))
    return _compare(edited, before, after, waiting=decided.waiting, problems=problems), decided.rows


def check_names(*, settings: Settings, options: NamesOptions, watcher: Watcher = SILENT) -> tuple[FoundProblem, ...]:
    """The problems of names: missing, unapproved or forbidden renderings, and varying spellings.

    :raises FolderError: if there is no interview
    :raises InputError: if the document cannot be read
    """
    wanted = CheckOptions(document=options.folder, only=("names",))
    return check(settings=settings, options=wanted, watcher=watcher).problems


def export_names(*, settings: Settings, options: ExportNamesOptions, watcher: Watcher = SILENT) -> int:
    """Write the ledger as a table; return the number of its terms.

    :raises FolderError: if there is no interview, or the file exists already, unless forced
    """
    watcher.check_cancelled()
    folder = open_folder(options.folder)
    refuse_existing(options.file, force=options.force)
    rows = tuple(
        count_rows((NameRow(term=term) for term in folder.transcript.glossary), make_bitext(folder.transcript))
    )
    with disk.writing(options.file.parent):
        disk.replace(options.file, write_names(rows), disk.SHARED)
    return len(rows)


def refuse_existing(file: Path, *, force: bool) -> None:
    """Refuse to overwrite a table.

    :raises FolderError: if the file exists, unless ``force``
    """
    if not force and (file.exists() or file.is_symlink()):
        fixes = ("give another name", Fix("overwrite it", options={"force": True}))
        raise FolderError(file, "exists already", fixes)


def _load(options: ApplyNamesOptions) -> tuple[NamesTable, str | None]:
    """The table, and the revision that it was made from."""
    if options.file is not None:
        return read_table(options.file), None
    found = load_names(options.folder)
    if found is None:
        fix = Fix("propose names", "names", ("build", str(options.folder)))
        open_folder(options.folder)
        raise FolderError(options.folder / NAMES, "does not exist", fix)
    return found


class _Decided(msgspec.Struct, frozen=True, kw_only=True):
    """The changes in a table: terms to add or change, ids to remove, and terms that somebody has removed already."""

    rows: tuple[NameRow, ...]
    wanted: tuple[Term, ...]
    removed: tuple[str, ...]
    gone: tuple[Term, ...]

    @property
    def waiting(self) -> int:
        return sum(row.state == "proposed" for row in self.rows)


def _decide(table: Sequence[NameRow], seen: Transcript, now: Sequence[Term]) -> _Decided:
    """The changes of the rows to the current ledger.

    :param seen: the document that the rows were made from
    """
    passages = {segment.id for segment in seen.segments}
    rows = tuple(_known(row, now, seen.glossary, passages) for row in table)
    there = {term.id for term in now}
    lost = {term.id: term for term in seen.glossary if term.id not in there}
    approved = [row.term for row in rows if row.state == "approved"]
    return _Decided(
        rows=rows,
        wanted=tuple(term for term in approved if not term.id or term != lost.get(term.id)),
        removed=tuple(row.term.id for row in rows if row.state == "removed" and row.term.id in there),
        gone=tuple(term for term in approved if term.id and term == lost.get(term.id)),
    )


def _compare(
    edited: Edited | None, before: Sequence[Term], after: Sequence[Term], *, waiting: int, problems: tuple[Problem, ...]
) -> AppliedNames:
    old, new = ({term.id: term for term in terms} for terms in (before, after))
    return AppliedNames(
        edited=edited,
        added=len(new.keys() - old.keys()),
        changed=sum(old[id_] != new[id_] for id_ in old.keys() & new.keys()),
        removed=len(old.keys() - new.keys()),
        waiting=waiting,
        problems=problems,
    )


def _tell_gone(term: Term) -> Problem:
    message = "“{name}” was removed from the ledger since the table was written; to add it again, clear its id"
    return Problem.of("name-gone", "warning", message, name=find_key(term)[0])


def _known(row: NameRow, ledger: Sequence[Term], base: Sequence[Term], passages: set[str]) -> NameRow:
    """The row with the id of its term in the ledger. Empty fields of a row without an id keep the ledger's values.

    :param base: the ledger that the table was made from
    """
    term = row.term if row.term.first in passages else msgspec.structs.replace(row.term, first=None)
    by_id = {old.id for old in (*ledger, *base)}
    if term.id in by_id:
        return msgspec.structs.replace(row, term=term)
    same = next((old for old in ledger if find_key(old) == find_key(term)), None)
    if same is None:
        return msgspec.structs.replace(row, term=msgspec.structs.replace(term, id=""))
    filled = {field: getattr(term, field) or getattr(same, field) for field in Term.__struct_fields__ if field != "id"}
    return msgspec.structs.replace(row, term=Term(id=same.id, **filled))


def _settled(rows: Sequence[NameRow], ledger: Sequence[Term]) -> Iterator[NameRow]:
    """The table after it was applied: added rows have their id, and removed rows are gone."""
    terms = {term.id: term for term in ledger}
    by_key = {find_key(term): term for term in ledger}
    for row in rows:
        if row.state == "approved":
            term = terms.get(row.term.id) or by_key.get(find_key(row.term))
            yield msgspec.structs.replace(row, term=term) if term else row
        elif row.state != "removed":
            yield row
