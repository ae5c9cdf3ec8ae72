"""Transcriber's ``.trs``: turns with times, points of time inside them, and who of two speakers says what. Read only.

Source: trans.sourceforge.net, ``trans-14.dtd``.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from dragoman.errors import FormatError
from dragoman.formats.options import NAME_FORMAT, Imported, ReadOptions
from dragoman.formats.reading.decode import check_size
from dragoman.formats.reading.imported_cues import Heading, ImportedCue, make_document
from dragoman.formats.reading.json_file import as_ms
from dragoman.formats.reading.xml import Element, local_name, parse_xml
from dragoman.notation.events import find_event
from dragoman.problems import Place, Problem, ProblemLog
from dragoman.transcript.document import Chapter, Facts, Speaker
from dragoman.transcript.span import Span
from dragoman.transcript.text import Incident, Inline

__all__ = ["read"]


def read(content: bytes, options: ReadOptions) -> Imported:
    """Read the stretches between points of time as passages.

    :raises FormatError: if the file is not Transcriber's, or has no turns with words
    """
    check_size(content, options)
    root = parse_xml(content, options)
    if local_name(root) != "Trans":
        fault = f"is XML, but not Transcriber's (it begins with {local_name(root)[:40]})"
        raise FormatError(options.path, fault, NAME_FORMAT, line=root.sourceline)
    log = ProblemLog()
    cues = [cue for turn in root.iter("Turn") for cue in _Turn(turn, log).cues()]
    if not cues:
        raise FormatError(options.path, "contains no turns with words", "check whether it is the right file")
    _tell(log)
    heading = Heading(
        language=root.get("{http://www.w3.org/XML/1998/namespace}lang") or None,
        media=root.get("audio_filename") or None,
        speakers=tuple(_find_speakers(root)),
    )
    imported = make_document(cues, options, log, heading)
    facts = _facts(root, imported.transcript.facts)
    return msgspec.structs.replace(imported, transcript=msgspec.structs.replace(imported.transcript, facts=facts))


def _find_speakers(root: Element) -> Iterator[Speaker]:
    for element in root.iterfind("Speakers/Speaker"):
        if id_ := element.get("id"):
            name = " ".join((element.get("name") or "").split())
            yield Speaker(id=id_, label=name or id_)


def _facts(root: Element, facts: Facts) -> Facts:
    topics = {topic.get("id"): topic.get("desc") for topic in root.iterfind("Topics/Topic")}
    episode = root.find("Episode")
    stated = (episode.get(key) for key in ("program", "air_date")) if episode is not None else ()
    programme = " ".join(filter(None, stated))
    chapters = []
    for section in root.iter("Section"):
        start, end = as_ms(section.get("startTime")), as_ms(section.get("endTime"))
        title = topics.get(section.get("topic"))
        if title and start is not None and (end is None or end >= start):
            chapters.append(Chapter(span=Span(start, end), title=title))
    return msgspec.structs.replace(facts, programme=programme or None, chapters=tuple(chapters))


class _Turn:
    """A turn being read. Between two points of time, each of its voices has a passage."""

    def __init__(self, element: Element, log: ProblemLog) -> None:
        self._element = element
        self._log = log
        self._voices = (element.get("speaker") or "").split()
        self._start = as_ms(element.get("startTime"))
        self._voice = self._voices[0] if len(self._voices) == 1 else None
        self._content: list[Inline] = []
        self._made: list[ImportedCue] = []

    def cues(self) -> list[ImportedCue]:
        self._add(self._element.text)
        for child in self._element:
            name = local_name(child)
            if name == "Sync":
                self._close(as_ms(child.get("time")))
            elif name == "Who":
                self._close(self._start)
                self._voice = self._find_voice(child.get("nb"))
            elif name == "Event":
                self._event(child)
            elif name in ("Comment", "Background", "Vocal"):
                self._leave_out(child, name)
            else:
                self._add("".join(child.itertext()))
            self._add(child.tail)
        self._close(as_ms(self._element.get("endTime")))
        return self._made

    def _add(self, words: str | None) -> None:
        if words:
            self._content.append(" ".join(words.split("\n")))

    def _find_voice(self, number: str | None) -> str | None:
        place = int(number) - 1 if number and number.isdecimal() and len(number) < 4 else -1
        return self._voices[place] if 0 <= place < len(self._voices) else None

    def _event(self, element: Element) -> None:
        said = " ".join((element.get("desc") or "").split())
        is_heard = element.get("type") in (None, "noise") and element.get("extent") in (None, "instantaneous")
        if said and is_heard:
            self._content.append((find_event(said) or Incident)(said))
        elif said:
            self._log.count(f"event {element.get('type')}", element.sourceline)

    def _leave_out(self, element: Element, name: str) -> None:
        shown = " ".join((element.get("desc") or "").split())[:200]
        if shown:
            message = "it says: {shown}"
            self._log.add(Problem.of("comment-left-out", "note", message, Place(line=element.sourceline), shown=shown))
        elif name != "Background":
            self._log.count("event other", element.sourceline)

    def _close(self, time: int | None) -> None:
        """End the passages before this moment."""
        content = tuple(self._content)
        if any(not isinstance(inline, str) or inline.strip() for inline in content):
            end = time if time is not None and (self._start is None or time > self._start) else None
            words = [inline for inline in content if isinstance(inline, str)]
            self._made.append(
                ImportedCue(
                    start=self._start,
                    end=end,
                    text=" ".join("".join(words).split()) if len(words) == len(content) else content,
                    speaker=self._voice,
                    line=self._element.sourceline,
                )
            )
        self._content = []
        if time is not None and time != self._start:
            self._end_shared(time)
            self._start = time

    def _end_shared(self, time: int) -> None:
        """End the passages of simultaneous voices at the same moment."""
        for cue in self._made[-len(self._voices) :] if self._voices else ():
            if cue.start == self._start and cue.end is None and self._start is not None and time > self._start:
                cue.end = time


def _tell(log: ProblemLog) -> None:
    for kind in ("pronounce", "lexical", "language", "entities", "noise", "other"):
        number, where = log.counted(f"event {kind}")
        if number:
            log.add(
                Problem.of(
                    "layer-left-out",
                    "note",
                    "events of the kind {kind} are left out: {number}",
                    where,
                    kind=repr(kind),
                    number=number,
                )
            )
