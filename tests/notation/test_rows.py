from __future__ import annotations

import pytest

from dragoman.notation import Parsed, parse
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
