"""A whole site as one zip file, for another host or a memory stick. The same site gives the same bytes."""

from __future__ import annotations

import os
import shutil
import zipfile
from pathlib import Path

from dragoman import disk
from dragoman.errors import FolderError
from dragoman.press.site_writer import read_kept

__all__ = ["write_zip"]

# Files that are already compressed.
_PACKED = (".webm", ".png", ".docx", ".epub", ".z")
# The earliest date that a zip file can hold.
_DAY = (1980, 1, 1, 0, 0, 0)


def write_zip(site: Path, path: Path) -> int:
    """Write every file of a site that Dragoman wrote to a zip file; return their number.

    A reader unpacks it anywhere and opens ``index.html``. Other files in the folder are left out.

    :raises FolderError: if the zip file would be in the site itself, or cannot be written
    """
    if path.resolve().is_relative_to(site.resolve()):
        raise FolderError(path, "is in the site that is to be packed", "name a file outside it")
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
    # In blocks, because a site's sound may not fit in memory.
    with file.open("rb") as source, archive.open(entry, "w") as target:
        shutil.copyfileobj(source, target, 1 << 20)
