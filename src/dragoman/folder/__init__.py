"""An interview on disk: the only reader and writer of its folder, and of a desk's settings."""

from dragoman.folder.interview import Folder, commit, create_folder, is_interview, now, open_folder, sign
from dragoman.folder.lock import locked

__all__ = ["Folder", "commit", "create_folder", "is_interview", "locked", "now", "open_folder", "sign"]
