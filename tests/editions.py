"""Editions made up for tests of what readers get."""

from __future__ import annotations

import io
import itertools
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

import msgspec

from dragoman.press.release import Release, prepare_edition
from dragoman.press.site import bundle_site
from dragoman.press.site_model import Interview, Publisher
from dragoman.transcript.document import Copy, Transcript
from dragoman.transcript.edition import Edition, seal_edition

DESK = Publisher(
    name="The Example Desk",
    address="https://example.org/interviews",
    support="Made by volunteers: https://example.org/support",
    contact="errors@example.org",
)
PNG = b"\x89PNG"
SOUND = "https://radio.example/abejas.mp3"


def released(transcript: Transcript, before: Edition | None = None, **said: object) -> Edition:
    """The next edition, with salts that are the same each time."""
    numbers = itertools.count()
    release = msgspec.convert({"date": "2026-05-01", "slug": "bees", **said}, Release)
    return seal_edition(prepare_edition(transcript, (), before, release), before, lambda: f"{next(numbers):032x}")


def interview(*transcripts: Transcript, **said: object) -> Interview:
    """An interview with an edition for each state of it."""
    editions: list[Edition] = []
    for transcript in transcripts:
        editions.append(released(transcript, editions[-1] if editions else None, **said))
    return Interview(slug="bees", editions=tuple(editions))


def make_site(interviews: Sequence[Interview], publisher: Publisher, templates: Path | None = None) -> dict[str, bytes]:
    """Path to content, for every file of the site but sound, in the order in which they are to be written."""
    files = (file for bundle in bundle_site(interviews, publisher, templates) for file in bundle.make().items())
    return {name: content for name, content in files if isinstance(content, bytes)}


def with_sound(transcript: Transcript, address: str = SOUND) -> Transcript:
    """The same with a recording that lies in the web."""
    assert transcript.recording is not None
    recording = msgspec.structs.replace(transcript.recording, copies=(Copy(address=address, sha256="ab" * 32),))
    return msgspec.structs.replace(transcript, recording=recording)


def corrected(transcript: Transcript, words: str) -> Transcript:
    """The same with another translation of the second passage."""
    first, second, *rest = transcript.segments
    return msgspec.structs.replace(
        transcript, segments=(first, msgspec.structs.replace(second, target=(words,)), *rest)
    )


def unpacked(content: bytes) -> bytes:
    """What a file says; of a book or a document, every part; of a picture, all but its points."""
    if content.startswith(PNG):
        return re.sub(rb"(?s)IDAT.*(?=.{8}IEND)", b"", content)
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"\n".join(part for name in archive.namelist() for part in (name.encode(), archive.read(name)))


def files_holding(folder: Path, *words: str) -> list[str]:
    """The files under a folder in whose bytes or names one of these words stands."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    wanted = [word.encode() for word in words]
    return [
        path.relative_to(folder).as_posix()
        for path in files
        if any(word in path.name.encode() + unpacked(path.read_bytes()) for word in wanted)
    ]
