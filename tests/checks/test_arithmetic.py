from __future__ import annotations

from bitexts import codes


def test_a_sum_that_does_not_come_out() -> None:
    texts = ("Había 5.000, murieron 200, así que quedaron 4.700.", "There were 5,000, 200 died, so 4,700 were left.")
    assert codes(texts, family="numbers") == ["sum-wrong"]


def test_a_sum_that_does() -> None:
    texts = ("Había 5.000, murieron 200, así que quedaron 4.800.", "There were 5,000, 200 died, so 4,800 were left.")
    assert codes(texts, family="numbers") == []


def test_three_numbers_are_no_sum() -> None:
    texts = ("Vinieron 20, 30 y 52.", "20, 30 and 52 came.")
    assert codes(texts, family="numbers") == []


def test_a_year_is_no_sum() -> None:
    texts = ("De 1.900 se fueron 79, y entonces, en 1979, volvieron.", "Of 1,900, 79 left, so in 1979 they came back.")
    assert "sum-wrong" not in codes(texts, family="numbers")
