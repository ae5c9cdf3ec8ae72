from __future__ import annotations

import pytest

from dragoman.formats.reading.joined_names import split_known_names, split_names, split_people


@pytest.mark.parametrize(
    ("label", "names"),
    [
        ("Diane and Sheila", ("Diane", "Sheila")),
        ("DIANE AND SHEILA", ("DIANE", "SHEILA")),
        ("Diane & Sheila", ("Diane", "Sheila")),
        ("Diane&Sheila", ("Diane", "Sheila")),
        ("Ana y Luis", ("Ana", "Luis")),
        ("Anne et Paul", ("Anne", "Paul")),
        ("Anna und Karl", ("Anna", "Karl")),
        ("Müller u. Koch", ("Müller", "Koch")),
        ("Анна и Пётр", ("Анна", "Пётр")),
        ("ليلى و رضا", ("ليلى", "رضا")),
        ("Mr and Mrs Smith", ("Mr", "Mrs Smith")),
    ],
)
def test_a_word_between_two_names_joins_them(label: str, names: tuple[str, ...]) -> None:
    assert split_names(label) == names


@pytest.mark.parametrize(
    "label", ["Diane", "Andy Sand", "JOHN E SMITH", "John U. Smith", "Karl von und zu Hagen", "أحمد وليد", "and"]
)
def test_one_name_joins_none(label: str) -> None:
    assert split_names(label) == ()


@pytest.mark.parametrize(
    ("label", "names"),
    [
        ("Diane, Sheila", ("Diane", "Sheila")),
        ("Diane, Sheila and Ana", ("Diane", "Sheila", "Ana")),
        ("ديانا وشيلا", ("ديانا", "شيلا")),
        ("דנה ולילי", ("דנה", "לילי")),
        ("ANA E LUIS", ("ANA", "LUIS")),
    ],
)
def test_what_only_may_join_names_does_so_between_known_labels(label: str, names: tuple[str, ...]) -> None:
    assert split_known_names(label, {name.casefold() for name in names}, str.casefold) == names
    assert split_known_names(label, {names[0].casefold()}, str.casefold) == ()


@pytest.mark.parametrize("label", ["Diane, Sheila", "Diane/Sheila", "Sury, Koch"])
def test_parts_of_full_names_are_people_too(label: str) -> None:
    assert len(split_people(label, ["Diane Sury", "Sheila Koch"], str.casefold)) == 2


@pytest.mark.parametrize("label", ["Sury, Diane", "Diane Sury, presenter"])
def test_a_name_turned_round_or_with_a_role_is_one_person(label: str) -> None:
    assert split_people(label, ["Diane Sury", "Sheila Koch", "The presenter Ana"], str.casefold) == ()
