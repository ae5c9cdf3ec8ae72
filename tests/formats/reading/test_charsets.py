import pytest

from dragoman.formats.reading.charsets import guess_encoding

SPOKEN = [
    ("cp1252", "¿Cómo empezó todo? Señor, qué año más difícil."),
    ("cp1252", "Vi har beviser på, at William står bag søgen efter Bell."),
    ("cp1252", "Schöne Grüße, sagte er, und küßte die Mädchen."),
    ("cp1250", "Čićo, došavola! Neće izaći odatle."),
    ("cp1250", "Dzień dobry, proszę usiąść. Skąd się wzięły pszczoły?"),
    ("cp1251", "Здравствуйте. Как всё началось?"),
    ("koi8-r", "Здравствуйте. Сегодня у нас в гостях пчеловод."),
    ("cp1253", "Καλησπέρα σας. Πώς ξεκίνησαν όλα;"),
    ("cp1254", "Merhaba, bugün konuğumuz bir arıcı. Her şey nasıl başladı?"),
    ("cp1255", "שלום לכולם. מתי התחלת לעבוד?"),
    ("cp1256", "أهلا بكم ضيفنا اليوم الخزاف. متى بدأت العمل؟"),
    ("cp1256", "سلام. مهمان امروز ما يک زنبوردار است. چطور شروع شد؟"),
    ("cp1257", "Labas vakaras. Ačiū už klausimą. Šiandien svečiuojasi bitininkas."),
    ("gb18030", "大家好，今天我们的客人是一位养蜂人。"),
    ("big5", "大家好，今天我們的客人是一位養蜂人。"),
    ("cp932", "こんにちは。今日のゲストは養蜂家です。"),
    ("cp949", "안녕하세요. 오늘의 손님은 양봉가입니다."),
]


@pytest.mark.parametrize(("encoding", "said"), SPOKEN)
def test_an_encoding_is_the_one_that_spells_a_language(encoding: str, said: str) -> None:
    guessed = guess_encoding(said.encode(encoding), None)
    assert guessed is not None
    assert said.encode(encoding).decode(guessed) == said


def test_a_known_language_is_worth_more_than_a_close_call() -> None:
    content = "Ağabeyim öğretmişti".encode("cp1254")
    assert guess_encoding(content, "tr") == "cp1254"


def test_noise_spells_nothing() -> None:
    assert guess_encoding(bytes(range(128, 256)) * 3, None) is None


def test_hardly_a_letter_beyond_ascii_is_western() -> None:
    assert guess_encoding(b"a word of " * 20 + b"\xa4", None) == "cp1252"
