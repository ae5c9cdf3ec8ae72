"""What a desk's habits ask of the checks: its rules of form, and what counts how much in the order of listening."""

from __future__ import annotations

import msgspec

from dragoman.checks.form.house import House, read_words
from dragoman.checks.risk import Weights, read_weights
from dragoman.folder.settings import Settings

__all__ = ["find_house", "find_weights"]


def find_house(desk: Settings) -> House | None:
    """The rules of form that the desk has stated; ``None`` where it has stated none."""
    stated = {field: getattr(desk, field) for field in House.__struct_fields__ if field != "words"}
    house = msgspec.convert({**stated, "words": read_words(desk.avoid or "")}, House)
    return None if house == House() else house


def find_weights(desk: Settings) -> Weights:
    """The weights of the order of listening; those that the desk does not state are ours."""
    return read_weights(desk.weights) if desk.weights else Weights()
