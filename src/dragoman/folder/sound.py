"""The recording of an interview on this machine: its copies, and whether they are where the folder says."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

from dragoman.folder.interview import Folder
from dragoman.transcript.document import Copy, Recording, Transcript

__all__ = ["find_local_copies", "find_missing_copy", "find_missing_sound", "find_place", "is_remote"]


def find_local_copies(transcript: Transcript) -> tuple[Copy, ...]:
    """The copies of the recording on a machine, not on the web."""
    return _find_local(transcript.recording)


def find_missing_sound(folder: Folder) -> str | None:
    """The address of the copy that the page plays, if the file is missing; ``None`` if it exists, or the page has
    none.
    """
    return find_missing_copy(folder.path, folder.transcript.recording)


def find_missing_copy(path: Path, recording: Recording | None) -> str | None:
    """As :func:`find_missing_sound`, for the recording of the interview in a folder."""
    copy = next(iter(_find_local(recording)), None)
    return copy.address if copy and find_place(path, copy) is None else None


def _find_local(recording: Recording | None) -> tuple[Copy, ...]:
    return tuple(copy for copy in (recording.copies if recording else ()) if not is_remote(copy.address))


def find_place(path: Path, copy: Copy) -> Path | None:
    """The file of a copy in an interview's folder; ``None`` if there is none."""
    try:
        return next((path / a for a in (copy.address, unquote(copy.address)) if (path / a).is_file()), None)
    except (OSError, ValueError):  # an address that is not a path
        return None


def is_remote(address: str) -> bool:
    """Whether an address leads to another machine."""
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]+://", address) is not None
