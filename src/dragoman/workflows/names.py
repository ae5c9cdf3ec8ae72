"""The names ledger of an interview: proposed, decided by a person in a table, taken in, checked, exported."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from dragoman import disk
from dragoman.checks.bitext import Bitext, make_bitext
from dragoman.checks.names.proposals import Proposal, propose_names
from dragoman.engines.name_romanizer import PACKAGE, suggest_renderings
from dragoman.errors import Fix, FolderError
from dragoman.folder import Folder, Session, open_folder
from dragoman.folder.interview import sign
from dragoman.folder.names_file import NAMES, load_names, save_names
from dragoman.folder.page_base import RevisionError, transcript_at
from dragoman.formats.names_csv import NameRow, NamesTable, write_names
from dragoman.language.term_matching import TermFinder
from dragoman.problems import Problem
from dragoman.settings.dragoman_toml import Settings, person
from dragoman.transcript.document import Transcript
from dragoman.transcript.edit_glossary import set_terms
from dragoman.transcript.glossary import Term
from dragoman.transcript.merge import intend
from dragoman.workflows.check import CheckOptions, FoundProblem, check
from dragoman.workflows.edit_folder import Edited, edit_session
from dragoman.workflows.ledger import read_table
from dragoman.workflows.watcher import SILENT, Watcher

__all__ = [
    "AppliedNames",
    "ApplyNamesOptions",
    "BuildNamesOptions",
    "BuiltNames",
    "ExportNamesOptions",
    "NamesOptions",
    "apply_names",
    "build_names",
    "check_names",
    "export_names",
]


class NamesOptions(msgspec.Struct, frozen=True, kw_only=True):
    """Which interview's names."""

    folder: Path


class BuildNamesOptions(NamesOptions, frozen=True, kw_only=True):
    """Of which interview names are proposed. ``romanize`` asks for suggested renderings of Arabic and Persian names."""

    romanize: bool = False


class ApplyNamesOptions(NamesOptions, frozen=True, kw_only=True):
    """Which table is taken into which interview's ledger; the folder's own unless given."""

    file: Path | None = None


class ExportNamesOptions(NamesOptions, frozen=True, kw_only=True):
    """To which file the ledger is written; ``force`` writes over one that is there."""

    file: Path
    force: bool = False


class BuiltNames(msgspec.Struct, frozen=True):
    """The table that was written, its rows, and how many of them are new."""

    file: Path
    rows: tuple[NameRow, ...]
    added: int


class AppliedNames(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a table: how many terms were added, changed and taken out, and how many rows are undecided."""

    edited: Edited
    added: int
    changed: int
    removed: int
    waiting: int
    problems: tuple[Problem, ...] = ()


def build_names(*, settings: Settings, options: BuildNamesOptions, watcher: Watcher = SILENT) -> BuiltNames:
    """Propose names and recurring terms in the folder's table. What a person wrote there stays as it is.

    :raises FolderError: where there is no interview, or the table cannot be written
    :raises FormatError: where the folder's names.csv is no table of names
    :raises EngineError: where suggested renderings are asked for and what makes them is not installed
    """
    watcher.check_cancelled()
    folder = open_folder(options.folder)
    bitext = make_bitext(folder.transcript)
    there = load_names(folder.path)
    old = there[0].rows if there else ()
    proposed = propose_names(bitext)
    if options.romanize:
        proposed = _with_renderings(proposed, folder.transcript.source_language or "und")
    watcher.check_cancelled()
    rows = tuple(_count(_merge(old, folder.transcript.glossary, proposed), bitext))
    added = len(rows) - len(old)
    # Rows that a person has not taken in yet are of the revision that they were made from.
    base = folder.head if not there or not _is_edited(old, folder.transcript.glossary) else None
    return BuiltNames(save_names(folder.path, rows, base), rows, added)


def apply_names(*, settings: Settings, options: ApplyNamesOptions, watcher: Watcher = SILENT) -> AppliedNames:
    """Take what is approved and removed in a table into the ledger, as one action.

    :raises FolderError: where there is no interview, or no such table
    :raises FormatError: where it is no table of names
    :raises ConflictError: where somebody else has changed the same field of a term since the table was made
    """
    watcher.check_cancelled()
    table, revision = _load(options)
    with Session(options.folder) as session:
        seen = _find_base(session.folder, revision)
        ids = {segment.id for segment in seen.segments}
        rows = [_known(row, session.transcript.glossary, ids) for row in table.rows]
        by = sign(session.folder, person(settings))
        removed = [row.term.id for row in rows if row.state == "removed" and row.term.id]
        wanted = [row.term for row in rows if row.state == "approved"]
        before = {term.id: term for term in session.transcript.glossary}
        revisions = set_terms(seen, wanted, by, removed=removed)
        intent = intend(seen, revisions, by, epoch=session.epoch)
        edited = edit_session(session, lambda session: session.commit(intent))
        after = {term.id: term for term in edited.folder.transcript.glossary}
    if options.file is None:
        save_names(options.folder, [*_settled(rows, edited.folder.transcript.glossary)], edited.folder.head)
    return AppliedNames(
        edited=edited,
        added=len(after.keys() - before.keys()),
        changed=sum(before[id_] != after[id_] for id_ in before.keys() & after.keys()),
        removed=len(before.keys() - after.keys()),
        waiting=sum(row.state == "proposed" for row in rows),
        problems=table.problems,
    )


def check_names(*, settings: Settings, options: NamesOptions, watcher: Watcher = SILENT) -> tuple[FoundProblem, ...]:
    """What the checks of names find: renderings that are missing, not approved or forbidden, spellings that vary.

    :raises FolderError: where there is no interview
    """
    return check(settings=settings, options=CheckOptions(document=options.folder, only=("names",)), watcher=watcher)


def export_names(*, settings: Settings, options: ExportNamesOptions, watcher: Watcher = SILENT) -> int:
    """Write the ledger as a table; the value is the number of its terms.

    :raises FolderError: where there is no interview, or the file is there already
    """
    watcher.check_cancelled()
    folder = open_folder(options.folder)
    if not options.force and (options.file.exists() or options.file.is_symlink()):
        fixes = ("give another name", Fix("write over it", options={"force": True}))
        raise FolderError(options.file, "is there already", fixes)
    rows = tuple(_count((NameRow(term=term) for term in folder.transcript.glossary), make_bitext(folder.transcript)))
    with disk.writing(options.file.parent):
        disk.replace(options.file, write_names(rows), disk.SHARED)
    return len(rows)


def _with_renderings(proposed: Sequence[Proposal], language: str) -> tuple[Proposal, ...]:
    """The proposals; those of names that have no rendering yet get the most usual one, the others in a note."""
    bare = [one.term.source[0] for one in proposed if not one.term.target and one.term.source]
    suggested = suggest_renderings(bare, language)
    return tuple(
        one if one.term.target else msgspec.structs.replace(one, term=_with_rendering(one.term, suggested))
        for one in proposed
    )


def _with_rendering(term: Term, suggested: Mapping[str, tuple[str, ...]]) -> Term:
    renderings = suggested.get(term.source[0]) if term.source else None
    if not renderings:
        return term
    first, *others = renderings
    note = f"or {', '.join(others)}" if others else term.note
    return msgspec.structs.replace(term, target=(first,), scheme=f"suggested by {PACKAGE}", note=note)


def _load(options: ApplyNamesOptions) -> tuple[NamesTable, str | None]:
    """The table, and the revision that it was made from."""
    if options.file is not None:
        return read_table(options.file), None
    found = load_names(options.folder)
    if found is None:
        fix = Fix("propose names", "names", ("build", str(options.folder)))
        open_folder(options.folder)
        raise FolderError(options.folder / NAMES, "is not there", fix)
    return found


def _find_base(folder: Folder, revision: str | None) -> Transcript:
    """The document that the table was made from, with the terms that came since; that of now where it is not known."""
    if revision is None or revision == folder.head:
        return folder.transcript
    try:
        base = transcript_at(folder, revision)
    except RevisionError:
        return folder.transcript
    known = {term.id for term in base.glossary}
    since = (term for term in folder.transcript.glossary if term.id not in known)
    return msgspec.structs.replace(base, glossary=(*base.glossary, *since))


def _known(row: NameRow, ledger: Sequence[Term], passages: set[str]) -> NameRow:
    """A row with the id of the ledger's term that it is. What a row without an id leaves open stays as it is."""
    term = row.term if row.term.first in passages else msgspec.structs.replace(row.term, first=None)
    by_id = {old.id for old in ledger}
    if term.id in by_id:
        return msgspec.structs.replace(row, term=term)
    same = next((old for old in ledger if _key(old) == _key(term)), None)
    if same is None:
        return msgspec.structs.replace(row, term=msgspec.structs.replace(term, id=""))
    filled = {field: getattr(term, field) or getattr(same, field) for field in Term.__struct_fields__ if field != "id"}
    return msgspec.structs.replace(row, term=Term(id=same.id, **filled))


def _key(term: Term) -> tuple[str, ...]:
    return (term.source or term.target)[:1]


def _merge(old: Sequence[NameRow], ledger: Sequence[Term], proposed: Sequence[Proposal]) -> Iterator[NameRow]:
    """What a person has before them, in its order; then the ledger's other terms, then what is proposed anew.

    A row that nobody touched since it was taken in is the ledger's. Another rendering of one is proposed in its place.
    """
    terms = {term.id: term for term in ledger}
    seen = {one.term.id: one for one in proposed if one.term.id}
    there = {row.term.id for row in old if row.term.id}
    rows = [*old, *(NameRow(term=term) for term in ledger if term.id not in there)]
    for row in rows:
        other = seen.get(row.term.id)
        if other is not None and row.state == "approved" and row.term == terms.get(row.term.id):
            yield NameRow(term=other.term, state="proposed")
        else:
            yield row
    keys = {_key(row.term) for row in rows}
    for one in proposed:
        if not one.term.id and _key(one.term) not in keys:
            yield NameRow(term=one.term, state="proposed", count=one.count, places=one.places)


def _is_edited(rows: Sequence[NameRow], ledger: Sequence[Term]) -> bool:
    """Whether a row says something of the ledger's terms that the ledger does not."""
    terms = {term.id: term for term in ledger}
    return any(row.term.id and (row.state == "removed" or row.term != terms.get(row.term.id)) for row in rows)


def _count(rows: Iterable[NameRow], bitext: Bitext) -> Iterator[NameRow]:
    """The rows with how often each term stands in the interview now, and where."""
    rows = list(rows)
    terms = [msgspec.structs.replace(row.term, id=str(number)) for number, row in enumerate(rows)]
    counts, places = _find_places(terms, bitext)
    for number, row in enumerate(rows):
        found = places[str(number)]
        yield msgspec.structs.replace(row, count=counts[str(number)], places=tuple(found)) if found else row


def _find_places(terms: Sequence[Term], bitext: Bitext) -> tuple[Counter[str], Mapping[str, dict[str, None]]]:
    """How often terms stand in the originals, and in translations where a passage has none; the ids of passages."""
    finders: dict[tuple[str, bool], TermFinder] = {}
    counts: Counter[str] = Counter()
    places: dict[str, dict[str, None]] = defaultdict(dict)
    for pair in bitext.pairs:
        for side, is_source in ((pair.source, True), (pair.target, False)):
            key = side.language, is_source
            if key not in finders:
                finders[key] = TermFinder(terms, side.language, ("source",) if is_source else ("target", "seen"))
            for found in finders[key].find(side.said):
                if found.sure and (is_source or not pair.source.words or not found.term.source):
                    counts[found.term.id] += 1
                    places[found.term.id][pair.segment.id] = None
    return counts, places


def _settled(rows: Sequence[NameRow], ledger: Sequence[Term]) -> Iterator[NameRow]:
    """The table after it was taken in: what it added has its id, and what it took out is gone."""
    terms = {term.id: term for term in ledger}
    by_key = {_key(term): term for term in ledger}
    for row in rows:
        if row.state == "approved":
            term = terms.get(row.term.id) or by_key.get(_key(row.term))
            yield msgspec.structs.replace(row, term=term) if term else row
        elif row.state != "removed":
            yield row
