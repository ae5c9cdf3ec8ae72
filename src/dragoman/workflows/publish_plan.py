"""What a publication would write, without writing it: the editions of each interview against those on the site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import msgspec

from dragoman.errors import DragomanError
from dragoman.folder import is_interview
from dragoman.folder.editions import find_edition_files
from dragoman.folder.find import find_folders
from dragoman.press.gather import Reading, find_interview_folders, gather, refuse_doubles
from dragoman.press.media import NoSound
from dragoman.press.site_list import read_entries, refuse_others
from dragoman.press.site_model import Entry
from dragoman.settings.dragoman_toml import Settings
from dragoman.workflows.many.finished import Finished, describe_failure
from dragoman.workflows.publish import PublishOptions, has_none
from dragoman.workflows.publish_settings import refuse_missing_folders
from dragoman.workflows.watcher import SILENT, Watcher

__all__ = ["PublishPlan", "PublishPlanOptions", "WouldPublish", "plan_publish"]

Change = Literal["new", "changed", "unchanged", "held back", "confidential"]


class PublishPlanOptions(msgspec.Struct, frozen=True, kw_only=True):
    """The interviews, or folders of them, and the other options; ``interviews`` of ``each`` is ignored."""

    inputs: tuple[Path, ...]
    each: PublishOptions


class WouldPublish(msgspec.Struct, frozen=True, kw_only=True):
    """What would happen to one interview.

    ``slug`` and ``number`` are its address and its latest edition that may be seen; ``None`` if all are held back.
    ``before`` is the number of its latest edition on the site. ``no_sound`` says why it would have no copy of its
    sound. "unchanged" is said of its editions: settings and templates may change its pages. "confidential" are
    interviews that were marked so after their last edition: they would be taken off the site.
    """

    folder: Path
    change: Change
    slug: str | None = None
    number: int | None = None
    before: int | None = None
    no_sound: NoSound | None = None


class PublishPlan(msgspec.Struct, frozen=True):
    """What would be published, the folders that could not be, and those that were never released."""

    interviews: tuple[WouldPublish, ...]
    failed: tuple[Finished, ...]
    unreleased: tuple[Path, ...]


def plan_publish(*, settings: Settings, options: PublishPlanOptions, watcher: Watcher = SILENT) -> PublishPlan:
    """What would be published. Nothing is written; every edition is read, and its chain verified.

    :raises InputError: if a folder does not exist, or none has an interview
    :raises CancelledError: if the watcher stopped the work
    """
    watcher.check_cancelled()
    each = options.each
    refuse_missing_folders(*options.inputs)
    there = {entry.slug: entry for entry in read_entries(each.site)} if each.site.is_dir() else {}
    folders = list(dict.fromkeys(path for one in options.inputs for path in _find(one, nested=each.nested)))
    if not folders:
        raise has_none(msgspec.structs.replace(each, interviews=options.inputs[0]))
    reading = Reading(datetime.now(UTC), each.media, each.site)
    found: list[WouldPublish] = []
    failed: list[Finished] = []
    unreleased: list[Path] = []
    taken: dict[str, Path] = {}
    for done, path in enumerate(folders, 1):
        watcher.check_cancelled()
        try:
            one = _plan(path, reading, there, taken) if find_edition_files(path) else None
        except (DragomanError, OSError) as error:
            failed.append(describe_failure(path, each.site, error))
        else:
            found += [one] if one else []
            unreleased += [] if one else [path]
        watcher.report("reading", done, len(folders), "interviews")
    return PublishPlan(tuple(found), tuple(failed), tuple(unreleased))


def _find(root: Path, *, nested: bool) -> Iterator[Path]:
    """The interviews that a publication takes, those without editions too."""
    yield from find_interview_folders(root, nested=nested)
    if is_interview(root):
        yield root
    else:
        yield from find_folders(root) if nested else find_folders(root, depth=1)


def _plan(path: Path, reading: Reading, there: Mapping[str, Entry], taken: dict[str, Path]) -> WouldPublish | None:
    one = gather(path, reading)
    if one is None:
        return None
    if one.held is not None:
        before = next((entry.number for entry in there.values() if entry.hashes[0] == one.held.first), None)
        return WouldPublish(folder=path, change="confidential", before=before)
    if one.entry is None:
        return WouldPublish(folder=path, change="held back")
    entry = one.entry
    other = taken.setdefault(entry.slug, path)
    if other != path:
        refuse_doubles([(other, one), (path, one)])
    refuse_others([entry], there.values())
    old = there.get(entry.slug)
    change: Change = "new" if old is None else "unchanged" if old.sources == entry.sources else "changed"
    before = old.number if old else None
    return WouldPublish(
        folder=path, change=change, slug=entry.slug, number=entry.number, before=before, no_sound=one.no_sound
    )
