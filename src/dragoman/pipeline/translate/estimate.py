"""Estimate what an engine will receive and answer, in tokens: roughly, and from the texts alone."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from dragoman.engines.base import TranslatorTraits
from dragoman.pipeline.translate.cut import cut
from dragoman.pipeline.translate.passages import Passage
from dragoman.transcript.text import plain

__all__ = ["Estimate", "estimate"]

# Characters per token in the vocabularies of large models: about four for Latin letters, two for others.
_LATIN, _OTHER = 4.0, 2.0
_INSTRUCTIONS = 500
_CONTEXT = 300
_ROW = 20


class Estimate(msgspec.Struct, frozen=True, kw_only=True):
    """Requests, characters of originals, and tokens sent and received; repeated requests are not included."""

    passages: int
    requests: int
    characters: int
    sent: int
    received: int


def estimate(passages: Iterable[Passage], traits: TranslatorTraits) -> Estimate:
    """The cost of translating these passages if every first answer is accepted."""
    passages = tuple(passages)
    texts = [plain(passage.text) for passage in passages]
    tokens = round(sum(map(_count_tokens, texts)))
    requests = sum(1 for _ in cut(passages, traits))
    around = _INSTRUCTIONS + _CONTEXT if traits.context else 0
    return Estimate(
        passages=len(passages),
        requests=requests,
        characters=sum(map(len, texts)),
        sent=tokens + _ROW * len(passages) + around * requests,
        received=tokens + _ROW * len(passages),
    )


def _count_tokens(text: str) -> float:
    latin = sum(character < "\u0370" for character in text)
    return latin / _LATIN + (len(text) - latin) / _OTHER
