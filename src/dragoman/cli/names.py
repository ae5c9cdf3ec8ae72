"""``dragoman names``: manage the names of an interview and their renderings."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from dragoman.cli.check import print_found
from dragoman.cli.terminal import load_desk, load_signer, shown, tell_rest, write_command
from dragoman.errors import FolderError
from dragoman.formats.names_csv import NameRow
from dragoman.settings.dragoman_toml import Settings
from dragoman.workflows.build_names import BuildNamesOptions, build_names
from dragoman.workflows.names import (
    ApplyNamesOptions,
    ExportNamesOptions,
    NamesOptions,
    apply_names,
    check_names,
    export_names,
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
        action.add_argument("folder", type=Path, metavar="DIR", help="the interview's folder")
    for action in (take, bring):
        action.add_argument("--handle", metavar="NAME", help="the handle that signs this change")
    take.add_argument("file", nargs="?", type=Path, metavar="FILE", help="another table than the folder's names.csv")
    bring.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="the table (default: the one in dragoman.toml)"
    )
    export.add_argument("file", type=Path, metavar="FILE", help="the table to write")


def run(options: argparse.Namespace) -> int:
    """Do one of the five actions."""
    folder = options.folder
    if options.action == "build":
        return _build(BuildNamesOptions(folder=folder, romanize=options.romanize))
    if options.action == "check":
        found = check_names(settings=load_desk({}), options=NamesOptions(folder=folder))
        return print_found(found, as_json=options.json)
    if options.action == "export":
        wanted = ExportNamesOptions(folder=folder, file=options.file, force=options.force)
        print(shown(f"{options.file}: {_names(export_names(settings=load_desk({}), options=wanted))}"))
        return 0
    settings = load_signer(options.handle, folder)
    file = options.file or (settings.glossary if options.action == "import" else None)
    if options.action == "import" and file is None:
        raise FolderError(folder, "has no table to apply", "name the file, or set glossary in dragoman.toml")
    return _apply(settings, ApplyNamesOptions(folder=folder, file=file))


def _build(options: BuildNamesOptions) -> int:
    built = build_names(settings=load_desk({}), options=options)
    proposed = [row for row in built.rows if row.state == "proposed"]
    _print_table(proposed)
    print(shown(f"{built.file}: {_names(len(built.rows))}, {built.added} of them new"))
    if proposed:
        then = write_command("names", "apply", options.folder)
        print(shown(f"write approved or rejected in the column state, then: {then}"))
    return 0


def _apply(settings: Settings, options: ApplyNamesOptions) -> int:
    applied = apply_names(settings=settings, options=options)
    for problem in applied.problems:
        print(shown(f"dragoman: {problem}"), file=sys.stderr)
    tell_rest(options.folder, applied.edited.unwritten)
    print(f"{_names(applied.added)} added, {applied.changed} changed, {applied.removed} taken out")
    if applied.waiting:
        print(f"{_names(applied.waiting)} proposed and not decided")
    return 0


def _names(count: int) -> str:
    return f"{count} {'name' if count == 1 else 'names'}"


def _print_table(rows: Sequence[NameRow]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    for heading in ("times", "original", "translation", "also met", "kind", "passages"):
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
