"""The identity of an interview: a random id in its history, and the epoch, which counts withdrawals."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from pathlib import Path

import msgspec

from dragoman import disk
from dragoman.errors import FolderError
from dragoman.folder.jsonl_log import LIMIT
from dragoman.folder.loading import HISTORY, read_history
from dragoman.folder.versions import VERSIONS, HistoryHeader, find_header, make_header

__all__ = ["Copies", "EpochError", "find_copies", "identified", "refuse_old_epoch"]

_FIRST_LINE = 1024


class Copies(msgspec.Struct, frozen=True):
    """Folders with the same interview: edits in two of them go to two histories."""

    interview: str
    folders: tuple[Path, ...]


class EpochError(FolderError):
    """An edit of a document from which something has been withdrawn since."""

    code = "epoch"

    def __init__(self, path: Path) -> None:
        fault = "had something withdrawn since this was edited, so the edit was not applied"
        super().__init__(path, fault, "look at the interview as it is now, and make the edit again")


def identified(header: HistoryHeader | None) -> HistoryHeader:
    """The header of a history written now: the same, in the current version, with an id.

    :param header: the existing one; ``None`` for a new history
    """
    if header is None:
        return make_header("history", secrets.token_hex(16))
    interview = header.interview or secrets.token_hex(16)
    return msgspec.structs.replace(header, version=VERSIONS["history"], interview=interview)


def find_copies(folders: Iterable[Path], limit: int = LIMIT) -> tuple[Copies, ...]:
    """The folders that have the same interview. Those that cannot be read are skipped.

    :param limit: bytes of a history; a larger one is skipped
    """
    found: dict[str, list[Path]] = {}
    for folder in folders:
        try:
            interview = _find_interview(folder, limit)
        except FolderError:
            continue
        if interview is not None:
            found.setdefault(interview, []).append(folder)
    return tuple(Copies(interview, tuple(places)) for interview, places in found.items() if len(places) > 1)


def _find_interview(folder: Path, limit: int) -> str | None:
    """The id, usually in the first line; further down if an older program began the history."""
    first, _, _ = disk.read_part(folder / HISTORY, 0, _FIRST_LINE).partition(b"\n")
    header = find_header(first, "history")
    return header.interview if header and header.interview else read_history(folder, limit).header.interview


def refuse_old_epoch(path: Path, made: int, now: int) -> None:
    """Refuse an edit of an older epoch.

    :raises EpochError: if the epochs differ
    """
    if made != now:
        raise EpochError(path)
