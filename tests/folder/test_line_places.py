from __future__ import annotations

import pytest

from dragoman.folder import line_places
from dragoman.folder.line_places import LinePlaces


def test_the_place_that_was_added_last_comes_first() -> None:
    places = LinePlaces()
    for name, place in (("one", 10), ("two", 20), ("one", 1 << 40)):
        places.add(name, place)
    assert [*places.find("one")] == [1 << 40, 10]
    assert [*places.find("two")] == [20]
    assert [*places.find("three")] == []


def test_a_hash_that_lies_across_two_others_is_not_found(monkeypatch: pytest.MonkeyPatch) -> None:
    hashes = {"one": b"abcdefgh", "two": b"ijklmnop", "across": b"efghijkl"}
    monkeypatch.setattr(line_places, "_hash", hashes.__getitem__)
    places = LinePlaces()
    places.add("one", 1)
    places.add("two", 2)
    assert [*places.find("across")] == []
    places.add("across", 3)
    assert [*places.find("across")] == [3]
