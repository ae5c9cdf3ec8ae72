"""SubRip: what every player reads. Names and marks are in the words themselves. One language a file."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.formats.base import WriteOptions, Written
from dragoman.formats.breaking import Atom, break_lines, join_lines, make_atom
from dragoman.formats.cues import Cue, find_cues, voice
from dragoman.formats.outgoing import find_left_out
from dragoman.formats.plain import find_typed_marks
from dragoman.formats.runs import Run, render_plain
from dragoman.formats.sides import Column, text_on
from dragoman.formats.srt_reader import read
from dragoman.language.direction import direction, text_direction
from dragoman.problems import Place, Problem
from dragoman.transcript.document import Transcript
from dragoman.transcript.public import without_desk_notes
from dragoman.transcript.span import format_timestamp
from dragoman.transcript.text import Note, find_marks

__all__ = ["directed", "read", "write"]

# Right-to-left embedding and its end: what old renderers know, where isolates are too new.
_EMBEDDING, _END = "\u202b", "\u202c"


def write(transcript: Transcript, options: WriteOptions) -> Written:
    """The cues of ``options.side`` as SubRip; of ``"both"``, the translation's where there is one."""
    found = find_cues(transcript, options.side)
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
    """The line without what a player would take for a tag, an override or a time: an invisible joiner breaks it up."""
    return re.sub(r"(<)(?=[A-Za-z/!?])|(\{)(?=\\)|(--)(?=>)", "\\g<0>\u2060", line).replace("\x00", "\ufffd")


def directed(lines: Sequence[str], language: str | None) -> list[str]:
    """A cue's lines as players that know no direction show them right: embedded, where they run from right to left."""
    known = language is not None and language != "und"
    rtl = direction(language) == "rtl" if known else text_direction(" ".join(lines)) == "rtl"
    return [f"{_EMBEDDING}{line}{_END}" if rtl else line for line in lines]


def _notes(transcript: Transcript, column: Column) -> list[Problem]:
    return [
        Problem("note-not-written", "note", "SubRip has no place for a translator's note", Place(segment=segment.id))
        for segment in without_desk_notes(transcript).segments
        for mark in find_marks(text_on(column, segment) or ())
        if isinstance(mark, Note)
    ]
