"""Anybody's Word and OpenDocument files, written by a program that is not ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import FormatError
from dragoman.formats import read
from dragoman.formats.options import Imported, ReadOptions
from dragoman.notation import serialize_text
from dragoman.transcript.document import Transcript, find_speaker
from dragoman.transcript.span import Span
from dragoman.transcript.text import Note, Struck, find_marks

pandoc = pytest.importorskip("pypandoc", reason="pypandoc is not installed")
BOTH = pytest.mark.parametrize("suffix", ["docx", "odt"])


def made(markdown: str, suffix: str, tmp_path: Path, options: ReadOptions | None = None) -> Imported:
    """What is read of a file that pandoc made of some Markdown."""
    file = tmp_path / f"talk.{suffix}"
    pandoc.convert_text(markdown, suffix, format="markdown", outputfile=str(file))
    return read(file.read_bytes(), suffix, options or ReadOptions(path=str(file)))


def turns(transcript: Transcript) -> list[tuple[str | None, str]]:
    """Who says what; no name for those who are not known."""
    return [
        (speaker.label if (speaker := find_speaker(transcript, s.speaker)) else None, serialize_text(s.source or ()))
        for s in transcript.segments
    ]


@BOTH
def test_names_in_bold_are_speakers(suffix: str, tmp_path: Path) -> None:
    text = "# A talk\n\n**The host:** Good day.\n\n**Ana Ruiz:** Hello.\n\nAnd thanks.\n\n**The host:** So?\n"
    transcript = made(text, suffix, tmp_path).transcript
    assert transcript.facts.title == "A talk"
    assert turns(transcript) == [
        ("The host", "Good day."),
        ("Ana Ruiz", "Hello."),
        ("Ana Ruiz", "And thanks."),
        ("The host", "So?"),
    ]


@BOTH
def test_hyphens_that_are_only_layout_are_no_letters(suffix: str, tmp_path: Path) -> None:
    text = "HOST: Good eve\u00adning.\n\nRUIZ: Hello.\n\nHOST: So?\n\nRUIZ: Yes.\n"
    assert turns(made(text, suffix, tmp_path).transcript)[0] == ("HOST", "Good evening.")


LABELLED = """
|                |                         |
|----------------|-------------------------|
| المذيع: مساء الخير | Host: Good evening      |
| ليلى: شكرًا      | Laila: Thank you        |
| وشكرًا لكم       | And thank you: all      |
| المذيع: لماذا؟   | Host: Why?              |
"""


@BOTH
def test_names_before_the_words_of_a_table_are_one_person_s_in_both_languages(suffix: str, tmp_path: Path) -> None:
    transcript = made(LABELLED, suffix, tmp_path).transcript
    assert [(s.label, s.name_native) for s in transcript.speakers] == [("Host", "المذيع"), ("Laila", "ليلى")]
    assert [(s.speaker, s.source, s.target) for s in transcript.segments] == [
        ("S1", ("مساء الخير",), ("Good evening",)),
        ("S2", ("شكرًا",), ("Thank you",)),
        ("S2", ("وشكرًا لكم",), ("And thank you: all",)),
        ("S1", ("لماذا؟",), ("Why?",)),
    ]


@BOTH
def test_names_before_a_colon_are_speakers(suffix: str, tmp_path: Path) -> None:
    text = "HOST: Good day.\n\nRUIZ: Hello: well.\n\nHOST: So?\n\nRUIZ: Yes.\n"
    assert turns(made(text, suffix, tmp_path).transcript) == [
        ("HOST", "Good day."),
        ("RUIZ", "Hello: well."),
        ("HOST", "So?"),
        ("RUIZ", "Yes."),
    ]


@BOTH
def test_right_to_left_labels_are_speakers(suffix: str, tmp_path: Path) -> None:
    text = "**مجری:** سلام، خوش آمدید.\n\n**علی کریمی:** ممنونم.\n\n**مجری:** بفرمایید.\n"
    transcript = made(text, suffix, tmp_path).transcript
    assert [label for label, _ in turns(transcript)] == ["مجری", "علی کریمی", "مجری"]
    assert transcript.source_language == "fa"


@BOTH
def test_footnotes_and_struck_words_are_marks(suffix: str, tmp_path: Path) -> None:
    text = "**Q:** Why?\n\n**A:** Because ~~no~~ yes.[^1]\n\n**Q:** So?\n\n**A:** Yes.\n\n[^1]: He laughed.\n"
    transcript = made(text, suffix, tmp_path).transcript
    marks = list(find_marks(transcript.segments[1].source or ()))
    assert marks == [Struck(("no",)), Note(("He laughed.",))]


TABLE = """| {} | {} |
|------------------------------------|------------------------------------|
| Buenas tardes y bienvenidos a todos. | Good afternoon and welcome, all. |
| ¿Cómo empezó todo aquello?         | How did all of that begin?         |
| Fue en marzo.                      | It was in March.                   |
"""


@BOTH
def test_two_columns_are_original_and_translation(suffix: str, tmp_path: Path) -> None:
    transcript = made(TABLE.format("Spanish", "English"), suffix, tmp_path).transcript
    assert [(s.source, s.target) for s in transcript.segments][1:] == [
        (("¿Cómo empezó todo aquello?",), ("How did all of that begin?",)),
        (("Fue en marzo.",), ("It was in March.",)),
    ]
    assert (transcript.source_language, transcript.target_language) == ("es", "en")


@BOTH
def test_a_column_headed_translation_is_one_wherever_it_stands(suffix: str, tmp_path: Path) -> None:
    segments = made(TABLE.format("Translation", "Original"), suffix, tmp_path).transcript.segments
    assert (segments[2].target, segments[2].source) == (("Fue en marzo.",), ("It was in March.",))


@BOTH
def test_columns_of_names_and_times_are_known_by_what_stands_in_them(suffix: str, tmp_path: Path) -> None:
    rows = "".join(
        f"| {time} | {name} | {words} | {translation} |\n"
        for time, name, words, translation in (
            ("00:01", "Ana", "Buenas tardes a todos.", "Good afternoon, all."),
            ("00:04", "", "Bienvenidos al programa.", "Welcome to the programme."),
            ("01:02:10", "Luis", "Muchas gracias, Ana, por invitarme.", "Thank you, Ana, for having me."),
            ("01:02:15", "Ana", "Gracias a usted.", "Thank you."),
        )
    )
    transcript = made(f"|  |  |  |  |\n|---|---|---------|---------|\n{rows}", suffix, tmp_path).transcript
    assert [s.span for s in transcript.segments] == [Span(1000), Span(4000), Span(3_730_000), Span(3_735_000)]
    assert [label for label, _ in turns(transcript)] == ["Ana", "Ana", "Luis", "Ana"]
    assert transcript.segments[2].target == ("Thank you, Ana, for having me.",)


@BOTH
def test_brackets_mean_what_the_profile_says(suffix: str, tmp_path: Path) -> None:
    text = "**Q:** Why (so)?\n\n**A:** No.\n\n**Q:** Why?\n\n**A:** So.\n"
    asked = made(text, suffix, tmp_path, ReadOptions(profile="dragoman")).transcript
    assert [type(mark).__name__ for mark in find_marks(asked.segments[0].source or ())] == ["Supplied"]


@BOTH
def test_a_file_without_words_is_refused(suffix: str, tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="contains no words"):
        made("", suffix, tmp_path)


BESIDE_A_TABLE = """
Interview with Maryam Ahmadi

Interviewer: Habib Lajevardi

Date: 13 March 1983

Translator: N. Rezai

| Speaker | Persian | English |
|---------|---------|---------|
| HL      | کجا متولد شدید؟ | Where were you born? |
| MA      | در کرج بود.     | It was in Karaj.     |
| HL      | چه سالی به دنیا آمدید و پدرتان چه می‌کرد؟ | In what year, and what did your father do? |
| MA      | سال ۱۳۰۵، و پدرم معلم بود. | In 1926, and my father was a teacher. |

Typed by O. Petrova
"""

AROUND = """
Haddad, Algiers, 5 October 1988 (archive)

Translator: Mar Vidal

| Speaker | Français                 | English                        | Remarks       |
|---------|--------------------------|--------------------------------|---------------|
| HOST    | Combien étiez-vous ?     | How many of you were there?    |               |
| HADDAD  | Nous étions mille, oui.  | There were a thousand of us.   | ask him again |
| PART 2  |                          |                                |               |

Kept in the archive of Algiers.
"""


@BOTH
def test_the_lines_around_a_table_state_facts_or_are_named(suffix: str, tmp_path: Path) -> None:
    found = made(BESIDE_A_TABLE, suffix, tmp_path)
    facts = found.transcript.facts
    assert (facts.title_target, facts.translators) == ("Interview with Maryam Ahmadi", ("N. Rezai",))
    assert facts.dates[0].edtf == "1983-03-13"
    assert [(one.label, one.name) for one in found.transcript.speakers] == [("HL", "Habib Lajevardi"), ("MA", None)]
    (left,) = [p for p in found.problems if p.code == "page-text-left-out"]
    assert "Typed by O. Petrova" in left.message


@BOTH
def test_text_above_a_table_of_passages_states_facts(suffix: str, tmp_path: Path) -> None:
    facts = made(AROUND, suffix, tmp_path).transcript.facts
    assert facts.description == "Haddad, Algiers, 5 October 1988 (archive)"
    assert facts.translators == ("Mar Vidal",)


@BOTH
def test_what_a_table_of_passages_leaves_out_is_named(suffix: str, tmp_path: Path) -> None:
    problems = {problem.code: problem.message for problem in made(AROUND, suffix, tmp_path).problems}
    assert "Kept in the archive of Algiers." in problems["page-text-left-out"]
    assert problems["column-left-out"] == "column 4 of the table is left out; it begins: Remarks ask him again"
    assert problems["row-left-out"].endswith("it says: PART 2")


HEAD_IN_A_TABLE = """
|             |              |
|-------------|--------------|
| Erzählerin  | Erika Koch   |
| Interviewer | Hans Müller  |
| Datum       | 12.3.1987    |
| Sperrfrist  | bis 2030     |

Müller: Wann sind Sie geboren?

Koch: 1923, in Katernberg.

Müller: Und dann?

Koch: Dann kam der Krieg, und mein Bruder wurde gleich eingezogen.
"""


@BOTH
def test_a_table_of_keys_and_values_is_the_head(suffix: str, tmp_path: Path) -> None:
    found = made(HEAD_IN_A_TABLE, suffix, tmp_path)
    assert found.transcript.facts.description is None
    assert found.transcript.facts.dates[0].edtf == "1987-03-12"
    assert [one.name for one in found.transcript.speakers] == ["Hans Müller", "Erika Koch"]
    (access,) = [problem for problem in found.problems if problem.code == "access-stated"]
    assert "Sperrfrist: bis 2030" in access.message


@BOTH
def test_a_table_with_a_column_of_times_has_the_passages_however_long_the_text_above_it_is(
    suffix: str, tmp_path: Path
) -> None:
    above = "A long introduction. " * 40
    rows = "| Czas | Osoba | Tekst |\n|---|---|---|\n| 0:05 | Karim | Jak było? |\n| 0:15 | Anna | Dobrze, mamo. |\n"
    rows += "| 0:25 | Karim | A szkoła była wtedy jeszcze otwarta? |\n"
    transcript = made(f"{above}\n\n{rows}", suffix, tmp_path).transcript
    assert turns(transcript) == [("Karim", "Jak było?"), ("Anna", "Dobrze, mamo."), (
        "Karim", "A szkoła była wtedy jeszcze otwarta?",
    )]  # fmt: skip
    assert "A long introduction." in (transcript.facts.description or "")


HEADED = """
| Spanish        | English        |
|----------------|----------------|
| Buenos días.   | Good morning.  |
| Éramos dos.    | We were two.   |
"""


def sides(transcript: Transcript) -> list[tuple[str, str]]:
    return [(serialize_text(s.source or ()), serialize_text(s.target or ())) for s in transcript.segments]


@BOTH
@pytest.mark.parametrize(
    "second",
    [
        "| Spanish | English |\n|---|---|\n| Y ahora no. | And now not. |\n",
        "| English | Spanish |\n|---|---|\n| And now not. | Y ahora no. |\n",
    ],
)
def test_a_second_table_with_headings_goes_on_with_the_first(second: str, suffix: str, tmp_path: Path) -> None:
    imported = made(f"{HEADED}\nThe second day.\n\n{second}", suffix, tmp_path)
    assert sides(imported.transcript) == [
        ("Buenos días.", "Good morning."),
        ("Éramos dos.", "We were two."),
        ("Y ahora no.", "And now not."),
    ]
    assert [problem.code for problem in imported.problems] == ["page-text-left-out"]


@BOTH
def test_a_second_table_with_times_goes_on_with_the_first(suffix: str, tmp_path: Path) -> None:
    row = "|         |             |               |\n|---------|-------------|---------------|\n"
    one = "| [00:01] | Anna: Buenos días | Anna: Good morning |\n| [00:05] | Luis: Éramos dos | Luis: We were two |\n"
    two = "| [00:09] | Anna: Y ahora no | Anna: And now not |\n| [00:12] | Luis: No, no | Luis: No, no |\n"
    transcript = made(f"{row}{one}\nThe second day.\n\n{row}{two}", suffix, tmp_path).transcript
    assert turns(transcript) == [
        ("Anna", "Buenos días"),
        ("Luis", "Éramos dos"),
        ("Anna", "Y ahora no"),
        ("Luis", "No, no"),
    ]
    assert transcript.segments[2].span == Span(9000)


@BOTH
def test_a_second_table_of_other_things_is_named_and_gets_no_rows(suffix: str, tmp_path: Path) -> None:
    words = "| | |\n|---|---|\n| colmena | hive |\n| enjambre | swarm |\n"
    imported = made(f"{HEADED}\nWords used here:\n\n{words}", suffix, tmp_path)
    assert len(imported.transcript.segments) == 2
    assert "enjambre" in " ".join(problem.message for problem in imported.problems)


@BOTH
def test_a_second_table_has_its_sides_by_its_scripts(suffix: str, tmp_path: Path) -> None:
    empty = "|  |  |\n|---|---|\n"
    one = "| مساء الخير | Good evening |\n| شكرا لكم | Thank you all |\n| نعم | Yes |\n"
    two = "| We were two | كنا اثنين |\n| And now not | والآن لا |\n"
    transcript = made(f"{empty}{one}\n<!-- -->\n\n{empty}{two}", suffix, tmp_path).transcript
    assert sides(transcript)[2:] == [("نعم", "Yes"), ("كنا اثنين", "We were two"), ("والآن لا", "And now not")]
