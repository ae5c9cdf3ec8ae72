"""Joins money that is said in two parts, "two euros with 50", if the other language has one amount: "$2.50"."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import msgspec

from dragoman.language.digits import exact
from dragoman.language.quantities.quantity import Quantity

__all__ = ["join_cents"]

_HUNDRED = 100


def join_cents(text: str, pieces: Sequence[Quantity], wholes: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """The quantities of a text, with an amount and its cents joined if ``wholes`` has their sum.

    The currency may differ: a wrong currency is one error, which should not cause another for the cents.

    :param text: the text of ``pieces``, which are in its order
    :param wholes: the quantities of the other language's text
    """
    amounts = [one for one in wholes if one.kind == "money" and one.value is not None and one.value.denominator > 1]
    if not amounts:
        return tuple(pieces)
    joined: list[Quantity] = []
    for piece in pieces:
        whole = _join(text, joined[-1], piece) if joined else None
        if whole is not None and any(whole.value == one.value for one in amounts):
            joined[-1] = whole
        else:
            joined.append(piece)
    return tuple(joined)


def _join(text: str, money: Quantity, cents: Quantity) -> Quantity | None:
    if money.value is None or cents.value is None or money.value.denominator > 1 or not 0 < cents.value < _HUNDRED:
        return None
    # "Dos cincuenta" names no currency; then the two numbers must be adjacent.
    if money.kind != "money" and not (money.kind == cents.kind == "number" and text[money.end : cents.start] == " "):
        return None
    return msgspec.structs.replace(
        money,
        end=cents.end,
        text=text[money.start : cents.end],
        value=exact(money.value + Fraction(cents.value) / _HUNDRED),
        kind="money",
    )
