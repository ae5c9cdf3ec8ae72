"""Who watches a workflow: is told how far it is and what it meets, and may stop it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, Protocol

from dragoman.problems import Problem

__all__ = ["SILENT", "Silent", "Unit", "Watcher", "stage_report"]

Unit = Literal["ms", "files", "interviews", "passages"]
"""What is counted: ms of the recording, files, interviews, passages."""


class Watcher(Protocol):
    """Whoever called a workflow. All of it is called in the thread that called the workflow."""

    def report(self, stage: str, done: int, total: int | None, unit: Unit) -> None:
        """Take note of how much of a stage is done, and how much there is (``None``: not known)."""

    def problem(self, problem: Problem) -> None:
        """Take note of a problem as soon as it is met, before the work goes on."""

    def check_cancelled(self) -> None:
        """Return where the work shall go on.

        :raises CancelledError: where it shall stop; what is finished by then is kept
        """


class Silent:
    """A watcher that takes no note and never stops anything."""

    def report(self, stage: str, done: int, total: int | None, unit: Unit) -> None:
        """Take no note."""

    def problem(self, problem: Problem) -> None:
        """Take no note."""

    def check_cancelled(self) -> None:
        """Go on."""


SILENT = Silent()


def stage_report(watcher: Watcher) -> Callable[[str, int, int | None], None]:
    """The report that a pipeline calls after each chunk: the watcher is told of it, and may stop the work there."""

    def report(stage: str, done: int, total: int | None) -> None:
        watcher.report(stage, done, total, "ms")
        watcher.check_cancelled()

    return report
