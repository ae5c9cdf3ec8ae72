from __future__ import annotations

import pytest

from dragoman.formats.prose.copied_lines import find_copied_head, is_credit, is_foot
from dragoman.formats.prose.paragraphs import Paragraph, StyledText, make_paragraph


def page(*lines: str) -> list[Paragraph]:
    made = [make_paragraph([StyledText(text=line)], spaces_count=True) for line in lines]
    return [paragraph for paragraph in made if paragraph is not None]


def test_the_menu_of_a_page_is_no_part_of_the_talk() -> None:
    lines = ("Skip to content", "Harbour Voices", "Oral history", "Home  About  Contact", "A nurse", "Ana: One.")
    assert find_copied_head(page(*lines)) == {0, 1, 2, 3}


def test_a_programs_lists_above_its_transcript() -> None:
    lines = ("Talk", "SUMMARY KEYWORDS", "bread, salt", "SPEAKERS", "Ana, Speaker 1", "Ana  0:00", "Good evening.")
    assert find_copied_head(page(*lines)) == {1, 2, 3, 4}


def test_a_talk_has_no_menu() -> None:
    assert find_copied_head(page("Ana: One.", "Home is where bread is.", "Bea: About that.")) == frozenset()


@pytest.mark.parametrize(
    "line", ["Share this:", "Like Loading...", "3 Comments", "Teilen mit:", "اشتراک‌گذاری", "شارك هذا"]
)
def test_buttons_below_an_article(line: str) -> None:
    assert is_foot(line)


@pytest.mark.parametrize("line", ["Related to her, yes.", "I share this view.", "Comments were made."])
def test_words_that_begin_like_buttons_are_none(line: str) -> None:
    assert not is_foot(line)


@pytest.mark.parametrize(
    "line",
    [
        "Transcribed by https://otter.ai",
        "Transcript by Rev.com",
        "This transcript was exported on Apr 05, 2019 - view latest version here.",
        "Ana Ruiz stopped transcription",
        "Transkribiert mit noScribe Vers. 0.6",
    ],
)
def test_what_a_program_says_of_itself(line: str) -> None:
    assert is_credit(line)


def test_a_sentence_about_a_program_is_said() -> None:
    assert not is_credit("It was transcribed by my sister, and she made mistakes.")


@pytest.mark.parametrize(
    "line",
    ["Propos recueillis par Karim Z.", "Interview conducted by Ana Ruiz", "Das Gespräch führte Eva Kern.",
     "أجرى الحوار: كريم حداد"],
)  # fmt: skip
def test_a_line_that_names_the_interviewer_is_a_credit(line: str) -> None:
    assert is_credit(line)


def test_a_sentence_about_an_interviewer_is_no_credit() -> None:
    assert not is_credit("I was interviewed by the police. They let me go.")


@pytest.mark.parametrize(
    "line", ["Siga leyendo: Los jóvenes y el voto", "Comparte en Twitter", "À lire aussi : le vote"]
)
def test_links_to_other_articles_are_the_page_s_foot(line: str) -> None:
    assert is_foot(line)
