"""Paragraphs with times between them: subtitles pasted into a word processor, old Teams transcripts, a time above each
block, or f4's marks at the ends or beginnings of paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from dragoman.formats.options import Imported, ReadOptions
from dragoman.formats.prose.paragraphs import Paragraph
from dragoman.formats.reading.imported_cues import Heading, ImportedCue, make_document
from dragoman.formats.reading.speaker_labels import find_speakers
from dragoman.formats.reading.times import ARROW, CLOCK, UNSEEN, find_frame_rate, read_time
from dragoman.notation.speakers import may_be_name
from dragoman.problems import Place, ProblemLog

__all__ = ["read_timed"]

_SIGNS = rf"[\s{UNSEEN}]*"
_TIME = rf"[\[(#<]?{_SIGNS}({CLOCK}(?:-\d{{1,2}})?){_SIGNS}[\])#>]?"
_MARKER = re.compile(rf"{_SIGNS}{_TIME}(?:{_SIGNS}(?:{ARROW}|[-–—]){_SIGNS}{_TIME})?{_SIGNS}")
# Only f4 types tenths after a dash.
_F4 = re.compile(rf"[ \t]*#({CLOCK}(?:-\d{{1,2}})?)#[ \t]*")
_FEWEST = 2
_LONGEST_MARKER = 200
_MOST_LINES_A_TIME = 30
_LONGEST_NAME = 60


class _Block(msgspec.Struct):
    """A time or a range, and the paragraphs until the next one."""

    times: tuple[str, ...]
    line: int
    paragraphs: list[Paragraph]

    @property
    def is_range(self) -> bool:
        return len(self.times) > 1


def read_timed(paragraphs: Sequence[Paragraph], options: ReadOptions, log: ProblemLog) -> Imported | None:
    """The document of paragraphs with times between them; ``None`` if they have another layout.

    :raises FormatError: if a text cannot be read safely
    """
    marked = sum(_F4.search(paragraph.text) is not None for paragraph in paragraphs)
    if marked >= _FEWEST and marked * 2 >= len(paragraphs):
        return make_document(find_speakers(list(_f4_cues(paragraphs, log)), options, log), options, log)
    head, blocks = _find_blocks(paragraphs)
    if len(blocks) < _FEWEST or len(blocks) * _MOST_LINES_A_TIME < len(paragraphs):
        return None
    title = head[0].text if head and (len(head) == 1 or head[0].kind == "heading") else None
    untimed = [ImportedCue(text=p.text, line=_line(p)) for p in head[1 if title else 0 :]]
    rate = find_frame_rate((time for block in blocks for time in block.times), log)
    named = _have_names(blocks)
    cues = [cue for block in blocks for cue in _cues(block, log, rate, is_named=named)]
    cues = find_speakers([*untimed, *cues], options, log, carried=True)
    return make_document(cues, options, log, Heading(title=title))


def _line(paragraph: Paragraph) -> int:
    return paragraph.pieces[0].line or 1 if paragraph.pieces else 1


def _find_blocks(paragraphs: Sequence[Paragraph]) -> tuple[list[Paragraph], list[_Block]]:
    """The paragraphs before the first time, and the blocks. A number before a range does not belong to the words
    above.
    """
    head: list[Paragraph] = []
    blocks: list[_Block] = []
    for paragraph in paragraphs:
        marker = _MARKER.fullmatch(paragraph.text) if len(paragraph.text) <= _LONGEST_MARKER else None
        held = blocks[-1].paragraphs if blocks else head
        if marker is None:
            held.append(paragraph)
            continue
        times = tuple(time for time in marker.groups() if time)
        if len(times) > 1 and held and held[-1].text.strip() in (str(len(blocks) + 1), str(len(blocks))):
            held.pop()
        blocks.append(_Block(times, _line(paragraph), []))
    return head, blocks


def _have_names(blocks: Sequence[_Block]) -> bool:
    """Whether the first paragraph of nearly every block is a name."""
    firsts = [block.paragraphs[0].text.strip() for block in blocks if len(block.paragraphs) > 1]
    names = [first for first in firsts if _may_be_name(first)]
    return len(names) * 5 >= len(blocks) * 4 and len(names) == len(firsts) and len(set(names)) < len(names)


def _may_be_name(text: str) -> bool:
    bare = re.sub(r"\s*\([^()]{1,30}\)$", "", text)
    parts = bare.split(", ")
    return len(text) <= _LONGEST_NAME and len(parts) <= 2 and all(part and may_be_name(part) for part in parts)


def _cues(block: _Block, log: ProblemLog, rate: int | None, *, is_named: bool) -> Iterator[ImportedCue]:
    where = Place(line=block.line)
    times = [read_time(time, log, where, rate) for time in block.times]
    start, end = times[0], times[1] if len(times) > 1 else None
    lines = block.paragraphs
    speaker = None
    if is_named and len(lines) > 1:
        speaker, lines = " ".join(lines[0].text.split()), lines[1:]
    if block.is_range:
        text = "\n".join(paragraph.text for paragraph in lines)
        yield ImportedCue(start=start, end=end, text=text, speaker=speaker, line=block.line)
        return
    for number, paragraph in enumerate(lines):
        first = start if number == 0 else None
        yield ImportedCue(start=first, text=paragraph.text, speaker=speaker, line=_line(paragraph))


def _f4_cues(paragraphs: Sequence[Paragraph], log: ProblemLog) -> Iterator[ImportedCue]:
    """The text between f4's marks: each mark ends one passage and begins the next."""
    # The first mark ends the first passage, which begins with the recording.
    start: int | None = None if _F4.match(paragraphs[0].text) else 0
    for paragraph in paragraphs:
        at, line = 0, _line(paragraph)
        for match in _F4.finditer(paragraph.text):
            time = read_time(match[1], log, Place(line=line))
            words = paragraph.text[at : match.start()]
            if words.strip():
                end = time if time is not None and (start is None or time >= start) else None
                yield ImportedCue(start=start, end=end, text=words, line=line)
            start, at = time, match.end()
        if paragraph.text[at:].strip():
            yield ImportedCue(start=start, text=paragraph.text[at:], line=line)
            start = None
