"""Read WebVTT: voices, ids, languages and times of words are kept; blocks are parsed as in browsers.

What a browser would drop, a transcript keeps: words under an unreadable time are kept without a time.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from itertools import pairwise
from typing import Literal

import msgspec

from dragoman.errors import FormatError
from dragoman.formats.options import Imported, ReadOptions
from dragoman.formats.reading.decode import check_number, decode
from dragoman.formats.reading.imported_cues import Heading, ImportedCue, make_document
from dragoman.formats.reading.rich_text import one_line
from dragoman.formats.reading.speaker_labels import find_speakers
from dragoman.formats.reading.times import find_frame_rate, read_time, report_unreadable, with_plain_times
from dragoman.formats.subtitles.bilingual_cues import split_bilingual
from dragoman.formats.subtitles.roll_up import fold
from dragoman.formats.subtitles.split_cues import Collected
from dragoman.formats.subtitles.vtt.tags import read_payload
from dragoman.problems import Place, Problem, ProblemLog
from dragoman.transcript.document import Speaker
from dragoman.transcript.span import as_time, parse_clock, parse_timestamp
from dragoman.transcript.text import Note

__all__ = ["Dialect", "read"]

_ARROW = "-->"
# A single voice: the form of most cues that have a voice.
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]([^<>]*)>([^<]*)(?:</v>)?\s*")
# The notes of our own files: languages with the legend, and notes for readers.
_LANGUAGES = re.compile(r"Language: (not known or several|\S+)\.(?: Original language: (not known or several|\S+)\.)?")
_NOTE = re.compile(r"(?:Translator|Editor)’s note on (s[0-9a-z]{8}): (.+)")
# The notes of Microsoft Stream, and the first line of files with the header on it.
_STREAM_LANGUAGE = re.compile(r"language: ?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)", re.IGNORECASE)
_STREAM_DURATION = re.compile(r'duration: ?"?(\d{1,3}:\d\d:\d\d(?:\.\d{1,9})?)"?', re.IGNORECASE)
_STREAM_CONFIDENCE = re.compile(r"confidence: ?[\d.]{1,24}", re.IGNORECASE)
_HEADER_LINE = re.compile(r"(?:(?:kind|language|lang) ?: ?[\w-]{1,40}(?:[;,] ?|\Z))+", re.IGNORECASE)
_ODD = re.compile(r"\d{1,4}(?:[:;]\d{1,2}){1,2}(?:[.,:;]\d{1,3})?", re.ASCII)
_TIMES = re.compile(r"^(.{3,48}?)[ \t]*-->[ \t]*(\S{3,24})", re.MULTILINE)


class Dialect(msgspec.Struct, frozen=True):
    """How to recognize a program's own variant of WebVTT, and what its cues mean.

    ``read_comment`` returns the heading in a ``NOTE`` of that program, and ``None`` for any other comment. ``rework``
    is applied to the cues of a file with such a comment; it also returns the speakers that they name.
    """

    read_comment: Callable[[str], Heading | None]
    rework: Callable[[list[ImportedCue]], tuple[list[ImportedCue], tuple[Speaker, ...]]]


def read(content: bytes, options: ReadOptions, dialect: Dialect | None = None) -> Imported:
    """Read the cues as passages.

    :param dialect: a program's own variant of WebVTT
    :raises FormatError: if the file does not begin with ``WEBVTT``
    """
    decoded = decode(content, options)
    if not re.match(r"WEBVTT(?![^ \t\n])", decoded.text):
        fix = "put WEBVTT and an empty line first, if it is WebVTT"
        raise FormatError(options.path, "does not begin with WEBVTT", fix, line=1, column=1)
    # Words without a time are passages too.
    check_number(decoded.text.count("\n\n"), options)
    check_number(decoded.text.count(_ARROW), options)
    log = ProblemLog()
    log.add(*decoded.problems)
    text = with_plain_times(decoded.text)
    file = _File(log, dialect, find_frame_rate((time for times in _TIMES.findall(text) for time in times), log))
    file.read(text)
    passages = fold(file.cues.finish(), log)
    if dialect is not None and file.is_dialect:
        passages, speakers = dialect.rework(passages)
        file.heading = msgspec.structs.replace(file.heading, speakers=speakers)
    side: Literal["source", "target"] | None = "target" if file.heading.other_language else None
    both = split_bilingual(passages, options, log, file.heading)
    passages = file.with_notes(find_speakers(both.cues, both.options, log))
    return msgspec.structs.replace(make_document(passages, both.options, log, both.heading), side=side)


class _EmptyCue(msgspec.Struct):
    """A cue without words directly under its time, and the words after the empty line."""

    id: str | None
    head: str
    line: int
    words: list[str]


class _File:
    """A file being read, block by block."""

    def __init__(self, log: ProblemLog, dialect: Dialect | None = None, frame_rate: int | None = None) -> None:
        self.cues = Collected()
        self.heading = Heading()
        self.is_dialect = False
        self._dialect = dialect
        self._log = log
        self._frame_rate = frame_rate
        self._number = 0
        self._empty: _EmptyCue | None = None
        self._notes: dict[str, tuple[Note, ...]] = {}

    def read(self, text: str) -> None:
        end = text.find("\n\n")
        header = text if end < 0 else text[:end]
        arrow = header.find(_ARROW)
        # A cue may follow the first lines without an empty line.
        end = len(header) if arrow < 0 else header.rfind("\n", 0, arrow) + 1
        self._header(text[:end])
        line = text.count("\n", 0, end) + 1
        for raw in text[end:].split("\n\n"):
            block = raw.lstrip("\n")
            if block:
                self._block(block, line + len(raw) - len(block))
            line += raw.count("\n") + 2
        self._fill_empty()
        self._tell_confidences()

    def with_notes(self, passages: list[ImportedCue]) -> list[ImportedCue]:
        """The passages with the translators' notes from other blocks at their ends."""
        if not self._notes:
            return passages
        return [_with_notes(passage, self._notes.get(passage.id or "", ())) for passage in passages]

    def _header(self, header: str) -> None:
        first, *lines = header.rstrip("\n").split("\n")
        title = first.removeprefix("WEBVTT").strip(" \t-–—")
        if _HEADER_LINE.fullmatch(title):
            for fact in re.split("[;,]", title):
                self._fact(fact, 1)
        else:
            self.heading = msgspec.structs.replace(self.heading, title=title or None)
        for number, line in enumerate(lines, 2):
            self._fact(line, number)

    def _fact(self, fact: str, line: int) -> None:
        key, _, value = fact.partition(":")
        if key.strip().lower() in ("language", "lang"):
            self.heading = msgspec.structs.replace(self.heading, language=value.strip())
        elif key.strip().lower() != "kind":
            self._leave_out(fact, line)

    def _leave_out(self, comment: str, line: int) -> None:
        shown = " ".join(comment.split())
        if shown:
            shown = shown[:200] + ("…" if len(shown) > 200 else "")
            self._log.add(Problem.of("comment-left-out", "note", "it says: {shown}", Place(line=line), shown=shown))

    def _block(self, block: str, line: int) -> None:
        if _ARROW not in block:
            self._wordy(block, line)
            return
        id_: str | None = None
        head, _, body = block.partition("\n")
        if _ARROW not in head:
            id_ = head
            head, _, body = body.partition("\n")
        if _ARROW not in head or _ARROW in body:
            self._lines(block.split("\n"), line)
        else:
            self._cue(id_, head, body, line + (id_ is not None))

    def _lines(self, lines: list[str], line: int) -> None:
        """A block with its times after the first two lines, or with several times."""
        arrows = [number for number, words in enumerate(lines) if _ARROW in words]
        before = lines[: arrows[0]]
        id_ = before[0] if len(before) == 1 else None
        if len(before) > 1:
            self._wordy("\n".join(before), line)
        for number, following in pairwise([*arrows, len(lines)]):
            self._cue(id_, lines[number], "\n".join(lines[number + 1 : following]), line + number)
            id_ = None

    def _wordy(self, block: str, line: int) -> None:
        """A block without a time: a comment, styles, or words that lost their time."""
        first = block.partition("\n")[0].rstrip()
        bare = block.strip()
        if first == "NOTE" or first.startswith(("NOTE ", "NOTE\t")):
            self._comment(block[4:].strip(), line)
        elif first in ("STYLE", "REGION"):
            self._log.count("styling", line)
        elif self._empty is not None and bare and bare != str(self._number + 1):
            self._empty.words.append(block.strip("\n"))
        elif bare and not bare.isdecimal():
            message = "some words have no time; they are kept without one"
            self._log.add(Problem("words-without-time", "warning", message, Place(line=line, column=1)))
            self.cues.add(ImportedCue(text=bare, line=line))

    def _comment(self, comment: str, line: int) -> None:
        languages = _LANGUAGES.match(comment)
        note = _NOTE.fullmatch(comment)
        stated = self._dialect.read_comment(comment) if self._dialect else None
        if languages:
            self.heading = msgspec.structs.replace(
                self.heading, language=languages[1], other_language=languages[2] or None
            )
        elif note:
            self._notes[note[1]] = (*self._notes.get(note[1], ()), Note((note[2],)))
        elif stream := _STREAM_LANGUAGE.fullmatch(comment):
            self.heading = msgspec.structs.replace(self.heading, language=stream[1])
        elif stream := _STREAM_DURATION.fullmatch(comment):
            self.heading = msgspec.structs.replace(self.heading, duration=parse_clock(stream[1]))
        elif _STREAM_CONFIDENCE.fullmatch(comment):
            self._log.count("confidence", line)
        elif stated:
            self.is_dialect = True
            self.heading = msgspec.structs.replace(
                self.heading,
                language=stated.language or self.heading.language,
                media=stated.media or self.heading.media,
            )
        else:
            self._leave_out(comment, line)

    def _cue(self, id_: str | None, head: str, body: str, line: int) -> None:
        self._fill_empty()
        self._number += 1
        if body.strip():
            self._make_cue(id_, head, body, line)
        else:
            self._empty = _EmptyCue(id_, head, line, [])

    def _fill_empty(self) -> None:
        """If the cue before was empty, create it with the words after its empty line."""
        empty, self._empty = self._empty, None
        if empty is not None:
            self._make_cue(empty.id, empty.head, "\n".join(empty.words), empty.line)

    def _tell_confidences(self) -> None:
        number, where = self._log.counted("confidence")
        if number:
            message = "comments that give a confidence are left out: {number}"
            self._log.add(Problem.of("comment-left-out", "note", message, where, number=number))

    def _make_cue(self, id_: str | None, head: str, body: str, line: int) -> None:
        first, _, rest = head.partition(_ARROW)
        last, _, settings = rest.lstrip(" \t").replace("\t", " ", 1).partition(" ")
        start, end = self._time(first.strip(" \t"), head, line), self._time(last, head, line)
        if settings and settings.strip() not in ("align:start", ""):
            self._log.count("styling", line)
        passage = ImportedCue(start=start, end=end, id=id_, line=line)
        if "<" not in body:
            passage.text = html.unescape(body) if "&" in body else body
            self.cues.add(passage)
        elif match := _VOICE.fullmatch(body):
            passage.text = html.unescape(match[2]) if "&" in body else match[2]
            passage.speaker = html.unescape(match[1]).strip() or None
            self.cues.add(passage)
        else:
            self._tagged(passage, body)

    def _tagged(self, passage: ImportedCue, body: str) -> None:
        for voiced in read_payload(body, passage.start, self._log, passage.line):
            self.cues.add(
                msgspec.structs.replace(
                    passage,
                    text=voiced.text,
                    speaker=voiced.speaker,
                    language=voiced.language,
                    words=voiced.words,
                )
            )
            passage.id = None

    def _time(self, time: str, head: str, line: int) -> int | None:
        ms = as_time(time, parse_timestamp)
        if ms is not None:
            return ms
        where = Place(line=line, column=head.find(time) + 1)
        # Short numbers and frames are accepted, too many digits are not, as in browsers.
        if _ODD.fullmatch(time):
            return read_time(time, self._log, where, self._frame_rate)
        report_unreadable(time, self._log, where)
        return None


def _with_notes(passage: ImportedCue, notes: tuple[Note, ...]) -> ImportedCue:
    text = (passage.text,) if isinstance(passage.text, str) else passage.text
    return msgspec.structs.replace(passage, text=(*one_line(text), *notes)) if notes else passage
