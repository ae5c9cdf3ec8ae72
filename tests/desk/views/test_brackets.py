"""The fields of the grid are read and shown with the bracket profile of the interview's settings."""

from __future__ import annotations

from html import unescape
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dragoman.folder import create_folder, open_folder
from dragoman.transcript.document import Engine, Segment, Transcript
from dragoman.transcript.text import Supplied, Text, Vocal

ID = "s00000001"
SHOWN = "I gave it [to her] (my sister). [laughs]"
TEXT: Text = ("I gave it ", Supplied(("to her",)), " (my sister). ", Vocal("laughs"))
SQUARE = {"accept": "application/json", "x-brackets": "square"}


@pytest.fixture
def talk(root: Path) -> Path:
    segment = Segment(id=ID, source=("Se lo di.",), target=TEXT)
    return create_folder(root / "talk", Transcript(segments=(segment,)), Engine(name="whisper")).path


@pytest.fixture
def square(root: Path) -> None:
    (root / "dragoman.toml").write_text('[style]\nprofile = "square"\n')


def page_of(client: Any, address: str = "/i/talk/") -> str:
    answer = client.get(address)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return unescape(content.decode())


def edit(client: Any, after: str, *, before: str = SHOWN, profile: str = "square") -> Any:
    one = {"verb": "set-text", "segment": ID, "side": "target", "before": before, "after": after}
    epoch = open_folder(Path(client.talk)).epoch
    action = {"key": f"k{len(after)}", "epoch": epoch, "profile": profile, "edits": [one]}
    body = msgspec.json.encode({"client": "c", "since": open_folder(Path(client.talk)).head, "action": action})
    return client.post("/i/talk/edits", body, content_type="application/json", headers=SQUARE)


def target(talk: Path) -> Text | None:
    return open_folder(talk).transcript.segments[0].target


@pytest.mark.usefixtures("square")
def test_marks_are_shown_with_the_brackets_of_the_profile(client: Any, talk: Path) -> None:
    page = page_of(client)
    assert f"\n{SHOWN}</textarea>" in page
    assert "Brackets: <b>square</b>" in page
    assert ">[supplied]</button>" in page


def test_without_a_profile_the_brackets_are_those_of_the_notation(client: Any, talk: Path) -> None:
    page = page_of(client)
    assert "\nI gave it (to her) \\(my sister\\). [laughs]</textarea>" in page
    assert "Brackets: <b>dragoman</b>" in page


def test_a_settings_file_in_the_interviews_own_folder_holds_for_it(client: Any, talk: Path) -> None:
    (talk / "dragoman.toml").write_text('[style]\nprofile = "court"\n')
    assert "Brackets: <b>court</b>" in page_of(client)


@pytest.mark.usefixtures("square")
def test_typed_brackets_are_read_by_the_profile(client: Any, talk: Path) -> None:
    client.talk = talk
    answer = edit(client, "I gave [it] to her (my sister).")
    assert answer.status_code == 200
    assert target(talk) == ("I gave ", Supplied(("it",)), " to her (my sister).")
    assert answer.json()["changes"]["rows"][0]["target"] == "I gave [it] to her (my sister)."


def test_what_an_older_window_typed_is_read_by_the_profile_that_it_was_typed_with(client: Any, talk: Path) -> None:
    client.talk = talk
    before = "I gave it (to her) \\(my sister\\). [laughs]"
    assert edit(client, "I gave (it) to her.", before=before, profile="dragoman").status_code == 200
    assert target(talk) == ("I gave ", Supplied(("it",)), " to her.")


@pytest.mark.usefixtures("square")
def test_a_conflict_shows_all_three_texts_with_the_brackets_of_the_profile(client: Any, talk: Path) -> None:
    client.talk = talk
    edit(client, "I gave it [to him].")
    [conflict] = edit(client, "I gave it [to them].").json()["conflicts"]
    assert (conflict["base"], conflict["mine"], conflict["theirs"]) == (
        SHOWN,
        "I gave it [to them].",
        "I gave it [to him].",
    )


@pytest.mark.usefixtures("square")
def test_the_panel_the_history_and_replacing_show_the_same_brackets(client: Any, talk: Path) -> None:
    client.talk = talk
    edit(client, "I gave it [to him].")
    told = client.get(f"/i/talk/passages/{ID}", headers=SQUARE).json()
    assert told["history"][0]["before"] == SHOWN
    assert "[to <del>her" in page_of(client, "/i/talk/history").replace("</span>", "")
    assert "[to <del>him" in page_of(client, "/i/talk/replace?words=him&by=her&whole=yes").replace("</span>", "")


@pytest.mark.usefixtures("square")
def test_a_passage_is_split_between_brackets_that_are_read_as_a_whole(client: Any, talk: Path) -> None:
    client.talk = talk
    edit(client, "[To her] I gave it.")
    one = {
        "verb": "split",
        "segment": ID,
        "source": ["Se ", "lo di."],
        "target": ["[To her]", " I gave it."],
    }
    folder = open_folder(talk)
    action = {"key": "split", "epoch": folder.epoch, "profile": "square", "edits": [one]}
    body = msgspec.json.encode({"client": "c", "since": folder.head, "action": action})
    answer = client.post("/i/talk/edits", body, content_type="application/json", headers=SQUARE)
    assert answer.status_code == 200
    assert [one.target for one in open_folder(talk).transcript.segments] == [(Supplied(("To her",)),), ("I gave it.",)]
