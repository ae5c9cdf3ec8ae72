"""The player of a page: a copy of the sound beside it, the recording's own address, or nothing.

A copy has what all editions allow readers to hear: passages that are withdrawn or contain a redaction are silent. A
folder may come from somebody else, and the address of its recording may lead to any file on this machine. So a file
outside the folder is copied only if its hash is that of the recording.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote

import msgspec

from dragoman.errors import DragomanError, Fix, FolderError
from dragoman.folder import is_interview, open_folder
from dragoman.media.probe import find_sha256
from dragoman.media.web import SUFFIX, write_web_copy
from dragoman.render.html import web_address
from dragoman.render.page.player import Player, find_player, youtube_id
from dragoman.transcript.document import Copy, Segment, Transcript
from dragoman.transcript.edition import Edition
from dragoman.transcript.span import Span
from dragoman.transcript.text import Redacted, find_marks

__all__ = [
    "CopyFailedError",
    "NoSound",
    "SoundCopy",
    "find_page_player",
    "find_sound",
    "is_playable",
    "make_copy",
    "plan_copy",
    "say_why",
    "try_copy",
]

_PLAYABLE = re.compile(r"\.(mp3|m4a|mp4|ogg|oga|opus|webm|wav|flac|m4v|mov)$", re.IGNORECASE)
# Increase it when the same recording would be copied to other bytes.
_RECIPE = 1
_WITHOUT_SOUND = Fix("publish without sound", options={"media": "none"})


class SoundCopy(msgspec.Struct, frozen=True, kw_only=True):
    """A copy to make: its name in the interview's folder of the site, the recording, and the part of it to copy.

    ``covers`` and ``silent`` are in ms of the recording's file. ``offset`` is the time on the interview's own clock at
    which the copy begins, in ms. ``sha256`` is the hash that the file must have; ``None`` if it is in the interview's
    folder.
    """

    name: str
    recording: Path
    covers: Span | None
    silent: tuple[Span, ...]
    offset: int = 0
    sha256: str | None = None


class NoSound(msgspec.Struct, frozen=True):
    """Why an interview is published without a copy of its sound, and what to do about it."""

    fault: str
    fixes: tuple[str | Fix, ...] = ()


class CopyFailedError(Exception):
    """A copy of the sound could not be made; the pages that would play it can be published without it."""

    def __init__(self, why: NoSound) -> None:
        super().__init__(why)
        self.why = why


def find_page_player(transcript: Transcript, media: str, copy: SoundCopy | None, folder: str) -> Player | None:
    """The player of a page; ``None`` if there is nothing to play.

    :param media: the publisher's choice: ``"none"``, ``"link"`` or ``"copy"``
    :param folder: the path from the page to the interview's folder, with a slash at the end
    """
    if media == "copy" and copy is not None:
        return Player(address=folder + copy.name, policy="'self' file:", kind="audio", offset=copy.offset)
    return find_player(transcript, find_sound(transcript)) if media == "link" else None


def find_sound(transcript: Transcript) -> str | None:
    """The first web address of the recording that a browser can play, else one of YouTube; ``None`` if there is
    neither.
    """
    copies = transcript.recording.copies if transcript.recording else ()
    addresses = [address for copy in copies if (address := web_address(copy.address))]
    wanted = [*filter(is_playable, addresses), *filter(youtube_id, addresses)]
    return next(iter(wanted), None)


def is_playable(address: str) -> bool:
    """Whether an address is that of a file that a browser plays, by its suffix."""
    return _PLAYABLE.search(address.partition("?")[0].partition("#")[0]) is not None


def _never(_: str) -> bool:
    """Nothing was published before."""
    return False


def plan_copy(
    path: Path, editions: Sequence[Edition], is_published: Callable[[str], bool] = _never
) -> SoundCopy | None:
    """The copy of an interview's sound to make; ``None`` if it has no recording on this machine.

    :param path: the interview's folder
    :param editions: the editions that may be published
    :param is_published: whether a copy of this name was published before. Its name has the hash of everything that it
        was made from, so that it is the right one even if the recording is no longer at its address
    :raises FolderError: if the recording is not at its address, if it is outside the folder and its hash is unknown, or
        if a passage that must be silent has no time
    """
    standing = [edition for edition in editions if edition.withdrawn is None]
    found = _find_recording(path) if standing else None
    if found is None:
        return None
    recording, copy = found
    is_missing = not recording.is_file()
    is_own = recording.resolve().is_relative_to(path.resolve())
    known = next((edition.sound for edition in reversed(standing) if edition.sound), copy.sha256)
    if not is_own and known is None:
        fault = f"names a recording outside of it, {recording}, and no hash to identify it"
        raise FolderError(path, fault, ("put the recording into the folder", _WITHOUT_SOUND))
    if is_missing and known is None:
        raise _missing(path, recording)
    covers = _shifted(standing[-1].transcript.facts.covers, copy.offset)
    silent = tuple(
        filter(None, (_shifted(span, copy.offset) for span in sorted(set(_silent(path, editions)), key=_place)))
    )
    recipe = msgspec.json.encode([_RECIPE, known or find_sha256(recording), covers, silent])
    name = f"sound-{hashlib.sha256(recipe).hexdigest()[:12]}{SUFFIX}"
    if is_missing and not is_published(name):
        raise _missing(path, recording)
    return SoundCopy(
        name=name,
        recording=recording,
        covers=covers,
        silent=silent,
        offset=copy.offset + (covers.start if covers else 0),
        sha256=None if is_own else known,
    )


def make_copy(copy: SoundCopy, path: Path) -> None:
    """Write a copy. Only here is the recording read.

    :raises FolderError: if a file outside the interview's folder is not the recording
    :raises MediaError: if there is no sound in the range
    """
    if copy.sha256 is not None and find_sha256(copy.recording) != copy.sha256:
        fixes = ("put the recording there", _WITHOUT_SOUND)
        raise FolderError(copy.recording, "is not the recording: its hash is different", fixes)
    write_web_copy(copy.recording, path, copy.covers, copy.silent)


def try_copy(copy: SoundCopy, path: Path) -> None:
    """Write a copy, or leave nothing.

    :raises CopyFailedError: if it cannot be made
    """
    try:
        make_copy(copy, path)
    except DragomanError as error:
        path.unlink(missing_ok=True)
        raise CopyFailedError(say_why(error)) from error


def say_why(error: DragomanError) -> NoSound:
    """Why there is no copy, with what to do about it other than to publish everything without sound."""
    own = isinstance(error, FolderError) and is_interview(Path(error.path))
    fault = error.fault if own else f"{error.about}: {error.fault}"
    return NoSound(fault, tuple(fix for fix in error.fixes if fix != _WITHOUT_SOUND))


def _missing(path: Path, recording: Path) -> FolderError:
    found = Fix("look for it by its hash", "relink", (str(path),))
    return FolderError(path, f"has no recording at {recording} to copy", ("put it there", found, _WITHOUT_SOUND))


def _find_recording(path: Path) -> tuple[Path, Copy] | None:
    """Where the recording lies or is expected, and its copy; ``None`` if it is not on this machine."""
    if not is_interview(path):
        return None
    recording = open_folder(path).transcript.recording
    local = [copy for copy in (recording.copies if recording else ()) if web_address(copy.address) is None]
    if not local:
        return None
    places = [(path / address, copy) for copy in local for address in (copy.address, unquote(copy.address))]
    # If there is no file, the first address is the one at which it is expected.
    return next(((place, copy) for place, copy in places if place.is_file()), places[0])


def _silent(path: Path, editions: Sequence[Edition]) -> Iterator[Span]:
    """The spans to silence: passages that are withdrawn or redacted in any edition.

    A passage of a withdrawn edition is not silenced if another edition has it.
    """
    standing = [edition for edition in editions if edition.withdrawn is None]
    heard = {s.id for edition in standing for s in edition.transcript.segments if s.withdrawn is None}
    for edition in editions:
        for place, segment in enumerate(edition.transcript.segments):
            if not _is_silent(segment) or (edition.withdrawn and segment.id in heard):
                continue
            if segment.span is None:
                fault = f"has a passage {segment.id} that may not be heard, and no time for it"
                raise FolderError(path, fault, _WITHOUT_SOUND)
            yield _closed(segment.span, edition.transcript.segments[place + 1 :])


def _is_silent(segment: Segment) -> bool:
    if segment.withdrawn is not None:
        return True
    return any(
        isinstance(mark, Redacted) for text in (segment.source, segment.target) for mark in find_marks(text or ())
    )


def _closed(span: Span, behind: Sequence[Segment]) -> Span:
    """The span; one without an end goes on to the next passage."""
    if span.end is not None:
        return span
    return Span(span.start, next((s.span.start for s in behind if s.span and s.span.start > span.start), None))


def _place(span: Span) -> tuple[int, float]:
    return span.start, float("inf") if span.end is None else span.end


def _shifted(span: Span | None, offset: int) -> Span | None:
    """A span on the clock of a file that begins ``offset`` ms later; ``None`` if it ends before the file begins."""
    if span is None or (span.end is not None and span.end <= offset):
        return None
    return Span(max(0, span.start - offset), None if span.end is None else span.end - offset)
