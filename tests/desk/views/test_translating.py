from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bitexts import bitext
from dragoman.cli.translate_report import describe_install
from dragoman.desk.jobs import run_one
from dragoman.desk.model_process import model_process
from dragoman.desk.models import Job
from dragoman.desk.translating import Plans
from dragoman.engines.base import Availability, TranslatorSetup
from dragoman.folder import create_folder, open_folder
from dragoman.folder.suggestions import load_suggestions
from dragoman.notation import serialize_text
from dragoman.transcript.document import Engine, Segment
from dragoman.workflows.passage_edits import EditAction, SetText, edit_passages
from dragoman.workflows.translate_plan import TranslatePlan

Make = Callable[[str], Path]
FAKE = TranslatorSetup(name="fake-llm", source=None, target="")
ELSEWHERE = TranslatorSetup(name="libretranslate", source=None, target="", address="https://translate.example.org")
# A passage with the translation of a person.
DONE = "s00000002"


@pytest.fixture
def talk(make_interview: Make, start: Callable[..., None]) -> Path:
    start(translators=(FAKE, ELSEWHERE))
    return make_interview("talk")


@pytest.fixture(autouse=True, scope="module")
def end_process() -> Iterator[None]:
    yield
    model_process().process.close()


def look(client: Any, **asked: str) -> str:
    """The page once the plan is found out."""
    for _ in range(100):
        page: str = client.get("/i/talk/translate", asked).content.decode()
        if "It is being found out" not in page:
            return page
    raise AssertionError("the plan is not found out")


def passage(talk: Path, id_: str) -> Segment:
    return next(segment for segment in open_folder(talk).transcript.segments if segment.id == id_)


def first_open(talk: Path) -> Segment:
    return next(s for s in open_folder(talk).transcript.segments if s.source and not s.target and not s.withdrawn)


def start_job(client: Any, **said: str) -> Job:
    assert client.post("/i/talk/translate/start", {"engine": "fake-llm", **said}).status_code == 302
    run_one(threading.Event())
    return Job.objects.get()


def ask(client: Any, segment: str, **said: Any) -> dict[str, Any]:
    """What the panel gets once the machine is done."""
    address = f"/i/talk/passages/{segment}"
    body = json.dumps({"engine": "fake-llm", **said})
    answer = client.post(f"{address}/suggest", body, content_type="application/json")
    assert answer.status_code == 202, answer.content
    for _ in range(600):
        told: dict[str, Any] = client.get(address).json()
        if not told["asked"]["is_pending"]:
            return told
        time.sleep(0.05)
    raise AssertionError("the machine does not answer")


def test_the_page_says_what_it_takes_and_nothing_is_started_by_looking(client: Any, talk: Path) -> None:
    page = look(client, engine="fake-llm")
    assert "<strong>fake-llm (made-up words)</strong>: on this machine" in page
    assert "tokens are sent" in page
    assert "Translate in the background" in page
    assert not Job.objects.exists()


@pytest.mark.parametrize(("original", "is_open"), [("قال نعم", True), ("[untranscribed 4s]", False)])
def test_a_gap_beside_typed_words_is_translated(
    client: Any, root: Path, start: Callable[..., None], original: str, is_open: bool
) -> None:
    start(translators=(FAKE,))
    create_folder(root / "talk", bitext((original, "[untranscribed 4s]"), languages="ar en"), Engine(name="whisper"))
    assert ("Translate in the background" in look(client, engine="fake-llm")) is is_open
    assert ('class="row untranslated"' in client.get("/i/talk/").getvalue().decode()) is is_open


def test_where_the_text_is_sent_stands_there_before_it_is_sent(client: Any, talk: Path) -> None:
    page = look(client, engine="libretranslate")
    assert "the text is sent to <strong>translate.example.org</strong>" in page


def test_an_engine_that_the_owner_has_not_set_up_is_refused(client: Any, talk: Path) -> None:
    assert "is not set up for this desk" in look(client, engine="llm")
    assert client.post("/i/talk/translate/start", {"engine": "llm"}).status_code == 400
    assert not Job.objects.exists()


def test_without_an_engine_the_page_says_what_to_type_to_install_one(
    client: Any, talk: Path, start: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    start(write_install=describe_install)
    firefox = Availability(engine="firefox", usable=False, extras=("firefox",), fetch=("firefox:es-en",), megabytes=28)
    plan = TranslatePlan(
        target="en",
        languages=("es",),
        engines=(),
        installed=(firefox,),
        estimate=None,
        carried=0,
        skipped={},
        questions=(),
    )
    monkeypatch.setattr(Plans, "find", lambda *_: plan)
    quoted = "pip install &#x27;dragoman[firefox]&#x27;"
    ways = f"Install <code>firefox: {quoted} and dragoman models --get firefox:es-en (28 MB)</code>"
    assert ways in client.get("/i/talk/translate").content.decode()


def test_no_key_of_an_engine_reaches_the_database(client: Any, talk: Path, start: Callable[..., None]) -> None:
    start(translators=(TranslatorSetup(name="fake-llm", source=None, target="", key="sesame"),))
    start_job(client)
    assert "sesame" not in json.dumps(list(Job.objects.values("arguments", "message")))


def test_what_has_no_translation_gets_one_and_what_people_wrote_stays(client: Any, talk: Path) -> None:
    empty, own = first_open(talk), passage(talk, DONE)
    job = start_job(client)
    assert job.state == "done", job.message
    assert "translated" in job.message
    assert passage(talk, empty.id).target
    assert passage(talk, DONE).target == own.target


def test_a_confidential_interview_is_sent_nowhere(client: Any, talk: Path) -> None:
    import msgspec

    from dragoman.folder import Session, sign
    from dragoman.transcript import edit
    from dragoman.transcript.document import Person
    from dragoman.transcript.merge import intend

    with Session(talk) as session:
        by = sign(session.folder, Person(handle="ana"))
        facts = msgspec.structs.replace(session.transcript.facts, confidential=True)
        revisions = edit.set_facts(session.transcript, facts, by)
        session.commit(intend(session.transcript, revisions, by, epoch=session.epoch))
    page = look(client, engine="libretranslate")
    assert "this interview is confidential" in page
    assert "Translate in the background" not in page
    job = start_job(client, engine="libretranslate")
    assert job.state == "failed"
    assert "this interview is confidential" in job.message
    told = ask(client, DONE, engine="libretranslate")
    assert "this interview is confidential" in told["asked"]["fault"]


def test_a_job_that_failed_can_be_tried_again(client: Any, talk: Path) -> None:
    job = start_job(client, to="klingonese")
    assert job.state == "failed"
    assert client.post(f"/jobs/{job.pk}/retry").status_code == 302
    job.refresh_from_db()
    assert job.state == "waiting"
    assert "translate, waiting" in client.get("/i/talk/translate").content.decode()


def test_a_suggestion_stands_beside_the_translation_and_replaces_nothing(client: Any, talk: Path) -> None:
    before = passage(talk, DONE)
    told = ask(client, DONE)
    [suggestion] = told["suggestions"]
    assert (suggestion["engine"], suggestion["current"]) == ("fake-llm", True)
    assert passage(talk, DONE) == before
    assert [one.segment for one in load_suggestions(open_folder(talk))] == [DONE]


def test_a_passage_without_a_translation_gets_a_suggestion_too(client: Any, talk: Path) -> None:
    empty = first_open(talk)
    told = ask(client, empty.id)
    assert told["suggestions"][0]["target"]
    assert passage(talk, empty.id).target is None


def test_a_suggestion_of_an_original_that_was_changed_says_so(client: Any, talk: Path) -> None:
    from dragoman.folder import Session
    from dragoman.transcript.document import Person

    ask(client, DONE)
    with Session(talk) as session:
        before = serialize_text(passage(talk, DONE).source or ())
        change = SetText(segment=DONE, side="source", before=before, after="¿Y entonces?")
        action = EditAction(key="k1", epoch=session.epoch, edits=(change,))
        edit_passages(session, action, Person(handle="ana"))
    told = client.get(f"/i/talk/passages/{DONE}").json()
    assert told["suggestions"][0]["current"] is False


def test_without_an_engine_the_question_which_one_comes_back(client: Any, talk: Path) -> None:
    told = ask(client, DONE, engine=None)
    [question] = told["asked"]["questions"]
    assert question["name"] == "engine"
    assert {"value": "fake-llm", "says": "on this machine"} in question["choices"]
    assert {"value": "libretranslate", "says": "sends the text to translate.example.org"} in question["choices"]


def test_what_the_machine_wrote_before_is_at_hand(client: Any, talk: Path) -> None:
    from dragoman.folder import Session
    from dragoman.transcript.document import Person

    with Session(talk) as session:
        change = SetText(segment=DONE, side="target", before="How did it all begin?", after="How did it start?")
        edit_passages(session, EditAction(key="k2", epoch=session.epoch, edits=(change,)), Person(handle="ana"))
    [text] = client.get(f"/i/talk/passages/{DONE}").json()["machine"]
    assert (text["side"], text["text"], text["engine"]) == ("target", "How did it all begin?", "whisper")
