"""The folder of the models: the one that the settings name, or the user's cache folder.

A workflow that needs a model sets the folder with :func:`cached_in` while it runs; the functions that it calls read it
with :func:`cache_folder`.
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
    """The folder in which Dragoman keeps files that can be downloaded again."""
    return _NAMED.get() or platformdirs.user_cache_path("dragoman")


@contextmanager
def cached_in(folder: Path | None) -> Iterator[None]:
    """Use ``folder`` as the cache folder inside the ``with`` block; ``None`` means the user's own."""
    before = _NAMED.set(folder)
    try:
        yield
    finally:
        _NAMED.reset(before)
