"""``dragoman names``: manage the names of an interview, or of many, and their renderings."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from dragoman.cli.check import print_found
from dragoman.cli.many import are_many, run_many, watching_many
from dragoman.cli.outcomes import say_failures
from dragoman.cli.terminal import load_desk, load_signer, say_signature, shown, tell_rest, write_command
from dragoman.errors import FolderError, SettingsError
from dragoman.folder.names_file import NAMES
from dragoman.formats.names_csv import NameRow
from dragoman.language.plural import counted
from dragoman.settings.dragoman_toml import Settings
from dragoman.workflows.build_names import BuildNamesOptions, build_names
from dragoman.workflows.check_many import CheckManyOptions, check_many
from dragoman.workflows.names import (
    ApplyNamesOptions,
    ExportNamesOptions,
    NamesOptions,
    apply_names,
    check_names,
    export_names,
    refuse_existing,
)
from dragoman.workflows.names_many import (
    ApplyNamesManyOptions,
    BuildNamesManyOptions,
    apply_names_many,
    build_names_many,
)

__all__ = ["add_arguments", "run"]

_MOST_ROWS = 40
_MOST_PLACES = 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    build = actions.add_parser("build", help="propose names and recurring terms in the folder's names.csv")
    build.add_argument("--romanize", action="store_true", help="suggest renderings of Arabic and Persian names")
    take = actions.add_parser("apply", help="add what is approved in names.csv to the ledger")
    bring = actions.add_parser("import", help="add another table to the ledger")
    check = actions.add_parser("check", help="list renderings that are missing, not approved or forbidden")
    check.add_argument("--json", action="store_true", help="print one JSON object per line")
    export = actions.add_parser("export", help="write the ledger as a table")
    export.add_argument("--force", action="store_true", help="overwrite an existing file")
    for action in (build, take, bring, check, export):
        action.add_argument(
            "folder", type=Path, metavar="DIR", help="the interview's folder, or a folder of interviews"
        )
        action.add_argument("--quiet", action="store_true", help="show no progress")
    for action in (build, take, bring):
        action.add_argument("--dry-run", action="store_true", help="write nothing; print what would be written")
    for action in (take, bring):
        action.add_argument("--handle", metavar="NAME", help="the handle that signs this change")
    build.add_argument(
        "file",
        nargs="?",
        type=Path,
        metavar="FILE",
        help="the table of a folder of interviews (default: names.csv in that folder)",
    )
    take.add_argument("file", nargs="?", type=Path, metavar="FILE", help="another table than the folder's names.csv")
    bring.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="the table (default: the one in dragoman.toml)"
    )
    export.add_argument("file", type=Path, metavar="FILE", help="the table to write")


def run(options: argparse.Namespace) -> int:
    """Do one of the five actions, for one interview or for all in a folder."""
    folder, action = options.folder, options.action
    if are_many([folder], None):
        if action == "check":
            return _check_many(folder, quiet=options.quiet, json=options.json)
        if action in ("apply", "import"):
            settings = load_desk({"handle": options.handle})
            file = options.file or (settings.glossary if action == "import" else folder / NAMES)
            is_import = action == "import"
            wanted = ApplyNamesManyOptions(
                inputs=(folder,), file=_needed(file, folder), everything=is_import, dry_run=options.dry_run
            )
            return _apply_many(settings, wanted, quiet=options.quiet)
        if action == "export":
            refuse_existing(options.file, force=options.force)
        both = BuildNamesManyOptions(
            inputs=(folder,),
            file=options.file or folder / NAMES,
            romanize=action == "build" and options.romanize,
            only_ledgers=action == "export",
            dry_run=action == "build" and options.dry_run,
        )
        return _build_many(both, quiet=options.quiet)
    if action == "build":
        if options.file is not None:
            raise SettingsError("FILE", str(options.file), "applies to a folder of interviews", "leave it out")
        return _build(BuildNamesOptions(folder=folder, romanize=options.romanize, dry_run=options.dry_run))
    if action == "check":
        found = check_names(settings=load_desk({}), options=NamesOptions(folder=folder))
        return print_found(found, as_json=options.json)
    if action == "export":
        export = ExportNamesOptions(folder=folder, file=options.file, force=options.force)
        print(shown(f"{options.file}: {_names(export_names(settings=load_desk({}), options=export))}"))
        return 0
    settings = load_signer(options.handle, folder)
    file = options.file
    if action == "import":
        file = _needed(file or settings.glossary, folder)
    return _apply(settings, ApplyNamesOptions(folder=folder, file=file, dry_run=options.dry_run))


def _needed(file: Path | None, folder: Path) -> Path:
    if file is None:
        raise FolderError(folder, "has no table to apply", "name the file, or set glossary in dragoman.toml")
    return file


def _check_many(folder: Path, *, quiet: bool, json: bool) -> int:
    """Count the problems of names in each interview of a folder."""
    asked = CheckManyOptions(inputs=(folder,), only=("names",))
    return run_many(partial(check_many, settings=load_desk({}), options=asked), verb="names", quiet=quiet, json=json)


def _apply_many(settings: Settings, options: ApplyNamesManyOptions, *, quiet: bool) -> int:
    """Apply one table to all interviews in a folder."""
    if not options.dry_run:
        say_signature(settings)
    return run_many(
        partial(apply_names_many, settings=settings, options=options), verb="names", quiet=quiet, json=False
    )


def _build_many(options: BuildNamesManyOptions, *, quiet: bool) -> int:
    """Write one table of the names of all interviews; return 1 if one of them could not be read."""
    with watching_many("names", quiet=quiet, json=False) as (watcher, progress):
        built = build_names_many(settings=load_desk({}), options=options, watcher=watcher, progress=progress)
    say_failures(built.failed, "failed")
    said = f"{options.file}: {_names(len(built.rows))} of {counted(built.interviews, 'interview')}"
    nothing = "; nothing is written" if options.dry_run else ""
    if options.only_ledgers:
        print(shown(f"{said}{nothing}"))
        return 1 if built.failed else 0
    proposed = [row for row in built.rows if row.state == "proposed"]
    _print_table(proposed, places="interviews")
    print(shown(f"{said}, {built.added} of them new{nothing}"))
    if proposed and not options.dry_run:
        [folder] = options.inputs
        _say_next(folder, *(() if options.file == folder / NAMES else (options.file,)))
    return 1 if built.failed else 0


def _say_next(*arguments: Path) -> None:
    then = write_command("names", "apply", *arguments)
    print(shown(f"write approved or rejected in the column state, then: {then}"))


def _build(options: BuildNamesOptions) -> int:
    built = build_names(settings=load_desk({}), options=options)
    proposed = [row for row in built.rows if row.state == "proposed"]
    _print_table(proposed)
    nothing = "; nothing is written" if options.dry_run else ""
    print(shown(f"{built.file}: {_names(len(built.rows))}, {built.added} of them new{nothing}"))
    if proposed and not options.dry_run:
        _say_next(options.folder)
    return 0


def _apply(settings: Settings, options: ApplyNamesOptions) -> int:
    applied = apply_names(settings=settings, options=options)
    for problem in applied.problems:
        print(shown(f"dragoman: {problem}"), file=sys.stderr)
    if applied.edited is not None:
        tell_rest(options.folder, applied.edited.unwritten)
    nothing = "; nothing is written" if options.dry_run else ""
    print(f"{_names(applied.added)} added, {applied.changed} changed, {applied.removed} taken out{nothing}")
    if applied.waiting:
        print(f"{_names(applied.waiting)} proposed and not decided")
    return 0


def _names(count: int) -> str:
    return f"{count} {'name' if count == 1 else 'names'}"


def _print_table(rows: Sequence[NameRow], places: str = "passages") -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    for heading in ("times", "original", "translation", "also met", "kind", places):
        table.add_column(heading, justify="right" if heading == "times" else "left")
    for row in rows[:_MOST_ROWS]:
        table.add_row(*(Text(shown(cell)) for cell in _cells(row)))
    Console().print(table)
    if len(rows) > _MOST_ROWS:
        print(f"and {len(rows) - _MOST_ROWS} more in the file")


def _cells(row: NameRow) -> tuple[str, ...]:
    term = row.term
    more = " …" if len(row.places) > _MOST_PLACES else ""
    return (
        "" if row.count is None else str(row.count),
        " | ".join(term.source),
        " | ".join(term.target),
        " | ".join(term.seen),
        term.kind or "",
        " ".join(row.places[:_MOST_PLACES]) + more,
    )
