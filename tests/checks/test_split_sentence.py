from __future__ import annotations

from bitexts import bitext, found

REST = [("A: Hola.", "Hello."), ("B: Bien.", "Good."), ("A: Ya.", "Right."), ("B: Sí.", "Yes.")]


def test_half_a_sentence_at_a_change_of_speaker() -> None:
    document = bitext(*REST, ("A: y luego vino", "and then came"), ("B: mi hermano.", "my brother."), *REST)
    assert found(document, "speech") == [("half-sentence", "04")]


def test_who_is_interrupted_leaves_a_dash() -> None:
    document = bitext(*REST, ("A: y luego vino —", "and then came —"), ("B: ¿quién?", "who?"), *REST)
    assert found(document, "speech") == []


def test_a_document_without_stops() -> None:
    document = bitext(("A: hola", "hello"), ("B: bien", "good"), ("A: ya", "right"))
    assert found(document, "speech") == []
