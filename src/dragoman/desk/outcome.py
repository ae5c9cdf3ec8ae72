"""What becomes of a job in the process that does it, as data for the one that serves people."""

from __future__ import annotations

from typing import Any

import msgspec

from dragoman.workflows.questions import Question

__all__ = ["Asked", "NextJob", "Outcome"]


class NextJob(msgspec.Struct, frozen=True):
    """What is to be done when a job is done. ``interview`` is another one's folder where it is not the job's own."""

    kind: str
    arguments: dict[str, Any]
    interview: str | None = None


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What has to be decided before a job goes on. ``lines`` say what was found out, ``problems`` what is wrong."""

    questions: tuple[Question, ...]
    lines: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What a job says at its end, what is to be done next, and what has to be answered before it can go on.

    ``discard`` is a folder that is not needed any more once that is on file.
    """

    says: str = ""
    then: tuple[NextJob, ...] = ()
    asked: Asked | None = None
    discard: str | None = None
