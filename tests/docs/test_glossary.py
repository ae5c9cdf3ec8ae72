"""The glossary has a term for each thing that people meet by name."""

import re
from pathlib import Path
from typing import get_args

import pytest

from dragoman.desk.roles import Role
from dragoman.problems import Severity
from dragoman.transcript.document import State
from dragoman.transcript.text import Mark, mark_name

ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (Path(__file__).parents[2] / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith("| term")
]
TERMS = {row[0] for row in ROWS}


@pytest.mark.parametrize("mark", get_args(Mark), ids=lambda mark: mark.__name__)
def test_every_mark_is_explained(mark: type) -> None:
    assert f"`{mark_name(mark)}`" in {row[2] for row in ROWS}


@pytest.mark.parametrize("state", get_args(State))
def test_every_state_of_a_passage_is_explained(state: str) -> None:
    assert state in TERMS


@pytest.mark.parametrize("role", Role)
def test_every_role_of_the_desk_is_explained(role: Role) -> None:
    assert role.value in TERMS


def test_every_severity_is_explained() -> None:
    meaning = next(row[1] for row in ROWS if row[0] == "severity")
    assert all(severity in meaning for severity in get_args(Severity))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_term_has_one_sentence(row: list[str]) -> None:
    assert re.fullmatch(r"[A-Z][^.]*(\.\w[^.]*)*\.", row[1])


def test_no_term_is_explained_twice() -> None:
    assert len(TERMS) == len(ROWS)
