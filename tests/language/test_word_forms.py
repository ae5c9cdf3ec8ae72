"""The forms of a word, and what is taken off."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.folding import fold
from dragoman.language.word_forms import find_stems, word_forms


def test_a_russian_surname_is_declined() -> None:
    assert {"горбачев", "горбачева", "горбачеву", "горбачевым", "горбачеве"} <= word_forms(
        "Горбачёв", "ru", is_name=True
    )


def test_a_name_takes_fewer_endings_than_a_word() -> None:
    assert "تهرانی" not in word_forms("تهران", "fa", is_name=True)
    assert "زندانی" in word_forms("زندان", "fa", is_name=False)


def test_a_language_without_a_table_has_the_word_alone() -> None:
    assert word_forms("Praha", "cs", is_name=True) == {"praha"}


@pytest.mark.parametrize(("word", "stem"), [("وبالقاهره", "قاهره"), ("للقاهره", "القاهره"), ("فبغداد", "بغداد")])
def test_arabic_writes_onto_the_word(word: str, stem: str) -> None:
    assert find_stems(word, "ar")[stem]


def test_three_letters_behind_one_are_not_sure() -> None:
    assert find_stems("بسام", "ar") == {"بسام": True, "سام": False}


def test_hebrew_writes_several_onto_the_word() -> None:
    assert {"ושבירושלימ", "ירושלימ", "בירושלימ"} <= find_stems("ושבירושלימ", "he").keys()


@given(st.text(max_size=12), st.sampled_from(["ar", "fa", "he", "ru", "de", "tr", "en", "es", "fr", "it", "cs", "und"]))
def test_no_text_makes_it_raise(word: str, language: str) -> None:
    assert all(word_forms(word, language, is_name=False))
    assert word in find_stems(word, language)


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        # Nouns and adjectives in the cases of the grammar.
        ("книга", "книга книги книге книгу книгой книгам книгами книгах"),
        ("неделя", "неделя недели неделе неделю неделей неделям неделями неделях"),
        ("стол", "стол стола столу столом столе столы столов столам столами столах"),
        ("конь", "конь коня коню конем коне кони коней коням конями конях"),
        ("ночь", "ночь ночи ночью ночей ночам ночами ночах"),
        ("слово", "слово слова слову словом слове словам словами словах"),
        ("море", "море моря морю морем морей морям морями морях"),
        ("солнце", "солнце солнца солнцу солнцем солнц солнцам солнцами солнцах"),
        ("училище", "училище училища училищу училищем училищ училищам училищами училищах"),
        ("здание", "здание здания зданию зданием зданий зданиям зданиями зданиях"),
        ("армия", "армия армии армию армией армий армиям армиями армиях"),
        ("музей", "музей музея музею музеем музее музеи музеев музеям музеями музеях"),
        ("новый", "новый нового новому новым новом новые новых новыми"),
        ("синий", "синий синего синему синим синем синие синих синими"),
        ("новая", "новая новой новую"),
        ("рынок", "рынок рынка рынку рынком рынке рынки рынков рынкам"),
    ],
)
def test_russian_words_are_declined(word: str, forms: str) -> None:
    assert {fold(form, "ru") for form in forms.split()} <= word_forms(word, "ru", is_name=False)


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Пушкин", "пушкин пушкина пушкину пушкиным пушкине"),
        ("Ахматова", "ахматова ахматовой ахматову"),
        ("Достоевский", "достоевский достоевского достоевскому достоевским достоевском"),
        ("Толстой", "толстой толстого толстому толстым толстом"),
        ("Москва", "москва москвы москве москву москвой"),
        ("Россия", "россия россии россию россией"),
        ("Казань", "казань казани казанью"),
        ("Киев", "киев киева киеву киевом киеве"),
        ("Гоголь", "гоголь гоголя гоголю гоголем гоголе"),
        ("Сергей", "сергей сергея сергею сергеем сергее"),
    ],
)
def test_russian_names_are_declined(name: str, forms: str) -> None:
    assert {fold(form, "ru") for form in forms.split()} <= word_forms(name, "ru", is_name=True)


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("city", {"city", "cities", "citys"}),
        ("day", {"day", "days"}),
        ("church", {"church", "churches", "churchs"}),
        ("box", {"box", "boxes", "boxs"}),
        ("book", {"book", "books"}),
    ],
)
def test_english_has_plurals(word: str, forms: set[str]) -> None:
    assert word_forms(word, "en", is_name=False) == forms


@pytest.mark.parametrize(
    ("word", "language", "form"),
    [
        ("ciudad", "es", "ciudades"),
        ("luz", "es", "luces"),
        ("casa", "es", "casas"),
        ("coração", "pt", "coracoes"),
        ("pão", "pt", "paes"),
        ("jornal", "pt", "jornais"),
        ("papel", "pt", "papeis"),
        ("cheval", "fr", "chevaux"),
        ("bateau", "fr", "bateaux"),
        ("maison", "fr", "maisons"),
        ("libro", "it", "libri"),
        ("casa", "it", "case"),
        ("ponte", "it", "ponti"),
        ("uovo", "it", "uova"),
        ("Kind", "de", "kinder"),
        ("Kind", "de", "kindern"),
        ("Frau", "de", "frauen"),
        ("Lehrerin", "de", "lehrerinnen"),
        ("Gefangene", "de", "gefangener"),
        ("Haus", "de", "hauses"),
        ("Ergebnis", "de", "ergebnisse"),
        ("kitap", "tr", "kitabi"),
        ("kitap", "tr", "kitaplar"),
        ("kalem", "tr", "kalemler"),
        ("köy", "tr", "koyden"),
        ("okul", "tr", "okulda"),
        ("çocuk", "tr", "cocugun"),
    ],
)
def test_a_plural_or_case_is_a_form_of_its_word(word: str, language: str, form: str) -> None:
    assert form in word_forms(word, language, is_name=False)


@pytest.mark.parametrize(
    ("word", "language", "other"),
    [
        ("kapı", "tr", "kapide"),
        ("köy", "tr", "koylar"),
        ("Paris", "it", "parii"),
        ("Roma", "it", "rome"),
        ("Kelly", "en", "kellies"),
        ("Kind", "de", "kinderer"),
        ("Cádiz", "fr", "cadizx"),
    ],
)
def test_an_ending_that_the_word_cannot_have_makes_no_form(word: str, language: str, other: str) -> None:
    assert other not in word_forms(word, language, is_name=word[0].isupper())


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("مدينة", "مدينتها"),
        ("مدينة", "مدينات"),
        ("كتاب", "كتابهم"),
        ("معلم", "معلمون"),
        ("معلم", "معلمين"),
        ("مهندس", "مهندسات"),
        ("بيت", "بيتنا"),
        ("ابن", "بن"),
        ("أبو", "ابي"),
        ("رئيس", "رءيس"),
    ],
)
def test_arabic_writes_endings_onto_a_word(word: str, form: str) -> None:
    assert fold(form, "ar") in word_forms(word, "ar", is_name=False)


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("کتاب", "کتاب‌ها"),
        ("کتاب", "کتاب‌های"),
        ("کتاب", "کتابم"),
        ("کتاب", "کتابشان"),
        ("خانه", "خانه‌ای"),
        ("خانه", "خانه‌ها"),
        ("پرنده", "پرندگان"),
        ("مرد", "مردان"),
        ("دانا", "دانایان"),
        ("مسئول", "مسؤول"),
        ("دانشجو", "دانشجویان"),
    ],
)
def test_persian_writes_endings_onto_a_word(word: str, form: str) -> None:
    assert fold(form, "fa") in word_forms(word, "fa", is_name=False)


@pytest.mark.parametrize(
    ("word", "form"),
    [("ספר", "ספרים"), ("ספר", "ספרו"), ("מורה", "מורים"), ("תחנה", "תחנות"), ("תחנה", "תחנתנו"), ("עובד", "עובדת")],
)
def test_hebrew_writes_endings_onto_a_word(word: str, form: str) -> None:
    assert fold(form, "he") in word_forms(word, "he", is_name=False)


@pytest.mark.parametrize(
    ("word", "language"), [("تهران", "fa"), ("بغداد", "ar"), ("ירושלים", "he"), ("Wien", "de"), ("İzmir", "tr")]
)
def test_a_name_is_one_of_its_own_forms(word: str, language: str) -> None:
    assert fold(word, language) in word_forms(word, language, is_name=True)


@pytest.mark.parametrize(("word", "same_as"), [("پرنده", "fa"), ("مدينة", "ar"), ("תחנה", "he"), ("книга", "ru")])
def test_a_word_of_no_known_language_goes_by_its_script(word: str, same_as: str) -> None:
    assert word_forms(word, "und", is_name=False) >= word_forms(word, same_as, is_name=False) - {word}


@pytest.mark.parametrize(
    ("word", "language", "stem"),
    [
        ("والبيت", "ar", "بيت"),
        ("بالبيت", "ar", "بيت"),
        ("كالبيت", "ar", "بيت"),
        ("للبيت", "ar", "بيت"),
        ("ومدينه", "ar", "مدينه"),
        ("بتهران", "fa", "تهران"),
        ("البرز", "fa", "برز"),
        ("הבית", "he", "בית"),
        ("ובבית", "he", "בית"),
        ("כשהבית", "he", "בית"),
        ("משהבית", "he", "בית"),
        ("לירושלימ", "he", "ירושלימ"),
    ],
)
def test_what_is_written_before_a_word_is_taken_off(word: str, language: str, stem: str) -> None:
    assert fold(stem, language) in find_stems(fold(word, language), language)


@pytest.mark.parametrize(
    ("word", "language"), [("بيت", "ar"), ("ده", "fa"), ("בית", "he"), ("books", "en"), ("12", "cs")]
)
def test_nothing_is_taken_off_what_would_be_too_short_or_takes_nothing(word: str, language: str) -> None:
    assert find_stems(word, language) == {word: True}


def test_of_a_language_without_a_grammar_no_shorter_word_is_sure() -> None:
    assert find_stems("prahou", "cs") == {"prahou": True, "praho": False, "prah": False}


@given(st.text(alphabet="ابتورندهیک مشאבגדהושל", min_size=1, max_size=10), st.sampled_from(["ar", "fa", "he"]))
def test_every_stem_is_the_end_of_its_word_or_begins_with_the_article(word: str, language: str) -> None:
    assert all(word.endswith(stem) or stem.startswith("ال") for stem in find_stems(word, language))
