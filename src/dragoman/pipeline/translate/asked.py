"""What was asked for: what an answer is held to."""

from __future__ import annotations

import msgspec

from dragoman.pipeline.translate.passages import Passage
from dragoman.transcript.glossary import Term
from dragoman.transcript.text import Text

__all__ = ["Asked"]


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked for: some passages of one language, and what is known of them.

    ``notation`` says that the answer is in the notation, else it is plain words. ``labels`` are what stands before the
    words of speakers; ``ids`` those of the whole document; ``around`` are the originals that the engine
    was shown beside them: it may have translated one of those.
    """

    passages: tuple[Passage, ...]
    target: str
    notation: bool
    terms: tuple[Term, ...] = ()
    labels: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()
    around: tuple[Text, ...] = ()
