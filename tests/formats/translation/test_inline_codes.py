from hypothesis import given
from hypothesis import strategies as st

from dragoman.formats.translation.inline_codes import Piece, as_pieces
from dragoman.notation import parse_text, serialize_text
from dragoman.transcript.text import Gap, Pause, Supplied


def test_words_that_were_added_are_typed() -> None:
    assert [*as_pieces(("To ", Supplied(("all",))))] == [Piece("To (all)")]


def test_a_gap_is_a_code_that_is_copied() -> None:
    assert [*as_pieces(("the ", Gap("inaudible"), " and"))] == [
        Piece("the "),
        Piece("[inaudible]", is_code=True),
        Piece(" and"),
    ]


def test_a_bracket_that_is_no_mark_is_a_code() -> None:
    assert [*as_pieces(("a (b",))] == [Piece("a "), Piece(r"\(", is_code=True), Piece("b")]


def test_a_pause_is_a_code_and_a_sound_is_typed() -> None:
    text, _ = parse_text("[laughs] Yes [pause 3s]")
    assert [piece.is_code for piece in as_pieces(text)] == [False, True]
    assert text[-1] == Pause(3000)


@given(st.text(alphabet="ab ()[]\\{}~*?=…:/\n", max_size=60))
def test_the_parts_joined_are_the_text_as_typed(typed: str) -> None:
    text, _ = parse_text(typed)
    assert "".join(piece.typed for piece in as_pieces(text)) == serialize_text(text)
