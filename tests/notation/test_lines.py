from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.notation.lines import (
    clean,
    clean_lines,
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


@pytest.mark.parametrize(
    ("page", "texts"),
    [
        ("a\n b", ["a\nb"]),
        ("a\n  \n  b", ["a\n\nb"]),
        ("a  \t\nb\t", ["a", "b"]),
        ("  a\n  b", ["a\nb"]),
        ("\ta", ["a"]),
        ("", []),
        (" \n\t\n", []),
        ("سلام\n  خداحافظ", ["سلام\nخداحافظ"]),
        ("\u200fשלום\n\u200fלהתראות", ["\u200fשלום", "\u200fלהתראות"]),
        ("a\n\u3000b", ["a", "\u3000b"]),
    ],
)
def test_a_page_is_cut_into_lines_by_their_indent(page: str, texts: list[str]) -> None:
    assert [line.text for line in read_lines(page)] == texts


def test_an_indented_first_line_has_the_column_of_its_first_character() -> None:
    assert read_lines("   abc")[0].place(1) == (1, 5)


def test_a_mark_of_the_reading_direction_is_a_character_of_its_line() -> None:
    assert read_lines("\u200fשלום")[0].place(1) == (1, 2)


@pytest.mark.parametrize("character", r"\()[]{}*~–/:=|?（）［］【】：？؟")
def test_each_special_character_is_made_plain_by_a_backslash(character: str) -> None:
    assert unescape(f"\\{character}") == character


@pytest.mark.parametrize("text", [r"\a", r"\1", "\\", r"C:\new", "\\\u200f", r"\«"])
def test_a_backslash_before_anything_else_is_a_backslash(text: str) -> None:
    assert unescape(text) == text


@pytest.mark.parametrize(
    ("text", "line"),
    [("a\r\nb", "a b"), ("a\tb", "a b"), (" ", ""), ("خانم\n ماریا", "خانم ماریا"), ("a\u00a0b", "a\u00a0b")],
)
def test_a_name_of_several_lines_is_put_on_one(text: str, line: str) -> None:
    assert one_line(text) == line


@pytest.mark.parametrize(
    ("text", "cleaned"), [("a  \n  b", "a\n  b"), ("a\rb", "a\nb"), ("a ", "a "), ("\n", "\n"), ("e\u0301 \n", "é\n")]
)
def test_lines_lose_the_spaces_at_their_ends_but_the_last_does_not(text: str, cleaned: str) -> None:
    assert clean_lines(text) == cleaned


@pytest.mark.parametrize(
    ("value", "columns"),
    [
        ("", [""]),
        ("|", ["", ""]),
        ("a|b", ["a", "b"]),
        (r"a\|b", ["a|b"]),
        (r"a\\|b", ["a\\", "b"]),
        (r"\x|", [r"\x", ""]),
    ],
)
def test_bars_part_a_value(value: str, columns: list[str]) -> None:
    assert split_columns(value) == columns


@pytest.mark.parametrize(
    ("text", "start", "place"), [("a: b: c", 2, 4), ("a：b", 0, 1), ("", 0, None), ("ab\\:", 0, None)]
)
def test_the_first_colon_from_a_place_on_is_found(text: str, start: int, place: int | None) -> None:
    assert find_colon(text, start) == place


@pytest.mark.parametrize("name", ["a: b", "مجری：", "[x]", "［x", "【x】", "back\\slash", "?", "؟", "？", "plain"])
def test_an_escaped_name_is_read_back_and_has_no_bare_colon(name: str) -> None:
    assert unescape(escape_name(name)) == name
    assert find_colon(escape_name(name), 0) is None


@given(st.text(alphabet="ab \n\t\r\u200fس|", max_size=40))
def test_what_is_indented_comes_back_as_one_line(text: str) -> None:
    said = clean(text)

    assert [line.text for line in read_lines(indent(said))] == ([said] if said else [])


@given(st.text(max_size=60))
def test_text_that_is_composed_stays_composed(text: str) -> None:
    assert compose(compose(text)) == compose(text)
