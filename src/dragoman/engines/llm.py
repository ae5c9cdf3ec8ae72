"""Translates text with a language model behind an OpenAI-compatible chat endpoint, on this machine or a paid service.

Servers differ in how they can be made to answer in JSON. The ways are tried from the strictest on, and the one that
works is remembered for the address and the model while the process runs, as are the parameters that a server does not
accept. An answer that is empty or cannot be read becomes a reply without targets.
"""

from __future__ import annotations

import re
from typing import Any

import msgspec

from dragoman.engines import http
from dragoman.engines.base import (
    BusyError,
    RefusedError,
    TranslationReply,
    TranslationRequest,
    TranslatorSetup,
    TranslatorTraits,
    Usage,
)
from dragoman.engines.llm_body import error_json, find_message, find_status, read_answer, read_json
from dragoman.engines.llm_prompt import FINGERPRINT, SCHEMA, write_instructions, write_passages
from dragoman.engines.llm_reply import find_entries, keep_placed
from dragoman.engines.refusals import is_refusal
from dragoman.engines.reply_text import shorten
from dragoman.errors import EngineError, Fix
from dragoman.transcript.document import Engine

__all__ = ["Llm"]

# The ways to ask a server for JSON, the strictest first.
_FORMATS: tuple[dict[str, Any], ...] = (
    {
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "translations", "strict": True, "schema": SCHEMA},
        }
    },
    {"response_format": {"type": "json_object", "schema": SCHEMA}},
    {"response_format": {"type": "json_object"}},
    {},
)
_SEED = 1
_UNWANTED = frozenset({400, 415, 422, 500, 501})
_WAIT = frozenset({408, 425, 429, 502, 503, 504, 529})
_PASSED_ON = re.compile(r"[:-]cloud$")
_TOO_LONG = re.compile(r"context[_ ](?:length|size|window)|too (?:long|many tokens)|reduce the length", re.IGNORECASE)
# The names that providers give to a content filter's refusal of a request or an answer.
_FILTERED = re.compile(
    r"content_filter|content_policy|content management policy|responsibleaipolicy|moderation|prohibited_content|"
    r"data_?inspection|content exists risk|不安全或敏感",
    re.IGNORECASE,
)
_FILTER_ENDS = frozenset({"content_filter", "refusal", "safety", "prohibited_content", "blocklist", "sensitive"})


class _Habits:
    """What was found out about an endpoint: which format works, and which parameters it does not accept."""

    def __init__(self) -> None:
        self.format = 0
        self.works = False
        self.dropped: frozenset[str] = frozenset()


# By address and model. Two threads may find out the same at once, which does no harm.
_HABITS: dict[tuple[str, str], _Habits] = {}


class Llm:
    """Translates with a model at ``{address}/chat/completions``."""

    def __init__(self, setup: TranslatorSetup, send: http.Send = http.send) -> None:
        """:raises EngineError: if no address or no model is set"""
        if setup.address is None:
            fix = ("set DRAGOMAN_LLM_ADDRESS, as in http://127.0.0.1:8080/v1", _option("address"))
            raise EngineError("llm", "has no address", fix)
        if setup.model is None:
            raise EngineError("llm", "has no model", ("set DRAGOMAN_LLM_MODEL", _option("model")))
        self._address = setup.address.rstrip("/").removesuffix("/chat/completions")
        self._model = setup.model
        self._setup = setup
        self._send = send
        self._habits = _HABITS.setdefault((self._address, self._model), _Habits())

    @property
    def identity(self) -> Engine:
        """The model and the settings, without the address: it may contain the name of somebody's machine."""
        settings = {"temperature": "0", "seed": str(_SEED), "prompt": FINGERPRINT}
        return Engine(name="llm", model=self._model, settings=settings)

    @property
    def traits(self) -> TranslatorTraits:
        """A server on this machine gets smaller requests: most serve one request at a time and have a short context."""
        host = _find_host(self._address, self._model)
        here = host is None
        return TranslatorTraits(
            host=host,
            context=True,
            notation=True,
            paid=not here,
            passages=12 if here else 30,
            characters=3000 if here else 8000,
            concurrency=self._setup.concurrency or (1 if here else 4),
        )

    def translate(self, request: TranslationRequest) -> TranslationReply:
        """Translations of the request's passages, unchecked; no targets if none could be read.

        :raises BusyError: if the server closed the connection, took too long, failed or asks to wait
        :raises RefusedError: if it refuses these passages because of what they say
        :raises EngineError: if no server answers, if it does not accept the key or the model, or for a reply of over
            4 MB
        """
        habits, usage = self._habits, Usage()
        fault: EngineError | None = None
        for place in (*range(habits.format, len(_FORMATS)), *range(habits.format)):
            reply = self._post(request, place)
            body = read_json(reply.body)
            status = find_status(reply.status, body)
            if status >= 400:
                fault = self._fault(status, reply, body)
                if status == 413 or (status in (400, 422, 500) and _TOO_LONG.search(fault.fault)):
                    return TranslationReply(targets=(), usage=usage, raw=fault.fault)
                if status not in _UNWANTED or isinstance(fault, RefusedError) or habits.works:
                    raise fault
                continue
            if not isinstance(body, dict):
                return TranslationReply(targets=(), usage=usage, raw=self._show(reply.body.decode(errors="replace")))
            answer = read_answer(body)
            usage = Usage(sent=usage.sent + answer.usage.sent, received=usage.received + answer.usage.received)
            fault = None
            if answer.refusal or answer.end in _FILTER_ENDS:
                raise RefusedError("llm", "refuses to translate", reply=self._show(answer.refusal or answer.text))
            if answer.text:
                habits.format, habits.works = place, True
                return self._read(request, answer.text, usage)
            if answer.end == "length":
                break
        if fault is not None:
            raise fault
        return TranslationReply(targets=(), usage=usage)

    def _read(self, request: TranslationRequest, text: str, usage: Usage) -> TranslationReply:
        entries = find_entries(text, (passage.id for passage in request.passages))
        if not entries and is_refusal(text):
            raise RefusedError("llm", "refuses to translate", reply=self._show(text))
        targets = tuple((entry.id, entry.text) for entry in keep_placed(entries, request))
        return TranslationReply(targets=targets, usage=usage, raw=self._show(text))

    def _post(self, request: TranslationRequest, place: int) -> http.Reply:
        """The reply in one of the formats; the request is repeated without the parameters that the server rejects."""
        while True:
            reply = self._send(
                "llm",
                f"{self._address}/chat/completions",
                body=msgspec.json.encode(self._write_body(request) | _FORMATS[place]),
                headers={"Authorization": f"Bearer {self._setup.key}"} if self._setup.key else {},
                timeout=self._setup.timeout,
            )
            unwanted = _find_unwanted(reply) - self._habits.dropped
            if not unwanted:
                return reply
            self._habits.dropped |= unwanted

    def _write_body(self, request: TranslationRequest) -> dict[str, Any]:
        length = sum(len(passage.text) for passage in request.passages)
        # Enough for reasoning and for scripts with many tokens a letter; the limit stops a model that repeats itself.
        parameters = {"temperature": 0, "seed": _SEED, "max_tokens": 4096 + 4 * length}
        return {
            "model": self._model,
            "messages": [
                {"role": "system", "content": write_instructions(request)},
                {"role": "user", "content": write_passages(request)},
            ],
            "stream": False,
            **{name: value for name, value in parameters.items() if name not in self._habits.dropped},
        }

    def _fault(self, status: int, reply: http.Reply, body: object) -> EngineError:
        place, said = http.find_origin(self._address), self._show(find_message(body, reply.body))
        if status in (400, 403, 422, 451) and _FILTERED.search(error_json(body)):
            return RefusedError("llm", "refuses to translate", reply=said)
        if status in (401, 403):
            return _key_fault(place, self._setup.key is not None)
        if "insufficient_quota" in error_json(body) or status == 402:
            return EngineError("llm", f"{place} is not paid for ({said})", "check the account there")
        if status in _WAIT:
            return BusyError("llm", f"{place} asks to wait ({status})", retry_after=http.find_wait(reply))
        if status == 404:
            fix = "check the address, which may have to end in /v1, and the name of the model"
            return EngineError("llm", f"{place} does not have what was requested ({said})", fix)
        if status >= 500:
            return BusyError("llm", f"{place} failed ({status}: {said})", retry_after=http.find_wait(reply))
        return EngineError("llm", f"{place} does not accept the request ({status}: {said})", "check the server's log")

    def _show(self, text: str) -> str:
        """A server's text, shortened; if it repeats the key, the key is left out."""
        return shorten(text.replace(self._setup.key, "…") if self._setup.key else text)


def _find_host(address: str, model: str) -> str | None:
    """The host that the text is sent to in the end; ``None`` for this machine."""
    host = http.find_host(address)
    if not http.is_loopback(host):
        return host
    # Ollama's server on this machine forwards the requests for these models.
    return "ollama.com" if _PASSED_ON.search(model) else None


def _option(name: str) -> Fix:
    return Fix(f"name the {name}", options={name: None})


def _key_fault(place: str, sent: bool) -> EngineError:
    if sent:
        fix = "set DRAGOMAN_LLM_KEY, or key below [llm] in engines.toml, to one that is valid there"
        return EngineError("llm", f"{place} does not accept the key that is set for it", fix)
    fix = "set DRAGOMAN_LLM_ADDRESS and DRAGOMAN_LLM_KEY, or address and key below [llm] in engines.toml"
    return EngineError(
        "llm",
        f"{place} requires a key; none was sent, because a key is only sent to the address that it is set with",
        fix,
    )


def _find_unwanted(reply: http.Reply) -> frozenset[str]:
    """The parameters that a server rejects and that can be left out."""
    if reply.status not in (400, 422):
        return frozenset()
    said = find_message(read_json(reply.body), reply.body)
    return frozenset(name for name in ("temperature", "seed", "max_tokens") if re.search(rf"\b{name}\b", said))
