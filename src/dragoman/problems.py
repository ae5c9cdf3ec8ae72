"""A fault as a value: what a parser could not read, what a writer would lose, what a check found.

One shape for all three, so that any of them can be shown beside the passage, filtered by code and settled.
"""

from __future__ import annotations

from typing import Literal

import msgspec

__all__ = ["Place", "Problem", "Severity", "has_errors"]

Severity = Literal["error", "warning", "note"]


class Place(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where a problem is. Any part may be unknown.

    ``segment`` is a segment id; ``line`` and ``column`` are 1-based places in a text file; ``start`` is a
    time in the recording in ms.
    """

    segment: str | None = None
    line: int | None = None
    column: int | None = None
    start: int | None = None


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """One fault. ``code`` is stable and documented (``docs/problems.md``); ``message`` is for a person.

    ``texts`` is a hash of the texts that a check found it in: in other texts it is another problem, which nobody
    has settled.
    """

    code: str
    severity: Severity
    message: str
    where: Place = Place()
    texts: str | None = None

    def __str__(self) -> str:
        place = ":".join(
            str(part) for part in (self.where.segment, self.where.line, self.where.column) if part is not None
        )
        return f"{place + ': ' if place else ''}{self.severity}: {self.message} [{self.code}]"


def has_errors(problems: tuple[Problem, ...]) -> bool:
    """Whether any of them is an error."""
    return any(problem.severity == "error" for problem in problems)
