"""Withdrawing a passage, a name or an edition at the desk."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dragoman.desk.checking import Checked, checker
from dragoman.desk.models import Job
from dragoman.folder import open_folder
from dragoman.folder.editions import load_editions
from dragoman.problems import Place, Problem
from dragoman.settings.dragoman_toml import Settings
from dragoman.transcript.text import plain
from dragoman.workflows.publish import PublishOptions, publish
from dragoman.workflows.release import ReleaseOptions, release

Make = Callable[[str], Path]
ID, WORDS = "s00000002", "How did it all begin?"


@pytest.fixture
def talk(make_interview: Make) -> Path:
    return make_interview("talk")


def page_of(answer: Any) -> str:
    page: str = answer.content.decode()
    return page


def look(client: Any, **said: str) -> Any:
    return client.post("/i/talk/withdraw/look", said)


def confirm(client: Any, answer: Any, **said: str) -> Any:
    """Send the form that shows what would be gone."""
    form = re.findall(r'<form method="post" action="/i/talk/withdraw/make".*?</form>', page_of(answer), re.DOTALL)[0]
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form))
    return client.post("/i/talk/withdraw/make", {**hidden, "sure": "yes", **said})


def texts(talk: Path) -> str:
    segments = open_folder(talk).transcript.segments
    return " ".join(plain(text) for one in segments for text in (one.source, one.target) if text)


def test_what_would_be_gone_is_shown_first_and_nothing_changes(client: Any, talk: Path) -> None:
    before = (talk / "history.jsonl").read_bytes()
    page = page_of(look(client, passages="2", reason="at her request"))
    assert "Passage 2<blockquote" in page
    assert WORDS in page
    assert "I know that this cannot be undone" in page
    assert (talk / "history.jsonl").read_bytes() == before


def test_a_passage_is_withdrawn_for_good(client: Any, talk: Path) -> None:
    page = page_of(confirm(client, look(client, passages="2", reason="at her request")))
    [segment] = [one for one in open_folder(talk).transcript.segments if one.id == ID]
    assert segment.withdrawn is not None
    assert segment.withdrawn.reason == "at her request"
    assert WORDS.encode() not in (talk / "history.jsonl").read_bytes()
    assert "The rest of the history and the editions are intact." in page
    assert "the recording itself, the files that the interview was made from" in page


def test_a_name_is_withdrawn_in_every_form_that_its_speaker_has(client: Any, talk: Path) -> None:
    name = next(one.name for one in open_folder(talk).transcript.speakers if one.name)
    answer = look(client, names=name)
    assert re.search(rf"now in \d+ passages?: <bdi>{name}</bdi>", page_of(answer))
    confirm(client, answer)
    assert name not in {one.name for one in open_folder(talk).transcript.speakers}
    assert name.encode() not in (talk / "history.jsonl").read_bytes()


def test_an_edition_is_withdrawn_and_its_pages_are_deleted_from_the_site(client: Any, talk: Path, root: Path) -> None:
    settings = Settings(handle="ana")
    release(settings=settings, options=ReleaseOptions(folder=talk, slug="bees", anyway="a test"))
    publish(settings=settings, options=PublishOptions(interviews=talk, site=root / "site"))
    page = page_of(confirm(client, look(client, edition="1")))
    [edition] = load_editions(open_folder(talk))
    assert edition.withdrawn is not None
    assert not (root / "site" / "bees").exists()
    assert re.search(r"\d+ files of <code>.*?site</code> are deleted", page)
    assert "Publish this interview" in page
    assert WORDS in texts(talk)


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({}, "name what to withdraw"),
        ({"passages": "99"}, "is no number of a passage"),
        ({"passages": "s0zzzzzzz"}, "has no passage s0zzzzzzz"),
        ({"names": "…"}, "has no letters"),
    ],
)
def test_what_cannot_be_withdrawn_is_said_and_what_was_typed_stays(
    client: Any, talk: Path, said: dict[str, str], fault: str
) -> None:
    answer = look(client, reason="by order of a court", **said)
    assert answer.status_code == 422
    assert fault in page_of(answer)
    assert 'value="by order of a court"' in page_of(answer)


def test_without_the_confirmation_nothing_is_withdrawn(client: Any, talk: Path) -> None:
    answer = confirm(client, look(client, passages="2"), sure="")
    assert "Nothing is withdrawn" in page_of(answer)
    assert WORDS in texts(talk)


def test_what_was_changed_since_it_was_looked_at_is_not_withdrawn(client: Any, talk: Path) -> None:
    answer = confirm(client, look(client, passages="2"), head="0" * 64)
    assert "has been changed since this page was made" in page_of(answer)
    assert WORDS in texts(talk)


def test_the_name_of_a_speaker_is_filled_in_from_the_page_of_speakers(client: Any, talk: Path) -> None:
    speaker = next(one for one in open_folder(talk).transcript.speakers if one.name)
    assert f'/i/talk/withdraw?speaker={speaker.id}"' in page_of(client.get("/i/talk/speakers"))
    assert f"\n{speaker.name}" in page_of(client.get(f"/i/talk/withdraw?speaker={speaker.id}"))


def test_what_was_withdrawn_is_in_no_job_message_or_preview(client: Any, talk: Path) -> None:
    assert client.get("/i/talk/preview/", follow=True).status_code == 200
    confirm(client, look(client, passages="2"))
    assert not Job.objects.exists()
    assert WORDS not in page_of(client.get("/i/talk/release"))
    assert WORDS not in page_of(client.get("/i/talk/preview/", follow=True))


def test_problems_that_quote_what_was_withdrawn_are_forgotten(client: Any, talk: Path) -> None:
    quoting = Problem("number-missing", "error", WORDS, Place(segment="s00000003"))
    checker()._found["talk"] = Checked(open_folder(talk).head, (quoting,))
    confirm(client, look(client, passages="2"))
    assert WORDS not in client.get("/i/talk/problems").content.decode()


def test_an_editor_is_not_offered_it(log_in: Callable[[str], Any], talk: Path) -> None:
    assert "withdraw" not in page_of(log_in("editor").get("/i/talk/speakers")).lower()
