"""Views: the pages and subtitles written from an interview, which can always be written again.

A view that somebody edited is never overwritten without request: the hashes of what was written are stored, and a file
that matches neither of the last two versions was edited.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit

import msgspec

from dragoman import disk, formats
from dragoman.errors import Fix, FolderError, MediaError
from dragoman.folder.editions import read_last_edition
from dragoman.folder.interview import Folder
from dragoman.folder.lock import STORE, views_locked
from dragoman.folder.session import Session
from dragoman.folder.sound import find_local_copies, is_remote
from dragoman.folder.transcribers import find_transcribers
from dragoman.formats.options import WriteOptions
from dragoman.language.plural import counted
from dragoman.notation import serialize, with_hints
from dragoman.transcript.document import Transcript
from dragoman.transcript.drafting import find_drafting_engines
from dragoman.transcript.edition import Edition
from dragoman.transcript.public import without_desk_notes
from dragoman.transcript.sides import SideChoice
from dragoman.transcript.tags import is_tag

__all__ = [
    "EditedViewError",
    "has_views",
    "is_page_of_now",
    "local_address",
    "make_views",
    "page_path",
    "refuse_edited",
    "write_latest_views",
    "write_rest",
    "write_views",
]

_LIMIT = 1 << 28
_KEPT = "views.json"
_SUFFIXES = (".txt", ".vtt", ".srt", ".html")
_Hashes = dict[str, list[str]]


class EditedViewError(FolderError):
    """A page or subtitle file was edited, and would be overwritten."""

    code = "edited-view"


def write_views(folder: Folder, *, force: bool = False, accept: Collection[str] = ()) -> tuple[Path, ...]:
    """Write an interview's views; return those whose bytes changed.

    :param force: overwrite edited views
    :param accept: SHA-256 of edited files whose edits have been applied
    :raises EditedViewError: if a view was edited; no view is written then
    :raises FolderError: if a view cannot be written, or another file has its name
    """
    views = make_views(folder)
    with views_locked(folder.path):
        old = _read_hashes(folder.path)
        on_disk = _on_disk(folder.path, {*views, *old})
        if not force:
            same = {name for name, content in views.items() if on_disk.get(name) == _sha256(content)}
            _refuse(folder.path, views.keys() - same, old, on_disk, accept)
        changed = [name for name, content in views.items() if on_disk.get(name) != _sha256(content)]
        stale = [name for name in old if name not in views and on_disk.get(name) in old[name]]
        with disk.writing(folder.path):
            # First record what will be written: if the process is killed, both the old and the new files are known.
            _write_hashes(folder.path, old, on_disk, views)
            for name in changed:
                disk.replace(folder.path / name, views[name], disk.SHARED)
            for name in stale:
                with suppress(FileNotFoundError):
                    (folder.path / name).unlink()
    return tuple(folder.path / name for name in changed)


def write_latest_views(session: Session, *, accept: Collection[str] = ()) -> tuple[Path, ...]:
    """Write the views of a session's document, repeatedly if somebody changes it meanwhile; return those that changed.

    :raises EditedViewError, FolderError: as :func:`write_views`
    """
    head = None
    written: dict[Path, None] = {}
    while head != session.head:
        head = session.head
        written |= dict.fromkeys(write_views(session.folder, accept=accept))
        session.refresh()
    return tuple(written)


def write_rest(session: Session, *, accept: Collection[str] = ()) -> tuple[tuple[Path, ...], FolderError | None]:
    """As :func:`write_latest_views`, after a saved change: errors are returned, not raised.

    :returns: the views whose bytes changed, and the error if they could not be written, else ``None``
    """
    try:
        return write_latest_views(session, accept=accept), None
    except FolderError as error:
        return (), error
    except OSError as error:
        return (), FolderError(session.path, f"cannot be written ({(error.strerror or str(error)).lower()})")


def refuse_edited(folder: Folder, *, accept: Collection[str] = ()) -> None:
    """Check in advance whether :func:`write_views` would find edited views.

    :param accept: SHA-256 of edited files whose edits will be applied
    :raises EditedViewError: if it would
    :raises FolderError: if another file has the name of a view
    """
    names = _plan(folder)
    _refuse(folder.path, names, _read_hashes(folder.path), _on_disk(folder.path, names), accept)


def has_views(folder: Folder) -> bool:
    """Whether all views of an interview exist, written by any version.

    :raises FolderError: if the last edition cannot be read
    """
    return all((folder.path / name).is_file() for name in _plan(folder))


def make_views(folder: Folder) -> dict[str, bytes]:
    """Maps file names to content, for every view of an interview.

    :raises FolderError: if the last edition cannot be read
    """
    return {name: make() for name, make in _plan(folder).items()}


def is_page_of_now(folder: Folder) -> bool:
    """Whether the recorded page is that of the current document as an earlier program wrote it, without a revision.

    :raises FolderError: if the record of views cannot be read
    """
    kept = _read_hashes(folder.path).get(page_path(folder).name, [])
    pages = (serialize(folder.transcript).encode(), _page(folder.transcript, None))
    return any(_sha256(page) in kept for page in pages)


def page_path(folder: Folder) -> Path:
    """The path of the page for editing: ``NAME.txt``."""
    return folder.path / f"{_base_name(folder)}.txt"


def local_address(folder: Path, recording: Path) -> str:
    """The address of a recording on this machine for a copy: its path relative to the folder, with slashes.

    :raises MediaError: if its name is not UTF-8
    """
    try:
        address = Path(os.path.relpath(recording.resolve(), folder.resolve())).as_posix()
    except ValueError:  # another drive
        address = recording.resolve().as_posix()
    try:
        address.encode()
    except UnicodeEncodeError:
        raise MediaError(recording, "has a name that is not UTF-8", "rename it, or its folder") from None
    return address


def _plan(folder: Folder) -> dict[str, Callable[[], bytes]]:
    """The names of the views, and how each is made."""
    public = without_desk_notes(folder.transcript)
    name = _base_name(folder)
    plan: dict[str, Callable[[], bytes]] = {f"{name}.txt": lambda: _page(folder.transcript, folder.head)}
    for side, language in _find_sides(public).items():
        for format_ in ("vtt", "srt"):
            plan[f"{name}.{language}.{format_}"] = partial(_written, public, format_, WriteOptions(side=side))
    options = WriteOptions(
        media=_media(folder),
        banner=_banner(public, read_last_edition(folder.path)),
        drafted_by=find_drafting_engines(public, folder.history),
        transcribers=find_transcribers(public, folder.history),
    )
    return plan | {"index.html": partial(_written, public, "page", options)}


def _page(transcript: Transcript, revision: str | None) -> bytes:
    return with_hints(serialize(transcript, revision), transcript).encode()


def _written(transcript: Transcript, format_: str, options: WriteOptions) -> bytes:
    return formats.write(transcript, format_, options).content


def _base_name(folder: Folder) -> str:
    recording = folder.transcript.recording
    addresses = [copy.address for copy in recording.copies] if recording else []
    names = [re.split(r"[/\\]", unquote(urlsplit(a).path) if is_remote(a) else a)[-1] for a in addresses]
    stems = [name.rpartition(".")[0] or name for name in names]
    return next(filter(None, map(_safe, [*stems, folder.path.resolve().name])), "interview")


def _safe(name: str) -> str:
    """A name that every file system accepts, without path separators."""
    kept = "".join(
        "_" if character in '<>:"/\\|?*' or unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") else character
        for character in unicodedata.normalize("NFC", name)
    )
    return kept.encode()[:150].decode(errors="ignore").strip(". ")


def _find_sides(transcript: Transcript) -> dict[SideChoice, str]:
    """The sides that have text with times, for subtitles, each with the language in its file name."""
    timed = [segment for segment in transcript.segments if segment.span and not segment.withdrawn]
    sides: dict[SideChoice, str] = {}
    if any(segment.source for segment in timed):
        sides["source"] = _tag(transcript.source_language)
    if any(segment.target for segment in timed):
        sides["target"] = _tag(transcript.target_language)
    if sides.get("source") == sides.get("target"):
        return {side: side if side == "target" else tag for side, tag in sides.items()}
    return sides


def _tag(language: str | None) -> str:
    return language if language and is_tag(language) else "und"


def _media(folder: Folder) -> str | None:
    """The path of the sound from the page, if the sound is on this machine."""
    local = [copy.address for copy in find_local_copies(folder.transcript)]
    if not local or not Path(local[0]).is_absolute():
        return next(iter(local), None)
    return local_address(folder.path, Path(local[0]))


def _banner(transcript: Transcript, released: Edition | None) -> str:
    live = [segment for segment in transcript.segments if not segment.withdrawn]
    reviewed = sum(segment.state in ("reviewed", "final") for segment in live)
    share = f"{reviewed} of {counted(len(live), 'passage')} reviewed"
    if released is None:
        return f"Draft, not released: {share}"
    named = f"edition {released.number}" + (f" of {released.date}" if released.date else "")
    if released.withdrawn:
        return f"Draft: {named} was withdrawn; {share}"
    changed = _count_changed(transcript, released.transcript)
    since = counted(changed, "passage") if changed else "nothing"
    return f"Draft: {named} is released, and {since} changed since in words, time or speaker; {share}"


def _count_changed(now: Transcript, then: Transcript) -> int:
    """The number of passages that were added or deleted, or have other words, another time or another speaker."""
    old, new = ({s.id: (s.source, s.target, s.span, s.speaker) for s in one.segments} for one in (then, now))
    return sum(old.get(id_) != new.get(id_) for id_ in {**old, **new})


def _refuse(
    path: Path, names: Collection[str], old: _Hashes, on_disk: Mapping[str, str], accept: Collection[str]
) -> None:
    for name in sorted(names):
        if name not in on_disk or on_disk[name] in (*old.get(name, ()), *accept):
            continue
        if name not in old:
            raise FolderError(path / name, "was not written by Dragoman", "move it to another name")
        give_up = Fix("discard its edits", "view", (str(path),), {"force": True})
        if name.endswith(".txt"):
            fixes = (Fix("apply it first", "apply", (str(path),)), give_up)
            raise EditedViewError(path / name, "has edits that were not applied yet", fixes)
        raise EditedViewError(path / name, "was edited by hand", ("move it to another name", give_up))


def _on_disk(path: Path, names: Collection[str]) -> dict[str, str]:
    read = ((name, disk.read(path / name, _LIMIT)) for name in sorted(names))
    return {name: _sha256(content) for name, content in read if content is not None}


def _read_hashes(path: Path) -> _Hashes:
    """For each view, the hashes of what was written last and of what was there before; empty if the record is lost."""
    disk.refuse_links(path / STORE)
    raw = disk.read(path / STORE / _KEPT, _LIMIT)
    try:
        hashes = msgspec.json.decode(raw or b"{}", type=_Hashes)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return {}
    return {name: kept for name, kept in hashes.items() if name == _safe(name) and name.endswith(_SUFFIXES)}


def _write_hashes(path: Path, old: _Hashes, on_disk: Mapping[str, str], views: Mapping[str, bytes]) -> None:
    hashes = {
        name: list(dict.fromkeys(filter(None, (_sha256(content), on_disk.get(name)))))
        for name, content in views.items()
    }
    if hashes != old:
        disk.replace(path / STORE / _KEPT, msgspec.json.encode(hashes, order="sorted") + b"\n", disk.PRIVATE)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
