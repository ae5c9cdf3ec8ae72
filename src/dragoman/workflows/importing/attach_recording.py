"""Attach a recording to a transcript."""

from __future__ import annotations

from pathlib import Path

import msgspec

from dragoman.folder.views import local_address
from dragoman.media.probe import find_sha256, probe
from dragoman.transcript.document import Copy, Recording, Transcript

__all__ = ["with_recording"]


def with_recording(transcript: Transcript, path: Path, folder: Path) -> Transcript:
    """The document with a file as the first copy of its recording.

    :param folder: the interview's folder, to which the copy's address is relative
    :raises MediaError: if the file is not a recording
    """
    facts, before = probe(path), transcript.recording or Recording()
    copy = Copy(address=local_address(folder, path), sha256=find_sha256(path))
    recording = msgspec.structs.replace(
        before,
        media_type=facts.media_type,
        duration=facts.duration or before.duration,
        copies=(copy, *(other for other in before.copies if other.address != copy.address)),
    )
    return msgspec.structs.replace(transcript, recording=recording)
