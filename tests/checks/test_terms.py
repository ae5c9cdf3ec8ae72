from __future__ import annotations

from bitexts import bitext, found
from dragoman.transcript.glossary import Term

FAQIH = Term(id="t1", source=("ولایت فقیه",), target=("guardianship of the jurist",), forbidden=("clerical rule",))
FEZ = Term(id="t2", source=("فاس",), target=("Fez", "Fes"))


def test_an_approved_rendering() -> None:
    rows = [("او از ولایت فقیه گفت.", "He spoke of the guardianship of the jurist.")]
    assert found(bitext(*rows, languages="fa en", terms=(FAQIH,)), "names") == []


def test_another_rendering() -> None:
    rows = [("او از ولایت فقیه گفت.", "He spoke of the rule of priests.")]
    assert found(bitext(*rows, languages="fa en", terms=(FAQIH,)), "names") == [("term-missing", "00")]


def test_a_rendering_that_may_not_stand() -> None:
    rows = [("این فقیه گفت.", "That is clerical rule.")]
    assert found(bitext(*rows, languages="fa en", terms=(FAQIH,)), "names") == [("term-forbidden", "00")]


def test_what_arabic_writes_onto_a_name() -> None:
    rows = [("سافرت وفاس جميلة.", "I travelled, and the town is beautiful.")]
    assert found(bitext(*rows, languages="ar en", terms=(FEZ,)), "names") == [("term-missing", "00")]
