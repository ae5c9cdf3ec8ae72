from __future__ import annotations

import pytest

from dragoman.formats.prose.label_parts import read_label
from dragoman.formats.prose.speakers import Cast, find_cast
from dragoman.problems import ProblemLog
from dragoman.transcript.document import Speaker


def cast(*labels: str) -> tuple[Cast, list[str]]:
    log = ProblemLog()
    return find_cast(labels, log), [problem.code for problem in log.listed()]


def test_the_short_form_that_stands_most_is_the_label_and_the_full_one_the_name() -> None:
    found, _ = cast("Devin Becker", "KM", "DB", "KM", "DB", "DB")
    assert found.speakers[0] == Speaker(id="S1", label="DB", name="Devin Becker")
    assert found.find("DB") == found.find("Devin Becker") == "S1"


def test_title_and_role_are_kept_apart() -> None:
    found, _ = cast("Dr. Ali Karimi, historian", "Host", "Karimi", "Host")
    assert found.speakers[0] == Speaker(
        id="S1",
        label="Dr. Ali Karimi",
        name="Ali Karimi",
        honorific="Dr.",
        role="historian",
        aliases=("Dr. Ali Karimi, historian", "Karimi"),
    )


def test_a_role_comes_to_whom_it_was_given() -> None:
    found, _ = cast("The host (Ana Ruiz)", "Bea", "Host", "Bea", "Ruiz")
    assert {found.find(label) for label in ("The host (Ana Ruiz)", "Host", "Ruiz")} == {"S1"}
    assert (found.speakers[0].label, found.speakers[0].name) == ("The host", "Ana Ruiz")


def test_a_bare_letter_has_no_name() -> None:
    found, _ = cast("Q", "MS. JEAN-PIERRE", "Q")
    assert found.speakers == (
        Speaker(id="S1", label="Q"),
        Speaker(id="S2", label="MS. JEAN-PIERRE", honorific="MS."),
    )


def test_spellings_of_one_name_are_one_person_and_told() -> None:
    found, codes = cast("Umm Hassan", "Ana", "Umm Hasan", "Ana", "Oum Hassan")
    assert found.speakers[0].aliases == ("Umm Hasan", "Oum Hassan")
    assert codes == ["name-spelt-differently"]


def test_who_answer_each_other_are_two() -> None:
    found, _ = cast("Marin", "Maron", "Marin", "Maron")
    assert [speaker.label for speaker in found.speakers] == ["Marin", "Maron"]


def test_a_label_that_may_be_two_people_stays_alone_and_is_told() -> None:
    found, codes = cast("Ali Karimi", "Sara Karimi", "Karimi")
    assert [speaker.label for speaker in found.speakers] == ["Ali Karimi", "Sara Karimi", "Karimi"]
    assert codes == ["label-ambiguous"]


def test_speakers_stand_in_the_order_in_which_they_speak() -> None:
    found, _ = cast("B", "Ana Maria Ruiz", "B")
    assert [(speaker.id, speaker.label) for speaker in found.speakers] == [("S1", "B"), ("S2", "Ana Maria Ruiz")]


def test_nobody_is_nobody() -> None:
    assert cast()[0] == Cast((), {})


def test_a_role_before_a_whole_name_is_a_role() -> None:
    (speaker,) = find_cast(["Interviewer Nour Saleh", "Nour Saleh", "Interviewer"], ProblemLog()).speakers
    assert (speaker.name, speaker.role) == ("Nour Saleh", "Interviewer")


def test_a_title_alone_is_the_one_who_bears_it_and_nobodys_where_two_do() -> None:
    (one,) = find_cast(["President Omar Hadi", "The President", "Hadi"], ProblemLog()).speakers
    assert one.aliases == ("The President", "Hadi")
    log = ProblemLog()
    assert len(find_cast(["President Biden", "President Yoon", "President"], log).speakers) == 3
    assert [problem.code for problem in log.listed()] == ["label-ambiguous"]


def test_shortened_roles_and_roles_with_an_article_are_one() -> None:
    assert [s.aliases for s in find_cast(["INTERVIEWER", "INT", "The host", "Host"], ProblemLog()).speakers] == [
        ("INT",),
        ("Host",),
    ]


def test_how_words_came_to_us_is_no_role() -> None:
    (speaker,) = find_cast(["Omar Hadi [through interpreter]", "Hadi"], ProblemLog()).speakers
    assert (speaker.name, speaker.role) == ("Omar Hadi", None)


def test_an_office_is_the_one_who_holds_it() -> None:
    found, problems = cast("The host", "Secretary General, Hassan Rida", "Rida", "Sayyed Rida", "The Secretary General")
    assert [(speaker.label, speaker.name, speaker.role) for speaker in found.speakers] == [
        ("The host", None, None),
        ("Hassan Rida", "Hassan Rida", "Secretary General"),
    ]
    assert problems == []


def test_who_is_called_by_a_trade_is_shown_by_name() -> None:
    found, _ = cast("Journalist Lina Marouf", "Umm Khaled", "L.M.")
    assert [(speaker.label, speaker.role) for speaker in found.speakers] == [
        ("Lina Marouf", "Journalist"),
        ("Umm Khaled", None),
    ]


def test_a_role_that_nobody_knows_is_one_where_the_name_behind_it_comes_again() -> None:
    found, _ = cast("KEEPER, JOHN PYE", "Ms. Eller", "Mr. PYE", "Ms. Eller")
    assert found.find("KEEPER, JOHN PYE") == found.find("Mr. PYE") == "S1"
    assert (found.speakers[0].name, found.speakers[0].role) == ("JOHN PYE", "KEEPER")


def test_a_name_before_the_comma_that_comes_again_stays_the_name() -> None:
    found, _ = cast("John Pye, Old Head", "Ms. Eller", "Pye", "Ms. Eller")
    assert (found.speakers[0].name, found.speakers[0].role) == ("John Pye", "Old Head")


def test_people_who_are_counted_are_several() -> None:
    found, _ = cast("WOMAN 1", "MAN", "WOMAN 2", "MAN (laughing)", "WOMAN 1 (to the man)")
    assert [speaker.label for speaker in found.speakers] == ["WOMAN 1", "MAN", "WOMAN 2"]
    assert found.find("WOMAN 1 (to the man)") == "S1"


def test_members_of_a_family_are_several() -> None:
    found, _ = cast("MRS. DAHL", "Q", "DAHL'S SON", "MRS. DAHL", "MR. DAHL", "Q")
    assert [speaker.label for speaker in found.speakers] == ["MRS. DAHL", "Q", "DAHL'S SON", "MR. DAHL"]


def test_short_names_that_differ_in_a_vowel_are_two_peoples() -> None:
    found, problems = cast("John Holm", "Q", "Jane Holm", "Q", "Maria Lund", "Q", "Mario Lund")
    assert (len(found.speakers), problems) == (5, [])


def test_a_letter_in_brackets_beside_a_name_stands_for_it() -> None:
    found, _ = cast("Anna (A)", "Bert (B)", "A", "B", "C", "A")
    assert [found.find(label) for label in ("A", "B", "C")] == ["S1", "S2", "S3"]
    assert (found.speakers[0].label, found.speakers[0].name) == ("A", "Anna")


def test_a_label_in_capitals_is_no_full_name() -> None:
    found, _ = cast("LUISA MOYA", "Q", "LUISA MOYA")
    assert found.speakers[0] == Speaker(id="S1", label="LUISA MOYA")


@pytest.mark.parametrize(
    "both",
    [
        "Diane and Sheila",
        "DIANE AND SHEILA",
        "Diane & Sheila",
        "Diane, Sheila",
        "Diane y Sheila",
        "Diane et Sheila",
        "Diane und Sheila",
        "Diane и Sheila",
        "Diane و Sheila",
        "Diane وSheila",
        "Diane ו Sheila",
    ],
)
def test_a_label_of_two_people_is_neither_of_them(both: str) -> None:
    found, _ = cast("Diane", "Sheila", both, "Diane", "Sheila")
    assert [found.find(label) for label in ("Diane", "Sheila", both)] == ["S1", "S2", "S3"]
    assert found.speakers[2] == Speaker(id="S3", label=both)


@pytest.mark.parametrize(
    ("both", "one"),
    [
        ("Diane and Sheila", "Diane"),
        ("Diane, Sheila and Ana", "Diane"),
        ("Diane and others", "Diane"),
        ("Mr and Mrs Smith", "Mrs Smith"),
        ("Interviewer and Diane", "Diane (interviewer)"),
    ],
)
def test_a_label_of_several_people_is_not_the_only_one_of_them_who_is_named(both: str, one: str) -> None:
    found, _ = cast(one, both, one)
    assert (found.find(one), found.find(both)) == ("S1", "S2")


def test_one_person_with_two_offices_is_one() -> None:
    assert read_label("Secretary and Director Ana Ruiz").names == ()
    found, _ = cast("Ana Ruiz", "Ana Ruiz, host and producer")
    assert len(found.speakers) == 1


def test_two_people_by_full_and_by_first_names_are_the_same_two() -> None:
    found, _ = cast("Ana Ruiz & Luis Paz", "Ana & Luis")
    assert len(found.speakers) == 1


def test_a_letter_and_its_word_are_one_role() -> None:
    cast = find_cast(["Question", "Answer", "Q", "A", "Q", "A"], ProblemLog())
    assert len(cast.speakers) == 2
    assert (cast.find("Q"), cast.find("A")) == (cast.find("Question"), cast.find("Answer"))
