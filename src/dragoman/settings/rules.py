"""The settings for the checks: the rules of the style guide, and the weights of the order of listening."""

from __future__ import annotations

import msgspec

from dragoman.checks.form.style_guide import StyleGuide, read_words
from dragoman.checks.listening_order import Weights, read_weights
from dragoman.settings.dragoman_toml import Settings

__all__ = ["find_style_guide", "find_weights"]


def find_style_guide(desk: Settings) -> StyleGuide | None:
    """The rules of the style guide in the settings; ``None`` if there are none."""
    stated = {field: getattr(desk, field) for field in StyleGuide.__struct_fields__ if field != "words"}
    style_guide = msgspec.convert({**stated, "words": read_words(desk.avoid or "")}, StyleGuide)
    return None if style_guide == StyleGuide() else style_guide


def find_weights(desk: Settings) -> Weights:
    """The weights of the order of listening; default weights for those that are not set."""
    return read_weights(desk.weights) if desk.weights else Weights()
