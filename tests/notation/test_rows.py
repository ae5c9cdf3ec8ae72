from __future__ import annotations

import pytest

from dragoman.notation import Parsed, parse
from dragoman.notation.rows import begins_row
from dragoman.transcript.document import Segment
from dragoman.transcript.ids import is_segment_id
from dragoman.transcript.span import Span
from dragoman.transcript.text import Supplied

HEAD = "dragoman-notation 1\noriginal: es\nspeaker S1: The host\nspeaker S2: Guest | Ana Ruiz\n\n"


def read(rows: str) -> Parsed:
    return parse(HEAD + rows)


def segment(rows: str) -> Segment:
    return read(rows).transcript.segments[0]


def codes(rows: str) -> list[str]:
    return [problem.code for problem in read(rows).problems]


def test_a_row_has_id_time_language_name_and_both_texts() -> None:
    assert segment("s4k2m9xpq [12:34.5-12:40.25 fr] The host: Bonjour (à vous)\n= Hello") == Segment(
        id="s4k2m9xpq",
        speaker="S1",
        span=Span(754_500, 760_250),
        language="fr",
        source=("Bonjour ", Supplied(("à vous",))),
        target=("Hello",),
    )


@pytest.mark.parametrize(
    ("time", "span", "language"),
    [
        ("[12:34] ", Span(754_000), None),
        ("[1:02:10-1:02:11] ", Span(3_730_000, 3_731_000), None),
        ("[00:00:01,5 --> 00:00:02,25] ", Span(1500, 2250), None),
        ("［۱۲:۳۴］", Span(754_000), None),
        ("[? fr] ", None, "fr"),
        ("[12:34 es] ", Span(754_000), None),
        ("", None, None),
    ],
)
def test_the_time_may_lack_its_end_its_language_or_all(time: str, span: Span | None, language: str | None) -> None:
    read_ = segment(f"s4k2m9xpq {time}The host: Hola")

    assert (read_.span, read_.language, read_.speaker) == (span, language, "S1")


@pytest.mark.parametrize("mark", ["[laughs]", "[12 people laugh]", "[pause 4s]", "[?]"])
def test_other_brackets_at_the_beginning_are_words(mark: str) -> None:
    read_ = segment(f"s4k2m9xpq The host: x\n= y\n\n{mark} and so on")

    assert read_.span is None
    assert read(f"{mark} and so on").transcript.segments[0].span is None


def test_a_question_mark_is_nobody_known() -> None:
    assert segment("s4k2m9xpq ?: Hola").speaker is None


def test_a_row_without_a_name_goes_on() -> None:
    parsed = read("Guest: Hola\nY adiós\n\n?: Ya\nSí")

    assert [one.speaker for one in parsed.transcript.segments] == ["S2", "S2", None, None]


@pytest.mark.parametrize("name", ["Guest", "guest", "S2", "Ana Ruiz", "Guest (S2)"])
def test_a_speaker_is_known_by_label_name_or_id(name: str) -> None:
    assert segment(f"{name}: Hola").speaker == "S2"


def test_a_full_width_colon_needs_no_space() -> None:
    assert segment("Guest：Hola").source == ("Hola",)


@pytest.mark.parametrize("words", ["At 12:34 we left", "Yes, I said: no", r"He said\: no", "It was early. He said: no"])
def test_words_before_a_colon_are_not_always_a_name(words: str) -> None:
    assert segment(words).source == (words.replace("\\", ""),)
    assert codes(words) == []


def test_a_new_name_makes_a_new_speaker_and_a_note() -> None:
    parsed = read("Passer-by: Hola\nPasser-by: Adiós")

    assert [one.speaker for one in parsed.transcript.segments] == ["S3", "S3"]
    assert [(problem.code, problem.severity) for problem in parsed.problems] == [("new-speaker", "note")]


def test_a_name_that_two_share_is_nobody_s() -> None:
    parsed = parse("dragoman-notation 1\nspeaker S1: A\nspeaker S2: A\n\nA: x\nA (S2): y\n")

    assert [one.speaker for one in parsed.transcript.segments] == [None, "S2"]
    assert [problem.code for problem in parsed.problems] == ["ambiguous-speaker"]


def test_an_absent_text_is_none() -> None:
    assert segment("s4k2m9xpq The host:\n= Hello") == Segment(id="s4k2m9xpq", speaker="S1", target=("Hello",))
    assert segment("s4k2m9xpq The host: Hola\n=").target is None


@pytest.mark.parametrize(
    ("row", "carried"),
    [
        ("s4k2m9xpq [12:34 fr] Guest: a\n= b", {"span", "language", "speaker", "source", "target"}),
        ("s4k2m9xpq [12:34] Guest: a", {"span", "speaker", "source"}),
        ("s4k2m9xpq Guest:\n= b", {"speaker", "target"}),
        ("s4k2m9xpq ?:\n=", {"speaker", "target"}),
        ("a", {"source"}),
    ],
)
def test_a_row_says_which_fields_it_carried(row: str, carried: set[str]) -> None:
    assert read(row).rows[0].carried == carried


def test_a_row_says_whether_its_id_was_typed_and_where_it_stood() -> None:
    first, second = read("s4k2m9xpq Guest: a\n\nGuest: b").rows

    assert (first.id, first.segment, first.line) == ("s4k2m9xpq", "s4k2m9xpq", 6)
    assert (second.id, second.line, is_segment_id(second.segment)) == (None, 8, True)


def test_minted_ids_are_the_same_each_time_and_never_the_same_twice() -> None:
    first = [row.segment for row in read("Guest: a\nGuest: a").rows]

    assert first == [row.segment for row in read("Guest: a\nGuest: a").rows]
    assert len(set(first)) == 2


def test_an_id_that_stands_twice_counts_once() -> None:
    parsed = read("s4k2m9xpq Guest: a\ns4k2m9xpq Guest: b")

    assert [row.id for row in parsed.rows] == ["s4k2m9xpq", None]
    assert [problem.code for problem in parsed.problems] == ["repeated-id"]


@pytest.mark.parametrize("words", ["september was cold", "strangers came"])
def test_a_word_in_the_shape_of_an_id_is_a_word(words: str) -> None:
    assert segment(words).source == (words,)
    assert parse(words).transcript.segments[0].source == (words,)


@pytest.mark.parametrize("time", ["[12:99]", "[2:00-1:00]", "[1:2:3:4]"])
def test_a_time_that_cannot_be_read_is_a_problem(time: str) -> None:
    parsed = read(f"s4k2m9xpq {time} Guest: a")

    assert parsed.transcript.segments[0].span is None
    assert parsed.transcript.segments[0].source == ("a",)
    assert "span" not in parsed.rows[0].carried
    assert str(parsed.problems[0]).startswith("s4k2m9xpq:6:12: error: ")


def test_a_translation_under_nothing_becomes_a_passage() -> None:
    parsed = read("= Hello")

    assert [(one.source, one.target) for one in parsed.transcript.segments] == [(None, ("Hello",))]
    assert [problem.code for problem in parsed.problems] == ["loose-translation"]


def test_a_second_translation_is_put_behind_the_first() -> None:
    parsed = read("Guest: a\n= b\n= c")

    assert parsed.transcript.segments[0].target == ("b\nc",)
    assert [problem.code for problem in parsed.problems] == ["repeated-translation"]


def test_problems_name_the_passage_the_line_and_the_column() -> None:
    (problem,) = read("s4k2m9xpq Guest: a\n  b (c\n= d").problems

    assert (problem.where.segment, problem.where.line, problem.where.column) == ("s4k2m9xpq", 7, 5)


def test_a_language_that_is_none_is_a_problem() -> None:
    assert codes("s4k2m9xpq [12:34 laughs] Guest: a") == ["unknown-language"]


def test_words_on_the_line_below_an_empty_row_are_its_words() -> None:
    parsed = parse("s4k2m9xpq [0:12] Ana:\nBuenas tardes.\n= Good afternoon.\n")
    [segment] = parsed.transcript.segments
    assert (segment.id, segment.source, segment.target) == ("s4k2m9xpq", ("Buenas tardes.",), ("Good afternoon.",))


def test_words_after_a_blank_line_are_a_passage_of_their_own() -> None:
    parsed = parse("s4k2m9xpq [0:12] Ana:\n\nBuenas tardes.\n")
    assert [segment.source for segment in parsed.transcript.segments] == [None, ("Buenas tardes.",)]


def test_a_name_below_an_empty_row_begins_a_passage_of_its_own() -> None:
    parsed = parse("s4k2m9xpq [0:12] Ana:\nBob: Hello.\n")
    assert [segment.source for segment in parsed.transcript.segments] == [None, ("Hello.",)]


@pytest.mark.parametrize(
    ("row", "speaker", "source"),
    [
        ("S2: Hola", "S2", ("Hola",)),
        ("ana ruiz: Hola", "S2", ("Hola",)),
        ("THE HOST: Hola", "S1", ("Hola",)),
        ("؟: سلام", None, ("سلام",)),
        ("？：Hola", None, ("Hola",)),
        ("The host (S1): Hola", "S1", ("Hola",)),
    ],
)
def test_who_speaks_stands_before_the_colon(row: str, speaker: str | None, source: tuple[str, ...]) -> None:
    assert (segment(row).speaker, segment(row).source) == (speaker, source)
    assert codes(row) == []


@pytest.mark.parametrize(
    ("name", "words"), [("مجری", "سلام"), ("المذيعة", "أهلا"), ("מנחה", "שלום"), ("主持人", "你好")]
)
def test_a_new_name_may_be_of_any_script(name: str, words: str) -> None:
    parsed = read(f"{name}: {words}")

    assert parsed.transcript.speakers[-1].label == name
    assert parsed.transcript.segments[0].source == (words,)
    assert [problem.code for problem in parsed.problems] == ["new-speaker"]


@pytest.mark.parametrize(
    ("time", "span"),
    [
        ("[1:02:10]", Span(3_730_000)),
        ("[0:01 - 0:02]", Span(1_000, 2_000)),
        ("[0:01–0:02]", Span(1_000, 2_000)),
        ("[0:01 --> 0:02]", Span(1_000, 2_000)),
        ("[۰:۰۱-۰:۰۲]", Span(1_000, 2_000)),
        ("【0：01】", Span(1_000)),
        ("[0:01,5]", Span(1_500)),
    ],
)
def test_a_time_is_read_in_the_signs_of_any_keyboard(time: str, span: Span) -> None:
    assert segment(f"s4k2m9xpq {time} Guest: a").span == span


@pytest.mark.parametrize("language", ["fr", "ckb", "fa-Latn", "pt-BR"])
def test_a_language_may_stand_where_no_time_is_known(language: str) -> None:
    read_ = segment(f"s4k2m9xpq [? {language}] Guest: a")

    assert (read_.span, read_.language) == (None, language)


@pytest.mark.parametrize(
    "text", ["= x", "=", "s4k2m9xpq", "s4k2m9xpq Guest: a", "[12:34] a", "[12:34-12:40 fr] a", "[? fr] a"]
)
def test_these_lines_can_only_be_rows(text: str) -> None:
    assert begins_row(text)


@pytest.mark.parametrize(
    "text", ["", "a", "Guest: a", "[12 people] a", "[?] a", "[laughs] a", "s4k2m9xp a", "S4K2M9XPQ a"]
)
def test_these_lines_may_be_something_else(text: str) -> None:
    assert not begins_row(text)


def test_a_row_with_a_mistyped_id_shows_its_first_word() -> None:
    [row] = read("s4k2m9xpO [12:34] Guest: a").rows

    assert (row.id, row.first_word, row.is_id_shaped) == (None, "s4k2m9xpO", True)


def test_a_long_word_without_a_digit_is_not_shaped_like_an_id() -> None:
    [row] = read("Nosotros fuimos").rows

    assert (row.first_word, row.is_id_shaped) == ("Nosotros", False)


@pytest.mark.parametrize("below", ["s4k2m9xpr Guest: b", "[12:40] b", "= b"])
def test_a_row_below_an_empty_one_is_not_its_words(below: str) -> None:
    assert read(f"s4k2m9xpq Guest:\n{below}").transcript.segments[0].source is None


def test_a_translation_may_have_further_lines_and_marks() -> None:
    assert segment("Guest: a\n= one (two)\n  three").target == ("one ", Supplied(("two",)), "\nthree")


@pytest.mark.parametrize("target", ["سلام دنیا", "שלום עולם", "مرحبا بالعالم"])
def test_a_translation_may_run_from_right_to_left(target: str) -> None:
    assert segment(f"Guest: Hello world\n= {target}").target == (target,)


def test_a_translation_belongs_to_the_passage_above_it() -> None:
    first, second = read("Guest: a\nGuest: b\n= c").transcript.segments

    assert (first.target, second.target) == (None, ("c",))


def test_a_second_speaker_with_a_shared_label_is_meant_by_the_full_name() -> None:
    page = "dragoman-notation 1\nspeaker S1: Guest | Ana\nspeaker S2: Guest | Lea\n\nLea: x\n"

    assert [one.speaker for one in parse(page).transcript.segments] == ["S2"]
