from __future__ import annotations

import pytest

from dragoman.engines.base import SourcePassage, TranslationRequest, TranslatorSetup
from dragoman.engines.fake_translator import FakeTranslator
from dragoman.transcript.glossary import Term


def write(text: str, source: str = "es", target: str = "en", *terms: Term) -> str:
    engine = FakeTranslator(TranslatorSetup(name="fake-llm", source=source, target=target))
    passages = (SourcePassage(id="s00000001", text=text),)
    request = TranslationRequest(source=source, target=target, passages=passages, terms=terms)
    return dict(engine.translate(request).targets)["s00000001"]


def test_the_same_is_written_for_the_same() -> None:
    assert write("¿Cómo empezó todo?") == write("¿Cómo empezó todo?") == "Mip nekkiv bam?"


def test_numbers_and_marks_are_kept() -> None:
    made = write("[laughs] Éramos (?treinta) en 1978.")
    assert made.startswith("[laughs] ")
    assert "(?30)" in made
    assert made.endswith(" 1978.")


@pytest.mark.parametrize(("target", "first", "last"), [("ar", "\u0620", "\u064a"), ("ru", "\u0400", "\u04ff")])
def test_letters_are_of_the_target_language(target: str, first: str, last: str) -> None:
    assert all(first <= letter <= last for letter in write("Mi abuela vino", target=target) if letter.isalpha())


def test_a_term_is_written_as_the_ledger_says() -> None:
    term = Term(id="t1", source=("colmenar",), target=("apiary",))
    assert "apiary" in write("Fui al colmenar.", "es", "en", term)
