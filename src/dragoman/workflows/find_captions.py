"""Find the captions that a draft uses as the original: beside the recording, or as named."""

from __future__ import annotations

from pathlib import Path

import msgspec

from dragoman.errors import Fix, FormatError, InputError, SettingsError
from dragoman.formats.options import Imported, ReadOptions
from dragoman.language.folding import primary
from dragoman.pipeline.options import Captions
from dragoman.problems import Problem
from dragoman.transcript.document import Engine
from dragoman.transcript.tags import language_name
from dragoman.workflows.documents import read_document
from dragoman.workflows.importing.yt_dlp import CaptionFile, find_captions, find_spoken, read_sidecar

__all__ = ["BESIDE", "FoundCaptions", "take_captions"]

BESIDE = ""
"""The value of the option if it names no file."""
_MOST = 40
"""The most caption files in one language that are opened to see which a person typed."""


class FoundCaptions(msgspec.Struct, frozen=True):
    """The captions, the tag of their language, and what could not be read of them."""

    captions: Captions
    language: str
    problems: tuple[Problem, ...]


def take_captions(asked: str, recording: Path, language: str | None, profile: str | None = None) -> FoundCaptions:
    """The captions in the spoken language: those of the named file, else the best ones beside the recording.

    :param asked: the file's path, or ``BESIDE``
    :param language: the tag of the spoken language, if known
    :param profile: the name of the bracket profile; if ``None``, as in :class:`ReadOptions`
    :raises InputError: if there are none, or it is unclear which to use
    :raises SettingsError: if the named file does not say its language, or the profile is unknown
    :raises FolderError: if the path is a folder, and not an interview that can be read
    """
    if asked != BESIDE:
        return _take_named(Path(asked), recording, language, profile)
    beside = _find_beside(recording)
    spoken = language or find_spoken(_read_facts(recording)) or _only_language(beside, recording)
    fitting = [file for file in beside if file.language is None or primary(file.language) == primary(spoken)]
    if not fitting:
        raise _without(recording, beside, f"in {language_name(spoken)}")
    read = [(file, _read(recording.parent / file.name, spoken, profile)) for file in fitting[:_MOST]]
    file, imported = min(read, key=lambda each: _rank(each[0], each[1], spoken))
    return _found(recording.parent / file.name, imported, file, spoken)


def _take_named(path: Path, recording: Path, language: str | None, profile: str | None) -> FoundCaptions:
    beside = {file.name: file for file in _find_beside(recording)} if path.parent == recording.parent else {}
    parts = path.name.split(".")
    (called,) = find_captions(".".join(parts[:-2]), [path.name]) or (None,)
    file = beside.get(path.name) or called or CaptionFile(name=path.name, language=None, automatic=None)
    imported = _read(path, language, profile)
    spoken = language or imported.transcript.source_language or file.language
    if spoken is None:
        raise SettingsError("captions", path, "does not state its language", Fix("name it", options={"source": None}))
    return _found(path, imported, file, spoken)


def _find_beside(recording: Path) -> tuple[CaptionFile, ...]:
    try:
        names = sorted(path.name for path in recording.parent.iterdir() if path.is_file())
    except OSError as error:
        fault = f"cannot be listed ({error.strerror})"
        raise InputError(recording.parent, fault, "name the captions' file") from error
    return find_captions(recording.stem, names, _read_facts(recording))


def _read_facts(recording: Path) -> bytes | None:
    return read_sidecar(recording.with_suffix(".info.json"))


def _only_language(beside: tuple[CaptionFile, ...], recording: Path) -> str:
    original = {file.language for file in beside if file.language and file.name.split(".")[-2].endswith("-orig")}
    languages = original or {file.language for file in beside if file.language}
    if len({primary(language) for language in languages}) == 1:
        return min(languages)
    raise _without(recording, beside, "in the spoken language" if not languages else "in one language only")


def _without(recording: Path, beside: tuple[CaptionFile, ...], kind: str) -> InputError:
    there = ", ".join(file.name for file in beside[:5])
    named = (f"there are {there}: name a file", Fix("the language", options={"source": None}))
    return InputError(recording, f"has no captions {kind} beside it", named if there else "name the captions' file")


def _read(path: Path, language: str | None, profile: str | None) -> Imported:
    imported = read_document(path, ReadOptions(language=language, profile=profile))
    if not any(segment.source for segment in imported.transcript.segments):
        raise FormatError(path, "contains no words of the original", "name another file")
    return imported


def _rank(file: CaptionFile, imported: Imported, spoken: str) -> tuple[bool, bool, bool]:
    """Typed captions before automatic ones, exact language tags before others; then the best kind of file."""
    return _is_automatic(file, imported), file.language is None, file.language != spoken


def _is_automatic(file: CaptionFile, imported: Imported) -> bool:
    """Whether a machine made them: they say so, or they roll, or they have word times."""
    if file.automatic is not None:
        return file.automatic
    rolls = any(problem.code == "captions-folded" for problem in imported.problems)
    return rolls or any(len(segment.words) > 1 for segment in imported.transcript.segments)


def _kind(file: CaptionFile, imported: Imported) -> str:
    if not any(segment.span for segment in imported.transcript.segments):
        return "text without times"
    return "automatic captions" if _is_automatic(file, imported) else "typed captions"


def _found(path: Path, imported: Imported, file: CaptionFile, spoken: str) -> FoundCaptions:
    kind = _kind(file, imported)
    origin = Engine(name=kind, settings={"file": path.name, "language": spoken})
    return FoundCaptions(Captions(imported.transcript, origin), spoken, imported.problems)
