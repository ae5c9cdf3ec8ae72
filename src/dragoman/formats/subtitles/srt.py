"""SubRip, which every player reads. Names and marks are in the words. One language per file.

A subtitle is a number, a line with two times, and words up to an empty line. The reader accepts missing numbers,
decimals after a point, hours with one digit, times in frames, and the digits of any script; words without a time are
kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.errors import FormatError
from dragoman.formats.export import find_left_out
from dragoman.formats.options import Imported, ReadOptions, WriteOptions, Written
from dragoman.formats.plain_lines import find_typed_marks
from dragoman.formats.reading.decode import check_number, decode
from dragoman.formats.reading.imported_cues import ImportedCue
from dragoman.formats.reading.times import UNSEEN, find_frame_rate, read_time, with_plain_times
from dragoman.formats.subtitles.bilingual_cues import make_subtitles
from dragoman.formats.subtitles.cues import Cue, find_cues, voice
from dragoman.formats.subtitles.line_breaking import Atom, break_lines, join_lines, make_atom
from dragoman.formats.subtitles.roll_up import fold
from dragoman.language.direction import direction, text_direction
from dragoman.problems import Place, Problem, ProblemLog
from dragoman.render.runs import Run, render_plain
from dragoman.transcript.document import Transcript
from dragoman.transcript.public import without_desk_notes
from dragoman.transcript.sides import Side, text_on
from dragoman.transcript.span import format_timestamp
from dragoman.transcript.text import Note, find_marks

__all__ = ["directed", "read", "without_styling", "write"]

_TIMES = re.compile(r"^[ \t\ufeff]*([^\s>]{1,24}?)[ \t]*--?>[ \t]*(\S{0,24})(?:[ \t].*)?$", re.MULTILINE)
_NUMBER = re.compile(rf"(?:^|\n)[ \t{UNSEEN}]*(\d{{1,9}})[ \t{UNSEEN}]*\n*\Z")
_STYLING = re.compile(r"</?(?:[biu]|s|font|span|c)(?:[ .][^<>]{0,200})?>|\{\\[^{}]{0,200}\}", re.IGNORECASE)
_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:(amp|lt|gt|quot|apos|nbsp|lrm|rlm)|#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6}));")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'", "nbsp": "\u00a0", "lrm": "", "rlm": ""}
# What our writers insert into words that a player would take for a tag, an override or a time.
_JOINER = re.compile(r"(?<=[<{])\u2060|(?<=--)\u2060(?=>)")
# Right-to-left embedding and its end: supported by old renderers, unlike isolates.
_EMBEDDING, _END = "\u202b", "\u202c"


def read(content: bytes, options: ReadOptions) -> Imported:
    """Read the subtitles as passages.

    :raises FormatError: if there is no line with times
    """
    decoded = decode(content, options)
    check_number(decoded.text.count("->"), options)
    log = ProblemLog()
    log.add(*decoded.problems)
    passages = list(_find_passages(with_plain_times(decoded.text), log))
    if not any(passage.start is not None or passage.end is not None for passage in passages):
        fault, fix = "contains no subtitle", "each has a line such as 00:00:01,000 --> 00:00:04,000"
        raise FormatError(options.path, fault, fix, line=1, column=1)
    return make_subtitles(fold(passages, log), options, log, carried=True)


def without_styling(words: str, log: ProblemLog, line: int | None) -> str:
    """The words without the tags and overrides that players know, and with entities decoded."""
    if "<" in words or "{\\" in words:
        bare = _STYLING.sub("", _BREAK.sub("\n", words))
        if _STYLING.search(words):
            log.count("styling", line)
        words = bare
    if "\u2060" in words:
        words = _JOINER.sub("", words)
    return _ENTITY.sub(_character, words) if "&" in words else words


def _character(entity: re.Match[str]) -> str:
    name, decimal, hexadecimal = entity.groups()
    if name:
        return _ENTITIES[name]
    number = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(number) if 31 < number < 0x110000 else "\ufffd"


def _find_passages(text: str, log: ProblemLog) -> Iterator[ImportedCue]:
    """The texts between lines with times; the number before each such line is not part of the words."""
    at, line = 0, 1
    current: ImportedCue | None = None
    matches = list(filter(_is_timed, _TIMES.finditer(text)))
    frame_rate = find_frame_rate((time for match in matches for time in match.groups()), log)
    for match in matches:
        yield from _close(current, text[at : match.start()], line, log)
        line += text.count("\n", at, match.start())
        places = [Place(line=line, column=match.start(group) - match.start() + 1) for group in (1, 2)]
        start, end = (
            read_time(time, log, where, frame_rate) for time, where in zip(match.groups(), places, strict=True)
        )
        current = ImportedCue(start=start, end=end, line=line)
        at = match.end()
    yield from _close(current, text[at:], line, log, last=True)


def _is_timed(match: re.Match[str]) -> bool:
    first = match[1]
    return (":" in first or ";" in first) and any(map(str.isdigit, first))


def _close(
    current: ImportedCue | None, body: str, line: int, log: ProblemLog, *, last: bool = False
) -> Iterator[ImportedCue]:
    """The passages after a line with times: its own words, and words that lost their time."""
    number = None if last else _NUMBER.search(body)
    words = body[: number.start()] if number else body
    if current is not None and "\n\n" not in words.strip("\n") and "\n " not in words:
        current.text = without_styling(words.strip("\n"), log, current.line)
        yield current
        return
    own: list[str] = []
    lost: list[ImportedCue] = []
    for paragraph, where in _paragraphs(words, line):
        head, _, rest = paragraph.partition("\n")
        if current is not None and (not own or not head.strip().isdecimal()):
            # An empty line inside a subtitle.
            own.append(paragraph)
        elif bare := (rest if head.strip().isdecimal() else paragraph).strip():
            message = "some words have no time; they are kept without one"
            log.add(Problem("words-without-time", "warning", message, Place(line=where, column=1)))
            lost.append(ImportedCue(text=without_styling(bare, log, where), line=where))
    if current is not None:
        current.text = without_styling("\n".join(own), log, current.line)
        yield current
    yield from lost


def _paragraphs(words: str, line: int) -> Iterator[tuple[str, int]]:
    """The paragraphs between empty lines, and the line on which each begins."""
    paragraph: list[str] = []
    for number, text in enumerate(words.split("\n"), line):
        if text.strip():
            paragraph.append(text)
        elif paragraph:
            yield "\n".join(paragraph), number - len(paragraph)
            paragraph = []
    if paragraph:
        yield "\n".join(paragraph), line + words.count("\n") + 1 - len(paragraph)


def write(transcript: Transcript, options: WriteOptions) -> Written:
    """Write the cues of ``options.side`` as SubRip; for ``"both"``, the translation if there is one."""
    found = find_cues(transcript, options.side, options.convention)
    blocks = []
    speaker: str | None = None
    for number, cue in enumerate(found.cues, 1):
        name = voice(cue, found.column)
        blocks.append(_cue(number, cue, name if name != speaker else None))
        speaker = name
    content = "\n".join(blocks).encode(errors="replace")
    texts = [text_on(found.column, segment) or () for segment in transcript.segments]
    lost = (
        *_notes(transcript, found.column),
        *find_typed_marks(texts, "SubRip"),
        *find_left_out(transcript, "SubRip", "notes", "withdrawn passages"),
    )
    return Written(content, (*found.problems, *lost))


def _cue(number: int, cue: Cue, name: str | None) -> str:
    start, end = (format_timestamp(time, ",") for time in (cue.span.start, cue.span.end or cue.span.start))
    lines = _lines(cue.atoms, name)
    text = "\n".join(directed(list(map(_harmless, lines)), cue.language))
    return f"{number}\n{start} --> {end}\n{text}\n"


def _lines(atoms: Sequence[Atom], name: str | None) -> list[str]:
    shown = " ".join(name.split()) if name else ""
    named = [make_atom([Run(text=f"{word} ")]) for word in f"{shown}:".split(" ")] if shown else []
    return render_plain(join_lines(break_lines([*named, *atoms]))).split("\n")


def _harmless(line: str) -> str:
    """The line with invisible joiners in anything that a player would take for a tag, an override or a time."""
    return re.sub(r"(<)(?=[A-Za-z/!?])|(\{)(?=\\)|(--)(?=>)", "\\g<0>\u2060", line).replace("\x00", "\ufffd")


def directed(lines: Sequence[str], language: str | None) -> list[str]:
    """A cue's lines for players without bidirectional text: right-to-left ones are embedded."""
    known = language is not None and language != "und"
    rtl = direction(language) == "rtl" if known else text_direction(" ".join(lines)) == "rtl"
    return [f"{_EMBEDDING}{line}{_END}" if rtl else line for line in lines]


def _notes(transcript: Transcript, column: Side) -> list[Problem]:
    return [
        Problem("note-not-written", "note", "SubRip has no place for a note", Place(segment=segment.id))
        for segment in without_desk_notes(transcript).segments
        for mark in find_marks(text_on(column, segment) or ())
        if isinstance(mark, Note)
    ]
