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


def test_a_rendering_that_was_met_and_not_approved() -> None:
    fez = Term(id="t2", source=("فاس",), target=("Fez",), seen=("Fas",))
    rows = [("سافرت إلى فاس.", "I travelled to Fas.")]
    assert found(bitext(*rows, languages="ar en", terms=(fez,)), "names") == [("term-drift", "00")]


def test_a_rendering_in_a_gloss() -> None:
    rows = [("او از ولایت فقیه گفت.", "He spoke of velayat-e faqih [= guardianship of the jurist].")]
    assert found(bitext(*rows, languages="fa en", terms=(FAQIH,)), "names") == []


def test_what_one_term_may_not_be_another_is() -> None:
    iran = Term(id="t1", source=("ایران",), target=("Iran",), forbidden=("Persia",))
    pars = Term(id="t2", source=("پارس",), target=("Persia",))
    rows = [("از پارس آمد.", "He came from Persia."), ("از ایران آمد.", "He came from Persia.")]
    assert found(bitext(*rows, languages="fa en", terms=(iran, pars)), "names") == [("term-forbidden", "01")]


def test_a_word_that_may_be_another_is_not_told() -> None:
    sam = Term(id="t1", source=("سام",), target=("Sam",))
    rows = [("جاء بسام.", "Bassam came.")]
    assert found(bitext(*rows, languages="ar en", terms=(sam,)), "names") == []


def test_a_longer_rendering_holds_a_forbidden_one() -> None:
    terms = (Term(id="t1", source=("حكومة",), target=("government of clerics",), forbidden=("government",)),)
    rows = [("قال عن الحكومة.", "He spoke of the government of clerics.")]
    assert found(bitext(*rows, languages="ar en", terms=terms), "names") == []
