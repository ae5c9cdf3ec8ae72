from __future__ import annotations

import pytest

from dragoman.formats.prose.label_candidates import Opening, find_lone_time, find_opening
from dragoman.formats.prose.paragraphs import StyledText, make_paragraph
from dragoman.transcript.span import Span


def opening(*pieces: StyledText | str) -> tuple[Opening | None, str]:
    """What a paragraph opens with, and the words behind it."""
    typed = [StyledText(text=piece) if isinstance(piece, str) else piece for piece in pieces]
    paragraph = make_paragraph(typed, spaces_count=True)
    assert paragraph is not None
    found = find_opening(paragraph)
    return found, paragraph.text[found.end :] if found else paragraph.text


def label(*pieces: StyledText | str) -> tuple[str, str] | None:
    found, words = opening(*pieces)
    return (found.label, words) if found else None


BOLD = StyledText(text="Ana Ruiz", bold=True)


@pytest.mark.parametrize(
    ("typed", "name", "words"),
    [
        ("Ana Ruiz: Where?", "Ana Ruiz", "Where?"),
        ("ANA:\u00a0 Where?", "ANA", "Where?"),
        ("– Ana: Where?", "Ana", "Where?"),
        ("مجری: کجا؟", "مجری", "کجا؟"),
        ("主持人：你好", "主持人", "你好"),
        ("Q    Where?", "Q", "Where?"),
        ("Q\u00a0\u00a0\u00a0 So, just to be clear: yes", "Q", "So, just to be clear: yes"),
        ("Q. Where?", "Q", "Where?"),
        ("Q: Where?", "Q", "Where?"),
        ("Dr. Ali Karimi, historian: Yes", "Dr. Ali Karimi, historian", "Yes"),
        ("Ana – Where?", "Ana", "Where?"),
    ],
)
def test_labels_before_words(typed: str, name: str, words: str) -> None:
    assert label(typed) == (name, words)


@pytest.mark.parametrize(
    "pieces",
    [
        (BOLD, ": Where?"),
        (StyledText(text="Ana Ruiz:", bold=True), " Where?"),
        (StyledText(text="– Ana Ruiz:", bold=True), " Where?"),
        (StyledText(text="Ana Ruiz", italic=True), ": Where?"),
        (BOLD, " Where?"),
    ],
)
def test_labels_that_stand_out(pieces: tuple[StyledText | str, ...]) -> None:
    found, words = opening(*pieces)
    assert found is not None
    assert (found.label, found.bold, words) == ("Ana Ruiz", True, "Where?")


def test_a_label_may_stand_alone() -> None:
    found, words = opening(BOLD)
    assert found is not None
    assert (found.label, found.shape, words) == ("Ana Ruiz", "alone", "")


@pytest.mark.parametrize(
    ("typed", "name", "start"),
    [
        ("[00:04:40] DB: And", "DB", 280_000),
        ("DB [04:40]: And", "DB", 280_000),
        ("DB: [04:40] And", "DB", 280_000),
        ("(04:40) – DB: And", "DB", 280_000),
        ("Speaker 1  4:40", "Speaker 1", 280_000),
    ],
)
def test_a_time_beside_the_label_is_its_time(typed: str, name: str, start: int) -> None:
    found, words = opening(typed)
    assert found is not None
    assert (found.label, found.span) == (name, Span(start))
    assert words in ("And", "")


@pytest.mark.parametrize(
    "typed",
    [
        "He paid 12:30 for it.",
        "See https://example.org/page",
        "“Yes”: that was all",
        "What I wanted to say to all of them that evening, when it was late: nothing",
        "(Language: English) and so",
        "So it was. And then: this",
    ],
)
def test_other_beginnings_are_none(typed: str) -> None:
    found, _ = opening(typed)
    assert found is None


@pytest.mark.parametrize(
    ("typed", "label", "span"),
    [
        ("SPEAKER_00 [00:00:02.120 - 00:00:04.000]: Hello.", "SPEAKER_00", Span(2120, 4000)),
        ("Ana Ruiz, 0:02", "Ana Ruiz", Span(2000, None)),
        ("Lena | 00:03", "Lena", Span(3000, None)),
    ],
)
def test_a_time_behind_a_name_is_no_part_of_it(typed: str, label: str, span: Span) -> None:
    found, _ = opening(typed)
    assert found is not None
    assert (found.label, found.span) == (label, span)


@pytest.mark.parametrize(
    "line", ["00:05:00", "[00:05:00]", "TC: 00:05:00", "--- 5:00 ---", "{0:05:00}", "<00:05:00>", "05:00 min", "(5:00)"]
)
def test_a_line_that_is_only_a_time(line: str) -> None:
    assert find_lone_time(line) == Span(300_000)


@pytest.mark.parametrize("line", ["5:00 p.m.", "at 5:00", "1945", "5", "", "5:00 Uhr war es"])
def test_other_lines_are_no_time(line: str) -> None:
    assert find_lone_time(line) is None
