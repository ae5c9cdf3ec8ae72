"""A watcher that remembers what it was told, and stops the work when it is asked to."""

from __future__ import annotations

from dragoman.errors import CancelledError
from dragoman.problems import Problem
from dragoman.workflows.watcher import Unit


class Remembering:
    """``stop_after``: at which look for a cancellation, counted from 1, the work is stopped; ``None`` is never."""

    def __init__(self, stop_after: int | None = None) -> None:
        self.reports: list[tuple[str, int, int | None, Unit]] = []
        self.problems: list[Problem] = []
        self.looks = 0
        self._stop_after = stop_after

    def report(self, stage: str, done: int, total: int | None, unit: Unit) -> None:
        """Remember it."""
        self.reports.append((stage, done, total, unit))

    def problem(self, problem: Problem) -> None:
        """Remember it."""
        self.problems.append(problem)

    def check_cancelled(self) -> None:
        """Stop the work, where its time has come."""
        self.looks += 1
        if self._stop_after is not None and self.looks >= self._stop_after:
            raise CancelledError("draft")
