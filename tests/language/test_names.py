import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.language.names import find_names, group_spellings, may_be_one_name, skeleton

ONE_NAME = [
    ("Khamenei", "خامنه‌ای"),
    ("Ahmadinejad", "احمدی‌نژاد"),
    ("Mohammed", "Muhammad"),
    ("Mohammed", "محمد"),
    ("Gorbachev", "Горбачёв"),
    ("Netanyahu", "נתניהו"),
    ("Qaddafi", "Gaddafi"),
    ("Shirazi", "شیرازی"),
    ("Tehran", "Téhéran"),
]
TWO_NAMES = [("Karimi", "Rahimi"), ("Baghdad", "Basra"), ("Ali", "Al"), ("Mehdi", "Mahmud Abbas")]


@pytest.mark.parametrize(("one", "other"), ONE_NAME)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert may_be_one_name(one, other)


@pytest.mark.parametrize(("one", "other"), TWO_NAMES)
def test_two_names(one: str, other: str) -> None:
    assert not may_be_one_name(one, other)


def test_spellings_are_grouped_in_the_order_in_which_they_came() -> None:
    names = ["Rahimi", "Mohammed", "Karimi", "Mohamed", "Rahimi", "Muhammad"]
    assert group_spellings(names) == (("Mohammed", "Mohamed", "Muhammad"),)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("We saw Ali Rahimi meet Dr Karimi in Tehran.", "en", ["Ali Rahimi", "Dr Karimi", "Tehran"]),
        ("They left. Nobody came. Ali stayed with Sara.", "en", ["Sara"]),
        ("Vio a Juan de la Cruz ayer", "es", ["Juan de la Cruz"]),
        ("Der Mann und die Frau", "de", []),
        ("رضا رفت", "fa", []),
        ("", "en", []),
    ],
)
def test_finds_capitalised_runs(text: str, language: str, expected: list[str]) -> None:
    assert [name.text for name in find_names(text, language)] == expected


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40))
def test_no_text_makes_them_raise(text: str) -> None:
    assert isinstance(skeleton(text), str)
    assert all(text[name.start : name.end] == name.text for name in find_names(text, "en"))
