"""The translation memory of a directory: what has been translated before, found, taken in and written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from dragoman import disk
from dragoman.errors import FormatError, SettingsError
from dragoman.folder import open_folder
from dragoman.folder.memory import (
    MemoryIndex,
    MemoryMatch,
    add_pairs,
    find_pairs,
    make_document,
    read_memory,
)
from dragoman.formats import read, write
from dragoman.formats.options import ReadOptions, WriteOptions
from dragoman.language.folding import primary
from dragoman.problems import Problem
from dragoman.settings.dragoman_toml import Settings
from dragoman.transcript.document import Segment, Transcript
from dragoman.transcript.sides import find_languages
from dragoman.transcript.text import Text
from dragoman.workflows.watcher import SILENT, Watcher

__all__ = [
    "FoundInMemory",
    "ImportedMemory",
    "MemoryExport",
    "MemoryImport",
    "MemorySearch",
    "Offered",
    "export_memory",
    "find_directory",
    "find_in_memory",
    "import_memory",
]


class MemorySearch(msgspec.Struct, frozen=True, kw_only=True):
    """For which passages of an interview the memory is searched; without any named, for those without a translation.

    ``directory`` holds the interviews and the folder ``memory``; unless given it is that of ``dragoman.toml``, or the
    one around the interview. ``least`` is how alike an original has to be, 100 being the same; ``most`` is how many
    are offered for a passage.
    """

    folder: Path
    passages: tuple[str, ...] = ()
    directory: Path | None = None
    least: float = 75.0
    most: int = 3


class Offered(msgspec.Struct, frozen=True):
    """What is offered for a passage, the best first."""

    segment: Segment
    matches: tuple[MemoryMatch, ...]


class FoundInMemory(msgspec.Struct, frozen=True):
    """The passages for which there is something, of how many that were looked for, and what could not be read."""

    offered: tuple[Offered, ...]
    searched: int
    problems: tuple[Problem, ...]


class MemoryImport(msgspec.Struct, frozen=True, kw_only=True):
    """A TMX, XLIFF or other bilingual file whose pairs are put into a directory's memory. The languages are as the
    file says unless given.
    """

    file: Path
    directory: Path | None = None
    source: str | None = None
    target: str | None = None


class ImportedMemory(msgspec.Struct, frozen=True):
    """The file of the memory, how many pairs were read and how many of them are new, and what could not be read."""

    path: Path
    read: int
    new: int
    problems: tuple[Problem, ...]


class MemoryExport(msgspec.Struct, frozen=True, kw_only=True):
    """The TMX file that a directory's memory from one language into another is written to."""

    output: Path
    source: str
    target: str
    directory: Path | None = None


def find_in_memory(*, settings: Settings, options: MemorySearch, watcher: Watcher = SILENT) -> FoundInMemory:
    """What has been translated before that is the same as passages of an interview, or like them. Nothing is written.

    The interview itself is searched too: for a passage, all the others are.

    :raises SettingsError: where a passage that is named is not there, or a language is not known
    :raises FolderError: where there is no interview
    """
    transcript = open_folder(options.folder).transcript
    target = transcript.target_language
    if target is None:
        raise SettingsError("target", None, "is not known", "say on the interview's page into which language it goes")
    wanted = tuple(_find_wanted(transcript, options.passages))
    directory = find_directory(settings, options.directory, options.folder)
    indexes: dict[str, MemoryIndex] = {}
    problems: tuple[Problem, ...] = ()
    offered: list[Offered] = []
    languages = find_languages(transcript)
    for number, segment in enumerate(wanted):
        watcher.check_cancelled()
        watcher.report("memory", number, len(wanted), "passages")
        language = primary(languages.on("source", segment) or "und")
        if language not in indexes:
            memory = read_memory(directory, language, target)
            problems += memory.problems
            indexes[language] = MemoryIndex(memory.units, language)
        found = indexes[language].find(segment.source or (), least=options.least, most=options.most + 1)
        matches = tuple(match for match in found if match.unit.segment != segment.id)[: options.most]
        if matches:
            offered.append(Offered(segment, matches))
    return FoundInMemory(tuple(offered), len(wanted), tuple(dict.fromkeys(problems)))


def _find_wanted(transcript: Transcript, passages: Sequence[str]) -> Iterator[Segment]:
    known = {segment.id: segment for segment in transcript.segments}
    for id_ in passages:
        if id_ not in known:
            raise SettingsError("PASSAGES", id_, "is no passage of this interview", "look on its page for the id")
    for segment in transcript.segments:
        if (
            segment.withdrawn is None
            and segment.source
            and (segment.id in passages or not (passages or segment.target))
        ):
            yield segment


def find_directory(settings: Settings, directory: Path | None, folder: Path | None = None) -> Path:
    """Where the memory is: as given, else where ``dragoman.toml`` is, else around the interview."""
    if directory is not None:
        return directory
    if settings.file is not None:
        return settings.file.parent
    return folder.resolve().parent if folder is not None else Path()


def import_memory(*, settings: Settings, options: MemoryImport, watcher: Watcher = SILENT) -> ImportedMemory:
    """Put the pairs of a file into the memory. Pairs that are in it already are not doubled.

    :raises FormatError: where the file holds no pairs, or does not say its languages and nobody did
    """
    watcher.check_cancelled()
    wanted = ReadOptions(path=str(options.file), language=options.source, target_language=options.target)
    imported = read(options.file, options=wanted)
    languages = find_languages(imported.transcript)
    pairs = find_pairs(imported.transcript)
    if not pairs:
        raise FormatError(options.file, "holds no pairs of texts", "give a file with both languages, such as TMX")
    if languages.source is None or languages.target is None:
        raise FormatError(options.file, "does not say its two languages", "name both of them")
    directory = find_directory(settings, options.directory)
    path, new = add_pairs(directory, languages.source, languages.target, pairs)
    return ImportedMemory(path, len(pairs), new, imported.problems)


def export_memory(
    *, settings: Settings, options: MemoryExport, watcher: Watcher = SILENT
) -> tuple[int, tuple[Problem, ...]]:
    """Write the memory from one language into another to a TMX file; the value is how many pairs it holds.

    :raises SettingsError: where there is none
    """
    watcher.check_cancelled()
    memory = read_memory(find_directory(settings, options.directory), options.source, options.target)
    pairs: tuple[tuple[Text, Text], ...] = tuple(dict.fromkeys((unit.source, unit.target) for unit in memory.units))
    if not pairs:
        fault = "has no confirmed passages here"
        fix = "review passages first, or look at the languages and the directory"
        raise SettingsError("memory", f"{options.source} {options.target}", fault, fix)
    document = make_document(options.source, options.target, pairs)
    options.output.write_bytes(write(document, "tmx", WriteOptions()).content)
    disk.share(options.output)
    return len(pairs), memory.problems
