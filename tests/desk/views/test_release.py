from __future__ import annotations

import re
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest

from dragoman.desk.jobs import run_one
from dragoman.desk.models import Job
from dragoman.folder import open_folder
from dragoman.folder.editions import load_editions

Make = Callable[[str], Path]


@pytest.fixture
def talk(make_interview: Make) -> Path:
    return make_interview("talk")


def page_of(client: Any, address: str = "/i/talk/release") -> str:
    page: str = client.get(address).content.decode()
    return page


def head(client: Any) -> str:
    return str(re.findall(r'name="head" value="([^"]+)"', page_of(client))[0])


def send(client: Any, **said: str) -> Any:
    answers = {"head": head(client), "slug": "bees", "anyway": "the editor said so", **said}
    return client.post("/i/talk/release/make", answers, follow=True)


def test_what_stands_in_the_way_leads_to_the_place(client: Any, talk: Path) -> None:
    page = page_of(client)
    assert "What stands in the way of edition 1" in page
    assert re.search(r'<h3>it has unsettled \w+ \(.*?</h3><ul><li><a href="/i/talk/#s0', page)


def test_an_edition_is_released_with_a_reason(client: Any, talk: Path) -> None:
    page = send(client, note="The first one").content.decode()
    [edition] = load_editions(open_folder(talk))
    assert (edition.number, edition.slug, edition.note) == (1, "bees", "The first one")
    assert "Edition 1 is released." in page


def test_without_a_reason_nothing_is_released(client: Any, talk: Path) -> None:
    page = send(client, anyway="").content.decode()
    assert load_editions(open_folder(talk)) == ()
    assert 'role="alert"' in page


def test_what_was_not_seen_is_not_released(client: Any, talk: Path) -> None:
    page = send(client, head="0" * 64).content.decode()
    assert load_editions(open_folder(talk)) == ()
    assert "has been changed since this page was made" in page


def test_the_page_is_shown_as_readers_will_see_it_and_nothing_is_frozen(client: Any, talk: Path) -> None:
    answer = client.get("/i/talk/preview/", follow=True)
    page = answer.content.decode()
    address = answer.redirect_chain[-1][0]
    assert "How did it all begin?" in page
    style = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)[0]
    assert client.get(urljoin(address, style))["Content-Type"].startswith("text/css")
    assert load_editions(open_folder(talk)) == ()
    assert client.get("/i/talk/preview/../../history.jsonl").status_code == 404


def test_every_edition_is_published_in_the_background(client: Any, talk: Path, root: Path) -> None:
    send(client)
    assert client.post("/publish").status_code == 302
    run_one(threading.Event())
    job = Job.objects.get()
    assert (job.state, job.message) == ("done", "")
    assert "How did it all begin?" in (root / "site" / "bees" / "index.html").read_text(encoding="utf-8")
    assert client.get("/").content.decode().count('href="/i/') == 1


def test_the_history_tells_who_did_what(client: Any, talk: Path) -> None:
    page = page_of(client, "/i/talk/history")
    assert "<bdi>whisper</bdi> (a machine)" in page
    assert "Take back" not in page


def test_what_was_taken_back_cannot_be_taken_back_again(client: Any, talk: Path) -> None:
    from dragoman.cli import main

    main(["review", str(talk), "s00000002", "--state", "reviewed", "--handle", "ben"])
    change = re.findall(r'name="change" value="([^"]+)"', page_of(client, "/i/talk/history"))[0]
    client.post("/i/talk/history/take-back", {"change": change})
    client.post("/i/talk/history/take-back", {"change": change})
    page = page_of(client, "/i/talk/history")
    assert "has been taken back already" in page
    assert "<strong>(taken back)</strong>" in page


def test_what_to_listen_to_first_leads_to_the_passage(client: Any, talk: Path) -> None:
    page = page_of(client, "/i/talk/listening?minutes=1")
    assert re.search(r'<a href="/i/talk/#s0000000\d">Passage \d+, ', page)


@pytest.mark.parametrize(
    "address", ["listening?minutes=x", "history?page=999999", "history?page=-1", "listening?minutes=0"]
)
def test_what_is_no_number_is_the_usual_one(client: Any, talk: Path, address: str) -> None:
    assert client.get(f"/i/talk/{address}").status_code == 200


def test_an_editor_cannot_publish_by_trying_a_job_again(log_in: Callable[[str], Any]) -> None:
    job = Job.objects.create(kind="publish", state=Job.State.FAILED, by="ana")
    assert log_in("editor").post(f"/jobs/{job.pk}/retry").status_code == 403
    job.refresh_from_db()
    assert job.state == "failed"
