from __future__ import annotations

import pytest

from dragoman.formats import read
from dragoman.formats.options import Imported, ReadOptions
from dragoman.formats.prose.head_people import StatedPerson, find_head_role, find_named, place_people
from dragoman.problems import ProblemLog
from dragoman.transcript.document import Speaker
from dragoman.transcript.text import plain


def text(*lines: str) -> Imported:
    return read("\n\n".join(lines).encode(), "plain-text", ReadOptions())


def first_words(found: Imported) -> str:
    return plain(found.transcript.segments[0].source or ())


def reported(found: Imported) -> list[str]:
    return [p.code for p in found.problems if p.code in ("head-line-left-out", "access-stated")]


TURNS = ("Diane: Hello?", "Sheila: Hello?", "Diane: Who is it?", "Sheila: It is me.")


@pytest.mark.parametrize(
    ("key", "role"),
    [
        ("Interviewer", "interviewer"),
        ("المقابِلة", "interviewer"),
        ("مصاحبه‌گر", "interviewer"),
        ("מראיינת", "interviewer"),
        ("Narrator", "interviewee"),
        ("الراوي", "interviewee"),
        ("מרואיינת", "interviewee"),
        ("Transcribed by", "transcriber"),
        ("Access", "access"),
        ("Ana", None),
    ],
)
def test_words_for_roles_are_known(key: str, role: str | None) -> None:
    assert find_head_role(key) == role


def test_a_name_is_read_without_what_is_beside_it() -> None:
    found = find_named("Arthur Grey (AG), born 3 March 1921")
    assert found is not None
    assert (found.name, found.short) == ("Arthur Grey", "AG")
    assert find_named("Ana and Luis") is None


def test_roles_and_names_go_to_the_speakers_whom_the_labels_show() -> None:
    found = text("A call", "Interviewer: Diane Moss", "Interviewee: Sheila (Texas)", *TURNS)
    assert found.transcript.speakers == (
        Speaker(id="S1", label="Diane", name="Diane Moss", role="Interviewer"),
        Speaker(id="S2", label="Sheila", role="Interviewee"),
    )
    assert found.transcript.facts.description is None
    assert first_words(found) == "Hello?"
    assert reported(found) == ["head-line-left-out"]


def test_initials_say_whom_a_line_means() -> None:
    turns = ("AG: We sold it.", "BQ: When?", "AG: In May.", "BQ: And then?")
    found = text("Interviewee: Arthur Grey (AG), born 3 March 1921.", "Interviewer: Betty Quill (BQ)", *turns)
    assert [(speaker.label, speaker.name) for speaker in found.transcript.speakers] == [
        ("AG", "Arthur Grey"),
        ("BQ", "Betty Quill"),
    ]
    (problem,) = [p for p in found.problems if p.code == "head-line-left-out"]
    assert "Interviewee: Arthur Grey (AG), born 3 March 1921." in problem.message


def test_a_role_that_is_the_label_gets_the_name() -> None:
    turns = ("Interviewer: Where was it?", "Interviewee: In Haifa.", "Interviewer: And?", "Interviewee: I left.")
    found = text("Title: A farm", "Interviewer: Dana Levi", "Interviewee: Sarah Cohen", "Place: Haifa", *turns)
    assert [(speaker.label, speaker.name) for speaker in found.transcript.speakers] == [
        ("Interviewer", "Dana Levi"),
        ("Interviewee", "Sarah Cohen"),
    ]
    assert found.transcript.facts.description == "Place: Haifa"
    assert first_words(found) == "Where was it?"


@pytest.mark.parametrize(
    ("head", "turns", "names"),
    [
        (
            ("المقابِلة: ليلى حداد", "الراوي: سامي الحلبي"),
            ("ليلى: أين كنت؟", "سامي: في دمشق.", "ليلى: ثم؟", "سامي: لا أعرف."),
            ["ليلى حداد", "سامي الحلبي"],
        ),
        (
            ("מראיינת: דנה לוי", "מרואיינת: שרה כהן"),
            ("דנה: איפה?", "שרה: ברחוב הרצל.", "דנה: ומה?", "שרה: לא זוכרת."),
            ["דנה לוי", "שרה כהן"],
        ),
        (
            ("مصاحبه‌گر: لیلا کریمی", "راوی: رضا احمدی"),
            ("لیلا: کجا بودید؟", "رضا: در تبریز.", "لیلا: بعد؟", "رضا: نمی‌دانم."),
            ["لیلا کریمی", "رضا احمدی"],
        ),
    ],
)
def test_heads_in_other_scripts_are_no_speech(head: tuple[str, ...], turns: tuple[str, ...], names: list[str]) -> None:
    found = text(*head, *turns)
    assert [speaker.name for speaker in found.transcript.speakers] == names
    assert len(found.transcript.segments) == 4
    assert reported(found) == []


@pytest.mark.parametrize("line", ["Access: closed until 2030", "Access: Closed until 2030.", "الإتاحة: مغلق حتى ٢٠٣٠"])
def test_conditions_of_access_are_reported_and_not_published(line: str) -> None:
    found = text("A call", line, *TURNS)
    assert found.transcript.facts.description is None
    assert [speaker.label for speaker in found.transcript.speakers] == ["Diane", "Sheila"]
    (problem,) = [p for p in found.problems if p.code == "access-stated"]
    assert line in problem.message
    assert problem.where.line == 3


def test_a_person_who_fits_nobody_is_reported_and_not_published() -> None:
    found = text("A call", "Interviewer: Mara Vidal", "Transcribed by: Jo Mann", *TURNS)
    assert found.transcript.facts.description is None
    assert [speaker.name for speaker in found.transcript.speakers] == [None, None]
    assert reported(found) == ["head-line-left-out"] * 2


def test_who_made_the_transcript_has_no_line_among_the_facts() -> None:
    (problem,) = text("A call", "Transcribed by: Jo Mann", *TURNS).problems[:1]
    assert problem.message.startswith("“Transcribed by: Jo Mann” is left out")
    assert problem.fixes == ("name the transcriber in the description, if readers are to know",)


@pytest.mark.parametrize(
    "line",
    [
        "Interviewer: Sheila, tell me about the farm",
        "Interviewer: Sheila, where was it?",
        "Interviewer: Good morning to you all.",
    ],
)
def test_a_first_question_is_speech(line: str) -> None:
    turns = ("Sheila: It was here.", "INT: When?", "Sheila: In May.", "INT: And?", "Sheila: I left.")
    found = text(line, *turns)
    assert first_words(found) == line.partition(": ")[2]


def test_a_line_that_two_speakers_fit_is_given_to_neither() -> None:
    log = ProblemLog()
    speakers = (Speaker(id="S1", label="Ana Ruiz"), Speaker(id="S2", label="Ana Paz"))
    line = StatedPerson("interviewer", "Interviewer", "Ana", "Interviewer: Ana", 2)
    assert place_people(speakers, [line], log) == speakers
    assert [problem.code for problem in log.listed()] == ["head-line-left-out"]


def test_a_family_name_before_a_comma_is_a_name_if_the_initials_agree() -> None:
    turns = ("GG: Wann war das?", "AW: Im Mai.", "GG: Und dann?", "AW: Dann nichts.")
    found = text("Interviewte: Wolkowa, Anna", "Interviewer: Grinčenko, Gelinada", "Datum: 14.09.2005", *turns)
    assert [(one.label, one.name) for one in found.transcript.speakers] == [
        ("GG", "Gelinada Grinčenko"),
        ("AW", "Anna Wolkowa"),
    ]


def test_a_place_behind_a_comma_is_no_given_name() -> None:
    found = text(
        "Interviewte: Koch, Essen", "Datum: 3.5.2001", "MÜLLER: Wo?", "KOCH: Dort.", "MÜLLER: Und?", "KOCH: Ja."
    )
    assert [one.name for one in found.transcript.speakers] == [None, None]
    assert reported(found) == ["head-line-left-out"]


def test_a_role_that_comes_again_states_a_person_between_two_lines_of_the_head() -> None:
    lines = (
        "الراوي: أبو سليم",
        "المحاور: ليلى حداد",
        "تاريخ المقابلة: ٣ أيار ٢٠٠٩",
        "المحاور: أين ولدت؟",
        "أبو سليم: في حيفا.",
    )
    found = text(*lines, "المحاور: ومتى خرجتم؟", "أبو سليم: في نيسان.")
    assert found.transcript.speakers[0].name == "ليلى حداد"
    assert first_words(found) == "أين ولدت؟"


@pytest.mark.parametrize(
    ("head", "letters", "names"),
    [
        (("Interviewer: Linda Kuzma", "Interviewee: Rosa Klein"), ("Q", "A"), ["Linda Kuzma", "Rosa Klein"]),
        (("מראיין: דוד כהן", "מרואיין: יעקב לוי"), ("ש", "ת"), ["דוד כהן", "יעקב לוי"]),
        (("مصاحبه‌کننده: حبیب لاجوردی", "روایت‌کننده: مریم احمدی"), ("س", "ج"), ["حبیب لاجوردی", "مریم احمدی"]),
    ],
)
def test_who_asks_is_the_interviewer(head: tuple[str, ...], letters: tuple[str, str], names: list[str]) -> None:
    asks, answers = letters
    found = text(*head, f"{asks}: 1939?", f"{answers}: 1940.", f"{asks}: 1944?", f"{answers}: 1945.")
    assert [(one.label, one.name) for one in found.transcript.speakers] == list(zip(letters, names, strict=True))
    assert reported(found) == []


def test_of_two_interviewers_neither_is_who_asks() -> None:
    found = text("Interviewer: Linda Kuzma", "Interviewer: Mara Vidal", "Q: Where?", "A: There.", "Q: So?", "A: Yes.")
    assert [one.name for one in found.transcript.speakers] == [None, None]
    assert reported(found) == ["head-line-left-out"] * 2


@pytest.mark.parametrize("line", ["Pseudonym: Frau K.", "Псевдоним: Мария", "نام مستعار: مریم"])
def test_a_pseudonym_is_reported_before_the_real_name_is_published(line: str) -> None:
    found = text("A call", line, *TURNS)
    assert found.transcript.facts.description is None
    assert reported(found) == ["access-stated"]
