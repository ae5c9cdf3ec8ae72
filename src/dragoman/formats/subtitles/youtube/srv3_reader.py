"""YouTube's captions as XML (``.srv3``): paragraphs with times in ms, words in ``s``. Read only."""

from __future__ import annotations

from dragoman.errors import FormatError
from dragoman.formats.options import NAME_FORMAT, Imported, ReadOptions
from dragoman.formats.reading.decode import check_size
from dragoman.formats.reading.imported_cues import ImportedCue
from dragoman.formats.reading.xml import Element, local_name, parse_xml
from dragoman.formats.subtitles.bilingual_cues import make_subtitles
from dragoman.formats.subtitles.roll_up import fold
from dragoman.formats.subtitles.youtube.json3_reader import CaptionText, make_passage, without_overlap
from dragoman.problems import ProblemLog
from dragoman.transcript.span import LATEST

__all__ = ["read"]


def read(content: bytes, options: ReadOptions) -> Imported:
    """Read the paragraphs with words as passages.

    :raises FormatError: if the file is not XML of this kind
    """
    check_size(content, options)
    root = parse_xml(content, options)
    if local_name(root) != "timedtext":
        fault = f"is XML of another kind ({local_name(root)})"
        raise FormatError(options.path, fault, NAME_FORMAT, line=root.sourceline or 1, column=1)
    log = ProblemLog()
    passages = [passage for element in root.iter("p") if (passage := _passage(element)) is not None]
    return make_subtitles(fold(without_overlap(passages), log), options, log)


def _passage(element: Element) -> ImportedCue | None:
    start, duration = _ms(element.get("t")), _ms(element.get("d"))
    pieces = [CaptionText(element.text or "", start)]
    for word in element.iterchildren():
        offset = _ms(word.get("t")) or 0
        pieces.append(CaptionText(word.text or "", None if start is None else start + offset))
        pieces.append(CaptionText(word.tail or ""))
    pieces = [piece for piece in pieces if piece.text]
    passage = make_passage(pieces, start, None if start is None or duration is None else start + duration)
    if passage is not None:
        passage.line = element.sourceline
    return passage


def _ms(value: str | None) -> int | None:
    if value is None or not value.isascii() or not value.isdecimal() or len(value) > 12:
        return None
    number = int(value)
    return number if number <= LATEST else None
