"""The translation memory of a directory: search, import and export earlier translations."""

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
from dragoman.transcript.text import Text, is_untranslated
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
    """The passages for which to search the memory; if empty, all passages without a translation.

    ``directory`` contains the interviews and the folder ``memory``; if ``None``, it is that of ``dragoman.toml``, or
    else the parent of the interview's folder. ``least`` is the lowest similarity of an original, 100 being identical;
    ``most`` is the number of matches for a passage.
    """

    folder: Path
    passages: tuple[str, ...] = ()
    directory: Path | None = None
    least: float = 75.0
    most: int = 3


class Offered(msgspec.Struct, frozen=True):
    """The matches for a passage, best first."""

    segment: Segment
    matches: tuple[MemoryMatch, ...]


class FoundInMemory(msgspec.Struct, frozen=True):
    """The passages with matches, the number of passages searched for, and what could not be read."""

    offered: tuple[Offered, ...]
    searched: int
    problems: tuple[Problem, ...]


class MemoryImport(msgspec.Struct, frozen=True, kw_only=True):
    """A TMX, XLIFF or other bilingual file to import into a directory's memory.

    ``source`` and ``target`` replace the languages that the file states.
    """

    file: Path
    directory: Path | None = None
    source: str | None = None
    target: str | None = None


class ImportedMemory(msgspec.Struct, frozen=True):
    """The memory file, the numbers of pairs read and of new ones, and what could not be read."""

    path: Path
    read: int
    new: int
    problems: tuple[Problem, ...]


class MemoryExport(msgspec.Struct, frozen=True, kw_only=True):
    """The TMX file for a directory's memory of one pair of languages."""

    output: Path
    source: str
    target: str
    directory: Path | None = None


def find_in_memory(*, settings: Settings, options: MemorySearch, watcher: Watcher = SILENT) -> FoundInMemory:
    """Earlier translations of originals that equal or resemble passages of an interview. Nothing is written.

    The other passages of the interview itself are searched too.

    :raises SettingsError: if a named passage does not exist, or the target language is unknown
    :raises FolderError: if there is no interview
    :raises CancelledError: if the watcher stopped the work
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
            raise SettingsError(
                "PASSAGES", id_, "is not a passage of this interview", "the interview's page shows the ids"
            )
    for segment in transcript.segments:
        if (
            segment.withdrawn is None
            and segment.source
            and (segment.id in passages or (not passages and is_untranslated(segment.target)))
        ):
            yield segment


def find_directory(settings: Settings, directory: Path | None, folder: Path | None = None) -> Path:
    """The directory of the memory: as given, else that of ``dragoman.toml``, else the parent of the interview's
    folder.
    """
    if directory is not None:
        return directory
    if settings.file is not None:
        return settings.file.parent
    return folder.resolve().parent if folder is not None else Path()


def import_memory(*, settings: Settings, options: MemoryImport, watcher: Watcher = SILENT) -> ImportedMemory:
    """Add the pairs of a file to the memory. Pairs that it has already are not added again.

    :raises FormatError: if the file has no pairs, or its languages are unknown
    :raises InputError: if the file cannot be read
    :raises FolderError: if the memory cannot be read or written
    :raises SettingsError: if the file is in a format that can only be written
    """
    watcher.check_cancelled()
    wanted = ReadOptions(path=str(options.file), language=options.source, target_language=options.target)
    imported = read(options.file, options=wanted)
    languages = find_languages(imported.transcript)
    pairs = find_pairs(imported.transcript)
    if not pairs:
        raise FormatError(options.file, "contains no pairs of texts", "give a file with both languages, such as TMX")
    if languages.source is None or languages.target is None:
        raise FormatError(options.file, "does not state its two languages", "name both of them")
    directory = find_directory(settings, options.directory)
    path, new = add_pairs(directory, languages.source, languages.target, pairs)
    return ImportedMemory(path, len(pairs), new, imported.problems)


def export_memory(
    *, settings: Settings, options: MemoryExport, watcher: Watcher = SILENT
) -> tuple[int, tuple[Problem, ...]]:
    """Write the memory of a pair of languages to a TMX file; return the number of pairs, and what could not be read.

    :raises SettingsError: if the memory has no such pairs
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
