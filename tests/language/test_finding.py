from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.finding import NameFinder, QuoteFinder, fold_plain

FINDER = NameFinder(["Elena Ruiz", "ماریا گومز", "O'Brien"])


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("I am Elena Ruiz.", ["I am ", "."]),
        ("ELENA\n RUÍZ!", ["", "!"]),
        ("Ele\u00adna\u200b Ru\u2060iz here", ["", " here"]),
        ("Elena Rui\u0301z", ["", ""]),
        ("elena-ruiz.mp3, elena_ruiz.txt", ["", ".mp3, ", ".txt"]),
        ("خانم ماریا\u200cگومز گفت", ["خانم ", " گفت"]),
        ("O’Brien", ["", ""]),
        ("Helena Ruiz and Elena Ruizo", ["Helena Ruiz and Elena Ruizo"]),
        ("", [""]),
    ],
)
def test_a_name_is_cut_out_of_the_original(text: str, pieces: list[str]) -> None:
    assert FINDER.split(text) == pieces


def test_without_letters_nothing_is_found() -> None:
    assert "anything at all" not in NameFinder(["", " - "])


def test_the_end_of_an_address_that_was_cut_counts() -> None:
    slug = "a-long-conversation-about-the-bees-of-the-sierra-with-elena"
    assert FINDER.is_cut_off_in(slug)
    assert not FINDER.is_cut_off_in("with-elena")


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("she said “how did IT all  begin” there", True),
        ("Nonsense!", True),
        ("我们昨天下午去了北京看", True),
        ("how did it end?", False),
        ("nothing of it", False),
    ],
)
def test_a_quotation_is_four_words_in_a_row_or_all_of_a_short_passage(text: str, quotes: bool) -> None:
    assert (text in QuoteFinder(["And how did it all begin?", "Nonsense.", "昨天下午去了北京"])) is quotes


@given(st.text(), st.text(min_size=1))
def test_what_is_left_holds_the_name_no_more(text: str, name: str) -> None:
    finder = NameFinder([name])
    assert all(piece not in finder for piece in finder.split(f"{text} {name} {text}"))
    assert (f"{text} {name} {text}" in finder) == bool(fold_plain(name))


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        ("כהן", "אצל כהן בבית", "אצל  בבית"),
        ("כהן", "לכהן", "ל"),
        ("أحمد", "قال احمد", "قال "),
        ("أحمد", "وأحمد", "و"),
        ("محمد", "مُحَمَّد", ""),
        ("علی کریمی", "علي كريمي", ""),
        ("علی کریمی", "علی‌کریمی", ""),
        ("Ана", "Банан", "Банан"),
        ("Øst", "ost", ""),
        ("李明", "我和李明去了", "我和去了"),
        ("Ana", "Ana's, ANA, ana", "'s, , "),
    ],
)
def test_a_name_is_taken_out_of_a_text_of_any_script(name: str, text: str, left: str) -> None:
    assert NameFinder([name]).replace(text, "") == left


def test_the_longer_of_two_names_is_found_first() -> None:
    assert NameFinder(["Ana", "Ana Ruiz"]).replace("Ana Ruiz and Ana", "X") == "X and X"


@pytest.mark.parametrize("text", ["", " ", "Elena", "Ruiz Elena", "Elena, that is Maria Ruiz"])
def test_half_a_name_is_not_the_name(text: str) -> None:
    assert text not in FINDER


def test_places_are_those_of_the_original() -> None:
    assert list(FINDER.find("من ماریا\u200cگومز هستم")) == [(3, 13)]


@pytest.mark.parametrize(
    ("passage", "text", "quotes"),
    [
        ("بله.", "گفت: بله", False),
        ("خداحافظ.", "گفت خداحافظ و رفت", True),
        ("ما شب تا صبح نان پختیم", "که شب تا صبح نان خوردیم", True),
        ("אפינו לחם כל הלילה", "הם אפינו לחם כל היום", False),
        ("We baked bread all night", "they BAKED, bread; all-night", True),
    ],
)
def test_a_quotation_is_known_in_any_script(passage: str, text: str, quotes: bool) -> None:
    assert (text in QuoteFinder([passage])) is quotes


def test_nothing_quotes_no_passages() -> None:
    assert "anything at all that is said here" not in QuoteFinder([])


@given(st.text(max_size=30))
def test_a_folded_text_is_folded(text: str) -> None:
    assert fold_plain(fold_plain(text)) == fold_plain(text)
