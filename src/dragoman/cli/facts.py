"""``dragoman facts``: add facts to one interview or many, or write them as a table."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path

from dragoman.cli.flags import find_flags
from dragoman.cli.many import add_many_arguments, are_many, read_inputs, read_workers, run_many, watching_many
from dragoman.cli.outcomes import say_failures
from dragoman.cli.progress import watching
from dragoman.cli.terminal import as_command, load_desk, say_signature, shown
from dragoman.errors import SettingsError
from dragoman.language.plural import counted
from dragoman.settings.dragoman_toml import Settings
from dragoman.workflows.facts import AddFactsOptions, FactsTableOptions, add_facts, add_facts_to_one, write_table

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument(
        "folder", type=Path, nargs="*", metavar="DIR", help="interviews' folders, or a folder of interviews"
    )
    add_many_arguments(parser, "an interview's path")
    parser.add_argument(
        "--add",
        dest="facts",
        action="append",
        default=[],
        metavar="LINE",
        help='a fact for all of them, as on the page: "rights holder: Example Radio"; may be repeated',
    )
    parser.add_argument("--table", type=Path, metavar="FILE", help="add the facts of a table with a row for each")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the facts of all of them as a table")
    parser.add_argument("--replace", action="store_true", help="replace facts that have another value")
    parser.add_argument("--dry-run", action="store_true", help="change nothing; print what would change")
    parser.add_argument("--force", action="store_true", help="overwrite an existing table")
    parser.add_argument("--quiet", action="store_true", help="show no progress")
    parser.add_argument("--handle", metavar="NAME", help="the handle that signs this change")


def run(options: argparse.Namespace) -> int:
    """Add facts, or write the table of those that are there."""
    inputs = read_inputs(options.folder, options.list, name="folder")
    workers = read_workers(options.workers)
    if sum(map(bool, (options.facts, options.table, options.write))) != 1:
        fix = "use one of --add, --table and --write"
        raise SettingsError("facts", None, "need one place to come from or to go to", fix)
    if options.write:
        return _write(FactsTableOptions(inputs=inputs, workers=workers, file=options.write, force=options.force))
    settings = load_desk({"handle": options.handle})
    wanted = AddFactsOptions(
        inputs=inputs,
        workers=workers,
        lines=tuple(options.facts),
        table=options.table,
        replace=options.replace,
        dry_run=options.dry_run,
    )
    if not options.dry_run:
        say_signature(settings)
    if not are_many(inputs, options.list):
        return _add_to_one(settings, wanted)
    work = partial(add_facts, settings=settings, options=wanted)
    return run_many(work, verb="facts", quiet=options.quiet, json=False)


def _add_to_one(settings: Settings, options: AddFactsOptions) -> int:
    """Add facts to one interview; return 1 if one of them is not added."""
    with watching(quiet=True, json=False) as watcher:
        done = add_facts_to_one(settings=settings, options=options, watcher=watcher)
    if done.outcome in ("failed", "incomplete"):
        show = partial(as_command, typed_as=find_flags("facts"))
        say_failures([done], "failed" if done.outcome == "failed" else "changed in part", show=show)
        return 1
    would = "would change" if options.dry_run else "changed"
    print(shown(f"{would}: {done.why}" if done.outcome == "made" else "nothing to change"))
    return 0


def _write(options: FactsTableOptions) -> int:
    """Write the table; return 1 if an interview could not be read."""
    with watching_many("facts", quiet=False, json=False) as (watcher, progress):
        found = write_table(settings=load_desk({}), options=options, watcher=watcher, progress=progress)
    say_failures(found.failed, "failed")
    print(shown(f"{options.file}: the facts of {counted(len(found.values), 'interview')}"))
    return 1 if found.failed else 0
