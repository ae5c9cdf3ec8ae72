"""Every command is killed once, by the benchmark that kills them 200 times."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from benchmarks.kills import COMMANDS, killed, try_kills

pytestmark = pytest.mark.skipif(os.name != "posix", reason="there is no SIGKILL here")


def test_no_promise_is_broken_by_a_kill(tmp_path: Path) -> None:
    trials = list(try_kills(tmp_path / "kills", len(COMMANDS), random.Random(14)))
    assert {trial.name for trial in trials} == set(COMMANDS)
    assert [trial for trial in trials if trial.broken] == []


def test_a_broken_promise_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.kills.find_traces", lambda *_: (Path("bees/bees.txt"),))
    [trial] = try_kills(tmp_path / "kills", 1, random.Random(1))
    assert trial.broken == "withdrawn words are left in bees/bees.txt"


def test_a_command_dies_at_its_disk_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert killed(1, ["init", "--handle", "ana"])
    assert not Path("dragoman.toml").exists()
    assert not killed(99, ["init", "--handle", "ana"])
    assert Path("dragoman.toml").exists()
