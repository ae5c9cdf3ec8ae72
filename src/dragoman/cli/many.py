"""A verb with several recordings, interviews, files or folders: its inputs, progress over the whole, and a summary."""

from __future__ import annotations

import argparse
import glob
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Protocol

import msgspec

from dragoman.cli.flags import find_flags
from dragoman.cli.interrupts import raise_if_interrupted
from dragoman.cli.outcomes import say_failures, say_warnings
from dragoman.cli.progress import whole_bar
from dragoman.cli.terminal import as_command, shown
from dragoman.errors import Fix, InputError, SettingsError, with_fixes
from dragoman.folder import is_interview
from dragoman.problems import Problem
from dragoman.transcript.span import format_clock
from dragoman.workflows.many.finished import DoneMany, Finished, Outcome, Tally
from dragoman.workflows.many.run import Progress, refuse_no_workers
from dragoman.workflows.watcher import Silent, Watcher

__all__ = [
    "RunMany",
    "add_many_arguments",
    "are_many",
    "read_inputs",
    "read_workers",
    "refuse_single",
    "run_many",
    "watching_many",
]

_WILD = frozenset("*?[")


class RunMany(Protocol):
    """A workflow on many items, with its settings and options already applied."""

    def __call__(self, *, watcher: Watcher, progress: Progress) -> DoneMany:
        """The outcome of all items."""


def add_many_arguments(parser: argparse.ArgumentParser, what: str, *, workers: str = "1") -> None:
    """Declare the arguments of every verb that works on many items.

    :param what: the content of a line in a list, such as ``"a recording's path"``
    :param workers: the default number of workers
    """
    parser.add_argument("--list", metavar="FILE", help=f"a file with {what} per line; - is standard input")
    parser.add_argument(
        "--workers",
        type=int,
        metavar="N",
        help=f"how many are processed at a time, each in its own process (default: {workers})",
    )


def read_inputs(named: Sequence[Path], listed: str | None, *, name: str = "recording") -> tuple[Path, ...]:
    """The named paths, then those of a list. A pattern stands for its matches, sorted.

    :param name: of the argument, for the error
    :raises SettingsError: if there are none
    :raises InputError: if the list is not UTF-8 text
    """
    paths = [*named, *(_read_list(listed) if listed is not None else ())]
    inputs = tuple(found for path in paths for found in _matches(path))
    if not inputs:
        raise SettingsError(name, None, "is missing", "name one, several, or a folder of them; or use --list")
    return inputs


def are_many(inputs: Sequence[Path], listed: str | None) -> bool:
    """Whether a verb works on many items: several paths, a list, or a folder that is not an interview.

    The number of processes does not matter: one interview is one however many may work.
    """
    is_folder = inputs[0].is_dir() and not is_interview(inputs[0])
    return len(inputs) > 1 or listed is not None or is_folder


def refuse_single(given: Mapping[str, object]) -> None:
    """Refuse options for single interviews if there are many.

    :param given: the options as typed, with their values
    :raises SettingsError: naming the first option that was given
    """
    for flag, value in given.items():
        if value:
            raise SettingsError(
                flag, None, "applies to one interview, and several are named", "run the command for each interview"
            )


def read_workers(workers: int | None) -> int:
    """The number of processes; one by default.

    :raises SettingsError: if it is less than 1
    """
    count = 1 if workers is None else workers
    refuse_no_workers(count)
    return count


def _no_lines(file: Finished) -> Iterator[str]:
    """Nothing more is printed of an item."""
    return iter(())


def run_many(
    workflow: RunMany,
    *,
    verb: str,
    quiet: bool,
    json: bool,
    each: Callable[[Finished], Iterable[str]] = _no_lines,
) -> int:
    """Do the work and print the outcome; return 1 if an item has failed.

    :param verb: whose options fixes name
    :param each: the lines to print of each item, before the outcomes
    """
    show = partial(as_command, typed_as=find_flags(verb))
    with watching_many(verb, quiet=quiet, json=json) as (watcher, progress):
        done = workflow(watcher=watcher, progress=progress)
    for line in chain.from_iterable(map(each, done.files)):
        print(line)
    for file in done.files:
        if done.work.is_dry and file.outcome == "made" and not json:
            print(shown(f"{done.work.labels[file.outcome]}: {file.path}{f': {file.why}' if file.why else ''}"))
    _say_faults(done, show)
    if json:
        print("\n".join((*(_line(done, file, show) for file in done.files), _as_json(done))))
    elif not quiet:
        print(_summary(done))
    return 1 if done.failed else 0


def _say_faults(done: DoneMany, show: Callable[[Fix], str]) -> None:
    bad: tuple[Outcome, ...] = ("failed", "incomplete")
    for outcome in bad:
        files = [file for file in done.files if file.outcome == outcome]
        say_failures(files, done.work.labels[outcome], done.work.unit, show)
    warned = [file for file in done.files if file.outcome not in bad and file.warning]
    say_warnings(warned, done.work.unit, show)


@contextmanager
def watching_many(verb: str, *, quiet: bool, json: bool) -> Iterator[tuple[Watcher, Progress]]:
    """A watcher of work on many items, and the function that shows its progress.

    :param verb: whose options fixes name
    """
    with _showing(quiet=quiet, json=json) as progress:
        yield _Telling(partial(as_command, typed_as=find_flags(verb))), progress


class _Telling(Silent):
    """Prints problems of the run itself at once, and stops it at Ctrl+C."""

    def __init__(self, show: Callable[[Fix], str]) -> None:
        self._show = show

    def problem(self, problem: Problem) -> None:
        """Print the problem."""
        said = with_fixes(problem.message, problem.fixes, self._show)
        print(shown(f"dragoman: {problem.severity}: {said}"), file=sys.stderr)

    def check_cancelled(self) -> None:
        """Stop if Ctrl+C came and a library lost it."""
        raise_if_interrupted()


@contextmanager
def _showing(*, quiet: bool, json: bool) -> Iterator[Progress]:
    """Show the progress of the whole: a line on a terminal, JSON lines for programs, otherwise nothing."""
    if json:
        yield lambda tally: print(msgspec.json.encode(tally).decode(), flush=True)
    elif quiet or not sys.stderr.isatty():
        yield lambda tally: None
    else:
        with whole_bar() as show:
            yield lambda tally: show(tally.done, tally.total, _describe(tally))


def _describe(tally: Tally) -> str:
    parts = [f"{tally.done} of {tally.total}"]
    parts += [f"{_clock(tally.sound)} of sound"] if tally.sound else []
    parts += [f"about {_clock(round(tally.left * 1000))} left"] if tally.left is not None else []
    return ", ".join(parts)


def _read_list(name: str) -> tuple[Path, ...]:
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise InputError(name, "is not UTF-8 text", "write a path on each line") from error
    return tuple(Path(line) for line in text.splitlines() if line.strip())


def _matches(path: Path) -> Iterator[Path]:
    """The matches of a pattern. A path that exists, or that matches nothing, is returned as it is."""
    pattern = os.fspath(path)
    found = [] if not _WILD & set(pattern) or os.path.lexists(path) else sorted(glob.glob(pattern, recursive=True))
    yield from map(Path, found or [pattern])


def _line(done: DoneMany, file: Finished, show: Callable[[Fix], str]) -> str:
    """The outcome of one item, as JSON."""
    line = {
        "path": shown(str(file.path)),
        "outcome": done.work.labels[file.outcome],
        "made": None if file.made is None else shown(str(file.made)),
        "why": shown(with_fixes(file.why, file.fixes, show)),
        "sound_ms": file.duration,
        "seconds": file.seconds,
        **file.figures,
    }
    return msgspec.json.encode(line).decode()


def _as_json(done: DoneMany) -> str:
    counts = {done.work.labels[outcome].replace(" ", "_"): count for outcome, count in done.counts.items()}
    report = None if done.work.is_dry else shown(str(done.report))
    whole = {"sound_ms": done.sound, "seconds": round(done.seconds, 1), "report": report}
    return msgspec.json.encode({**counts, "figures": done.figures, **whole}).decode()


def _summary(done: DoneMany) -> str:
    labels = done.work.labels
    counts = done.counts
    said = ", ".join(f"{counts[outcome]} {labels[outcome]}" for outcome in ("made", "incomplete", "failed", "skipped"))
    said += "".join(f"; {name}: {count:,}" for name, count in done.figures.items())
    sound = f"{_clock(done.sound)} of sound in " if done.sound else ""
    report = "nothing is written" if done.work.is_dry else f"look at it:  {shown(str(done.report))}"
    return f"{said}; {sound}{_clock(round(done.seconds * 1000))}\n{report}"


def _clock(ms: int) -> str:
    return format_clock(ms, exact=False)
