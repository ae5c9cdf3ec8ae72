"""``dragoman apply``: apply an edited page to the interview."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from dragoman.cli.terminal import describe, load_signer, shown, tell_missing_sound, tell_rest
from dragoman.errors import FormatError
from dragoman.folder.sound import find_missing_sound
from dragoman.notation import serialize_text
from dragoman.problems import Problem
from dragoman.transcript.merge import Conflict
from dragoman.transcript.plain_words import name_field, name_subject
from dragoman.transcript.text import Text
from dragoman.workflows.apply import Applied, ApplyOptions, PageConflictError, PageError, apply

__all__ = ["add_arguments", "run"]

_MOST_SHOWN = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the interview's folder")
    parser.add_argument(
        "page",
        nargs="?",
        type=Path,
        metavar="FILE",
        help="the edited page, as notation, DOCX, ODT or XLIFF (default: the folder's own)",
    )
    parser.add_argument("--delete-missing", action="store_true", help="delete the passages that are not on the page")
    parser.add_argument(
        "--conflicts",
        choices=("mine", "theirs"),
        help="which text to keep where somebody else changed the same one: mine is the page, theirs what is stored",
    )
    parser.add_argument("--force", action="store_true", help="apply the page as it was read, in spite of errors")
    parser.add_argument("--handle", metavar="NAME", help="the handle that signs this change")


def run(options: argparse.Namespace) -> int:
    """Apply a page as one action. If the page has errors, nothing changes."""
    wanted = ApplyOptions(
        folder=options.folder,
        page=options.page,
        delete_missing=options.delete_missing,
        conflicts=options.conflicts,
        force=options.force,
    )
    try:
        applied = apply(settings=load_signer(options.handle, options.folder), options=wanted)
    except PageConflictError as error:
        _print_problems(error.path, error.problems)
        _print_conflicts(error.conflicts)
        fix = "--conflicts mine to replace them with the page's, or --conflicts theirs to keep the current ones"
        raise FormatError(error.path, error.fault, f"apply it with {fix}") from error
    except PageError as error:
        _print_problems(error.path, error.problems)
        raise
    _print_problems(str(applied.path), applied.problems)
    tell_rest(options.folder, applied.edited.unwritten, taken_in=options.page is None)
    tell_missing_sound(options.folder, find_missing_sound(applied.edited.folder))
    print(_summary(applied))
    return 0


def _print_problems(path: str, problems: Sequence[Problem]) -> None:
    for problem in problems[:_MOST_SHOWN]:
        place = "".join(f":{part}" for part in (problem.where.line, problem.where.column) if part is not None)
        print(shown(f"{path}{place}: {problem.severity}: {describe(problem)} [{problem.code}]"), file=sys.stderr)
    if len(problems) > _MOST_SHOWN:
        print(f"… and {len(problems) - _MOST_SHOWN} more", file=sys.stderr)


def _print_conflicts(conflicts: Sequence[Conflict]) -> None:
    for conflict in conflicts[:_MOST_SHOWN]:
        print(
            shown(
                f"{name_subject(conflict.subject)}, {name_field(conflict.field) if conflict.field else 'as a whole'}:"
            ),
            file=sys.stderr,
        )
        if conflict.base is not None:
            print(shown(f"  it was:    {_typed(conflict.base)}"), file=sys.stderr)
        print(shown(f"  the page:  {_typed(conflict.mine)}"), file=sys.stderr)
        print(shown(f"  it is now: {_typed(conflict.theirs)}"), file=sys.stderr)


def _typed(value: Any) -> str:
    """A value as it is typed."""
    if value is None:
        return "nothing"
    try:
        return serialize_text(msgspec.convert(value, Text)).replace("\n", " ")
    except msgspec.ValidationError:
        return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def _summary(applied: Applied) -> str:
    taken = applied.taken
    subjects = {revision.subject for revision in applied.edited.committed.revisions}
    parts = [
        f"{len(ids)} passage{'' if len(ids) == 1 else 's'} {verb}"
        for verb, found in (
            ("changed", taken.changed),
            ("added", taken.added),
            ("put back", taken.put_back),
            ("deleted", taken.deleted),
        )
        if (ids := [id_ for id_ in found if f"segment:{id_}" in subjects])
    ]
    if any(not subject.startswith("segment:") for subject in subjects):
        parts.append("facts or speakers changed")
    summary = ", ".join(parts) or "nothing had changed"
    if not taken.missing:
        return summary
    count = len(taken.missing)
    said = f"{count} passage{' is' if count == 1 else 's are'} not on the page and stay{'s' if count == 1 else ''}"
    return f"{summary}\n{said}; --delete-missing deletes {'it' if count == 1 else 'them'}"
