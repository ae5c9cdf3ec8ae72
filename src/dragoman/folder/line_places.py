"""Where the lines of a log are, by a name: 16 bytes a line, so that a session that is open for weeks stays small."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from hashlib import blake2b

__all__ = ["LinePlaces"]

_BYTES = 8


class LinePlaces:
    """Offsets in a file, each under a name. Another name may have the same hash: who reads the line compares it."""

    def __init__(self) -> None:
        self._hashes = bytearray()
        self._places = array("Q")

    def add(self, name: str, place: int) -> None:
        """Add an offset. Several may have the same name."""
        self._hashes += _hash(name)
        self._places.append(place)

    def find(self, name: str) -> Iterator[int]:
        """The offsets under a name, the last one that was added first."""
        wanted, end = _hash(name), len(self._hashes)
        while (found := self._hashes.rfind(wanted, 0, end)) >= 0:
            # One that lies across two hashes is none.
            if found % _BYTES == 0:
                yield self._places[found // _BYTES]
            end = found + _BYTES - 1


def _hash(name: str) -> bytes:
    return blake2b(name.encode(), digest_size=_BYTES).digest()
