"""How reliable is a figure? 95 % intervals by resampling the units (the bootstrap).

A unit is measured as a whole: a recording or a passage. The seed is fixed, so the same units always give the same
interval.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from typing import TypeVar

import msgspec

__all__ = ["Comparison", "Interval", "bootstrap", "compare"]

Unit = TypeVar("Unit")
Statistic = Callable[[Sequence[Unit]], float | None]

ROUNDS = 1000
SEED = 20250101
_OUTSIDE = 0.025


class Interval(msgspec.Struct, frozen=True):
    """The bounds of 95 % of the figures of other samples of the same units."""

    low: float
    high: float


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """Two systems on the same units. ``difference`` is the first's figure minus the second's.

    ``lower`` is the share of samples in which the first's figure is below the second's, or equal to it.
    """

    difference: float
    interval: Interval
    lower: float


def bootstrap(
    units: Sequence[Unit], figure: Statistic[Unit], *, rounds: int = ROUNDS, seed: int = SEED
) -> Interval | None:
    """The interval of a figure over these units; ``None`` for fewer than two units, or if no sample has a figure.

    :param figure: maps any sample of the units to a number, or to ``None`` if it has none
    """
    if len(units) < 2:
        return None
    drawn = [figure([units[place] for place in places]) for places in _draws(len(units), rounds, seed)]
    return _middle([value for value in drawn if value is not None])


def compare(
    units: Sequence[tuple[Unit, Unit]], figure: Statistic[Unit], *, rounds: int = ROUNDS, seed: int = SEED
) -> Comparison | None:
    """The paired bootstrap: both systems are sampled on the same units each time. ``None`` if there is no figure.

    :param units: for each unit, the first system's outcome and the second's
    """
    whole = _difference(units, figure) if len(units) > 1 else None
    if whole is None:
        return None
    draws = ([units[place] for place in places] for places in _draws(len(units), rounds, seed))
    drawn = [value for value in (_difference(draw, figure) for draw in draws) if value is not None]
    interval = _middle(drawn)
    if interval is None:
        return None
    return Comparison(difference=whole, interval=interval, lower=sum(value <= 0 for value in drawn) / len(drawn))


def _difference(units: Sequence[tuple[Unit, Unit]], figure: Statistic[Unit]) -> float | None:
    first, second = (figure([unit[side] for unit in units]) for side in (0, 1))
    return None if first is None or second is None else first - second


def _draws(count: int, rounds: int, seed: int) -> list[list[int]]:
    dice = random.Random(seed)
    return [[int(dice.random() * count) for _ in range(count)] for _ in range(rounds)]


def _middle(values: Sequence[float]) -> Interval | None:
    if not values:
        return None
    ordered = sorted(values)
    outside = math.floor(len(ordered) * _OUTSIDE)
    return Interval(ordered[outside], ordered[-1 - outside])
