"""Group the files of a folder by interview: a recording with its transcript, a transcript in two languages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from dragoman.language.folding import primary
from dragoman.media.suffixes import RECORDING_SUFFIXES
from dragoman.workflows.importing.file_languages import find_file_language
from dragoman.workflows.importing.find_files import FoundFile, list_files

__all__ = ["FileGroup", "FolderFiles", "group_files", "join_files"]

FindOriginal = Callable[[Sequence[Path]], Literal[1, 2] | None]
"""Returns which of two files has the original; ``None`` if nothing says it."""


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
    found = list_files(folder)
    groups = (group for stem, files in _find_alike(found).items() for group in _group(stem.name, list(files)))
    left_out = ((file.shown, file.reason) for file in found if file.reason and not _is_recording(file))
    return FolderFiles(tuple(groups), tuple(left_out))


def join_files(found: Sequence[FoundFile], find_original: FindOriginal) -> list[FoundFile]:
    """The files, those of one interview as one entry: as :func:`group_files` finds them, if the original is known.

    A recording without a transcript, or with several, is an entry of its own.
    """
    joined: dict[Path, FoundFile] = {}
    gone: set[Path] = set()
    for stem, files in _find_alike(found).items():
        transcripts = [path for path in files if not _is_media(path)]
        languages = {primary(tag) if (tag := find_file_language(path)) else None for path in transcripts}
        groups = _group(stem.name, list(files))
        for group in groups:
            entry = _join(group, files, find_original) if len(groups) == 1 else None
            if entry is not None:
                joined[entry.path] = entry
                gone.update({*group.transcripts, group.recording or entry.path} - {entry.path})
            elif len(languages) > 1:
                joined |= {path: _without(files[path], transcripts) for path in group.transcripts}
    return [joined.get(file.path, file) for file in found if file.path not in gone]


def _join(group: FileGroup, files: dict[Path, FoundFile], find_original: FindOriginal) -> FoundFile | None:
    """The entry for the files of one interview, which has their common name; ``None`` if they have no transcript, or
    which is the original is unknown.
    """
    transcripts = group.transcripts
    original = find_original(transcripts) if len(transcripts) == 2 else 1
    if not transcripts or original is None:
        return None
    source, *others = transcripts if original == 1 else transcripts[::-1]
    file, translation = files[source], next(iter(others), None)
    beside = " and ".join(path.name for path in (translation, group.recording) if path)
    return msgspec.structs.replace(
        file,
        shown=f"{file.shown} with {beside}" if beside else file.shown,
        name=Path(file.name).with_name(group.name).as_posix(),
        translation=translation,
        recording=group.recording,
    )


def _without(file: FoundFile, transcripts: Sequence[Path]) -> FoundFile:
    return msgspec.structs.replace(file, apart=tuple(path for path in transcripts if path != file.path))


def _find_alike(found: Sequence[FoundFile]) -> dict[Path, dict[Path, FoundFile]]:
    """The files that can be read, and the recordings, by their path without suffix and language."""
    names: dict[Path, dict[Path, FoundFile]] = {}
    for file in found:
        if file.reason is None or _is_recording(file):
            names.setdefault(_stem(file.path), {})[file.path] = file
    return names


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


def _is_recording(file: FoundFile) -> bool:
    return _is_media(file.path) and file.path.is_file() and not file.path.is_symlink()
