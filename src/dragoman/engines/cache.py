"""Where models are kept: the folder that the settings name, or the user's cache folder.

Each workflow that looks for a model says where, for as long as it runs. Whatever it calls asks here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

import platformdirs

__all__ = ["cache_folder", "cached_in"]

_NAMED: ContextVar[Path | None] = ContextVar("cache", default=None)


def cache_folder() -> Path:
    """The folder in which Dragoman keeps what can be had again."""
    return _NAMED.get() or platformdirs.user_cache_path("dragoman")


@contextmanager
def cached_in(folder: Path | None) -> Iterator[None]:
    """Keep it in a folder meanwhile; in the user's own for ``None``."""
    before = _NAMED.set(folder)
    try:
        yield
    finally:
        _NAMED.reset(before)
