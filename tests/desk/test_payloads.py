"""Texts that try to run something, through every field and on every page."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dragoman.cli import main
from dragoman.desk.jobs import run_one
from dragoman.desk.models import Job
from dragoman.folder import create_folder, open_folder
from dragoman.transcript.document import Engine, Facts, Transcript
from dragoman.transcript.glossary import Term
from interviews import spanish_english
from payloads import PAYLOADS

PAGES = ("", "speakers", "facts", "names", "replace", "history", "listening", "release")


class Found(HTMLParser):
    """What a page would run or fetch."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.bad: list[str] = []
        self.data: list[str] = []
        self.is_data = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self.is_data = tag == "script" and said.get("type") == "application/json"
        own = tag != "script" or self.is_data or said.get("src", "").startswith("/static/")
        if tag in ("iframe", "base", "object", "embed", "style", "svg") or not own or "http-equiv" in said:
            self.bad.append(f"{tag} {said}")
        for name, value in said.items():
            if name.startswith("on") or name in ("style", "srcdoc"):
                self.bad.append(f"{tag} {name}={value}")
            leads = value.strip().casefold()
            local = leads.startswith(("/", "#", "?")) and not leads.startswith("//")
            if name in ("href", "src", "action", "formaction") and leads and not local and leads != "data:,":
                self.bad.append(f"{tag} {name}={value}")

    def handle_data(self, data: str) -> None:
        if self.is_data:
            self.data.append(data)


def hostile(text: str) -> Transcript:
    """An interview in which everything that can be called something is called this."""
    made = spanish_english()
    line = " ".join(text.replace("\x00", "").split())
    words = (line,)
    return msgspec.structs.replace(
        made,
        facts=Facts(title=line, title_target=line, description=line, publisher=line, tags=(line,), licence=line),
        speakers=tuple(
            msgspec.structs.replace(one, label=line, name=f"{line}{one.id}", role=line, aliases=(line,))
            for one in made.speakers
        ),
        segments=tuple(
            one if one.withdrawn else msgspec.structs.replace(one, source=words, target=words, state="initial")
            for one in made.segments
        ),
        glossary=(Term(id="t00000001", source=(line,), target=(line,), note=line),),
    )


def find_pages(client: Any, key: str) -> Iterator[tuple[str, str]]:
    from django.urls import reverse

    start = reverse("grid", args=[key])
    for address in (*(f"{start}{page}" for page in PAGES), "/", "/jobs", "/search", "/settings", "/nowhere"):
        yield address, b"".join(client.get(address)).decode()


@pytest.mark.parametrize("number", range(len(PAYLOADS)))
def test_no_text_of_an_interview_runs_or_fetches_anything(client: Any, root: Path, number: int) -> None:
    create_folder(root / "talk", hostile(PAYLOADS[number]), Engine(name="whisper"))
    main(["review", str(root / "talk"), "s00000002", "--state", "reviewed", "--handle", "ben"])
    for address, page in find_pages(client, "talk"):
        found = Found(page)
        assert found.bad == [], address
        assert all(isinstance(json.loads(data), dict) for data in found.data if data.strip()), address


@pytest.mark.parametrize("number", range(len(PAYLOADS)))
def test_nothing_that_is_typed_runs_or_fetches_anything(client: Any, root: Path, number: int) -> None:
    payload = PAYLOADS[number]
    create_folder(root / "talk", spanish_english(), Engine(name="whisper"))
    head = open_folder(root / "talk").head
    base = {"head": head, "epoch": "0", "words": payload, "by": payload, "minutes": payload, "page": payload}
    fields = dict.fromkeys((*Facts.__struct_fields__, "label", "name", "role", "source", "note", "q"), payload)
    answers = [
        client.get("/", {"q": payload, "state": payload, "order": payload}),
        client.get("/search", {"q": payload}),
        client.get("/i/talk/replace", {**base, "speaker": payload, "term": payload}),
        client.get("/i/talk/history", base),
        client.get("/i/talk/listening", base),
        client.post("/i/talk/facts/change", {**base, **fields}),
        client.post("/i/talk/speakers/change", {**base, **fields, "speaker": "S1"}, follow=True),
        client.post("/i/talk/speakers/change", {**base, **fields, "head": payload, "speaker": "S1"}),
        client.post("/i/talk/speakers/merge", {**base, "same": payload, "into": payload}),
        client.post("/i/talk/names/change", {**base, **fields, "target": payload}, follow=True),
        client.post("/i/talk/replace/chosen", {**base, "chosen": [payload]}),
        client.post("/i/talk/history/take-back", {"change": payload}, follow=True),
        client.post("/i/talk/release/make", {"head": payload, "anyway": payload, "slug": payload}, follow=True),
        client.post("/upload", {"source": payload}),
        client.post("/paste", {"source": payload, "text": payload}),
        client.get("/jobs", {"of": payload}),
        client.get("/i/talk/translate", {"engine": payload, "to": payload, "suggest": payload}),
        client.post("/i/talk/translate/start", {"engine": payload, "to": payload}),
        client.post("/publish", {"only": payload, "media": payload, "key": payload}),
        client.get("/i/talk/preview/", {"media": payload}),
        client.get(f"/{payload.replace('/', '').replace('?', '').replace('#', '')}"),
    ]
    for place, answer in enumerate(answers):
        assert answer.status_code < 500, place
        assert Found(answer.content.decode()).bad == [], place


@pytest.mark.parametrize("number", range(len(PAYLOADS)))
def test_nothing_that_the_grid_sends_runs_or_fetches_anything(client: Any, root: Path, number: int) -> None:
    payload = PAYLOADS[number].replace("\x00", "")
    create_folder(root / "talk", spanish_english(), Engine(name="whisper"))
    id_, before = "s00000002", "How did it all begin?"
    typed = {"verb": "set-text", "segment": id_, "side": "target", "before": before, "after": payload}
    action = {"key": "k1", "epoch": 0, "edits": [typed], "reason": payload}
    typing = {"client": payload, "segment": id_, "side": "source", "before": payload, "text": payload}
    sent = {
        "edits": {"client": payload, "since": payload, "action": action},
        "typing": {"epoch": 0, "typed": [typing]},
        "comment": {"segment": id_, "words": payload},
    }
    for verb, body in sent.items():
        assert client.post(f"/i/talk/{verb}", body, content_type="application/json").status_code == 200, verb
    [thread] = client.get(f"/i/talk/passages/{id_}").json()["comments"]
    assert [one["words"] for one in thread["comments"]] == [payload]
    for address, page in find_pages(client, "talk"):
        found = Found(page)
        assert found.bad == [], address
        assert all(isinstance(json.loads(data), dict) for data in found.data if data.strip()), address


def test_no_page_that_is_pasted_runs_or_fetches_anything(client: Any, root: Path) -> None:
    page = "\n\n".join(f"Host: {payload}\n\nElena: {payload}" for payload in PAYLOADS)
    assert client.post("/paste", {"text": page.replace("\x00", "")}).status_code == 302
    run_one(threading.Event())
    job = Job.objects.get()
    assert job.state == "asking", job.message
    for address in (f"/jobs/{job.pk}/answer", "/", "/jobs"):
        assert Found(client.get(address).content.decode()).bad == [], address


@pytest.mark.parametrize(
    "name", ["<script>alert(1)<", "a\" onmouseover='x' b", "{{7*7}}", "\u202egpj.talk", "a;b&c#d?e%2e"]
)
def test_no_name_of_a_folder_runs_anything(client: Any, root: Path, name: str) -> None:
    create_folder(root / name, spanish_english(), Engine(name="whisper"))
    for address, page in find_pages(client, name):
        assert Found(page).bad == [], address
    from django.urls import reverse

    assert client.get(reverse("grid", args=[name])).status_code == 200


@pytest.mark.parametrize("number", range(len(PAYLOADS)))
def test_no_handle_runs_anything(log_in: Callable[[str], Any], number: int) -> None:
    payload = PAYLOADS[number]
    browser = log_in("owner")
    said = {"handle": payload, "role": payload, "password": payload}
    refused = browser.post("/accounts/add", said)
    assert refused.status_code == 422
    assert Found(refused.content.decode()).bad == []
    asked = log_in("nobody").post("/log-in", {"handle": payload, "password": payload, "next": payload})
    assert Found(asked.content.decode()).bad == []
