"""Numbers in figures, in words and in both, in eleven languages, in the notation of ``describe`` (docs/numbers.md)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.language.quantities.text_quantities import describe, find_quantities

WORDS = [
    ("en", "one hundred and twenty-three thousand four hundred and fifty-six", "123456"),
    ("en", "twelve hundred", "1200"),
    ("en", "seventy-two", "72"),
    ("en", "two lakh", "200000"),
    ("es", "ciento veintitrés mil cuatrocientos cincuenta y seis", "123456"),
    ("es", "setenta y dos", "72"),
    ("es", "quinientas mujeres", "500"),
    ("es", "mil novecientos treinta y seis", "1936"),
    ("fr", "soixante-douze", "72"),
    ("fr", "quatre-vingt-dix-neuf", "99"),
    ("fr", "septante-deux", "72"),
    ("fr", "mille neuf cent quarante-cinq", "1945"),
    ("de", "zweiundsiebzig", "72"),
    ("de", "hundertdreiundzwanzigtausendvierhundertsechsundfünfzig", "123456"),
    ("de", "neunzehnhundertfünfundvierzig", "1945"),
    ("pt", "setenta e dois", "72"),
    ("pt", "mil novecentos e setenta e quatro", "1974"),
    ("pt", "quinhentas mulheres", "500"),
    ("it", "settantadue", "72"),
    ("it", "millenovecentoquarantacinque", "1945"),
    ("it", "ventuno", "21"),
    ("ru", "семьдесят два", "72"),
    ("ru", "тысяча девятьсот сорок пять", "1945"),
    ("ru", "семидесяти двум", "72"),
    ("ru", "полторы тысячи", "1500"),
    ("ar", "اثنان وسبعون", "72"),
    ("ar", "ألف وتسعمئة وثمانية وأربعون", "1948"),
    ("ar", "مئتان وخمسون", "250"),
    ("ar", "ألفين", "2000"),
    ("fa", "هفتاد و دو", "72"),
    ("fa", "هزار و سیصد و پنجاه و هفت", "1357"),
    ("fa", "دویست و پنجاه", "250"),
    ("fa", "دو میلیون و نیم", "2500000"),
    ("he", "שבעים ושתיים", "72"),
    ("he", "אלף תשע מאות ארבעים ושמונה", "1948"),
    ("he", "מאתיים וחמישים", "250"),
    ("tr", "yetmiş iki", "72"),
    ("tr", "bin dokuz yüz yirmi üç", "1923"),
    ("tr", "iki buçuk milyon", "2500000"),
]

MIXED = [
    ("en", "43 thousand", "43000"),
    ("es", "43 mil", "43000"),
    ("fr", "43 mille", "43000"),
    ("de", "43 Tausend", "43000"),
    ("pt", "43 mil", "43000"),
    ("it", "43 mila", "43000"),
    ("ru", "43 тысячи", "43000"),
    ("ar", "٤٣ ألف", "43000"),
    ("fa", "۴۳ هزار", "43000"),
    ("he", "43 אלף", "43000"),
    ("tr", "43 bin", "43000"),
    ("de", "2,5 Mio.", "2500000"),
    ("es", "2,5 millones", "2500000"),
    ("ru", "2,5 млн", "2500000"),
    ("fa", "۲٫۵ میلیون", "2500000"),
]

ORDINALS = [
    ("en", "the fourth day", "#4"),
    ("es", "la sexta vez", "#6"),
    ("fr", "le quatrième jour", "#4"),
    ("de", "der vierte Tag", "#4"),
    ("pt", "a oitava vez", "#8"),
    ("it", "il quarto giorno", "#4"),
    ("ru", "четвёртый день", "#4"),
    ("ar", "اليوم السادس", "#6"),
    ("fa", "روز چهارم", "#4"),
    ("he", "הפעם הרביעית", "#4"),
    ("tr", "dördüncü gün", "#4"),
    ("en", "the 21st time", "#21"),
    ("ru", "21-й раз", "#21"),
    ("fa", "بیست و یکم", "#21"),
]

BILLIONS = [
    ("en", "a billion people", "1000000000"),
    ("es", "un billón de personas", "1000000000000"),
    ("fr", "un billion", "1000000000000"),
    ("de", "eine Billion", "1000000000000"),
    ("fr", "un milliard", "1000000000"),
    ("de", "eine Milliarde", "1000000000"),
    ("es", "mil millones", "1000000000"),
    ("it", "un miliardo", "1000000000"),
    ("ru", "миллиард", "1000000000"),
    ("ar", "مليار", "1000000000"),
    ("fa", "یک میلیارد", "1000000000"),
    ("he", "מיליארד", "1000000000"),
    ("tr", "bir milyar", "1000000000"),
]

TRAPS = [
    ("en", "They help one another."),
    ("es", "cada uno de nosotros"),
    ("fr", "l'un après l'autre"),
    ("de", "ein Mann und eine Frau"),
    ("pt", "segunda-feira"),
    ("it", "un uomo"),
    ("ar", "يوم الاثنين"),
    ("fa", "سه‌شنبه"),
    ("he", "יום שני"),
    ("tr", "bu yüzden"),
    ("fr", "quoi de neuf"),
    ("es", "el primer ministro"),
]


@pytest.mark.parametrize(("language", "text", "expected"), WORDS)
def test_a_number_in_words(language: str, text: str, expected: str) -> None:
    assert "; ".join(map(describe, find_quantities(text, language))) == expected


@pytest.mark.parametrize(("language", "text", "expected"), MIXED)
def test_a_number_in_figures_and_words(language: str, text: str, expected: str) -> None:
    assert "; ".join(map(describe, find_quantities(text, language))) == expected


@pytest.mark.parametrize(("language", "text", "expected"), ORDINALS)
def test_an_ordinal(language: str, text: str, expected: str) -> None:
    assert "; ".join(map(describe, find_quantities(text, language))) == expected


@pytest.mark.parametrize(("language", "text", "expected"), BILLIONS)
def test_a_billion_is_not_the_same_in_every_language(language: str, text: str, expected: str) -> None:
    assert "; ".join(map(describe, find_quantities(text, language))) == expected


@pytest.mark.parametrize(("language", "text"), TRAPS)
def test_what_is_no_number(language: str, text: str) -> None:
    assert find_quantities(text, language) == ()


_LANGUAGES = st.sampled_from(["en", "es", "fr", "de", "pt", "it", "ru", "ar", "fa", "he", "tr", "hi"])


@settings(max_examples=80, deadline=None)
@given(st.integers(10, 10**9), _LANGUAGES, st.sampled_from(["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९"]))
def test_plain_figures_of_any_script_are_read_in_any_language(number: int, language: str, digits: str) -> None:
    [found] = find_quantities(str(number).translate(str.maketrans("0123456789", digits)), language)

    assert found.value == number


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Los dos se fueron a Granada.", "es"), ("nosotros dos", "es"), ("tous les deux", "fr"), ("os dois", "pt"),
        ("i due", "it"), ("wir zwei", "de"), ("die beiden", "de"), ("они вдвоём", "ru"), ("كلاهما ذهبا", "ar"),
        ("هر دوی آنها رفتند", "fa"), ("שניהם הלכו", "he"), ("her ikisi", "tr"), ("the two of them", "en"),
    ],
)  # fmt: skip
def test_a_pronoun_of_two_is_weak(text: str, language: str) -> None:
    assert [describe(quantity) for quantity in find_quantities(text, language)] == ["2?"]


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("los dos mil", "es", "2000"), ("los dos kilos", "es", "2 kg"), ("las dos de la tarde", "es", "14:00"),
        ("les deux ans", "fr", "2 year"), ("die zwei Millionen", "de", "2000000"), ("هر دو سال", "fa", "2 year"),
    ],
)  # fmt: skip
def test_an_article_before_two_leaves_the_rest_of_a_quantity(text: str, language: str, value: str) -> None:
    assert [describe(quantity) for quantity in find_quantities(text, language)] == [value]
