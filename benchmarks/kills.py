"""Commands that are killed: at a random one of their disk calls, and by ``kill -9`` at a random time.

After each kill the interview has to open and to verify, with its change done once or not at all. The same command is
run again where its change is not there, and then everything has to be as after a run that nobody killed.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import chdir, suppress
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.clean_process import CONTEXT, start_process
from benchmarks.frame import BUILD, Measured, Options, Report, Table
from dragoman.cli import main
from dragoman.folder import is_interview, open_folder
from dragoman.folder.editions import read_editions
from dragoman.folder.leaks import find_traces
from dragoman.folder.review import load_problems
from dragoman.folder.verify import find_faults
from dragoman.transcript.text import plain

__all__ = ["COMMANDS", "Command", "Trial", "count_disk_calls", "killed", "make_desk", "run", "try_kills"]

_KILLS = 200
# Of the kills, how many come at a time, and not at a disk call.
_TIMED = 0.25
_CALLS = ("write", "replace", "ftruncate", "unlink", "rmdir", "mkdir")
_TALK = """title: Las abejas de Elena Ruiz
title (translation): The bees of Elena Ruiz
original: es
translation: en
aired: 2021-02-27
publisher: Radio Colmena
ground for use: with the speaker's consent

HOST: Buenos días, Elena Ruiz. ¿Dónde aprendió usted?
= Good morning, Elena Ruiz. Where did you learn it?
KEEPER: Mi abuela guardaba las colmenas detrás de la iglesia.
= My grandmother kept the hives behind the church.
HOST: ¿Y quién le ayuda?
= And who helps you?
KEEPER: Mi vecina, cada domingo por la mañana.
= My neighbour, every Sunday morning.
"""
_SECRET = "My grandmother kept the hives behind the church."


class Command(msgspec.Struct, frozen=True, kw_only=True):
    """A command that is killed. ``PASSAGE`` stands for the id of a passage.

    ``only_once`` says that it would do something else when it is run again. ``typed`` is what is typed on the page
    before. ``gone`` are the words, and ``named`` the names, that are nowhere after it.
    """

    words: tuple[str, ...]
    only_once: bool = False
    typed: tuple[str, str] | None = None
    gone: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


COMMANDS = {
    "convert": Command(words=("convert", "talk.txt", "other/")),
    "name": Command(words=("name", "bees", "S1=Somebody")),
    "merge-speakers": Command(words=("merge-speakers", "bees", "S1", "S2"), only_once=True),
    "review": Command(words=("review", "bees", "all")),
    "apply": Command(words=("apply", "bees"), typed=("And who helps you?", "Who helps you then?")),
    "undo": Command(words=("undo", "bees"), only_once=True),
    "report": Command(words=("report", "bees", "PASSAGE", "It was the other church.")),
    "view": Command(words=("view", "bees")),
    "release": Command(words=("release", "bees"), only_once=True),
    "publish": Command(words=("publish", "bees", "-o", "site")),
    "publish another": Command(words=("publish", "bees", "-o", "new")),
    "unpublish": Command(words=("unpublish", "bees", "-o", "site")),
    "withdraw a passage": Command(words=("withdraw", "bees", "PASSAGE"), gone=(_SECRET,)),
    "withdraw a name": Command(words=("withdraw", "bees", "Elena Ruiz", "--site", "site"), named=("Elena Ruiz",)),
    "withdraw an edition": Command(words=("withdraw", "bees", "--edition", "1", "--site", "site")),
}


class Trial(msgspec.Struct, frozen=True, kw_only=True):
    """What a command was killed at, and the promise that was broken; ``None`` where all were kept."""

    name: str
    where: str
    broken: str | None


def run(options: Options) -> Report:
    """200 kills, or as many as are asked for."""
    trials = list(try_kills(BUILD / "kills", options.most or _KILLS, random.Random(1)))
    tried = Counter(trial.name for trial in trials)
    broken = [trial for trial in trials if trial.broken]
    rows = [(name, str(tried[name]), str(sum(one.name == name for one in broken))) for name in COMMANDS]
    faults = tuple((f"{one.name}, {one.where}", one.broken or "") for one in broken)
    return Report(
        tables=(
            Table(title="Commands killed", columns=("command", "kills", "promises broken"), rows=tuple(rows)),
            *([Table(title="Broken", columns=("killed", "what"), rows=faults)] if faults else []),
        ),
        figures=(Measured(system="dragoman", language="es", name="broken", value=len(broken), unit="promises"),),
    )


def try_kills(place: Path, kills: int, chance: random.Random) -> Iterator[Trial]:
    """Kill the commands by turns in copies of a folder made at ``place``, which is the working directory meanwhile."""
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    with chdir(place):
        make_desk(Path("desk"))
        wholes: dict[str, _Whole] = {}
        for number in range(kills):
            name = list(COMMANDS)[number % len(COMMANDS)]
            wholes[name] = wholes.get(name) or _Whole(name, COMMANDS[name])
            yield wholes[name].kill(number, chance)


class _Whole:
    """A command with what it leaves when nobody kills it, how many disk calls it makes, and how long it takes."""

    def __init__(self, name: str, command: Command) -> None:
        self.name, self.command = name, command
        desk = self._copy("whole")
        with chdir(desk):
            words = _filled(command)
            self.before = _count()
            began = time.monotonic()
            self.calls = count_disk_calls(words)
            self.seconds = time.monotonic() - began
            self.adds = _count() - self.before
            self.left = _describe()

    def kill(self, number: int, chance: random.Random) -> Trial:
        desk = self._copy("killed")
        with chdir(desk):
            words = _filled(self.command)
            if chance.random() < _TIMED:
                after = chance.random() * self.seconds
                where = f"after {after:.3f} s (kill {number})"
                killed_after(after, words)
            else:
                at = chance.randint(1, self.calls)
                where = f"at disk call {at} of {self.calls} (kill {number})"
                killed(at, words)
            broken = self._find_broken(words)
        return Trial(name=self.name, where=where, broken=broken)

    def _find_broken(self, words: tuple[str, ...]) -> str | None:
        """The first promise that the killed command broke; ``None`` where it kept them all."""
        added, faults = _count() - self.before, _find_faults()
        if faults or added not in (0, self.adds):
            return f"{added} changes after the kill, and not 0 or {self.adds} {faults}"
        is_done = _describe() == self.left
        words = ("view", "bees") if self.command.only_once and added else words
        code = _quietly(words)
        if code and not is_done:
            return f"dragoman {' '.join(words)} ends with {code}"
        added, faults = _count() - self.before, _find_faults()
        if faults or added != self.adds:
            return f"{added} changes in the end, and not {self.adds} {faults}"
        places = (Path("bees"), *([Path("site")] if "--site" in words else []))
        traces = [str(trace) for place in places for trace in find_traces(place, self.command.gone, self.command.named)]
        if traces:
            return f"withdrawn words are left in {', '.join(traces)}"
        left = _describe()
        return None if left == self.left else f"{left} is left, and not {self.left}"

    def _copy(self, name: str) -> Path:
        shutil.rmtree(name, ignore_errors=True)
        shutil.copytree("desk", name, symlinks=True)
        if self.command.typed:
            page = Path(name, "bees", "bees.txt")
            page.write_text(page.read_text(encoding="utf-8").replace(*self.command.typed), encoding="utf-8")
        return Path(name)


def make_desk(desk: Path) -> None:
    """An interview with an edition, an edit since, and a site, in a folder with the page that it was made from."""
    desk.mkdir()
    with chdir(desk):
        Path("talk.txt").write_text(_TALK, encoding="utf-8")
        for words in (
            ("init", "--handle", "ana"),
            ("convert", "talk.txt", "bees/"),
            ("release", "bees", "--slug", "bees"),
            ("publish", "bees", "-o", "site"),
            ("name", "bees", "S2=The keeper"),
        ):
            if _quietly(words) != 0:
                raise AssertionError(words)


def _filled(command: Command) -> tuple[str, ...]:
    """The command's words with the id of the second passage."""
    passage = open_folder(Path("bees")).transcript.segments[1].id
    return tuple(passage if word == "PASSAGE" else word for word in command.words)


def _interviews() -> list[Path]:
    return [path for path in sorted(Path().iterdir()) if path.is_dir() and is_interview(path)]


def _count() -> int:
    return sum(len(open_folder(path).groups) + len(read_editions(path)) for path in _interviews())


def _find_faults() -> list[str]:
    return [fault for path in _interviews() for fault in find_faults(open_folder(path))]


def _describe() -> object:
    """What is there, without what is another one in each run: ids, times and hashes."""
    return [_describe_interview(path) for path in _interviews()], [
        sorted(str(path) for path in Path(site).rglob("*") if path.is_file() and path.name[0] != ".")
        for site in ("site", "new")
    ]


def _describe_interview(path: Path) -> object:
    folder = open_folder(path)
    texts = [(plain(s.source or ()), plain(s.target or ()), s.speaker, s.state) for s in folder.transcript.segments]
    speakers = [(speaker.label, speaker.name) for speaker in folder.transcript.speakers]
    # A snapshot that is missing is made again by whoever needs it.
    views = sorted(view.name for view in path.iterdir() if view.name[0] != "." and view.name != "transcript.json")
    return texts, speakers, sorted(finding.problem.code for finding in load_problems(folder)), views


def killed(kill_at: int, words: Sequence[str]) -> bool:
    """Run a command in a process of its own, which dies at its disk call of this number; whether it did."""
    return _end(_start(words, partial(make_deadly, kill_at)))


def killed_after(seconds: float, words: tuple[str, ...]) -> bool:
    """The same, killed from outside after a time."""
    process = _start(words)
    time.sleep(seconds)
    process.kill()
    return _end(process)


def count_disk_calls(words: tuple[str, ...]) -> int:
    """Run a command in a process of its own that nobody kills; how many calls it makes that touch the disk."""
    ours, theirs = CONTEXT.Pipe(duplex=False)
    process = _start(words, partial(_count_calls, theirs))
    theirs.close()
    calls = 0
    with ours, suppress(EOFError):
        while ours.recv_bytes():
            calls += 1
    if _end(process):
        raise AssertionError(words)
    return calls


def _start(words: Sequence[str], prepare: Callable[[], None] | None = None) -> ForkServerProcess:
    """A command in a new process, which does something before."""
    return start_process(_run, list(words), prepare)


def _run(words: list[str], prepare: Callable[[], None] | None) -> None:
    code = 1
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(1, 2)
        if prepare:
            prepare()
        code = main(words)
    finally:
        os._exit(code)


def _count_calls(pipe: Connection) -> None:
    """Let this process tell of each of its disk calls."""

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            # A connection keeps the `os.write` that was there when its module was imported.
            pipe.send_bytes(b".")
            return real(*arguments, **named)

        return call

    for name in _CALLS:
        setattr(os, name, counted(getattr(os, name)))


def _wait(process: ForkServerProcess) -> int | None:
    process.join()
    return process.exitcode


def _end(process: ForkServerProcess) -> bool:
    code = _wait(process)
    if code not in (0, -signal.SIGKILL):
        raise AssertionError(f"the command ended with {code}")
    return code != 0


def make_deadly(kill_at: int) -> None:
    """Let this process die at its disk call of this number; of a write, half the bytes arrive before."""
    left = iter(range(kill_at - 1, -1, -1))

    def deadly(real: Callable[..., Any], name: str) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            if next(left, -1) == 0:
                if name == "write":
                    real(arguments[0], bytes(arguments[1])[: len(arguments[1]) // 2])
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*arguments, **named)

        return call

    for name in _CALLS:
        setattr(os, name, deadly(getattr(os, name), name))
    os.fsync = lambda fd: None


def _quietly(words: tuple[str, ...]) -> int | None:
    return _wait(_start(words))
