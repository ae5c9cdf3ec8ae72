"""The command line as a whole: verbs, exit codes, and what a person reads when something is wrong."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from dragoman import __version__, cli
from dragoman.cli import VERBS, main
from dragoman.errors import InputError

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def verb(monkeypatch: pytest.MonkeyPatch) -> Callable[[BaseException | int], None]:
    """Lets the verb ``view`` end as it is told."""

    def ends(how: BaseException | int) -> None:
        def run(options: object) -> int:
            if isinstance(how, BaseException):
                raise how
            return how

        module = type("verb", (), {"run": staticmethod(run), "add_arguments": staticmethod(lambda parser: None)})
        monkeypatch.setattr(cli, "find_verb", lambda name: module)

    return ends


@pytest.mark.parametrize("name", VERBS)
def test_every_verb_explains_itself(name: str, capsys: Capture) -> None:
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith(f"usage: dragoman {name}")


def test_help_lists_every_verb_and_imports_none_of_them(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "find_verb", lambda name: pytest.fail(f"{name} was imported"))
    with pytest.raises(SystemExit):
        main(["--help"])
    listed = " ".join(capsys.readouterr().out.split())
    assert [name for name, clause in VERBS.items() if f" {name} {clause}" not in listed] == []


def test_the_version_is_told(capsys: Capture) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert (ended.value.code, capsys.readouterr().out) == (0, f"dragoman {__version__}\n")


@pytest.mark.parametrize("words", [[], ["dance"], ["view"], ["draft", "a.wav", "--louder"]])
def test_what_is_no_command_ends_with_2(words: list[str], capsys: Capture) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert "usage: dragoman" in capsys.readouterr().err


@pytest.mark.parametrize("code", [0, 1])
def test_a_verbs_own_code_is_the_commands(code: int, verb: Callable[[Any], None]) -> None:
    verb(code)
    assert main(["view"]) == code


@pytest.mark.parametrize(
    ("how", "code", "said"),
    [
        (InputError("a.wav", "is empty", "copy it again"), 2, "dragoman: a.wav: is empty; copy it again\n"),
        (KeyboardInterrupt(), 130, "dragoman: interrupted; finished work is kept, and the same command continues"),
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "b.json"), 2, "dragoman: b.json: no space left on device;"),
        (PermissionError(errno.EACCES, "Permission denied", "c"), 2, "dragoman: c: permission denied; finished work"),
        (
            FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), "no/such/talk.srt"),
            2,
            "dragoman: no/such/talk.srt: the folder no/such does not exist; make it, and run the command again\n",
        ),
        (OSError("odd"), 2, "dragoman: odd; finished work is not lost\n"),
        (BrokenPipeError(), 0, ""),
    ],
)
def test_what_goes_wrong_is_one_line(
    how: BaseException,
    code: int,
    said: str,
    verb: Callable[[Any], None],
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys.stderr, "close", lambda: None)
    verb(how)
    assert main(["view"]) == code
    output = capsys.readouterr().err
    assert output.startswith(said)
    assert output.count("\n") == (1 if said else 0)


def test_a_reader_that_goes_away_is_no_fault() -> None:
    command = f"{sys.executable} -m dragoman models | head -0"
    run = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")


def test_too_little_memory_is_a_line_and_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(_: object) -> int:
        raise MemoryError

    monkeypatch.setattr("dragoman.cli.view.run", run)
    assert main(["view", "interview"]) == 2
    assert capsys.readouterr().err.startswith("dragoman: there is not enough memory; ")
