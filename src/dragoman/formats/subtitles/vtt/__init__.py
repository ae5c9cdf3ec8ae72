"""WebVTT: voices, passages' ids, and a class for every kind of mark. One language per file."""

from dragoman.formats.subtitles.vtt.reader import read
from dragoman.formats.subtitles.vtt.writer import write

__all__ = ["read", "write"]
