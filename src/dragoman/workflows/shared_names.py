"""One table of names for many interviews: their rows joined by spelling. Pure.

A name that several interviews have is one row. Nothing is decided: where two interviews render it differently, the row
is proposed with the rendering that occurs most often, and the others are listed as seen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from dragoman.formats.names_csv import NameRow
from dragoman.transcript.glossary import Term

__all__ = ["join_rows"]


def join_rows(table: Sequence[NameRow], found: Mapping[str, Sequence[NameRow]]) -> tuple[NameRow, ...]:
    """The rows of a table, as a person left them, then those that only the interviews have, the most frequent first.

    Counts are those of all interviews together, and places are the interviews' names.

    :param table: the existing rows
    :param found: the rows of each interview, by its name
    """
    groups = _Groups()
    for row in table:
        groups.add("", row)
    own = len(groups.rows)
    for name, rows in found.items():
        for row in rows:
            groups.add(name, row)
    kept = [_counted(row, group[1:]) for row, group in zip(table, _first_of(table, groups), strict=True)]
    new = [_join(group) for group in groups.rows[own:]]
    wanted = sorted((row for row in new if row is not None), key=lambda row: -(row.count or 0))
    return (*kept, *wanted)


class _Groups:
    """The rows that share a spelling, in the order in which they were found, each with the name of its interview."""

    def __init__(self) -> None:
        self.rows: list[list[tuple[str, NameRow]]] = []
        self._by_spelling: dict[str, int] = {}

    def add(self, name: str, row: NameRow) -> None:
        """Add a row to the group that has one of its spellings, or to a new one."""
        spellings = [spelling.casefold() for spelling in row.term.source or row.term.target]
        place = next((self._by_spelling[one] for one in spellings if one in self._by_spelling), None)
        if place is None:
            place = len(self.rows)
            self.rows.append([])
        self.rows[place].append((name, row))
        for spelling in spellings:
            self._by_spelling.setdefault(spelling, place)


def _first_of(table: Sequence[NameRow], groups: _Groups) -> Iterator[list[tuple[str, NameRow]]]:
    """For each row of the table the group that it leads; of two rows with one spelling, only the first leads one."""
    led = {id(group[0][1]): group for group in groups.rows if group[0][0] == ""}
    return (led.get(id(row), [("", row)]) for row in table)


def _counted(row: NameRow, group: Iterable[tuple[str, NameRow]]) -> NameRow:
    group = [(name, one) for name, one in group if name]
    return msgspec.structs.replace(
        row,
        count=sum(one.count or 0 for _, one in group),
        places=tuple(dict.fromkeys(name for name, one in group if one.count)),
    )


def _join(group: Sequence[tuple[str, NameRow]]) -> NameRow | None:
    """The rows of several interviews as one; ``None`` if it was rejected in all of them."""
    rows = [row for _, row in group if row.state not in ("rejected", "removed")]
    if not rows:
        return None
    renderings = _rank(rows)
    is_settled = all(row.state == "approved" for row in rows) and len(renderings) <= 1
    target = renderings[0] if renderings else ()
    others = [spelling for rendering in renderings[1:] for spelling in rendering]
    seen = dict.fromkeys([*others, *(spelling for row in rows for spelling in row.term.seen)])
    term = Term(
        id="",
        source=_union(row.term.source for row in rows),
        target=target,
        forbidden=_union(row.term.forbidden for row in rows),
        seen=tuple(spelling for spelling in seen if spelling not in target),
        kind=next((row.term.kind for row in rows if row.term.kind), None),
        honorific=next((row.term.honorific for row in rows if row.term.honorific), None),
        scheme=next((row.term.scheme for row in rows if row.term.target == target and row.term.scheme), None),
        authority=next((row.term.authority for row in rows if row.term.authority), None),
        note=next((row.term.note for row in rows if row.term.note), None),
    )
    return _counted(NameRow(term=term, state="approved" if is_settled else "proposed"), group)


def _rank(rows: Sequence[NameRow]) -> list[tuple[str, ...]]:
    """The different renderings: approved ones first, then the most frequent."""
    counts: Counter[tuple[str, ...]] = Counter()
    approved: set[tuple[str, ...]] = set()
    for row in rows:
        if row.term.target:
            counts[row.term.target] += row.count or 0
            if row.state == "approved":
                approved.add(row.term.target)
    return sorted(counts, key=lambda target: (target not in approved, -counts[target]))


def _union(spellings: Iterable[Sequence[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(spelling for each in spellings for spelling in each))
