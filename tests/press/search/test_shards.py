"""Rows in shards: cut by size, changed one by one, and the same as if they had been made anew."""

from __future__ import annotations

from bisect import bisect_right

from hypothesis import given
from hypothesis import strategies as st

from dragoman.press.search.shards import SIZE, Shard, change_rows, cut_rows, group_code, merge_rows, split_shard

Rows = dict[str, str]
TERMS = st.text("abcö東", min_size=1, max_size=3)
GROUPS = st.lists(st.dictionaries(TERMS, st.text("#$%", min_size=1, max_size=9)), min_size=1, max_size=4)


def cut(groups: list[Rows]) -> list[Shard]:
    return list(cut_rows(merge_rows((group_code(n), sorted(rows.items())) for n, rows in enumerate(groups))))


def rows_of(shards: list[Shard]) -> str:
    return "|".join(shard.rows for shard in shards if shard.rows)


def test_a_row_is_a_term_and_its_places_in_each_group() -> None:
    groups = [{"bee": "##", "hive": "$"}, {"bee": "%"}]
    assert rows_of(cut(groups)) == "bee !!## !#%|hive !!$"


def test_groups_are_in_order_by_their_codes() -> None:
    codes = [group_code(number) for number in (0, 1, 89, 90, 8099)]
    assert codes == sorted(codes)


def test_a_term_that_fills_more_than_a_shard_is_cut_between_groups() -> None:
    groups = [{"and": "#" * 9000, "zoo": "$"} for _ in range(6)]
    shards = cut(groups)
    assert [shard.start for shard in shards] == [("and", ""), ("and", group_code(3)), ("zoo", "")]
    assert all(len(shard.rows) < 1.5 * SIZE for shard in shards)


def test_every_row_is_in_the_shard_where_a_reader_looks_for_it() -> None:
    shards = cut([{f"t{number:04}": "#" * 50 for number in range(2000)} for _ in range(3)])
    starts = [("", ""), *(shard.start for shard in shards[1:])]
    for number, shard in enumerate(shards):
        for row in shard.rows.split("|"):
            term, *groups = row.split(" ")
            assert all(bisect_right(starts, (term, group[:2])) - 1 == number for group in groups)


@given(GROUPS, GROUPS)
def test_changed_rows_are_the_same_as_new_ones(before: list[Rows], after: list[Rows]) -> None:
    size = max(len(before), len(after))
    old, new = before + [{}] * (size - len(before)), after + [{}] * (size - len(after))
    changes = [
        (term, group_code(number), new[number].get(term, ""))
        for number in range(size)
        for term in old[number].keys() | new[number].keys()
        if old[number].get(term) != new[number].get(term)
    ]
    shards = cut(old)
    contents = [shard.rows for shard in shards] or [""]
    starts = [("", ""), *(shard.start for shard in shards[1:])]
    for number, rows in change_rows(starts, changes, contents.__getitem__):
        contents[number] = rows
    assert "|".join(filter(None, contents)) == rows_of(cut(new))


def test_a_shard_that_has_grown_is_split_and_begins_where_it_began() -> None:
    grown = Shard(("", ""), "|".join(f"t{number:04} !!{'#' * 90}" for number in range(700)))
    parts = list(split_shard(grown))
    assert len(parts) > 2
    assert parts[0].start == ("", "")
    assert "|".join(part.rows for part in parts) == grown.rows
