"""Whether two texts state the same quantities, whatever their languages, scripts, names of units and calendars."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple

from dragoman.language.quantities.lenient import find_buckets, same_quantity
from dragoman.language.quantities.pieces import take_apart
from dragoman.language.quantities.quantity import Quantity
from dragoman.language.quantities.units import in_base

__all__ = ["Match", "key", "match_quantities", "same_quantity"]

# How many candidates for one quantity are tried; it bounds the time for texts that repeat one number many times.
_CANDIDATES = 16

_COUNTED = frozenset({"number", "ordinal", "fraction", "money", "measure", "percent"})

Key = tuple[Hashable, ...]
Quantities = Sequence[Quantity]


class Match(NamedTuple):
    """The quantities on one side only: ``missing`` ones have no counterpart in the translation, ``added`` ones none in
    the original.

    A weak quantity ("one", "both") on one side only is not an error; weak quantities of one kind that are left over on
    both sides ("the second", "the third") are.
    """

    missing: tuple[Quantity, ...]
    added: tuple[Quantity, ...]


def key(quantity: Quantity) -> Key:
    """A key that is equal for two quantities that state exactly the same."""
    if quantity.date is not None:
        return quantity.kind, quantity.date
    if quantity.low is not None and quantity.high is not None:
        return "range", *in_base(quantity.low, quantity.unit), *in_base(quantity.high, quantity.unit)
    sort = "number" if quantity.kind in _COUNTED else quantity.kind
    return sort, *in_base(quantity.value or 0, quantity.unit), quantity.other if sort == "time" else None


def match_quantities(source: Iterable[Quantity], target: Iterable[Quantity]) -> Match:
    """The quantities left over after pairing those of two texts: first exact pairs, then lenient ones.

    The rest is split into pieces and paired again: a range may be rendered as two numbers, a date as its day and its
    year. The time is linear in the number of quantities.
    """
    missing, added = _pair_exactly(tuple(source), tuple(target))
    missing, added = _pair_leniently(missing, added)
    if missing and added:
        missing, added = _pair_in_pieces(missing, added)
    return Match(tuple(missing), tuple(added))


def _pair_exactly(source: Quantities, target: Quantities) -> tuple[Quantities, Quantities]:
    common = Counter(map(key, source)) & Counter(map(key, target))
    return _without(source, common), _without(target, common)


def _without(quantities: Quantities, common: Counter[Key]) -> Quantities:
    left, out = Counter(common), []
    for quantity in quantities:
        if left[key(quantity)] > 0:
            left[key(quantity)] -= 1
        else:
            out.append(quantity)
    return out


def _pair_leniently(source: Quantities, target: Quantities) -> tuple[Quantities, Quantities]:
    places = _find_pairs(source, target)
    paired = set(places.values())
    return (
        [quantity for place, quantity in enumerate(source) if place not in places],
        [quantity for place, quantity in enumerate(target) if place not in paired],
    )


def _find_pairs(source: Quantities, target: Quantities) -> dict[int, int]:
    """Index of a source quantity -> index of its counterpart in the target."""
    buckets: dict[Hashable, dict[int, None]] = defaultdict(dict)
    for place, quantity in enumerate(target):
        for bucket in find_buckets(quantity):
            buckets[bucket][place] = None
    pairs: dict[int, int] = {}
    for place, quantity in enumerate(source):
        found = _first(quantity, target, buckets)
        if found is not None:
            pairs[place] = found
            for bucket in find_buckets(target[found]):
                buckets[bucket].pop(found, None)
    return pairs


def _first(quantity: Quantity, target: Quantities, buckets: dict[Hashable, dict[int, None]]) -> int | None:
    for bucket in find_buckets(quantity):
        for _, place in zip(range(_CANDIDATES), buckets.get(bucket, ()), strict=False):
            if same_quantity(quantity, target[place]):
                return place
    return None


def _pair_in_pieces(source: Quantities, target: Quantities) -> tuple[Quantities, Quantities]:
    pieces = [(place, piece) for place, quantity in enumerate(source) for piece in take_apart(quantity, target)]
    others = [(place, piece) for place, quantity in enumerate(target) for piece in take_apart(quantity, source)]
    if [piece for _, piece in pieces] == list(source) and [piece for _, piece in others] == list(target):
        return source, target
    pairs = _find_pairs([piece for _, piece in pieces], [piece for _, piece in others])
    paired = set(pairs.values())
    alone = {place for number, (place, _) in enumerate(pieces) if number not in pairs}
    others_alone = {place for number, (place, _) in enumerate(others) if number not in paired}
    return [source[place] for place in sorted(alone)], [target[place] for place in sorted(others_alone)]
