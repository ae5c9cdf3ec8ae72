"""A whole site as one file, for another host or a memory stick. The same site is the same bytes."""

from __future__ import annotations

import os
import shutil
import zipfile
from pathlib import Path

from dragoman import disk
from dragoman.errors import FolderError
from dragoman.press.site_writer import read_kept

__all__ = ["write_zip"]

# What is compressed already.
_PACKED = (".webm", ".png", ".docx", ".epub", ".z")
# The first day that a zip file knows.
_DAY = (1980, 1, 1, 0, 0, 0)


def write_zip(site: Path, path: Path) -> int:
    """Write every file of a site that Dragoman wrote; the value is how many there are.

    A reader unpacks them anywhere and opens ``index.html``. What else lies in the folder is left out.

    :raises FolderError: where the file would lie in the site itself
    """
    if path.resolve().is_relative_to(site.resolve()):
        raise FolderError(path, "lies in the site that is to be packed", "name a file outside of it")
    disk.refuse_links(path)
    names = sorted({name for kept in read_kept(site).values() for name in kept.names})
    new = path.with_name(f".{path.name}.new")
    with disk.writing(path):
        with zipfile.ZipFile(new, "w") as archive:
            for name in names:
                _add(archive, site / name, name)
        os.replace(new, path)
    return len(names)


def _add(archive: zipfile.ZipFile, file: Path, name: str) -> None:
    disk.refuse_links(file)
    entry = zipfile.ZipInfo(name, _DAY)
    entry.compress_type = zipfile.ZIP_STORED if name.endswith(_PACKED) else zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    entry.file_size = file.stat().st_size
    # In blocks: a site's sound does not fit in memory.
    with file.open("rb") as source, archive.open(entry, "w") as target:
        shutil.copyfileobj(source, target, 1 << 20)
