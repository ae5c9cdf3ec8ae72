import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.language.folding import NORMALISER, fold, fold_letters, folding_tables, lower, primary, words

FOLDED = [
    ("Velāyat-e Faqih", "en", "velayat e faqih"),
    ("مُحَمَّد", "ar", "محمد"),
    ("كتـــاب", "ar", "کتاب"),
    ("علي يكتب", "ar", "علی یکتب"),
    ("أحمد إلى آخر", "ar", "احمد الی اخر"),
    ("می‌خواهم کتاب‌ها را", "fa", "میخواهم کتابها را"),
    ("می خواهم کتاب ها را", "fa", "میخواهم کتابها را"),
    ("شָׁלוֹם".replace("ش", "ש"), "he", "שלומ"),
    ("۱۲۳ و ١٢٣ और १२३", "fa", "123 و 123 और 123"),
    ("l’homme, l'homme", "fr", "l homme l homme"),
    ("Straße", "de", "strasse"),
    ("IĞDIR İstanbul", "tr", "igdir istanbul"),
    ("  (a)\n[b]  ", "en", "a b"),
]

NORMALISED = [
    ("It's (to all viewers) fine.", "en", "its to all viewers fine"),
    ("[laughs] well — yes!", "en", "laughs well yes"),
    ("l’assemblée nationale", "fr", "lassemblée nationale"),
    ("43.000 Menschen, 2,5 Prozent", "de", "43000 menschen 2.5 prozent"),
    ("43,000 people, 2.5 percent", "en", "43000 people 2.5 percent"),
    ("١٬٣٠٠ شخص", "ar", "1300 شخص"),
    ("at 10:30, 3:2", "en", "at 10:30 3:2"),
    ("5% of $3", "en", "5 % of $ 3"),
    ("مَدْرَسَة", "ar", "مدرسة"),
    ("إِلَى أَحْمَد", "ar", "الي احمد"),
    ("می‌خواهم / می خواهم / میخواهم", "fa", "میخواهم میخواهم میخواهم"),
    ("كتاب هاي علي", "fa", "کتابهای علی"),
    ("כן־לא צ'ילה ארה״ב", "he", "כן לא צילה ארהב"),
    ("कहा गया", "hi", "कहा गया"),
    ("我有3本书。", "zh", "我 有 3 本 书"),
    ("whole-number ratio", "en", "whole number ratio"),
    ("IŞIK İyi", "tr", "ışık iyi"),
    ("", "en", ""),
]


@pytest.mark.parametrize(("text", "language", "expected"), FOLDED)
def test_folds_for_search(text: str, language: str, expected: str) -> None:
    assert fold(text, language) == expected


@pytest.mark.parametrize(("text", "language", "expected"), NORMALISED)
def test_normalises_for_scoring(text: str, language: str, expected: str) -> None:
    assert " ".join(words(text, language)) == expected


def test_thai_is_scored_by_character_with_its_vowels() -> None:
    assert words("ที่นี่ ok", "th") == ("ที่", "นี่", "ok")


def test_turkish_has_two_i() -> None:
    assert lower("IĞDIR İZMİR", "tr") == "ığdır izmir"
    assert lower("IN", "en") == "in"


def test_the_normaliser_has_a_version() -> None:
    assert NORMALISER == "dragoman-1"


@settings(max_examples=150, deadline=None)
@given(st.text(), st.sampled_from(["en", "fa", "tr", "he", "zh", "und"]))
def test_folding_twice_changes_nothing(text: str, language: str) -> None:
    once = fold(text, language)
    assert fold(once, language) == once


@settings(max_examples=150, deadline=None)
@given(st.text(), st.sampled_from(["en", "ar", "fa", "tr", "th", "ja"]))
def test_words_are_never_empty_and_never_hold_spaces(text: str, language: str) -> None:
    assert all(word and not any(char.isspace() for char in word) for word in words(text, language))


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("كتاب", "کتاب", "ar"),
        ("علي", "علی", "ar"),
        ("مدرسة", "مدرسه", "ar"),
        ("أمل", "امل", "ar"),
        ("آمال", "امال", "ar"),
        ("مَكْتَبٌ", "مکتب", "ar"),
        ("الرحـــمن", "الرحمن", "ar"),
        ("خانۀ", "خانه", "fa"),
        ("نامه‌ها", "نامه ها", "fa"),
        ("نمی‌دانم", "نمی دانم", "fa"),
        ("بزرگ‌ترین", "بزرگ ترین", "fa"),
        ("۱۳۵۷", "1357", "fa"),
        ("שָׁלוֹם", "שלום", "he"),
        ("צה״ל", "צהל", "he"),
        ('צה"ל', "צהל", "he"),
        ("ג׳ירפה", "גירפה", "he"),
        ("Ёлка", "елка", "ru"),
        ("MÜNCHEN", "munchen", "de"),
        ("GROẞ", "gross", "de"),
        ("niño", "NINO", "es"),
        ("cœur", "coeur", "fr"),
        ("Łódź", "lodz", "pl"),
        ("İSTANBUL", "istanbul", "tr"),
        ("ﬁn", "fin", "en"),
        ("Ａｂ", "ab", "en"),
        ("co\u00adoperate", "cooperate", "en"),
        ("«so»", "so", "en"),
        ("ΣΟΦΟΣ", "σοφος", "el"),
    ],
)
def test_two_spellings_are_one_in_a_search(one: str, other: str, language: str) -> None:
    assert fold(one, language) == fold(other, language)


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("kıl", "kil", "tr"),
        ("مَدْرَسَة", "مَدْرَسَات", "ar"),
        ("सिर", "सुर", "hi"),
        ("का", "की", "hi"),
        ("ที่", "ที", "th"),
        ("が", "か", "ja"),
    ],
)
def test_scoring_keeps_apart_what_is_spelled_apart(one: str, other: str, language: str) -> None:
    assert words(one, language) != words(other, language)


@pytest.mark.parametrize(
    ("tag", "language"), [("pt-BR", "pt"), ("PT", "pt"), ("zh-Hant-TW", "zh"), ("ckb", "ckb"), ("", ""), ("und", "und")]
)
def test_the_first_part_of_a_tag_is_its_language(tag: str, language: str) -> None:
    assert primary(tag) == language


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Elena-Ruiz", "elena ruiz"),
        ("Ruíz", "ruiz"),
        ("\u200bماریا\u200c", "ماریا"),
        ("١٢", "12"),
        ("ك", "ک"),
        ("", ""),
    ],
)
def test_letters_are_folded_one_by_one(text: str, folded: str) -> None:
    assert fold_letters(text) == folded


def test_the_tables_for_other_programs_have_what_goes_and_what_changes() -> None:
    tables = folding_tables()

    assert tables.keys() == {"case", "gone", "letters"}
    assert "\u200f" not in str(tables["gone"])
    assert "\u064e" in str(tables["gone"])
