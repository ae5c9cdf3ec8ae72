"""The server killed at random under twenty people: every edit that was acknowledged is there, and none twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from killed_desk import IDS, Person, find_broken, find_lost_typing, kill_at_random, make_talk

TIMES = 10


def test_every_acknowledged_edit_is_there_and_none_twice(tmp_path: Path) -> None:
    acknowledged, broken = kill_at_random(make_talk(tmp_path / "talk"), TIMES)
    assert broken == []
    assert acknowledged > TIMES


def test_an_edit_that_is_lost_is_found(tmp_path: Path) -> None:
    person = Person(IDS[0])
    person.acknowledged = 2
    assert find_broken(make_talk(tmp_path / "talk"), [person]) == [f"{IDS[0]}: 2 acknowledged, 0 there"]


@pytest.mark.parametrize(
    ("typed", "acknowledged", "there", "open_", "is_lost"),
    [
        (1, 0, 0, 1, False),
        (1, 0, 0, None, True),
        (2, 1, 1, 1, True),
        (1, 0, 1, None, False),
        (1, 0, 1, 1, False),
        (1, 1, 1, 1, True),
    ],
)
def test_what_was_typed_and_is_lost_is_found(
    typed: int, acknowledged: int, there: int, open_: int | None, is_lost: bool
) -> None:
    person = Person(IDS[0])
    person.typed, person.acknowledged = typed, acknowledged
    assert bool(find_lost_typing(person, there, open_)) is is_lost
