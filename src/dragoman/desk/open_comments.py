"""The comments of an interview, read again only if the file has changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from dragoman.folder.comments import Thread, load_threads
from dragoman.folder.review_log import find_stamp

__all__ = ["count_open_comments", "find_threads"]


def find_threads(path: Path) -> tuple[Thread, ...]:
    """Every thread of an interview.

    :raises FolderError: if the file is damaged
    """
    return _load(path, find_stamp(path))


def count_open_comments(path: Path) -> Mapping[str, int]:
    """Maps passages to the number of their open threads.

    :raises FolderError: if the file is damaged
    """
    return Counter(thread.segment for thread in find_threads(path) if thread.is_open)


@lru_cache(maxsize=128)
def _load(path: Path, stamp: str) -> tuple[Thread, ...]:
    return load_threads(path)
