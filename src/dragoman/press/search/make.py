"""The search of a site in bundles: one for each group of interviews, and one for the index of all.

The index is changed in place if possible: while a group's new rows are written, its old rows are still on disk, and
only shards with a changed row are read and written.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import IO

import msgspec

from dragoman.press.derived import Site
from dragoman.press.search.groups import (
    Holding,
    Member,
    capacity,
    change_group,
    encode_chunks,
    index_group,
    name_chunks,
    wrap,
)
from dragoman.press.search.reader_files import encode_facts, encode_index, encode_rules, render_search
from dragoman.press.search.row_file import encode_rows, read_holdings, read_rows
from dragoman.press.search.shards import (
    SIZE,
    Shard,
    Start,
    change_rows,
    cut_rows,
    group_code,
    merge_rows,
    split_shard,
)
from dragoman.press.search.state import STATE, State, find_groups, number_interviews, open_part, read_file, read_state
from dragoman.press.site_writer import Bundle, Content

__all__ = ["make_search"]

_FIRST: Start = ("", "")
_IN_MEMORY = 1 << 20


class _Group(msgspec.Struct, frozen=True):
    """A group of interviews for the index; ``rows`` is the path of the file with its rows."""

    number: int
    slugs: tuple[str | None, ...]
    key: str

    @property
    def rows(self) -> str:
        return f"search/g/{self.number}/rows-{self.key[:16]}.z"


def make_search(site: Site) -> Iterator[Bundle]:
    """The bundles of the search: the groups, then the index and its page."""
    state = read_state(site.folder, site.stamp)
    slugs = number_interviews(site.listed, state)
    groups = []
    for number, some in find_groups(slugs):
        key = site.make_key((site.by_slug[slug] for slug in some if slug), "search", number, some)
        groups.append(_Group(number, some, key))
        yield Bundle(f"search/g/{number}", key, partial(_make_group, site, groups[-1]), is_derived=True)
    key = site.make_key(site.listed, "search", slugs)
    make = partial(_make_index, site, tuple(groups), slugs, key)
    yield Bundle("search/index.html", key, make, is_derived=True)


def _make_group(site: Site, group: _Group) -> dict[str, Content]:
    holdings = tuple(_holding(site, slug) for slug in group.slugs)
    changed, members, rows = _change_group(site, group, holdings) or _index_group(site, group)
    # The rows are first: a killed run that wrote texts has left them too, and the next run does not trust the texts.
    files: dict[str, Content] = {group.rows: encode_rows(holdings, rows)}
    for member in members:
        files |= {f"search/g/{name}.js": text for name, text in encode_chunks(member, f"{group.number}/{member.place}")}
    for place in set(range(len(group.slugs))) - set(changed):
        for name in name_chunks(f"{group.number}/{place}", holdings[place].passages):
            files[f"search/g/{name}.js"] = partial(_write_chunk, site, group, place, name)
    return files


_Indexed = tuple[Sequence[int], tuple[Member, ...], list[tuple[str, str]]]
"""The places of the interviews that are read, these interviews, and the rows of the whole group."""


def _index_group(site: Site, group: _Group) -> _Indexed:
    places = range(len(group.slugs))
    members = _read_members(site, group, places)
    return places, members, index_group(members)


def _change_group(site: Site, group: _Group, holdings: Sequence[Holding]) -> _Indexed | None:
    """The rows of a group with its changed interviews; ``None`` if all of it must be made."""
    before = _read_before(site, group, holdings)
    if before is None:
        return None
    places, old = before
    members = _read_members(site, group, places)
    try:
        return places, members, change_group(old, holdings, members)
    except ValueError:
        return None


def _holding(site: Site, slug: str | None) -> Holding:
    return Holding(slug, site.keys[slug][:32], site.by_slug[slug].passages) if slug else Holding()


def _read_before(
    site: Site, group: _Group, holdings: Sequence[Holding]
) -> tuple[Sequence[int], Iterator[tuple[str, str]]] | None:
    """The places of the changed interviews and the old rows of a group; ``None`` if the whole group must be made.

    That is so if many interviews changed, if passages get other numbers, or if a run was killed between the rows and
    the texts.
    """
    old = read_state(site.folder, site.stamp)
    if site.whole or site.folder is None or group.number >= len(old.rows):
        return None
    name = old.rows[group.number]
    there = [f"search/g/{group.number}/{path.name}" for path in (site.folder / name).parent.glob("rows-*.z")]
    part = open_part(site.folder, name)
    if there != [name] or part is None:
        return None
    try:
        known = read_holdings(part)
    except ValueError:
        return None
    changed = [place for place, one in enumerate(holdings) if known[place : place + 1] != (one,)]
    sizes = [[capacity(one.passages) for one in some] for some in (known, holdings)]
    if sizes[0] != sizes[1][: len(known)] or len(changed) > len(holdings) // 8 + 1:
        return None
    return changed, read_rows(part)


def _write_chunk(site: Site, group: _Group, place: int, name: str, path: Path) -> None:
    """Write texts of an unchanged interview. They are there, unless somebody deleted them."""
    [member] = _read_members(site, group, (place,))
    path.write_bytes(dict(encode_chunks(member, f"{group.number}/{place}"))[name])


def _read_members(site: Site, group: _Group, places: Iterable[int]) -> tuple[Member, ...]:
    slugs = ((place, group.slugs[place]) for place in places)
    return tuple(
        Member(place, site.by_slug[slug], site.read_passages(slug)) if slug else Member(place, None, ())
        for place, slug in slugs
    )


def _make_index(site: Site, groups: Sequence[_Group], slugs: tuple[str | None, ...], key: str) -> dict[str, Content]:
    old = read_state(site.folder, site.stamp)
    build, starts, files = _change_or_build(site, groups, old, key[:12])
    state = State(
        stamp=site.stamp,
        slugs=slugs,
        rows=tuple(group.rows for group in groups),
        build=build,
        starts=starts,
        shards=tuple(files),
    )
    shards = dict(files)
    return {
        **shards,
        **_reader_files(site, state, key),
        STATE: msgspec.json.encode(state),
        "search/index.html": render_search(site),
    }


def _change_or_build(
    site: Site, groups: Sequence[_Group], old: State, build: str
) -> tuple[str, tuple[Start, ...], dict[str, Content]]:
    """The old index with its changes; a new one if that is not possible, or if somebody changed its files."""
    changed = _find_changes(site, groups, old)
    if changed is not None:
        try:
            return old.build, *_change(site, old, changed)
        except (msgspec.MsgspecError, ValueError):
            pass
    return build, *_build(site, groups, build)


def _reader_files(site: Site, state: State, key: str) -> dict[str, Content]:
    return {
        "search/rules.js": wrap("rules", "rules", encode_rules(site)),
        "search/facts.js": wrap("facts", "facts", encode_facts(site, state)),
        "search/start.js": wrap("start", "start", encode_index(site, state, key[:12])),
    }


def _find_changes(site: Site, groups: Sequence[_Group], old: State) -> list[tuple[str, str, str]] | None:
    """Rows that differ from the old index: term, group and postings; ``None`` if the whole index must be made."""
    if site.whole or site.folder is None or not old.shards:
        return None
    if not all((site.folder / file).is_file() for file in old.shards):
        return None
    names = dict(enumerate(old.rows))
    differing = [group for group in groups if names.get(group.number) != group.rows]
    gone = range(len(groups), len(old.rows))
    if len(differing) + len(gone) > 1 + len(groups) // 8:
        return None
    changes: list[tuple[str, str, str]] = []
    for number in (*(group.number for group in differing), *gone):
        before = _old_rows(site, old, number)
        if before is None:
            return None
        after = dict(_rows(site, groups[number])) if number < len(groups) else {}
        code = group_code(number)
        changes += [
            (term, code, after.get(term, ""))
            for term in before.keys() | after.keys()
            if before.get(term) != after.get(term)
        ]
    return changes


def _old_rows(site: Site, old: State, number: int) -> dict[str, str] | None:
    if number >= len(old.rows):
        return {}
    part = open_part(site.folder, old.rows[number])
    try:
        return None if part is None else dict(read_rows(part))
    except ValueError:
        return None


def _rows(site: Site, group: _Group) -> Iterator[tuple[str, str]]:
    """The rows of a group: from the file that its bundle wrote, else made again."""
    part = open_part(site.folder, group.rows)
    if part is not None:
        return read_rows(part)
    return iter(index_group(_read_members(site, group, range(len(group.slugs)))))


def _build(site: Site, groups: Sequence[_Group], build: str) -> tuple[tuple[Start, ...], dict[str, Content]]:
    """The whole index. Its shards are in a temporary file until they are written to their paths."""
    spool = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - it is read when the files are written
    starts: list[Start] = []
    files: dict[str, Content] = {}
    for shard in cut_rows(merge_rows((group_code(group.number), _rows(site, group)) for group in groups)):
        name = f"{build}/{len(starts)}"
        content = wrap("rows", name, shard.rows)
        files[f"search/w/{name}.js"] = partial(_copy, spool, spool.tell(), len(content))
        starts.append(shard.start if starts else _FIRST)
        spool.write(content)
    return tuple(starts), files


def _copy(spool: IO[bytes], place: int, size: int, path: Path) -> None:
    spool.seek(place)
    path.write_bytes(spool.read(size))


def _change(
    site: Site, old: State, changes: Iterable[tuple[str, str, str]]
) -> tuple[tuple[Start, ...], dict[str, Content]]:
    """The index with some rows changed. A shard that has grown too large is split into files with new names."""
    rows = dict(change_rows(old.starts, changes, lambda number: _read_shard(site, old.shards[number])))
    starts: list[Start] = []
    files: dict[str, Content] = {}
    free = 1 + max(int(name.rpartition("/")[2].removesuffix(".js")) for name in old.shards)
    for number, (start, file) in enumerate(zip(old.starts, old.shards, strict=True)):
        if number not in rows:
            starts.append(start)
            files[file] = _unchanged
        elif len(rows[number]) <= 2 * SIZE:
            starts.append(start)
            files[file] = wrap("rows", _shard_name(file), rows[number])
        else:
            for part in split_shard(Shard(start, rows[number])):
                name = f"{old.build}/{free}"
                starts.append(part.start)
                files[f"search/w/{name}.js"] = wrap("rows", name, part.rows)
                free += 1
    return tuple(starts), files


def _unchanged(path: Path) -> None:
    """Never called: the file is there."""
    raise AssertionError(path)


def _shard_name(file: str) -> str:
    return file.removeprefix("search/w/").removesuffix(".js")


def _read_shard(site: Site, file: str) -> str:
    content = read_file(site.folder, file) or b""
    _, _, arguments = content.partition(b"(")
    kind_name_rows = msgspec.json.decode(b"[" + arguments.rstrip().removesuffix(b");") + b"]", type=list[str])
    return kind_name_rows[2]
