"""Words are folded and stemmed by Python for the index and by JavaScript for the query: both must do the same."""

from __future__ import annotations

import json
import subprocess
import sys
import unicodedata
from collections.abc import Iterable, Sequence

import msgspec
import pytest

from dragoman.language.folding import folding_tables
from dragoman.press.search.stems import RULES, SCRIPTS, find_rules, stems
from dragoman.press.search.words import STOP_WORDS, UNSPACED, find_terms, find_vocabulary, split_words
from programs import VALIDATORS, needs_program

TEXTS = (
    ("Las ABEJAS volvían a las colmenas; ¿cuántas? 43.000, más o menos.", "es"),
    ("L’été où nous étions réfugiés, les chevaux s’enfuyaient: œuvre, naïve.", "fr"),
    ("Die Häuser in der Straße wurden größer – daß sie's gesehen hätten!", "de"),
    ("Мы шли пешком; её дети видели всё, что происходило в Йошкар-Оле.", "ru"),
    ("وَالطِّينُ لا يَنْسى، والبيوت ولِلمدينة ١٤٠٧ هـ كتابها بالماء مؤسسة", "ar"),
    ("می‌خواهم کتاب‌های قدیمی را بخوانم؛ نمي‌رويم به خانه‌هايمان در سال ۱۳۵۷", "fa"),
    ("וּבַבַּיִת שֶׁלָּנוּ הָיוּ הַיְלָדִים, צה״ל ושכשהלכנו לירושלים", "he"),
    ("She was telling stories of the cities' boxes; stopped, running, 1st ②.", "en"),
    ("東京は雨でした。กรุงเทพฯ 12", "ja"),
    ("İstanbul'da ığdır SIĞIR", "tr"),
    ("𞤀𞤣𞤤𞤢𞤥 𝒳 ﬁne ﷺ", None),
    ("طين и glina", "und"),
)


def ask_node(texts: Sequence[tuple[str, str | None]]) -> list[tuple[list[str], list[str]]]:
    """The words and the terms of each text, as the browser has them."""
    rules = {
        "folding": folding_tables(),
        "unspaced": UNSPACED,
        "stop": {language: " ".join(words) for language, words in STOP_WORDS.items()},
        "stems": RULES,
        "scripts": SCRIPTS,
    }
    asked = msgspec.json.encode({"rules": rules, "texts": [(t, None if lang == "und" else lang) for t, lang in texts]})
    command = [needs_program("node"), str(VALIDATORS / "search.mjs"), "words"]
    answered = subprocess.run(command, input=asked, capture_output=True, check=False)
    assert answered.stderr == b""
    return [(words, terms) for words, terms in json.loads(answered.stdout)]


def ours(text: str, language: str | None) -> tuple[list[str], list[str]]:
    words = [word for token in text.split() for word in split_words(token)]
    return words, [term for word in words for term in find_vocabulary(language)[word]]


@pytest.mark.external
def test_the_browser_folds_and_stems_as_the_index_does() -> None:
    for (text, language), theirs in zip(TEXTS, ask_node(TEXTS), strict=True):
        assert theirs == ours(text, language)


@pytest.mark.external
def test_every_letter_and_figure_is_folded_alike() -> None:
    old = tuple(char for char in map(chr, range(0x2FA20)) if is_old(char))
    texts = [("".join(f"a{char}b " for char in old[begin : begin + 500]), None) for begin in range(0, len(old), 500)]
    different = [
        (one, other)
        for (text, _), (theirs, _terms) in zip(texts, ask_node(texts), strict=True)
        for one, other in zip(text.split(" "), regroup(theirs, text), strict=False)
        if list(split_words(one)) != other
    ]
    assert different == []


def regroup(words: list[str], text: str) -> Iterable[list[str]]:
    """The words of the browser, as many for each piece of the text as we have there."""
    begin = 0
    for piece in text.split(" "):
        count = len(split_words(piece))
        yield words[begin : begin + count]
        begin += count


def is_old(char: str) -> bool:
    """Letters, marks and figures of Unicode 3.2, whose properties no program has changed since."""
    category = unicodedata.ucd_3_2_0.category(char)
    return category[0] in "LN" and category == unicodedata.category(char)


def test_forms_of_a_word_have_one_stem() -> None:
    pairs = (
        ("es", "abejas", "abeja"), ("es", "hablaron", "hablar"), ("fr", "chevaux", "cheval"), ("de", "hauser", "haus"),
        ("ru", "домами", "дома"), ("en", "cities", "city"), ("en", "stopped", "stop"), ("fa", "کتابهای", "کتاب"),
    )  # fmt: skip
    for language, one, other in pairs:
        assert set(stems(one, RULES[language])) & set(stems(other, RULES[language])), (one, other)


def test_a_word_is_found_with_and_without_what_is_written_onto_it() -> None:
    assert set(stems("ובבית", RULES["he"])) & set(stems("הבית", RULES["he"]))
    assert set(stems("وکتابه", RULES["ar"])) & set(stems("الکتاب", RULES["ar"]))


def test_vowel_signs_and_other_letters_count_for_nothing() -> None:
    assert find_terms([("الطِّينُ", "ar")]) == find_terms([("الطين", "ar")])
    assert find_terms([("كتاب‌هاي", "fa")]) == find_terms([("کتابهای", "fa")])
    assert find_terms([("١٤٠٧", "ar")]) == find_terms([("1407", "en")])


def test_words_that_every_passage_has_are_no_terms() -> None:
    assert find_terms([("der Hund und die Katze", "de")]) == {"hund", "katz"}


def test_a_text_of_an_unknown_language_is_stemmed_by_its_script() -> None:
    assert find_rules(None, "طین") is RULES["ar"]
    assert find_rules("und", "hund") is None


def test_unspaced_scripts_are_found_by_two_characters() -> None:
    assert split_words("東京雨") == ("東京", "京雨")


def test_no_text_is_too_long_or_too_odd() -> None:
    every = "".join(chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000)
    assert all(" " not in term and "|" not in term for term in find_terms([(every, "ar"), (every, "en")]))
