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
    UNCLOSED: Fault(
        "error", "A bracket, star or strikethrough sign is opened and not closed. The character is kept as plain text."
    ),
    STRAY: Fault("warning", "A closing bracket has no opening bracket. The character is kept as plain text."),
    UNKNOWN_MARK: Fault("warning", "The words in square brackets are not a known mark. They are kept as typed."),
    NESTED: Fault("warning", "A mark is inside another mark that may not contain it. The inner mark is kept as typed."),
    EMPTY: Fault("warning", "A mark is empty. It is kept as typed."),
    NO_REACH: Fault("warning", "A mark refers to the words before it, and there are none. It is kept as typed."),
    LOOSE_BRACES: Fault("warning", "No mark follows the braces. They are kept as typed."),
    VERSION: Fault("warning", "The page names another version of the notation. It is read as the current version."),
    UNKNOWN_FACT: Fault("warning", "A line among the facts has an unknown key. The line is left out."),
    BAD_FACT: Fault("error", "A fact's value cannot be read. The fact is left out; of a date, the words are kept."),
    REPEATED_FACT: Fault("warning", "A fact that can have only one value is given twice. The first value is used."),
    BAD_LANGUAGE: Fault("warning", "A language is neither a BCP 47 tag nor a known name. It is left out."),
    REPEATED_SPEAKER: Fault("error", "Two speakers have the same id. The first one is used."),
    NEW_SPEAKER: Fault("note", "The name before a passage is that of no speaker on the page. A speaker is added."),
    AMBIGUOUS_SPEAKER: Fault("warning", "Several speakers have this name. The passage gets no speaker."),
    BAD_TIME: Fault("error", "A passage's time cannot be read. The passage gets no time."),
    REPEATED_ID: Fault("error", "Two passages have the same id. The second one gets a new id."),
    LOOSE_TRANSLATION: Fault("warning", "No passage is above a translation. It becomes a passage without an original."),
    REPEATED_TRANSLATION: Fault("warning", "A passage has two translations. The second one is added after the first."),
    MORE: Fault("note", "There are more problems than those listed."),
}


def fault(code: str, message: str, place: tuple[int, int], segment: str | None = None) -> Problem:
    """A problem with the severity of its code's row.

    :param code: a key of ``FAULTS``
    :param place: 1-based line and column
    """
    return Problem(code, FAULTS[code].severity, message, Place(segment=segment, line=place[0], column=place[1]))
