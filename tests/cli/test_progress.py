from __future__ import annotations

import io
import json
import sys

import pytest

from dragoman.cli.progress import show_progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_sees_a_bar_for_every_stage(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with show_progress(quiet=False, json=False) as report:
        report("reading", 0, 60_000)
        report("listening", 30_000, 60_000)
        report("listening", 60_000, 60_000)
        report("speakers", 0, None)
    assert all(stage in terminal.getvalue() for stage in ("reading", "listening", "speakers", "100 %"))


@pytest.mark.parametrize(("quiet", "terminal"), [(True, Terminal()), (False, io.StringIO())])
def test_otherwise_nothing_is_shown(quiet: bool, terminal: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", terminal)
    with show_progress(quiet=quiet, json=False) as report:
        report("listening", 30_000, 60_000)
    assert terminal.getvalue() == ""


def test_a_machine_reads_a_line_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    with show_progress(quiet=False, json=True) as report:
        report("listening", 0, 60_000)
        assert json.loads(capsys.readouterr().out) == {
            "stage": "listening", "done_ms": 0, "total_ms": 60_000, "left_s": None,
        }  # fmt: skip
        report("listening", 90_000, 60_000)
        assert json.loads(capsys.readouterr().out)["left_s"] == 0
        report("speakers", 0, None)
        assert json.loads(capsys.readouterr().out)["total_ms"] is None
