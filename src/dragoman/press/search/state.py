"""The state of a site's index: the numbers of its interviews, and where each shard begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import msgspec

from dragoman import disk
from dragoman.errors import FolderError
from dragoman.press.search.groups import GROUP
from dragoman.press.search.row_file import Part
from dragoman.press.search.shards import Start
from dragoman.press.site_model import Entry

__all__ = ["STATE", "State", "find_groups", "number_interviews", "open_part", "read_file", "read_state"]

STATE = "search/state.json"
_LIMIT = 1 << 28


class State(msgspec.Struct, frozen=True, kw_only=True):
    """``slugs`` are by number, ``None`` if an interview was removed; ``rows`` has the file of each group's rows.

    ``starts`` and ``shards`` have the beginning and the file of each shard. ``stamp`` is that of the program.
    """

    stamp: str
    slugs: tuple[str | None, ...] = ()
    rows: tuple[str, ...] = ()
    build: str = ""
    starts: tuple[Start, ...] = ()
    shards: tuple[str, ...] = ()


def read_state(folder: Path | None, stamp: str) -> State:
    """The state of a site's index; an empty one if there is none, or if another program wrote it."""
    content = read_file(folder, STATE)
    try:
        state = msgspec.json.decode(content or b"", type=State)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return State(stamp=stamp)
    is_whole = len(state.starts) == len(state.shards) and len(state.rows) == len(list(find_groups(state.slugs)))
    return state if is_whole and state.stamp == stamp else State(stamp=stamp)


def read_file(folder: Path | None, name: str) -> bytes | None:
    """The content of a file of the site; ``None`` if it is missing or a link."""
    if folder is None or not _is_inside(name):
        return None
    try:
        return disk.read(folder / name, _LIMIT)
    except FolderError:
        return None


def open_part(folder: Path | None, name: str) -> Part | None:
    """Reads parts of a file of the site; ``None`` if it is missing or a link."""
    if folder is None or not _is_inside(name):
        return None
    path = folder / name
    if path.is_symlink() or not path.is_file():
        return None
    return partial(disk.read_part, path)


def _is_inside(name: str) -> bool:
    return ".." not in name.split("/") and not name.startswith("/")


def number_interviews(entries: Sequence[Entry], state: State) -> tuple[str | None, ...]:
    """The slugs by number: those of the state keep theirs, and new ones follow by the date of the first edition."""
    wanted = {entry.slug: entry for entry in entries}
    kept = tuple(slug if slug in wanted else None for slug in state.slugs)
    numbers = frozenset(kept)
    new = [entry for entry in wanted.values() if entry.slug not in numbers]
    numbered = (*kept, *(entry.slug for entry in sorted(new, key=_first_published)))
    while numbered and numbered[-1] is None:
        numbered = numbered[:-1]
    return numbered


def _first_published(entry: Entry) -> tuple[str, str]:
    return (entry.editions[0].date if entry.editions else None) or "", entry.slug


def find_groups(slugs: Sequence[str | None]) -> Iterator[tuple[int, tuple[str | None, ...]]]:
    """The groups of some interviews: the number of each, and its slugs."""
    for begin in range(0, len(slugs), GROUP):
        yield begin // GROUP, tuple(slugs[begin : begin + GROUP])
