"""ISO 24624, the flat TEI profile for spoken corpora: the original, with its translation as a layer.

A layer contains only plain words, so the elements of the rich profile become glyphs.
"""

from __future__ import annotations

from lxml import etree

from dragoman.conventions.profiles import Profile
from dragoman.formats import tei
from dragoman.formats.export import find_left_out, for_export
from dragoman.formats.options import Imported, ReadOptions, WriteOptions, Written
from dragoman.formats.reading.xml import Element, add, make_xml
from dragoman.formats.tei.body import Timeline
from dragoman.formats.tei.header_writer import Encoding, find_people, write_header
from dragoman.formats.tei.marks_writer import append, write_gap
from dragoman.formats.tei.round_trip import as_kept
from dragoman.formats.tei.tei_xml import ID, LANG, TEI
from dragoman.problems import Problem
from dragoman.render.mark_text import without
from dragoman.render.review_share import heard_line
from dragoman.render.runs import flatten, render_plain
from dragoman.transcript.document import Segment, Transcript
from dragoman.transcript.sides import Languages, find_languages
from dragoman.transcript.span import format_duration
from dragoman.transcript.text import (
    Gap,
    Incident,
    Kinesic,
    Mark,
    Note,
    Overlap,
    Pause,
    Text,
    Unclear,
    Vocal,
    find_marks,
)

__all__ = ["read", "write"]

_PROFILE = (
    "ISO 24624: each passage is a block with the original as utterance and the translation as a layer of plain words."
    " Marks that the profile has no element for stand as glyphs; the legend explains them."
)
_EVENTS: dict[type[Mark], str] = {Vocal: "vocal", Incident: "incident", Kinesic: "kinesic"}
# Marks that are elements of an original in both profiles.
_ELEMENTS = (*_EVENTS, Pause, Unclear, Overlap)


def write(transcript: Transcript, options: WriteOptions) -> Written:
    """Write the document in the flat profile."""
    kept = as_kept(for_export(transcript))
    root = etree.Element(f"{{{TEI}}}TEI", nsmap={None: TEI})
    root.set(LANG, "en")
    encoding = Encoding(profile=_PROFILE, ident="iso24624", convention=options.convention)
    write_header(root, kept, find_people(kept, options), encoding, heard_line(transcript))
    text = add(root, "text")
    timeline = Timeline(kept)
    timeline.write(text)
    body = add(text, "body")
    languages = find_languages(kept)
    for segment in kept.segments:
        if not segment.withdrawn:
            block = add(body, "annotationBlock", who=f"#{segment.speaker}" if segment.speaker else None)
            block.set(ID, segment.id)
            timeline.place(block, segment.span)
            _fill(block, segment, languages, options.convention)
    if not len(body):
        add(body, "p", "Nothing has been transcribed.")
    lost = find_left_out(transcript, "ISO 24624", "facts beyond titles")
    return Written(make_xml(root), (*_find_flattened(kept), *lost))


def read(content: bytes, options: ReadOptions) -> Imported:
    """Read the document in any TEI file with utterances.

    :raises FormatError: if the file is not XML, not TEI, or contains no utterances
    """
    return tei.read(content, options)


def _fill(block: Element, segment: Segment, languages: Languages, profile: Profile) -> None:
    utterance = add(block, "u")
    utterance.set(ID, f"{segment.id}.src")
    language = languages.on("source", segment)
    if language:
        utterance.set(LANG, language)
    words = add(utterance, "seg", type="utterance")
    words.set(ID, f"{segment.id}.src.1")
    if segment.source and isinstance(segment.source[0], Overlap):
        utterance.set("trans", "overlap")
    _write_flat(words, segment.source or (), profile)
    if segment.target:
        group = add(block, "spanGrp", type="translation")
        if languages.target:
            group.set(LANG, languages.target)
        span = add(group, "span")
        span.set("from", f"#{segment.id}.src.1")
        span.set("to", f"#{segment.id}.src.1")
        append(span, _plain(segment.target, profile).replace("\n", " "))


def _write_flat(parent: Element, text: Text, profile: Profile) -> None:
    for inline in without(text, (Note,)) or ():
        match inline:
            case str():
                append(parent, inline.replace("\n", " "))
            case Vocal() | Incident() | Kinesic():
                add(add(parent, _EVENTS[type(inline)]), "desc", inline.description)
            case Pause():
                length = None if inline.duration is None else format_duration(inline.duration)
                add(parent, "pause", dur=length, n=inline.description)
            case Gap(reason="inaudible" | "untranscribed"):
                write_gap(parent, inline)
            case Unclear():
                append(add(parent, "unclear"), _plain(inline.content, profile))
            case Overlap():
                pass
            case _:
                append(parent, _plain((inline,), profile))


def _plain(text: Text, profile: Profile) -> str:
    return render_plain(flatten(without(text, (Note,)) or (), profile))


def _find_flattened(transcript: Transcript) -> tuple[Problem, ...]:
    """The problem that marks of some passages become glyphs, with the number of passages."""
    count = sum(
        any(not isinstance(mark, _ELEMENTS) for mark in find_marks(segment.source or ()))
        or next(find_marks(segment.target or ()), None) is not None
        for segment in transcript.segments
    )
    if not count:
        return ()
    message = "in {count} passages marks became glyphs, or notes were left out; the format tei keeps them"
    return (Problem.of("marks-flattened", "note", message, count=count),)
