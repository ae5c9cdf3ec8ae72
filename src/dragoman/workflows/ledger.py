"""Which names and terms count for an interview: its own, and those of the desk's table."""

from __future__ import annotations

from pathlib import Path

import msgspec

from dragoman.errors import FolderError
from dragoman.folder.names_file import read_names_file
from dragoman.formats.names_csv import NamesTable
from dragoman.settings.dragoman_toml import Settings
from dragoman.transcript.document import Transcript
from dragoman.transcript.glossary import Term

__all__ = ["find_ledger", "read_table", "with_ledger"]


def find_ledger(settings: Settings, transcript: Transcript | None = None) -> tuple[Term, ...]:
    """The terms that count for an interview: its own, and those of the desk's table that it has not.

    :raises FolderError: where the desk's table is no ordinary file, or is not there
    :raises FormatError: where it is no table of names
    """
    own = transcript.glossary if transcript else ()
    if settings.glossary is None:
        return own
    table = read_table(settings.glossary)
    known = {spelling for term in own for spelling in (term.source or term.target)}
    shared = (row.term for row in table.rows if row.state == "approved")
    others = [term for term in shared if known.isdisjoint(term.source or term.target)]
    return (*own, *(msgspec.structs.replace(term, id=f"shared-{place}") for place, term in enumerate(others)))


def with_ledger(settings: Settings, transcript: Transcript) -> Transcript:
    """The document with all terms that count for it, to be looked at and not to be kept.

    :raises FolderError, FormatError: as :func:`find_ledger`
    """
    return msgspec.structs.replace(transcript, glossary=find_ledger(settings, transcript))


def read_table(file: Path) -> NamesTable:
    """The rows of a table of names.

    :raises FolderError: where it is not there, or is no ordinary file
    :raises FormatError: where it is no table of names
    """
    table = read_names_file(file)
    if table is None:
        raise FolderError(file, "is not there", "give the table of names, a file in CSV")
    return table
