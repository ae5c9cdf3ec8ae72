from __future__ import annotations

import pytest

from bitexts import codes


@pytest.mark.parametrize(
    ("languages", "source", "target"),
    [
        ("es en", "Quizás vino en tren.", "He came by train."),
        ("fa en", "شاید با قطار آمد.", "He came by train."),
        ("de en", "Vielleicht kam er mit dem Zug.", "He came by train."),
        ("es en", "Tuvimos que salir.", "We left."),
    ],
)
def test_doubt_or_duty_that_is_lost(languages: str, source: str, target: str) -> None:
    assert codes((source, target), family="meaning", languages=languages) == ["modality-lost"]


def test_doubt_that_nobody_expressed() -> None:
    assert codes(("Vino en tren.", "Perhaps he came by train."), family="meaning") == ["modality-added"]


def test_other_ways_to_say_it() -> None:
    assert codes(("Quizás vino en tren.", "He might have come by train."), family="meaning") == []
