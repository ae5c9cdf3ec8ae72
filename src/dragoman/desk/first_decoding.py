"""Prepare msgspec's decoders before there are threads.

msgspec 0.22 crashes (segmentation fault) if two threads decode a type for the first time at once: one sees the other's
unfinished work. The desk's threads all begin by reading interviews.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

import msgspec

__all__ = ["prepare_types"]


def prepare_types() -> int:
    """Prepare every type of the program for decoding in threads; return their number."""
    # The views, and everything that they use.
    import_module("dragoman.desk.urls")
    return sum(_prepare(kind) for kind in dict.fromkeys(_find_types(msgspec.Struct)))


def _find_types(kind: type[msgspec.Struct]) -> Iterator[type[msgspec.Struct]]:
    for found in kind.__subclasses__():
        if found.__module__.startswith("dragoman."):
            yield found
        yield from _find_types(found)


def _prepare(kind: type[msgspec.Struct]) -> bool:
    try:
        msgspec.json.Decoder(kind)
    except (TypeError, NameError):
        # A field has a type that cannot be decoded, or that is imported only for type checkers.
        return False
    return True
