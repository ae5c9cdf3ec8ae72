"""Verify that a history and its editions are unaltered."""

from __future__ import annotations

import itertools

from dragoman.folder.editions import load_editions
from dragoman.folder.interview import Folder
from dragoman.transcript.edition import find_breaks
from dragoman.transcript.revision import is_genuine

__all__ = ["find_faults"]


def find_faults(folder: Folder) -> tuple[str, ...]:
    """What does not verify, one line each: every hash is recomputed and compared with the one that the next entry has.

    :raises FolderError: if the history or an edition cannot be read
    """
    history = folder.history
    forged = [revision.id[:8] for revision in history if not is_genuine(revision)]
    loose = [later.id[:8] for earlier, later in itertools.pairwise(history) if later.parents != (earlier.id,)]
    changes = [f"change {id_} has been changed since it was made" for id_ in dict.fromkeys((*forged, *loose))]
    breaks = find_breaks(load_editions(folder))
    return (*changes, *(f"edition {number} is not the one that the next follows" for number in breaks))
