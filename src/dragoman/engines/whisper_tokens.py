"""Whisper's tokens: those of a prompt, those that are never speech, and the words that tokens make, with times.

The tokenizer is faster-whisper's, which only :mod:`dragoman.engines.whisper` imports.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from dragoman.transcript.document import Word
from dragoman.transcript.span import Span

__all__ = ["TOKEN_MS", "encode_names", "find_suppressed", "find_words", "time_words"]

TOKEN_MS = 20
"""The ms of sound that one step of the alignment stands for."""
_PROMPT = 100
"""Tokens in a prompt at most. The prompt reduces the number of tokens that the model can write for a chunk."""


def encode_names(tokenizer: Any, names: Sequence[str]) -> list[int]:
    """Names as a prompt, cut off at ``_PROMPT`` tokens: the model takes them for the text before."""
    if not names:
        return []
    return [tokenizer.sot_prev, *tokenizer.encode(" " + ", ".join(names))[:_PROMPT]]


def find_suppressed(tokenizer: Any) -> list[int]:
    """Tokens that are never part of speech: notes of sounds, and special tokens such as those of the tasks."""
    special = (
        tokenizer.transcribe,
        tokenizer.translate,
        tokenizer.sot,
        tokenizer.sot_prev,
        tokenizer.sot_lm,
        tokenizer.no_speech,
    )
    return sorted({*tokenizer.non_speech_tokens, *(token for token in special if token is not None)})


def find_words(tokenizer: Any, tokens: list[int], *, spaced: bool) -> list[range]:
    """The places of each word's tokens. Punctuation belongs to the word before it."""
    pieces, groups = tokenizer.split_to_word_tokens(tokens)
    places = list(accumulate(map(len, groups), initial=0))
    words: list[range] = []
    for piece, first, behind in zip(pieces, places, places[1:], strict=False):
        if words and (not any(map(str.isalnum, piece)) or (spaced and not piece.startswith(" "))):
            words[-1] = range(words[-1].start, behind)
        else:
            words.append(range(first, behind))
    return words


def time_words(tokenizer: Any, tokens: list[int], alignment: Any, span: Span) -> list[Word]:
    """The words of the tokens; a word begins when the alignment moves on to its first token."""
    import numpy as np

    texts, groups = tokenizer.split_to_word_tokens([*tokens, tokenizer.eot])
    pairs = np.array(alignment.alignments)
    jumps = np.flatnonzero(np.diff(pairs[:, 0], prepend=-1))
    times = pairs[jumps, 1] * TOKEN_MS + span.start
    bounds = np.cumsum([0, *(len(group) for group in groups[:-1])])
    words = []
    for text, first, behind in zip(texts, bounds[:-1], bounds[1:], strict=False):
        start, end = int(times[first]), int(times[min(behind, len(times) - 1)])
        end = min(end, span.end) if span.end is not None else end
        chance = float(np.mean(alignment.text_token_probs[first:behind]))
        words.append(Word(text=text, span=Span(min(start, end), end), confidence=round(chance, 3)))
    return words
