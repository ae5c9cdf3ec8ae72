"""What others may try: other names, other sites, hostile folders, faults that tell too much."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from django.templatetags.static import static

from dragoman.folder import create_folder
from dragoman.transcript.document import Copy, Engine
from interviews import spanish_english

Make = Callable[[str], Path]

PAGES = (
    "/",
    "/jobs",
    "/i/talk/",
    "/i/none/",
    "/nowhere",
    static("desk/desk.css"),
    static("none.js"),
    "/i/talk/changes",
)


@pytest.fixture
def talk(make_interview: Make) -> Path:
    return make_interview("talk")


@pytest.mark.parametrize("host", ["away.example", "127.0.0.1.away.example", "localhost.away.example:8000", "x@y", ""])
@pytest.mark.parametrize("address", PAGES)
def test_nothing_is_given_to_a_name_that_is_not_the_desks(client: Any, talk: Path, address: str, host: str) -> None:
    answer = client.get(address, headers={"host": host})
    assert answer.status_code == 400
    assert answer.content.startswith(b"The desk does not answer to this name.")


@pytest.mark.parametrize("host", ["127.0.0.1:8123", "localhost", "[::1]:80"])
def test_the_names_of_this_machine_are_answered(client: Any, talk: Path, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


def posts() -> Iterator[str]:
    """Every address that changes something."""
    from django.urls import reverse

    from dragoman.desk.urls import urlpatterns

    values = {"name": "bees/", "number": 1, "key": "talk", "segment": "s00000002"}
    for pattern in urlpatterns:
        yield reverse(str(pattern.name), kwargs={name: values[name] for name in pattern.pattern.converters})


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_nothing_is_changed_without_the_token_of_a_page(talk: Path, client: Any, accept: str) -> None:
    from django.test import Client

    browser = Client(enforce_csrf_checks=True, headers={"accept": accept})
    answers = {address: browser.post(address).status_code for address in posts()}
    assert set(answers.values()) == {403}, answers


def test_a_form_of_another_site_is_refused_though_it_has_a_token(talk: Path, client: Any) -> None:
    from django.test import Client

    browser = Client(enforce_csrf_checks=True, headers={"accept": "text/html"})
    page = browser.get("/").content.decode()
    token = page.partition('name="csrf-token" content="')[2].partition('"')[0]
    own = {"x-csrftoken": token, "origin": "http://testserver"}
    assert browser.post("/upload", headers=own).status_code == 400
    for origin in ("http://away.example", "null", "http://testserver.away.example", "https://testserver"):
        assert browser.post("/upload", headers={**own, "origin": origin}).status_code == 403, origin


@pytest.mark.parametrize("address", PAGES)
def test_every_answer_has_the_policy(client: Any, talk: Path, address: str) -> None:
    answer = client.get(address)
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "//" not in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"


def test_a_fault_of_the_program_tells_nothing_of_its_inside(
    client: Any, talk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError(f"a secret in {talk}")

    monkeypatch.setattr("dragoman.desk.selectors.find_state", fail)
    client.raise_request_exception = False
    for accept in ("text/html", "application/json"):
        answer = client.get("/i/talk/", headers={"accept": accept})
        assert answer.status_code == 500
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert "An error in the desk stopped this." in answer.content.decode()
        assert "secret" not in answer.content.decode()
        assert "Traceback" not in answer.content.decode()


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [("/nowhere", 404, "There is nothing at this address."), ("/i/none/", 404, "There is nothing at this address.")],
)
def test_errors_have_pages_of_our_own(client: Any, root: Path, address: str, status: int, says: str) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert says in answer.content.decode()
    assert f'href="{static("desk/desk.css")}"' in answer.content.decode()


def test_cookies_are_for_the_desk_alone(log_in: Callable[[str], Any]) -> None:
    from django.conf import settings

    browser = log_in("owner")
    browser.get("/accounts")
    kept = browser.cookies[settings.CSRF_COOKIE_NAME]
    assert kept["samesite"] == "Strict"
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_SAMESITE == "Strict"


def strange(root: Path, address: str, media_type: str | None = None, sha256: str | None = None) -> Path:
    """The folder of a stranger, who names a file as its recording."""
    transcript = spanish_english()
    recording = msgspec.structs.replace(
        transcript.recording,  # type: ignore[type-var]
        copies=(Copy(address=address, sha256=sha256),),
        media_type=media_type,
    )
    whole = msgspec.structs.replace(transcript, recording=recording)
    return create_folder(root / "talk", whole, Engine(name="whisper")).path


@pytest.mark.parametrize(
    "address",
    ["/etc/passwd", "../secret.txt", "..%2Fsecret.txt", "link.mp3", "file:///etc/passwd", "pipe.mp3", "a\x00b", ""],
)
def test_a_stranger_s_folder_plays_no_file_outside_it(client: Any, root: Path, address: str) -> None:
    (root / "secret.txt").write_text("secret", encoding="utf-8")
    talk = strange(root, address)
    (talk / "link.mp3").symlink_to(root / "secret.txt")
    os.mkfifo(talk / "pipe.mp3")
    assert client.get("/i/talk/sound").status_code == 404
    assert client.get("/i/talk/peaks").status_code == 404
    assert "The recording is not on this machine." in client.get("/i/talk/").getvalue().decode()


@pytest.mark.parametrize("said", ["text/html", "image/svg+xml", "audio/mpeg\r\nX-Set: 1", "application/javascript"])
def test_a_media_type_that_lies_is_no_page(client: Any, root: Path, said: str) -> None:
    talk = strange(root, "tone.mp3", said)
    (talk / "tone.mp3").write_bytes(b"<script>alert(1)</script>")
    answer = client.get("/i/talk/sound")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "X-Set" not in answer
    answer.close()


def test_a_folder_that_is_a_link_is_no_interview(client: Any, root: Path, tmp_path: Path) -> None:
    create_folder(tmp_path / "elsewhere", spanish_english(), Engine(name="whisper"))
    (root / "linked").symlink_to(tmp_path / "elsewhere")
    assert client.get("/i/linked/").status_code == 404
    assert "linked" not in client.get("/").content.decode()
    (root / "linked").unlink()


def test_a_history_that_is_a_link_is_read_from_nowhere(client: Any, root: Path, talk: Path, tmp_path: Path) -> None:
    other = create_folder(tmp_path / "other", spanish_english(), Engine(name="whisper")).path
    (talk / "history.jsonl").unlink()
    (talk / "history.jsonl").symlink_to(other / "history.jsonl")
    assert client.get("/i/talk/").status_code in (400, 404)


def test_what_is_played_is_the_recording(root: Path, client: Any) -> None:
    talk = strange(root, "tone.mp3", "audio/mpeg")
    (talk / "tone.mp3").write_bytes(b"0123456789")
    answer = client.get("/i/talk/sound", headers={"range": "bytes=2-4"})
    assert (answer.status_code, answer.getvalue()) == (206, b"234")


def test_an_answer_says_how_long_it_is(client: Any, talk: Path) -> None:
    answer = client.get("/i/talk/changes")
    assert int(answer["Content-Length"]) == len(answer.content)
