"""How long a draft will take on this machine: by what the first minute of the recording takes."""

from __future__ import annotations

import time
from pathlib import Path

import msgspec

from dragoman.pipeline import DraftOptions, draft
from dragoman.pipeline.options import Report, silent
from dragoman.transcript.span import Span

__all__ = ["find_length", "time_first_minute"]

_MINUTE = 60_000
_ENOUGH = 5_000
"""Ms of speech without which a minute says nothing."""


def time_first_minute(path: Path, options: DraftOptions, report: Report = silent) -> float | None:
    """Seconds that the model of ``options`` takes for a second of speech; ``None`` where hardly anybody speaks there.

    Drafts the first minute of what is to be drafted, and keeps nothing of it. Loading the model does not count.

    :raises MediaError: where there is no sound
    """
    start = options.covers.start if options.covers else 0
    end = start + _MINUTE if options.covers is None or options.covers.end is None else options.covers.end
    first = Span(start, min(end, start + _MINUTE))
    moments: list[float] = []

    def watch(stage: str, done: int, total: int | None) -> None:
        report("estimating", done if stage == "listening" else 0, total)
        if stage == "listening":
            moments.append(time.monotonic())

    drafted = draft(
        path, msgspec.structs.replace(options, covers=first, speakers=0, words=True, captions=None), report=watch
    )
    spoken = sum(segment.span.duration or 0 for segment in drafted.transcript.segments if segment.span)
    if spoken < _ENOUGH or len(moments) < 2:
        return None
    return (moments[-1] - moments[0]) * 1000 / spoken


def find_length(covers: Span | None, duration: int | None) -> int | None:
    """Ms of what is to be drafted of a recording, where that is known."""
    ends = [end for end in (covers.end if covers else None, duration) if end is not None]
    return max(0, min(ends) - (covers.start if covers else 0)) if ends else None
