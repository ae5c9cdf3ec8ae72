"""Find the words of a given text that nobody says, by the probabilities that a model gives its tokens. Pure.

A model aligns every word, also one that is not said. Without such a word the rest of the text is much likelier; without
a word that is said, the words after it are less likely.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import groupby
from statistics import fmean

__all__ = ["without_unsaid"]

_DOUBTFUL, _UNLIKELY = math.log(0.2), math.log(0.02)
"""The mean logarithm of its tokens' probabilities below which a word is tested, and below which it is not said if there
are too many to test.
"""
_GAIN = 4.0
"""By how much the logarithm of the text's probability must rise without a word that is not said.

Measured with the model base on readings in eight languages: of 285 inserted words all rise by more, and of 808 words
that are said 1.6 %.
"""
_ROUNDS, _MOST_TESTED = 8, 12
"""How often words are left out, and how many are tested each time, at most."""

FindWords = Callable[[list[int]], Sequence[range]]
"""A function that returns the places of each word's tokens."""
FindLogs = Callable[[list[int]], Sequence[float]]
"""A function that returns the logarithm of the probability of each token, and of the end of the text after them."""


def without_unsaid(tokens: list[int], find_words: FindWords, find_logs: FindLogs) -> list[int]:
    """The tokens of a text without those of the words that are not said.

    A word that is not said makes the words after it unlikely too. So of adjacent words only the one whose loss makes
    the rest likeliest is left out, and the others are tested again without it.
    """
    for _ in range(_ROUNDS):
        unsaid = _find_unsaid(tokens, find_words, find_logs) if tokens else frozenset()
        if not unsaid:
            return tokens
        tokens = [token for place, token in enumerate(tokens) if place not in unsaid]
    logs = find_logs(tokens) if tokens else ()
    words = find_words(tokens) if tokens else ()
    return [tokens[place] for word in words if _likelihood(word, logs) >= _UNLIKELY for place in word]


def _find_unsaid(tokens: list[int], find_words: FindWords, find_logs: FindLogs) -> frozenset[int]:
    logs, words = find_logs(tokens), find_words(tokens)
    likelihoods = {place: _likelihood(word, logs) for place, word in enumerate(words)}
    doubtful = sorted((place for place in likelihoods if likelihoods[place] < _DOUBTFUL), key=likelihoods.__getitem__)
    gains = {place: _find_gain(tokens, words[place], sum(logs), find_logs) for place in doubtful[:_MOST_TESTED]}
    unsaid = sorted(place for place, gain in gains.items() if gain > _GAIN)
    # Adjacent places have the same difference to their rank.
    runs = groupby(enumerate(unsaid), lambda pair: pair[1] - pair[0])
    worst = [max((place for _, place in run), key=gains.__getitem__) for _, run in runs]
    return frozenset(token for place in worst for token in words[place])


def _find_gain(tokens: list[int], word: range, whole: float, find_logs: FindLogs) -> float:
    rest = [*tokens[: word.start], *tokens[word.stop :]]
    return (sum(find_logs(rest)) if rest else 0.0) - whole


def _likelihood(word: range, logs: Sequence[float]) -> float:
    return fmean(logs[word.start : word.stop])
