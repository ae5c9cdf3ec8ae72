from __future__ import annotations

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given

from dragoman.errors import FormatError
from dragoman.formats.options import ReadOptions
from dragoman.formats.reading.zip import LARGEST_MEMBER, MOST_MEMBERS, open_archive, write_archive
from mutations import mutated

OPTIONS = ReadOptions(path="talk.docx")


def packed(content: bytes, *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        archive.writestr("a.xml", content)
    return buffer.getvalue()


def test_a_member_is_read_by_its_name_and_others_are_none() -> None:
    archive = open_archive(write_archive([("mimetype", b"x"), ("a/b.xml", b"<b/>")]), OPTIONS)
    assert archive.read("a/b.xml") == b"<b/>"
    assert archive.read("../b.xml") is None


def test_the_same_files_give_the_same_bytes() -> None:
    files = [("mimetype", b"application/epub+zip"), ("a", b"a" * 1000)]
    assert write_archive(files) == write_archive(files)
    assert write_archive(files)[30:58] == b"mimetypeapplication/epub+zip"


def test_a_member_that_is_a_bomb_is_refused() -> None:
    with pytest.raises(FormatError, match=r"talk\.docx: unpacks a\.xml to more than 250 times"):
        open_archive(packed(b"0" * (8 << 20)), OPTIONS).read("a.xml")


def test_a_member_that_is_too_large_is_refused() -> None:
    with pytest.raises(FormatError, match=r"unpacks a\.xml to more than 64 MiB"):
        open_archive(packed(b"0" * (LARGEST_MEMBER + 1)), OPTIONS).read("a.xml")


def test_what_a_member_says_of_its_size_is_not_believed() -> None:
    content = packed(b"0" * (8 << 20))
    lie = content.replace((8 << 20).to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    with pytest.raises(FormatError):
        open_archive(lie, OPTIONS).read("a.xml")


def test_too_many_members_are_refused_before_they_are_listed() -> None:
    with pytest.raises(FormatError, match=f"more than {MOST_MEMBERS} files"):
        open_archive(b"PK\x01\x02" * (MOST_MEMBERS + 1), OPTIONS)


def test_what_is_locked_says_so() -> None:
    content = bytearray(packed(b"x", method=zipfile.ZIP_STORED))
    for header, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(header) + flags] |= 1
    with pytest.raises(FormatError, match="locked by a password; save it without one"):
        open_archive(bytes(content), OPTIONS).read("a.xml")


@given(mutated(packed(b"<a>words and words</a>")))
def test_a_broken_archive_ends_in_its_error(content: bytes) -> None:
    with suppress(FormatError):
        assert open_archive(content, OPTIONS).read("b.xml") is None
        open_archive(content, OPTIONS).read("a.xml")
