"""A language model behind an endpoint: what is taken of each of its answers, and what is raised."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.engines import llm
from dragoman.engines.base import (
    BusyError,
    RefusedError,
    SourcePassage,
    TranslationReply,
    TranslationRequest,
    TranslatorSetup,
    Usage,
)
from dragoman.engines.llm import Llm
from dragoman.errors import EngineError
from hostile_endpoint import BEHAVIOURS, Endpoint, InProcess, is_refused, pretend

TEXTS = {
    "s4k2m9xpq": "¿Y cuánto pan hacen al día?",
    "s7hqdkw45": "Unas 300 barras. [laughs]",
    "svajzcg1x": "Antes, más: 500.",
    "skrvz0302": "La guerra empezó en 1936.",
}
RIGHT = {name: pretend(text) for name, text in TEXTS.items()}
REQUEST = TranslationRequest(
    source="es", target="en", passages=tuple(SourcePassage(id=name, text=text) for name, text in TEXTS.items())
)


@pytest.fixture(autouse=True)
def _forget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(llm, "_HABITS", {})


def setup(**changes: Any) -> TranslatorSetup:
    known: dict[str, Any] = {"address": "http://127.0.0.1:8080/v1", "model": "big", "timeout": 5.0}
    return TranslatorSetup(name="llm", source="es", target="en", **(known | changes))


def ask(*behaviours: str) -> TranslationReply:
    return Llm(setup(), InProcess(*behaviours)).translate(REQUEST)


def test_an_answer_is_a_target_for_each_id() -> None:
    reply = ask("right")
    assert dict(reply.targets) == RIGHT
    assert reply.usage == Usage(sent=100, received=50)


@pytest.mark.parametrize(
    "behaviour",
    ["chatter", "fenced", "thinks", "mapping", "parts", "reverses", "schema-fails", "schema-only", "plain-only",
     "no-temperature"],
)  # fmt: skip
def test_the_translations_are_found_however_they_are_wrapped(behaviour: str) -> None:
    assert dict(ask(behaviour).targets) == RIGHT


@pytest.mark.parametrize(
    "behaviour", ["swaps", "merges-and-shifts", "drops", "half", "numbers", "merges-and-numbers", "drops-all"]
)
def test_no_translation_stands_under_the_id_of_another_passage(behaviour: str) -> None:
    reply = ask(behaviour)
    first = RIGHT["s4k2m9xpq"]
    assert all(text == RIGHT[name] or text.startswith(first) for name, text in reply.targets if name in RIGHT)


def test_what_is_complete_of_half_an_answer_is_taken() -> None:
    assert [name for name, _ in ask("half").targets] == ["s4k2m9xpq"]


def test_numbers_in_the_place_of_ids_are_not_taken_for_places() -> None:
    assert {name for name, _ in ask("numbers").targets} == {"1", "2", "3", "4"}


def test_a_swap_is_seen_by_the_words_that_the_entries_begin_with() -> None:
    assert {name for name, _ in ask("swaps").targets} == {"svajzcg1x", "skrvz0302"}


def test_doubled_and_invented_ids_are_left_to_whoever_asked() -> None:
    assert [name for name, _ in ask("doubles").targets].count("s4k2m9xpq") == 2
    assert "s00000000" in dict(ask("invents").targets)


@pytest.mark.parametrize(
    "behaviour",
    [
        "empty",
        "no-content",
        "no-choices",
        "null",
        "garbage",
        "garbage-stream",
        "page",
        "prose",
        "nothing-in-it",
        "deep",
    ],
)
def test_what_holds_no_translation_is_a_reply_without_targets(behaviour: str) -> None:
    assert ask(behaviour).targets == ()


def test_what_could_not_be_read_is_quoted() -> None:
    assert "It works!" in ask("page").raw
    assert ask("empty").raw == ""


def test_a_request_that_is_too_long_is_a_reply_without_targets() -> None:
    reply = ask("short-memory")
    assert (reply.targets, "context size" in reply.raw) == ((), True)


def test_half_of_a_character_is_replaced() -> None:
    assert ask("halves-inside").targets[0][1].startswith("\ufffd")


def test_a_reply_is_quoted_on_one_line() -> None:
    assert ask("lines-inside").raw.isprintable()


REFUSED = [name for name in TEXTS if is_refused(name)]


@pytest.mark.parametrize("behaviour", ["refuses", "refuses-in-field", "filters", "filters-400", "refuses-all"])
def test_a_refusal_is_raised_with_its_words(behaviour: str) -> None:
    assert REFUSED
    with pytest.raises(RefusedError) as caught:
        ask(behaviour)
    assert behaviour == "filters" or caught.value.reply


@pytest.mark.parametrize("behaviour", ["refuses", "refuses-in-field", "filters", "filters-400"])
def test_what_is_not_refused_alone_is_translated(behaviour: str) -> None:
    passages = tuple(passage for passage in REQUEST.passages if passage.id not in REFUSED)
    request = TranslationRequest(source="es", target="en", passages=passages)
    reply = Llm(setup(), InProcess(behaviour)).translate(request)
    assert {name for name, _ in reply.targets} == set(TEXTS) - set(REFUSED)


@pytest.mark.parametrize(
    ("behaviour", "wait"), [("busy", 1.0), ("busy-for-ever", None), ("fails", None), ("error-inside", None)]
)
def test_a_server_that_asks_to_wait(behaviour: str, wait: float | None) -> None:
    with pytest.raises(BusyError) as caught:
        ask(behaviour)
    assert caught.value.retry_after == wait


def test_a_server_that_says_until_when_to_wait() -> None:
    with pytest.raises(BusyError) as caught:
        ask("busy-until")
    assert caught.value.retry_after is not None


@pytest.mark.parametrize(
    ("behaviour", "words"),
    [
        ("wrong-key", "http://127.0.0.1:8080 requires a key; none was sent"),
        ("no-money", "is not paid for"),
        ("no-model", r"does not have what was requested \(model 'big' not found\)"),
    ],
)
def test_what_does_not_pass_by_itself(behaviour: str, words: str) -> None:
    with pytest.raises(EngineError, match=words) as caught:
        ask(behaviour)
    assert type(caught.value) is EngineError


def test_a_key_that_is_not_taken_is_not_quoted() -> None:
    with pytest.raises(EngineError, match="does not accept the key that is set for it; set DRAGOMAN_LLM_KEY") as caught:
        Llm(setup(key="secret-key"), InProcess("wrong-key")).translate(REQUEST)
    assert "secret" not in str(caught.value)


def formats(endpoint: InProcess) -> list[str]:
    return [(request.get("response_format") or {}).get("type", "text") for request in endpoint.requests]


def test_the_format_that_works_is_remembered_for_an_address_and_a_model() -> None:
    endpoint = InProcess("schema-fails")
    for _ in range(2):
        Llm(setup(), endpoint).translate(REQUEST)
    assert formats(endpoint) == ["json_schema", "json_object", "json_object"]
    Llm(setup(model="other"), endpoint).translate(REQUEST)
    assert formats(endpoint)[3:] == ["json_schema", "json_object"]


def test_a_format_that_has_worked_is_not_given_up_for_a_fault() -> None:
    endpoint = InProcess("right", "fails", "right")
    engine = Llm(setup(), endpoint)
    engine.translate(REQUEST)
    with pytest.raises(BusyError):
        engine.translate(REQUEST)
    assert dict(engine.translate(REQUEST).targets) == RIGHT
    assert formats(endpoint) == ["json_schema"] * 3


def test_after_an_empty_answer_the_other_formats_are_tried() -> None:
    endpoint = InProcess("right", "empty", "right")
    engine = Llm(setup(), endpoint)
    assert [dict(engine.translate(REQUEST).targets) for _ in range(2)] == [RIGHT, RIGHT]
    assert formats(endpoint) == ["json_schema", "json_schema", "json_object"]


def test_an_endpoint_that_goes_empty_gives_no_targets() -> None:
    engine = Llm(setup(), InProcess("empty-after-first"))
    assert [dict(engine.translate(REQUEST).targets) for _ in range(2)] == [RIGHT, {}]


def test_what_every_attempt_cost_is_counted() -> None:
    assert ask("empty", "right").usage == Usage(sent=200, received=100)


def test_a_parameter_that_is_not_taken_is_left_out() -> None:
    endpoint = InProcess("no-temperature")
    Llm(setup(), endpoint).translate(REQUEST)
    assert ["temperature" in request for request in endpoint.requests] == [True, False]
    assert formats(endpoint) == ["json_schema", "json_schema"]


def test_the_same_is_asked_for_in_the_same_way() -> None:
    endpoint = InProcess("right")
    engine = Llm(setup(), endpoint)
    engine.translate(REQUEST)
    engine.translate(REQUEST)
    first, second = endpoint.requests
    assert first == second
    assert (first["temperature"], first["seed"], first["stream"]) == (0, 1, False)


@pytest.mark.parametrize("missing", ["address", "model"])
def test_without_address_or_model_it_says_which_to_set(missing: str) -> None:
    with pytest.raises(EngineError, match=f"has no {missing}; set DRAGOMAN_LLM_{missing.upper()}"):
        Llm(setup(**{missing: None}))


def test_the_identity_holds_the_model_and_neither_key_nor_address() -> None:
    identity = Llm(setup(key="secret-key")).identity
    assert (identity.name, identity.model, identity.settings["temperature"]) == ("llm", "big", "0")
    assert "secret" not in repr(identity)
    assert "127.0.0.1" not in repr(identity)


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("http://127.0.0.1:8080/v1", None),
        ("http://localhost:1/v1", None),
        ("http://[::1]/v1", None),
        ("https://API.example.org/v1", "api.example.org"),
        ("http://localhost.example.org/v1", "localhost.example.org"),
        ("http://192.0.2.7/v1", "192.0.2.7"),
    ],
)
def test_the_host_is_named_unless_it_is_this_machine(address: str, host: str | None) -> None:
    assert Llm(setup(address=address)).traits.host == host


@pytest.mark.parametrize("model", ["big:120b-cloud", "big:cloud"])
def test_a_model_that_a_server_here_passes_on_is_elsewhere(model: str) -> None:
    assert Llm(setup(model=model)).traits.host == "ollama.com"


@pytest.fixture
def secret() -> TranslatorSetup:
    return setup(key="secret-key", timeout=0.5)


def over(endpoint: Endpoint, secret: TranslatorSetup) -> TranslationReply:
    return Llm(setup(address=endpoint.address, key=secret.key, timeout=secret.timeout)).translate(REQUEST)


def test_over_a_socket_the_key_goes_in_a_header(secret: TranslatorSetup) -> None:
    with Endpoint("right") as endpoint:
        assert dict(over(endpoint, secret).targets) == RIGHT
        assert endpoint.headers[0]["Authorization"] == "Bearer secret-key"
        assert "secret-key" not in str(endpoint.requests)


def test_a_redirect_is_not_followed(secret: TranslatorSetup) -> None:
    with (
        Endpoint("redirects") as endpoint,
        pytest.raises(EngineError, match=r"\(307\), which is not followed"),
    ):
        over(endpoint, secret)


def test_a_reply_of_ten_megabytes_is_an_error(secret: TranslatorSetup) -> None:
    with Endpoint("huge") as endpoint, pytest.raises(EngineError, match="more than 4 MB, which was not read"):
        over(endpoint, secret)


@pytest.mark.parametrize("behaviour", ["slow", "drips"])
def test_a_server_that_takes_too_long(secret: TranslatorSetup, behaviour: str) -> None:
    with Endpoint(behaviour) as endpoint, pytest.raises(BusyError, match=r"did not answer in 0\.5 s"):
        over(endpoint, secret)


def test_a_server_that_hangs_up(secret: TranslatorSetup) -> None:
    with Endpoint("hangs-up") as endpoint, pytest.raises(BusyError, match="no complete answer came"):
        over(endpoint, secret)


def _outcomes(behaviours: list[str], requests: int) -> Iterator[TranslationReply | EngineError]:
    engine = Llm(setup(address=f"http://127.0.0.1:1/{next(_NUMBERS)}"), InProcess(*behaviours))
    for _ in range(requests):
        try:
            yield engine.translate(REQUEST)
        except EngineError as error:
            yield error


_NUMBERS = itertools.count()


@given(st.lists(st.sampled_from(sorted(BEHAVIOURS)), min_size=1, max_size=6))
def test_whatever_comes_is_a_reply_or_an_engine_error(behaviours: list[str]) -> None:
    for outcome in _outcomes(behaviours, 3):
        assert isinstance(outcome, EngineError) or all(text.encode() for _, text in outcome.targets if text)
