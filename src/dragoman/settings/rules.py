"""What a desk's habits ask of the checks: its rules of form, and what counts how much in the order of listening."""

from __future__ import annotations

import msgspec

from dragoman.checks.form.style_guide import StyleGuide, read_words
from dragoman.checks.listening_order import Weights, read_weights
from dragoman.settings.dragoman_toml import Settings

__all__ = ["find_style_guide", "find_weights"]


def find_style_guide(desk: Settings) -> StyleGuide | None:
    """The rules of form that the desk has stated; ``None`` where it has stated none."""
    stated = {field: getattr(desk, field) for field in StyleGuide.__struct_fields__ if field != "words"}
    style_guide = msgspec.convert({**stated, "words": read_words(desk.avoid or "")}, StyleGuide)
    return None if style_guide == StyleGuide() else style_guide


def find_weights(desk: Settings) -> Weights:
    """The weights of the order of listening; those that the desk does not state are ours."""
    return read_weights(desk.weights) if desk.weights else Weights()
