"""Values that wait in a temporary file until all of them are known, so that memory does not grow with their number."""

from __future__ import annotations

import tempfile
import weakref
from collections.abc import Iterator
from typing import Generic, TypeVar

import msgspec

__all__ = ["Spooled"]

T = TypeVar("T")

# So many bytes stay in memory; the rest is in a file that the system deletes with the process.
_IN_MEMORY = 1 << 18


class Spooled(Generic[T]):
    """Values in the order in which they were added. They are decoded one by one, as often as asked for."""

    def __init__(self, kind: type[T]) -> None:
        self._decoder = msgspec.json.Decoder(kind)
        self._file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - it is closed with this object
        weakref.finalize(self, self._file.close)
        self._size = 0
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, value: T) -> None:
        """Put a value behind the others."""
        line = msgspec.json.encode(value) + b"\n"
        self._file.seek(self._size)
        self._file.write(line)
        self._size += len(line)
        self._count += 1

    def __iter__(self) -> Iterator[T]:
        place = 0
        while place < self._size:
            # Values may be added, or read by somebody else, between two of these.
            self._file.seek(place)
            line = self._file.readline()
            place += len(line)
            yield self._decoder.decode(line)
