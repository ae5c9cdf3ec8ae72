import pytest

from dragoman.language.plural import counted


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 passages"), (1, "1 passage"), (2, "2 passages"), (1234, "1,234 passages")]
)
def test_a_noun_is_in_the_form_of_its_number(number: int, words: str) -> None:
    assert counted(number, "passage") == words


def test_another_plural_is_given() -> None:
    assert [counted(number, "value was", "values were") for number in (1, 2)] == ["1 value was", "2 values were"]
