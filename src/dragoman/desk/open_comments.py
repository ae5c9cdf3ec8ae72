"""The comments of an interview, read from its file again only when that has changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from dragoman.folder.comments import Thread, load_threads
from dragoman.folder.review_log import find_stamp

__all__ = ["count_open_comments", "find_threads"]


def find_threads(path: Path) -> tuple[Thread, ...]:
    """Every thread of the interview at a path."""
    return _load(path, find_stamp(path))


def count_open_comments(path: Path) -> Mapping[str, int]:
    """Passage to the number of its open threads."""
    return Counter(thread.segment for thread in find_threads(path) if thread.is_open)


@lru_cache(maxsize=128)
def _load(path: Path, stamp: str) -> tuple[Thread, ...]:
    return load_threads(path)
