"""The result of a job in its process, as data for the server."""

from __future__ import annotations

from typing import Any

import msgspec

from dragoman.workflows.questions import Question

__all__ = ["Asked", "NextJob", "Outcome"]


class NextJob(msgspec.Struct, frozen=True):
    """A job to add when this job is done. ``interview`` is another folder if it is not the job's own."""

    kind: str
    arguments: dict[str, Any]
    interview: str | None = None


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """The questions to answer before a job continues. ``lines`` say what was found, ``problems`` what is wrong."""

    questions: tuple[Question, ...]
    lines: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """A job's final message, the next jobs, and the questions to answer before it can continue.

    ``discard`` is a folder that is no longer needed once this result is stored.
    """

    says: str = ""
    then: tuple[NextJob, ...] = ()
    asked: Asked | None = None
    discard: str | None = None
