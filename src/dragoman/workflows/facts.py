"""Add facts to interviews: the same to all, or those of a table with a row for each."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from dragoman import disk
from dragoman.errors import DragomanError, Fix, FolderError, FormatError, SettingsError
from dragoman.folder import open_folder
from dragoman.formats.facts_csv import FACT_KEYS, FactsRow, read_fact_lines, read_facts_table, write_facts_table
from dragoman.notation.header import write_facts
from dragoman.problems import Place, Problem
from dragoman.settings.dragoman_toml import Settings, person
from dragoman.transcript import edit
from dragoman.transcript.document import Date, Facts, Transcript
from dragoman.transcript.revision import Revision, Signature
from dragoman.workflows.edit_folder import edit_folder
from dragoman.workflows.many.finished import DoneMany, Finished, Work, as_dry, describe_failure
from dragoman.workflows.many.gather import Gathered, gather
from dragoman.workflows.many.in_place import ManyInputs, run_in_place
from dragoman.workflows.many.places import Found, find_documents
from dragoman.workflows.many.run import Progress, unseen
from dragoman.workflows.watcher import SILENT, Watcher

__all__ = [
    "AddFactsItem",
    "AddFactsOptions",
    "FactsTableOptions",
    "MergedFacts",
    "add_facts",
    "add_facts_item",
    "add_facts_to_one",
    "merge_facts",
    "read_facts_item",
    "write_table",
]

WORK = Work(
    title="Facts that were added",
    stage="adding-facts",
    unit="interviews",
    item="Interview",
    result="Page",
    labels={"failed": "failed", "incomplete": "changed in part", "made": "changed", "skipped": "unchanged"},
    stops=True,
)
DRY = as_dry(WORK, "would change", "Facts that would be added")
_LIMIT = 1 << 26
_SHOWN = 60


class AddFactsOptions(ManyInputs, frozen=True, kw_only=True):
    """The facts to add: ``lines`` as on the page, for all interviews, or a ``table`` with a row for each.

    A fact that an interview has with another value stays, and is reported; with ``replace`` it is replaced. With
    ``dry_run`` nothing is changed; each outcome says what would be.
    """

    lines: tuple[str, ...] = ()
    table: Path | None = None
    replace: bool = False
    dry_run: bool = False


class FactsTableOptions(ManyInputs, frozen=True, kw_only=True):
    """The table to write, which must not exist unless ``force`` is set."""

    file: Path
    force: bool = False


class AddFactsItem(msgspec.Struct, frozen=True, kw_only=True):
    """One interview, as sent to a worker process, and the facts that it gets."""

    settings: Settings
    folder: Path
    facts: Facts
    replace: bool
    dry_run: bool


class MergedFacts(msgspec.Struct, frozen=True, kw_only=True):
    """The facts of an interview with others added; what was added, replaced, and kept because it differs, in words."""

    facts: Facts
    added: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


def add_facts(
    *, settings: Settings, options: AddFactsOptions, watcher: Watcher = SILENT, progress: Progress = unseen
) -> DoneMany:
    """Add facts to each interview, in one action, and write a report.

    :param progress: called with the progress of the whole
    :raises FolderError: if the only folder named has no interviews, or there is no table
    :raises FormatError: if the file is no table of facts, or no row names one of the interviews
    :raises SettingsError: if a line states no fact, or ``workers`` is less than 1
    :raises CancelledError: if the watcher stopped the work; what is added stays
    """
    watcher.check_cancelled()
    items = {item.folder: item for item in _make_items(settings, options, watcher)}
    only = msgspec.structs.replace(options, inputs=tuple(items))
    work = DRY if options.dry_run else WORK
    return run_in_place(work, add_facts_item, only, items.__getitem__, watcher=watcher, progress=progress)


def add_facts_to_one(*, settings: Settings, options: AddFactsOptions, watcher: Watcher = SILENT) -> Finished:
    """Add facts to the only interview that the options name, without a report; return the outcome.

    :raises DragomanError: as :func:`add_facts`
    """
    watcher.check_cancelled()
    [item] = _make_items(settings, options, watcher)
    return add_facts_item(item)


def _make_items(settings: Settings, options: AddFactsOptions, watcher: Watcher) -> list[AddFactsItem]:
    found = find_documents(options.inputs)
    stated = _read_table(options.table, found, watcher) if options.table else _for_all(options.lines, found)
    return [
        AddFactsItem(settings=settings, folder=path, facts=facts, replace=options.replace, dry_run=options.dry_run)
        for path, facts in stated.items()
    ]


def add_facts_item(item: AddFactsItem) -> Finished:
    """Add the facts to one interview; return the outcome."""
    path, started = item.folder, time.monotonic()

    def make(now: Transcript, by: Signature) -> Sequence[Revision]:
        return edit.set_facts(now, merge_facts(now.facts, item.facts, replace=item.replace).facts, by)

    try:
        merged = merge_facts(open_folder(path).transcript.facts, item.facts, replace=item.replace)
        is_changed = bool(merged.added or merged.replaced)
        edited = None
        if is_changed and not item.dry_run:
            edited = edit_folder(path, lambda session: session.edit(make, person(item.settings)))
    except (DragomanError, OSError) as error:
        return describe_failure(path, path, error)
    said = [*merged.added, *merged.replaced, *merged.kept]
    rest = edited.unwritten if edited else None
    return Finished(
        path=path,
        made=path,
        outcome="incomplete" if rest or merged.kept else "made" if is_changed else "skipped",
        why="; ".join([*said, f"but {rest.about} {rest.fault}"] if rest else said),
        fixes=(Fix("replace what differs", options={"replace": True}),) if merged.kept else (),
        seconds=time.monotonic() - started,
        figures={"added": len(merged.added), "replaced": len(merged.replaced), "kept": len(merged.kept)},
    )


def merge_facts(now: Facts, wanted: Facts, *, replace: bool) -> MergedFacts:
    """The facts with others added. Names, tags and publications are added to those that are there.

    :param replace: whether a fact, or the dates of a kind, with another value are replaced
    """
    values: dict[str, Any] = {}
    said: dict[str, list[str]] = {"added": [], "replaced": [], "kept": []}
    for field in Facts.__struct_fields__:
        old, new = getattr(now, field), getattr(wanted, field)
        if field == "dates":
            values[field] = _merge_dates(old, new, said, replace=replace)
        elif isinstance(old, tuple):
            more = tuple(value for value in new if value not in old)
            values[field] = (*old, *more)
            said["added"] += [f"{_show(field, more)}: added"] if more else []
        elif new is not None and new != old:
            how = "added" if old is None else "replaced" if replace else "kept"
            values[field] = old if how == "kept" else new
            said[how].append(_describe(how, _show(field, old), _show(field, new)))
    facts = msgspec.structs.replace(now, **values)
    return MergedFacts(facts=facts, **{how: tuple(words) for how, words in said.items()})


def write_table(
    *, settings: Settings, options: FactsTableOptions, watcher: Watcher = SILENT, progress: Progress = unseen
) -> Gathered[Facts]:
    """Write the facts of all interviews as one table; return them, and the interviews that could not be read.

    :raises FolderError: if the only folder named has no interviews, or the file exists or cannot be written
    :raises SettingsError: if ``workers`` is less than 1
    """
    if options.file.exists() and not options.force:
        raise FolderError(options.file, "exists already", "name another file")
    found = gather(read_facts_item, options, lambda path: path, watcher=watcher, progress=progress)
    content = write_facts_table([(name, facts) for _, name, facts in found.values])
    disk.refuse_links(options.file)
    with disk.writing(options.file.parent):
        disk.replace(options.file, content, disk.SHARED)
    return found


def read_facts_item(path: Path) -> Facts | Finished:
    """The facts of one interview, or why they cannot be read."""
    try:
        return open_folder(path).transcript.facts
    except (DragomanError, OSError) as error:
        return describe_failure(path, path, error)


def _for_all(lines: Sequence[str], found: Sequence[Found]) -> dict[Path, Facts]:
    for line in lines:
        if line.partition(":")[0].strip().casefold() not in FACT_KEYS or not line.partition(":")[2].strip():
            fix = f"write it as on the page, such as “publisher: Example Radio”; the keys are {', '.join(FACT_KEYS)}"
            raise SettingsError("facts", line, "states no fact", fix)
    facts, problems = read_fact_lines(lines)
    for problem in problems:
        raise SettingsError("facts", None, f"cannot be read: {problem.message}")
    return {each.path: facts for each in found}


def _read_table(file: Path, found: Sequence[Found], watcher: Watcher) -> dict[Path, Facts]:
    """The facts of each interview that the table has, by its path."""
    content = disk.read(file, _LIMIT)
    if content is None:
        raise FolderError(file, "does not exist", ("check the name", Fix("write a table", options={"write": None})))
    table = read_facts_table(content, str(file))
    for problem in table.problems:
        watcher.problem(problem)
    stated: dict[Path, Facts] = {}
    for row in table.rows:
        path = _find_interview(row, found)
        if path is None:
            message = "no interview in these folders is called {name}; its row is left out"
            watcher.problem(
                Problem.of("fact-row-left-out", "warning", message, Place(line=row.line), name=row.interview)
            )
        else:
            stated[path] = row.facts
    if not stated:
        raise FormatError(file, "names none of these interviews", Fix("see their names", options={"write": None}))
    return stated


def _find_interview(row: FactsRow, found: Sequence[Found]) -> Path | None:
    """The interview of a row: by its path in the named folder, or else by the name of its folder if one has it."""
    whole = [each.path for each in found if each.name.as_posix() == row.interview]
    last = [each.path for each in found if each.path.name == row.interview]
    return next((paths[0] for paths in (whole, last) if len(paths) == 1), None)


def _merge_dates(
    old: tuple[Date, ...], new: tuple[Date, ...], said: Mapping[str, list[str]], *, replace: bool
) -> tuple[Date, ...]:
    merged = old
    for kind in dict.fromkeys(date.kind for date in new):
        before = tuple(date for date in old if date.kind == kind)
        after = tuple(date for date in new if date.kind == kind)
        if set(after) <= set(before):
            continue
        how = "added" if not before else "replaced" if replace else "kept"
        said[how].append(_describe(how, _show("dates", before), _show("dates", after)))
        if how != "kept":
            merged = (*(date for date in merged if date.kind != kind), *after)
    return merged


def _describe(how: str, old: str, new: str) -> str:
    if how == "added":
        return f"{new}: added"
    return f"{new}: replaces {old}" if how == "replaced" else f"{old}: stays, and differs from {new}"


def _show(field: str, value: Any) -> str:
    """A fact as it is on the page, on one line."""
    lines: Iterable[str] = write_facts(Transcript(facts=Facts(**{field: value})))
    line = ", ".join(" ".join(line.split()) for line in lines)
    return f"“{line[:_SHOWN]}{'…' if len(line) > _SHOWN else ''}”"
