"""Write documents as EAF 3.0."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec
from lxml import etree

from dragoman.formats.export import find_left_out, for_export
from dragoman.formats.options import WriteOptions, Written
from dragoman.formats.reading.xml import Element, add, clean, make_xml
from dragoman.notation import parse_text, serialize_text
from dragoman.notation.speakers import written_names
from dragoman.notation.typed import settle_languages
from dragoman.problems import Place, Problem
from dragoman.render.review_share import heard_line
from dragoman.transcript.document import Facts, Recording, Segment, Speaker, Transcript, display_name
from dragoman.transcript.sides import anchor
from dragoman.transcript.tags import is_tag, language_name
from dragoman.transcript.text import Text

__all__ = ["MARK", "NOBODY", "SPEAKER", "as_kept", "write"]

# Properties that identify our own files and store what they need.
MARK = "dragoman"
SPEAKER = "dragoman:speaker:"
# The tier of unknown speakers.
NOBODY = "Speaker not known"

_SCHEMA = "{http://www.w3.org/2001/XMLSchema-instance}noNamespaceSchemaLocation"
# A fixed date, so that the same document gives the same file; ELAN writes the time when it saves.
_DATE = "1970-01-01T00:00:00+00:00"
_ASSOCIATION = "Symbolic_Association"


class Tier(msgspec.Struct, frozen=True):
    """The passages of one speaker in one language."""

    name: str
    participant: str | None
    language: str | None
    segments: tuple[Segment, ...]


def as_kept(transcript: Transcript) -> Transcript:
    """The document as it would be read back from EAF: passages in order of time, with the marks that the notation
    carries.
    """
    languages = tuple(filter(is_tag, transcript.recording.languages)) if transcript.recording else ()
    ids = {speaker.id: _property(speaker.id) or f"P{n}" for n, speaker in enumerate(transcript.speakers, 1)}
    segments = (_kept_segment(segment, ids) for segment in transcript.segments if not segment.withdrawn)
    return Transcript(
        recording=Recording(languages=languages) if languages else None,
        facts=Facts(title=_line(transcript.facts.title), title_target=_line(transcript.facts.title_target)),
        speakers=tuple(Speaker(id=ids[s.id], label=_line(display_name(s)) or ids[s.id]) for s in transcript.speakers),
        segments=tuple(_in_time(settle_languages(segments, languages))),
        target_language=transcript.target_language if is_tag(transcript.target_language or "") else None,
    )


def _property(text: str) -> str | None:
    return text if re.fullmatch(r"\w[\w.-]*", text) and clean(text) == text else None


def _line(text: str | None) -> str | None:
    return " ".join(clean(text or "").split()) or None


def _kept_segment(segment: Segment, ids: dict[str, str]) -> Segment:
    target = _kept_text(segment.target)
    return Segment(
        id=anchor(segment.id),
        speaker=ids.get(segment.speaker or ""),
        span=segment.span,
        language=segment.language if is_tag(segment.language or "") else None,
        source=_kept_text(segment.source),
        target=target,
        state="translated" if target else "initial",
    )


def _kept_text(text: Text | None) -> Text | None:
    return parse_text(clean(serialize_text(text)))[0] or None if text else None


def _in_time(segments: Iterable[Segment]) -> list[Segment]:
    """Sort by time; a segment without a time stays after its predecessor."""
    keyed: list[tuple[int, Segment]] = []
    for segment in segments:
        keyed.append((segment.span.start if segment.span else keyed[-1][0] if keyed else 0, segment))
    return [segment for _, segment in sorted(keyed, key=lambda pair: pair[0])]


def write(transcript: Transcript, options: WriteOptions) -> Written:
    """Write the document as an EAF file; ``options.media`` is the address at which ELAN finds the recording."""
    kept = as_kept(for_export(transcript))
    root = etree.Element("ANNOTATION_DOCUMENT", nsmap={"xsi": "http://www.w3.org/2001/XMLSchema-instance"})
    for name, value in {"AUTHOR": "", "DATE": _DATE, "FORMAT": "3.0", "VERSION": "3.0"}.items():
        root.set(name, value)
    root.set(_SCHEMA, "http://www.mpi.nl/tools/elan/EAFv3.0.xsd")
    _header(root, kept, _media(transcript, options), heard_line(transcript))
    _time_order(root, kept)
    tiers = tuple(_find_tiers(kept))
    for tier in tiers:
        _original(root, tier)
        _translation(root, tier, kept.target_language)
    _types(root)
    _languages(root, kept, tiers)
    add(root, "CONSTRAINT", DESCRIPTION="1-1 association with a parent annotation", STEREOTYPE=_ASSOCIATION)
    lost = find_left_out(transcript, "EAF", "notes")
    return Written(make_xml(root), (*_find_overlaps(tiers), *lost))


def _media(transcript: Transcript, options: WriteOptions) -> tuple[str, str] | None:
    """The address and the media type of the recording; ``None`` if no address is known."""
    recording = for_export(transcript).recording
    copies = recording.copies if recording else ()
    address = options.media or (copies[0].address if copies else None)
    media_type = (recording.media_type if recording else None) or "application/octet-stream"
    return (address, media_type) if address else None


def _header(root: Element, kept: Transcript, media: tuple[str, str] | None, heard: str) -> None:
    header = add(root, "HEADER", MEDIA_FILE="", TIME_UNITS="milliseconds")
    if media:
        add(header, "MEDIA_DESCRIPTOR", MEDIA_URL=media[0], MIME_TYPE=media[1])
    properties: dict[str, str | None] = {
        MARK: "1",
        f"{MARK}:title": kept.facts.title,
        f"{MARK}:title-translation": kept.facts.title_target,
        f"{MARK}:languages": " ".join(kept.recording.languages) if kept.recording else None,
        f"{MARK}:translation": kept.target_language,
        f"{MARK}:heard": heard,
        **{f"{SPEAKER}{speaker.id}": speaker.label for speaker in kept.speakers},
        "lastUsedAnnotationId": "0",
    }
    for name, value in properties.items():
        if value is not None:
            add(header, "PROPERTY", value, NAME=name)


def _time_order(root: Element, kept: Transcript) -> None:
    """Two slots for each passage, in order of time; slots without a time stay at the place of their passage."""
    slots: list[tuple[int, str, int | None]] = []
    now = 0
    for segment in kept.segments:
        start, end = (segment.span.start, segment.span.end) if segment.span else (None, None)
        now = now if start is None else start
        slots.append((now, f"b.{segment.id}", start))
        slots.append((now if end is None else end, f"e.{segment.id}", end))
    order = add(root, "TIME_ORDER")
    for _, id_, ms in sorted(slots, key=lambda slot: slot[0]):
        add(order, "TIME_SLOT", TIME_SLOT_ID=id_, TIME_VALUE=None if ms is None else str(ms))


def _find_tiers(kept: Transcript) -> Iterator[Tier]:
    names = written_names(kept.speakers)
    languages = kept.recording.languages if kept.recording else ()
    usual = languages[0] if len(languages) == 1 else None
    order = {speaker.id: place for place, speaker in enumerate(kept.speakers)}
    groups: dict[tuple[str | None, str | None], list[Segment]] = {}
    for segment in sorted(kept.segments, key=lambda segment: order.get(segment.speaker or "", len(order))):
        groups.setdefault((segment.speaker, segment.language or usual), []).append(segment)
    taken: set[str] = set()
    for (speaker, language), segments in groups.items():
        whose = names[speaker] if speaker else NOBODY
        plain = whose if language == usual else f"{whose} ({language})"
        numbered = (plain if number == 1 else f"{plain} {number}" for number in range(1, len(groups) + 2))
        name = next(name for name in numbered if not {name, _translated(name)} & taken)
        taken |= {name, _translated(name)}
        yield Tier(name, whose if speaker else None, language, tuple(segments))


def _translated(name: str) -> str:
    return f"{name}, translation"


def _original(root: Element, tier: Tier) -> None:
    element = add(root, "TIER", LINGUISTIC_TYPE_REF="original", TIER_ID=tier.name)
    _set(element, PARTICIPANT=tier.participant, LANG_REF=tier.language)
    for segment in tier.segments:
        annotation = add(add(element, "ANNOTATION"), "ALIGNABLE_ANNOTATION", ANNOTATION_ID=segment.id)
        _set(annotation, TIME_SLOT_REF1=f"b.{segment.id}", TIME_SLOT_REF2=f"e.{segment.id}")
        add(annotation, "ANNOTATION_VALUE", serialize_text(segment.source or ()))


def _translation(root: Element, tier: Tier, language: str | None) -> None:
    element = add(root, "TIER", LINGUISTIC_TYPE_REF="translation", TIER_ID=_translated(tier.name))
    _set(element, PARENT_REF=tier.name, PARTICIPANT=tier.participant, LANG_REF=language)
    for segment in tier.segments:
        if segment.target:
            annotation = add(add(element, "ANNOTATION"), "REF_ANNOTATION", ANNOTATION_ID=f"{segment.id}.tr")
            _set(annotation, ANNOTATION_REF=segment.id)
            add(annotation, "ANNOTATION_VALUE", serialize_text(segment.target))


def _set(element: Element, **attributes: str | None) -> None:
    for name, value in attributes.items():
        if value is not None:
            element.set(name, clean(value))


def _types(root: Element) -> None:
    add(root, "LINGUISTIC_TYPE", GRAPHIC_REFERENCES="false", LINGUISTIC_TYPE_ID="original", TIME_ALIGNABLE="true")
    add(
        root,
        "LINGUISTIC_TYPE",
        CONSTRAINTS=_ASSOCIATION,
        GRAPHIC_REFERENCES="false",
        LINGUISTIC_TYPE_ID="translation",
        TIME_ALIGNABLE="false",
    )


def _languages(root: Element, kept: Transcript, tiers: Iterable[Tier]) -> None:
    tags = [tier.language for tier in tiers] + [kept.target_language]
    for tag in dict.fromkeys(tag for tag in tags if tag):
        add(root, "LANGUAGE", LANG_ID=tag, LANG_LABEL=language_name(tag))


def _find_overlaps(tiers: Iterable[Tier]) -> Iterator[Problem]:
    """Passages that ELAN cannot show properly, because nothing may overlap on one tier."""
    for tier in tiers:
        latest = 0
        for segment in tier.segments:
            if segment.span and segment.span.start < latest:
                message = "this passage overlaps another of {name}, which ELAN does not show on one tier"
                yield Problem.of(
                    "overlap-on-tier", "warning", message, Place(segment.id, start=segment.span.start), name=tier.name
                )
            if segment.span:
                latest = max(latest, segment.span.end or segment.span.start)
