"""Files broken in every way that files get broken: for tests that no reader ends in anything but its own error."""

from __future__ import annotations

from hypothesis import strategies as st

_BYTES = (
    b"\x00",
    b"<",
    b">",
    b"&",
    b'"',
    b"]]>",
    b"\xff\xfe",
    b"</u>",
    b"<u>",
    b"#",
    b"-1",
    b"99999999999",
    b" ",
    b"\n",
)
_LONGER = (b"\xd9\x8e" * 200, b"<x>" * 300, b"&#x10;", b"xml:id=", b"NaN", b"1e999", b"\\", b"\xed\xa0\x80")
_INSERTED = st.sampled_from((*_BYTES, *_LONGER))


def mutated(content: bytes) -> st.SearchStrategy[bytes]:
    """The content with a few stretches removed, doubled, moved or replaced."""
    place = st.integers(0, len(content))
    edit = st.tuples(st.sampled_from(["cut", "double", "insert", "flip"]), place, st.integers(1, 60), _INSERTED)
    return st.lists(edit, min_size=1, max_size=4).map(lambda edits: _apply(content, edits))


def _apply(content: bytes, edits: list[tuple[str, int, int, bytes]]) -> bytes:
    for kind, place, length, inserted in edits:
        before, piece, after = content[:place], content[place : place + length], content[place + length :]
        middle = {"cut": b"", "double": piece * 2, "insert": inserted + piece, "flip": piece[::-1]}[kind]
        content = before + middle + after
    return content
