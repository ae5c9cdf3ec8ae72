"""A word kept from the original has its language in the translation. In the original itself none is named."""

from __future__ import annotations

import pytest

from dragoman.formats import write
from dragoman.formats.options import WriteOptions
from dragoman.transcript.document import Recording, Transcript
from dragoman.transcript.sides import SideChoice
from interviews import passage

LOAVES = Transcript(
    segments=(passage(1, "S1", 0, 4, "Unas *barras* [= loaves].", "Some *barras* [= loaves]."),),
    target_language="en",
    recording=Recording(languages=("es",)),
)


@pytest.mark.parametrize(
    ("name", "side", "words"),
    [
        ("page", "both", 'Unas <i class="foreign" dir="ltr">barras</i>'),
        ("page", "both", 'Some <i class="foreign" lang="es" dir="ltr">barras</i>'),
        ("tei", "both", 'Unas <foreign xml:id="s00000001.src.t1">barras</foreign>'),
        ("tei", "both", 'Some <foreign xml:lang="es" xml:id="s00000001.tr.t1">barras</foreign>'),
        ("vtt", "source", "Unas <lang und><i>barras</i></lang>"),
        ("vtt", "target", "Some <lang es><i>barras</i></lang>"),
        ("ttml", "source", 'Unas <span xml:lang="und" tts:fontStyle="italic">barras</span>'),
        ("ttml", "target", 'Some <span xml:lang="es" tts:fontStyle="italic">barras</span>'),
    ],
)
def test_the_language_of_a_foreign_word(name: str, side: SideChoice, words: str) -> None:
    assert words in write(LOAVES, name, WriteOptions(side=side)).content.decode()
