from __future__ import annotations

from dragoman.formats.prose.paragraphs import Paragraph, StyledText, cut, find_place, make_paragraph
from dragoman.problems import Place


def made(*pieces: StyledText, spaces_count: bool = False) -> Paragraph:
    paragraph = make_paragraph(pieces, spaces_count=spaces_count)
    assert paragraph is not None
    return paragraph


def test_spaces_are_single_and_none_stand_at_the_edges() -> None:
    assert made(StyledText(text="\n  a \t b "), StyledText(text=" c\u00a0")).text == "a b c"


def test_spaces_that_count_stay_within() -> None:
    assert made(StyledText(text="  Q    a  b  "), spaces_count=True).text == "Q    a  b"


def test_a_space_that_cannot_break_stays_within() -> None:
    assert made(StyledText(text="a\u00a0 b")).text == "a\u00a0 b"


def test_nothing_is_no_paragraph() -> None:
    assert make_paragraph([StyledText(text=" \u00a0\n")]) is None


def test_a_note_without_words_is_no_paragraph() -> None:
    assert make_paragraph([StyledText(text="", note="a note")]) is None


def test_a_stretch_is_cut_with_its_letters() -> None:
    paragraph = made(
        StyledText(text="Ana", bold=True, line=1, column=5), StyledText(text=": where to", line=1, column=8)
    )
    assert [(piece.text, piece.bold, piece.column) for piece in cut(paragraph, 2, 7)] == [
        ("a", True, 7),
        (": wh", False, 8),
    ]


def test_a_place_is_exact_where_the_columns_are_known() -> None:
    pieces = (StyledText(text="one ", line=3, column=1), StyledText(text="two", line=4, column=5))
    assert find_place(pieces, 1, None) == Place(line=3, column=2)
    assert find_place(pieces, 6, None) == Place(line=4, column=7)


def test_a_place_is_looked_up_in_the_source() -> None:
    source = "<p>\n a (b) <i>c</i> &amp; (d\n</p>"
    pieces = (StyledText(text="a (b) ", line=1), StyledText(text="c", line=2), StyledText(text=" & (d", line=2))
    assert find_place(pieces, 2, source) == Place(line=2, column=4)
    assert find_place(pieces, 10, source) == Place(line=2, column=23)


def test_the_second_of_two_alike_is_found() -> None:
    pieces = (StyledText(text="(a (a", line=1),)
    assert find_place(pieces, 3, "<b>(a (a</b>") == Place(line=1, column=7)


def test_what_is_not_in_the_source_has_its_line() -> None:
    assert find_place((StyledText(text="(x", line=2),), 0, "\nnothing") == Place(line=2)
