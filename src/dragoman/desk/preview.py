"""The pages of an unreleased edition, as readers will see them, with their player."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from concurrent.futures import CancelledError, Future
from concurrent.futures.process import BrokenProcessPool
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock

import msgspec

from dragoman import disk
from dragoman.desk.limits import READING, close_network, limit_process
from dragoman.desk.processes import OwnProcess
from dragoman.errors import Fix, InputError, SettingsError
from dragoman.folder import open_folder
from dragoman.folder.editions import load_editions
from dragoman.folder.lock import STORE
from dragoman.press.media import SoundCopy, find_page_player, make_copy, plan_copy
from dragoman.press.site_model import Media
from dragoman.settings.dragoman_toml import Settings
from dragoman.transcript.edition import seal_edition
from dragoman.workflows.publish_settings import make_publisher
from dragoman.workflows.release import ReleaseOptions, plan_release

__all__ = ["Preview", "PreviewSounds", "find_preview", "forget_previews", "preview_sounds"]

# For one interview.
_MOST_SOUNDS = 2


class Preview(msgspec.Struct, frozen=True, kw_only=True):
    """A site with one interview.

    ``slug`` is that of the interview, ``files`` has every file except the copy of the sound. ``origin`` is the origin
    of the recording, if the pages play it from elsewhere.
    """

    slug: str
    files: Mapping[str, bytes]
    copy: SoundCopy | None
    origin: str | None

    @property
    def sound(self) -> str | None:
        """The path of the copy of the sound in the site."""
        return f"{self.slug}/{self.copy.name}" if self.copy else None


def find_preview(path: Path, head: str, settings: Settings, media: Media) -> Preview:
    """The pages of an interview.

    :param head: the revision to show; made once for each revision and settings
    :raises SettingsError: if the package for pages is not installed
    :raises FolderError: if nothing has changed since the edition before, or there is no sound to copy
    """
    return _make(path, head, media, settings)


def forget_previews() -> None:
    """Forget all pages that were made: they may have words that are withdrawn since."""
    _make.cache_clear()


@lru_cache(maxsize=4)
def _make(path: Path, head: str, media: Media, settings: Settings) -> Preview:
    try:
        from dragoman.press.site import bundle_site
        from dragoman.press.site_model import Interview
    except ModuleNotFoundError as error:
        fix = Fix("install it", package="dragoman[press]")
        raise SettingsError("preview", None, f"needs {error.name}, which is not installed", fix) from error
    before = load_editions(open_folder(path))
    draft = plan_release(settings=settings, options=ReleaseOptions(folder=path)).draft
    sealed = seal_edition(draft, before[-1] if before else None, lambda: secrets.token_hex(16))
    slug = sealed.slug or "interview"
    copy = plan_copy(path, (*before, sealed)) if media == "copy" else None
    interview = Interview(slug=slug, editions=(*before, sealed), copy=copy)
    files = {}
    for bundle in bundle_site((interview,), make_publisher(settings, media)):
        if bundle.top in ("assets", slug) or bundle.top.startswith(f"{slug}/"):
            files.update({name: content for name, content in bundle.make().items() if isinstance(content, bytes)})
    player = find_page_player(sealed.transcript, media, copy, "")
    origin = player.policy if player and player.policy.startswith("http") else None
    return Preview(slug=slug, files=files, copy=copy, origin=origin)


class PreviewSounds:
    """Copies of the sound as readers will hear it, each made once in a separate process; the most recent ones are kept.

    They are stored with the finished work of an interview, which a withdrawal deletes: an older copy may contain what
    may no longer be heard.
    """

    def __init__(self, make: Callable[[SoundCopy, Path], None] = make_copy) -> None:
        self.process = OwnProcess(close_network)
        self._make = make
        self._lock = Lock()
        self._asked: dict[Path, Future[None]] = {}

    def find(self, path: Path, copy: SoundCopy) -> Path | None:
        """The file; ``None`` while it is being made.

        :param path: the interview's folder
        :raises DragomanError: if it cannot be made
        """
        file = path / STORE / "work" / "preview" / copy.name
        if file.is_file():
            return file
        with self._lock:
            future = self._asked.get(file)
            if future is None:
                _forget_old(file.parent)
                future = self._asked[file] = self.process.submit(_write, self._make, copy, file)
        if not future.done():
            return None
        with self._lock:
            self._asked.pop(file, None)
        try:
            future.result()
        except (BrokenProcessPool, CancelledError) as error:
            fault = "cannot be copied: that took too much memory or time"
            raise InputError(path.name, fault, "publish it without sound, or with a link to the recording") from error
        return file


def _forget_old(folder: Path) -> None:
    kept = sorted(folder.glob("sound-*"), key=lambda file: file.stat().st_mtime)
    for file in kept[: 1 - _MOST_SOUNDS]:
        file.unlink(missing_ok=True)


def _write(make: Callable[[SoundCopy, Path], None], copy: SoundCopy, file: Path) -> None:
    """Write a copy under another name first, so that a file under its own name is complete."""
    limit_process(*READING)
    for folder in (file.parents[2], file.parents[1], file.parent):
        disk.refuse_links(folder)
    with disk.writing(file):
        disk.make_folder(file.parent, 0o700)
        part = file.with_name(f"part-{file.name}")
        make(copy, part)
        part.replace(file)


@cache
def preview_sounds() -> PreviewSounds:
    """The copies of this process's desk."""
    return PreviewSounds()
