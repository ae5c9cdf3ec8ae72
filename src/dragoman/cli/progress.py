"""Show the progress of long work: a bar with the time left on a terminal, JSON lines for programs, otherwise
nothing.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import msgspec

from dragoman.cli.interrupts import raise_if_interrupted
from dragoman.pipeline.options import Report, silent
from dragoman.workflows.watcher import Silent, Unit, Watcher

__all__ = ["show_progress", "watching", "whole_bar"]


@contextmanager
def watching(*, quiet: bool, json: bool) -> Iterator[Watcher]:
    """A watcher that shows the progress of the work, and stops it at Ctrl+C."""
    if json:
        yield _Lines()
        return
    with show_progress(quiet=quiet, json=False) as report:
        yield _Shown(report)


@contextmanager
def show_progress(*, quiet: bool, json: bool) -> Iterator[Report]:
    """A report that shows the progress."""
    if json:
        lines = _Lines()
        yield lambda stage, done, total: lines.report(stage, done, total, "ms")
    elif quiet or not sys.stderr.isatty():
        yield silent
    else:
        with _bar() as bar:
            yield _bar_report(bar)


@contextmanager
def whole_bar() -> Iterator[Callable[[int, int, str], None]]:
    """A bar over many items: a function that takes the number done, the total, and a text."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    bar = Progress(BarColumn(), TextColumn("{task.description}"), TimeElapsedColumn(), console=Console(stderr=True))
    with bar:
        task = bar.add_task("")
        yield lambda done, total, said: bar.update(task, completed=done, total=total, description=said)


class _Lines(Silent):
    """Writes a line of JSON at every step."""

    def __init__(self) -> None:
        self._started: dict[str, float] = {}

    def report(self, stage: str, done: int, total: int | None, unit: Unit) -> None:
        """Write the progress of a stage, and the seconds left if known."""
        spent = time.monotonic() - self._started.setdefault(stage, time.monotonic())
        left = round(spent * max(0, total - done) / done, 1) if total and done else None
        line = {"stage": stage, f"done_{unit}": done, f"total_{unit}": total, "left_s": left}
        sys.stdout.write(msgspec.json.encode(line).decode() + "\n")
        sys.stdout.flush()

    def check_cancelled(self) -> None:
        """Stop if Ctrl+C came and a library lost it."""
        raise_if_interrupted()


class _Shown(Silent):
    """Shows stages. Problems are printed at the end."""

    def __init__(self, show: Report) -> None:
        self._show = show

    def report(self, stage: str, done: int, total: int | None, unit: Unit) -> None:
        """Show the progress of a stage."""
        self._show(stage, done, total)

    def check_cancelled(self) -> None:
        """Stop if Ctrl+C came and a library lost it."""
        raise_if_interrupted()


def _bar() -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    return Progress(
        TextColumn("{task.description:<12}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    )


def _bar_report(bar: Any) -> Report:
    tasks: dict[str, Any] = {}

    def report(stage: str, done: int, total: int | None) -> None:
        for other in tasks.keys() - {stage}:
            if not bar.tasks[tasks[other]].finished:
                bar.update(tasks[other], total=1, completed=1)
        if stage not in tasks:
            tasks[stage] = bar.add_task(stage, total=total)
        bar.update(tasks[stage], completed=done, total=total)

    return report
