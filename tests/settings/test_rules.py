from __future__ import annotations

from typing import get_args, get_type_hints

import pytest

from dragoman.checks.form.style_guide import StyleGuide
from dragoman.checks.listening_order import Weights
from dragoman.settings.dragoman_toml import Settings
from dragoman.settings.keys import SETTINGS
from dragoman.settings.rules import find_style_guide, find_weights

CHOICES = [
    (field, str(value))
    for field, hint in get_type_hints(StyleGuide).items()
    if field != "words"
    for value in get_args(get_args(hint)[0])
]


def test_a_desk_without_rules_has_no_house() -> None:
    assert find_style_guide(Settings()) is None


def test_the_rules_of_a_desk() -> None:
    style_guide = find_style_guide(Settings(quotes="curly", avoid="regime: government; martyr"))
    assert style_guide == StyleGuide(quotes="curly", words=(("regime", "government"), ("martyr", "")))


@pytest.mark.parametrize(("field", "value"), CHOICES)
def test_every_rule_can_be_stated(field: str, value: str) -> None:
    [setting] = [setting for setting in SETTINGS if setting.field == field]
    assert setting.check(value) == value
    style_guide = find_style_guide(Settings(**{field: value}))  # type: ignore[arg-type]
    assert style_guide is not None
    assert getattr(style_guide, field) == value


def test_weights_that_a_desk_states() -> None:
    assert find_weights(Settings(weights="number 2")).number == 2
    assert find_weights(Settings()) == Weights()
