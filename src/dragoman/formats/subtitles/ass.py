"""Advanced SubStation Alpha (``.ass``, ``.ssa``): names beside the words, and much about appearance.

Reads the dialogue lines of the ``[Events]`` section, with the speaker from the name field. Writes one style, and the
words with glyphs for marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.errors import FormatError
from dragoman.formats.export import find_left_out
from dragoman.formats.options import Imported, ReadOptions, WriteOptions, Written
from dragoman.formats.plain_lines import find_typed_marks
from dragoman.formats.reading.decode import check_number, decode
from dragoman.formats.reading.imported_cues import Heading, ImportedCue, in_time_order
from dragoman.formats.reading.times import read_time, report_unreadable
from dragoman.formats.subtitles.bilingual_cues import make_subtitles
from dragoman.formats.subtitles.cues import Cue, find_cues, voice
from dragoman.formats.subtitles.line_breaking import break_lines, join_lines
from dragoman.formats.subtitles.srt import directed
from dragoman.problems import Place, Problem, ProblemLog
from dragoman.render.review_share import heard_line
from dragoman.render.runs import render_plain
from dragoman.transcript.document import Transcript
from dragoman.transcript.sides import text_on
from dragoman.transcript.span import format_timestamp

__all__ = ["read", "write"]

# The fields of a line in files that do not list them.
_FIELDS = ("layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text")
_MOST_FIELDS = 40
_SHOWN = 200
# Sections whose lines are files in letters.
_CODED = ("fonts", "graphics")
_OVERRIDE = re.compile(r"(?<!\\)\{[^{}]{0,2000}\}")
_DRAWING = re.compile(r"\{[^{}]{0,200}\\p[1-9]")
# Line breaks, hard spaces, literal brackets, and the joiner that our own files put after a literal backslash.
_JOINER = "\u2060"
_ESCAPE = re.compile(rf"\\([Nnh{{}}]|{_JOINER})")
_ESCAPES = {"N": "\n", "n": "\n", "h": "\u00a0", _JOINER: "\\"}

_STYLE_FIELDS = (
    "Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline,"
    " StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV,"
    " Encoding"
)
_STYLE = "Default,Arial,20,&H00FFFFFF,&H000000FF,&H00000000,&H00000000,0,0,0,0,100,100,0,0,1,2,1,2,10,10,10,1"
_EVENT_FIELDS = "Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text"


def read(content: bytes, options: ReadOptions) -> Imported:
    """Read the dialogue as passages in order of time.

    :raises FormatError: if there is no dialogue
    """
    decoded = decode(content, options)
    check_number(decoded.text.count("\n"), options)
    log = ProblemLog()
    log.add(*decoded.problems)
    file = _File(log)
    for number, line in enumerate(decoded.text.split("\n"), 1):
        file.take(line, number)
    if not file.has_events:
        fault, fix = "contains no dialogue", "dialogue is below [Events], in lines that begin with Dialogue:"
        raise FormatError(options.path, fault, fix, line=1, column=1)
    heading = Heading(title=file.title, language=file.language)
    return make_subtitles(in_time_order(file.passages), options, log, heading)


class _File:
    """A file being read, line by line."""

    def __init__(self, log: ProblemLog) -> None:
        self.passages: list[ImportedCue] = []
        self.title: str | None = None
        self.language: str | None = None
        self.has_events = False
        self._log = log
        self._section = ""
        self._fields: Sequence[str] = _FIELDS

    def take(self, line: str, number: int) -> None:
        bare = line.strip()
        if bare.startswith("[") and bare.endswith("]"):
            self._section = bare[1:-1].lower()
            return
        key, colon, value = bare.partition(":")
        if bare.startswith(";") or self._section in _CODED:
            return
        if not colon:
            self._outside(bare, number)
            return
        key, value = key.strip().lower(), value.lstrip(" ")
        if self._section == "script info":
            self._fact(key, value)
        elif self._section == "events" and key == "format":
            self._fields = [field.strip().lower() for field in value.split(",")][:_MOST_FIELDS]
        elif self._section == "events" and key == "dialogue":
            self.has_events = True
            self._dialogue(value, line.find(value), number)
        elif self._section == "events" and key == "comment" and value.rpartition(",")[2].strip():
            shown = " ".join(value.split(",", len(self._fields) - 1)[-1].split())[:200]
            self._log.add(Problem.of("comment-left-out", "note", "it says: {shown}", Place(line=number), shown=shown))

    def _outside(self, words: str, number: int) -> None:
        """Keep the words of a line without a field, such as a second one of a dialogue; report others."""
        if not any(map(str.isalpha, words)):
            return
        if self._section == "events":
            message = "some words have no time; they are kept without one"
            self._log.add(Problem("words-without-time", "warning", message, Place(line=number)))
            self.passages.append(ImportedCue(text=words, line=number))
        else:
            message = "a line outside the dialogue says: {shown}"
            self._log.add(Problem.of("row-left-out", "note", message, Place(line=number), shown=words[:_SHOWN]))

    def _fact(self, key: str, value: str) -> None:
        if key == "title" and value.strip():
            self.title = value.strip()
        elif key == "language":
            self.language = value.strip()

    def _dialogue(self, value: str, column: int, number: int) -> None:
        values = value.split(",", len(self._fields) - 1)
        said = dict(zip(self._fields, values, strict=False))
        text = said.get("text", "")
        if _DRAWING.search(text):
            self._log.count("styling", number)
            return
        bare = _OVERRIDE.sub(lambda match: self._override(match.group()[1:-1], number), text)
        self.passages.append(
            ImportedCue(
                start=self._time(said.get("start", ""), value, column, number),
                end=self._time(said.get("end", ""), value, column, number),
                text=_ESCAPE.sub(lambda match: _ESCAPES.get(match[1], match[1]), bare),
                speaker=(said.get("name") or said.get("actor") or "").strip() or None,
                line=number,
            )
        )

    def _override(self, inner: str, number: int) -> str:
        """Return an empty string: the content of braces is appearance, or a comment, which is reported."""
        if inner.lstrip().startswith("\\"):
            self._log.count("styling", number)
        elif inner.strip():
            shown = " ".join(_ESCAPE.sub(lambda match: _ESCAPES.get(match[1], match[1]), inner).split())[:200]
            self._log.add(Problem.of("comment-left-out", "note", "it says: {shown}", Place(line=number), shown=shown))
        return ""

    def _time(self, time: str, value: str, column: int, number: int) -> int | None:
        where = Place(line=number, column=column + max(0, value.find(time)) + 1)
        if time.count(":") > 2:
            # Frames, or hundredths after a colon: it is ambiguous.
            report_unreadable(time, self._log, where)
            return None
        return read_time(time, self._log, where)


def write(transcript: Transcript, options: WriteOptions) -> Written:
    """Write the cues of ``options.side`` as dialogue; for ``"both"``, the translation if there is one."""
    found = find_cues(transcript, options.side, options.convention)
    facts = transcript.facts
    title = facts.title if found.column == "source" else facts.title_target
    lines = [
        "[Script Info]",
        f"; {heard_line(transcript)}",
        *([f"Title: {_one_line(title)}"] if title else []),
        "ScriptType: v4.00+",
        "WrapStyle: 0",
        "ScaledBorderAndShadow: yes",
        "",
        "[V4+ Styles]",
        f"Format: {_STYLE_FIELDS}",
        f"Style: {_STYLE}",
        "",
        "[Events]",
        f"Format: {_EVENT_FIELDS}",
        *(_dialogue(cue, voice(cue, found.column)) for cue in found.cues),
    ]
    texts = [text_on(found.column, segment) or () for segment in transcript.segments]
    lost = (*find_typed_marks(texts, "ASS"), *find_left_out(transcript, "ASS", "withdrawn passages"))
    # Players check for the byte-order mark before they try UTF-8.
    return Written(("\n".join(lines) + "\n").encode("utf-8-sig", "replace"), (*found.problems, *lost))


def _dialogue(cue: Cue, name: str | None) -> str:
    start, end = (_format_time(time) for time in (cue.span.start, cue.span.end or cue.span.start))
    lines = render_plain(join_lines(break_lines(cue.atoms))).split("\n")
    words = "\\N".join(directed(list(map(_harmless, lines)), cue.language))
    return f"Dialogue: 0,{start},{end},Default,{_field(name or '')},0,0,0,,{words}"


def _format_time(ms: int) -> str:
    # Hundredths of a second, and hours with one digit if that is enough.
    return format_timestamp(ms)[:-1].removeprefix("0")


def _field(text: str) -> str:
    """A name for a field, which cannot contain a comma."""
    return _one_line(text).replace(",", ";")


def _one_line(text: str) -> str:
    return " ".join(text.replace("\x00", "\ufffd").split())


def _harmless(line: str) -> str:
    """The line without anything that a player would take for an override or a line break."""
    broken = re.sub(r"\\(?=[Nnh{}])", f"\\\\{_JOINER}", line.replace("\x00", "\ufffd"))
    return broken.replace("{", "\\{").replace("}", "\\}")
