"""Engines for tests: one that answers as a test says, one that records what it was asked, one that does as it likes.

What they answer tells whose it is: the number in a passage of :func:`tagged` stands in its translation.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from dragoman.engines import ENGINES
from dragoman.engines.base import (
    BusyError,
    RefusedError,
    TranslationReply,
    TranslationRequest,
    TranslatorSetup,
    TranslatorTraits,
    Usage,
)
from dragoman.errors import EngineError
from dragoman.transcript.document import Engine, Recording, Segment, Speaker, Transcript
from dragoman.transcript.span import Span

Answer = Callable[[TranslationRequest], TranslationReply]


class Told:
    """Answers as ``answer`` says, which gets the request; remembers every request."""

    def __init__(self, answer: Answer, name: str = "told", **traits: Any) -> None:
        self._answer = answer
        self.identity = Engine(name=name)
        self.traits = TranslatorTraits(**({"context": True, "notation": True, "passages": 10} | traits))
        self.requests: list[TranslationRequest] = []

    def translate(self, request: TranslationRequest) -> TranslationReply:
        """What it was told to answer."""
        self.requests.append(request)
        return self._answer(request)


def tagged(count: int, *, turn: int = 3) -> Transcript:
    """An interview in Spanish of so many passages, each with a number of its own, in turns of so many passages."""
    return Transcript(
        recording=Recording(languages=("es",)),
        speakers=(Speaker(id="S1", label="ANA"), Speaker(id="S2", label="LUIS")),
        segments=tuple(
            Segment(
                id=f"s{number:08}",
                speaker=f"S{number // turn % 2 + 1}",
                span=Span(number * 1000, number * 1000 + 900),
                source=(f"Entonces vinieron {1100 + 7 * number} hombres por el camino del norte.",),
            )
            for number in range(count)
        ),
    )


def find_tag(text: str) -> list[str]:
    """The numbers of the passages whose translation a text is."""
    return re.findall(r"\d{4,}", text)


def translated(text: str) -> str:
    """The right translation of a tagged passage."""
    return f"Then {find_tag(text)[0]} men came along the northern road."


def rightly(request: TranslationRequest) -> TranslationReply:
    """The right answer."""
    targets = tuple((passage.id, translated(passage.text)) for passage in request.passages)
    return TranslationReply(targets=targets, usage=Usage(100, 50), raw="all of them")


Pairs = list[tuple[str, str]]


def behave(request: TranslationRequest, chance: random.Random) -> TranslationReply:
    """An answer, or an error, as some engine somewhere has given it."""
    pairs: Pairs = [(passage.id, translated(passage.text)) for passage in request.passages]
    for _ in range(chance.choice((1, 1, 1, 2))):
        pairs = chance.choice(_HABITS)(pairs, request, chance)
    return TranslationReply(targets=tuple(pairs), raw=str(pairs)[:200])


def _right(pairs: Pairs, request: TranslationRequest, chance: random.Random) -> Pairs:
    return pairs


def _drop(pairs: Pairs, request: TranslationRequest, chance: random.Random) -> Pairs:
    return [pair for pair in pairs if chance.random() < 0.6]


def _merge(pairs: Pairs, request: TranslationRequest, chance: random.Random) -> Pairs:
    """Two lines become one, and all behind them move up."""
    if len(pairs) < 2:
        return pairs
    at = chance.randrange(len(pairs) - 1)
    texts = [text for _, text in pairs]
    texts[at : at + 2] = [f"{texts[at]} {texts[at + 1]}"]
    return [(id_, text) for (id_, _), text in zip(pairs, texts, strict=False)]


def _swallow(pairs: Pairs, request: TranslationRequest, chance: random.Random) -> Pairs:
    """The words of the next passage stand in this one too."""
    if len(pairs) < 2:
        return pairs
    at = chance.randrange(len(pairs) - 1)
    return [*pairs[:at], (pairs[at][0], f"{pairs[at][1]} {pairs[at + 1][1]}"), *pairs[at + 1 :]]


def _swap(pairs: Pairs, request: TranslationRequest, chance: random.Random) -> Pairs:
    if len(pairs) < 2:
        return pairs
    one, other = chance.sample(range(len(pairs)), 2)
    texts = [text for _, text in pairs]
    texts[one], texts[other] = texts[other], texts[one]
    return [(id_, text) for (id_, _), text in zip(pairs, texts, strict=True)]


def _rotate(pairs: Pairs, request: TranslationRequest, chance: random.Random) -> Pairs:
    texts = [text for _, text in pairs]
    texts = [*texts[1:], *texts[:1]]
    return [(id_, text) for (id_, _), text in zip(pairs, texts, strict=True)]


def _shuffle(pairs: Pairs, request: TranslationRequest, chance: random.Random) -> Pairs:
    texts = [text for _, text in pairs]
    chance.shuffle(texts)
    return [(id_, text) for (id_, _), text in zip(pairs, texts, strict=True)]


def _renumber(pairs: Pairs, request: TranslationRequest, chance: random.Random) -> Pairs:
    return [(f"{place + 1}", text) for place, (_, text) in enumerate(pairs)]


def _double(pairs: Pairs, request: TranslationRequest, chance: random.Random) -> Pairs:
    return [*pairs, *(pairs[:1] if chance.random() < 0.5 else [(pairs[0][0], pairs[-1][1])])] if pairs else pairs


def _invent(pairs: Pairs, request: TranslationRequest, chance: random.Random) -> Pairs:
    return [*pairs, ("s99999999", "And then 9999 others came along the northern road.")]


def _chat(pairs: Pairs, request: TranslationRequest, chance: random.Random) -> Pairs:
    said = chance.choice(
        ("Here is your translation: {}", "```{}```", "{} (Note: names are guesses.)", "ANA: {}", "{}\n\n")
    )
    return [(id_, said.format(text)) for id_, text in pairs]


def _answer_with(text: str) -> Callable[[Pairs, TranslationRequest, random.Random], Pairs]:
    return lambda pairs, request, chance: [(id_, text) for id_, _ in pairs]


def _copy(pairs: Pairs, request: TranslationRequest, chance: random.Random) -> Pairs:
    return [(passage.id, passage.text) for passage in request.passages]


def _take_context(pairs: Pairs, request: TranslationRequest, chance: random.Random) -> Pairs:
    """The passage before in place of the one that was asked for."""
    around: Sequence[Any] = (*request.before, *request.after)
    texts = [passage.text for passage in around if find_tag(passage.text)]
    return [(id_, translated(chance.choice(texts))) for id_, _ in pairs] if texts else pairs


def _fail(error: Callable[[], Exception]) -> Callable[[Pairs, TranslationRequest, random.Random], Pairs]:
    def fail(pairs: Pairs, request: TranslationRequest, chance: random.Random) -> Pairs:
        raise error()

    return fail


_HABITS = (
    _right, _right, _right, _drop, _merge, _swallow, _swap, _rotate, _shuffle, _renumber, _double, _invent, _chat,
    _copy, _take_context,
    _answer_with(""), _answer_with("…"), _answer_with("Потом пришли люди по северной дороге."),
    _answer_with('{"transl'), _answer_with("I'm sorry, but I can't assist with that."), _answer_with("s00000001"),
    _answer_with("(Nobody)"), _answer_with("[inaudible]"), _answer_with("came " * 12),
    _fail(lambda: RefusedError("told", "refused", reply="I can't")),
    _fail(lambda: BusyError("told", "is busy", retry_after=9.0)), _fail(lambda: EngineError("told", "broke")),
    _fail(lambda: RuntimeError("oops")), _fail(lambda: ValueError("odd")),
)  # fmt: skip


def register(monkeypatch: pytest.MonkeyPatch, answer: Answer, name: str = "told", **traits: Any) -> list[Told]:
    """Make an engine known by a name, as those of the program are; the value are the instances that were made."""
    made: list[Told] = []

    class Known(Told):
        traits = TranslatorTraits()

        def __init__(self, setup: TranslatorSetup) -> None:
            super().__init__(answer, name, **traits)
            made.append(self)

    monkeypatch.setattr(sys.modules[__name__], f"Known_{name}", Known, raising=False)
    monkeypatch.setitem(ENGINES, name, f"{__name__}:Known_{name}")
    return made
