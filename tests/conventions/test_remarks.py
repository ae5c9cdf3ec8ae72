from __future__ import annotations

import pytest

from dragoman.conventions.remarks import find_sound, is_remark
from dragoman.transcript.text import Incident, Kinesic, Vocal


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Laughter.", Vocal),
        ("laughter and applause", Vocal),
        ("Cross-talk.", Incident),
        ("nods", Kinesic),
        ("lachend", Vocal),
        ("всхлипывает", Vocal),
        ("ضحك", Vocal),
        ("תצחק", None),
        ("music, theatre and film", None),
        ("the long speech that he gave", None),
        ("", None),
    ],
)
def test_sounds_are_known_by_all_their_words(words: str, kind: type | None) -> None:
    assert find_sound(words) is kind


@pytest.mark.parametrize("words", ["As interpreted.", "speaking in Arabic", "in English", "through an interpreter"])
def test_a_remark_says_how_the_words_came_to_us(words: str) -> None:
    assert is_remark(words)


@pytest.mark.parametrize("words", ["in summer", "in the dark", "as it was", "from it", "laughs"])
def test_other_words_are_no_remark(words: str) -> None:
    assert not is_remark(words)
