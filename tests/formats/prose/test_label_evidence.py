from __future__ import annotations

import pytest

from dragoman.formats.prose.label_decisions import find_labels
from dragoman.formats.prose.paragraphs import Paragraph, StyledText, make_paragraph


def page(*lines: str) -> list[Paragraph]:
    made = [make_paragraph([StyledText(text=line)], spaces_count=True) for line in lines]
    return [paragraph for paragraph in made if paragraph is not None]


def labels(*lines: str) -> list[str]:
    return [opening.label for opening in find_labels(page(*lines)).values()]


@pytest.mark.parametrize(
    "line",
    [
        "Slides: https://bread.example/slides",
        "Página Web: https://pan.example/",
        "Part 1: https://bread.example/1",
        "Topic: The bread of the valley",
        "Duration: 45:10",
        "Recorded in: Sidon, 3 May 2019",
        "Ofen: 12",
    ],
)
def test_a_line_of_the_head_names_no_speaker(line: str) -> None:
    assert labels(line, "Ana: Who baked?", "Bea: I did.", "Ana: Alone?", "Bea: Yes.") == ["Ana", "Bea"] * 2


def test_who_speaks_once_at_the_beginning_is_a_speaker_where_it_is_a_sentence() -> None:
    assert labels("Announcer Lee: Good evening.", "Ana: So?", "Bea: b.", "Ana: c.", "Bea: d.")[0] == "Announcer Lee"


def test_a_head_without_any_label_leaves_the_talk_unlabelled() -> None:
    assert labels("Tema: El pan", "Localización: Radio Valle", "Bueno, vamos a hablar.", "Gracias.") == []


def test_a_role_and_who_has_it_is_a_fact() -> None:
    turns = ("Ana Ruiz: Who?", "P07: Me.", "Ana Ruiz: Alone?", "P07: Yes.")
    assert labels("Interviewer: Ana Ruiz", "Participant: P07", *turns) == ["Ana Ruiz", "P07"] * 2


def test_a_name_that_no_words_follow_is_no_speaker() -> None:
    assert labels("Ana: One.", "Break: [21:10]", "Bea: Two.", "Break: [30:10]", "Ana: Three.", "Bea: Four.") == [
        "Ana",
        "Bea",
        "Ana",
        "Bea",
    ]


def test_names_alone_on_their_lines_count_in_all_their_forms() -> None:
    lines = ("Journalist Lina Marouf", "When?", "Nurse Umm Khaled", "At night.", "L.M.", "Alone?", "U.K.", "No.")
    assert labels("A title", *lines) == ["Journalist Lina Marouf", "Nurse Umm Khaled", "L.M.", "U.K."]


def test_a_line_that_comes_again_without_another_voice_is_no_name() -> None:
    assert labels("Old Town", "We baked.", "Old Town", "We slept.", "Old Town", "We rose.", "Old Town", "So.") == []


def test_names_before_a_dash_are_labels_where_two_take_turns() -> None:
    assert (
        labels("Lina – Why?", "Umm Khaled – The war.", "Lina – When?", "Umm Khaled – In May.")
        == [
            "Lina",
            "Umm Khaled",
        ]
        * 2
    )


@pytest.mark.parametrize("letters", ["QA", "PR", "FA"])
def test_letters_of_question_and_answer_before_a_dash(letters: str) -> None:
    question, answer = letters[0], letters[1]
    assert labels(f"{question} - When?", f"{answer} - In 1979.") == [question, answer]


def test_a_name_and_a_time_before_the_words() -> None:
    assert labels("Speaker1 0:02  Hello.", "Speaker2 0:05  Good morning.", "Speaker1 0:09  When?") == [
        "Speaker1",
        "Speaker2",
        "Speaker1",
    ]


def test_labels_in_square_brackets_and_sounds_in_them() -> None:
    assert labels("[Speaker 0]", "Where?", "[Speaker 1]", "[Laughter]", "Here.", "[Speaker 0]", "So.") == [
        "Speaker 0",
        "Speaker 1",
        "Speaker 0",
    ]


def test_where_nobody_ends_a_sentence_its_end_tells_nothing() -> None:
    lines = ("Tom: welcome to the show everyone", "Ana: thanks", "Bea: hello", "Ana: we bake", "Bea: we salt it")
    assert labels(*lines) == ["Tom", "Ana", "Bea", "Ana", "Bea"]
