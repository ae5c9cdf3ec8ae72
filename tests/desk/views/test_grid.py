from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dragoman.cli import main
from dragoman.folder import Session, create_folder, open_folder
from dragoman.folder.typing_journal import TypingJournal
from dragoman.transcript import edit
from dragoman.transcript.document import Engine, Person, Segment
from dragoman.transcript.merge import intend
from dragoman.transcript.revision import Signature
from interviews import spanish_english

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
    assert page.partition("</template>")[2].count('<li class="row') == len(open_folder(talk).transcript.segments)
    assert f'dir="ltr" lang="en" aria-label="translation of passage 2">\n{TARGET}' in page


def test_what_stands_beside_a_passage_is_shown_where_the_language_of_the_translation_is_not_known(
    client: Any, root: Path
) -> None:
    document = msgspec.structs.replace(spanish_english(), target_language=None)
    create_folder(root / "talk", document, Engine(name="whisper"))
    told = client.get("/i/talk/passages/s00000002").json()
    assert (told["memory"], len(told["history"])) == ([], 0)


def test_an_edit_is_a_revision_signed_by_the_person(client: Any, talk: Path) -> None:
    answer = retype(client, "How did it begin?").json()
    assert target(talk) == ("How did it begin?",)
    assert [row["target"] for row in answer["changes"]["rows"]] == ["How did it begin?"]
    assert open_folder(talk).history[-1].author.handle == "ana"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("passage", "second", "says"),
    [
        ("s00000001", "s00000003", "passage 3: does not directly follow passage 1"),
        ("s00000001", "s0000000z", "the passage: is not in this transcript"),
    ],
)
def test_a_refusal_names_passages_by_their_numbers(
    client: Any, talk: Path, passage: str, second: str, says: str
) -> None:
    at = state(client)
    action = {"key": "k1", "epoch": at["epoch"], "edits": [{"verb": "join", "segment": passage, "second": second}]}
    answer = post(client, "/i/talk/edits", {"client": "w1", "since": at["head"], "action": action})
    assert answer.status_code == 422
    assert answer.json()["message"].startswith(says)


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


def test_a_passage_that_comes_into_an_empty_interview_is_among_the_changes(client: Any, root: Path) -> None:
    empty = msgspec.structs.replace(spanish_english(), segments=())
    create_folder(root / "talk", empty, Engine(name="whisper"))
    at = state(client)
    assert 'id="grid"' in client.get("/i/talk/").getvalue().decode()
    with Session(root / "talk") as session:
        by = Signature(Person(handle="ben"))
        added = edit.add_segment(session.transcript, Segment(id=ID, source=("Hola.",)), None, by)
        session.commit(intend(session.transcript, added, by, epoch=session.epoch))
    changes = client.get("/i/talk/changes", {"since": at["head"], "epoch": at["epoch"]}).json()
    assert [(row["id"], row["number"], row["source"]) for row in changes["rows"]] == [(ID, 1, "Hola.")]
    assert (changes["order"], changes["reload"]) == ([ID], False)


def test_the_last_passage_that_goes_leaves_an_empty_order(client: Any, root: Path) -> None:
    one = msgspec.structs.replace(spanish_english(), segments=(Segment(id=ID, source=("Hola.",)),))
    create_folder(root / "talk", one, Engine(name="whisper"))
    at = state(client)
    remove = {"verb": "remove", "segment": ID, "source": "Hola.", "target": ""}
    action = {"key": "k1", "epoch": at["epoch"], "edits": [remove]}
    changes = post(client, "/i/talk/edits", {"client": "w", "since": at["head"], "action": action}).json()["changes"]
    assert (changes["rows"], changes["order"], changes["reload"]) == ([], [], False)
