"""XLIFF 2: a job for translation programs (OASIS, 2.0 of 2014 and later). A unit is a passage, with the passage's
id.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from dragoman.errors import FormatError
from dragoman.formats.export import find_left_out, for_export
from dragoman.formats.options import Imported, ReadOptions, WriteOptions, Written
from dragoman.formats.reading.decode import check_size
from dragoman.formats.reading.imported_cues import Heading
from dragoman.formats.reading.xml import Element, add, local_name, make_xml, parse_xml
from dragoman.formats.translation.inline_codes import Piece, write_pieces
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

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
# The type of our own units; other programs leave it as it is.
OUR_TYPE = "dragoman:passage"

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_STATES: tuple[State, ...] = ("initial", "translated", "reviewed", "final")


def write(transcript: Transcript, options: WriteOptions) -> Written:
    """Write every passage as a unit of one segment, in one file element."""
    document = for_export(transcript, to_edit=True)
    source, target = find_tags(document)
    root = etree.Element(f"{{{NAMESPACE}}}xliff", nsmap={None: NAMESPACE}, version="2.0", srcLang=source)
    if target is not None:
        root.set("trgLang", target)
    file = add(root, "file", id="f1", original=document.facts.title or document.facts.title_target)
    if options.revision is not None:
        _write_notes(file, (("revision", options.revision),))
    for unit in find_units(document, options.side):
        _write_unit(file, unit, has_target=target is not None)
    return Written(make_xml(root), find_left_out(document, "XLIFF", "states", "notes"))


def _write_unit(file: Element, unit: OutgoingUnit, *, has_target: bool) -> None:
    element = add(file, "unit", id=unit.id, type=OUR_TYPE)
    element.set(_SPACE, "preserve")
    _write_notes(element, unit.notes)
    codes = {"s": unit.source, "t": unit.target if has_target else ()}
    if any(piece.is_code for pieces in codes.values() for piece in pieces):
        _write_codes(element, codes)
    segment = add(element, "segment", state=unit.state)
    _write_side(add(segment, "source"), unit.source, "s")
    if has_target and unit.target:
        _write_side(add(segment, "target"), unit.target, "t")


def _write_notes(parent: Element, notes: tuple[tuple[str, str], ...]) -> None:
    if not notes:
        return
    element = add(parent, "notes")
    for name, text in notes:
        add(element, "note", text, category=name)


def _write_codes(element: Element, sides: dict[str, tuple[Piece, ...]]) -> None:
    """Write the codes as typed; the codes in the texts refer to them."""
    data = add(element, "originalData")
    for side, pieces in sides.items():
        codes = (piece for piece in pieces if piece.is_code)
        for number, piece in enumerate(codes, 1):
            add(data, "data", piece.typed, id=f"{side}{number}")


def _write_side(side: Element, pieces: tuple[Piece, ...], letter: str) -> None:
    """Write a side; a code that is the same in both languages has the same id."""

    def add_code(number: int, piece: Piece) -> Element:
        return add(side, "ph", id=f"c{number}", dataRef=f"{letter}{number}", disp=piece.typed)

    write_pieces(side, pieces, add_code)


def read(content: bytes, options: ReadOptions) -> Imported:
    """Read the units as passages, whatever segments they are divided into.

    :raises FormatError: if the file is not XLIFF 2
    """
    log = ProblemLog()
    root = _parse(content, options)
    ours = _is_ours(root)
    file = root.find("{*}file")
    heading = Heading(
        language=known_tag(root.get("srcLang")),
        other_language=known_tag(root.get("trgLang")),
        title=file.get("original") if file is not None and ours else None,
    )
    return make_imported(_find_units(root), heading, options, log, ours=ours)


def read_page(content: bytes, options: ReadOptions) -> Parsed | None:
    """The translations of one of our files, to be applied; ``None`` if another program made it.

    :raises FormatError: if the file is not XLIFF 2
    """
    root = _parse(content, options)
    if not _is_ours(root):
        return None
    notes = (_find_notes(file) for file in root.iterfind("{*}file"))
    revision = next((found["revision"] for found in notes if "revision" in found), None)
    return make_parsed(_find_units(root), revision, options)


def _parse(content: bytes, options: ReadOptions) -> Element:
    check_size(content, options)
    root = parse_xml(content, options)
    if local_name(root) != "xliff" or not (root.get("version") or "").startswith("2"):
        raise FormatError(options.path, "is not XLIFF 2", line=1, column=1)
    return root


def _is_ours(root: Element) -> bool:
    kinds = {unit.get("type") for unit in root.iter("{*}unit")}
    return kinds == {OUR_TYPE}


def _find_units(root: Element) -> Iterator[Unit]:
    ours = _is_ours(root)
    for element in root.iter("{*}unit"):
        parts = [child for child in element if local_name(child) in ("segment", "ignorable")]
        codes = {data.get("id", ""): "".join(data.itertext()) for data in element.iterfind("{*}originalData/{*}data")}
        yield Unit(
            id=element.get("id"),
            source=_find_side(parts, "source", codes if ours else None),
            target=_find_side(parts, "target", codes if ours else None),
            state=_find_state(parts),
            notes=_find_notes(element),
            line=element.sourceline,
        )


def _find_notes(element: Element) -> dict[str, str]:
    found = element.iterfind("{*}notes/{*}note")
    return {note.get("category", ""): "".join(note.itertext()).strip() for note in found}


def _find_side(parts: list[Element], name: str, codes: dict[str, str] | None) -> str:
    """The texts of one side, joined.

    :param codes: our own codes as typed, by id; ``None`` for another program's, which are not words
    """
    sides = (part.find(f"{{*}}{name}") for part in parts)
    return "".join("".join(_find_words(side, codes)) for side in sides if side is not None)


def _find_words(element: Element, codes: dict[str, str] | None) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if local_name(child) == "cp":
            yield _find_character(child.get("hex", ""))
        elif codes is not None and local_name(child) == "ph":
            yield codes.get(child.get("dataRef", ""), "") or child.get("disp") or ""
        else:
            yield from _find_words(child, codes)
        yield child.tail or ""


def _find_character(code: str) -> str:
    """A control character, which XML cannot contain; none of them is part of a word."""
    return " " if code else ""


def _find_state(parts: list[Element]) -> State:
    """The state that all of a unit's segments have reached."""
    segments = [part for part in parts if local_name(part) == "segment"]
    found = [part.get("state", "initial") for part in segments if part.find("{*}target") is not None]
    if not found or len(found) < len(segments):
        return "initial"
    return _STATES[min(_STATES.index(state) if state in _STATES else 0 for state in found)]
