"""What msgspec works out of each type when it is first decoded, worked out before there are threads.

msgspec 0.22 ends the process (a segmentation fault) where two threads decode a type for the first time at once: one
sees what the other has half done. The desk's threads all begin by reading interviews.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

import msgspec

__all__ = ["prepare_types"]


def prepare_types() -> int:
    """Make every type of the program ready to be decoded by threads; the value is how many there are."""
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
        # It has a field that nothing is decoded as, or of a type that is imported for type checkers alone.
        return False
    return True
