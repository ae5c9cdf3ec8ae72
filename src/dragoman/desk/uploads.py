"""Uploaded files, streamed to the disk. A job reads their content."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from django.core.files.uploadedfile import UploadedFile

from dragoman import disk
from dragoman.desk.plain_names import make_folder, make_name
from dragoman.errors import DragomanError, InputError

__all__ = ["keep_files", "keep_folder", "keep_text"]

_MOST_FILES = 3
_MOST_IN_FOLDER = 1000
_DEEPEST = 8
_LARGEST = 64 << 30
_INCOMING = "incoming"


def keep_files(files: Sequence[UploadedFile[bytes]], root: Path) -> tuple[Path, tuple[Path, ...]]:
    """Write files to a new folder in the desk's directory; return the folder and the paths of the files.

    :raises InputError: if there are none or too many, or one is too large; nothing is left then
    """
    if not 1 <= len(files) <= _MOST_FILES:
        fix = "drop a recording, a transcript in one language or two, or both; or a whole folder"
        raise InputError("upload", f"has {len(files)} files", fix)
    with disk.writing(root):
        folder = make_folder(root, str(files[0].name))
    try:
        return folder, tuple(_keep(file, folder) for file in files)
    except (DragomanError, OSError):
        shutil.rmtree(folder, ignore_errors=True)
        raise


def keep_folder(files: Sequence[UploadedFile[bytes]], names: Sequence[str], data: Path) -> Path:
    """Write the files of a folder, with their subfolders, below the desk's own data; return the folder.

    :param names: the path of each file in the folder
    :raises InputError: if there are none or too many, or one is too large; nothing is left then
    """
    if not 1 <= len(files) == len(names) <= _MOST_IN_FOLDER:
        raise InputError("upload", f"has {len(files)} files", f"drop a folder with at most {_MOST_IN_FOLDER}")
    incoming = data / _INCOMING
    with disk.writing(incoming):
        disk.make_folder(incoming, 0o700)
        staged = Path(tempfile.mkdtemp(dir=incoming))
    try:
        for file, name in zip(files, names, strict=True):
            inside = staged.joinpath(*_find_folders(name))
            disk.make_folder(inside, 0o700)
            _keep(file, inside)
    except (DragomanError, OSError):
        shutil.rmtree(staged, ignore_errors=True)
        raise
    return staged


def keep_text(text: str, root: Path) -> tuple[Path, Path]:
    """Write a pasted text to a new folder, named after its first words; return the folder and the file."""
    first = " ".join(text.split()[:6])
    with disk.writing(root):
        folder = make_folder(root, first[:40])
    path = folder / "pasted.txt"
    with disk.writing(path):
        disk.replace(path, text.encode("utf-8", "replace"), disk.SHARED)
    return folder, path


def _find_folders(name: str) -> list[str]:
    """The folders of an uploaded path, with safe names."""
    parts = PurePosixPath(name.replace("\\", "/")).parts[:-1][-_DEEPEST:]
    return [make_name(f"{part}.") for part in parts if part.strip("./\\")]


def _find_free(root: Path, stem: str, suffix: str) -> Path:
    number = 1
    while (path := root / f"{stem if number == 1 else f'{stem}-{number}'}{suffix}").exists():
        number += 1
    return path


def _keep(file: UploadedFile[bytes], folder: Path) -> Path:
    """Write a file to the folder in pieces. A language in its name, as in ``talk.en.srt``, is kept."""
    name = str(file.name)
    suffix = re.sub(r"[^\w.]", "", Path(name).suffix)[:12]
    tag = re.search(r"\.([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,2})\.\w+\Z", name, re.ASCII)
    stem = make_name(name)
    if tag:
        stem, suffix = stem.removesuffix(f"-{tag[1]}") or "interview", f".{tag[1]}{suffix}"
    path = _find_free(folder, stem, suffix)
    size = 0
    with disk.writing(path), path.open("xb") as kept:
        for piece in file.chunks():
            size += len(piece)
            if size > _LARGEST:
                raise InputError(name, "is larger than 64 GB", "split it into parts")
            kept.write(piece)
    return path
