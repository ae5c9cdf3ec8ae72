"""The outcome of one of many recordings, interviews or files, and of all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import msgspec

from dragoman.errors import DragomanError, Fix
from dragoman.problems import Problem
from dragoman.workflows.watcher import Unit

__all__ = ["OUTCOMES", "DoneMany", "Finished", "Outcome", "Tally", "Together", "Work", "as_dry", "describe_failure"]

Outcome = Literal["failed", "incomplete", "made", "skipped"]

OUTCOMES: tuple[Outcome, ...] = ("failed", "incomplete", "made", "skipped")
"""In the order in which you should look at them."""

_NO_FIGURES: dict[str, int] = {}


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """The labels of a command's work on many items.

    ``title`` is the report's; ``stage`` and ``unit`` are passed to a watcher; ``item`` and ``result`` are column
    headings. ``labels`` are the names of the outcomes. ``stops`` says whether an incomplete item counts as a failure of
    the whole. ``is_dry`` says that nothing is done and no report is written: each item says what would be done.
    """

    title: str
    stage: str
    unit: Unit
    item: str
    result: str
    labels: Mapping[Outcome, str]
    stops: bool = False
    is_dry: bool = False


def as_dry(work: Work, made: str, title: str | None = None) -> Work:
    """The same work if nothing is done.

    :param made: the label of what would be made
    :param title: the report's, if another one
    """
    labels: dict[Outcome, str] = {**work.labels, "made": made}
    return msgspec.structs.replace(work, title=title or work.title, labels=labels, is_dry=True)


class Together(msgspec.Struct, frozen=True):
    """A reason that several items may have, and what to do about all of them."""

    why: str
    fixes: tuple[str | Fix, ...]


class Finished(msgspec.Struct, frozen=True, kw_only=True):
    """The outcome of one item.

    ``path`` is the input, ``made`` the folder or file that was or would have been made. ``why`` is a reason, or empty;
    ``warning`` is the part of it that says what is wrong with the input. ``fixes`` are what to do about it.
    ``together`` says both for several items; ``None`` if the same words do.
    ``duration`` is the length of the sound in ms, ``seconds`` the time of the work. ``figures`` are counts by name,
    such as ``"passages"``. ``problems`` are those of the item that were asked for, each with the time of its passage in
    ms.
    """

    index: int = 0
    path: Path
    made: Path | None = None
    outcome: Outcome
    why: str = ""
    warning: str = ""
    fixes: tuple[str | Fix, ...] = ()
    together: Together | None = None
    duration: int | None = None
    seconds: float | None = None
    figures: dict[str, int] = _NO_FIGURES
    problems: tuple[tuple[int | None, Problem], ...] = ()


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """The progress of the whole: items, ms of sound, seconds since the start, and seconds left (``None`` if
    unknown).
    """

    done: int
    total: int
    sound: int
    spent: float
    left: float | None


class DoneMany(msgspec.Struct, frozen=True, kw_only=True):
    """The outcome of each item, in the given order, and the report.

    ``seconds`` is elapsed time; ``running`` is true for a report that is written during the work.
    """

    work: Work
    files: tuple[Finished, ...]
    report: Path
    seconds: float
    running: bool = False

    @property
    def counts(self) -> dict[Outcome, int]:
        """The number of items with each outcome, in the order in which you should look at them."""
        found = Counter(file.outcome for file in self.files)
        return {outcome: found[outcome] for outcome in OUTCOMES}

    @property
    def sound(self) -> int:
        """The ms of sound processed in this run."""
        return sum(file.duration or 0 for file in self.files if file.outcome != "skipped")

    @property
    def figures(self) -> dict[str, int]:
        """The total counts by name, in the order of first appearance."""
        found: Counter[str] = Counter()
        for file in self.files:
            found.update(file.figures)
        return dict(found)

    @property
    def failed(self) -> bool:
        """Whether an item has failed, or is incomplete and that counts as a failure."""
        bad = ("failed", "incomplete") if self.work.stops else ("failed",)
        return any(file.outcome in bad for file in self.files)


def describe_failure(path: Path, made: Path | None, error: BaseException) -> Finished:
    """The outcome of an item that failed.

    :param path: the input
    :param made: what would have been made
    """
    if isinstance(error, DragomanError):
        own = getattr(error, "path", None) in (str(path), str(made))
        why = error.fault if own else f"{error.about}: {error.fault}"
        return Finished(path=path, made=made, outcome="failed", why=why, fixes=error.fixes)
    if isinstance(error, OSError) and error.strerror:
        why = f"{error.filename}: {error.strerror.lower()}" if error.filename else error.strerror.lower()
        return Finished(path=path, made=made, outcome="failed", why=why)
    return Finished(path=path, made=made, outcome="failed", why=f"{type(error).__name__}: {error}")
