"""noScribe's HTML, read and written."""

from dragoman.formats.annotation.noscribe.reader import read
from dragoman.formats.annotation.noscribe.writer import write

__all__ = ["read", "write"]
