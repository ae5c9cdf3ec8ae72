from __future__ import annotations

import pytest

from dragoman.language.quantities.cents import join_cents
from dragoman.language.quantities.text_quantities import describe, find_quantities


def joined(source: str, target: str, language: str) -> list[str]:
    quantities = join_cents(source, find_quantities(source, language), find_quantities(target, "en"))
    return [describe(quantity) for quantity in quantities]


@pytest.mark.parametrize(
    ("source", "language"),
    [("dos euros con 50", "es"), ("dos euros y 50 céntimos", "es"), ("zwei Euro fünfzig", "de"), ("2 € 50", "fr")],
)
def test_an_amount_and_its_cents_are_one_where_the_other_language_has_the_sum(source: str, language: str) -> None:
    assert joined(source, "$2.50", language) == ["2.5 euro"]


def test_two_numbers_side_by_side_may_be_an_amount() -> None:
    assert joined("dos cincuenta", "$2.50", "es") == ["2.5"]
    assert joined("dos panes, 50 barras", "$2.50", "es") == ["2", "50"]


def test_an_amount_and_a_number_stay_two_where_the_sum_is_not_said() -> None:
    assert joined("dos euros con 50", "3 euros", "es") == ["2 euro", "50"]
