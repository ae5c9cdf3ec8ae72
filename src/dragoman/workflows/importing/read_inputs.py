"""Read the input of an import: one file, two files in one language each, or many pages at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

import msgspec

from dragoman.errors import FormatError, InputError
from dragoman.folder import is_interview
from dragoman.formats import find_format
from dragoman.formats.options import Imported, ReadOptions
from dragoman.formats.prose.web.collection import Post, why_no_transcript
from dragoman.formats.prose.web.wordpress import read_posts
from dragoman.language.direction import is_written_in_latin
from dragoman.language.folding import primary
from dragoman.language.script_language import find_script, find_text_language
from dragoman.problems import Problem
from dragoman.transcript.document import Recording, Transcript
from dragoman.transcript.text import Text, plain
from dragoman.workflows.documents import read_document
from dragoman.workflows.importing.file_languages import find_file_language, find_original, find_pair_languages
from dragoman.workflows.importing.find_files import PROSE, FoundFile, list_files, refuse_unreadable
from dragoman.workflows.importing.group_files import join_files
from dragoman.workflows.importing.join_cues import join_sentences, join_turns
from dragoman.workflows.importing.pair_files import pair_documents
from dragoman.workflows.importing.yt_dlp import find_spoken, read_sidecar
from dragoman.workflows.many.places import Found, place_outputs

__all__ = [
    "DONE",
    "InputOptions",
    "find_files",
    "is_collection",
    "join_pairs",
    "read_all",
    "read_file",
    "read_one",
    "read_pair",
    "read_transcript",
    "with_file_language",
    "with_usual_languages",
]

# Why a file is left out: its interview exists.
DONE = "its interview exists already"
_HEAD = 4096
# Characters of one side that tell its language.
_SAMPLE = 20_000


class InputOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What is read: one file or folder, or two files in one language each, and how.

    ``reading`` has the options of the formats; without a profile, that of the settings is used. ``read_as`` names the
    format, which is detected if ``None``. ``original`` says which of two files, 1 or 2, has the original. ``join``
    joins subtitles into sentences or turns. ``usual_source`` and ``usual_target`` are the languages of an original
    and a translation of which nothing says the language, unless the words contradict it. They also say which of two
    files in a folder has the original, if nothing else does.
    """

    inputs: tuple[Path, ...]
    reading: ReadOptions = ReadOptions()
    read_as: str | None = None
    original: Literal[1, 2] | None = None
    join: Literal["sentences", "turns"] | None = None
    usual_target: str | None = None
    usual_source: str | None = None


def read_one(path: Path, options: InputOptions, *, is_one_of_many: bool = False) -> Imported:
    """The document in a file or a folder.

    A file in one language is taken for the translation if it says so or names a translator, unless the options state
    its side.

    :param is_one_of_many: the options are for many files, so the language in a file's name outranks theirs
    :raises InputError: if the file cannot be read
    :raises FolderError: if the folder is damaged, or a newer program wrote it
    """
    wanted = with_file_language(path, options.reading)
    if is_one_of_many and wanted.side == "source":
        wanted = msgspec.structs.replace(wanted, language=find_file_language(path) or wanted.language)
    imported = read_document(path, wanted, options.read_as)
    says = imported.side == "target"
    if not options.reading.side_is_stated and (says or _is_translation(imported)):
        imported = read_document(path, with_file_language(path, _turned(options.reading)), options.read_as)
        why = "a translator is named" if _is_translation(imported) else "the page is written as one"
        why = "the file says that it is one" if says and imported.profile is None else why
        message = "the words are read as the translation, because {why}; if they are the original, say so"
        problem = Problem.of("taken-for-translation", "note", message, why=why)
        imported = msgspec.structs.replace(imported, problems=(problem, *imported.problems))
    return _joined(imported, options)


def read_pair(paths: Sequence[Path], original: Literal[1, 2], options: InputOptions) -> Imported:
    """Two files, one with the original and one with the translation, as one document.

    :param original: which of them has the original
    :raises InputError: if a file cannot be read, or the two cannot be paired
    :raises FolderError: if a folder is damaged, or a newer program wrote it
    """
    source, target = paths if original == 1 else paths[::-1]
    wanted = options.reading
    spoken, translated = find_pair_languages(source, target)
    own = msgspec.structs.replace(wanted, language=wanted.language or spoken)
    first = read_document(source, own, options.read_as)
    other = msgspec.structs.replace(
        wanted, language=None, target_language=wanted.target_language or translated, side="target"
    )
    second = read_document(target, other, options.read_as)
    first, second = _joined(first, options), _joined(second, options)
    try:
        paired = pair_documents(first.transcript, second.transcript)
    except ValueError as error:
        raise InputError(target, f"cannot be paired with {source.name} ({error})") from None
    problems = (*_named(source, first), *_named(target, second), *paired.problems)
    transcript = _with_source_language(paired.transcript)
    return msgspec.structs.replace(paired, transcript=transcript, problems=problems)


def _with_target_language(imported: Imported, usual: str | None) -> Imported:
    """What was read, with the language of its translation if nothing says it: by its words, else the usual one.

    The usual one is not taken if the words are in another script, or if it is the language of the original. A document
    of our own stays as its editors left it.
    """
    transcript = imported.transcript
    words = _sample(segment.target for segment in transcript.segments)
    if transcript.target_language is not None or imported.revision is not None or not words:
        return imported
    found = find_text_language(words)
    if found is None and usual is not None and _may_be(words, usual):
        found = usual if primary(usual) != primary(transcript.source_language or "und") else None
    return msgspec.structs.replace(imported, transcript=msgspec.structs.replace(transcript, target_language=found))


def with_usual_languages(imported: Imported, options: InputOptions) -> Imported:
    """What was read, with the languages of which nothing says what they are: by the words, or as they usually are.

    The original has its usual language only if its words do not contradict it: if they are in it, or in Latin letters
    and too few to tell.
    """
    transcript, usual = imported.transcript, options.usual_source
    words = _sample(segment.source for segment in transcript.segments)
    if usual is not None and transcript.source_language is None and imported.revision is None and words:
        found = find_text_language(words)
        if primary(found or "und") == primary(usual) or (found is None and _may_be(words, usual)):
            imported = msgspec.structs.replace(imported, transcript=_with_spoken(transcript, usual))
    return _with_target_language(imported, options.usual_target)


def _may_be(words: str, language: str) -> bool:
    """Whether words that are too few to tell their language may be in one, by their script."""
    return find_script(words) == "LATIN" and is_written_in_latin(language)


def _with_source_language(transcript: Transcript) -> Transcript:
    """The document of two files, with the language of the original by its words if nothing says it."""
    recording = transcript.recording or Recording()
    if recording.languages or any(segment.language for segment in transcript.segments):
        return transcript
    found = find_text_language(_sample(segment.source for segment in transcript.segments))
    return _with_spoken(transcript, found) if found else transcript


def _with_spoken(transcript: Transcript, language: str) -> Transcript:
    recording = msgspec.structs.replace(transcript.recording or Recording(), languages=(language,))
    return msgspec.structs.replace(transcript, recording=recording)


def _sample(texts: Iterable[Text | None]) -> str:
    """The beginning of one side's words, enough to tell their language."""
    found, length = [], 0
    for text in texts:
        words = plain(text or ())
        found.append(words)
        length += len(words)
        if length > _SAMPLE:
            break
    return "\n".join(filter(None, found))


def _named(path: Path, imported: Imported) -> Iterator[Problem]:
    """The problems of one of two files, with the file, the line and the column as a part of the message alone.

    They are a detail too, so that the same words at two places are two problems.
    """
    for problem in imported.problems:
        where = problem.where
        place = ":".join(str(part) for part in (path.name, where.line, where.column) if part is not None)
        yield msgspec.structs.replace(
            problem,
            message=f"{place}: {problem.message}",
            where=msgspec.structs.replace(where, line=None, column=None),
            details=(*problem.details, ("place", place)),
        )


def is_collection(path: Path, read_as: str | None) -> bool:
    """Whether a path has many pages: a folder of saved ones, or the export of a WordPress site."""
    if path.is_dir():
        return not is_interview(path)
    return path.is_file() and (read_as or _find(path)) == "wordpress"


def find_files(folder: Path, options: InputOptions, output: Path | None = None) -> list[FoundFile]:
    """The files of a folder, those of one interview as one entry, each with a name that no other has.

    :param output: the folder for new interviews, which is not read
    :raises InputError: if no file can be read, or there are too many
    """
    found = join_pairs(list_files(folder, output), options)
    refuse_unreadable(folder, found)
    good = [file for file in found if file.reason is None]
    places = place_outputs([Found(file.path, Path(file.name)) for file in good], Path())
    names = {file.path: place.as_posix() for file, place in zip(good, places, strict=True)}
    return [msgspec.structs.replace(file, name=names.get(file.path, file.name)) for file in found]


def join_pairs(found: Sequence[FoundFile], options: InputOptions) -> list[FoundFile]:
    """The files, those of one interview as one entry, if it is certain which file has the original.

    It is if the options say the language of one of them, the facts beside them say the spoken language, or the usual
    languages are theirs, in this order. If the options say what each file in one language is, each stays alone.
    """
    reading = options.reading

    def choose(paths: Sequence[Path]) -> Literal[1, 2] | None:
        if reading.side_is_stated:
            return None
        if reading.language or reading.target_language:
            given = [find_original(paths, (reading.language,), None)] if reading.language else []
            given += [find_original(paths, (), reading.target_language)] if reading.target_language else []
            return given[0] if len(set(given)) == 1 else None
        spoken = find_spoken(read_sidecar(paths[0].with_suffix("").with_suffix(".info.json")))
        if spoken is not None:
            return find_original(paths, (spoken,), None)
        return find_original(paths, (options.usual_source,), options.usual_target)

    joined = join_files(found, choose)
    return [msgspec.structs.replace(file, apart=()) for file in joined] if reading.side_is_stated else joined


def read_all(path: Path, options: InputOptions) -> Iterator[Post]:
    """Every file of a folder, or every page of an export, in order, including those that are not transcripts.

    :raises InputError: if there is nothing that can be read
    """
    if path.is_dir():
        yield from (read_file(file, options) for file in find_files(path, options))
        return
    with path.open("rb") as stream:
        named = msgspec.structs.replace(options.reading, path=str(path))
        for post in read_posts(stream, named, guess_side=not named.side_is_stated):
            yield msgspec.structs.replace(post, name=unquote(post.name))


def _find(path: Path) -> str | None:
    with path.open("rb") as file:
        return find_format(path.name, file.read(_HEAD))


def read_file(file: FoundFile, options: InputOptions) -> Post:
    """The content of a file of a folder; if it is not a transcript, or cannot be read, the reason."""
    try:
        return read_transcript(file, options)
    except (FormatError, InputError) as error:
        return Post(title=file.shown, name=file.name, reason=error.fault)


def read_transcript(file: FoundFile, options: InputOptions) -> Post:
    """As :func:`read_file`, but a file that cannot be read is an error.

    :raises InputError: if the file cannot be read
    """
    left_out = Post(title=file.shown, name=file.name, reason=file.reason)
    if file.reason is not None:
        return left_out
    if file.path.suffix.lower() == ".xml" and is_collection(file.path, options.read_as):
        return msgspec.structs.replace(left_out, reason="it contains many pages; convert it separately")
    if file.translation is None:
        imported = read_one(file.path, options, is_one_of_many=True)
    else:
        imported = read_pair((file.path, file.translation), 1, options)
    imported = with_usual_languages(imported, options)
    is_prose = file.path.suffix.lower() in PROSE
    reason = why_no_transcript(imported) if is_prose and not _has_times(imported) else _why_empty(imported)
    facts = imported.transcript.facts
    return Post(
        title=facts.title_target or facts.title or file.shown,
        name=file.name,
        address=facts.publications[-1].address if facts.publications else None,
        imported=None if reason else imported,
        reason=reason,
    )


def _has_times(imported: Imported) -> bool:
    return any(segment.span for segment in imported.transcript.segments)


def _why_empty(imported: Imported) -> str | None:
    return None if imported.transcript.segments else "it contains no words"


def _is_translation(imported: Imported) -> bool:
    transcript = imported.transcript
    return bool(transcript.facts.translators) and not any(segment.target for segment in transcript.segments)


def _turned(options: ReadOptions) -> ReadOptions:
    return msgspec.structs.replace(options, side="target")


def _joined(imported: Imported, options: InputOptions) -> Imported:
    """With subtitles joined into sentences or turns, if asked for."""
    if options.join is None:
        return imported
    join = join_turns if options.join == "turns" else join_sentences
    return msgspec.structs.replace(imported, transcript=join(imported.transcript), revision=None)


def with_file_language(path: Path, options: ReadOptions) -> ReadOptions:
    """The options, with the language from a name such as ``talk.en.srt`` if none is given."""
    if options.side == "source":
        return msgspec.structs.replace(options, language=options.language or find_file_language(path))
    return msgspec.structs.replace(options, target_language=options.target_language or find_file_language(path))
