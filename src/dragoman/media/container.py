"""Opens a media file in a way that keeps FFmpeg from opening any other file or address.

To FFmpeg, a playlist or a concat script is a media file, and FFmpeg reads the files and addresses that it names.
Therefore the first bytes are inspected before a file is opened, and only demuxers that read a single file are allowed.
"""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dragoman.errors import EngineError, Fix, MediaError

__all__ = ["DEMUXERS", "open_container", "refuse_by_content"]

# The FFmpeg demuxers that read audio or video from the given file only.
DEMUXERS = (
    "aac", "ac3", "aiff", "amr", "amrnb", "amrwb", "ape", "asf", "au", "avi", "caf", "dts", "dv", "eac3", "flac",
    "flv", "gxf", "h264", "hevc", "loas", "m4v", "matroska,webm", "mov,mp4,m4a,3gp,3g2,mj2", "mp3", "mpc", "mpc8",
    "mpeg", "mpegts", "mpegvideo", "mxf", "nut", "ogg", "oma", "opus", "qcp", "rm", "shn", "swf", "tta", "voc",
    "w64", "wav", "wtv", "wv", "xwma",
)  # fmt: skip

_SCRIPTS = re.compile(
    rb"\s*(?:#EXTM3U|ffconcat\s+version|file\s+['\"]?\S|\[playlist\]|<\?xml|<(?:MPD|smil|asx|playlist|SmoothStreaming)"
    rb"|v=0\r?\n|rtsp://|https?://|\[Reference\])",
    re.IGNORECASE,
)
# Hz. Speech at a lower rate cannot be understood, and a broken header would turn an hour into days.
_LOWEST_RATE = 2_000
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def refuse_by_content(path: Path) -> None:
    """Raise unless the file's first bytes may be those of a recording.

    :raises MediaError: for a missing, unreadable or empty file, a folder, text, or a script that names other files
    """
    try:
        if not path.is_file() and path.exists() and not path.is_dir():
            # Reading a pipe may block, and reading a device may never end.
            raise MediaError(path, "is not an ordinary file", "save the recording as a file")
        with path.open("rb") as file:
            head = file.read(4096)
    except FileNotFoundError:
        raise MediaError(path, "does not exist", "check the name") from None
    except IsADirectoryError:
        raise MediaError(path, "is a folder", "name the recording inside it") from None
    except PermissionError:
        raise MediaError(
            path, "cannot be read: permission is denied", "change its permissions so that you can read it"
        ) from None
    except OSError as error:
        raise MediaError(
            path, f"cannot be opened ({(error.strerror or str(error)).lower()})", "check the name"
        ) from None
    if not head:
        raise MediaError(path, "is empty (0 bytes)", "copy or download it again")
    if _SCRIPTS.match(head.removeprefix(_BYTE_ORDER_MARK)):
        raise MediaError(
            path, "is a playlist or script that names other files, not a recording", "name the recording itself"
        )
    if _is_text(head):
        raise MediaError(path, "contains text, not sound", "name the recording, not its transcript")


def _is_text(head: bytes) -> bool:
    if any(byte < 9 or 13 < byte < 32 for byte in head):
        return False
    try:
        head[:-3].decode()  # the last character may be cut
    except UnicodeDecodeError:
        return False
    return True


@contextmanager
def open_container(path: Path) -> Iterator[Any]:
    """A PyAV input container, which is closed after the ``with`` block.

    :raises MediaError: if the file is not a recording, has no audio, or cannot be decoded inside the block
    :raises EngineError: if PyAV is not installed
    """
    refuse_by_content(path)
    try:
        import av
    except ImportError:
        fix = Fix("install it", package="dragoman[speech]")
        raise EngineError("sound", "cannot be read without PyAV", fix) from None
    av.logging.set_level(None)
    try:
        with path.open("rb") as file:
            container = av.open(
                file,
                options={"format_whitelist": ",".join(DEMUXERS), "protocol_whitelist": "pipe"},
                metadata_errors="replace",
            )
            with container:
                _refuse_without_sound(path, container)
                yield container
    except av.error.FFmpegError as error:
        if error.errno == errno.ENOSPC:
            raise
        raise MediaError(
            path,
            f"cannot be read as sound ({error.strerror})",
            "play it to see whether it is complete, or convert it to WAV",
        ) from error


def _refuse_without_sound(path: Path, container: Any) -> None:
    if not container.streams.audio:
        raise MediaError(path, "has no sound track", "name a recording with sound")
    codec = container.streams.audio[0].codec_context
    if codec is None:
        raise MediaError(path, "has sound in a form that cannot be decoded", "convert it to WAV")
    if codec.sample_rate < _LOWEST_RATE:
        raise MediaError(path, f"has sound of {codec.sample_rate} samples a second", "check whether it is complete")
