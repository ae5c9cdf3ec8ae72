"""The time of day as people say it in eleven languages. The notation is that of ``describe`` (docs/numbers.md)."""

import pytest

from dragoman.language.quantities.text_quantities import describe, find_quantities

CASES = [
    ("en", "at ten past seven", "07:10*"),
    ("en", "at five to nine", "08:55*"),
    ("en", "at a quarter past ten in the morning", "10:15"),
    ("en", "at half past eleven at night", "23:30"),
    ("en", "at seven thirty in the evening", "19:30"),
    ("en", "at 12:05 am", "00:05"),
    ("en", "at 12:05 pm", "12:05"),
    ("en", "at 23:59", "23:59"),
    ("en", "at 9 a.m.", "09:00"),
    ("en", "at six o'clock", "06:00*"),
    ("en", "at 00:15", "00:15"),
    ("es", "a las cinco de la tarde", "17:00"),
    ("es", "a las diez y cuarto", "10:15*"),
    ("es", "a las ocho menos veinte", "07:40*"),
    ("es", "a la una y media", "01:30*"),
    ("es", "a las 18:45", "18:45"),
    ("es", "a las once de la noche", "23:00"),
    ("es", "a las seis de la mañana", "06:00"),
    ("fr", "à huit heures et demie", "08:30*"),
    ("fr", "à neuf heures moins le quart", "08:45*"),
    ("fr", "à cinq heures du matin", "05:00"),
    ("fr", "à trois heures de l'après-midi", "15:00"),
    ("fr", "à 20 h 30", "20:30"),
    ("fr", "à 7h15", "07:15*"),
    ("fr", "à onze heures dix", "11:10*"),
    ("de", "um halb acht", "07:30*"),
    ("de", "um Viertel nach neun", "09:15*"),
    ("de", "um drei viertel vier", "03:45*"),
    ("de", "um fünf nach halb drei", "02:35*"),
    ("de", "um zehn vor sechs", "05:50*"),
    ("de", "um 14 Uhr 20", "14:20"),
    ("de", "um neun Uhr abends", "21:00"),
    ("de", "um 6.30 Uhr", "06:30*"),
    ("pt", "às quatro e meia da tarde", "16:30"),
    ("pt", "às dez e vinte", "10:20*"),
    ("pt", "às oito da manhã", "08:00"),
    ("pt", "às 22:10", "22:10"),
    ("it", "alle sette e mezza", "07:30*"),
    ("it", "alle dieci meno un quarto", "09:45*"),
    ("it", "alle cinque del pomeriggio", "17:00"),
    ("it", "alle 21:15", "21:15"),
    ("ru", "в половине седьмого", "06:30*"),
    ("ru", "без пяти девять", "08:55*"),
    ("ru", "четверть пятого", "04:15*"),
    ("ru", "двадцать минут третьего", "02:20*"),
    ("ru", "в семь часов утра", "07:00"),
    ("ru", "в десять часов вечера", "22:00"),
    ("ru", "в 17:40", "17:40"),
    ("ar", "الساعة الخامسة والربع", "05:15*"),
    ("ar", "الساعة السابعة إلا ربعا", "06:45*"),
    ("ar", "الساعة التاسعة صباحا", "09:00"),
    ("ar", "الساعة الثامنة مساء", "20:00"),
    ("ar", "الساعة ١٤:٣٠", "14:30"),
    ("fa", "ساعت پنج و ربع", "05:15*"),
    ("fa", "ساعت هشت صبح", "08:00"),
    ("fa", "ساعت نه شب", "21:00"),
    ("fa", "ساعت ۱۶:۴۵", "16:45"),
    ("fa", "ساعت ده و بیست دقیقه", "10:20*"),
    ("he", "בשעה שבע ורבע", "07:15*"),
    ("he", "בשעה תשע בבוקר", "09:00"),
    ("he", "בשעה עשר בלילה", "22:00"),
    ("he", "בשעה שש וחצי", "06:30*"),
    ("he", "בשעה 16:20", "16:20"),
    ("tr", "saat beş buçukta", "05:30*"),
    ("tr", "saat üçü çeyrek geçe", "03:15*"),
    ("tr", "saat yediye on kala", "06:50*"),
    ("tr", "akşam saat sekizde", "20:00"),
    ("tr", "sabah dokuzda", "09:00"),
    ("tr", "saat 19:05", "19:05"),
]

NO_TIMES = [
    ("en", "a score of 3:2 at home", "3; 2"),
    ("en", "by one and a half", "1.5"),
    ("es", "durante tres horas", "3 h"),
    ("fr", "pendant trois heures", "3 h"),
    ("de", "drei Stunden lang", "3 h"),
    ("it", "per due ore", "2 h"),
    ("ru", "три дня", "3 day"),
    ("ar", "ثلاث ساعات", "3 h"),
    ("fa", "سه ساعت", "3 h"),
    ("he", "שלוש שעות", "3 h"),
    ("tr", "üç saat", "3 h"),
    ("en", "at 25:00", "25; 0"),
]


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_a_time_of_day(language: str, text: str, expected: str) -> None:
    assert "; ".join(map(describe, find_quantities(text, language))) == expected


@pytest.mark.parametrize(("language", "text", "expected"), NO_TIMES)
def test_what_only_looks_like_a_time(language: str, text: str, expected: str) -> None:
    assert "; ".join(map(describe, find_quantities(text, language))) == expected
