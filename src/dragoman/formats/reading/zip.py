"""Files that are archives of other files (DOCX, ODT, EPUB): read within limits, written reproducibly.

Nothing is ever unpacked to disk: members are accessed by name, so that paths in an archive have no effect.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable

import msgspec

from dragoman.errors import FormatError
from dragoman.formats.options import ReadOptions

__all__ = ["LARGEST_MEMBER", "LARGEST_RATIO", "MOST_MEMBERS", "Archive", "open_archive", "write_archive"]

MIB = 1024 * 1024
LARGEST_FILE = 128 * MIB
LARGEST_MEMBER = 64 * MIB
# The highest compression ratio of a member; members below one MiB may have any.
LARGEST_RATIO = 250
MOST_MEMBERS = 4096

_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


class Archive(msgspec.Struct, frozen=True):
    """An open archive. ``path`` names it in error messages."""

    path: str
    members: zipfile.ZipFile

    def read(self, name: str) -> bytes | None:
        """The content of a member; ``None`` if there is no such member.

        :raises FormatError: if it is damaged, encrypted, or unpacks to more than is allowed
        """
        try:
            member = self.members.getinfo(name)
        except KeyError:
            return None
        if member.flag_bits & 1:
            raise FormatError(self.path, "is locked by a password", "save it without one")
        self._check(name, member.file_size, member.compress_size)
        try:
            with self.members.open(member) as stream:
                content = stream.read(LARGEST_MEMBER + 1)
        except _DAMAGED as error:
            raise _damaged(self.path, name) from error
        # The size that a member declares is not trusted.
        self._check(name, len(content), member.compress_size)
        return content

    def _check(self, name: str, size: int, packed: int) -> None:
        if size > LARGEST_MEMBER:
            raise FormatError(self.path, f"unpacks {name} to more than {LARGEST_MEMBER // MIB} MiB")
        if size > MIB and size > packed * LARGEST_RATIO:
            raise FormatError(self.path, f"unpacks {name} to more than {LARGEST_RATIO} times what it holds")


def open_archive(content: bytes, options: ReadOptions) -> Archive:
    """The archive in a file's content.

    :raises FormatError: if it is not an archive, or is too large, or has more members than any document
    """
    if len(content) > LARGEST_FILE:
        raise FormatError(options.path, f"is larger than {LARGEST_FILE // MIB} MiB", "take its pictures out")
    if content.count(b"PK\x01\x02") > MOST_MEMBERS:
        raise FormatError(options.path, f"contains more than {MOST_MEMBERS} files", "give the document alone")
    try:
        return Archive(options.path, zipfile.ZipFile(io.BytesIO(content)))
    except _DAMAGED as error:
        raise _damaged(options.path, "its list of files") from error


def write_archive(members: Iterable[tuple[str, bytes]]) -> bytes:
    """An archive of these files in this order; a first file named ``mimetype`` is stored uncompressed.

    The same files give the same bytes: the clock is not used.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members:
            member = zipfile.ZipInfo(name)
            member.create_system = 3
            member.external_attr = 0o644 << 16
            member.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(member, content)
    return buffer.getvalue()


def _damaged(path: str, part: str) -> FormatError:
    return FormatError(path, f"is damaged, or no such document ({part} cannot be read)", "save it again")
