"""The file with the rows of a group of interviews, which is read in small parts.

The index of all interviews is merged from the files of all groups at once, so each of them may have only little in
memory. A file is a series of blocks: the length of a block in four bytes, then some lines, compressed. The first block
has the interviews of the group as JSON, the next ones have the rows, and a block of length zero ends the file.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

import msgspec

from dragoman.press.search.groups import Holding

__all__ = ["Part", "encode_rows", "read_holdings", "read_rows"]

Part = Callable[[int, int], bytes]
"""Returns the bytes of a file from a place on, as many as asked for or fewer at its end."""

# The approximate size of a block, in bytes before it is compressed.
_BLOCK = 1 << 14
_LENGTH = 4


def encode_rows(holdings: Sequence[Holding], rows: Iterable[tuple[str, str]]) -> bytes:
    """The interviews of a group, its terms and their postings as such a file."""
    return b"".join((*map(_encode_block, _make_blocks(holdings, rows)), bytes(_LENGTH)))


def _make_blocks(holdings: Sequence[Holding], rows: Iterable[tuple[str, str]]) -> Iterator[bytes]:
    yield msgspec.json.encode(holdings)
    lines: list[bytes] = []
    size = 0
    for term, places in rows:
        lines.append(f"{term} {places}".encode())
        size += len(lines[-1])
        if size >= _BLOCK:
            yield b"\n".join(lines)
            lines, size = [], 0
    if lines:
        yield b"\n".join(lines)


def _encode_block(lines: bytes) -> bytes:
    block = zlib.compress(lines, 1)
    return len(block).to_bytes(_LENGTH) + block


def read_holdings(part: Part) -> tuple[Holding, ...]:
    """The interviews in such a file.

    :raises ValueError: if the file cannot be read
    """
    try:
        return msgspec.json.decode(next(_read_blocks(part), b""), type=tuple[Holding, ...])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ValueError(str(error)) from error


def read_rows(part: Part) -> Iterator[tuple[str, str]]:
    """The rows of such a file: each term with its postings. One block is in memory at a time.

    :raises ValueError: if the file cannot be read
    """
    for block in islice(_read_blocks(part), 1, None):
        begin = 0
        while begin < len(block):
            end = block.find(b"\n", begin)
            end = len(block) if end < 0 else end
            term, _, places = block[begin:end].decode().partition(" ")
            yield term, places
            begin = end + 1


def _read_blocks(part: Part) -> Iterator[bytes]:
    place = 0
    while True:
        head = part(place, _LENGTH)
        length = int.from_bytes(head)
        if len(head) < _LENGTH:
            raise ValueError("the file of rows has no end")
        if length == 0:
            return
        block = part(place + _LENGTH, length)
        try:
            yield zlib.decompress(block)
        except zlib.error as error:
            raise ValueError(str(error)) from error
        place += _LENGTH + length
