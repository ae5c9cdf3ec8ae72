from __future__ import annotations

from dragoman.formats import read
from dragoman.formats.options import Imported, ReadOptions
from dragoman.problems import Place
from dragoman.transcript.span import Span
from dragoman.transcript.text import plain


def text(typed: str) -> Imported:
    return read(typed.encode(), "plain-text", ReadOptions())


def words(typed: str) -> list[str]:
    return [plain(segment.source or ()) for segment in text(typed).transcript.segments]


def test_a_line_is_a_paragraph() -> None:
    assert words("Ana: one\ntwo\nBea: three\n\nAna: four") == ["one", "two", "three", "four"]


def test_lines_that_were_broken_to_fit_a_page_are_one_paragraph() -> None:
    long = "Ana: " + " ".join(["bread"] * 12)
    typed = "\n".join([long, long[5:], "and more.", "Bea: " + long[5:], long[5:], "end.", "", long, long[5:], long])
    labels = ["Ana", "Bea", "Ana"]
    found = text(f"{typed}\n\nBea: b").transcript
    names = {speaker.id: speaker.label for speaker in found.speakers}
    assert [names[segment.speaker or ""] for segment in found.segments][:3] == labels


def test_times_and_initials() -> None:
    found = text("Ana Ruiz: a\n\nBea Soler: b\n\n[00:04:40] AR: c\n\nBS: d\n\nAR: e").transcript
    assert [speaker.name for speaker in found.speakers] == ["Ana Ruiz", "Bea Soler"]
    assert found.segments[2].span == Span(280_000)


def test_entities_are_characters() -> None:
    assert words("Ana: pre-writing, or&#8212;?\nBea: no\nAna: so")[0] == "pre-writing, or—?"


def test_rules_end_what_is_said() -> None:
    assert words("Ana: a\nBea: b\nAna: c\n-----\nPrinted in May.") == ["a", "b", "c"]


def test_a_place_is_that_of_the_file() -> None:
    (problem,) = text("  Ana: a\n  Bea: &amp; (b\n  Ana: c").problems
    assert (problem.code, problem.where) == ("unclosed-bracket", Place(line=2, column=14))


def test_legacy_encodings_are_guessed_and_told() -> None:
    typed = "Aña: ¿Dónde?\n\nBea: Aquí, señor, en la panadería.\n\nAña: ¿Sí?"
    found = read(typed.encode("cp1252"), "plain-text", ReadOptions())
    assert plain(found.transcript.segments[0].source or ()) == "¿Dónde?"
    assert [problem.code for problem in found.problems] == ["encoding-guessed"]


def test_short_lines_go_on_with_the_paragraph_where_empty_lines_part_the_turns() -> None:
    found = text("THE LOOM\n\nINTERVIEWER: Where did you\nlearn?\n\nAWAD: (God rest\nher) Here.\n\nINT: So.\n\nAWAD: b")
    assert [plain(segment.source or ()) for segment in found.transcript.segments] == [
        "Where did you\nlearn?",
        "God rest\nher Here.",
        "So.",
        "b",
    ]
    assert [speaker.aliases for speaker in found.transcript.speakers] == [("INT",), ()]
    assert found.transcript.facts.title == "THE LOOM"


def test_times_that_count_frames_are_no_words() -> None:
    text = "00;00;01;00 - 00;00;02;15\nSpeaker 1\nGood day.\n\n00;00;03;00 - 00;00;04;00\nSpeaker 2\nGood day to you.\n"
    segments = read(text.encode(), "plain-text", ReadOptions()).transcript.segments
    assert [(s.source, s.span) for s in segments] == [
        (("Good day.",), Span(1000, 2500)),
        (("Good day to you.",), Span(3000, 4000)),
    ]


def test_times_in_round_brackets_before_words_of_nobody_are_times() -> None:
    text = "(00:02) Where was it?\n(00:09) By the mill.\n(00:15) When?\n"
    segments = read(text.encode(), "plain-text", ReadOptions()).transcript.segments
    assert [(s.source, s.span) for s in segments][:2] == [
        (("Where was it?",), Span(2000, None)),
        (("By the mill.",), Span(9000, None)),
    ]


_BOTH = """ANA: ¿Cuántas colmenas tiene usted en su casa?
How many hives do you have at home?

LUISA: Tengo cuarenta y dos, pero en 2017 perdí nueve por la sequía.
I have forty-two, but in 2017 I lost nine of them to the drought.

ANA: ¿Y quién le enseñó el oficio?
And who taught you the trade?"""


def test_a_line_in_another_language_is_a_passage_of_its_own() -> None:
    found = text(_BOTH).transcript
    both = [(plain(segment.source or ()), plain(segment.target or ())) for segment in found.segments]
    assert both[2] == ("¿Y quién le enseñó el oficio?", "And who taught you the trade?")
    assert (len(both), found.source_language, found.target_language) == (3, "es", "en")


def test_two_languages_in_no_order_are_named_and_not_paired() -> None:
    lines = _BOTH.replace("\n\n", "\n").split("\n")
    found = text("\n\n".join([*lines[:5], "Luisa, 2017.", *lines[5:]]))
    assert all(segment.target is None for segment in found.transcript.segments)
    problem = next(problem for problem in found.problems if problem.code == "languages-mixed")
    assert problem.message.startswith("3 of 7 passages seem to be in Spanish and 3 in English")


def test_a_heading_between_two_halves_is_left_out_and_named() -> None:
    lines = _BOTH.replace("\n\n", "\n").split("\n")
    found = text("\n\n".join([*lines[::2], "English translation", *lines[1::2]]))
    assert [plain(segment.target or ()) for segment in found.transcript.segments] == lines[1::2]
    assert [problem.code for problem in found.problems if "English translation" in problem.message] == [
        "page-text-left-out"
    ]


def test_a_text_that_becomes_notes_alone_says_so() -> None:
    imported = read(b"{A b c.}\n\n{D e f.}\n", "plain-text", ReadOptions(profile="exmaralda"))
    assert [problem.message for problem in imported.problems if problem.code == "all-in-brackets"] == [
        "every passage stands in brackets, such as {A b c.}, and comes in as note; nothing is spoken"
    ]


def test_a_text_with_a_word_that_is_spoken_does_not() -> None:
    imported = read(b"{A b c.}\n\nYes {d e f}.\n", "plain-text", ReadOptions(profile="exmaralda"))
    assert "all-in-brackets" not in [problem.code for problem in imported.problems]


def test_times_at_the_ends_with_the_seconds_behind_them_are_ends() -> None:
    typed = "Ana: [00:00:00] Where was it? [00:00:04][4.0]\n\nBea: [00:00:05] At home. [00:00:12][7.2]\n"
    found = text(typed).transcript
    assert [(plain(segment.source or ()), segment.span) for segment in found.segments] == [
        ("Where was it?", Span(0, 4000)),
        ("At home.", Span(5000, 12_000)),
    ]


def test_rights_and_secrecy_at_the_head_are_facts() -> None:
    head = "rights holder: Example Radio\nground for use: with consent\nLicence: CC BY 4.0\nconfidential: yes\n"
    facts = text(f"{head}\nAna: one\n\nBea: two\n\nAna: three").transcript.facts
    assert (facts.rights_holder, facts.ground_for_use, facts.licence) == ("Example Radio", "with consent", "CC BY 4.0")
    assert (facts.confidential, facts.title, facts.description) == (True, None, None)


def test_what_is_confidential_under_a_condition_is_confidential() -> None:
    facts = text("Confidential: until 2030\n\nAna: one\n\nBea: two\n\nAna: three").transcript.facts
    assert (facts.confidential, facts.description) == (True, "Confidential: until 2030")
    assert text("confidential: no\n\nAna: one\n\nBea: two\n\nAna: three").transcript.facts.confidential is False
