"""A watcher of a workflow: it receives progress and problems, and may stop the work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, Protocol

from dragoman.problems import Problem

__all__ = ["SILENT", "Silent", "Unit", "Watcher", "stage_report"]

Unit = Literal["ms", "files", "interviews", "passages"]
"""The unit of progress: ms of the recording, files, interviews, passages."""


class Watcher(Protocol):
    """Passed by the caller of a workflow. Its methods are called in the caller's thread."""

    def report(self, stage: str, done: int, total: int | None, unit: Unit) -> None:
        """Receive the progress of a stage, and its total (``None`` if unknown)."""

    def problem(self, problem: Problem) -> None:
        """Receive a problem as soon as it is found, before the work goes on."""

    def check_cancelled(self) -> None:
        """Return if the work should go on.

        :raises CancelledError: if it should stop; what is finished is kept
        """


class Silent:
    """A watcher that ignores everything and never stops the work."""

    def report(self, stage: str, done: int, total: int | None, unit: Unit) -> None:
        """Ignore the report."""

    def problem(self, problem: Problem) -> None:
        """Ignore the problem."""

    def check_cancelled(self) -> None:
        """Go on."""


SILENT = Silent()


def stage_report(watcher: Watcher) -> Callable[[str, int, int | None], None]:
    """A report for a pipeline to call after each chunk: it informs the watcher, which may stop the work there."""

    def report(stage: str, done: int, total: int | None) -> None:
        watcher.report(stage, done, total, "ms")
        watcher.check_cancelled()

    return report
