"""LibreTranslate: lists of texts there and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from dragoman.engines.base import BusyError, SourcePassage, TranslationRequest, TranslatorSetup
from dragoman.engines.http import Reply
from dragoman.engines.libretranslate import LibreTranslate
from dragoman.errors import EngineError

LANGUAGES = [
    {"code": "es", "name": "Spanish", "targets": ["en", "es", "pt-BR"]},
    {"code": "zh-Hans", "name": "Chinese", "targets": ["en"]},
    {"code": "en", "name": "English", "targets": []},
]
REQUEST = TranslationRequest(
    source="es", target="en", passages=(SourcePassage(id="s1", text="Sí."), SourcePassage(id="s2", text="No (más)."))
)


class Server:
    """Answers ``/languages``, and whatever else with what it is given."""

    def __init__(self, answer: Any, status: int = 200) -> None:
        self.answer, self.status = answer, status
        self.asked: list[tuple[str, Any]] = []

    def __call__(
        self, engine: str, address: str, *, body: bytes | None, headers: Mapping[str, str], timeout: float
    ) -> Reply:
        path = address.rpartition("/")[2]
        self.asked.append((path, json.loads(body) if body else None))
        if path == "languages":
            return Reply(200, {}, json.dumps(LANGUAGES).encode())
        return Reply(self.status, {"retry-after": "7"}, json.dumps(self.answer).encode())


def engine(server: Server, **changes: Any) -> LibreTranslate:
    known: dict[str, Any] = {"source": "es", "target": "en", "address": "http://127.0.0.1:5000"}
    return LibreTranslate(TranslatorSetup(name="libretranslate", **(known | changes)), server)


def test_texts_go_as_a_list_and_come_back_as_one() -> None:
    server = Server({"translatedText": ["Yes.", "No (more)."]})
    assert engine(server).translate(REQUEST).targets == (("s1", "Yes."), ("s2", "No (more)."))
    wanted = {"q": ["Sí.", "No (más)."], "source": "es", "target": "en", "format": "text"}
    assert server.asked == [("languages", None), ("translate", wanted)]


def test_the_languages_are_asked_for_once() -> None:
    server = Server({"translatedText": ["Yes.", "No."]})
    libretranslate = engine(server)
    libretranslate.translate(REQUEST)
    libretranslate.translate(REQUEST)
    assert [path for path, _ in server.asked].count("languages") == 1


@pytest.mark.parametrize("answer", [["Yes. No."], ["Yes.", "No.", "Yes."], "Yes. No.", [], None, {"s1": "Yes."}])
def test_a_list_of_another_length_says_nothing(answer: Any) -> None:
    reply = engine(Server({"translatedText": answer})).translate(REQUEST)
    assert reply.targets == ()
    assert reply.raw


def test_what_is_no_text_is_missing() -> None:
    assert engine(Server({"translatedText": [None, "No."]})).translate(REQUEST).targets == (("s2", "No."),)


@pytest.mark.parametrize(
    ("source", "target", "codes"),
    [("es", "pt-BR", ("es", "pt-BR")), ("es-AR", "en-GB", ("es", "en")), ("zh-Hans", "en", ("zh-Hans", "en")),
     ("en", "es", ("en", "es"))],
)  # fmt: skip
def test_the_servers_own_codes_are_used(source: str, target: str, codes: tuple[str, str]) -> None:
    server = Server({"translatedText": ["1", "2"]})
    engine(server, source=source).translate(TranslationRequest(source=source, target=target, passages=REQUEST.passages))
    assert (server.asked[1][1]["source"], server.asked[1][1]["target"]) == codes


@pytest.mark.parametrize(("source", "target"), [("fa", "en"), ("zh-Hant", "en"), ("es", "fa"), ("zh-Hans", "es")])
def test_languages_that_it_does_not_have(source: str, target: str) -> None:
    request = TranslationRequest(source=source, target=target, passages=REQUEST.passages)
    with pytest.raises(EngineError, match=r"has no translation from .* into .*; it has en, es, zh-Hans"):
        engine(Server(None), source=source).translate(request)


def test_the_key_goes_in_the_body_and_is_not_shown() -> None:
    server = Server({"error": "Invalid API key secret-key"}, 403)
    with pytest.raises(EngineError, match="does not accept the key that is set for it") as caught:
        engine(server, key="secret-key").translate(REQUEST)
    assert server.asked[1][1]["api_key"] == "secret-key"
    assert "secret" not in str(caught.value)


def test_without_a_key_it_says_where_to_set_one() -> None:
    with pytest.raises(EngineError, match=r"requires a key; none was sent .*; set DRAGOMAN_LIBRETRANSLATE_KEY"):
        engine(Server({"error": "Visit the portal to get an API key"}, 403)).translate(REQUEST)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_server_that_asks_to_wait(status: int) -> None:
    with pytest.raises(BusyError) as caught:
        engine(Server({"error": "Slowdown"}, status)).translate(REQUEST)
    assert caught.value.retry_after == 7


def test_another_fault_is_quoted() -> None:
    with pytest.raises(EngineError, match=r"does not accept the request \(400: too many texts\)"):
        engine(Server({"error": "too many texts"}, 400)).translate(REQUEST)


def test_without_an_address_or_a_language_it_says_what_to_set() -> None:
    with pytest.raises(EngineError, match="has no address; set DRAGOMAN_LIBRETRANSLATE_ADDRESS"):
        engine(Server(None), address=None)
    with pytest.raises(
        EngineError, match="needs to know the language of the original; state it in the facts of the interview"
    ):
        engine(Server(None), source=None)


@pytest.mark.parametrize(
    ("address", "host"), [("http://localhost:5000", None), ("https://libretranslate.example", "libretranslate.example")]
)
def test_the_host_is_named_unless_it_is_this_machine(address: str, host: str | None) -> None:
    traits = engine(Server(None), address=address).traits
    assert (traits.host, traits.context, traits.notation) == (host, False, False)
