"""Terms of the ledger in texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.term_matching import find_terms
from dragoman.transcript.glossary import Term
from term_forms import read_rows

FORMS = [(tag, kind, term, form) for tag, kind, term, forms, _ in read_rows() for form in forms]
OTHERS = [(tag, kind, term, other) for tag, kind, term, _, others in read_rows() for other in others]


def places(text: str, language: str, *terms: Term) -> list[tuple[str, str]]:
    return [(found.term.id, text[found.start : found.end]) for found in find_terms(terms, text, language)]


def term(name: str, *source: str, kind: str | None = None) -> Term:
    return Term(id=name, source=source, kind=kind)  # type: ignore[arg-type]


def sure(text: str, language: str, *terms: Term) -> list[bool]:
    return [found.sure for found in find_terms(terms, text, language)]


@pytest.mark.parametrize(("language", "kind", "name", "form"), FORMS)
def test_a_form_is_found(language: str, kind: str, name: str, form: str) -> None:
    assert [found for found, _ in places(f"Xx 7, {form}.", language, term("t", name, kind=kind))] == ["t"]


@pytest.mark.parametrize(("language", "kind", "name", "other"), OTHERS)
def test_another_word_is_not_found(language: str, kind: str, name: str, other: str) -> None:
    assert places(f"Xx 7, {other}.", language, term("t", name, kind=kind)) == []


def test_the_longest_of_those_that_begin_at_a_word() -> None:
    terms = term("ali", "Ali"), term("khamenei", "Ali Khamenei")
    assert places("Ali Khamenei met Ali", "en", *terms) == [("khamenei", "Ali Khamenei"), ("ali", "Ali")]


def test_two_terms_of_one_spelling_are_both_there() -> None:
    assert places("Hasan came", "en", term("a", "Hasan"), term("b", "Hasan")) == [("a", "Hasan"), ("b", "Hasan")]


def test_a_word_as_it_is_goes_before_one_taken_apart() -> None:
    assert places("بسام هنا", "ar", term("sam", "سام"), term("bassam", "بسام")) == [("bassam", "بسام")]


@pytest.mark.parametrize("text", ["ولایت فقیه", "ولایت‌فقیه", "ولایتفقیه", "ولايت فقيه"])
@pytest.mark.parametrize("spelling", ["ولایت فقیه", "ولایت‌فقیه"])
def test_apart_joined_and_half_joined_are_one(text: str, spelling: str) -> None:
    assert places(text, "fa", term("t", spelling)) == [("t", text)]


@pytest.mark.parametrize(
    ("text", "spelling"), [("عبد الله", "عبدالله"), ("عبدالله", "عبد الله"), ("أبي بكر", "أبو بكر")]
)
def test_names_of_two_parts(text: str, spelling: str) -> None:
    assert places(text, "ar", term("t", spelling)) == [("t", text)]


@pytest.mark.parametrize("text", ["the Baath party", "the Ba'ath party", "the Ba’ath party", "the Baʿath party"])
def test_signs_inside_a_name_count_for_nothing(text: str) -> None:
    assert places(text, "en", term("t", "Ba'ath")) == [("t", text.split()[1])]


def test_a_name_has_its_capital_where_there_are_any() -> None:
    assert places("I will ask Will", "en", term("t", "Will", kind="person")) == [("t", "Will")]
    assert sure("will is here", "en", term("t", "Will", kind="person")) == [False]


def test_a_word_of_small_letters_is_found_in_capitals() -> None:
    assert places("The Militia came", "en", term("t", "militia", kind="term")) == [("t", "Militia")]


def test_three_letters_behind_a_preposition_may_be_another_word() -> None:
    assert sure("علي وعلي بعلي", "ar", term("t", "علي")) == [True, True, False]


def test_no_person_has_an_article() -> None:
    assert sure("الحسن وحسن", "ar", term("t", "حسن", kind="person")) == [False, True]
    assert sure("האלון", "he", term("t", "אלון", kind="person")) == [False]
    assert sure("المخابرات", "ar", term("t", "مخابرات", kind="term")) == [True]


def test_the_preposition_ala_is_not_surely_ali() -> None:
    assert sure("على", "ar", term("t", "علي")) == [False]


def test_a_script_without_spaces() -> None:
    assert places("我去北京了", "zh", term("t", "北京")) == [("t", "北京")]


def test_a_language_without_a_table_is_matched_with_caution() -> None:
    assert sure("Prahou prosinec Praha", "cs", term("t", "Praha")) == [True]
    assert sure("v Krakowie", "pl", term("t", "Kraków")) == [False]
    assert sure("v Krakowiaku", "pl", term("t", "Kraków")) == []


def test_two_spellings_of_one_term_are_met_once() -> None:
    assert places("از كرج", "fa", term("t", "کرج", "كرج")) == [("t", "كرج")]


def test_where_the_language_is_not_known_the_script_tells() -> None:
    assert places("ذهبت للقاهرة", "und", term("t", "القاهرة")) == [("t", "للقاهرة")]
    assert places("в Москве", "und", term("t", "Москва")) == [("t", "Москве")]


def test_renderings_are_looked_for_where_they_are_asked_for() -> None:
    fez = Term(id="t", source=("فاس",), target=("Fez",), forbidden=("Fes",), seen=("Fas",))
    found = find_terms((fez,), "Fes, Fez, Fas", "en", ("target", "forbidden"))
    assert [(one.field, one.spelling) for one in found] == [("forbidden", "Fes"), ("target", "Fez")]


NAMES = (
    term("a", "علي", "محمد علي"),
    term("b", "Ali", "O'Neill", "Tel-Aviv"),
    term("c", "צה״ל", "北京"),
    term("d", "'", ""),
)


@given(
    st.text(alphabet=st.sampled_from("علي محمد وب'’AliO'Neill-צה״ל北京\u200c\u0301 .ß"), max_size=40)
    | st.text(max_size=40),
    st.sampled_from(["ar", "fa", "he", "en", "tr", "zh", "und"]),
)
def test_no_text_makes_it_raise_and_no_places_overlap(text: str, language: str) -> None:
    found = find_terms(NAMES, text, language)
    ends = [0, *(one.end for one in found)]
    assert all(end <= one.start < one.end <= len(text) for end, one in zip(ends, found, strict=False))


def test_time_grows_with_the_text_and_not_with_the_ledger() -> None:
    terms = tuple(term(f"t{number}", f"Ali Name{number}") for number in range(3000))
    text = "Ali came to Ali Name7. " * 2000
    assert len(find_terms(terms, text, "en")) == 2000
