from __future__ import annotations

from fractions import Fraction

import pytest

from dragoman.language.digits import Number
from dragoman.language.quantities.units import in_base, in_unit, may_be_one_unit


@pytest.mark.parametrize(
    ("value", "unit", "base"),
    [
        (5, "km", (5000, "m")),
        (12, "inch", (Fraction(3048, 10000), "m")),
        (3, "foot", (Fraction(9144, 10000), "m")),
        (1, "mile", (Fraction(1609344, 1000), "m")),
        (2, "nmi", (3704, "m")),
        (1, "ha", (10000, "m2")),
        (1, "m3", (1000, "l")),
        (2, "t", (2_000_000, "g")),
        (Fraction(1, 2), "h", (1800, "s")),
        (2, "week", (1_209_600, "s")),
        (Fraction(3, 2), "year", (18, "month")),
        (1, "century", (1200, "month")),
        (5, "toman", (50, "rial")),
        (50, "kopeck", (Fraction(1, 2), "ruble")),
        (100, "agora", (1, "shekel")),
        (7, "dollar", (7, "dollar")),
        (7, None, (7, None)),
    ],
)
def test_an_amount_in_the_base_of_its_kind(value: Number, unit: str | None, base: tuple[Number, str | None]) -> None:
    assert in_base(value, unit) == base


@pytest.mark.parametrize(
    ("value", "unit", "other", "expected"),
    [
        (90, "min", "h", Fraction(3, 2)),
        (36, "h", "day", Fraction(3, 2)),
        (14, "day", "week", 2),
        (18, "month", "year", Fraction(3, 2)),
        (3, "foot", "yard", 1),
        (100, "rial", "toman", 10),
        (250, "ml", "l", Fraction(1, 4)),
    ],
)
def test_an_amount_in_another_unit(value: Number, unit: str, other: str, expected: Number) -> None:
    assert in_unit(value, unit, other) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [("km", "km"), ("pound", "lira"), ("lb", "pound"), ("$", "peso"), ("°C", "degree"), ("nmi", "mile")],
)
def test_names_that_may_mean_one_unit(one: str, other: str) -> None:
    assert may_be_one_unit(one, other)
    assert may_be_one_unit(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("km", "mile"), ("rial", "toman"), ("°C", "°F"), ("dollar", "peso"), ("lb", "lira")]
)
def test_names_that_mean_two_units(one: str, other: str) -> None:
    assert not may_be_one_unit(one, other)
