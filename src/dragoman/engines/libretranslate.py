"""Translates text through a LibreTranslate server, on this machine or elsewhere, over HTTP and without context.

The server is free software under the AGPL; nothing of it is imported here.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import Any

import msgspec

from dragoman.engines import http
from dragoman.engines.base import (
    BusyError,
    TranslationReply,
    TranslationRequest,
    TranslatorSetup,
    TranslatorTraits,
    unknown_original,
)
from dragoman.engines.llm_body import find_message, read_json
from dragoman.engines.reply_text import replace_halves, shorten
from dragoman.errors import EngineError, Fix
from dragoman.language.folding import primary
from dragoman.transcript.document import Engine
from dragoman.transcript.tags import language_name

__all__ = ["LibreTranslate"]

_NAME = "libretranslate"


class _Language(msgspec.Struct, frozen=True):
    """A language that a server lists, with the languages that it translates it into."""

    code: str
    targets: tuple[str, ...] = ()


class LibreTranslate:
    """Translates with a server at ``{address}/translate``. It gets only the passages' text, and returns plain text."""

    identity = Engine(name=_NAME)

    def __init__(self, setup: TranslatorSetup, send: http.Send = http.send) -> None:
        """:raises EngineError: if no address is set, or the language of the original is not known"""
        if setup.address is None:
            fix = (
                "set DRAGOMAN_LIBRETRANSLATE_ADDRESS, as in http://127.0.0.1:5000",
                Fix("name the address", options={"address": None}),
            )
            raise EngineError(_NAME, "has no address", fix)
        if setup.source is None:
            raise unknown_original(_NAME)
        self._address = setup.address.rstrip("/").removesuffix("/translate")
        self._setup, self._send = setup, send
        self._codes: dict[tuple[str, str], tuple[str, str]] = {}
        self._lock = threading.Lock()

    @property
    def traits(self) -> TranslatorTraits:
        """Up to 10 passages and 2,000 characters at once, the limit of public servers."""
        host = http.find_host(self._address)
        here = http.is_loopback(host)
        return TranslatorTraits(
            host=None if here else host,
            paid=self._setup.key is not None,
            passages=10,
            characters=2000,
            concurrency=self._setup.concurrency or 1,
        )

    def translate(self, request: TranslationRequest) -> TranslationReply:
        """Translations of the request's passages; no targets if the server returns more or fewer than were asked for.

        :raises BusyError: if the server closed the connection, took too long, failed or asks to wait
        :raises EngineError: if no server answers, or it does not have the languages or does not accept the key
        """
        source, target = self._find_codes(request.source or self._setup.source or "", request.target)
        texts = [passage.text for passage in request.passages]
        body: dict[str, object] = {"q": texts, "source": source, "target": target, "format": "text"}
        reply, said = self._ask("translate", body | ({"api_key": self._setup.key} if self._setup.key else {}))
        raw = self._show(reply.body.decode(errors="replace"))
        translated = said.get("translatedText") if isinstance(said, dict) else None
        # Only the place in the list connects a translation with its passage; a list of another length connects none.
        if not isinstance(translated, list) or len(translated) != len(texts):
            return TranslationReply(targets=(), raw=raw)
        pairs = zip(request.passages, translated, strict=True)
        targets = tuple((passage.id, replace_halves(text)) for passage, text in pairs if isinstance(text, str))
        return TranslationReply(targets=targets, raw=raw)

    def _find_codes(self, source: str, target: str) -> tuple[str, str]:
        """The server's own codes of two languages. The server's list is requested once for each pair.

        :raises EngineError: if it does not translate from the one into the other
        """
        with self._lock:
            if (source, target) not in self._codes:
                _, said = self._ask("languages", None)
                self._codes[source, target] = _choose(said, source, target)
            return self._codes[source, target]

    def _ask(self, path: str, body: dict[str, object] | None) -> tuple[http.Reply, Any]:
        sent = None if body is None else msgspec.json.encode(body)
        reply = self._send(_NAME, f"{self._address}/{path}", body=sent, headers={}, timeout=self._setup.timeout)
        said = read_json(reply.body)
        if reply.status >= 400:
            raise self._fault(reply, said)
        return reply, said

    def _fault(self, reply: http.Reply, said: object) -> EngineError:
        place, words = http.find_origin(self._address), self._show(find_message(said, reply.body))
        if reply.status in (401, 403):
            fix = "set DRAGOMAN_LIBRETRANSLATE_KEY, or key below [libretranslate] in engines.toml"
            fault = "does not accept the key that is set for it" if self._setup.key else "requires a key; none was sent"
            return EngineError(_NAME, f"{place} {fault} ({words})", fix)
        if reply.status in (408, 425, 429) or reply.status >= 500:
            fault = f"{place} asks to wait, or failed ({reply.status}: {words})"
            return BusyError(_NAME, fault, retry_after=http.find_wait(reply))
        return EngineError(_NAME, f"{place} does not accept the request ({reply.status}: {words})", "check the address")

    def _show(self, text: str) -> str:
        return shorten(text.replace(self._setup.key, "…") if self._setup.key else text)


def _choose(said: object, source: str, target: str) -> tuple[str, str]:
    """The server's codes of two languages, of those that it lists."""
    try:
        rows = {language.code: language.targets for language in msgspec.convert(said, list[_Language])}
    except msgspec.ValidationError:
        rows = {}
    for code in _match(source, rows):
        # Old servers list no targets; they translate between all of their languages.
        for other in _match(target, rows[code] or rows):
            return code, other
    pair = f"{language_name(source)} into {language_name(target)}"
    fix = f"it has {', '.join(sorted(rows)[:40])}" if rows else "check the address"
    raise EngineError(_NAME, f"has no translation from {pair}", fix)


def _match(language: str, codes: Iterable[str]) -> list[str]:
    """The codes that match a language: the whole tag first, then the tag without region and script."""
    wanted = (language.lower(), primary(language))
    return sorted((code for code in codes if code.lower() in wanted), key=lambda code: wanted.index(code.lower()))
