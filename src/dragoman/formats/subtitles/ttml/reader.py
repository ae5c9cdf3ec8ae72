"""Read TTML and its profiles (IMSC, DFXP, iTT): paragraphs with times, agents as speakers, languages.

The times of an element are relative to the element around it. Regions and styles have no place in a document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from dragoman.errors import FormatError
from dragoman.formats.options import NAME_FORMAT, Imported, ReadOptions
from dragoman.formats.reading.decode import check_size
from dragoman.formats.reading.imported_cues import Heading, ImportedCue
from dragoman.formats.reading.times import report_unreadable
from dragoman.formats.reading.xml import DEEPEST, Element, local_name, parse_xml
from dragoman.formats.subtitles.bilingual_cues import make_subtitles
from dragoman.formats.subtitles.roll_up import fold
from dragoman.formats.subtitles.split_cues import Collected
from dragoman.problems import Place, Problem, ProblemLog
from dragoman.transcript.document import Speaker, Word
from dragoman.transcript.span import LATEST, Span, as_time, parse_clock
from dragoman.transcript.text import CodeSwitch, Foreign, Inline

__all__ = ["read"]

_XML = "{http://www.w3.org/XML/1998/namespace}"
_FRAMES = re.compile(r"(\d{2,4}):(\d\d):(\d\d):(\d{2,3})(?:\.\d+)?", re.ASCII)
_OFFSET = re.compile(r"(\d{1,12})(?:\.(\d{1,9}))?(h|ms|m|s|f|t)", re.ASCII)
_UNITS = {"h": 3_600_000.0, "m": 60_000.0, "s": 1000.0, "ms": 1.0}


def read(content: bytes, options: ReadOptions) -> Imported:
    """Read the paragraphs as passages.

    :raises FormatError: if the file is not TTML
    """
    check_size(content, options)
    root = parse_xml(content, options)
    if local_name(root) != "tt":
        fault = f"is XML of another kind ({local_name(root)})"
        raise FormatError(options.path, fault, NAME_FORMAT, line=root.sourceline or 1, column=1)
    log = ProblemLog()
    file = _File(root, log)
    return make_subtitles(fold(file.read(), log), options, log, file.heading())


class _Around(msgspec.Struct, frozen=True):
    """What an element inherits from those around it. Times in ms."""

    start: int = 0
    end: int | None = None
    is_timed: bool = False
    language: str | None = None
    agent: str | None = None


class _File:
    """A file being read."""

    def __init__(self, root: Element, log: ProblemLog) -> None:
        self._root = root
        self._log = log
        rates = {_plain_name(key): value for key, value in root.attrib.items()}
        multiplier = [_number(part) for part in (rates.get("frameRateMultiplier") or "1 1").split()]
        self._frames = _number(rates.get("frameRate") or "30") or 30.0
        if len(multiplier) == 2 and all(multiplier):
            self._frames *= (multiplier[0] or 1) / (multiplier[1] or 1)
        self._ticks = _number(rates.get("tickRate") or "1") or 1.0
        self._agents = {agent.id: agent for agent in _find_agents(root)}
        self._is_absolute = False

    def heading(self) -> Heading:
        """The title, the language, and the agents that speak."""
        title = next((found.text for found in self._root.iter() if local_name(found) == "title" and found.text), None)
        return Heading(
            title=title,
            language=self._root.get(f"{_XML}lang") or None,
            speakers=tuple(self._agents.values()),
        )

    def read(self) -> list[ImportedCue]:
        collected = Collected()
        body = next((child for child in self._root if local_name(child) == "body"), None)
        if body is not None:
            self._is_absolute = self._counts_from_zero(body)
            for element, around in self._paragraphs(body):
                for passage in self._passages(element, around):
                    collected.add(passage)
        return collected.finish()

    def _paragraphs(self, body: Element) -> Iterator[tuple[Element, _Around]]:
        """The paragraphs in order, each with what it inherits from the divisions around it."""
        held = [(body, self._inside(body, _Around()))]
        while held:
            element, around = held.pop()
            if local_name(element) == "p":
                yield element, around
            else:
                inner = [child for child in element if local_name(child) in ("div", "p")]
                held += [(child, self._inside(child, around)) for child in reversed(inner)]

    def _inside(self, element: Element, around: _Around) -> _Around:
        begin, end, duration = (self._time(element, name) for name in ("begin", "end", "dur"))
        origin = 0 if self._is_absolute else around.start
        start = around.start if begin is None else origin + begin
        finish = origin + end if end is not None else around.end
        if duration is not None:
            finish = start + duration if finish is None else min(finish, start + duration)
        agent = next((value for key, value in element.attrib.items() if _plain_name(key) == "agent"), None)
        return _Around(
            start=start,
            end=finish,
            is_timed=begin is not None or (element.get("begin") is None and around.is_timed),
            language=element.get(f"{_XML}lang") or around.language,
            agent=agent.split()[0] if agent and agent.split() else around.agent,
        )

    def _counts_from_zero(self, body: Element) -> bool:
        """Whether all times are absolute, as in files of some music services.

        Read as TTML requires, an element would then begin after the end of the one around it, while read as absolute
        times they are all inside each other.
        """
        absolute, relative = 0, 0
        for element in body.iter():
            around = next((above for above in element.iterancestors() if above.get("begin")), None)
            if around is None or not element.get("begin"):
                continue
            own, first, last = (
                self._parse(v or "") for v in (element.get("begin"), around.get("begin"), around.get("end"))
            )
            if own is None or first is None or last is None:
                continue
            relative += own < first
            absolute += first > 0 and max(first, last - first) <= own <= last
        if absolute and not relative:
            message = (
                "times count from the beginning of the file, not from the enclosing element; they are read like that"
            )
            self._log.add(Problem("times-absolute", "note", message))
        return bool(absolute) and not relative

    def _time(self, element: Element, name: str) -> int | None:
        value = element.get(name)
        if value is None:
            return None
        ms = self._parse(value.strip())
        if ms is None or ms > LATEST:
            report_unreadable(value, self._log, Place(line=element.sourceline), "00:12:34.500 or 754.5s")
            return None
        return ms

    def _parse(self, value: str) -> int | None:
        offset = _OFFSET.fullmatch(value)
        if offset:
            number = float(f"{offset[1]}.{offset[2] or 0}")
            unit = offset[3]
            rate = 1000 / self._frames if unit == "f" else 1000 / self._ticks if unit == "t" else _UNITS[unit]
            return round(number * rate)
        frames = _FRAMES.fullmatch(value)
        if frames:
            whole = as_time(":".join(frames.groups()[:3]), parse_clock)
            return None if whole is None else whole + round(int(frames[4]) * 1000 / self._frames)
        # Without hours it is not a TTML time, but many programs write it.
        return as_time(value) if ":" in value else None

    def _passages(self, paragraph: Element, around: _Around) -> Iterator[ImportedCue]:
        """The paragraph; or its spans, if they have times of their own."""
        timed = [span for span in paragraph if local_name(span) == "span" and span.get("begin") is not None]
        if timed and paragraph.get("begin") is None:
            for span in timed:
                yield self._passage(span, self._inside(span, around), None)
        else:
            passage = self._passage(paragraph, around, paragraph.get(f"{_XML}id"))
            yield msgspec.structs.replace(passage, words=tuple(self._words(timed, passage, around)))

    def _passage(self, element: Element, around: _Around, id_: str | None) -> ImportedCue:
        said = tuple(self._content(element, element.get(f"{_XML}space") == "preserve", 0))
        return ImportedCue(
            start=around.start if around.is_timed else None,
            end=around.end if around.is_timed else None,
            text="".join(map(str, said)) if all(isinstance(inline, str) for inline in said) else said,
            speaker=around.agent,
            id=id_,
            language=around.language,
            line=element.sourceline,
        )

    def _words(self, timed: Sequence[Element], passage: ImportedCue, around: _Around) -> Iterator[Word]:
        """The words of a paragraph in which every word is a timed span."""
        words = [" ".join("".join(span.itertext()).split()) for span in timed]
        if not isinstance(passage.text, str) or passage.text.split() != words:
            return
        for span, word in zip(timed, words, strict=True):
            inside = self._inside(span, around)
            end = inside.end if inside.end is not None and inside.end >= inside.start else None
            yield Word(text=word, span=Span(inside.start, end))

    def _content(self, element: Element, preserved: bool, depth: int) -> Iterator[Inline]:
        yield from _words(element.text, preserved)
        for child in element:
            name = local_name(child)
            if name == "br":
                yield "\n"
            elif name == "span":
                yield from self._span(child, preserved, depth)
            yield from _words(child.tail, preserved)

    def _span(self, span: Element, preserved: bool, depth: int) -> Iterator[Inline]:
        if depth > DEEPEST:
            yield from _words("".join(span.itertext()), preserved)
            return
        content = tuple(self._content(span, preserved, depth + 1))
        language = span.get(f"{_XML}lang")
        if language and content:
            # As in our own files: words of the original are in italics, words spoken in another language are not.
            italic = any(key.endswith("}fontStyle") and value == "italic" for key, value in span.attrib.items())
            yield Foreign(content) if italic else CodeSwitch(language, content)
            return
        if any(key == "style" or "#styling" in key for key in span.attrib):
            self._log.count("styling", span.sourceline)
        yield from content


def _words(text: str | None, preserved: bool) -> Iterator[str]:
    if text:
        yield text if preserved else re.sub(r"[ \t\r\n]+", " ", text)


def _find_agents(root: Element) -> Iterator[Speaker]:
    for element in root.iter():
        id_ = element.get(f"{_XML}id")
        if local_name(element) != "agent" or not id_:
            continue
        names = {
            name.get("type"): " ".join((name.text or "").split()) for name in element if local_name(name) == "name"
        }
        label = names.get("alias") or next(iter(names.values()), "") or None
        full = names.get("full") or None
        yield Speaker(
            id=id_,
            label=label or full or id_,
            name=full if "alias" in names else None,
        )


def _plain_name(attribute: str) -> str:
    """An attribute's name without its namespace."""
    return attribute.rpartition("}")[2]


def _number(text: str) -> float | None:
    return float(text) if re.fullmatch(r"\d{1,9}(?:\.\d{1,9})?", text, re.ASCII) else None
