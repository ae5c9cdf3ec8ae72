from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dragoman.cli import main
from dragoman.folder import Session, open_folder
from dragoman.folder.typing_journal import TypingJournal

ID = "s00000002"
TARGET = "How did it all begin?"

Make = Callable[[str], Path]


@pytest.fixture
def talk(make_interview: Make) -> Path:
    return make_interview("talk")


def post(client: Any, address: str, body: dict[str, Any]) -> Any:
    return client.post(
        address, json.dumps(body), content_type="application/json", headers={"accept": "application/json"}
    )


def state(client: Any) -> Any:
    page = client.get("/i/talk/").getvalue().decode()
    return json.loads(page.partition('id="state" type="application/json">')[2].partition("</script>")[0])


def retype(client: Any, after: str, *, before: str = TARGET, key: str = "k1", at: Any = None) -> Any:
    at = at or state(client)
    action = {
        "key": key,
        "epoch": at["epoch"],
        "edits": [{"verb": "set-text", "segment": ID, "side": "target", "before": before, "after": after}],
    }
    return post(client, "/i/talk/edits", {"client": "w1", "since": at["head"], "action": action})


def target(talk: Path) -> Any:
    return open_folder(talk).transcript.segments[1].target


def test_every_passage_is_on_the_page_with_its_language_and_direction(client: Any, talk: Path) -> None:
    page = client.get("/i/talk/").getvalue().decode()
    assert page.partition("<template")[0].count('<li class="row') == len(open_folder(talk).transcript.segments)
    assert f'dir="ltr" lang="en" aria-label="translation of passage 2">\n{TARGET}' in page


def test_an_edit_is_a_revision_signed_by_the_person(client: Any, talk: Path) -> None:
    answer = retype(client, "How did it begin?").json()
    assert target(talk) == ("How did it begin?",)
    assert [row["target"] for row in answer["changes"]["rows"]] == ["How did it begin?"]
    assert open_folder(talk).history[-1].author.handle == "ana"  # type: ignore[union-attr]


def test_an_edit_on_an_older_text_is_refused_with_all_three(client: Any, talk: Path) -> None:
    at = state(client)
    retype(client, "Theirs?", at=at)
    refused = retype(client, "Mine?", key="k2", at=at)
    assert refused.status_code == 409
    [conflict] = refused.json()["conflicts"]
    assert (conflict["base"], conflict["mine"], conflict["theirs"]) == (TARGET, "Mine?", "Theirs?")


def test_an_action_that_is_sent_again_is_answered_again(client: Any, talk: Path) -> None:
    at = state(client)
    assert not retype(client, "One?", at=at).json()["repeated"]
    assert retype(client, "One?", at=at).json()["repeated"]


def test_what_the_command_line_changes_is_seen(client: Any, talk: Path) -> None:
    at = state(client)
    assert main(["review", str(talk), ID, "--state", "reviewed", "--handle", "ben"]) == 0
    changes = client.get(f"/i/talk/changes?since={at['head']}&epoch={at['epoch']}").json()
    assert [(row["id"], row["state"]) for row in changes["rows"]] == [(ID, "reviewed")]
    assert changes["by"] == ["ben"]


def test_nothing_is_sent_where_nothing_has_changed(client: Any, talk: Path) -> None:
    at = state(client)
    changes = client.get(f"/i/talk/changes?since={at['head']}&epoch={at['epoch']}").json()
    assert (changes["rows"], changes["order"], changes["reload"]) == ([], None, False)


def test_a_window_that_knows_another_history_is_told_to_load_again(client: Any, talk: Path) -> None:
    assert client.get("/i/talk/changes?since=unknown&epoch=0").json()["reload"]


def test_typing_is_on_the_disk_and_is_no_revision(client: Any, talk: Path) -> None:
    typed = [{"client": "w1", "segment": ID, "side": "target", "before": TARGET, "text": "How d"}]
    before = len(open_folder(talk).history)
    assert post(client, "/i/talk/typing", {"epoch": 0, "typed": typed}).json() == {"kept": 1}
    assert [entry.text for entry in TypingJournal(talk).find_open()] == ["How d"]
    assert len(open_folder(talk).history) == before
    assert [entry["text"] for entry in state(client)["typing"]] == ["How d"]


def test_typing_that_became_a_revision_is_open_no_more(client: Any, talk: Path) -> None:
    typed = [{"client": "w1", "segment": ID, "side": "target", "before": TARGET, "text": "How did it begin?"}]
    post(client, "/i/talk/typing", {"epoch": 0, "typed": typed})
    retype(client, "How did it begin?")
    assert TypingJournal(talk).find_open() == ()


def test_an_edit_is_taken_back(client: Any, talk: Path) -> None:
    at = state(client)
    retype(client, "How did it begin?", at=at)
    post(client, "/i/talk/undo", {"key": "u1", "since": at["head"], "epoch": at["epoch"]})
    assert target(talk) == (TARGET,)


def test_the_desk_and_another_session_edit_in_turn(client: Any, talk: Path) -> None:
    retype(client, "One?")
    with Session(talk) as session:
        assert session.transcript.segments[1].target == ("One?",)
    retype(client, "Two?", before="One?", key="k2")
    assert target(talk) == ("Two?",)


@pytest.mark.parametrize("key", ["other", "../talk", "%2e%2e/talk", "talk/.dragoman"])
def test_no_address_leads_out_of_the_directory(client: Any, talk: Path, key: str) -> None:
    assert client.get(f"/i/{key}/").status_code == 404


def test_what_is_no_request_of_ours_is_refused(client: Any, talk: Path) -> None:
    assert post(client, "/i/talk/edits", {"client": "w1"}).status_code == 400


@pytest.mark.parametrize("text", ["</textarea><script>alert(1)</script>", "<!--", '"><img src=x onerror=alert(1)>'])
def test_no_text_becomes_markup(client: Any, talk: Path, text: str) -> None:
    retype(client, text)
    page = client.get("/i/talk/").getvalue().decode()
    assert text not in page
    assert "default-src 'none'" in client.get("/i/talk/")["Content-Security-Policy"]


@pytest.mark.parametrize("epoch", ["9" * 5000, "", "-1", "x", "٣"])
def test_an_epoch_that_is_none_has_the_window_open_the_interview_anew(client: Any, talk: Path, epoch: str) -> None:
    answer = client.get("/i/talk/changes", {"since": state(client)["head"], "epoch": epoch})
    assert (answer.status_code, answer.json()["reload"]) == (200, True)
