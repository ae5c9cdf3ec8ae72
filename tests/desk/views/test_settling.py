"""Settling a problem of a passage while the check of the whole interview is still on its way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dragoman.folder import Session, open_folder
from dragoman.folder.review import load_problems
from dragoman.notation import serialize_text
from dragoman.transcript.document import Person
from dragoman.workflows.passage_edits import EditAction, SetText, edit_passages

ID = "s00000002"


class Unfinished:
    """In the place of the process that checks interviews: it comes to no end."""

    def submit(self, *_: Any) -> Unfinished:
        return self

    def add_done_callback(self, _: Any) -> None:
        pass


@pytest.fixture
def talk(make_interview: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """An interview with 300 in an original and 3000 in its translation, which was not checked since."""
    from dragoman.desk.checking import checker

    monkeypatch.setattr(checker(), "process", Unfinished())
    path = make_interview("talk")
    with Session(path) as session:
        [passage] = [one for one in session.transcript.segments if one.id == ID]
        edits = (
            SetText(
                segment=ID, side="source", before=serialize_text(passage.source or ()), after="Tengo 300 colmenas."
            ),
            SetText(segment=ID, side="target", before=serialize_text(passage.target or ()), after="I have 3000 hives."),
        )
        edit_passages(session, EditAction(key="numbers", epoch=session.epoch, edits=edits), Person(handle="eva"))
    return path


def find_numbers(client: Any) -> list[Any]:
    problems = client.get(f"/i/talk/passages/{ID}").json()["problems"]
    return [one for one in problems if "3000" in one["message"]]


def settle(client: Any, **sent: str) -> Any:
    body = {"reason": "He says it so.", **sent}
    return client.post("/i/talk/settle", body, content_type="application/json", headers={"Accept": "application/json"})


def test_a_problem_that_no_check_has_recorded_yet_is_settled(client: Any, talk: Path) -> None:
    [problem] = find_numbers(client)

    assert settle(client, problem=problem["id"], segment=ID).status_code == 200

    settled = [one.settlement.reason for one in load_problems(open_folder(talk)) if one.settlement]
    assert settled == ["He says it so."]


def test_a_settled_problem_is_not_shown_before_the_next_check(client: Any, talk: Path) -> None:
    [problem] = find_numbers(client)
    settle(client, problem=problem["id"], segment=ID)

    assert find_numbers(client) == []


def test_a_problem_that_the_passage_does_not_have_is_refused(client: Any, talk: Path) -> None:
    answer = settle(client, problem="0123456789abcdef", segment=ID)

    assert (answer.status_code, "has no recorded problem" in answer.json()["message"]) == (400, True)
    assert load_problems(open_folder(talk)) == ()
