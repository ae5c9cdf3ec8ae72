import pytest

from dragoman.language.quantities.agreement import match_quantities, same_quantity
from dragoman.language.quantities.text_quantities import describe, find_quantities


def unmatched(source: str, source_language: str, target: str) -> tuple[str, str]:
    """What stands only in the original, and what only in the English."""
    match = match_quantities(find_quantities(source, source_language), find_quantities(target, "en"))
    return "; ".join(describe(q) for q in match.missing), "; ".join(describe(q) for q in match.added)


AGREE = [
    ("هزار و سیصد نفر", "fa", "1,300 people"),
    ("۵ هزار تومان", "fa", "50 thousand rials"),
    ("۵ هزار تومان", "fa", "5,000 tomans"),
    ("۲۲ بهمن ۱۳۵۷", "fa", "February 11, 1979"),
    ("سال ۱۳۵۷", "fa", "in 1979"),
    ("سال ۱۳۵۷", "fa", "in 1357"),
    ("در دهه شصت", "fa", "in the 1980s"),
    ("بیست درصد", "fa", "20 percent"),
    ("ساعت سه و نیم", "fa", "at 3:30 pm"),
    ("نیم ساعت", "fa", "thirty minutes"),
    ("قرن بیست و یکم", "fa", "the 21st century"),
    ("el siglo XXI", "es", "the twenty-first century"),
    ("entre 10 y 15", "es", "10 to 15"),
    ("de 1980 a 1988", "es", "1980 and 1988"),
    ("el 11 de febrero de ese año, 1979", "es", "on February 11, 1979"),
    ("decenas de personas", "es", "dozens of people"),
    ("la mitad", "es", "50 percent"),
    ("en los noventa", "es", "in the nineties"),
    ("en el 79", "es", "in 1979"),
    ("una casa", "es", "one house"),
    ("un solo hombre", "es", "a single man"),
    ("$500", "es", "500 pesos"),
    ("ساعتين", "ar", "two hours"),
    ("خمسة آلاف ليرة", "ar", "5,000 pounds"),
    ("15 رمضان 1445 هـ", "ar", "March 25, 2024"),
    ("сорок три тысячи", "ru", "43,000"),
    ("une centaine de personnes", "fr", "about a hundred people"),
    ("vers trois heures", "fr", "around three o'clock"),
    ("les deux", "fr", "both"),
    ("bin üç yüz kişi", "tr", "1.300 people"),
    ("0.8 Millionen", "de", "800 thousand"),
]

DIFFER = [
    ("هزار و سیصد نفر", "fa", "1,600 people", "1300", "1600"),
    ("۵ هزار تومان", "fa", "5,000 rials", "5000 toman", "5000 rial"),
    ("5 km", "es", "5 miles", "5 km", "5 mile"),
    ("veinte por ciento", "es", "20", "20%", "20"),
    ("دهه شصت", "fa", "the 1960s", "decade solar 1360", "decade 1960"),
    ("۲۲ بهمن ۱۳۵۷", "fa", "February 12, 1979", "solar 1357-11-22", "1979-02-12"),
    ("10 a 15", "es", "10 to 50", "10..15", "10..50"),
    ("cientos de personas", "es", "thousands of people", "100s", "1000s"),
    ("treinta", "es", "", "30", ""),
    ("", "es", "thirty", "", "30"),
    ("tres, tres", "es", "three", "3", ""),
    ("el segundo", "es", "the third", "#2?", "#3?"),
    ("a las 15:30", "es", "at 3:30 am", "15:30", "03:30"),
]


@pytest.mark.parametrize(("source", "language", "target"), AGREE)
def test_the_same_amounts_in_two_languages(source: str, language: str, target: str) -> None:
    match = match_quantities(find_quantities(source, language), find_quantities(target, "en"))
    assert [q for q in match.missing + match.added if not q.weak] == []


@pytest.mark.parametrize(("source", "language", "target", "missing", "added"), DIFFER)
def test_other_amounts_are_told(source: str, language: str, target: str, missing: str, added: str) -> None:
    assert unmatched(source, language, target) == (missing, added)


def test_an_exact_match_is_taken_before_a_lenient_one() -> None:
    assert unmatched("5 km y 5", "es", "5 and 5 km") == ("", "")


def test_a_year_may_be_a_plain_number() -> None:
    (year,) = find_quantities("en el año 1979", "es")
    (number,) = find_quantities("1979", "en")
    assert same_quantity(year, number)


def test_an_unsure_order_of_day_and_month_agrees_with_both() -> None:
    assert unmatched("el 3 de abril de 2020", "es", "04/03/2020")[0] == ""
    assert unmatched("el 4 de marzo de 2020", "es", "04/03/2020")[0] == ""


def test_many_equal_quantities_are_matched_in_linear_time() -> None:
    many = find_quantities("5 km " * 3000, "en")
    other = find_quantities("5 miles " * 3000, "en")
    match = match_quantities(many, other)
    assert (len(match.missing), len(match.added)) == (3000, 3000)
