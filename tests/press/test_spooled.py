"""Values in a temporary file: read as they were added, as often as asked for, while others are added."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.press.spooled import Spooled


@given(st.lists(st.tuples(st.text(), st.lists(st.text(), max_size=3).map(tuple))))
def test_values_are_read_in_the_order_in_which_they_were_added(values: list[tuple[str, tuple[str, ...]]]) -> None:
    spooled: Spooled[tuple[str, tuple[str, ...]]] = Spooled(tuple[str, tuple[str, ...]])
    for value in values:
        spooled.add(value)

    assert (len(spooled), list(spooled), list(spooled)) == (len(values), values, values)


def test_values_may_be_added_while_others_are_read() -> None:
    spooled = Spooled(str)
    spooled.add("bees")
    reading = iter(spooled)
    first = next(reading)
    spooled.add("clay")

    assert (first, list(reading), list(spooled)) == ("bees", ["clay"], ["bees", "clay"])


def test_many_values_are_read_from_the_disk() -> None:
    spooled = Spooled(str)
    for number in range(20_000):
        spooled.add(f"a page with a long name {number:05}")

    assert [value for value in spooled if value.endswith("7777")] == [
        "a page with a long name 07777",
        "a page with a long name 17777",
    ]
