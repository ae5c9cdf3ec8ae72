"""The rows of a page: passages with their id, time, language and speaker, and their translations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import msgspec

from dragoman.notation import faults
from dragoman.notation.faults import fault
from dragoman.notation.header import Header
from dragoman.notation.inline import Report, read_inlines
from dragoman.notation.lines import Line, find_colon, one_line, unescape
from dragoman.notation.marks import find_language
from dragoman.notation.speakers import Cast, may_be_name
from dragoman.notation.times import parse_span
from dragoman.notation.typed import as_typed_text
from dragoman.problems import ProblemLog
from dragoman.transcript.document import Segment
from dragoman.transcript.ids import SegmentIds, is_segment_id
from dragoman.transcript.span import Span

__all__ = ["NotationRow", "Rows", "begins_row"]

_ID = re.compile(r"(s[0-9a-hjkmnp-tv-z]{8})(?:[ \t]+|(?=\n)|\Z)")
# A first word that may be a mistyped id.
_FIRST_WORD = re.compile(r"([0-9A-Za-z]{8,10})(?:[ \t]+|(?=\n)|\Z)")
# What may be a time. The lengths are bounded, so that no text makes the search slow.
_TIME = re.compile(
    r"[\[［【][ \t]*(?P<time>\?|\d[\d:：.,٫]{0,23}(?:[ \t]*(?:-->|[-–—→])[ \t]*\d[\d:：.,٫]{0,23})?)"
    r"(?:[ \t]+(?P<language>[A-Za-z][A-Za-z0-9-]{1,59}))?[ \t]*[\]］】][ \t]*"
)


class NotationRow(msgspec.Struct, frozen=True, kw_only=True):
    """The place of a segment on the page, and the fields that the page states.

    ``id`` is the id as typed, ``None`` if a new one was made; ``segment`` is the segment's id. ``line`` is 1-based.
    ``carried`` are the fields of :class:`Segment` that the page states; the page does not change the others.
    ``first_word`` is the first word of a row without an id, if it is about as long as an id: only the interview's ids
    show whether it is a mistyped one. ``is_id_shaped`` is true if it is before a time, where an id is expected, or has
    the form of an id.
    """

    id: str | None
    segment: str
    line: int
    carried: frozenset[str]
    first_word: str | None = None
    is_id_shaped: bool = False


def begins_row(text: str) -> bool:
    """Whether a line is certainly a passage or a translation."""
    return text.startswith("=") or _ID.match(text) is not None or _match_time(text, 0) is not None


def _match_time(text: str, place: int) -> re.Match[str] | None:
    """The match of a time in brackets. A time has a colon, unlike ``[12 people]``; ``?`` needs a language after it."""
    match = _TIME.match(text, place)
    if match is None or (match["time"] == "?" and match["language"] is None):
        return None
    return match if re.search("[?:：]", match["time"]) else None


def _begins_like_an_id(text: str) -> bool:
    """Whether a line begins with an id, perhaps a mistyped one. Few words of this length contain a digit."""
    word = _FIRST_WORD.match(text)
    if word is None:
        return False
    has_shape = is_segment_id(word[1].lower()) and any(character.isdigit() for character in word[1])
    return has_shape or _match_time(text, word.end()) is not None


class Rows:
    """Reads the rows of a page, and makes segments of them at the end."""

    def __init__(self, header: Header, titled: bool, log: ProblemLog, lines: Sequence[Line]) -> None:
        self.cast = Cast(tuple(header.speakers.values()))
        self.titled = titled
        self.log = log
        self.segments: list[dict[str, Any]] = []
        self.rows: list[dict[str, Any]] = []
        self.ids = SegmentIds(reserved=(match[1] for line in lines if (match := _ID.match(line.text))))
        self.speaker: str | None = None

    def take(self, line: Line) -> None:
        """Read one line with its continuations."""
        if line.text.startswith("="):
            self._translation(line)
        elif self._is_typed_below(line):
            self._state("source", read_inlines(line.text, 0, self._reporter(line)))
        else:
            self._row(line)

    def _is_typed_below(self, line: Line) -> bool:
        """Whether a line is the text of the empty row directly above it."""
        is_waiting = bool(self.rows) and self.rows[-1]["id"] and not {"source", "target"} & self.rows[-1]["carried"]
        is_plain = not line.after_blank and not begins_row(line.text) and self._find_name(line.text, 0) is None
        return bool(is_waiting and is_plain and not _begins_like_an_id(line.text))

    def finish(self) -> tuple[tuple[Segment, ...], tuple[NotationRow, ...]]:
        """The segments and their rows, in the order of the page."""
        for segment in self.segments:
            segment["target"] = as_typed_text(tuple(segment["target"])) or None
        return tuple(Segment(**segment) for segment in self.segments), tuple(NotationRow(**row) for row in self.rows)

    def _row(self, line: Line) -> None:
        typed, place = self._find_id(line)
        segment = self._start(line, typed)
        if typed is None and (word := _FIRST_WORD.match(line.text)):
            self.rows[-1] |= {"first_word": word[1], "is_id_shaped": _begins_like_an_id(line.text)}
        place = self._time(line, place, segment["id"])
        place = self._name(line, place, segment["id"])
        segment["speaker"] = self.speaker
        source = read_inlines(line.text, place, self._reporter(line))
        if source:
            self._state("source", source)

    def _translation(self, line: Line) -> None:
        if not self.segments:
            message = "no passage is above this translation; move it below its original"
            self.log.add(fault(faults.LOOSE_TRANSLATION, message, line.place(0)))
            self._start(line, None)
        segment = self.segments[-1]
        target = read_inlines(line.text, 1, self._reporter(line))
        if "target" in self.rows[-1]["carried"]:
            message = "this passage has a translation already; keep one, or indent the second by two spaces"
            self.log.add(fault(faults.REPEATED_TRANSLATION, message, line.place(0), segment["id"]))
        segment["target"] += ["\n", *target]
        self.rows[-1]["carried"] |= {"target"}

    def _start(self, line: Line, typed: str | None) -> dict[str, Any]:
        """Add a segment and its row, with the typed id or a new one."""
        own = self.ids.take(typed)
        if typed is not None and own is None:
            message = f"the id {typed} is used above already; delete it here, a new passage needs no id"
            self.log.add(fault(faults.REPEATED_ID, message, line.place(0), typed))
        id_ = own or self.ids.place()
        self.segments.append({"id": id_, "target": []})
        self.rows.append({"id": own, "segment": id_, "line": line.place(0)[0], "carried": frozenset()})
        return self.segments[-1]

    def _reporter(self, line: Line) -> Report:
        segment = self.segments[-1]["id"]
        return lambda code, offset, message: self.log.add(fault(code, message, line.place(offset), segment))

    def _state(self, field: str, value: object) -> None:
        self.segments[-1][field] = value
        self.rows[-1]["carried"] |= {field}

    def _find_id(self, line: Line) -> tuple[str | None, int]:
        """The id at the beginning of a row, and the offset after it. An ordinary word can look like an id."""
        match = _ID.match(line.text)
        if match is None or not is_segment_id(match[1]):
            return None, 0
        rest = match.end()
        if _match_time(line.text, rest):
            return match[1], rest
        named = rest == len(line.text) or self._find_name(line.text, rest) is not None
        is_sure = self.titled or any(character.isdigit() for character in match[1])
        return (match[1], rest) if named and is_sure else (None, 0)

    def _time(self, line: Line, place: int, segment: str) -> int:
        match = _match_time(line.text, place)
        if match is None:
            return place
        if match["time"] != "?":
            self._span(line, match, segment)
        if match["language"] is not None:
            self._language(line, match, segment)
        return match.end()

    def _span(self, line: Line, match: re.Match[str], segment: str) -> None:
        span: Span | None = parse_span(match["time"])
        if span is not None:
            self._state("span", span)
            return
        message = f"{match['time'][:40]} is not a time such as 12:34.5-12:40, from earlier to later"
        self.log.add(fault(faults.BAD_TIME, message, line.place(match.start("time")), segment))

    def _language(self, line: Line, match: re.Match[str], segment: str) -> None:
        language = find_language(match["language"])
        if language is not None:
            self._state("language", language)
            return
        message = f"{match['language']!r} is not a language; write a tag such as fa"
        self.log.add(fault(faults.BAD_LANGUAGE, message, line.place(match.start("language")), segment))

    def _name(self, line: Line, place: int, segment: str) -> int:
        """Read the name before a text, if there is one; otherwise the speaker stays the same."""
        colon = self._find_name(line.text, place)
        if colon is None:
            return place
        raw = line.text[place:colon].strip(" \t")
        self.speaker = None if raw in _UNKNOWN else self._speaker(line, place, one_line(unescape(raw)), segment)
        self.rows[-1]["carried"] |= {"speaker"}
        return colon + 1

    def _find_name(self, text: str, place: int) -> int | None:
        """The offset of the colon after a name at ``place``; ``None`` if there is no name."""
        colon = find_colon(text, place)
        if colon is None or (text[colon] == ":" and text[colon + 1 : colon + 2] not in ("", *" \t\n")):
            return None
        raw = text[place:colon].strip(" \t")
        is_name = raw in _UNKNOWN or may_be_name(raw) or bool(self.cast.find(one_line(unescape(raw))))
        return colon if raw and is_name else None

    def _speaker(self, line: Line, place: int, name: str, segment: str) -> str | None:
        found = self.cast.find(name)
        if len(found) == 1:
            return found[0]
        if found:
            message = f"{name} is the name of {' and '.join(found)}; put the id after it, as in {name} ({found[0]})"
            self.log.add(fault(faults.AMBIGUOUS_SPEAKER, message, line.place(place), segment))
            return None
        message = f"the speaker {name} is added; if these words are not a name, put a backslash before the colon"
        self.log.add(fault(faults.NEW_SPEAKER, message, line.place(place), segment))
        return self.cast.add(name)


_UNKNOWN = ("?", "؟", "？")
