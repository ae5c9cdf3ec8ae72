"""What ``dragoman convert`` reads: one file, two files in one language each, or many pages at once."""

from __future__ import annotations

import argparse
import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

import msgspec

from dragoman.conventions.profiles import find_profile
from dragoman.errors import FormatError, InputError, SettingsError
from dragoman.folder import is_interview
from dragoman.formats import find_format
from dragoman.formats.options import Imported, ReadOptions
from dragoman.formats.prose.web.collection import Post, why_no_transcript
from dragoman.formats.prose.web.wordpress import read_posts
from dragoman.problems import Problem
from dragoman.transcript.tags import NAMES, find_tag
from dragoman.workflows.documents import read_document
from dragoman.workflows.importing.join_cues import join_sentences, join_turns
from dragoman.workflows.importing.pair_files import pair_documents

__all__ = ["is_collection", "read_all", "read_one", "read_pair", "reading_options", "with_file_language"]

Side = Literal["source", "target"]

_PAGES = (".html", ".htm", ".xhtml", ".mhtml", ".mht", ".md", ".markdown", ".txt")
# What may be an interview too, and is converted by itself.
_OTHERS = (".docx", ".doc", ".odt", ".rtf", ".pdf", ".webarchive", ".srt", ".vtt", ".ass", ".ttml", ".epub", ".warc")
_MOST_PAGES = 20_000
# What browsers call the folder of a page's pictures, in their languages: Page_files, Page-Dateien, Page.files.
_BESIDE = re.compile(r"[-_. ][\w-]{1,14}")
_HEAD = 4096


def reading_options(options: argparse.Namespace) -> ReadOptions:
    """How to read, as the command line says.

    :raises SettingsError: for a language or a profile that is not known
    """
    if options.profile is not None:
        find_profile(options.profile)
    return ReadOptions(
        language=_language("--from", options.source_language),
        target_language=_language("--to", options.target_language),
        side=_SIDES.get(options.read_side or "", "source"),
        side_is_stated=options.read_side is not None,
        recording=options.recording,
        encoding=options.encoding,
        profile=options.profile,
        labels=not options.no_labels,
        mend_punctuation=options.mend_punctuation,
    )


_SIDES: dict[str, Side] = {"original": "source", "translation": "target"}


def read_one(path: Path, options: argparse.Namespace) -> Imported:
    """The document in a file or a folder.

    A file in one language that says that it holds the translation, and a page that names its translator, are taken
    for the translation, unless the command line says.
    """
    wanted = with_file_language(path, reading_options(options))
    imported = read_document(path, wanted, options.read_as)
    says = imported.side == "target"
    if options.read_side is None and (says or _is_translation(imported)):
        imported = read_document(path, with_file_language(path, _turned(reading_options(options))), options.read_as)
        why = "a translator is named" if _is_translation(imported) else "the page speaks for it"
        why = "the file says that it is one" if says and imported.profile is None else why
        message = "{why}, so the words are taken for the translation; if they are none: --as original"
        problem = Problem.of("taken-for-translation", "note", message, why=why)
        imported = msgspec.structs.replace(imported, problems=(problem, *imported.problems))
    return _joined(imported, options)


def read_pair(paths: Sequence[Path], options: argparse.Namespace) -> Imported:
    """Two files, one with the original and one with the translation, as one document.

    :raises SettingsError: where the command line does not say which is which
    :raises InputError: where nothing pairs them
    """
    source, target = _numbers(options)
    wanted = reading_options(options)
    first = read_document(paths[source - 1], with_file_language(paths[source - 1], wanted), options.read_as)
    other = msgspec.structs.replace(
        wanted,
        language=None,
        target_language=wanted.target_language or _file_language(paths[target - 1]),
        side="target",
    )
    second = read_document(paths[target - 1], other, options.read_as)
    first, second = _joined(first, options), _joined(second, options)
    try:
        paired = pair_documents(first.transcript, second.transcript)
    except ValueError as error:
        raise InputError(paths[target - 1], f"cannot be laid beside {paths[source - 1].name} ({error})") from None
    problems = (*_named(paths[source - 1], first), *_named(paths[target - 1], second), *paired.problems)
    return msgspec.structs.replace(paired, problems=problems)


def _named(path: Path, imported: Imported) -> Iterator[Problem]:
    """The problems of one of two files, with its name and the place in it."""
    for problem in imported.problems:
        place = "".join(f":{part}" for part in (problem.where.line, problem.where.column) if part is not None)
        yield msgspec.structs.replace(problem, message=f"{path.name}{place}: {problem.message}")


def is_collection(path: Path, options: argparse.Namespace) -> bool:
    """Whether a path holds many pages: a folder of saved ones, or the export of a WordPress site."""
    if path.is_dir():
        return not is_interview(path)
    return path.is_file() and (options.read_as or _find(path)) == "wordpress"


def read_all(path: Path, options: argparse.Namespace) -> Iterator[Post]:
    """Every page of a folder or of an export, in order, also those that are no transcripts."""
    wanted = reading_options(options)
    if path.is_dir():
        for page in _pages(path):
            yield _read_page(page, path, options) if page.suffix.lower() in _PAGES else _not_read(page, path)
        return
    with path.open("rb") as stream:
        named = msgspec.structs.replace(wanted, path=str(path))
        for post in read_posts(stream, named, guess_side=options.read_side is None):
            yield msgspec.structs.replace(post, name=unquote(post.name))


def _find(path: Path) -> str | None:
    with path.open("rb") as file:
        return find_format(path.name, file.read(_HEAD))


def _read_page(page: Path, folder: Path, options: argparse.Namespace) -> Post:
    name = page.relative_to(folder).with_suffix("").as_posix().replace("/", "-")
    try:
        imported = read_one(page, options)
    except FormatError as error:
        return Post(title=str(page.relative_to(folder)), name=name, reason=error.fault)
    facts = imported.transcript.facts
    title = facts.title_target or facts.title or str(page.relative_to(folder))
    address = facts.publications[-1].address if facts.publications else None
    reason = why_no_transcript(imported)
    return Post(title=title, name=name, address=address, imported=None if reason else imported, reason=reason)


def _pages(folder: Path) -> list[Path]:
    """The saved pages in a folder and other documents, without what browsers saved beside the pages."""
    every = sorted(folder.rglob("*"))
    stems = {path.with_suffix("") for path in every if path.suffix.lower() in _PAGES}
    beside = {path for path in every if path.is_dir() and _is_pages_folder(path, stems)}
    found = [
        path
        for path in every
        if path.suffix.lower() in _PAGES + _OTHERS
        and not path.is_symlink()
        and path.is_file()
        and not _is_hidden(path.relative_to(folder))
        and beside.isdisjoint(path.parents)
    ]
    if not any(path.suffix.lower() in _PAGES for path in found):
        raise InputError(folder, "holds no interview, and no saved pages", "name a folder with HTML, MHTML or Markdown")
    if len(found) > _MOST_PAGES:
        raise InputError(folder, f"holds more than {_MOST_PAGES} pages", "give it in parts")
    return found


def _is_pages_folder(path: Path, stems: Collection[Path]) -> bool:
    """Whether a folder holds the pictures and frames of a page that lies beside it."""
    if path.name.endswith("_files"):
        return True
    ends = (match.start() for match in re.finditer(r"[-_. ]", path.name) if _BESIDE.fullmatch(path.name, match.start()))
    return any(path.with_name(path.name[:end]) in stems for end in ends if end)


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _not_read(path: Path, folder: Path) -> Post:
    reason = f"of a folder only pages are read; convert it by itself, if it can be read ({path.suffix.lower()})"
    return Post(title=str(path.relative_to(folder)), name=path.stem, reason=reason)


def _is_translation(imported: Imported) -> bool:
    transcript = imported.transcript
    return bool(transcript.facts.translators) and not any(segment.target for segment in transcript.segments)


def _turned(options: ReadOptions) -> ReadOptions:
    return msgspec.structs.replace(options, side="target")


def _joined(imported: Imported, options: argparse.Namespace) -> Imported:
    """With subtitles as sentences or turns, where the command line asks for it."""
    if not (options.joined or options.turns):
        return imported
    join = join_turns if options.turns else join_sentences
    return msgspec.structs.replace(imported, transcript=join(imported.transcript), revision=None)


def _numbers(options: argparse.Namespace) -> tuple[int, int]:
    source, target = options.source, options.target
    if source is None and target is None:
        fault = "are not told apart"
        raise SettingsError("the two files", None, fault, "say which is which with --source 1 --target 2")
    source = source or 3 - (target or 1)
    target = target or 3 - source
    if {source, target} != {1, 2}:
        raise SettingsError("--source and --target", f"{source}, {target}", "are not 1 and 2")
    return source, target


def with_file_language(path: Path, options: ReadOptions) -> ReadOptions:
    """The options, with the language in a name such as ``talk.en.srt`` where none is given."""
    if options.side == "source":
        return msgspec.structs.replace(options, language=options.language or _file_language(path))
    return msgspec.structs.replace(options, target_language=options.target_language or _file_language(path))


def _file_language(path: Path) -> str | None:
    match = re.search(r"\.([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\.[A-Za-z0-9]+$", path.name)
    known = match is not None and match[1].lower().split("-")[0] in NAMES
    return find_tag(match[1]) if match and known else None


def _language(option: str, value: str | None) -> str | None:
    tag = find_tag(value) if value else None
    if value and tag is None:
        raise SettingsError(option, value, "is no language that is known here", "use a tag such as fa, or Persian")
    return tag
