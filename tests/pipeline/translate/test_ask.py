from __future__ import annotations

import math

import pytest

from dragoman.engines.base import BusyError, TranslationReply, TranslationRequest
from dragoman.errors import EngineError, FolderError
from dragoman.pipeline.translate.ask import Asker, Patience
from translators import Told, rightly

REQUEST = TranslationRequest(source="es", target="en", passages=())


def ask(answer: object, patience: Patience | None = None, times: int = 1) -> tuple[Asker, list[float]]:
    """An asker after so many requests, and the seconds that it waited."""
    waits: list[float] = []
    asker = Asker(Told(answer), patience or Patience(), waits.append)  # type: ignore[arg-type]
    for _ in range(times):
        with pytest.raises(EngineError):
            asker.ask(REQUEST)
    return asker, waits


def raising(error: Exception) -> object:
    def answer(request: TranslationRequest) -> TranslationReply:
        raise error

    return answer


def test_a_busy_engine_is_waited_for_twice_as_long_each_time() -> None:
    _, waits = ask(raising(BusyError("told", "is busy")), Patience(tries=6, first=1.0, longest=6.0))
    assert all(least / 2 <= wait <= least for wait, least in zip(waits, (1, 2, 4, 6, 6), strict=True))


@pytest.mark.parametrize(("asked", "least", "most"), [(5.0, 5.0, 5.0), (1e9, 120.0, 120.0), (-3.0, 0.5, 1.0)])
def test_an_engine_is_waited_for_as_long_as_it_asks(asked: float, least: float, most: float) -> None:
    _, waits = ask(raising(BusyError("told", "is busy", retry_after=asked)), Patience(tries=2))
    assert least <= waits[0] <= most


def test_a_wait_that_is_no_number_is_not_taken_for_one() -> None:
    _, waits = ask(raising(BusyError("told", "is busy", retry_after=math.nan)), Patience(tries=2))
    assert 0.5 <= waits[0] <= 1.0


@pytest.mark.parametrize("error", [ValueError("odd"), KeyError("x"), FolderError("a", "is gone"), RecursionError()])
def test_whatever_an_engine_raises_is_its_own_error(error: Exception) -> None:
    with pytest.raises(EngineError, match="told: "):
        Asker(Told(raising(error)), Patience(), lambda seconds: None).ask(REQUEST)  # type: ignore[arg-type]


def test_an_engine_that_fails_too_often_is_asked_no_more() -> None:
    asker, _ = ask(raising(EngineError("told", "broke")), Patience(failures=3), times=5)
    assert asker.broken is not None
    assert len(asker._translator.requests) == 3  # type: ignore[attr-defined]


def test_an_answer_in_between_makes_it_whole_again() -> None:
    left: list[Exception | None] = [EngineError("told", "broke"), None, EngineError("told", "broke")]

    def answer(request: TranslationRequest) -> TranslationReply:
        error = left.pop()
        if error is not None:
            raise error
        return rightly(request)

    asker = Asker(Told(answer), Patience(failures=2), lambda seconds: None)
    with pytest.raises(EngineError):
        asker.ask(REQUEST)
    asker.ask(REQUEST)
    with pytest.raises(EngineError):
        asker.ask(REQUEST)
    assert asker.broken is None
