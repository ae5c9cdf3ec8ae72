"""The interview folder. Only this package reads and writes it."""

from dragoman.folder.interview import Folder, commit, create_folder, is_interview, is_unfinished, now, open_folder, sign
from dragoman.folder.lock import locked
from dragoman.folder.session import Committed, Refreshed, Session

__all__ = [
    "Committed",
    "Folder",
    "Refreshed",
    "Session",
    "commit",
    "create_folder",
    "is_interview",
    "is_unfinished",
    "locked",
    "now",
    "open_folder",
    "sign",
]
