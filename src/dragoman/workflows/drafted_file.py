"""What became of one of many recordings."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from dragoman.errors import Fix

__all__ = ["OUTCOMES", "DraftedFile"]

OUTCOMES = ("failed", "without words", "made", "skipped")
"""In the order in which they want to be looked at."""


class DraftedFile(msgspec.Struct, frozen=True, kw_only=True):
    """``duration`` in ms of sound, and ``seconds`` of work, of what was drafted now; ``why`` says more, or nothing."""

    index: int = 0
    recording: Path
    folder: Path
    outcome: Literal["failed", "without words", "made", "skipped"]
    why: str = ""
    fixes: tuple[str | Fix, ...] = ()
    duration: int | None = None
    seconds: float | None = None
