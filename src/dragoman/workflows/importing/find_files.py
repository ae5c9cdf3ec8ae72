"""Find the files in a folder that may be transcripts, with the name of each interview; report all others."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import msgspec

from dragoman.errors import InputError
from dragoman.folder import is_interview
from dragoman.formats import find_readable, find_suffixes
from dragoman.language.plural import counted
from dragoman.workflows.many.places import find_name

__all__ = ["ANY_KIND", "PROSE", "FoundFile", "list_files", "name_beside", "refuse_unreadable"]

# Formats for any kind of text: a file in one of these is a transcript only if somebody speaks in it.
PROSE = (".html", ".htm", ".xhtml", ".mhtml", ".mht", ".md", ".markdown", ".txt", ".docx", ".odt", ".rtf")
_PAGES = PROSE[:5]
# Those, and formats for any kind of data: a file in one of these that cannot be read may be no transcript at all.
ANY_KIND = (*PROSE, ".json", ".xml", ".csv", ".tsv", ".xlsx", ".xlsm", ".ods")
_MOST_FILES = 20_000
# Browsers' names for the folder of a saved page's pictures, by language: Page_files, Page-Dateien, Page.files.
_BESIDE = re.compile(r"[-_. ][\w-]{1,14}")


class FoundFile(msgspec.Struct, frozen=True):
    """A file of a folder. ``shown`` is its path in the folder, ``name`` a name for its interview: a path too.

    If there is a ``reason``, the file is left out. ``translation`` is the file with its translation, ``recording`` its
    recording. ``apart`` are files with its name in other languages that are interviews of their own, because nothing
    says which is the original.
    """

    path: Path
    shown: str
    name: str
    reason: str | None = None
    translation: Path | None = None
    recording: Path | None = None
    apart: tuple[Path, ...] = ()


def refuse_unreadable(folder: Path, found: Sequence[FoundFile]) -> None:
    """Refuse a folder in which no file can be read, or with too many files.

    :raises InputError: if it is one
    """
    if not any(file.reason is None for file in found):
        suffixes = " ".join(sorted(find_suffixes(find_readable())))
        raise InputError(folder, "contains no interview, and no file that can be read", f"these can be: {suffixes}")
    if len(found) > _MOST_FILES:
        raise InputError(folder, f"contains more than {_MOST_FILES} files", "split it into parts")


def name_beside(file: FoundFile) -> str:
    """The other files of its interview, in a clause; empty if there are none."""
    named = ("the translation", file.translation), ("the recording", file.recording)
    said = " and ".join(f"{what} {path.name}" for what, path in named if path is not None)
    return f"with {said}" if said else ""


def list_files(folder: Path, output: Path | None = None) -> list[FoundFile]:
    """All files of a folder and its subfolders, in order, without hidden ones and existing interviews.

    The files that a browser saved beside a page are one entry.

    :param output: the folder for new interviews, which is not read
    """
    return list(_find(folder, folder, output, _page_stems(folder)))


def _find(place: Path, folder: Path, output: Path | None, stems: Collection[Path]) -> Iterator[FoundFile]:
    for path in sorted(place.iterdir()):
        shown = path.relative_to(folder).as_posix()
        if path.name.startswith("."):
            continue
        if path.is_symlink():
            yield FoundFile(path, shown, path.stem, "it is a link, which is not followed")
        elif path.is_dir():
            if is_interview(path) or (output is not None and path.resolve() == output.resolve()):
                continue
            if _is_beside(path, stems):
                number = sum(1 for inner in path.rglob("*") if inner.is_file())
                yield FoundFile(
                    path, f"{shown}/", path.stem, f"what a browser saved beside a page ({counted(number, 'file')})"
                )
            else:
                yield from _find(path, folder, output, stems)
        else:
            yield FoundFile(path, shown, find_name(path, folder).as_posix(), _why_left_out(path))


def _why_left_out(path: Path) -> str | None:
    if not path.is_file():
        return "it is not a file"
    suffix = path.suffix.lower()
    known = {end[end.rindex(".") :] for end in find_suffixes(find_readable())}
    if suffix in known:
        return None
    return f"it is not in a format that can be read ({suffix or 'its name has no suffix'})"


def _page_stems(folder: Path) -> set[Path]:
    return {path.with_suffix("") for path in folder.rglob("*") if path.suffix.lower() in _PAGES}


def _is_beside(path: Path, stems: Collection[Path]) -> bool:
    """Whether a folder has the pictures and frames of a page beside it."""
    if path.name.endswith("_files"):
        return True
    ends = (match.start() for match in re.finditer(r"[-_. ]", path.name) if _BESIDE.fullmatch(path.name, match.start()))
    return any(path.with_name(path.name[:end]) in stems for end in ends if end)
