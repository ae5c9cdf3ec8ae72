from __future__ import annotations

import pytest

from dragoman.transcript.document import Speaker
from dragoman.transcript.speaker_names import as_translated, is_placeholder


@pytest.mark.parametrize(("own", "other"), [("PERIODISTA", "JOURNALIST"), ("المذيع", "HOST")])
def test_the_label_is_the_translation_s_name(own: str, other: str) -> None:
    named = as_translated(Speaker(id="S1", label=own), other)
    assert (named.label, named.name_native, named.aliases) == (other, own, ())


@pytest.mark.parametrize(("own", "other"), [
    ("LUIS MOYA", "Luis"), ("DB", "Devin Becker"), ("Luisa", "Speaker 2"), ("Speaker 1", "Luisa"),
])  # fmt: skip
def test_a_form_of_the_name_or_a_number_is_an_alias(own: str, other: str) -> None:
    named = as_translated(Speaker(id="S1", label=own), other)
    assert (named.label, named.name_native, named.aliases) == (own, None, (other,))


def test_a_speaker_without_a_name_gets_the_translation_s() -> None:
    assert as_translated(Speaker(id="S1"), "Host") == Speaker(id="S1", label="Host")


@pytest.mark.parametrize(
    ("label", "is_"),
    [
        ("Speaker 2", True),
        ("SPEAKER_00", True),
        ("spk_1", True),
        ("Hablante 3", True),
        ("المتحدث ٢", True),
        ("گوینده ۱", True),
        ("Carmen", False),
        ("Speaker", False),
        ("The first speaker", False),
        ("Witness 3", False),
    ],
)
def test_a_programs_label_is_a_word_for_a_speaker_with_a_number(label: str, is_: bool) -> None:
    assert is_placeholder(label) is is_
