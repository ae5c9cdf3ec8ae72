from __future__ import annotations

import unicodedata

import pytest

from dragoman.notation.lines import (
    clean,
    compose,
    escape_name,
    find_colon,
    indent,
    one_line,
    read_lines,
    split_columns,
    text_line,
    unescape,
)


def test_indented_lines_continue_the_line_above() -> None:
    assert [line.text for line in read_lines("a\n  b\n\tc\nd\n")] == ["a\nb\nc", "d"]


def test_blank_lines_inside_a_text_are_kept_and_others_are_not() -> None:
    assert [line.text for line in read_lines("\n\na\n\n  b\n\n\nc\n \n")] == ["a\n\nb", "c"]


def test_only_the_indent_of_a_continuation_goes() -> None:
    assert [line.text for line in read_lines("a\n    b")] == ["a\n  b"]


def test_line_ends_of_every_system_count_and_the_byte_order_mark_does_not() -> None:
    assert [line.text for line in read_lines("\ufeffa\r\n  b\rc")] == ["a\nb", "c"]


def test_separators_that_are_no_line_ends_are_text() -> None:
    assert [line.text for line in read_lines("a\u2028b\x0bc\x85d")] == ["a\u2028b\x0bc\x85d"]


def test_a_place_in_a_text_is_a_line_and_column_of_the_page() -> None:
    first, second = read_lines("ab\n\n  cd\nef")

    assert [first.place(offset) for offset in (0, 1, 4, 5)] == [(1, 1), (1, 2), (3, 3), (3, 4)]
    assert second.place(1) == (4, 2)


def test_lines_know_whether_they_stand_behind_a_blank_one() -> None:
    assert [line.after_blank for line in read_lines("a\nb\n\nc")] == [True, False, True]


def test_what_is_indented_is_read_back() -> None:
    assert read_lines(indent("a\nb\n\nc"))[0].text == "a\nb\n\nc"


def test_a_lone_text_has_places_too() -> None:
    assert text_line("ab\ncd").place(4) == (2, 2)


def test_a_backslash_escapes_only_what_is_special() -> None:
    assert unescape(r"\(\a\\") == "(\\a\\"


def test_names_stand_on_one_line() -> None:
    assert one_line("  The\n host ") == "The host"


def test_values_lose_spaces_at_the_ends_of_lines() -> None:
    assert clean(" a \r\n b\n") == "a\n b"


def test_text_is_composed_and_endless_combining_marks_are_left() -> None:
    assert compose("e\u0301") == "é"
    assert compose("e" + "\u0301\u0316" * 50_000) == "e" + "\u0301\u0316" * 50_000
    assert compose("e\u0316\u0301" * 100) == unicodedata.normalize("NFC", "e\u0316\u0301" * 100)


def test_an_escaped_colon_or_bar_parts_nothing() -> None:
    assert find_colon(r"a\: b: c", 0) == 5
    assert find_colon("a\nb: c", 0) is None
    assert split_columns(r"a \| b | c \\| d") == ["a | b ", " c \\", " d"]


@pytest.mark.parametrize(("name", "written"), [("a: b", r"a\: b"), ("[x]", r"\[x]"), ("?", r"\?"), ("who?", "who?")])
def test_names_are_escaped_so_that_they_can_stand_before_a_colon(name: str, written: str) -> None:
    assert escape_name(name) == written
