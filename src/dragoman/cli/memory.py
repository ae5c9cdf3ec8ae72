"""``dragoman memory``: search, import and export the translation memory."""

from __future__ import annotations

import argparse
from pathlib import Path

import msgspec

from dragoman.cli.progress import watching
from dragoman.cli.terminal import load_desk, shown, tell_problems
from dragoman.language.plural import counted
from dragoman.language.word_difference import Difference, find_difference
from dragoman.notation import serialize_text
from dragoman.transcript.text import plain
from dragoman.workflows.memory import (
    MemoryExport,
    MemoryImport,
    MemorySearch,
    Offered,
    export_memory,
    find_in_memory,
    import_memory,
)

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    find = actions.add_parser("find", help="show earlier translations for passages of an interview")
    find.add_argument("folder", type=Path, metavar="DIR", help="the interview's folder")
    find.add_argument(
        "passages", nargs="*", metavar="ID", help="the ids of passages (default: those without a translation)"
    )
    find.add_argument(
        "--least", type=float, default=75, metavar="N", help="the least similarity, 100 being the same (default: 75)"
    )
    find.add_argument("--most", type=int, default=3, metavar="N", help="how many for each passage (default: 3)")
    find.add_argument("--json", action="store_true", help="print one JSON object per line")
    take = actions.add_parser("import", help="add the pairs of a TMX, XLIFF or other bilingual file to the memory")
    take.add_argument("file", type=Path, metavar="FILE", help="the file")
    write = actions.add_parser("export", help="write the memory to a TMX file")
    write.add_argument("output", type=Path, metavar="FILE", help="the file to write")
    for action, required in ((take, False), (write, True)):
        action.add_argument(
            "--from", dest="source", metavar="LANG", required=required, help="language of the originals"
        )
        action.add_argument(
            "--to", dest="target", metavar="LANG", required=required, help="language of the translations"
        )
    for action in (find, take, write):
        action.add_argument(
            "--directory",
            type=Path,
            metavar="DIR",
            help="the directory of interviews (default: where dragoman.toml is, else the interview's parent)",
        )


def run(options: argparse.Namespace) -> int:
    """Search the memory, import pairs, or export it."""
    if options.action == "find":
        search = MemorySearch(
            folder=options.folder,
            passages=tuple(options.passages),
            directory=options.directory,
            least=options.least,
            most=options.most,
        )
        _find(search, json=options.json)
    elif options.action == "import":
        wanted = MemoryImport(
            file=options.file, directory=options.directory, source=options.source, target=options.target
        )
        done = import_memory(settings=load_desk({}), options=wanted)
        tell_problems(done.problems)
        print(shown(f"{counted(done.read, 'pair')} read, {done.new} of them new; wrote {done.path}"))
    else:
        written = MemoryExport(
            output=options.output, directory=options.directory, source=options.source, target=options.target
        )
        count, problems = export_memory(settings=load_desk({}), options=written)
        tell_problems(problems)
        print(shown(f"wrote {counted(count, 'pair')} to {options.output}"))
    return 0


def _find(search: MemorySearch, *, json: bool) -> None:
    with watching(quiet=json, json=False) as watcher:
        found = find_in_memory(settings=load_desk({}), options=search, watcher=watcher)
    tell_problems(found.problems)
    for offered in found.offered:
        print(msgspec.json.encode(offered).decode() if json else _lines(offered))
    if not json:
        print(f"{len(found.offered)} of {counted(found.searched, 'passage')}: something like it is in the memory")


def _lines(offered: Offered) -> str:
    """A passage, with its matches below, best first."""
    said = plain(offered.segment.source or ())
    lines = [shown(f"{offered.segment.id}  {said}")]
    for match in offered.matches:
        by = f", {match.unit.by}" if match.unit.by else ""
        lines.append(shown(f"  {match.score:3.0f}  {serialize_text(match.unit.target)}  ({match.unit.place}{by})"))
        if not match.is_equal:
            lines.append(shown(f"       for: {_marked(find_difference(plain(match.unit.source), said))}"))
    return "\n".join(lines)


def _marked(difference: tuple[Difference, ...]) -> str:
    """The original of a match, with the words that this passage has instead."""
    marks = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return " ".join(marks[part.kind].format(part.words) for part in difference)
