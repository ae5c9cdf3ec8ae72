"""TEI P5 for archives and corpora: both languages, with every mark as an element rather than only a glyph.

:func:`as_kept` defines what it keeps; ``docs/formats/tei.md`` explains it.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from lxml import etree

from dragoman.errors import FormatError
from dragoman.formats.export import find_left_out, for_export
from dragoman.formats.options import NAME_FORMAT, Imported, ReadOptions, WriteOptions, Written
from dragoman.formats.reading.access import access_stated
from dragoman.formats.reading.xml import Element, local_name, make_xml, parse_xml
from dragoman.formats.tei.body import write_body
from dragoman.formats.tei.header_reader import (
    find_access,
    find_listed_languages,
    find_named_recording,
    inherited_language,
    is_empty,
    is_ours,
    read_facts,
    read_recording,
    read_speakers,
)
from dragoman.formats.tei.header_writer import Encoding, find_people, write_header
from dragoman.formats.tei.round_trip import as_kept
from dragoman.formats.tei.tei_xml import LANG, TEI
from dragoman.formats.tei.timeline import Times
from dragoman.formats.tei.utterances import Passages
from dragoman.notation.typed import settle_languages
from dragoman.problems import Problem
from dragoman.render.review_share import heard_line
from dragoman.transcript.document import Chapter, Facts, Recording, Segment, Speaker, Transcript

__all__ = ["as_kept", "read", "write"]

_PROFILE = (
    "Each passage is a block of two utterances, the original and its translation. Words that were not said, could not"
    " be heard or are not shown are marked by elements; the legend gives the glyphs that other forms of this"
    " transcript show for them."
)


def write(transcript: Transcript, options: WriteOptions) -> Written:
    """Write the document in the rich profile."""
    kept = as_kept(for_export(transcript))
    root = etree.Element(f"{{{TEI}}}TEI", nsmap={None: TEI})
    root.set(LANG, "en")
    people = find_people(kept, options)
    encoding = Encoding(profile=_PROFILE, convention=options.convention)
    write_header(root, kept, people, encoding, heard_line(transcript))
    write_body(root, kept, people)
    lost = find_left_out(
        transcript,
        "TEI",
        "facts beyond titles",
        "chapters",
        "states",
        "who wrote each text",
        "withdrawn passages",
        "notes",
    )
    return Written(make_xml(root), lost)


def read(content: bytes, options: ReadOptions) -> Imported:
    """Read the document in a TEI file: of the rich profile, of ISO 24624, or any other with utterances.

    :raises FormatError: if the file is not XML, not TEI, or contains no utterances
    """
    root = parse_xml(content, options)
    if local_name(root) not in ("TEI", "TEI.2"):
        fault = f"is XML, but not TEI (it begins with {local_name(root)[:40]})"
        raise FormatError(options.path, fault, NAME_FORMAT, line=root.sourceline)
    _drop_namespaces(root)
    passages = _read_passages(root, options, ours=is_ours(root))
    if not passages.found and not is_empty(root):
        raise FormatError(options.path, "contains no utterances", "only TEI transcripts of speech can be read")
    transcript = _assemble(root, passages, options)
    problems = (*_find_problems(root), *passages.problems())
    return Imported(_as_translation(transcript) if options.side == "target" else transcript, problems)


def _find_problems(root: Element) -> Iterator[Problem]:
    named = find_named_recording(root)
    if named:
        message = "the file calls the recording {words}; name its file if you have it"
        yield Problem.of("recording-named", "note", message, words=named[:200])
    access = find_access(root)
    if access:
        yield access_stated(access)


def _as_translation(transcript: Transcript) -> Transcript:
    """A file in one language as the translation that the user says it is; a file in two stays as it is."""
    if any(segment.target for segment in transcript.segments):
        return transcript
    segments = tuple(
        msgspec.structs.replace(
            s, source=None, target=s.source, language=None, state="translated" if s.source else s.state
        )
        for s in transcript.segments
    )
    recording = transcript.recording and msgspec.structs.replace(transcript.recording, languages=())
    return msgspec.structs.replace(
        transcript,
        recording=recording if recording != Recording() else None,
        segments=segments,
        target_language=transcript.target_language or transcript.source_language,
    )


def _drop_namespaces(root: Element) -> None:
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = local_name(element)


def _read_passages(root: Element, options: ReadOptions, *, ours: bool) -> Passages:
    listed = find_listed_languages(root, "original")
    text = root.find("text")
    original = options.language or (listed[0] if len(listed) == 1 else None)
    original = original or (None if ours or text is None else inherited_language(text))
    return Passages(root, options.path, ours=ours, original=original)


def _assemble(root: Element, passages: Passages, options: ReadOptions) -> Transcript:
    segments, speakers = passages.segments(), read_speakers(root)
    languages = find_listed_languages(root, "original")
    if not languages and passages.original:
        languages = (passages.original,)
    said = {segment.language for segment in segments if segment.language}
    if not languages and not passages.ours and len(said) == 1:
        languages = tuple(said)
    target = find_listed_languages(root, "translation")
    return Transcript(
        recording=read_recording(root, languages),
        facts=_with_stretches(root, read_facts(root)),
        speakers=_with_unlisted(speakers, segments),
        segments=settle_languages(segments, languages),
        target_language=options.target_language or (target[0] if target else passages.target_language),
    )


def _with_unlisted(speakers: tuple[Speaker, ...], segments: tuple[Segment, ...]) -> tuple[Speaker, ...]:
    """The participants, and speakers who are not listed."""
    known = {speaker.id for speaker in speakers}
    others = dict.fromkeys(s.speaker for s in segments if s.speaker is not None and s.speaker not in known)
    return (*speakers, *(Speaker(id=id_, label=id_) for id_ in others))


def _with_stretches(root: Element, facts: Facts) -> Facts:
    """The facts with the chapters and the range that the document covers."""
    times = Times(root)
    covers = root.find("text/spanGrp[@type='covers']/span")
    chapters = [
        Chapter(span=span, title=" ".join("".join(element.itertext()).split()))
        for element in root.iterfind("text/spanGrp[@type='chapters']/span")
        if (span := times.span(element, "from", "to"))
    ]
    return msgspec.structs.replace(
        facts, covers=None if covers is None else times.span(covers, "from", "to"), chapters=tuple(chapters)
    )
