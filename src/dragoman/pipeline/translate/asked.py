"""The facts of a request that its answer is validated against."""

from __future__ import annotations

import msgspec

from dragoman.pipeline.translate.passages import Passage
from dragoman.transcript.glossary import Term
from dragoman.transcript.text import Text

__all__ = ["Asked"]


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What was requested: passages of one language, and what is known about them.

    ``notation`` says whether the answer is in the notation or plain words. ``labels`` are the speakers' labels; ``ids``
    are those of the whole document; ``around`` are the originals that the engine was shown as context: it may have
    translated one of those.
    """

    passages: tuple[Passage, ...]
    target: str
    notation: bool
    terms: tuple[Term, ...] = ()
    labels: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()
    around: tuple[Text, ...] = ()
