"""The file name suffixes of recordings."""

from __future__ import annotations

__all__ = ["RECORDING_SUFFIXES"]

RECORDING_SUFFIXES = (
    *(".aac", ".aif", ".aiff", ".amr", ".flac", ".m4a", ".mp3", ".oga", ".ogg", ".opus", ".wav", ".wma"),
    *(".3gp", ".avi", ".flv", ".m4v", ".mkv", ".mov", ".mp4", ".mpeg", ".mpg", ".mts", ".ogv", ".webm", ".wmv"),
)
