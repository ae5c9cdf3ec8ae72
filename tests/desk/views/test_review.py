from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dragoman.cli import main
from dragoman.folder import Session
from dragoman.transcript.document import Person
from dragoman.workflows.passage_edits import EditAction, SetText, edit_passages

ID = "s00000002"


@pytest.fixture
def talk(make_interview: Callable[[str], Path]) -> Path:
    return make_interview("talk")


def write(path: Path, side: Any, before: str, after: str) -> None:
    with Session(path) as session:
        edit = SetText(segment=ID, side=side, before=before, after=after)
        action = EditAction(key=side, epoch=session.epoch, edits=(edit,))
        edit_passages(session, action, Person(handle="eva"))


def texts(client: Any) -> tuple[str, str]:
    from dragoman.desk.interviews import interviews
    from dragoman.desk.rows import find_rows

    with interviews().open("talk") as interview:
        [row] = find_rows(interview.session.transcript, {ID})
    return row.source, row.target


def beside(client: Any) -> Any:
    return client.get(f"/i/talk/passages/{ID}").json()["reviewed"]


def changed_words(parts: list[dict[str, str]]) -> list[tuple[str, str]]:
    return [(part["kind"], part["words"]) for part in parts if part["kind"] != "same"]


def test_a_passage_that_nobody_reviewed_says_nothing(client: Any, talk: Path) -> None:
    assert beside(client) is None


def test_a_reviewer_sees_the_words_that_changed_since_they_approved(client: Any, talk: Path) -> None:
    assert main(["review", str(talk), ID, "--handle", "luis"]) == 0
    _, target = texts(client)
    write(talk, "target", target, f"{target} Truly.")
    found = beside(client)
    assert (found["by"], found["approved"]) == ("luis", True)
    assert list(found["changes"]) == ["target"]
    assert changed_words(found["changes"]["target"]) == [("added", "Truly.")]


def test_a_review_of_texts_that_stand_as_they_were_has_no_changes(client: Any, talk: Path) -> None:
    assert main(["review", str(talk), ID, "--handle", "luis"]) == 0
    assert beside(client)["changes"] == {}


def test_the_grid_is_told_how_an_original_changed_since_its_translation(client: Any, talk: Path) -> None:
    assert main(["review", str(talk), ID, "--handle", "luis"]) == 0
    source, _ = texts(client)
    write(talk, "source", source, f"{source} Dígame.")
    found: Any = {}
    for _ in range(200):
        found = client.get("/i/talk/problems").json()
        if found["is_fresh"]:
            break
        time.sleep(0.1)
    assert changed_words(found["outdated"][ID]) == [("added", "Dígame.")]


@pytest.mark.parametrize(("role", "locked"), [("reader", True), ("reviewer", True), ("editor", False)])
def test_only_those_who_may_edit_can_write_into_a_field(
    role: str, locked: bool, log_in: Callable[[str], Any], talk: Path
) -> None:
    page = b"".join(log_in(role).get("/i/talk/").streaming_content).decode()
    row = page.partition(f'id="{ID}"')[2].partition("</li>")[0]
    assert row.count(" readonly>") == (2 if locked else 0)
