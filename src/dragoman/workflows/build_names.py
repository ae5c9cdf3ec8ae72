"""Propose names and terms in an interview's table, for a person to decide."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from dragoman.checks.bitext import Bitext, make_bitext
from dragoman.checks.names.proposals import Proposal, propose_names
from dragoman.engines.name_romanizer import PACKAGE, suggest_renderings
from dragoman.folder import Folder, open_folder
from dragoman.folder.names_file import NAMES, load_names, save_names
from dragoman.formats.names_csv import NameRow
from dragoman.language.term_matching import TermFinder
from dragoman.settings.dragoman_toml import Settings
from dragoman.transcript.glossary import Term
from dragoman.workflows.ledger import find_base, find_key
from dragoman.workflows.watcher import SILENT, Watcher

__all__ = ["BuildNamesOptions", "BuiltNames", "build_names", "count_rows", "find_all_rows", "propose_rows"]


class BuildNamesOptions(msgspec.Struct, frozen=True, kw_only=True):
    """The interview. ``romanize`` asks for suggested renderings of Arabic and Persian names.

    With ``dry_run`` nothing is written.
    """

    folder: Path
    romanize: bool = False
    dry_run: bool = False


class BuiltNames(msgspec.Struct, frozen=True):
    """The table that was written, its rows, and the number of new ones."""

    file: Path
    rows: tuple[NameRow, ...]
    added: int


def build_names(*, settings: Settings, options: BuildNamesOptions, watcher: Watcher = SILENT) -> BuiltNames:
    """Propose names and recurring terms in the folder's table. Rows that a person wrote stay as they are.

    :raises FolderError: if there is no interview, or the table cannot be written
    :raises FormatError: if the folder's names.csv is not a table of names
    :raises EngineError: if renderings are asked for and the package that suggests them is not installed
    """
    watcher.check_cancelled()
    folder = open_folder(options.folder)
    old, is_edited = _load_rows(folder)
    rows = propose_rows(folder, old, romanize=options.romanize)
    watcher.check_cancelled()
    if options.dry_run:
        return BuiltNames(folder.path / NAMES, rows, len(rows) - len(old))
    # Edited rows that are not applied yet keep the revision that they were made from.
    revision = None if is_edited else folder.head
    return BuiltNames(save_names(folder.path, rows, revision), rows, len(rows) - len(old))


def find_all_rows(path: Path, *, romanize: bool) -> tuple[NameRow, ...]:
    """The rows that the table of an interview would have: those of its table and ledger, and proposals.

    :raises FolderError: if there is no interview
    :raises FormatError: if the folder's names.csv is not a table of names
    :raises EngineError: if renderings are asked for and the package that suggests them is not installed
    """
    folder = open_folder(path)
    return propose_rows(folder, _load_rows(folder)[0], romanize=romanize)


def propose_rows(folder: Folder, old: Sequence[NameRow], *, romanize: bool) -> tuple[NameRow, ...]:
    """The rows of an interview's table, the other terms of its ledger, and proposals."""
    bitext = make_bitext(folder.transcript)
    proposed = propose_names(bitext)
    if romanize:
        proposed = _with_renderings(proposed, folder.transcript.source_language or "und")
    return tuple(count_rows(_merge(old, folder.transcript.glossary, proposed), bitext))


def _load_rows(folder: Folder) -> tuple[tuple[NameRow, ...], bool]:
    """The rows of an interview's own table, up to date with its ledger, and whether a person edited them since."""
    there = load_names(folder.path)
    if there is None:
        return (), False
    base = find_base(folder, there[1]).glossary if there[1] else ()
    old = tuple(_refresh(there[0].rows, base, folder.transcript.glossary))
    return old, _is_edited(old, folder.transcript.glossary)


def _refresh(rows: Sequence[NameRow], base: Sequence[Term], ledger: Sequence[Term]) -> Iterator[NameRow]:
    """The rows, updated from the ledger unless somebody edited them.

    :param base: the ledger that the rows were made from; empty if unknown
    """
    before, now = ({term.id: term for term in terms} for terms in (base, ledger))
    for row in rows:
        if row.state != "approved" or not row.term.id or row.term != before.get(row.term.id):
            yield row
        elif row.term.id in now:
            yield msgspec.structs.replace(row, term=now[row.term.id])


def _with_renderings(proposed: Sequence[Proposal], language: str) -> tuple[Proposal, ...]:
    """The proposals. A name without a rendering gets the most usual one, and the others in a note."""
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


def _merge(old: Sequence[NameRow], ledger: Sequence[Term], proposed: Sequence[Proposal]) -> Iterator[NameRow]:
    """The existing rows in their order, then the other terms of the ledger, then new proposals.

    A row that nobody has edited since it was applied is the ledger's; if another rendering is proposed, it replaces the
    row.
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
    keys = {find_key(row.term) for row in rows}
    for one in proposed:
        if not one.term.id and find_key(one.term) not in keys:
            yield NameRow(term=one.term, state="proposed", count=one.count, places=one.places)


def _is_edited(rows: Sequence[NameRow], ledger: Sequence[Term]) -> bool:
    """Whether a row differs from its term in the ledger."""
    terms = {term.id: term for term in ledger}
    return any(row.term.id and (row.state == "removed" or row.term != terms.get(row.term.id)) for row in rows)


def count_rows(rows: Iterable[NameRow], bitext: Bitext) -> Iterator[NameRow]:
    """The rows with the current number of occurrences of each term, and their passages."""
    rows = list(rows)
    terms = [msgspec.structs.replace(row.term, id=str(number)) for number, row in enumerate(rows)]
    counts, places = _find_places(terms, bitext)
    for number, row in enumerate(rows):
        found = places[str(number)]
        yield msgspec.structs.replace(row, count=counts[str(number)], places=tuple(found)) if found else row


def _find_places(terms: Sequence[Term], bitext: Bitext) -> tuple[Counter[str], Mapping[str, dict[str, None]]]:
    """The occurrences of terms in the originals, or in translations of passages without original, and the passages'
    ids.
    """
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
