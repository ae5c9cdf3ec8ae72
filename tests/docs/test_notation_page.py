"""Holds docs/notation.md to the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dragoman.notation import FAULTS, parse, parse_text, serialize, serialize_text
from dragoman.notation.events import GESTURE_OPENINGS, GESTURES, SOUNDS, VOICES
from dragoman.transcript.text import find_marks

PAGE = (Path(__file__).parents[2] / "docs" / "notation.md").read_text(encoding="utf-8")


def _blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


def _table(heading: str) -> list[list[str]]:
    """The cells of the table under a heading row."""
    body = PAGE.partition(f"{heading}\n")[2].partition("\n\n")[0]
    rows = [re.split(r"(?<!\\)\|", line)[1:-1] for line in body.splitlines()[1:]]
    return [[cell.strip().replace("\\|", "|").strip("`") for cell in row] for row in rows]


MARKS = _table("| You type | It means | Mark |")


def test_the_page_shown_is_written_as_it_is_shown() -> None:
    parsed = parse(_blocks("dragoman")[0])

    assert parsed.problems == ()
    assert serialize(parsed.transcript) == _blocks("dragoman")[0]


def test_the_page_without_ids_is_read_as_shown() -> None:
    parsed = parse(_blocks("typed")[0])

    assert [problem.code for problem in parsed.problems] == ["new-speaker", "new-speaker"]
    assert serialize(parsed.transcript) == _blocks("read")[0]


@pytest.mark.parametrize("fact", [row[0] for row in _table("| Line | Meaning |")])
def test_each_fact_shown_is_one(fact: str) -> None:
    parsed = parse(f"dragoman-notation 1\n{fact}\n")

    assert parsed.problems == ()
    assert parsed.transcript.segments == ()
    assert fact.replace("English", "en") in serialize(parsed.transcript, parsed.revision)


@pytest.mark.parametrize(("typed", "kind"), [(row[0], row[2]) for row in MARKS], ids=lambda cell: cell)
def test_each_mark_shown_means_what_it_says(typed: str, kind: str) -> None:
    text, problems = parse_text(typed)

    assert [type(mark).__name__ for mark in find_marks(text)] == ([kind] if kind else [])
    assert (problems, serialize_text(text)) == ((), typed)


@pytest.mark.parametrize(("key", "known"), [("voice", VOICES), ("sound", SOUNDS), ("gesture", GESTURES)])
def test_the_events_listed_are_the_events_known(key: str, known: frozenset[str]) -> None:
    listed = re.search(rf"^- {key}: (.*?)(?=;|^- |^$)", PAGE, re.DOTALL | re.MULTILINE)

    assert listed is not None
    assert {" ".join(event.split()) for event in listed[1].split(",")} == known


def test_the_openings_of_gestures_listed_are_those_known() -> None:
    listed = re.search(r"whatever begins with (.*?)\n\n", PAGE, re.DOTALL)

    assert listed is not None
    assert {" ".join(opening.split()) + " " for opening in listed[1].split(",")} == set(GESTURE_OPENINGS)


def test_the_problems_listed_are_the_codes_known() -> None:
    listed = [tuple(row) for row in _table("| Code | Severity | Meaning |")]

    assert listed == [(code, fault.severity, fault.meaning) for code, fault in FAULTS.items()]
