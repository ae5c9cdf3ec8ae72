"""A fault as a value: what a parser could not read, what a writer would lose, what a check found; and the list of them.

One shape for all three, so that any of them can be shown beside the passage, filtered by code and settled.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Literal

import msgspec

from dragoman.errors import Fix, find_purpose, with_fixes

__all__ = ["MOST_PROBLEMS", "Detail", "Place", "Problem", "ProblemLog", "Severity", "has_errors"]

Severity = Literal["error", "warning", "note"]
Detail = str | int | float

# A hostile file could have a problem a character.
MOST_PROBLEMS = 1000


class Place(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where a problem is. Any part may be unknown.

    ``segment`` is a segment id; ``line`` and ``column`` are 1-based places in a text file; ``start`` is a
    time in the recording in ms.
    """

    segment: str | None = None
    line: int | None = None
    column: int | None = None
    start: int | None = None


_NOWHERE = Place()


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """One fault. ``code`` is stable and documented (``docs/problems.md``); ``message`` is for a person.

    ``texts`` is a hash of the texts that a check found it in: in other texts it is another problem, which nobody
    has settled. ``details`` are the values that the message was made of (numbers, names, words), each
    with what it is. ``fixes`` are what to do about it, any of them; they are no part of what problem it is.
    """

    code: str
    severity: Severity
    message: str
    where: Place = _NOWHERE
    texts: str | None = None
    details: tuple[tuple[str, Detail], ...] = ()
    fixes: tuple[str | Fix, ...] = ()

    @classmethod
    def of(cls, code: str, severity: Severity, template: str, where: Place = _NOWHERE, **details: Detail) -> Problem:
        """A problem whose message is a template filled in with details, as :meth:`str.format` does."""
        return cls(code, severity, template.format(**details), where, details=tuple(details.items()))

    def suggesting(self, *fixes: str | Fix) -> Problem:
        """The same problem with these fixes."""
        return msgspec.structs.replace(self, fixes=fixes)

    @property
    def id(self) -> str:
        """The same for the same fault at the same place, however its message is worded: 16 hexadecimal digits."""
        identity = msgspec.json.encode((self.code, self.where, self.texts, self.details))
        return hashlib.sha256(identity).hexdigest()[:16]

    def describe(self, show: Callable[[Fix], str] = find_purpose) -> str:
        """The message and the fixes on one line.

        :param show: how to say what Dragoman can do; its purpose alone unless given
        """
        return with_fixes(self.message, self.fixes, show)

    def __str__(self) -> str:
        place = ":".join(
            str(part) for part in (self.where.segment, self.where.line, self.where.column) if part is not None
        )
        return f"{place + ': ' if place else ''}{self.severity}: {self.describe()} [{self.code}]"


def has_errors(problems: tuple[Problem, ...]) -> bool:
    """Whether any of them is an error."""
    return any(problem.severity == "error" for problem in problems)


class ProblemLog:
    """The problems of one text as they are found, at most ``MOST_PROBLEMS`` of them.

    It also counts what happens too often for a problem each: the reader makes one problem of each count.
    """

    def __init__(self) -> None:
        self._found: list[Problem] = []
        self._counts: dict[str, tuple[int, int | None]] = {}

    @property
    def is_full(self) -> bool:
        """Whether no further problem will be listed."""
        return len(self._found) > MOST_PROBLEMS

    def add(self, *problems: Problem) -> None:
        """List problems. In place of the first one beyond the limit, a note says that there are more."""
        for problem in problems:
            if self.is_full:
                return
            self._found.append(problem if len(self._found) < MOST_PROBLEMS else _more_problems(problem.where))

    def count(self, what: str, line: int | None = None) -> None:
        """Count one more of a kind; the line of the first of each kind is kept."""
        number, first = self._counts.get(what, (0, line))
        self._counts[what] = number + 1, first

    def counted(self, what: str) -> tuple[int, Place]:
        """How many of a kind were counted, and where the first one is."""
        number, line = self._counts.get(what, (0, None))
        return number, Place(line=line)

    def listed(self) -> tuple[Problem, ...]:
        """The problems in the order of their places; those that have no line come first."""
        return tuple(sorted(self._found, key=lambda problem: (problem.where.line or 0, problem.where.column or 0)))


def _more_problems(where: Place) -> Problem:
    message = f"only the first {MOST_PROBLEMS} problems are listed; fix them and read the file again"
    return Problem("more-problems", "note", message, where)
