"""Requests for engines that translate text, and what comes back, by the ids of the passages."""

from __future__ import annotations

from dragoman.engines.base import SourcePassage, TranslationRequest, Translator, TranslatorSetup

__all__ = ["request", "setup", "translate"]


def setup(name: str, pair: str = "es en", **more: object) -> TranslatorSetup:
    """How an engine is set up for a pair of languages."""
    source, target = pair.split()
    return TranslatorSetup(name=name, source=source, target=target, **more)  # type: ignore[arg-type]


def request(*texts: str, pair: str = "es en") -> TranslationRequest:
    """Passages with the ids ``s0``, ``s1`` and so on."""
    source, target = pair.split()
    passages = tuple(SourcePassage(id=f"s{place}", text=text) for place, text in enumerate(texts))
    return TranslationRequest(source=source, target=target, passages=passages)


def translate(engine: Translator, *texts: str, pair: str = "es en") -> dict[str, str]:
    """What an engine answers."""
    reply = engine.translate(request(*texts, pair=pair))
    assert len(dict(reply.targets)) == len(reply.targets)
    return dict(reply.targets)
