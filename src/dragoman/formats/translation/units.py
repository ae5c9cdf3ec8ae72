"""What XLIFF and TMX share: units of an original and its translation, and the notes beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from dragoman.formats.options import Imported, ReadOptions
from dragoman.formats.reading.decode import check_number
from dragoman.formats.reading.imported_cues import Heading, ImportedCue, make_document
from dragoman.formats.translation.inline_codes import Piece, as_pieces, read_pieces
from dragoman.notation import NotationRow, Parsed
from dragoman.notation.times import format_span, parse_span
from dragoman.problems import Place, ProblemLog
from dragoman.transcript.document import Segment, State, Transcript
from dragoman.transcript.ids import is_segment_id
from dragoman.transcript.sides import SideChoice, find_languages, text_on
from dragoman.transcript.text import Text

__all__ = [
    "NOTES",
    "OutgoingUnit",
    "Unit",
    "find_tags",
    "find_units",
    "known_tag",
    "make_imported",
    "make_parsed",
]

# The names of a unit's notes about its passage.
NOTES = ("speaker", "time", "language")


class OutgoingUnit(msgspec.Struct, frozen=True, kw_only=True):
    """A passage to be written: its texts as parts, and notes by their name in ``NOTES``."""

    id: str
    source: tuple[Piece, ...]
    target: tuple[Piece, ...]
    state: State
    notes: tuple[tuple[str, str], ...]


class Unit(msgspec.Struct, frozen=True, kw_only=True):
    """A unit as read: the texts of its two sides, its state, its notes; ``line`` is where it begins."""

    id: str | None
    source: str
    target: str
    source_language: str | None = None
    target_language: str | None = None
    state: State = "initial"
    notes: dict[str, str] = {}
    line: int | None = None


def find_units(transcript: Transcript, side: SideChoice) -> Iterator[OutgoingUnit]:
    """The passages with their texts on the requested sides, without withdrawn ones."""
    labels = {speaker.id: speaker.label or speaker.name for speaker in transcript.speakers}
    for segment in transcript.segments:
        if segment.withdrawn is not None:
            continue
        source = text_on("source", segment) if side != "target" else None
        target = text_on("target", segment) if side != "source" else None
        yield OutgoingUnit(
            id=segment.id,
            source=tuple(as_pieces(source or ())),
            target=tuple(as_pieces(target or ())),
            state=segment.state if target else "initial",
            notes=tuple(_notes(segment, labels)),
        )


def _notes(segment: Segment, labels: dict[str, str | None]) -> Iterator[tuple[str, str]]:
    label = labels.get(segment.speaker or "")
    if label:
        yield "speaker", label
    if segment.span is not None:
        yield "time", format_span(segment.span)
    if segment.language is not None:
        yield "language", segment.language


def find_tags(transcript: Transcript) -> tuple[str, str | None]:
    """The BCP 47 tags of both sides; ``"und"`` for an original whose language is unknown, or that has several."""
    languages = find_languages(transcript)
    return languages.source or "und", languages.target


def known_tag(tag: str | None) -> str | None:
    """A tag as in a file; ``None`` for tags that name no language."""
    return tag if tag and tag.lower() not in ("und", "mul", "x-none") else None


def make_imported(
    units: Iterable[Unit], heading: Heading, options: ReadOptions, log: ProblemLog, *, ours: bool
) -> Imported:
    """The document of these units.

    :param ours: whether the texts are in the notation; those of other programs are read like any other file's
    :raises FormatError: if there are too many units, or a text cannot be read safely
    """
    cues: list[ImportedCue] = []
    for unit in units:
        check_number(len(cues), options)
        cues.append(_cue(unit, log, ours=ours))
    # Both sides are in the file, whichever is requested.
    return make_document(cues, msgspec.structs.replace(options, side="source"), log, heading)


def _cue(unit: Unit, log: ProblemLog, *, ours: bool) -> ImportedCue:
    span = parse_span(unit.notes.get("time", ""))
    return ImportedCue(
        start=span.start if span else None,
        end=span.end if span else None,
        text=_text(unit, unit.source, log, ours=ours),
        translation=_text(unit, unit.target, log, ours=ours),
        speaker=unit.notes.get("speaker"),
        id=unit.id if is_segment_id(unit.id or "") else None,
        language=unit.notes.get("language"),
        state=unit.state,
        line=unit.line,
    )


def _text(unit: Unit, typed: str, log: ProblemLog, *, ours: bool) -> str | Text:
    if not ours:
        return typed
    return read_pieces(typed, log, Place(segment=unit.id, line=unit.line)) if typed.strip() else ""


def make_parsed(units: Iterable[Unit], revision: str | None, options: ReadOptions) -> Parsed:
    """The translations of one of our files, as a page that states nothing else.

    A unit without a translation states none: it is not a request to delete one.

    :raises FormatError: if there are too many units
    """
    log = ProblemLog()
    rows: list[NotationRow] = []
    segments: list[Segment] = []
    for unit in units:
        check_number(len(rows), options)
        where = Place(segment=unit.id, line=unit.line)
        target = read_pieces(unit.target, log, where) if unit.target.strip() else ()
        id_ = unit.id or f"line {unit.line}"
        rows.append(
            NotationRow(
                id=id_,
                segment=id_,
                line=unit.line or 0,
                carried=frozenset({"target"}) if target else frozenset(),
                is_id_shaped=True,
            )
        )
        source = read_pieces(unit.source, ProblemLog(), where) if unit.source.strip() else ()
        segments.append(Segment(id=id_, source=source or None, target=target or None))
    return Parsed(
        transcript=Transcript(segments=tuple(segments)),
        problems=log.listed(),
        rows=tuple(rows),
        revision=revision,
        for_others=True,
    )
