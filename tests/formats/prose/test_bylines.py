from __future__ import annotations

import pytest

from dragoman.formats import read
from dragoman.formats.options import ReadOptions
from dragoman.formats.prose.bylines import find_byline, is_byline
from dragoman.transcript.text import plain

LINES = [
    ("Publié le 3 mars 2021 par Karim", "3 mars 2021", "Karim"),
    ("Publicado el 3 de marzo de 2021 por Karim", "3 de marzo de 2021", "Karim"),
    ("Veröffentlicht am 3. März 2021 von Karim", "3. März 2021", "Karim"),
    ("Pubblicato il 3 marzo 2021 da Karim", "3 marzo 2021", "Karim"),
    ("Publicado em 3 de março de 2021 por Karim", "3 de março de 2021", "Karim"),
    ("Published on 3 March 2021 by Karim", "3 March 2021", "Karim"),
    ("نشر في 3 مارس 2021 بواسطة كريم", "3 مارس 2021", "كريم"),
    ("نشره كريم في 3 مارس 2021", "3 مارس 2021", "كريم"),
    ("منتشر شده در ۱۲ اسفند ۱۳۹۹ توسط کریم", "۱۲ اسفند ۱۳۹۹", "کریم"),
    ("Опубликовано 3 марта 2021 Каримом Саидовым", "3 марта 2021", "Каримом Саидовым"),
    ("Опубликовано: 3 марта 2021, автор: Карим", "3 марта 2021", "Карим"),
    ("Karim tarafından 3 Mart 2021 tarihinde yayınlandı", "3 Mart 2021", "Karim"),
    ("פורסם ב-3 במרץ 2021 על ידי כרים", "3 במרץ 2021", "כרים"),
    ("Par Karim, le 3 mars 2021", "3 mars 2021", "Karim"),
]
TALK = "Karim: How was the war?\n\nLeila: We fled.\n\nKarim: And the school?\n\nLeila: It was closed.\n"


@pytest.mark.parametrize(("line", "date", "who"), LINES)
def test_a_byline_has_a_date_and_an_author(line: str, date: str, who: str) -> None:
    assert find_byline(line) == (date, who)
    assert is_byline(line)


@pytest.mark.parametrize("page", ["{line}\n\n" + TALK, TALK + "\n{line}\n"])
@pytest.mark.parametrize(("line", "date", "who"), LINES)
def test_nobody_says_a_byline_above_or_below_a_talk(page: str, line: str, date: str, who: str) -> None:
    made = read(page.format(line=line).encode(), "plain-text", ReadOptions(path="talk.txt")).transcript
    said = [plain(segment.source or ()) for segment in made.segments]
    assert said == ["How was the war?", "We fled.", "And the school?", "It was closed."]
    assert [(fact.written, fact.place) for fact in made.facts.dates] == [(date, who)]


@pytest.mark.parametrize(
    "line", ["It was published by my aunt in 1950, in her own house.", "By the sea, by 1950", "Yes."]
)
def test_words_that_somebody_may_say_are_no_byline(line: str) -> None:
    assert not is_byline(line)
