"""Word's DOCX: the page in the notation as a table of two languages, to be edited in Word and applied again.

Other files are read as well: with names in bold or before a colon, or a table with a column for each language.
"""

from __future__ import annotations

import msgspec

from dragoman.formats.office.docx.edited import take_edits
from dragoman.formats.office.docx.notation_table import is_page, make_page, parse_page
from dragoman.formats.office.docx.reader import load
from dragoman.formats.office.docx.writer import write
from dragoman.formats.office.word_processor import read_manuscript
from dragoman.formats.options import Imported, ReadOptions
from dragoman.notation import Parsed
from dragoman.problems import ProblemLog

__all__ = ["read", "read_page", "take_edits", "write"]


def read(content: bytes, options: ReadOptions) -> Imported:
    """Read the document in a DOCX file.

    :raises FormatError: if the file is not DOCX, is damaged, would unpack to more than is allowed, or has no words
    """
    file = load(content, options)
    if is_page(file.blocks):
        parsed = parse_page(make_page(file.blocks))
        revision = parsed.revision or file.revision
        return Imported(parsed.transcript, (*parsed.problems, *file.problems), revision=revision)
    log = ProblemLog()
    log.add(*file.problems)
    return read_manuscript(file.blocks, options, log)


def read_page(content: bytes, options: ReadOptions) -> Parsed | None:
    """The page in a file that :func:`write` wrote, including later edits; ``None`` if it is no such file.

    Lines in its problems are rows of the table; the first passage's is 1.

    :raises FormatError: if the file is not DOCX, is damaged, or would unpack to more than is allowed
    """
    file = load(content, options)
    if not is_page(file.blocks):
        return None
    page = parse_page(make_page(file.blocks))
    return msgspec.structs.replace(page, revision=page.revision or file.revision)
