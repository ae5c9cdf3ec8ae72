from __future__ import annotations

from bitexts import codes


def test_a_figure_behind_a_bracket_that_is_never_closed() -> None:
    assert codes(("Éramos 300.", "There were (300 of us."), family="numbers") == ["number-at-bracket"]


def test_a_bracket_without_a_figure_is_left_to_the_notation() -> None:
    assert codes(("Éramos muchos.", "There were (many of us."), family="numbers") == []


def test_balanced_brackets_that_were_escaped() -> None:
    assert codes(("Éramos 300.", r"There were \(300\) of us."), family="numbers") == []


def test_items_of_a_list() -> None:
    assert codes(("1) pan, 2) sal", "1) bread, 2) salt"), family="numbers") == []
