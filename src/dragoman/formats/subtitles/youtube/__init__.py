"""YouTube's captions as JSON (``.json3``). The XML is read by ``srv3_reader``."""

from dragoman.formats.subtitles.youtube.json3_reader import read
from dragoman.formats.subtitles.youtube.json3_writer import write

__all__ = ["read", "write"]
