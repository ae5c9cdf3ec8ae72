"""Parses a page to a document. What cannot be read becomes a problem; the parser never raises."""

from __future__ import annotations

import re

import msgspec

from dragoman.notation import faults
from dragoman.notation.faults import fault
from dragoman.notation.header import REVISION, Header, is_speaker, split_fact
from dragoman.notation.hints import is_empty_fact, is_hint, is_our_hint
from dragoman.notation.inline import read_inlines
from dragoman.notation.lines import FIRST_LINE, VERSION, Line, one_line, read_lines, text_line, unescape
from dragoman.notation.rows import NotationRow, Rows, begins_row
from dragoman.notation.typed import settle_languages
from dragoman.problems import Problem, ProblemLog
from dragoman.transcript.document import Transcript
from dragoman.transcript.text import Text

__all__ = ["NotationRow", "Parsed", "parse", "parse_text"]


class Parsed(msgspec.Struct, frozen=True, kw_only=True):
    """A parsed page.

    ``rows`` describe the segments' places on the page. ``carried`` are the facts that the page states, as fields of the
    document, the recording or the facts; ``declared`` the ids of the speakers among its facts. ``revision`` is the
    beginning of the id of the revision that the page was made from; ``for_others`` is true if it leaves out what others
    may not see.
    """

    transcript: Transcript
    problems: tuple[Problem, ...] = ()
    rows: tuple[NotationRow, ...] = ()
    carried: frozenset[str] = frozenset()
    declared: tuple[str, ...] = ()
    revision: str | None = None
    for_others: bool = False


def parse(page: str) -> Parsed:
    """The document on a page, and the problems of the page. It never raises, whatever the page contains.

    Segments without an id get one from their place; speakers without an id are numbered ``S1``, ``S2`` …
    """
    log = ProblemLog()
    lines = read_lines(page)
    titled = _read_first_line(lines, log)
    header, used = _read_header(lines, 1 if titled else 0, titled, log)
    rows = Rows(header, titled, log, lines[used:])
    for line in lines[used:]:
        rows.take(line)
    segments, places = rows.finish()
    transcript = Transcript(
        recording=header.recording(),
        facts=header.facts(),
        speakers=tuple(rows.cast.speakers),
        segments=settle_languages(segments, header.languages),
        target_language=header.target_language,
    )
    return Parsed(
        transcript=transcript,
        problems=log.listed(),
        rows=places,
        carried=frozenset(header.carried - {"revision"}),
        declared=tuple(header.speakers),
        revision=header.revision[0],
        for_others=header.revision[1],
    )


def parse_text(text: str) -> tuple[Text, tuple[Problem, ...]]:
    """One text in the notation, whose further lines are not indented, and its problems."""
    log = ProblemLog()
    line = text_line(text)

    def report(code: str, offset: int, message: str) -> None:
        log.add(fault(code, message, line.place(offset)))

    return read_inlines(line.text, 0, report), log.listed()


def _read_first_line(lines: list[Line], log: ProblemLog) -> bool:
    words = lines[0].text.split() if lines else []
    if not words or words[0] != FIRST_LINE:
        return False
    if words[1:] != [str(VERSION)]:
        said = " ".join(words[1:])[:20] or "none"
        message = f"the page is in version {said} of the notation and is read as version {VERSION}; check all of it"
        log.add(fault(faults.VERSION, message, lines[0].place(0)))
    return True


def _read_header(lines: list[Line], first: int, titled: bool, log: ProblemLog) -> tuple[Header, int]:
    """The facts, and the index of the line after them. A blank line ends the facts."""
    header = Header(log)
    place = first
    while place < len(lines) and (place == first or not lines[place].after_blank):
        line = lines[place]
        if titled and is_hint(line):
            if not is_our_hint(line):
                message = "a line that begins with # is a hint and is left out; write a fact as key: value"
                log.add(fault(faults.UNKNOWN_FACT, message, line.place(0)))
        elif titled and place > first and is_our_hint(lines[place - 1]) and is_empty_fact(line):
            pass  # The fact is not known yet.
        elif header.knows(line) and (titled or _is_fact_anywhere(line)):
            header.take(line)
        elif titled and not _is_row(lines, place, header):
            key = split_fact(line)[0][:40]
            message = f"{key!r} is not the name of a fact; correct it, or put a blank line before the passages"
            log.add(fault(faults.UNKNOWN_FACT, message, line.place(0)))
        else:
            break
        place += 1
    return header, place


def _is_fact_anywhere(line: Line) -> bool:
    """Whether a line is a fact on a page without the first line.

    There, ``speaker 1: …`` is more likely a passage, and ``revision`` would be that of another page.
    """
    key = split_fact(line)[0]
    if key.casefold() == REVISION:
        return False
    return not is_speaker(key) or re.fullmatch(r"speaker[ \t]+S\d+", key) is not None


def _is_row(lines: list[Line], place: int, header: Header) -> bool:
    """Whether an unknown line among the facts is a passage without the blank line before it."""
    line = lines[place]
    if line.after_blank or begins_row(line.text):
        return True
    if place + 1 < len(lines) and lines[place + 1].text.startswith("="):
        return True
    name = one_line(unescape(split_fact(line)[0]))
    return name in ("", "?") or name in header.names
