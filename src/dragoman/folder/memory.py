"""A translation memory: earlier translations in a directory of interviews, offered for similar texts.

Nothing of an interview is copied. Its confirmed passages are read from its folder each time, so that withdrawn words
are gone from the memory too. Pairs from other programs are TMX files in the directory's folder ``memory``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec
from rapidfuzz import fuzz, process

from dragoman import disk
from dragoman.errors import DragomanError, FolderError
from dragoman.folder.interview import open_folder
from dragoman.folder.loading import Limits, is_interview
from dragoman.formats.options import ReadOptions, WriteOptions
from dragoman.formats.translation import tmx
from dragoman.language.finding import NameFinder, fold_plain
from dragoman.language.folding import fold, primary
from dragoman.problems import Problem
from dragoman.transcript.document import Person, Recording, Segment, Transcript
from dragoman.transcript.ids import place_id
from dragoman.transcript.sides import find_languages
from dragoman.transcript.text import Gap, Text, find_marks, plain

__all__ = [
    "FOLDER",
    "Memory",
    "MemoryIndex",
    "MemoryMatch",
    "MemoryUnit",
    "add_pairs",
    "find_memory_files",
    "find_pairs",
    "make_document",
    "purge",
    "read_memory",
    "read_memory_files",
]

FOLDER = "memory"

# A damaged or far too large folder must not stop a translator's work.
_LIMITS = Limits(size=1 << 28, seconds=10.0)
_DEEPEST = 3
_LARGEST = 1 << 26
# Characters. Shorter texts occur in many others by chance.
_SHORTEST = 12
_EQUAL = 100.0
_ALMOST = 99.0


class MemoryUnit(msgspec.Struct, frozen=True, kw_only=True):
    """A text and its translation. ``place`` is the interview's folder or the file, relative to the directory;
    ``segment`` the passage; ``by`` the translator's handle.
    """

    source: Text
    target: Text
    place: str
    segment: str | None = None
    by: str | None = None


class Memory(msgspec.Struct, frozen=True, kw_only=True):
    """The units of a pair of languages, interviews before files, and what could not be read."""

    units: tuple[MemoryUnit, ...]
    problems: tuple[Problem, ...] = ()


class MemoryMatch(msgspec.Struct, frozen=True):
    """A matching unit. ``score`` is 100 for identical words, otherwise the similarity of the originals, below 100."""

    unit: MemoryUnit
    score: float

    @property
    def is_equal(self) -> bool:
        """Whether the originals are identical except for white space."""
        return self.score == _EQUAL


class MemoryIndex:
    """Units prepared for searching."""

    def __init__(self, units: Sequence[MemoryUnit], language: str) -> None:
        self._language = language
        self._units = [*dict.fromkeys(units)]
        self._texts = [_said(unit.source) for unit in self._units]
        self._folded = [fold(text, language) for text in self._texts]

    def find(self, source: Text, *, least: float = 75.0, most: int = 3) -> tuple[MemoryMatch, ...]:
        """The units whose originals are most similar to a text, best first; each translation once.

        :param least: the lowest similarity, 0 to 100: the normalized indel similarity of the folded texts
            (``rapidfuzz.fuzz.ratio``)
        """
        said = _said(source)
        folded = fold(said, self._language)
        if not folded:
            return ()
        # More than ``most``, because some have the same translation.
        near = process.extract(folded, self._folded, scorer=fuzz.ratio, score_cutoff=least, limit=most * 5)
        matches = [MemoryMatch(self._units[place], self._score(said, place, score)) for _, score, place in near]
        best: dict[Text, MemoryMatch] = {}
        for match in sorted(matches, key=lambda match: -match.score):
            best.setdefault(match.unit.target, match)
        return tuple(best.values())[:most]

    def _score(self, said: str, place: int, score: float) -> float:
        return _EQUAL if self._texts[place] == said else min(score, _ALMOST)


def _said(text: Text) -> str:
    return " ".join(plain(text).split())


def read_memory(directory: Path, source: str, target: str, *, without: Path | None = None) -> Memory:
    """The pairs of two languages in the interviews below a directory and in its TMX files.

    A passage counts if a person has translated or reviewed it. Its language must be known.

    :param without: an interview to leave out
    """
    units: list[MemoryUnit] = []
    problems: list[Problem] = []
    for folder in _find_interviews(directory, _DEEPEST):
        if without is None or folder.resolve() != without.resolve():
            _read(units, problems, _interview_units(folder, directory, source, target), folder)
    files = read_memory_files(directory, source, target)
    return Memory(units=(*units, *files.units), problems=(*problems, *files.problems))


def read_memory_files(directory: Path, source: str, target: str) -> Memory:
    """The pairs of two languages in the TMX files of a directory's memory."""
    units: list[MemoryUnit] = []
    problems: list[Problem] = []
    for file in find_memory_files(directory):
        _read(units, problems, _file_units(file, directory, source, target), file)
    return Memory(units=tuple(units), problems=tuple(problems))


def find_memory_files(directory: Path) -> tuple[Path, ...]:
    """The TMX files of a directory's memory."""
    return tuple(sorted((directory / FOLDER).glob("*.tmx")))


def _read(units: list[MemoryUnit], problems: list[Problem], found: Iterator[MemoryUnit], path: Path) -> None:
    try:
        units.extend(found)
    except DragomanError as error:
        message = "{path} is left out of the memory: {fault}"
        problems.append(Problem.of("memory-unread", "warning", message, path=str(path), fault=error.fault))


def _find_interviews(directory: Path, depth: int) -> Iterator[Path]:
    """Interviews are not nested; hidden folders and links are skipped."""
    try:
        children = sorted(child for child in directory.iterdir() if child.is_dir() and not child.is_symlink())
    except OSError:
        return
    for child in children:
        if is_interview(child):
            yield child
        elif depth > 1 and not child.name.startswith("."):
            yield from _find_interviews(child, depth - 1)


def _interview_units(folder: Path, directory: Path, source: str, target: str) -> Iterator[MemoryUnit]:
    transcript = open_folder(folder, _LIMITS).transcript
    languages = find_languages(transcript)
    if primary(languages.target or "und") != primary(target):
        return
    for segment in transcript.segments:
        language = languages.on("source", segment)
        if primary(language or "und") == primary(source) and _is_confirmed(segment):
            yield _unit(segment, str(folder.relative_to(directory)))


def _is_confirmed(segment: Segment) -> bool:
    if segment.withdrawn or not segment.source or not segment.target:
        return False
    if any(isinstance(mark, Gap) for mark in find_marks(segment.target)):
        return False
    return segment.state in ("reviewed", "final") or isinstance(segment.target_origin, Person)


def _unit(segment: Segment, place: str) -> MemoryUnit:
    by = segment.target_origin.handle if isinstance(segment.target_origin, Person) else None
    return MemoryUnit(source=segment.source or (), target=segment.target or (), place=place, segment=segment.id, by=by)


def _file_units(file: Path, directory: Path, source: str, target: str) -> Iterator[MemoryUnit]:
    transcript = _read_file(file, source, target)
    found = find_languages(transcript)
    if (primary(found.source or "und"), primary(found.target or "und")) != (primary(source), primary(target)):
        return
    for segment in transcript.segments:
        if segment.source and segment.target:
            unit = MemoryUnit(source=segment.source, target=segment.target, place=str(file.relative_to(directory)))
            yield unit


def _read_file(file: Path, source: str, target: str) -> Transcript:
    content = disk.read(file, _LARGEST)
    if content is None:
        raise FolderError(file, "cannot be read")
    options = ReadOptions(path=str(file), language=source, target_language=target)
    return tmx.read(content, options).transcript


def find_pairs(transcript: Transcript) -> tuple[tuple[Text, Text], ...]:
    """The pairs of a document: passages with both sides, not withdrawn."""
    return tuple((s.source, s.target) for s in transcript.segments if s.source and s.target and not s.withdrawn)


def add_pairs(directory: Path, source: str, target: str, pairs: Iterable[tuple[Text, Text]]) -> tuple[Path, int]:
    """Add pairs to the directory's TMX file of two languages; existing ones are not added again.

    :returns: the file, and the number of new pairs
    :raises FolderError: if it cannot be read or written
    :raises FormatError: if the existing file is not TMX
    """
    file = directory / FOLDER / f"{source}-{target}.tmx"
    known = find_pairs(_read_file(file, source, target)) if file.exists() else ()
    every = tuple(dict.fromkeys((*known, *pairs)))
    with disk.writing(file):
        disk.make_folder(file.parent, 0o777)
        disk.replace(file, _as_tmx(source, target, every), disk.SHARED)
    return file, len(every) - len(known)


def _as_tmx(source: str, target: str, pairs: Sequence[tuple[Text, Text]]) -> bytes:
    return tmx.write(make_document(source, target, pairs), WriteOptions()).content


def make_document(source: str, target: str, pairs: Sequence[tuple[Text, Text]]) -> Transcript:
    """A document of pairs in two languages, for writing a memory."""
    segments = (Segment(id=place_id(n), source=said, target=rendered) for n, (said, rendered) in enumerate(pairs))
    return Transcript(recording=Recording(languages=(source,)), segments=tuple(segments), target_language=target)


def purge(directory: Path, words: Iterable[str], names: Iterable[str] = ()) -> tuple[Path, ...]:
    """Remove pairs with withdrawn words from the directory's TMX files.

    :param words: texts of passages; a pair is removed if it contains one, or for a short one, if it equals it
    :param names: a pair is removed if it contains one
    :returns: the files that were rewritten
    :raises FolderError: if a file cannot be read or written
    :raises FormatError: if a file is not TMX
    """
    gone = {fold_plain(text) for text in words} - {""}
    finder = NameFinder(names)
    changed: list[Path] = []
    for file in find_memory_files(directory):
        content = disk.read(file, _LARGEST) or b""
        left = tmx.without_pairs(content, ReadOptions(path=str(file)), lambda text: _holds(text, gone, finder))
        if left is not None:
            with disk.writing(file):
                disk.replace(file, left, disk.SHARED)
            changed.append(file)
    return tuple(changed)


def _holds(text: str, gone: set[str], names: NameFinder) -> bool:
    folded = fold_plain(text)
    return folded in gone or any(len(words) >= _SHORTEST and words in folded for words in gone) or folded in names
