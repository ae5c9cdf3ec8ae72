"""The C library's heap: settled once before a draft, and what is free given back after it."""

from __future__ import annotations

import platform
import sys
from pathlib import Path

import pytest

from dragoman import pipeline
from dragoman.errors import MediaError
from dragoman.pipeline import DraftOptions, draft
from dragoman.pipeline import malloc as heap


class Library:
    """Says yes to everything and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, int]] = []
        self.trimmed: list[int] = []

    def mallopt(self, name: int, value: int) -> int:
        self.asked.append((name, value))
        return 1

    def malloc_trim(self, pad: int) -> int:
        self.trimmed.append(pad)
        return 1


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> Library:
    heap.settle_heap.cache_clear()
    library = Library()
    monkeypatch.setattr(heap, "_find_library", lambda: library)
    return library


def test_it_is_settled_once_a_process(library: Library) -> None:
    assert heap.settle_heap()
    assert heap.settle_heap()
    assert library.asked == [(-8, 1), (-3, 33_554_432), (-1, 268_435_456)]


def test_a_server_gives_large_pieces_back_at_once(library: Library) -> None:
    assert heap.settle_server_heap()
    assert library.asked == [(-8, 1), (-3, 262_144), (-1, 1_048_576)]


def test_what_is_free_is_given_back(library: Library) -> None:
    heap.trim_heap()
    assert library.trimmed == [0]


def test_without_such_a_library_nothing_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    heap.settle_heap.cache_clear()
    monkeypatch.setattr(heap, "_find_library", lambda: None)
    assert not heap.settle_heap()
    heap.trim_heap()


def test_other_systems_have_none(monkeypatch: pytest.MonkeyPatch) -> None:
    heap._find_library.cache_clear()
    monkeypatch.setattr(sys, "platform", "darwin")
    assert heap._find_library() is None
    heap._find_library.cache_clear()


def test_here_it_is_found_where_the_library_is_gnus() -> None:
    heap._find_library.cache_clear()
    assert (heap._find_library() is not None) == (platform.libc_ver()[0] == "glibc")


def test_a_draft_that_fails_gives_back_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    trimmed: list[bool] = []
    monkeypatch.setattr(pipeline, "trim_heap", lambda: trimmed.append(True))
    with pytest.raises(MediaError):
        draft(tmp_path / "missing.wav", DraftOptions())
    assert trimmed == [True]
