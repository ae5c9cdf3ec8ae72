from __future__ import annotations

import pytest

from dragoman.notation import parse, parse_text
from dragoman.notation.faults import FAULTS
from dragoman.problems import MOST_PROBLEMS
from dragoman.transcript.document import Speaker, Transcript


def codes(page: str) -> list[str]:
    return [problem.code for problem in parse(page).problems]


@pytest.mark.parametrize("page", ["", "\n\n", "\ufeff", "dragoman-notation 1", "dragoman-notation 1\n\n\n"])
def test_an_empty_page_is_an_empty_document(page: str) -> None:
    parsed = parse(page)

    assert (parsed.transcript, parsed.problems, parsed.rows) == (Transcript(), (), ())


def test_a_page_needs_no_first_line_ids_or_times() -> None:
    transcript = parse("HOST: Hola\n= Hello\nGUEST: Sí\n").transcript

    assert transcript.speakers == (Speaker(id="S1", label="HOST"), Speaker(id="S2", label="GUEST"))
    assert [(one.speaker, one.source, one.target) for one in transcript.segments] == [
        ("S1", ("Hola",), ("Hello",)),
        ("S2", ("Sí",), None),
    ]


def test_a_page_without_its_first_line_may_have_facts() -> None:
    transcript = parse("title: x\noriginal: es\nspeaker S1: Host\n\nHost: Hola").transcript

    assert (transcript.facts.title, transcript.source_language) == ("x", "es")
    assert [one.speaker for one in transcript.segments] == ["S1"]


@pytest.mark.parametrize("name", ["Speaker 1", "speaker 1", "SPEAKER_00"])
def test_numbered_speakers_are_names(name: str) -> None:
    transcript = parse(f"{name}: Hola\n{name}: Adiós").transcript

    assert transcript.speakers == (Speaker(id="S1", label=name),)
    assert len(transcript.segments) == 2


@pytest.mark.parametrize(
    "row", ["s4k2m9xpq [12:34] ?: Hola", "[12:34] Host: Hola", "Host: Hola", "?: Hola", "Hola", "New: Hola\n= Hello"]
)
def test_a_passage_may_stand_right_behind_the_facts(row: str) -> None:
    parsed = parse(f"dragoman-notation 1\nspeaker S1: Host\n{row}")

    assert [one.source for one in parsed.transcript.segments] == [("Hola",)]
    assert "unknown-fact" not in [problem.code for problem in parsed.problems]


@pytest.mark.parametrize("first", ["dragoman-notation 2", "dragoman-notation", "dragoman-notation 1.0 beta"])
def test_another_version_is_read_with_a_warning(first: str) -> None:
    assert codes(f"{first}\ntitle: x") == ["unknown-version"]


def test_problems_stand_in_the_order_of_the_page() -> None:
    assert codes("dragoman-notation 1\nduration: x\n\nA: ) (\n= [y]") == [
        "unreadable-fact",
        "new-speaker",
        "stray-closer",
        "unclosed-mark",
        "unknown-mark",
    ]


def test_problems_without_end_are_cut_off() -> None:
    found = parse_text("(" * (MOST_PROBLEMS * 2))[1]

    assert len(found) == MOST_PROBLEMS + 1
    assert "more-problems" in {problem.code for problem in found}


def test_every_problem_has_the_severity_of_its_code() -> None:
    for problem in parse("dragoman-notation 3\nx: y\n\nA: ( ) ) [x] [ph] {a}\n= b\n= c").problems:
        assert problem.severity == FAULTS[problem.code].severity


def test_text_that_no_encoding_holds_is_read() -> None:
    assert parse("A: \ud800 (\udfff").transcript.segments[0].source == ("\ud800 (\udfff",)
