"""TMX 1.4: pairs of an original and its translation, for translation memories (LISA OSCAR, 2005)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from lxml import etree

from dragoman import __version__
from dragoman.errors import FormatError
from dragoman.formats.export import find_left_out, for_export
from dragoman.formats.options import Imported, ReadOptions, WriteOptions, Written
from dragoman.formats.reading.decode import check_size
from dragoman.formats.reading.imported_cues import Heading
from dragoman.formats.reading.xml import Element, add, local_name, make_xml, parse_xml
from dragoman.formats.translation.inline_codes import Piece, find_words, write_pieces
from dragoman.formats.translation.units import OutgoingUnit, Unit, find_tags, find_units, known_tag, make_imported
from dragoman.language.folding import primary
from dragoman.problems import Problem, ProblemLog
from dragoman.transcript.document import Transcript

__all__ = ["read", "without_pairs", "write"]

_TOOL = "Dragoman"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CODES = ("ph", "bpt", "ept", "it", "ut")


def write(transcript: Transcript, options: WriteOptions) -> Written:
    """Write the passages that have both texts."""
    document = for_export(transcript, to_edit=True)
    source, target = find_tags(document)
    root = etree.Element("tmx", version="1.4")
    _write_head(root, source)
    body = add(root, "body")
    log = ProblemLog()
    for unit in find_units(document, "both"):
        if unit.source and unit.target and target is not None:
            _write_unit(body, unit, source, target)
        elif unit.source or unit.target:
            log.count("half")
    return Written(make_xml(root), (*_tell_halves(log), *find_left_out(document, "TMX", "notes")))


def _write_head(root: Element, source: str) -> None:
    add(
        root,
        "header",
        creationtool=_TOOL,
        creationtoolversion=__version__,
        segtype="paragraph",
        adminlang="en",
        srclang="*all*" if source == "und" else source,
        datatype="plaintext",
        **{"o-tmf": "dragoman-notation"},
    )


def _write_unit(body: Element, unit: OutgoingUnit, source: str, target: str) -> None:
    element = add(body, "tu", tuid=unit.id)
    notes = dict(unit.notes)
    for name, text in notes.items():
        add(element, "prop", text, type=f"x-{name}")
    for language, pieces in ((notes.get("language", source), unit.source), (target, unit.target)):
        variant = add(element, "tuv")
        variant.set(_LANG, language)
        _write_segment(add(variant, "seg"), pieces)


def _write_segment(segment: Element, pieces: tuple[Piece, ...]) -> None:
    write_pieces(segment, pieces, lambda number, piece: add(segment, "ph", piece.typed, x=str(number)))


def _tell_halves(log: ProblemLog) -> Iterator[Problem]:
    number, _ = log.counted("half")
    if number:
        message = (
            "a translation memory contains pairs; passages without an original or a translation are left out: {number}"
        )
        yield Problem.of("one-side-left-out", "note", message, number=number)


def read(content: bytes, options: ReadOptions) -> Imported:
    """Read the pairs as passages without times.

    A file may contain more than two languages: the original is in the requested language, else in the one that the file
    names; the translation is in the requested language, else in the most common of the others.

    :raises FormatError: if the file is not TMX, or does not have two languages
    """
    check_size(content, options)
    log = ProblemLog()
    root = parse_xml(content, options)
    if local_name(root) != "tmx":
        raise FormatError(options.path, "is not TMX", line=1, column=1)
    head = root.find("{*}header")
    ours = head is not None and head.get("creationtool") == _TOOL and head.get("o-tmf") == "dragoman-notation"
    source, target = _find_languages(root, head, options, log)
    return make_imported(
        _find_units(root, source, target, log, ours=ours),
        Heading(language=source, other_language=target),
        options,
        log,
        ours=ours,
    )


def without_pairs(content: bytes, options: ReadOptions, is_gone: Callable[[str], bool]) -> bytes | None:
    """The file without the pairs that contain a text to be removed; ``None`` if there are none.

    :raises FormatError: if the file is not XML
    """
    root = parse_xml(content, options)
    gone = [unit for unit in root.iter("{*}tu") if any(is_gone(text) for text in _find_texts(unit))]
    for unit in gone:
        if (holder := unit.getparent()) is not None:
            holder.remove(unit)
    return make_xml(root) if gone else None


def _find_texts(unit: Element) -> Iterator[str]:
    """All texts of a pair: both sides, notes and properties."""
    for element in unit.iter("{*}seg", "{*}note", "{*}prop"):
        yield "".join(element.itertext())


def _find_languages(root: Element, head: Element | None, options: ReadOptions, log: ProblemLog) -> tuple[str, str]:
    found = Counter(language for variant in root.iter("{*}tuv") if (language := _language(variant)))
    if len({primary(language) for language in found}) < 2:
        raise FormatError(options.path, "contains no pairs of texts in two languages", line=1, column=1)
    stated = known_tag(head.get("srclang")) if head is not None else None
    asked = options.language or (None if stated == "*all*" else stated)
    others_asked = options.target_language
    source = _choose(found, asked, without=others_asked)
    target = _choose(found, others_asked, without=source)
    left_out = sorted({language for language in found if primary(language) not in (primary(source), primary(target))})
    if left_out:
        message = "other languages of this file are left out: {languages}"
        log.add(Problem.of("languages-left-out", "warning", message, languages=", ".join(left_out[:20])))
    return source, target


def _choose(found: Counter[str], asked: str | None, without: str | None) -> str:
    """The most common language; of those that match the requested one, if there are any."""
    rest = [language for language, _ in found.most_common() if primary(language) != primary(without or "und")]
    fitting = [language for language in rest if asked and primary(language) == primary(asked)]
    return (fitting or rest or list(found))[0]


def _language(variant: Element) -> str | None:
    return known_tag(variant.get(_LANG) or variant.get("lang"))


def _find_units(root: Element, source: str, target: str, log: ProblemLog, *, ours: bool) -> Iterator[Unit]:
    for element in root.iter("{*}tu"):
        texts: dict[str, str] = {}
        for variant in element.iterfind("{*}tuv"):
            segment = variant.find("{*}seg")
            if segment is not None:
                words = "".join(find_words(segment, _CODES, ours=ours))
                texts.setdefault(primary(_language(variant) or "und"), words)
        yield Unit(
            id=element.get("tuid"),
            source=texts.get(primary(source), ""),
            target=texts.get(primary(target), ""),
            state="translated" if texts.get(primary(target), "").strip() else "initial",
            notes={
                prop.get("type", "").removeprefix("x-"): "".join(prop.itertext()).strip()
                for prop in element.iterfind("{*}prop")
            }
            if ours
            else {},
            line=element.sourceline,
        )
