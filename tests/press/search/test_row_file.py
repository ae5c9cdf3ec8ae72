"""The rows of a group in a file: read as they were written, in parts, and refused if the file is damaged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.press.search.groups import Holding
from dragoman.press.search.row_file import Part, encode_rows, read_holdings, read_rows

HOLDINGS = (Holding("bees", "0f" * 16, 12), Holding())
WORDS = st.text(st.characters(exclude_categories=("Zs", "Cc", "Cs")), min_size=1)


def part_of(content: bytes) -> Part:
    return lambda place, count: content[place : place + count]


@given(st.lists(st.tuples(WORDS, st.text("0aZ", max_size=9_000)), max_size=20))
def test_rows_are_read_as_they_were_written(rows: list[tuple[str, str]]) -> None:
    part = part_of(encode_rows(HOLDINGS, rows))

    assert (read_holdings(part), list(read_rows(part))) == (HOLDINGS, rows)


def test_rows_are_read_in_small_parts() -> None:
    content = encode_rows(HOLDINGS, [(f"word{number:06}", "ab") for number in range(50_000)])
    counts: list[int] = []

    def part(place: int, count: int) -> bytes:
        counts.append(count)
        return content[place : place + count]

    rows = read_rows(part)

    assert next(rows) == ("word000000", "ab")
    assert sum(counts) < len(content) // 10


@pytest.mark.parametrize("kept", [0, 3, 20, -5, -4, -1])
def test_a_file_that_was_cut_is_refused(kept: int) -> None:
    content = encode_rows(HOLDINGS, [("bees", "a"), ("clay", "b")])

    with pytest.raises(ValueError, match=r"no end|incomplete"):
        list(read_rows(part_of(content[:kept])))
