"""XLIFF 1.2: a job for translation programs (OASIS, 2008). A unit is a passage, with the passage's id."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from dragoman.errors import FormatError
from dragoman.formats.export import find_left_out, for_export
from dragoman.formats.options import Imported, ReadOptions, WriteOptions, Written
from dragoman.formats.reading.decode import check_size
from dragoman.formats.reading.imported_cues import Heading
from dragoman.formats.reading.xml import Element, add, local_name, make_xml, parse_xml
from dragoman.formats.translation.inline_codes import Piece, find_words, write_pieces
from dragoman.formats.translation.units import (
    OutgoingUnit,
    Unit,
    find_tags,
    find_units,
    known_tag,
    make_imported,
    make_parsed,
)
from dragoman.notation import Parsed
from dragoman.problems import ProblemLog
from dragoman.transcript.document import State, Transcript

__all__ = ["NAMESPACE", "read", "read_page", "write"]

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
# The type of the texts in our own files; other programs leave it as it is.
OUR_DATATYPE = "x-dragoman-notation"

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# The names of a passage's states in XLIFF, and the meaning of other programs' names for them.
_STATES: dict[State, str] = {
    "initial": "needs-translation",
    "translated": "translated",
    "reviewed": "signed-off",
    "final": "final",
}
_READ_STATES: dict[str, State] = {
    "translated": "translated",
    "needs-review-translation": "translated",
    "needs-review-adaptation": "translated",
    "needs-review-l10n": "translated",
    "signed-off": "reviewed",
    "final": "final",
}
# Codes of other programs: their content is not spoken.
_CODES = ("ph", "bpt", "ept", "it", "x", "bx", "ex")


def write(transcript: Transcript, options: WriteOptions) -> Written:
    """Write every passage as a unit, in one file element."""
    document = for_export(transcript, to_edit=True)
    source, target = find_tags(document)
    root = etree.Element(f"{{{NAMESPACE}}}xliff", nsmap={None: NAMESPACE}, version="1.2")
    name = document.facts.title or document.facts.title_target or "interview"
    file = add(root, "file", original=name, datatype=OUR_DATATYPE)
    file.set("source-language", source)
    if target is not None:
        file.set("target-language", target)
    head = add(file, "header")
    if options.revision is not None:
        _note(head, "revision", options.revision)
    body = add(file, "body")
    for unit in find_units(document, options.side):
        _write_unit(body, unit, source, target)
    return Written(make_xml(root), find_left_out(document, "XLIFF", "states", "notes"))


def _write_unit(body: Element, unit: OutgoingUnit, source: str, target: str | None) -> None:
    element = add(body, "trans-unit", id=unit.id)
    element.set(_SPACE, "preserve")
    _write_side(element, "source", unit.source, dict(unit.notes).get("language", source))
    if target is not None:
        side = _write_side(element, "target", unit.target, target)
        side.set("state", _STATES[unit.state])
    for name, text in unit.notes:
        _note(element, name, text)


def _write_side(element: Element, name: str, pieces: tuple[Piece, ...], language: str) -> Element:
    side = add(element, name)
    side.set(_LANG, language)
    write_pieces(side, pieces, lambda number, piece: add(side, "ph", piece.typed, id=str(number)))
    return side


def _note(parent: Element, name: str, text: str) -> None:
    note = add(parent, "note", text)
    note.set("from", name)


def read(content: bytes, options: ReadOptions) -> Imported:
    """Read the units as passages; a program's alternatives are not texts of the document.

    :raises FormatError: if the file is not XLIFF
    """
    log = ProblemLog()
    root = _parse(content, options)
    files = [child for child in root if local_name(child) == "file"]
    heading = Heading(
        language=_common(file.get("source-language") for file in files),
        other_language=_common(file.get("target-language") for file in files),
        title=files[0].get("original") if files and _is_ours(root) else None,
    )
    return make_imported(_find_units(root), heading, options, log, ours=_is_ours(root))


def read_page(content: bytes, options: ReadOptions) -> Parsed | None:
    """The translations of one of our files, to be applied; ``None`` if another program made it.

    :raises FormatError: if the file is not XLIFF
    """
    root = _parse(content, options)
    if not _is_ours(root):
        return None
    heads = (note for note in root.iterfind("{*}file/{*}header/{*}note") if note.get("from") == "revision")
    revision = next(("".join(note.itertext()).strip() for note in heads), None)
    return make_parsed(_find_units(root), revision or None, options)


def _parse(content: bytes, options: ReadOptions) -> Element:
    check_size(content, options)
    root = parse_xml(content, options)
    if local_name(root) != "xliff":
        raise FormatError(options.path, "is not XLIFF", line=1, column=1)
    return root


def _is_ours(root: Element) -> bool:
    files = [child for child in root if local_name(child) == "file"]
    return bool(files) and all(file.get("datatype") == OUR_DATATYPE for file in files)


def _common(values: Iterator[str | None]) -> str | None:
    found = {known_tag(value) for value in values}
    return found.pop() if len(found) == 1 else None


def _find_units(root: Element) -> Iterator[Unit]:
    ours = _is_ours(root)
    for element in root.iter("{*}trans-unit"):
        sides = {local_name(child): child for child in element if local_name(child) in ("source", "target")}
        target = sides.get("target")
        yield Unit(
            id=element.get("id"),
            source=_text(sides.get("source"), ours=ours),
            target=_text(target, ours=ours),
            state=_READ_STATES.get(target.get("state", ""), "initial") if target is not None else "initial",
            notes={
                child.get("from", ""): "".join(child.itertext()).strip()
                for child in element
                if local_name(child) == "note"
            },
            line=element.sourceline,
        )


def _text(side: Element | None, *, ours: bool) -> str:
    return "" if side is None else "".join(find_words(side, _CODES, ours=ours))
