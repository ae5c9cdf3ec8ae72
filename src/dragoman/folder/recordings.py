"""Find an interview's recording without opening the interview."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dragoman.errors import DragomanError
from dragoman.folder.find import find_folders
from dragoman.folder.interview import open_folder
from dragoman.folder.loading import HISTORY
from dragoman.folder.snapshot import SNAPSHOT, read_recording
from dragoman.transcript.document import Recording

__all__ = ["find_hashes", "find_recording", "index_recordings"]


def find_recording(path: Path) -> Recording | None:
    """The recording of an interview; ``None`` if it has none or is damaged.

    A snapshot that is not older than the history is trusted; otherwise the interview is opened.
    """
    try:
        if (path / SNAPSHOT).stat().st_mtime_ns >= (path / HISTORY).stat().st_mtime_ns:
            found = read_recording(path)
            if found is not None:
                return found[1]
    except (OSError, DragomanError):
        pass
    try:
        return open_folder(path).transcript.recording
    except (OSError, DragomanError):
        return None


def find_hashes(recording: Recording | None) -> Iterator[str]:
    """The SHA-256 of each copy that has one."""
    return (copy.sha256 for copy in (recording.copies if recording else ()) if copy.sha256 is not None)


def index_recordings(root: Path) -> dict[str, Path]:
    """Maps the SHA-256 of each recording to its first interview, for all interviews below a folder."""
    found: dict[str, Path] = {}
    for folder in find_folders(root):
        for sha256 in find_hashes(find_recording(folder)):
            found.setdefault(sha256, folder)
    return found
