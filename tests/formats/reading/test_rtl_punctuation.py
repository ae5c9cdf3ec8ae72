import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.formats.reading.rtl_punctuation import is_reversed, mend_line


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        (".سلام علیکم", "سلام علیکم."),
        ("؟متى بدأت", "متى بدأت؟"),
        ("!أوه نعم", "أوه نعم!"),
        ("،لكن لا", "لكن لا،"),
        (".سلام -", "- سلام."),
        (".»سلام«", "«سلام»."),
        ("? מה שלומך", "מה שלומך?"),
        ("!?ماذا", "ماذا?!"),
    ],
)
def test_what_was_reversed_by_hand_is_found_and_mended(typed: str, mended: str) -> None:
    assert is_reversed(typed)
    assert mend_line(typed) == mended
    assert not is_reversed(mended)


@pytest.mark.parametrize(
    "line", ["سلام علیکم.", "...و بعد", "- سلام.", "«سلام»", ".Hello", "", ". . .", "٫٥ كيلو", "سلام"]
)
def test_what_stands_right_stays(line: str) -> None:
    assert not is_reversed(line)
    assert mend_line(line) == line


@given(st.text(alphabet=".،؟!-»«() سلامab", max_size=20))
def test_no_character_is_lost_but_space(line: str) -> None:
    assert sorted(mend_line(line).replace(" ", "")) == sorted(line.replace(" ", ""))
