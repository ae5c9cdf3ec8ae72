"""The catalogues of the pages' own words: gather the messages, list what waits for a translator, make what is read.

python tools/catalogues.py            renews XX.po and XX.mo
python tools/catalogues.py --check    says what is not as it would then be, or not translated, and exits with 1
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from dragoman.formats import FORMATS
from dragoman.locale import INTERFACES
from dragoman.press import downloads
from dragoman.transcript.tags import NAMES

SOURCE = Path(__file__).resolve().parent.parent / "src" / "dragoman"
CATALOGUES = SOURCE / "catalogues"
_METHODS = [("**/templates/**.html", "jinja2.ext.babel_extract"), ("**.py", "python")]
_KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "gettext": None, "later": None, "ngettext": (1, 2)}


# Catalogues are the same bytes whenever they are made.
_DATE = datetime(2026, 11, 22, tzinfo=UTC)


def main(arguments: list[str]) -> int:
    """Renew the catalogues, or say what is wrong with them."""
    faults = [fault for tag in INTERFACES if tag != "en" for fault in _treat(tag, is_check="--check" in arguments)]
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def _treat(tag: str, *, is_check: bool) -> Iterator[str]:
    path = CATALOGUES / f"{tag}.po"
    catalogue = _read(path, tag)
    catalogue.update(_gather(), no_fuzzy_matching=True)
    catalogue.creation_date = catalogue.revision_date = _DATE
    catalogue.header_comment = "# The words of Dragoman's pages."
    catalogue.project, catalogue.fuzzy = "dragoman", False
    catalogue.version, catalogue.msgid_bugs_address = "1", "in the project's issues"
    catalogue.last_translator = catalogue.language_team = "Dragoman's authors"
    catalogue.obsolete.clear()
    for path_, content in ((path, _po(catalogue)), (path.with_suffix(".mo"), _mo(catalogue))):
        if not is_check:
            path_.write_bytes(content)
        elif not path_.exists() or path_.read_bytes() != content:
            yield f"{path_.name} is not what its messages make; run: make catalogues"
    for message in catalogue:
        if message.id and not all(message.string if message.pluralizable else [message.string]):
            yield f"{path.name}: not translated: {message.id!r}"


def _gather() -> Catalog:
    gathered = Catalog(charset="utf-8")
    for file, _line, message, _comments, context in extract_from_dir(SOURCE, _METHODS, keywords=_KEYWORDS):
        gathered.add(message, locations=[(file, 0)], context=context)
    titles = [FORMATS[name].title for name in downloads.DOWNLOAD_FORMATS]
    for name in dict.fromkeys([*NAMES.values(), *titles, "Notation"]):
        gathered.add(name)
    return gathered


def _read(path: Path, tag: str) -> Catalog:
    if not path.exists():
        return Catalog(locale=tag, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=tag)


def _po(catalogue: Catalog) -> bytes:
    written = io.BytesIO()
    write_po(written, catalogue, width=0, omit_header=False, include_lineno=False, sort_output=True)
    return written.getvalue()


def _mo(catalogue: Catalog) -> bytes:
    written = io.BytesIO()
    write_mo(written, catalogue)
    return written.getvalue()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
