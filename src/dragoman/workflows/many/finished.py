"""What became of one of many recordings, interviews or files, and of all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import msgspec

from dragoman.errors import DragomanError, Fix
from dragoman.workflows.watcher import Unit

__all__ = ["OUTCOMES", "DoneMany", "Finished", "Outcome", "Tally", "Work", "describe_failure"]

Outcome = Literal["failed", "incomplete", "made", "skipped"]

OUTCOMES: tuple[Outcome, ...] = ("failed", "incomplete", "made", "skipped")
"""In the order in which they want to be looked at."""

_NO_FIGURES: dict[str, int] = {}


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """How a verb's work on many is called.

    ``title`` is the report's; ``stage`` and ``unit`` are passed to a watcher; ``item`` and ``result`` head columns.
    ``labels`` are what the outcomes are called. ``stops`` says whether an incomplete one counts as a failure of the
    whole.
    """

    title: str
    stage: str
    unit: Unit
    item: str
    result: str
    labels: Mapping[Outcome, str]
    stops: bool = False


class Finished(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one.

    ``path`` is what was worked on, ``made`` the folder or file that came of it, or would have. ``why`` says more, or
    nothing. ``duration`` is in ms of sound, ``seconds`` of work. ``figures`` are counts by name, such as
    ``"passages"``.
    """

    index: int = 0
    path: Path
    made: Path | None = None
    outcome: Outcome
    why: str = ""
    fixes: tuple[str | Fix, ...] = ()
    duration: int | None = None
    seconds: float | None = None
    figures: dict[str, int] = _NO_FIGURES


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """How far the whole is: items, ms of sound worked on, seconds since it began and left (``None``: not known)."""

    done: int
    total: int
    sound: int
    spent: float
    left: float | None


class DoneMany(msgspec.Struct, frozen=True, kw_only=True):
    """What became of each, in the order in which they were given, and the page that says so.

    ``seconds`` is the time by the clock; ``running`` is true of a report that is written meanwhile.
    """

    work: Work
    files: tuple[Finished, ...]
    report: Path
    seconds: float
    running: bool = False

    @property
    def counts(self) -> dict[Outcome, int]:
        """How many there are of each outcome, in the order in which they want to be looked at."""
        found = Counter(file.outcome for file in self.files)
        return {outcome: found[outcome] for outcome in OUTCOMES}

    @property
    def sound(self) -> int:
        """Ms of sound that were worked on now."""
        return sum(file.duration or 0 for file in self.files if file.outcome != "skipped")

    @property
    def figures(self) -> dict[str, int]:
        """The counts of all, by name, in the order in which they were met."""
        found: Counter[str] = Counter()
        for file in self.files:
            found.update(file.figures)
        return dict(found)

    @property
    def failed(self) -> bool:
        """Whether one has failed, or is incomplete in a way that counts as that."""
        bad = ("failed", "incomplete") if self.work.stops else ("failed",)
        return any(file.outcome in bad for file in self.files)


def describe_failure(path: Path, made: Path | None, error: BaseException) -> Finished:
    """What became of one that could not be worked on.

    :param path: what was worked on
    :param made: what would have come of it
    """
    if isinstance(error, DragomanError):
        own = getattr(error, "path", None) in (str(path), str(made))
        why = error.fault if own else f"{error.about}: {error.fault}"
        return Finished(path=path, made=made, outcome="failed", why=why, fixes=error.fixes)
    if isinstance(error, OSError) and error.strerror:
        why = f"{error.filename}: {error.strerror.lower()}" if error.filename else error.strerror.lower()
        return Finished(path=path, made=made, outcome="failed", why=why)
    return Finished(path=path, made=made, outcome="failed", why=f"{type(error).__name__}: {error}")
