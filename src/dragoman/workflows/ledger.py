"""The names and terms that apply to an interview: its own, and those of the desk's table."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from dragoman.errors import FolderError
from dragoman.folder import Folder
from dragoman.folder.names_file import read_names_file
from dragoman.folder.page_base import RevisionError, transcript_at
from dragoman.formats.names_csv import NamesTable
from dragoman.settings.dragoman_toml import Settings
from dragoman.transcript.document import Transcript
from dragoman.transcript.glossary import Term

__all__ = ["add_shared", "find_base", "find_key", "find_ledger", "read_shared", "read_table", "with_ledger"]


def find_ledger(settings: Settings, transcript: Transcript | None = None) -> tuple[Term, ...]:
    """The terms that apply to an interview: its own, and those of the desk's table that it lacks.

    :raises FolderError: if the desk's table is missing, or not an ordinary file
    :raises FormatError: if it is not a table of names
    """
    own = transcript.glossary if transcript else ()
    return own if settings.glossary is None else add_shared(own, read_shared(settings.glossary))


def add_shared(own: tuple[Term, ...], shared: Iterable[Term]) -> tuple[Term, ...]:
    """The terms of an interview, and those of the desk's table that it lacks."""
    known = {spelling for term in own for spelling in (term.source or term.target)}
    others = [term for term in shared if known.isdisjoint(term.source or term.target)]
    return (*own, *(msgspec.structs.replace(term, id=f"shared-{place}") for place, term in enumerate(others)))


def read_shared(file: Path) -> tuple[Term, ...]:
    """The approved terms of the desk's table.

    :raises FolderError, FormatError: as :func:`read_table`
    """
    return tuple(row.term for row in read_table(file).rows if row.state == "approved")


def with_ledger(settings: Settings, transcript: Transcript) -> Transcript:
    """The document with all terms that apply to it. It is for reading, not to be saved.

    :raises FolderError, FormatError: as :func:`find_ledger`
    """
    return msgspec.structs.replace(transcript, glossary=find_ledger(settings, transcript))


def read_table(file: Path) -> NamesTable:
    """The rows of a table of names.

    :raises FolderError: if it is missing, or not an ordinary file
    :raises FormatError: if it is not a table of names
    """
    table = read_names_file(file)
    if table is None:
        raise FolderError(file, "does not exist", "give the table of names, a file in CSV")
    return table


def find_key(term: Term) -> tuple[str, ...]:
    """The spelling that identifies a term in a table and a ledger; empty if it has none."""
    return (term.source or term.target)[:1]


def find_base(folder: Folder, revision: str | None) -> Transcript:
    """The document that the table was made from, with the terms added since; the current one if that is unknown."""
    if revision is None or revision == folder.head:
        return folder.transcript
    try:
        base = transcript_at(folder, revision)
    except RevisionError:
        return folder.transcript
    known = {term.id for term in base.glossary}
    since = (term for term in folder.transcript.glossary if term.id not in known)
    return msgspec.structs.replace(base, glossary=(*base.glossary, *since))
