from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dragoman.folder import Session, open_folder
from dragoman.folder.comments import load_threads
from dragoman.notation import serialize_text
from dragoman.transcript.document import Person
from dragoman.workflows.passage_edits import EditAction, SetText, edit_passages

ID = "s00000002"


@pytest.fixture
def talk(make_interview: Callable[[str], Path]) -> Path:
    return make_interview("talk")


def post(client: Any, address: str, body: dict[str, Any]) -> Any:
    return client.post(
        address, json.dumps(body), content_type="application/json", headers={"accept": "application/json"}
    )


def say(client: Any, words: str, **more: str) -> Any:
    return post(client, "/i/talk/comment", {"segment": ID, "words": words, **more})


def beside(client: Any) -> Any:
    return client.get(f"/i/talk/passages/{ID}").json()["comments"]


def stamp(client: Any) -> str:
    return str(client.get("/i/talk/changes?since=&epoch=0").json()["review"])


def test_a_comment_stands_beside_its_passage_signed_by_whoever_wrote_it(client: Any, talk: Path) -> None:
    assert say(client, "Is this the brother?").status_code == 200
    [thread] = beside(client)
    assert [(one["by"], one["words"]) for one in thread["comments"]] == [("ana", "Is this the brother?")]
    assert load_threads(talk)[0].segment == ID


def test_an_answer_and_a_resolution_reach_the_thread(client: Any, talk: Path) -> None:
    thread = say(client, "Is this the brother?").json()["thread"]
    say(client, "The cousin.", answers=thread)
    post(client, "/i/talk/comment/resolve", {"thread": thread})
    [found] = beside(client)
    assert [one["words"] for one in found["comments"]] == ["Is this the brother?", "The cousin."]
    assert found["resolved_by"] == "ana"


def test_a_window_learns_from_its_poll_that_there_is_a_comment(client: Any, talk: Path) -> None:
    before = stamp(client)
    say(client, "Is this the brother?")
    assert stamp(client) != before


def test_open_comments_are_counted_by_passage_and_in_the_list(client: Any, talk: Path) -> None:
    thread = say(client, "Is this the brother?").json()["thread"]
    say(client, "And when?")
    assert client.get("/i/talk/problems").json()["comments"] == {ID: 2}
    assert "<td>2</td>" in client.get("/").content.decode()
    post(client, "/i/talk/comment/resolve", {"thread": thread})
    assert client.get("/i/talk/problems").json()["comments"] == {ID: 1}


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ({"segment": ID, "words": " "}, "has no words"),
        ({"segment": ID, "words": "a" * 5001}, "more than 5000 letters"),
        ({"segment": "s0000aaaa", "words": "x"}, "has no passage s0000aaaa"),
        ({"segment": ID, "words": "x", "answers": "c99"}, "has no comment with this id"),
        ({"segment": ID}, "cannot be read"),
    ],
)
def test_what_makes_no_sense_is_refused_with_the_reason(
    client: Any, talk: Path, body: dict[str, Any], fault: str
) -> None:
    answer = post(client, "/i/talk/comment", body)
    assert answer.status_code == 400
    assert fault in answer.json()["message"]
    assert load_threads(talk) == ()


def test_a_reviewer_sets_states_and_changes_no_text(log_in: Callable[[str], Any], talk: Path) -> None:
    client = log_in("reviewer")
    source, target = _typed(talk, "source"), _typed(talk, "target")
    state = {"verb": "set-state", "segment": ID, "state": "reviewed", "source": source, "target": target}
    assert post(client, "/i/talk/review", _action(talk, "k1", state)).status_code == 200
    assert open_folder(talk).transcript.segments[1].state == "reviewed"
    text = {"verb": "set-text", "segment": ID, "side": "target", "before": target, "after": "Ha!"}
    assert post(client, "/i/talk/review", _action(talk, "k2", text)).status_code == 403
    assert post(client, "/i/talk/edits", _action(talk, "k3", text)).status_code == 403
    assert _typed(talk, "target") == target


def _action(talk: Path, key: str, edit: dict[str, Any]) -> dict[str, Any]:
    return {"client": "w1", "since": open_folder(talk).head, "action": {"key": key, "epoch": 0, "edits": [edit]}}


def _typed(talk: Path, side: str) -> str:
    return serialize_text(getattr(open_folder(talk).transcript.segments[1], side) or ())


def test_an_original_that_changed_after_its_translation_is_said_until_somebody_says_that_it_is_still_right(
    client: Any, talk: Path
) -> None:
    session = Session(talk)
    ana = Person(handle="ana")
    edit_passages(session, _retype(session, "target", "How did it begin?"), ana)
    edit_passages(session, _retype(session, "source", "¿Y dónde empezó todo?"), ana)
    session.close()
    problem = _outdated(client)
    assert "it was: “" in problem["message"]
    answer = post(client, "/i/talk/settle", {"problem": problem["id"], "reason": "still right"})
    assert answer.status_code == 200
    assert ID not in _wait_for(lambda: _fresh(client))["outdated"]


def _retype(session: Session, side: str, after: str) -> EditAction:
    segment = session.transcript.segments[1]
    before = serialize_text(getattr(segment, side) or ())
    edit = SetText(segment=segment.id, side=side, before=before, after=after)  # type: ignore[arg-type]
    return EditAction(key=f"k-{side}", epoch=session.epoch, edits=(edit,))


def _fresh(client: Any) -> Any:
    found = client.get("/i/talk/problems").json()
    return found if found["is_fresh"] else None


def _outdated(client: Any) -> Any:
    found = _wait_for(lambda: _fresh(client))
    assert ID in found["outdated"]
    problems = client.get(f"/i/talk/passages/{ID}").json()["problems"]
    return next(one for one in problems if one["code"] == "original-changed")


def _wait_for(look: Callable[[], Any]) -> Any:
    for _ in range(600):
        if (found := look()) is not None:
            return found
        time.sleep(0.05)
    raise AssertionError("it did not come")
