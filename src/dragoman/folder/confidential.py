"""Whether an interview is marked as confidential, without loading those whose history never says the word."""

from __future__ import annotations

from pathlib import Path

from dragoman import disk
from dragoman.folder.interview import open_folder
from dragoman.folder.jsonl_log import LIMIT
from dragoman.folder.loading import HISTORY

__all__ = ["is_confidential"]


def is_confidential(path: Path) -> bool:
    """Whether an interview is marked as confidential now; false for a folder that has editions and no history.

    :raises FolderError: if its history cannot be read
    """
    raw = disk.read(path / HISTORY, LIMIT)
    return raw is not None and b"confidential" in raw and open_folder(path).transcript.facts.confidential is True
