"""Files that somebody sends to the desk, streamed to the disk. What is in them is looked at by a job."""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile

from dragoman import disk
from dragoman.errors import DragomanError, InputError

__all__ = ["keep_files"]

_MOST_FILES = 2
_LARGEST = 64 << 30


def keep_files(files: Sequence[UploadedFile[bytes]], root: Path) -> tuple[Path, tuple[Path, ...]]:
    """Write files into a new folder below the desk's directory: the folder, and where they lie in it.

    :raises InputError: for none, for more than two, and for one that is far too large; nothing is left behind then
    """
    if not 1 <= len(files) <= _MOST_FILES:
        raise InputError("upload", f"has {len(files)} files", "drop a recording, a transcript, or two transcripts")
    folder = _find_free(root, _make_name(str(files[0].name)))
    disk.make_folder(folder, 0o777)
    try:
        return folder, tuple(_keep(file, folder) for file in files)
    except (DragomanError, OSError):
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _make_name(name: str) -> str:
    """The name of a folder or file from one that somebody sent: letters, digits and dashes alone."""
    last = unicodedata.normalize("NFC", name.replace("\\", "/")).rpartition("/")[2]
    stem = last.rpartition(".")[0] or last
    return re.sub(r"[^\w-]+", "-", stem).strip("-_")[:60] or "interview"


def _find_free(root: Path, name: str) -> Path:
    number = 1
    while (path := root / (name if number == 1 else f"{name}-{number}")).exists():
        number += 1
    return path


def _keep(file: UploadedFile[bytes], folder: Path) -> Path:
    """Write a file into the folder, a piece at a time."""
    suffix = re.sub(r"[^\w.]", "", Path(str(file.name)).suffix)[:12]
    path = _find_free(folder, f"{_make_name(str(file.name))}{suffix}")
    size = 0
    with disk.writing(path), path.open("xb") as kept:
        for piece in file.chunks():
            size += len(piece)
            if size > _LARGEST:
                raise InputError(str(file.name), "is larger than 64 GB", "cut it in parts")
            kept.write(piece)
    return path
