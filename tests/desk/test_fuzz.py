"""Whatever is sent to the desk is answered: no body, form or query is a fault of the program."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.desk.configuration import options
from dragoman.desk.translating import find_setups

Make = Callable[[str], Path]
ID = "s00000002"
TEXT = "¿Cómo empezó todo?"
STRANGE = ["", "\0", "\ud800", "a" * 70_000, "(", "[=", "s00000002", "../..", "\u202e", "-1", "9" * 400, "\r\nX: y"]
PLAIN = st.text(max_size=20) | st.sampled_from(STRANGE)
SIMPLE = st.none() | st.booleans() | st.integers() | st.floats() | PLAIN
ANYTHING = st.recursive(
    SIMPLE, lambda one: st.lists(one, max_size=3) | st.dictionaries(PLAIN, one, max_size=3), max_leaves=8
)

EDITS: list[dict[str, Any]] = [
    {"verb": "set-text", "segment": ID, "side": "target", "before": "How did it all begin?", "after": "How?"},
    {"verb": "set-state", "segment": ID, "state": "reviewed", "source": TEXT, "target": "How?"},
    {"verb": "set-speaker", "segment": ID, "before": "S1", "after": "S2"},
    {"verb": "add-speaker", "segment": ID, "before": "S2", "label": "A neighbour"},
    {"verb": "set-span", "segment": ID, "before": [6000, 9000], "after": [6100, None]},
    {"verb": "split", "segment": ID, "source": ["¿Cómo", " empezó todo?"], "target": None, "time": 7000},
    {"verb": "join", "segment": ID, "second": "s00000003"},
    {"verb": "add", "segment": ID, "span": [9000, 9500]},
    {"verb": "remove", "segment": ID, "source": TEXT, "target": "How?"},
]
ACTION = {"key": "k1", "epoch": 0, "edits": EDITS[:2], "reason": "r"}
BODIES: dict[str, dict[str, Any]] = {
    "edits": {"client": "c", "since": "", "action": ACTION},
    "review": {"client": "c", "since": "", "action": {**ACTION, "edits": EDITS[1:2]}},
    "typing": {
        "epoch": 0,
        "typed": [{"client": "c", "segment": ID, "side": "target", "before": "a", "text": "b"}],
    },
    "undo": {"key": "k2", "since": "", "epoch": 0, "change": "abc"},
    "settle": {"problem": "0123456789abcdef", "reason": "so"},
    "comment": {"segment": ID, "words": "Listen again.", "answers": None},
    "comment/resolve": {"thread": "t00000001", "resolved": True},
    "listened": {"segment": ID, "source": TEXT, "target": "How?"},
    f"passages/{ID}/suggest": {"engine": None, "answers": {"cost": "yes"}},
}


class Suggesting:
    """Asks no model."""

    def ask(self, path: Path, segment: str, engine: str | None, answers: object) -> None:
        find_setups(options(), engine)


@pytest.fixture
def desk(client: Any, make_interview: Make, monkeypatch: pytest.MonkeyPatch) -> Any:
    make_interview("talk")
    monkeypatch.setattr("dragoman.desk.views.translating.suggesting", Suggesting)
    client.raise_request_exception = False
    return client


def send(desk: Any, verb: str, body: bytes) -> int:
    answer = desk.post(f"/i/talk/{verb}", body, content_type="application/json", headers={"accept": "application/json"})
    status: int = answer.status_code
    return status


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in a value where something else may stand."""
    keys = value.keys() if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        yield value, key
        yield from places(value[key])


@st.composite
def nearly_right(draw: st.DrawFn, right: dict[str, Any]) -> Any:
    """A body as the grid sends it, with something else at up to three places."""
    body = json.loads(json.dumps(right))
    for _ in range(draw(st.integers(0, 3))):
        holder, key = draw(st.sampled_from([*places(body)]))
        holder[key] = draw(ANYTHING)
    return body


@st.composite
def actions(draw: st.DrawFn) -> Any:
    """Several edits in turn, each nearly right."""
    edits = [draw(nearly_right(draw(st.sampled_from(EDITS)))) for _ in range(draw(st.integers(0, 3)))]
    return {"client": "c", "since": "", "action": {"key": draw(PLAIN), "epoch": 0, "edits": edits}}


FUZZED = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("verb", BODIES)
@FUZZED
@given(data=st.data())
def test_no_body_is_a_fault_of_the_program(desk: Any, verb: str, data: st.DataObject) -> None:
    body = data.draw(ANYTHING | nearly_right(BODIES[verb]))
    assert send(desk, verb, json.dumps(body).encode()) < 500


@settings(FUZZED, max_examples=100)
@given(body=actions())
def test_no_action_is_a_fault_of_the_program(desk: Any, body: Any) -> None:
    assert send(desk, "edits", json.dumps(body).encode()) < 500


@pytest.mark.parametrize("verb", BODIES)
@pytest.mark.parametrize(
    "body", [b"", b"\xff\xfe", b"[" * 100_000, b'{"a":' * 100_000, b"1e999999", b"NaN", b'"\\ud800"', b"{}" * 2]
)
def test_what_is_no_json_is_answered(desk: Any, verb: str, body: bytes) -> None:
    assert send(desk, verb, body) in (400, 422)


FORMS = (
    "/publish",
    "/upload",
    "/paste",
    "/log-in",
    "/i/talk/speakers/change",
    "/i/talk/speakers/merge",
    "/i/talk/facts/change",
    "/i/talk/names/change",
    "/i/talk/replace/chosen",
    "/i/talk/history/take-back",
    "/i/talk/release/make",
    "/i/talk/translate/start",
)
FIELDS = (
    "do head epoch speaker label name role source target note words by side chosen same into term change key only media"
)
FIELDS += (
    " whole engine to suggest answer-cost title date aired description languages slug anyway text paths files handle"
)


@pytest.mark.parametrize("address", FORMS)
@FUZZED
@given(said=st.dictionaries(st.sampled_from(FIELDS.split()) | PLAIN, PLAIN, max_size=8))
def test_no_form_is_a_fault_of_the_program(desk: Any, address: str, said: dict[str, str]) -> None:
    sent = {name: value for name, value in said.items() if is_sendable(name + value)}
    assert desk.post(address, sent).status_code < 500


QUERIES = ("/", "/search", "/jobs", "/i/talk/changes", "/i/talk/replace", "/i/talk/history", "/i/talk/listening")
ASKED = "q state order of since epoch words by side whole case speaker term page minutes"


@pytest.mark.parametrize("address", QUERIES)
@FUZZED
@given(asked=st.dictionaries(st.sampled_from(ASKED.split()), PLAIN, max_size=5))
def test_no_query_is_a_fault_of_the_program(desk: Any, address: str, asked: dict[str, str]) -> None:
    sent = {name: value[:2000] for name, value in asked.items() if is_sendable(value)}
    assert desk.get(address, sent).status_code < 500


def is_sendable(text: str) -> bool:
    """Whether a client can send a text at all: a lone surrogate is none."""
    return not any("\ud800" <= letter <= "\udfff" for letter in text)
