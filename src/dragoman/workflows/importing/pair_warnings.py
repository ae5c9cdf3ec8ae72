"""Warns of two files in two languages that are, or were, interviews of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from dragoman.errors import Fix
from dragoman.folder import is_interview
from dragoman.workflows.importing.file_languages import find_file_language
from dragoman.workflows.importing.find_files import FoundFile
from dragoman.workflows.many.finished import Finished

__all__ = ["with_warning"]

_APART = "has the same name as a file in another language, and nothing says which of them is the original"
_COMPARE = "compare them with the new one, and delete the folders that you do not need"


def with_warning(finished: Finished, file: FoundFile) -> Finished:
    """The outcome of importing a file of a folder, with a warning if it may be one of two files of one interview, or if
    the interviews that two files became before are still there.
    """
    if file.apart:
        return msgspec.structs.replace(finished, warning=_APART, fixes=tuple(_say_how(finished, file)))
    older = [] if finished.made is None else list(_find_older(finished.made, file))
    if not older:
        return finished
    named = " and ".join(map(str, older))
    are = "is the interview of one of its files" if len(older) == 1 else "are the interviews of its files"
    return msgspec.structs.replace(finished, warning=f"{named} {are} alone, and stay as they are", fixes=(_COMPARE,))


def _say_how(finished: Finished, file: FoundFile) -> Iterator[Fix]:
    """How to make one interview of both files."""
    if len(file.apart) == 1 and find_file_language(file.path) and find_file_language(file.apart[0]):
        purpose = "to have one interview of both, state the language of the original"
        yield Fix(purpose, options={"source_language": None})
        yield Fix("of the translation", options={"target_language": None})
    else:
        arguments = (str(file.path), str(file.apart[0]), f"{finished.made}-both")
        purpose = "if it is the original, make one interview of both"
        yield Fix(purpose, "convert", arguments, {"source": "1", "target": "2"})


def _find_older(made: Path, file: FoundFile) -> Iterator[Path]:
    """The interviews beside a new one that have the names which its two files have alone."""
    for path in (file.path, file.translation) if file.translation is not None else ():
        alone = made.with_name(path.stem)
        if alone != made and is_interview(alone):
            yield alone
