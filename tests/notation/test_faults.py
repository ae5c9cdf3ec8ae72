from __future__ import annotations

import pytest

from dragoman.notation import FAULTS, parse
from dragoman.notation.faults import fault
from dragoman.problems import Place

HEAD = "dragoman-notation 1\nspeaker S1: A\n\n"


@pytest.mark.parametrize(
    ("page", "code", "severity"),
    [
        (HEAD + "A: one (two", "unclosed-mark", "error"),
        (HEAD + "A: one) two", "stray-closer", "warning"),
        (HEAD + "A: [so to say]", "unknown-mark", "warning"),
        (HEAD + "A: (?one (two))", "nested-mark", "warning"),
        (HEAD + "A: one ()", "empty-mark", "warning"),
        (HEAD + "A: [ph]", "nothing-before-mark", "warning"),
        (HEAD + "A: {one} two", "loose-braces", "warning"),
        ("dragoman-notation 7\n", "unknown-version", "warning"),
        ("dragoman-notation 1\ntitel: x\n", "unknown-fact", "warning"),
        ("dragoman-notation 1\nduration: long\n", "unreadable-fact", "error"),
        ("dragoman-notation 1\ntitle: x\ntitle: y\n", "repeated-fact", "warning"),
        ("dragoman-notation 1\noriginal: Klingonish\n", "unknown-language", "warning"),
        ("dragoman-notation 1\nspeaker S1: A\nspeaker S1: B\n", "repeated-speaker", "error"),
        (HEAD + "B: one", "new-speaker", "note"),
        ("dragoman-notation 1\nspeaker S1: A\nspeaker S2: A\n\nA: one", "ambiguous-speaker", "warning"),
        (HEAD + "s4k2m9xpq [1:75] A: one", "unreadable-time", "error"),
        (HEAD + "s4k2m9xpq A: one\ns4k2m9xpq A: two", "repeated-id", "error"),
        (HEAD + "= one", "loose-translation", "warning"),
        (HEAD + "A: one\n= two\n= three", "repeated-translation", "warning"),
    ],
)
def test_each_fault_is_found_alone_and_is_as_bad_as_its_row_says(page: str, code: str, severity: str) -> None:
    assert [(problem.code, problem.severity) for problem in parse(page).problems] == [(code, severity)]


def test_a_fault_says_where_it_is() -> None:
    problem = fault("stray-closer", "] closes nothing", (3, 7), "s4k2m9xpq")

    assert (problem.code, problem.severity) == ("stray-closer", "warning")
    assert problem.where == Place(segment="s4k2m9xpq", line=3, column=7)


def test_a_fault_among_the_facts_is_in_no_passage() -> None:
    assert fault("unknown-fact", "no fact is called x", (2, 1)).where.segment is None


@pytest.mark.parametrize("code", FAULTS)
def test_the_meaning_of_each_fault_is_a_sentence(code: str) -> None:
    meaning = FAULTS[code].meaning

    assert meaning[0].isupper()
    assert meaning.endswith(".")
