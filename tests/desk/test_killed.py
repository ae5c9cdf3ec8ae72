"""The server killed at random under twenty people: every edit that was acknowledged is there, and none twice."""

from __future__ import annotations

from pathlib import Path

from killed_desk import kill_at_random, make_talk

TIMES = 10


def test_every_acknowledged_edit_is_there_and_none_twice(tmp_path: Path) -> None:
    acknowledged, broken = kill_at_random(make_talk(tmp_path / "talk"), TIMES)
    assert broken == []
    assert acknowledged > TIMES
