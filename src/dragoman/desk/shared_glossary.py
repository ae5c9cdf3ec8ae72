"""The names and terms of the desk's table, read again only if its file has changed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import msgspec

from dragoman.desk.configuration import options
from dragoman.desk.error_messages import tell
from dragoman.desk.full_text import fold_words
from dragoman.errors import DragomanError
from dragoman.transcript.document import Transcript
from dragoman.transcript.glossary import Term
from dragoman.workflows.ledger import add_shared, read_shared

__all__ = ["SharedGlossary", "find_glossary_stamp", "find_shared_glossary", "search_terms", "with_shared"]


class SharedGlossary(msgspec.Struct, frozen=True, kw_only=True):
    """The approved terms of the desk's table, and the name of its file. ``fault`` says why it cannot be read."""

    name: str = ""
    terms: tuple[Term, ...] = ()
    fault: str | None = None


def find_shared_glossary() -> SharedGlossary:
    """The desk's table as it is now; empty if the settings name none."""
    file = options().settings.glossary
    return SharedGlossary() if file is None else _read(file, find_glossary_stamp())


def with_shared(transcript: Transcript) -> Transcript:
    """The document with all terms that apply to it. It is for reading, not to be saved."""
    return msgspec.structs.replace(transcript, glossary=add_shared(transcript.glossary, find_shared_glossary().terms))


def search_terms(words: str, most: int) -> Iterator[Term]:
    """The terms of the desk's table in which all of these words begin a word, at most so many."""
    wanted = fold_words((words, "und")).split()
    for term in find_shared_glossary().terms:
        spellings = (*term.source, *term.target)
        held = fold_words(*((spelling, "und") for spelling in spellings))
        if wanted and all(f" {word}" in f" {held}" for word in wanted):
            yield term
            most -= 1
            if most <= 0:
                return


def find_glossary_stamp() -> tuple[int, ...]:
    """A value that changes with the file of the desk's table; empty without a file."""
    file = options().settings.glossary
    if file is None:
        return ()
    try:
        status = file.stat()
    except OSError:
        return ()
    return status.st_ino, status.st_size, status.st_mtime_ns


@lru_cache(maxsize=1)
def _read(file: Path, stamp: tuple[int, ...]) -> SharedGlossary:
    try:
        return SharedGlossary(name=file.name, terms=read_shared(file))
    except DragomanError as error:
        return SharedGlossary(name=file.name, fault=tell(error))
