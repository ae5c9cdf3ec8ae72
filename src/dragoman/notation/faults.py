"""The faults of a page: a table of their codes."""

from __future__ import annotations

import msgspec

from dragoman.problems import Place, Problem, Severity

__all__ = ["FAULTS", "Fault", "fault"]

UNCLOSED = "unclosed-mark"
STRAY = "stray-closer"
UNKNOWN_MARK = "unknown-mark"
NESTED = "nested-mark"
EMPTY = "empty-mark"
NO_REACH = "nothing-before-mark"
LOOSE_BRACES = "loose-braces"
VERSION = "unknown-version"
UNKNOWN_FACT = "unknown-fact"
BAD_FACT = "unreadable-fact"
REPEATED_FACT = "repeated-fact"
BAD_LANGUAGE = "unknown-language"
REPEATED_SPEAKER = "repeated-speaker"
NEW_SPEAKER = "new-speaker"
AMBIGUOUS_SPEAKER = "ambiguous-speaker"
BAD_TIME = "unreadable-time"
REPEATED_ID = "repeated-id"
LOOSE_TRANSLATION = "loose-translation"
REPEATED_TRANSLATION = "repeated-translation"
MORE = "more-problems"


class Fault(msgspec.Struct, frozen=True):
    """A row of the table: the severity and the meaning of a code."""

    severity: Severity
    meaning: str


FAULTS = {
    UNCLOSED: Fault("error", "A bracket, star or strike is opened and never closed; it is kept as a plain character."),
    STRAY: Fault("warning", "A closing bracket has no opening one; it is kept as a plain character."),
    UNKNOWN_MARK: Fault("warning", "Square brackets hold nothing that the notation knows; they are kept as typed."),
    NESTED: Fault("warning", "A mark stands inside one that cannot hold it; the inner one is kept as typed."),
    EMPTY: Fault("warning", "A mark holds nothing; it is kept as typed."),
    NO_REACH: Fault("warning", "A mark about the words before it has none there; it is kept as typed."),
    LOOSE_BRACES: Fault(
        "warning", "Braces are not followed by a mark that they could belong to; they are kept as typed."
    ),
    VERSION: Fault("warning", "The page says that it is in another version of the notation; it is read as this one."),
    UNKNOWN_FACT: Fault("warning", "A line among the facts names none that a page has; it is left out."),
    BAD_FACT: Fault("error", "A fact's value cannot be read; the fact is left out, or the words of a date kept."),
    REPEATED_FACT: Fault("warning", "A fact that there is one of stands twice; the first one counts."),
    BAD_LANGUAGE: Fault("warning", "A language is neither a BCP 47 tag nor a name that is known; it is left out."),
    REPEATED_SPEAKER: Fault("error", "Two speakers have one id; the first one counts."),
    NEW_SPEAKER: Fault("note", "A name stands before a passage that no speaker of the page has; a speaker is added."),
    AMBIGUOUS_SPEAKER: Fault("warning", "A name belongs to several speakers; the passage has none."),
    BAD_TIME: Fault("error", "A passage's time cannot be read; the passage has none."),
    REPEATED_ID: Fault("error", "Two passages have one id; the second gets a new one."),
    LOOSE_TRANSLATION: Fault("warning", "A translation stands under no passage; it becomes one without an original."),
    REPEATED_TRANSLATION: Fault("warning", "A passage has two translations; the second is put behind the first."),
    MORE: Fault("note", "There are more problems than are listed."),
}


def fault(code: str, message: str, place: tuple[int, int], segment: str | None = None) -> Problem:
    """A problem with the severity of its code's row.

    :param code: a key of ``FAULTS``
    :param place: 1-based line and column
    """
    return Problem(code, FAULTS[code].severity, message, Place(segment=segment, line=place[0], column=place[1]))
