"""The properties of a recording, found without decoding it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import msgspec

from dragoman.media.container import open_container

__all__ = ["Probe", "find_sha256", "probe"]

_AUDIO_TYPES = {
    "wav": "audio/wav", "w64": "audio/wav", "mp3": "audio/mpeg", "flac": "audio/flac", "ogg": "audio/ogg",
    "aac": "audio/aac", "aiff": "audio/aiff", "mov": "audio/mp4", "matroska": "audio/webm", "amr": "audio/amr",
    "asf": "audio/x-ms-wma",
}  # fmt: skip
_VIDEO_TYPES = {
    "mov": "video/mp4", "matroska": "video/webm", "avi": "video/x-msvideo", "mpegts": "video/mp2t",
    "mpeg": "video/mpeg", "ogg": "video/ogg", "flv": "video/x-flv", "asf": "video/x-ms-wmv", "mxf": "application/mxf",
}  # fmt: skip


class Probe(msgspec.Struct, frozen=True):
    """A recording's media type, its length in ms by its own header (``None`` if it has none), and its channels."""

    media_type: str
    duration: int | None
    channels: int


def probe(path: Path) -> Probe:
    """The media type, length and number of channels of a recording.

    :raises MediaError: if the file is not a recording, or has no audio
    :raises EngineError: if PyAV is not installed
    """
    with open_container(path) as container:
        return Probe(
            media_type=_media_type(container, path),
            duration=_duration(container),
            channels=container.streams.audio[0].channels,
        )


def _duration(container: Any) -> int | None:
    if container.duration is not None and container.duration > 0:
        return int(container.duration // 1000)
    stream = container.streams.audio[0]
    if stream.duration is not None and stream.time_base is not None and stream.duration > 0:
        return int(stream.duration * stream.time_base * 1000)
    return None


def _media_type(container: Any, path: Path) -> str:
    name = container.format.name.split(",")[0]
    # To FFmpeg, a cover picture is a video stream of one frame.
    moving = any(not stream.disposition & stream.disposition.attached_pic for stream in container.streams.video)
    if name == "matroska" and path.suffix.lower() in {".mkv", ".mka"}:
        return "video/matroska" if moving else "audio/matroska"
    table, other = (_VIDEO_TYPES, "video/mp4") if moving else (_AUDIO_TYPES, f"audio/{name}")
    return table.get(name, other)


def find_sha256(path: Path) -> str:
    """The SHA-256 of a file in hexadecimal, which identifies a copy of the recording."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
