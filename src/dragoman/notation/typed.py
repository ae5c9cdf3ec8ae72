"""The part of a document, and of a text, that a page can represent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, Literal

import msgspec

from dragoman.notation.gap_words import names_slip
from dragoman.notation.lines import SPACE, clean, clean_lines, one_line
from dragoman.notation.marks import ANYWHERE, MOST_SECONDS, Kinds, find_language, marks_inside
from dragoman.transcript.document import Date, Facts, Publication, Recording, Segment, Speaker, Transcript
from dragoman.transcript.edtf import is_edtf
from dragoman.transcript.span import LATEST, Span
from dragoman.transcript.text import (
    Abbreviation,
    CodeSwitch,
    CutOff,
    Gap,
    Gloss,
    Incident,
    Inline,
    Kinesic,
    Mark,
    Note,
    Overlap,
    Pause,
    Quote,
    Redacted,
    Sic,
    Text,
    Vocal,
    Wrapper,
    Writing,
)

__all__ = [
    "IN_FULL",
    "IN_PART",
    "DateKind",
    "as_typed",
    "as_typed_text",
    "make_date",
    "make_publication",
    "settle_languages",
]

DateKind = Literal["recorded", "aired", "first-published", "published-here", "corrected"]

# How much of the interview was published at an address, as typed.
IN_PART, IN_FULL = "in part", "in full"


def as_typed(transcript: Transcript) -> Transcript:
    """The document as :func:`parse` reads it from the page that :func:`serialize` writes.

    Words, states, origins, the copies of the recording and everything else that a page cannot represent are left out.
    Segment ids must have the form of ids, and speaker ids must be words.
    """
    known = {speaker.id for speaker in transcript.speakers}
    segments = [_segment(segment, known) for segment in transcript.segments]
    languages = _languages(transcript.recording, segments)
    duration = _moment(transcript.recording.duration) if transcript.recording else None
    return Transcript(
        recording=Recording(languages=languages, duration=duration) if languages or duration is not None else None,
        facts=_facts(transcript.facts),
        speakers=tuple(_speaker(speaker) for speaker in transcript.speakers),
        segments=settle_languages(segments, languages),
        target_language=find_language(transcript.target_language or ""),
    )


def settle_languages(segments: Iterable[Segment], languages: tuple[str, ...]) -> tuple[Segment, ...]:
    """The segments, without ``language`` if it is the recording's only language."""
    usual = languages[0] if len(languages) == 1 else None
    return tuple(
        msgspec.structs.replace(segment, language=None) if segment.language == usual else segment
        for segment in segments
    )


def as_typed_text(text: Text) -> Text:
    """The text as it is read from a page.

    If the notation does not allow a mark inside another, the outer mark is split around it. Spaces at the edges of a
    mark are moved out of it. Marks that need words and have none are removed.
    """
    said = [inline for inline in text if not isinstance(inline, str) or inline.strip(SPACE)]
    overlap: Text = (Overlap(),) if said and isinstance(said[0], Overlap) else ()
    _, core, _ = _split_edges(_text(text, ANYWHERE))
    return overlap + core


def _segment(segment: Segment, known: set[str]) -> Segment:
    return Segment(
        id=segment.id,
        speaker=segment.speaker if segment.speaker in known else None,
        span=_span(segment.span),
        language=find_language(segment.language or ""),
        source=as_typed_text(segment.source or ()) or None,
        target=as_typed_text(segment.target or ()) or None,
    )


def _languages(recording: Recording | None, segments: list[Segment]) -> tuple[str, ...]:
    tags = [find_language(tag) for tag in (recording.languages if recording else ())]
    said = tuple(tag for tag in tags if tag is not None)
    own = {segment.language for segment in segments if segment.language is not None}
    return said or (tuple(own) if len(own) == 1 else ())


def _moment(ms: int | None) -> int | None:
    return ms if ms is not None and 0 <= ms <= LATEST else None


def _span(span: Span | None) -> Span | None:
    return None if span is None or _moment(span.start) is None else Span(span.start, _moment(span.end))


def _speaker(speaker: Speaker) -> Speaker:
    return Speaker(id=speaker.id, label=_name(speaker.label), name=_name(speaker.name))


def _name(text: str | None) -> str | None:
    return one_line(text or "") or None


def _facts(facts: Facts) -> Facts:
    return Facts(
        title=_value(facts.title),
        title_target=_value(facts.title_target),
        description=_value(facts.description),
        programme=_value(facts.programme),
        publisher=_value(facts.publisher),
        support=_value(facts.support),
        rights_holder=_value(facts.rights_holder),
        ground_for_use=_value(facts.ground_for_use),
        licence=_value(facts.licence),
        confidential=facts.confidential,
        translators=_names(facts.translators),
        tags=_names(facts.tags),
        categories=_names(facts.categories),
        dates=tuple(date for date in map(_date, facts.dates) if date is not None),
        publications=tuple(filter(None, map(_publication, facts.publications))),
        covers=_span(facts.covers),
    )


def _value(text: str | None) -> str | None:
    return clean(text or "") or None


def _names(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(filter(None, map(one_line, texts)))


def _date(date: Date) -> Date | None:
    return make_date(date.kind, (date.edtf, date.written, date.calendar, date.place))


def make_date(kind: DateKind, columns: Sequence[str | None]) -> Date | None:
    """A date from its columns: EDTF, as written, calendar, place; ``None`` if all are missing.

    A first column that is not valid EDTF is taken as the date as written.
    """
    edtf, written, calendar, place = map(_name, [*columns, None, None, None, None][:4])
    if edtf is not None and not is_edtf(edtf):
        edtf, written = None, written or edtf
    if not (edtf or written or calendar or place):
        return None
    return Date(kind=kind, edtf=edtf, written=written, calendar=calendar, place=place)


def _publication(publication: Publication) -> Publication | None:
    share = None if publication.partial is None else IN_PART if publication.partial else IN_FULL
    return make_publication((publication.address, publication.publisher, publication.date, share))


def make_publication(columns: Sequence[str | None]) -> Publication | None:
    """A publication from its columns: address, publisher, date, and the share; ``None`` without an address.

    A share other than ``in part`` and ``in full`` is ignored.
    """
    address, publisher, date, share = map(_name, [*columns, None, None, None, None][:4])
    if address is None:
        return None
    partial = {IN_PART: True, IN_FULL: False}.get((share or "").casefold())
    return Publication(address=address, publisher=publisher, date=date, partial=partial)


def _text(text: Iterable[Inline], allowed: Kinds) -> Text:
    return _joined(piece for inline in text for piece in _inline(inline, allowed))


def _joined(inlines: Iterable[Inline]) -> Text:
    """The inlines with adjacent strings joined, and without empty strings."""
    out: list[Inline] = []
    for are_strings, group in groupby(inlines, key=lambda inline: isinstance(inline, str)):
        if are_strings:
            whole = clean_lines("".join(str(piece) for piece in group))
            out += [whole] if whole else []
        else:
            out.extend(group)
    return tuple(out)


def _inline(inline: Inline, allowed: Kinds) -> Iterable[Inline]:
    if isinstance(inline, str):
        return (inline,)
    if isinstance(inline, CutOff):
        lead, core, tail = _split_edges((clean_lines(inline.content),))
        return (lead, CutOff(core[0]), tail) if core and isinstance(core[0], str) else (lead, tail)
    return _wrapper(inline, allowed) if isinstance(inline, Wrapper) else _leaf(inline)


def _wrapper(mark: Wrapper, allowed: Kinds) -> Iterable[Inline]:
    typed = _arguments(mark)
    if typed is None:
        return _text(mark.content, allowed)
    inside = marks_inside(type(mark), allowed)
    out: list[Inline] = []
    run: list[Inline] = []
    for inline in _text(mark.content, inside):
        if isinstance(inline, str) or type(inline) in inside:
            run.append(inline)
        else:
            out += [*_wrap(typed, run), inline]
            run = []
    return [*out, *_wrap(typed, run)]


def _arguments(mark: Wrapper) -> Wrapper | None:
    """The mark with arguments that a page can represent; ``None`` if a required argument is lost."""
    change: dict[str, Any] = {}
    if isinstance(mark, CodeSwitch):
        change["language"] = find_language(mark.language)
    elif isinstance(mark, Abbreviation):
        change["expansion"] = clean(mark.expansion) or None
    elif isinstance(mark, Quote):
        change["source"] = clean(mark.source) or None
    elif isinstance(mark, Sic):
        correction, sign = _value(mark.correction), _value(mark.sign)
        return Sic(mark.content, correction, sign if sign and names_slip(sign) and not correction else None)
    return None if None in change.values() else msgspec.structs.replace(mark, **change)


def _wrap(mark: Wrapper, run: Iterable[Inline]) -> tuple[Inline, ...]:
    lead, core, tail = _split_edges(_joined(run))
    if not core:
        return (lead, tail)
    whole = msgspec.structs.replace(mark, content=core)
    return (whole,) if isinstance(mark, Gloss | Note) else (lead, whole, tail)


def _split_edges(text: Text) -> tuple[str, Text, str]:
    """The spaces before a text, the text without edge spaces, and the spaces after it."""
    pieces = list(text)
    lead = tail = ""
    if pieces and isinstance(pieces[0], str):
        bare = pieces[0].lstrip(SPACE)
        lead, pieces[0] = pieces[0][: len(pieces[0]) - len(bare)], bare
    if pieces and isinstance(pieces[-1], str):
        bare = pieces[-1].rstrip(SPACE)
        tail, pieces[-1] = pieces[-1][len(bare) :], bare
    return lead, tuple(piece for piece in pieces if piece != ""), tail


def _leaf(mark: Mark) -> tuple[Mark, ...]:
    if isinstance(mark, Gap):
        return (Gap(mark.reason, _seconds(mark.duration), _value(mark.description)),)
    if isinstance(mark, Redacted):
        return (Redacted(_value(mark.reason)),)
    if isinstance(mark, Pause):
        return (Pause(_seconds(mark.duration), _value(mark.description)),)
    if isinstance(mark, Vocal | Incident | Kinesic | Writing):
        description = clean(mark.description)
        return (type(mark)(description),) if description else ()
    return ()


def _seconds(ms: int | None) -> int | None:
    return ms if ms is not None and 0 <= ms < MOST_SECONDS * 1000 else None
