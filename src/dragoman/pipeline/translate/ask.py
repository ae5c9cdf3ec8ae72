"""Ask one engine: retry if it is busy, and stop using it after too many failures."""

from __future__ import annotations

import math
import random
import threading
from collections.abc import Callable

import msgspec

from dragoman.engines.base import (
    BusyError,
    RefusedError,
    TranslationReply,
    TranslationRequest,
    Translator,
    TranslatorTraits,
    Usage,
)
from dragoman.errors import DragomanError, EngineError
from dragoman.transcript.document import Engine

__all__ = ["Asker", "Patience"]


class Patience(msgspec.Struct, frozen=True, kw_only=True):
    """How long to wait for an engine, in seconds.

    A busy engine is asked up to ``tries`` times: again after ``first`` seconds, and then after twice as long each time,
    up to ``longest``. If it says when to retry, that is respected, up to ``most_asked``. After ``failures`` failures in
    a row it counts as broken.
    """

    tries: int = 6
    first: float = 1.0
    longest: float = 30.0
    most_asked: float = 120.0
    failures: int = 5


class Asker:
    """An engine and its record so far. Used from many threads."""

    def __init__(self, translator: Translator, patience: Patience, pause: Callable[[float], None]) -> None:
        self.identity: Engine = translator.identity
        self.traits: TranslatorTraits = translator.traits
        self.broken: EngineError | None = None
        self._translator = translator
        self._patience = patience
        self._pause = pause
        self._lock = threading.Lock()
        self._slots = threading.BoundedSemaphore(max(1, self.traits.concurrency))
        self._failures = 0
        self._has_answered = False
        self._last: EngineError | None = None
        self._sent = self._received = 0

    @property
    def silence(self) -> EngineError | None:
        """The error because of which it never answered; ``None`` if it has answered, or was not asked."""
        with self._lock:
            return None if self._has_answered else self._last

    @property
    def usage(self) -> Usage:
        """The cost of all answers so far, in tokens."""
        with self._lock:
            return Usage(self._sent, self._received)

    def ask(self, request: TranslationRequest) -> TranslationReply:
        """The engine's answer.

        :raises RefusedError: if it refuses
        :raises BusyError: if it stays busy
        :raises EngineError: if it fails, with any exception, or counts as broken
        :raises StoppedError: if the work is cancelled while waiting
        """
        if self.broken is not None:
            raise self.broken
        try:
            reply = self._ask_patiently(request)
        except RefusedError:
            self._count(None)
            raise
        except EngineError as error:
            self._count(error)
            raise
        self._count(None, reply.usage)
        return reply

    def _ask_patiently(self, request: TranslationRequest) -> TranslationReply:
        for attempt in range(self._patience.tries):
            try:
                with self._slots:
                    return self._ask_once(request)
            except BusyError as error:
                if attempt + 1 == self._patience.tries:
                    raise
                self._pause(self._find_wait(attempt, error.retry_after))
        raise AssertionError("an engine is asked at least once")

    def _ask_once(self, request: TranslationRequest) -> TranslationReply:
        try:
            return self._translator.translate(request)
        except EngineError:
            raise
        except DragomanError as error:
            raise EngineError(self.identity.name, error.fault, error.fixes) from error
        except Exception as error:
            # An engine wraps third-party code: an unexpected exception must not lose what the others have finished.
            raise EngineError(self.identity.name, f"failed ({type(error).__name__})") from error

    def _find_wait(self, attempt: int, asked: float | None) -> float:
        """Seconds to wait; partly random, so that clients that were turned away do not all return at once."""
        usual = min(self._patience.longest, self._patience.first * 2.0**attempt) * (0.5 + random.random() / 2)
        if asked is None or math.isnan(asked):
            return usual
        return max(usual, min(self._patience.most_asked, max(0.0, asked)))

    def _count(self, error: EngineError | None, usage: Usage | None = None) -> None:
        with self._lock:
            self._failures = 0 if error is None else self._failures + 1
            self._has_answered, self._last = self._has_answered or error is None, error
            if error is not None and self._failures >= self._patience.failures:
                self.broken = error
            if usage is not None:
                self._sent += max(0, usage.sent)
                self._received += max(0, usage.received)
