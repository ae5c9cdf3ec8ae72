"""Group the files of a folder by interview: a recording with its transcript, a transcript in two languages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from dragoman.language.folding import primary
from dragoman.media.suffixes import RECORDING_SUFFIXES
from dragoman.workflows.importing.find_files import list_files
from dragoman.workflows.importing.read_inputs import find_file_language

__all__ = ["FileGroup", "FolderFiles", "group_files"]


class FileGroup(msgspec.Struct, frozen=True):
    """The files of one interview: its recording, if there is one, and one transcript, or one in each language."""

    name: str
    recording: Path | None
    transcripts: tuple[Path, ...]


class FolderFiles(msgspec.Struct, frozen=True):
    """The content of a folder: interviews in order; and the files in none of them, each with the reason."""

    groups: tuple[FileGroup, ...]
    left_out: tuple[tuple[str, str], ...]


def group_files(folder: Path) -> FolderFiles:
    """The interviews that the files of a folder make.

    Files belong together if their names differ only in suffix and language, as in ``talk.mp3``, ``talk.es.srt`` and
    ``talk.en.srt``. Transcripts with the same name that are not one in each of two languages are separate interviews.
    """
    names: dict[Path, list[Path]] = {}
    left_out: list[tuple[str, str]] = []
    for file in list_files(folder):
        if file.reason is None or (file.path.is_file() and not file.path.is_symlink() and _is_media(file.path)):
            names.setdefault(_stem(file.path), []).append(file.path)
        else:
            left_out.append((file.shown, file.reason))
    groups = (group for stem, files in names.items() for group in _group(stem.name, files))
    return FolderFiles(tuple(groups), tuple(left_out))


def _group(name: str, files: Sequence[Path]) -> list[FileGroup]:
    recordings = [file for file in files if _is_media(file)]
    transcripts = [file for file in files if not _is_media(file)]
    if len(recordings) <= 1 and (len(transcripts) <= 1 or _is_pair(transcripts)):
        return [FileGroup(name, next(iter(recordings), None), tuple(transcripts))]
    alone = [FileGroup(name, file, ()) for file in recordings]
    return [*alone, *(FileGroup(name, None, (file,)) for file in transcripts)]


def _is_pair(transcripts: Sequence[Path]) -> bool:
    """Whether these are two files, each in another language by its name."""
    languages = {primary(tag) for file in transcripts if (tag := find_file_language(file))}
    return len(transcripts) == len(languages) == 2


def _stem(path: Path) -> Path:
    """The path without its suffix, and without the language in its name."""
    stem = path.with_suffix("")
    return stem.with_suffix("") if find_file_language(path) else stem


def _is_media(path: Path) -> bool:
    return path.suffix.lower() in RECORDING_SUFFIXES
