from __future__ import annotations

from bitexts import bitext, codes, found
from clean_texts import TEXTS

SPANISH = TEXTS["es en"]


def swapped(rows: list[tuple[str, str]], one: int, other: int) -> list[tuple[str, str]]:
    """The same passages with two translations exchanged."""
    out = list(rows)
    out[one], out[other] = (rows[one][0], rows[other][1]), (rows[other][0], rows[one][1])
    return out


def test_an_original_without_a_translation() -> None:
    assert found(bitext(("Hola.", "Hello."), ("Sí.", None)), "coverage") == [("no-translation", "01")]


def test_a_document_in_one_language_is_no_fault() -> None:
    assert codes(("Hola.", None), ("Sí.", None), family="coverage") == []


def test_what_is_left_out_on_purpose() -> None:
    assert codes(("Hola.", "Hello."), ("Gracias a todos.", "[… thanks]"), family="coverage") == []


def test_words_typed_beside_a_gap_are_not_translated() -> None:
    assert found(bitext(("Hola.", "[untranscribed 4s]")), "coverage") == [("no-translation", "00")]


def test_a_gap_on_both_sides_lacks_no_translation() -> None:
    rows = (("[untranscribed 4s]", "[untranscribed 4s]"), ("Bees first.", None))
    assert found(bitext(*rows), "coverage") == []


def test_a_translation_without_an_original() -> None:
    assert codes(("Hola.", "Hello."), (None, "Yes."), family="coverage") == ["no-original"]


def test_a_sentence_that_is_missing() -> None:
    rows = [
        *SPANISH,
        ("Vino mi hermano desde la sierra. Trajo dos sacos de harina.", "My brother came from the hills."),
    ]
    assert codes(*rows, family="coverage") == ["sentence-missing"]


def test_a_sentence_that_nobody_said() -> None:
    rows = [*SPANISH, ("Vino mi hermano.", "My brother came. He was a tall man whom everybody in the village knew.")]
    assert codes(*rows, family="coverage") == ["sentence-added"]


def test_a_translation_that_is_far_too_short() -> None:
    rows = [*SPANISH, ("Vino mi hermano desde la sierra con dos sacos de harina y una mula vieja", "My brother")]
    assert codes(*rows, family="coverage") == ["too-short"]


def test_two_translations_that_changed_places() -> None:
    assert codes(*swapped(SPANISH, 2, 3), family="coverage") == ["translations-swapped"]


def test_translations_that_slipped_by_one() -> None:
    originals, translations = zip(*SPANISH, strict=True)
    rows = list(zip(originals[:-1], translations[1:], strict=True))
    assert "translations-slipped" in codes(*rows, family="coverage")


def test_a_short_sentence_that_is_missing() -> None:
    original = "La casa era grande. El jardín estaba lleno de árboles, y en invierno mi madre cantaba."
    rows = [*SPANISH, (original, "The garden was full of trees, and in winter my mother used to sing.")]
    assert codes(*rows, family="coverage") == ["sentence-missing"]


def test_two_sentences_told_in_one() -> None:
    original = "La casa era grande. El jardín estaba lleno de árboles, y en invierno mi madre cantaba."
    rows = [*SPANISH, (original, "It was a big house with a garden full of trees, and in winter my mother sang.")]
    assert codes(*rows, family="coverage") == []
