"""A chat endpoint that misbehaves as asked: how real servers and models answer, and worse.

``behave()`` is pure: a behaviour and a request give an answer. ``InProcess`` answers without a socket, in the place of
``dragoman.engines.http.send``; ``Endpoint`` is a server on this machine.
"""

from __future__ import annotations

import json
import re
import threading
import time
import zlib
from collections.abc import Callable, Mapping, Sequence
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

import msgspec

from dragoman.engines.base import BusyError
from dragoman.engines.http import REPLY_LIMIT, Reply
from dragoman.errors import EngineError

__all__ = ["BEHAVIOURS", "Endpoint", "InProcess", "Served", "behave", "is_refused", "pretend", "read_passages"]

Body = dict[str, Any]
Entries = list[dict[str, str]]
REFUSAL = "I'm sorry, but I can't help with translating this content."


class Served(msgspec.Struct, frozen=True, kw_only=True):
    """An answer. ``delay`` in seconds before it; ``drip`` sends it byte by byte; ``cut`` hangs up after half of it."""

    status: int = 200
    headers: dict[str, str] = {}
    body: bytes = b""
    delay: float = 0
    drip: bool = False
    cut: bool = False


def behave(behaviour: str, request: Body, turn: int = 0) -> Served:
    """What an endpoint answers.

    :param request: the body of the request, as JSON
    :param turn: how many requests there were before, for those that answer well at first, or later
    """
    return BEHAVIOURS[behaviour](request, turn)


def pretend(text: str) -> str:
    """A translation that is no language, but one text's alone: words by their letters, all else as it stands.

    Digits, punctuation and whatever is in square brackets are kept.
    """
    parts = re.split(r"(\[[^\]]*\])", text)
    return "".join(part if part.startswith("[") else re.sub(r"[^\W\d_]+", _pretend_word, part) for part in parts)


def is_refused(passage_id: str) -> bool:
    """Whether a passage is one of the third that is refused by those who refuse."""
    return zlib.crc32(passage_id.encode()) % 3 == 0


def read_passages(request: Body) -> list[dict[str, str]]:
    """The passages that are asked for: ``id``, ``original`` and, where it is known, ``speaker``."""
    passages: list[dict[str, str]] = json.loads(request["messages"][-1]["content"])["passages"]
    return passages


def _pretend_word(match: re.Match[str]) -> str:
    word = match[0]
    seed = zlib.crc32(word.casefold().encode())
    letters = ["bdfgklmnprstvz"[(seed >> place) % 14] + "aeiou"[(seed >> place) % 5] for place in range(len(word))]
    made = "".join(letters)[: max(2, len(word))]
    return made.title() if word[0].isupper() else made


def _right(request: Body) -> Entries:
    return [
        {
            "id": passage["id"],
            "begins": " ".join(passage["original"].split()[:3]),
            "text": pretend(passage["original"]),
        }
        for passage in read_passages(request)
    ]


def _say(content: object, end: str = "stop", **message: object) -> Served:
    usage = {"prompt_tokens": 100, "completion_tokens": 50}
    choice = {"index": 0, "finish_reason": end, "message": {"role": "assistant", "content": content, **message}}
    return Served(body=json.dumps({"choices": [choice], "usage": usage}).encode())


def _fail(status: int, message: str, code: str | int | None = None, **headers: str) -> Served:
    body = json.dumps({"error": {"message": message, "code": code}}).encode()
    return Served(status=status, body=body, headers={name.replace("_", "-"): value for name, value in headers.items()})


def _entries(change: Callable[[Entries], Entries]) -> Callable[[Body, int], Served]:
    """A behaviour that answers in the right form with other entries."""
    return lambda request, turn: _say(json.dumps({"translations": change(_right(request))}, ensure_ascii=False))


def _around(before: str, after: str) -> Callable[[Body, int], Served]:
    def answer(request: Body, turn: int) -> Served:
        return _say(before + json.dumps({"translations": _right(request)}, ensure_ascii=False) + after)

    return answer


def _texts(change: Callable[[dict[str, str]], str]) -> Callable[[Body, int], Served]:
    return _entries(lambda entries: [{**entry, "text": change(entry)} for entry in entries])


def _always(served: Served) -> Callable[[Body, int], Served]:
    return lambda request, turn: served


def _ids(entries: Entries, ids: Sequence[str]) -> Entries:
    """Entries that go by other ids: what is said to begin them stays theirs."""
    return [{**entry, "id": new} for entry, new in zip(entries, ids, strict=False)]


def _numbered(entries: Entries) -> Entries:
    return _ids(entries, [str(place) for place in range(1, len(entries) + 1)])


def _merged(entries: Entries) -> Entries:
    if len(entries) < 2:
        return entries
    first, second, *rest = entries
    return [{**first, "text": f"{first['text']} {second['text']}"}, *rest]


def _shifted(entries: Entries) -> Entries:
    """The first two as one, and each later one a place too early: under the id of the one before it."""
    return _ids(_merged(entries), [entry["id"] for entry in entries])


def _blindly(change: Callable[[Entries], Entries]) -> Callable[[Entries], Entries]:
    """A change of ids that cannot be seen from what the entries are said to begin with."""

    def changed(entries: Entries) -> Entries:
        begins = {entry["id"]: entry["begins"] for entry in entries}
        return [{**entry, "begins": begins.get(entry["id"], "")} for entry in change(entries)]

    return changed


def _swapped(entries: Entries) -> Entries:
    ids = [entry["id"] for entry in entries]
    return _ids(entries, [*reversed(ids[:2]), *ids[2:]])


def _refuse(answer: Served) -> Callable[[Body, int], Served]:
    """The whole request is refused for one passage in it."""

    def answered(request: Body, turn: int) -> Served:
        refused = any(is_refused(passage["id"]) for passage in read_passages(request))
        return answer if refused else BEHAVIOURS["right"](request, turn)

    return answered


def _at_first(served: Callable[[Body, int], Served]) -> Callable[[Body, int], Served]:
    """Every other request is answered well."""
    return lambda request, turn: served(request, turn) if turn % 2 == 0 else BEHAVIOURS["right"](request, turn)


def _half(request: Body, turn: int) -> Served:
    whole = json.dumps({"translations": _right(request)}, ensure_ascii=False)
    return _say(whole[: len(whole) // 2], "length")


def _format(request: Body) -> str:
    asked = request.get("response_format") or {}
    return f"{asked.get('type', 'text')}{'+schema' if 'schema' in asked else ''}"


def _schema_only(request: Body, turn: int) -> Served:
    if _format(request) == "json_schema":
        return BEHAVIOURS["right"](request, turn)
    return _say("Of course! " + " ".join(entry["text"] for entry in _right(request)))


def _schema_fails(request: Body, turn: int) -> Served:
    if _format(request) == "json_schema":
        return _fail(500, "Internal Server Error")
    return BEHAVIOURS["right" if _format(request) == "json_object+schema" else "prose"](request, turn)


def _plain_only(request: Body, turn: int) -> Served:
    if "response_format" in request:
        return _fail(400, "response_format is not supported")
    return BEHAVIOURS["fenced"](request, turn)


def _without(parameter: str, request: Body, turn: int) -> Served:
    if parameter in request:
        return _fail(400, f"Unsupported value: '{parameter}' does not support 0 with this model.", "unsupported_value")
    return BEHAVIOURS["right"](request, turn)


def _short_memory(request: Body, turn: int) -> Served:
    if len(read_passages(request)) > 2:
        return _fail(400, "the request exceeds the available context size", "exceed_context_size_error")
    return BEHAVIOURS["right"](request, turn)


def _stream(request: Body, turn: int) -> Served:
    lines = (f'data: {{"choices":[{{"delta":{{"content":"{number}"}}}}]}}\n\n' for number in range(50))
    return Served(headers={"Content-Type": "text/event-stream"}, body="".join(lines).encode())


BEHAVIOURS: dict[str, Callable[[Body, int], Served]] = {
    "right": _entries(lambda entries: entries),
    # Whose words are whose.
    "drops": _entries(lambda entries: [entry for place, entry in enumerate(entries) if place % 3 != 1]),
    "drops-all": _entries(lambda entries: []),
    "merges": _entries(_merged),
    "merges-and-numbers": _entries(lambda entries: _numbered(_merged(entries))),
    "merges-and-shifts": _entries(_shifted),
    "shifts-blindly": _entries(_blindly(_shifted)),
    "numbers": _entries(_numbered),
    "swaps": _entries(_swapped),
    "swaps-blindly": _entries(_blindly(_swapped)),
    "doubles": _entries(lambda entries: [*entries, *({**entry, "text": entry["text"][::-1]} for entry in entries[:1])]),
    "invents": _entries(lambda entries: [*entries, {"id": "s00000000", "begins": "", "text": "Bado vizu."}]),
    "reverses": _entries(lambda entries: entries[::-1]),
    # What stands in a text, or around all of them.
    "chatter": _around("Here is your translation:\n\n", "\n\nLet me know if you need anything else!"),
    "fenced": _around("```json\n", "\n```"),
    "thinks": _around('<think>First {"id": "s1", "text": "a draft"}, then [better].</think>\n', ""),
    "chatter-inside": _texts(lambda entry: f"Here is your translation: {entry['text']}"),
    "refusal-inside": _texts(lambda entry: REFUSAL if is_refused(entry["id"]) else entry["text"]),
    "empty-inside": _texts(lambda entry: " " if is_refused(entry["id"]) else entry["text"]),
    "long-inside": _texts(lambda entry: " ".join([entry["text"]] * 40)),
    "short-inside": _texts(lambda entry: entry["text"][:3]),
    "brackets-inside": _texts(lambda entry: f"{entry['text']} [to be (continued"),
    "numbers-inside": _texts(lambda entry: re.sub(r"\d", "7", entry["text"])),
    "lines-inside": _texts(lambda entry: entry["text"].replace(" ", "\n\x00\x1b[31m", 2)),
    "halves-inside": _texts(lambda entry: "\ud800" + entry["text"]),
    "copies": lambda request, turn: _say(
        json.dumps({"translations": [{"id": one["id"], "text": one["original"]} for one in read_passages(request)]})
    ),
    "mapping": lambda request, turn: _say(json.dumps({entry["id"]: entry["text"] for entry in _right(request)})),
    "prose": lambda request, turn: _say(" ".join(entry["text"] for entry in _right(request))),
    "half": _half,
    "nothing-in-it": _always(_say('{"translations": null, "id": 4, "text": ["a"]}')),
    "deep": _always(_say("[" * 200_000)),
    # Refusals.
    "refuses": _refuse(_say(REFUSAL)),
    "refuses-in-field": _refuse(_say(None, refusal=REFUSAL)),
    "refuses-all": _always(_say(REFUSAL)),
    "filters": _refuse(_say("", "content_filter")),
    "filters-400": _refuse(_fail(400, "The response was filtered.", "content_filter")),
    # The ways of servers.
    "schema-only": _schema_only,
    "schema-fails": _schema_fails,
    "plain-only": _plain_only,
    "empty-after-first": lambda request, turn: BEHAVIOURS["right"](request, turn) if turn == 0 else _say(""),
    "empty": _always(_say("")),
    "no-content": _always(_say(None, "length", reasoning="Let me think")),
    "no-temperature": lambda request, turn: _without("temperature", request, turn),
    "short-memory": _short_memory,
    "parts": lambda request, turn: _say([{"type": "text", "text": json.dumps({"translations": _right(request)})}]),
    "error-inside": _always(_fail(200, "Provider returned error", 502)),
    "busy": _at_first(_always(_fail(429, "Rate limit reached", Retry_After="1"))),
    "busy-until": _at_first(_always(_fail(503, "Overloaded", Retry_After=formatdate(time.time() + 2, usegmt=True)))),
    "busy-for-ever": _always(_fail(429, "Rate limit reached", Retry_After="99999999999999999999")),
    "fails": _always(_fail(500, "Internal Server Error")),
    "wrong-key": _always(_fail(401, "Incorrect API key provided: secret-key")),
    "no-money": _always(_fail(429, "You exceeded your current quota", "insufficient_quota")),
    "no-model": _always(_fail(404, "model 'big' not found")),
    # What is no answer.
    "garbage": _always(Served(body=bytes(range(256)) * 8)),
    "garbage-stream": _stream,
    "page": _always(Served(headers={"Content-Type": "text/html"}, body=b"<html><h1>It works!</h1></html>")),
    "null": _always(Served(body=b"null")),
    "no-choices": _always(Served(body=b'{"choices": [], "usage": {"prompt_tokens": -1, "completion_tokens": "a"}}')),
    "huge": _always(Served(body=b'{"choices": "' + b"a" * (10 << 20) + b'"}')),
    "redirects": _always(Served(status=307, headers={"Location": "http://127.0.0.1:9/v1/chat/completions"})),
    "slow": lambda request, turn: msgspec.structs.replace(BEHAVIOURS["right"](request, turn), delay=30),
    "drips": lambda request, turn: msgspec.structs.replace(BEHAVIOURS["right"](request, turn), drip=True),
    "hangs-up": lambda request, turn: msgspec.structs.replace(BEHAVIOURS["right"](request, turn), cut=True),
}


class InProcess:
    """Answers in the place of ``http.send``, by the behaviours in turn; the last one goes on.

    ``requests`` are the bodies that came. What happens on the way, such as a time-out, raises what ``send`` raises.
    """

    def __init__(self, *behaviours: str) -> None:
        self._behaviours = behaviours
        self._lock = threading.Lock()
        self.requests: list[Body] = []

    def __call__(
        self, engine: str, address: str, *, body: bytes | None, headers: Mapping[str, str], timeout: float
    ) -> Reply:
        """The answer to a request."""
        request = json.loads(body or b"null")
        with self._lock:
            turn = len(self.requests)
            self.requests.append(request)
        served = behave(self._behaviours[min(turn, len(self._behaviours) - 1)], request, turn)
        if served.delay or served.drip or served.cut:
            raise BusyError(engine, "no complete answer came")
        if 300 <= served.status < 400 or len(served.body) > REPLY_LIMIT:
            raise EngineError(engine, "sends what is not wanted")
        return Reply(served.status, {name.lower(): value for name, value in served.headers.items()}, served.body)


class Endpoint:
    """A server at ``address`` that answers by the behaviours in turn, the last one going on, until it is left."""

    def __init__(self, *behaviours: str) -> None:
        self.requests: list[Body] = []
        self.headers: list[dict[str, str]] = []
        self._leaving = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler(behaviours))
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_port}/v1"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._leaving.set()
        self._server.shutdown()
        self._server.server_close()

    def _handler(endpoint, behaviours: Sequence[str]) -> type[BaseHTTPRequestHandler]:  # noqa: N805
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                turn = len(endpoint.requests)
                endpoint.requests.append(request)
                endpoint.headers.append(dict(self.headers))
                self._send(behave(behaviours[min(turn, len(behaviours) - 1)], request, turn))

            def _send(self, served: Served) -> None:
                endpoint._leaving.wait(served.delay)
                self.send_response(served.status)
                for name, value in {**served.headers, "Content-Length": str(len(served.body))}.items():
                    self.send_header(name, value)
                self.end_headers()
                body = served.body[: len(served.body) // 2] if served.cut else served.body
                try:
                    if served.drip:
                        for place in range(len(body)):
                            self.wfile.write(body[place : place + 1])
                            if endpoint._leaving.wait(0.1):
                                return
                    else:
                        self.wfile.write(body)
                except OSError:
                    # The other side has hung up, as it may.
                    self.close_connection = True

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                pass

        return Handler
