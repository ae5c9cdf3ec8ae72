from __future__ import annotations

import pytest

from dragoman.errors import FormatError
from dragoman.formats.facts_csv import read_facts_table, write_facts_table
from dragoman.transcript.document import Date, Facts, Publication

FULL = Facts(
    title="=Las abejas; \\ y más",
    description="One line.\nAnother.",
    rights_holder="Example Radio",
    confidential=False,
    translators=("Ana Ruiz", "Mar Gil"),
    tags=("bees",),
    dates=(Date(kind="aired", edtf="2021-02-27"), Date(kind="aired", edtf="2021-03")),
    publications=(Publication(address="https://radio.example/1", publisher="Example Radio"),),
)


def test_a_table_that_was_written_is_read_as_the_same_facts() -> None:
    table = read_facts_table(write_facts_table([("2020/bees", FULL), ("wasps", Facts())]), "facts.csv")
    assert [(row.interview, row.facts) for row in table.rows] == [("2020/bees", FULL), ("wasps", Facts())]
    assert table.problems == ()


def test_a_table_of_a_person_has_the_columns_that_they_want() -> None:
    table = read_facts_table(b"Aired,Interview,colour\n2021,bees,red\n2022,,\nsoon?,wasps,\n", "f.csv")
    assert [(row.interview, row.line) for row in table.rows] == [("bees", 2), ("wasps", 4)]
    assert table.rows[0].facts == Facts(dates=(Date(kind="aired", edtf="2021"),))
    found = [(problem.code, problem.where.line) for problem in table.problems]
    assert ("fact-column-left-out", 1) in found
    assert ("fact-row-left-out", 3) in found


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("aired;title\n2021;x\n", "has no column called interview"),
        ("interview;title\na;x\na;y\n", "names the interview a twice, first in line 2"),
        ("", "has no column called interview"),
    ],
)
def test_what_is_no_table_of_facts_is_refused(content: str, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        read_facts_table(content.encode(), "facts.csv")
