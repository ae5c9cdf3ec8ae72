from __future__ import annotations

import msgspec
import pytest

from dragoman.formats import read
from dragoman.formats.options import ReadOptions
from dragoman.formats.prose.label_decisions import find_labels
from styled_pages import page


def labels(*lines: str) -> list[str]:
    return [opening.label for opening in find_labels(page(*lines)).values()]


def test_what_comes_again_is_a_label() -> None:
    assert labels("Ana: a", "Bea: b", "Ana: c", "Bea: d") == ["Ana", "Bea", "Ana", "Bea"]


def test_a_sentence_before_a_colon_is_none() -> None:
    lines = (
        "MS. X: a",
        "Q    b",
        "MS. X: So, to be clear",
        "To your question about it: no",
        "Q    And: this",
        "MS. X: c",
    )
    assert labels(*lines) == ["MS. X", "Q", "MS. X", "Q", "MS. X"]


def test_a_full_name_that_stands_once_belongs_to_its_initials() -> None:
    assert labels("Devin Becker: a", "Kasey Mohammad: b", "DB: c", "KM: d", "DB: e", "KM: f")[:2] == [
        "Devin Becker",
        "Kasey Mohammad",
    ]


def test_a_role_is_a_label_wherever_it_stands() -> None:
    assert labels("Ana: a", "The host: b", "Ana: c") == ["Ana", "The host", "Ana"]


def test_he_said_is_no_label_in_scripts_without_capitals() -> None:
    assert labels("مجری: الف", "نانوا: ب", "او گفت: آب", "مجری: پ", "نانوا: ت") == ["مجری", "نانوا", "مجری", "نانوا"]


def test_bold_names_without_a_colon_are_labels_where_they_come_again() -> None:
    assert labels("*Ana* a", "*Bea* b", "*Ana* c", "*Bea* d", "*Not* this") == ["Ana", "Bea", "Ana", "Bea", "Not"]
    assert labels("One *two* three", "*Really* so?", "Well.") == []


def test_names_alone_on_their_lines_are_labels() -> None:
    assert labels("ANA", "a b", "BEA", "c d", "ANA", "e", "BEA", "f", "ANA", "g", "BEA", "h") == ["ANA", "BEA"] * 3


def test_a_bare_letter_needs_another_one() -> None:
    assert labels("Q    one", "Then: two words") == []
    assert labels("Q    one", "A    two", "Q    three", "A    four") == ["Q", "A", "Q", "A"]


def test_answers_without_questions_are_no_letters() -> None:
    assert labels("A.  one", "A.  two", "A.  three") == []


def test_another_style_than_the_pages_is_none() -> None:
    assert labels("*Ana:* a", "*Bea:* b", "*Ana:* c", "*Bea:* d", "Remember: e") == ["Ana", "Bea", "Ana", "Bea"]


def test_no_words_behind_a_last_label_make_it_none() -> None:
    assert labels("Ana: a", "Bea: b", "Ana: c", "Bea:") == ["Ana", "Bea", "Ana"]


def test_an_answer_that_stands_alone_again_and_again_is_no_name() -> None:
    turns = ("*Ana:* Was it so?", "*Bea:* I said", "Yes", "Certainly", "Again.")
    assert labels(*turns * 4) == ["Ana", "Bea"] * 4


def test_a_translator_before_the_first_turn_is_a_fact_and_one_who_speaks_is_not() -> None:
    assert labels("Translator: Mar Vidal", "Host: a", "Ana: b", "Host: c") == ["Host", "Ana", "Host"]
    assert labels("Host: a", "Translator: b", "Host: c", "Translator: d") == ["Host", "Translator"] * 2


def test_a_notice_is_nobodys_name() -> None:
    assert labels("*Ana:* a", "*Bea:* b", "*Ana:* c", "*Update:* She died.") == ["Ana", "Bea", "Ana"]


def test_what_somebody_is_comes_again_beside_a_role() -> None:
    lines = ("Interviewer: a", "Rope maker: b", "Interviewer: c", "Rope maker: d", "And he said: no")
    assert labels(*lines) == ["Interviewer", "Rope maker", "Interviewer", "Rope maker"]


def test_what_somebody_is_stands_alone_in_bold_letters_as_the_others_do() -> None:
    lines = ("*Interviewer*", "a", "*Rope maker*", "b", "*Interviewer*", "c", "*Rope maker*", "d")
    assert labels(*lines) == ["Interviewer", "Rope maker", "Interviewer", "Rope maker"]


def test_a_sentence_that_comes_again_is_no_label() -> None:
    lines = ("Interviewer: a", "And he said: b", "Interviewer: c", "And he said: d", "Ana: e", "Ana: f")
    assert "And he said" not in labels(*lines)


def test_a_numbered_speaker_alone_on_a_line_is_a_label_though_it_stands_once() -> None:
    assert labels("Speaker 1", "Good day.", "Speaker 2", "Good day to you.") == ["Speaker 1", "Speaker 2"]


def test_a_stroke_of_arabic_letters_or_a_tab_stands_behind_a_name() -> None:
    assert labels("المذيعة ـ متى؟", "الضيف ـ أمس.", "المذيعة ـ كم؟", "الضيف ـ قليلا.") == ["المذيعة", "الضيف"] * 2
    assert labels("Lena Fisk\tWhen?", "Oskar Holt\tNow.", "Lena Fisk\tWhy?", "Oskar Holt\tI do.") == [
        "Lena Fisk", "Oskar Holt", "Lena Fisk", "Oskar Holt",
    ]  # fmt: skip


def test_a_first_line_that_joins_two_who_speak_later_is_a_title() -> None:
    title = "Diane and Sheila: a telephone conversation"
    assert labels(title, "Diane: Hello?", "Sheila: Hello?", "Diane: Oh.", "Sheila: Yes.") == ["Diane", "Sheila"] * 2
    assert labels("ديانا وشيلا: مكالمة", "ديانا: نعم؟", "شيلا: نعم؟", "ديانا: أنا.", "شيلا: أنا.")[0] == "ديانا"


def test_what_two_people_say_together_is_speech() -> None:
    assert labels("Diane and Sheila: Hello!", "Diane: a.", "Sheila: b.", "Diane: c.", "Sheila: d.")[0] == (
        "Diane and Sheila"
    )


def test_a_title_that_joins_two_is_one_also_if_they_speak_together_later() -> None:
    turns = ("Diane: Hello?", "Sheila: Hello?", "Diane: Oh.", "Sheila: Yes.", "Diane and Sheila: Bye.")
    assert labels("Diane and Sheila: a call", *turns) == ["Diane", "Sheila"] * 2 + ["Diane and Sheila"]


def test_a_relative_of_somebody_on_the_page_is_a_speaker() -> None:
    text = "Q: Where?\n\nKlein: There.\n\nKlein's daughter: Here.\n\nQ: So?\n\nKlein: No.\n\nHusband of Klein: Yes."
    transcript = read(text.encode(), "plain-text", ReadOptions()).transcript
    assert [(one.label, one.name) for one in transcript.speakers] == [
        ("Q", None),
        ("Klein", None),
        ("Klein's daughter", None),
        ("Husband of Klein", None),
    ]


def test_letters_directly_before_a_dash_are_labels() -> None:
    text = "س- کجا متولد شدید؟\n\nج- در کرج.\n\nس- چه سالی؟\n\nج- ۱۳۰۵.\n"
    transcript = read(text.encode(), "plain-text", ReadOptions()).transcript
    assert [segment.source for segment in transcript.segments][:2] == [("کجا متولد شدید؟",), ("در کرج.",)]
    assert [one.label for one in transcript.speakers] == ["س", "ج"]


def test_a_key_that_only_numbers_follow_is_no_speaker() -> None:
    text = "Spool: 1\n\nANA: Good day.\n\nBEA: Hello.\n\nSpool: 2\n\nANA: So?\n\nBEA: Yes.\n"
    transcript = read(text.encode(), "plain-text", ReadOptions()).transcript
    assert [one.label for one in transcript.speakers] == ["ANA", "BEA"]


def test_a_label_that_occurs_once_is_one_where_every_time_is_followed_by_a_label() -> None:
    lines = ("0:00 Ana: a", "0:05 Bea: b", "0:09 Ana: c", "0:14 Bea: d", "0:20 Voice off: Liar!")
    assert labels(*lines)[-1] == "Voice off"


def test_words_before_a_colon_are_none_where_a_time_is_also_followed_by_other_words() -> None:
    lines = ("0:00 Ana: a", "0:05 Bea: b", "0:09 and so on", "0:14 Ana: c", "0:18 Bea: d", "0:20 Then it rang: no")
    assert "Then it rang" not in labels(*lines)


def test_a_headline_that_quotes_a_speaker_is_no_turn() -> None:
    headline = "Ana Ruiz: “Nobody ever answered me”"
    assert labels(headline, "By Karim", "Blog: Why?", "Ana Ruiz: a", "Blog: b?", "Ana Ruiz: c")[0] == "Blog"


def test_a_quotation_that_ends_as_speech_may_be_a_first_turn() -> None:
    lines = ("Ana Ruiz: “Nobody answered.”", "Blog: Why?", "Ana Ruiz: a", "Blog: b?", "Ana Ruiz: c")
    assert labels(*lines)[0] == "Ana Ruiz"


def test_a_heading_that_quotes_a_speaker_is_no_turn() -> None:
    heading = msgspec.structs.replace(page("Ana Ruiz: Nobody answered")[0], kind="heading", level=1)
    found = find_labels([heading, *page("Blog: Why?", "Ana Ruiz: a", "Blog: b?", "Ana Ruiz: c")])
    assert min(found) == 1


def test_headings_that_are_turns_stay_turns() -> None:
    lines = page("Blog: Why?", "Ana Ruiz: a", "Blog: And then?", "Ana Ruiz: c")
    headed = [msgspec.structs.replace(p, kind="heading", level=3) if p.text[0] == "B" else p for p in lines]
    assert list(find_labels(headed)) == [0, 1, 2, 3]


def test_a_headline_over_questions_and_answers_with_letters_is_no_turn() -> None:
    lines = ("Rosa Molina: “Nadie vota”", "Por Ana Pérez", "P. ¿Por qué?", "R. No sé.", "P. ¿Y?", "R. Nada.")
    assert labels(*lines) == ["P", "R", "P", "R"]


def test_answers_that_are_only_numbers_are_words() -> None:
    text = "Host: How old?\n\nRuiz: 19\n\nHost: And your sisters?\n\nRuiz: 12\n\nHost: So?\n\nRuiz: 13\n"
    transcript = read(text.encode(), "plain-text", ReadOptions()).transcript
    assert [segment.source for segment in transcript.segments if segment.speaker == "S2"] == [("19",), ("12",), ("13",)]


@pytest.mark.parametrize(("asks", "answers"), [("ש", "ת"), ("س", "ج"), ("В", "О")])
def test_letters_before_a_full_stop_are_question_and_answer(asks: str, answers: str) -> None:
    text = f"{asks}. 1939?\n\n{answers}. 1940!\n\n{asks}. — 1944?\n\n{answers}. — 1945!\n"
    transcript = read(text.encode(), "plain-text", ReadOptions()).transcript
    assert [one.label for one in transcript.speakers] == [asks, answers]
    assert [segment.source for segment in transcript.segments] == [("1939?",), ("1940!",), ("1944?",), ("1945!",)]


def test_the_initial_of_a_name_is_no_answer() -> None:
    text = "АННА: Кто?\n\nО. Мандельштам читал.\n\nБОРИС: Да.\n\nАННА: И?\n\nО. Мандельштам ушёл.\n\nБОРИС: Нет."
    transcript = read(text.encode(), "plain-text", ReadOptions()).transcript
    assert [one.label for one in transcript.speakers] == ["АННА", "БОРИС"]


@pytest.mark.parametrize("both", ["Müller u. Koch", "Müller und Koch", "Müller, Koch", "Müller/Koch", "Koch & Müller"])
def test_two_speakers_with_one_label_that_occurs_once(both: str) -> None:
    lines = ("Frage: a", "Müller: b", "Koch: c", "Frage: d", f"{both}: e", "Koch: f", "Müller: g")
    assert labels(*lines)[4] == both
