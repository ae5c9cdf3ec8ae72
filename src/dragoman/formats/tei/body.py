"""The text of a TEI file: its timeline, its passages with original and translation, the sources at its end."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

from dragoman.formats.reading.xml import Element, add
from dragoman.formats.tei.header_writer import People
from dragoman.formats.tei.marks_writer import Around, write_text
from dragoman.formats.tei.tei_xml import ID, LANG
from dragoman.transcript.document import Segment, Transcript
from dragoman.transcript.sides import Languages
from dragoman.transcript.span import Span, format_seconds
from dragoman.transcript.text import Overlap, Text

__all__ = ["Timeline", "write_body"]


class Timeline:
    """The moments of a document with their ids, which starts and ends refer to."""

    def __init__(self, transcript: Transcript) -> None:
        moments = {0, *itertools.chain.from_iterable(map(_moments, _find_spans(transcript)))}
        self.ids = {ms: f"T{number}" for number, ms in enumerate(sorted(moments))}

    def write(self, parent: Element) -> None:
        """Write the timeline, in seconds from the start of the whole recording."""
        line = add(parent, "timeline", unit="s", origin="#T0")
        for ms, id_ in self.ids.items():
            when = add(line, "when", interval=format_seconds(ms) if ms else None, since="#T0" if ms else None)
            when.set(ID, id_)

    def place(self, element: Element, span: Span | None, start: str = "start", end: str = "end") -> None:
        """Set the times of an element, in these attributes."""
        if span is not None:
            element.set(start, f"#{self.ids[span.start]}")
            if span.end is not None:
                element.set(end, f"#{self.ids[span.end]}")


def _find_spans(transcript: Transcript) -> Iterator[Span]:
    spans = [segment.span for segment in transcript.segments]
    spans += [transcript.facts.covers, *(chapter.span for chapter in transcript.facts.chapters)]
    return (span for span in spans if span)


def _moments(span: Span) -> Iterable[int]:
    return (span.start,) if span.end is None else (span.start, span.end)


def write_body(root: Element, transcript: Transcript, people: People) -> None:
    """Write the text of a document as returned by ``as_kept``."""
    text = add(root, "text")
    timeline = Timeline(transcript)
    timeline.write(text)
    _stretches(text, transcript, timeline)
    division = add(add(text, "body"), "div", type="interview")
    sources: dict[str, str] = {}
    passages = _Passages(_find_stated(transcript), people, sources)
    for segment in transcript.segments:
        block = add(division, "annotationBlock", who=f"#{segment.speaker}" if segment.speaker else None)
        block.set(ID, segment.id)
        timeline.place(block, segment.span)
        passages.write(block, segment)
    if not transcript.segments:
        add(division, "p", "Nothing has been transcribed.")
    _sources(text, sources)


def _stretches(text: Element, transcript: Transcript, timeline: Timeline) -> None:
    """Write chapters, and the range of the recording that the document covers."""
    facts = transcript.facts
    if facts.covers:
        timeline.place(add(add(text, "spanGrp", type="covers"), "span"), facts.covers, "from", "to")
    if facts.chapters:
        group = add(text, "spanGrp", type="chapters")
        for chapter in facts.chapters:
            timeline.place(add(group, "span", chapter.title), chapter.span, "from", "to")


def _sources(text: Element, sources: dict[str, str]) -> None:
    if not sources:
        return
    listed = add(add(add(text, "back"), "div", type="sources"), "listBibl")
    for source, id_ in sources.items():
        add(listed, "bibl", source).set(ID, id_)


def _find_stated(transcript: Transcript) -> Languages:
    """The languages of both sides that the header states: a passage's own language does not apply to others."""
    spoken = transcript.recording.languages if transcript.recording else ()
    return Languages(spoken[0] if len(spoken) == 1 else None, transcript.target_language)


class _Passages:
    """Writes passages; ``sources`` collects the sources of quotations, with their ids in the list of sources."""

    def __init__(self, languages: Languages, people: People, sources: dict[str, str]) -> None:
        self.languages = languages
        self.people = people
        self.sources = sources

    def write(self, block: Element, segment: Segment) -> None:
        if segment.withdrawn:
            gap = add(add(block, "u"), "gap", reason="withdrawn")
            add(gap, "desc", segment.withdrawn.date, type="date")
            if segment.withdrawn.reason is not None:
                add(gap, "desc", segment.withdrawn.reason, type="reason")
            return
        people, origin = self.people, segment.target_origin
        source, target = f"{segment.id}.src", f"{segment.id}.tr"
        if segment.source or segment.language or segment.source_origin:
            utterance = self._utterance(block, source, people.author("source", segment.source_origin))
            self._fill(utterance, segment, "source")
        if segment.target or origin:
            utterance = self._utterance(block, target, people.author("target", origin) or people.translator(None))
            if len(block) > 1:
                utterance.set("corresp", f"#{source}")
            self._fill(utterance, segment, "target")
        usual = "translated" if segment.target else "initial"
        if segment.state != usual:
            span = add(add(block, "spanGrp", type="state"), "span", segment.state)
            span.set("from", f"#{segment.id}")
            span.set("to", f"#{segment.id}")

    def _utterance(self, block: Element, id_: str, resp: str | None) -> Element:
        utterance = add(block, "u", resp=resp)
        utterance.set(ID, id_)
        return utterance

    def _fill(self, utterance: Element, segment: Segment, side: str) -> None:
        is_source = side == "source"
        language = segment.language or self.languages.source if is_source else self.languages.target
        if language:
            utterance.set(LANG, language)
        text: Text | None = segment.source if is_source else segment.target
        if not text:
            return
        if isinstance(text[0], Overlap):
            utterance.set("trans", "overlap")
        key = utterance.get(ID)
        words = add(utterance, "seg", type="utterance")
        words.set(ID, f"{key}.1")
        if not is_source and segment.source:
            words.set("corresp", f"#{segment.id}.src.1")
        # In the original, the language of a foreign word is unknown.
        people = self.people
        kept = None if is_source else segment.language or self.languages.source
        around = Around(
            resp=people.editor(segment.source_origin) if is_source else people.translator(segment.target_origin),
            note="editor" if is_source else "translator",
            kept_language=kept,
            cite=lambda source: self.sources.setdefault(source, f"src{len(self.sources) + 1}"),
            ids=(f"{key}.t{number}" for number in itertools.count(1)),
        )
        write_text(words, text, around)
