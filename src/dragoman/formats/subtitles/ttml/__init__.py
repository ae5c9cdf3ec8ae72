"""TTML and its profiles (IMSC, DFXP, iTT). One language per file."""

from dragoman.formats.subtitles.ttml.reader import read
from dragoman.formats.subtitles.ttml.writer import write

__all__ = ["read", "write"]
