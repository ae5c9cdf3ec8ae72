"""A "not" too few or too many."""

from __future__ import annotations

import random
import re

from benchmarks.seeds.fault_injection import FaultSite, Planted, edit_one, find, sentence_around

__all__ = ["add_not", "drop_not"]


def drop_not(site: FaultSite, chance: random.Random) -> Planted | None:
    edits = find(site, _NEGATED, lambda found: _POSITIVE.get(found[0].lower(), ""))
    # A question asks the same with and without it.
    return edit_one(site, [edit for edit in edits if not sentence_around(site, edit).endswith("?")], chance)


_POSITIVE = {
    "never": "always", "nobody": "everybody", "cannot": "can", "can't": "can", "couldn't": "could", "didn't": "did",
    "don't": "do", "doesn't": "does", "wasn't": "was", "weren't": "were", "isn't": "is", "haven't": "have",
    "hasn't": "has", "hadn't": "had", "wouldn't": "would", "won't": "will", "shouldn't": "should", "mustn't": "must",
}  # fmt: skip
# Not the second half of a contrast, not "not even" and its like, and no tag question.
_NEGATED = re.compile(
    rf"(?<!, )\b(?:(?<=[a-z] )(?<!, )(?<![Ww]hy )not (?!even|only|quite|all|always|much|any|a |for )(?=[a-z])"
    rf"|(?:{'|'.join(_POSITIVE)})\b(?! (?:it|that|they|you)\b))",
    re.IGNORECASE,
)


def add_not(site: FaultSite, chance: random.Random) -> Planted | None:
    edits = find(site, _AFFIRMED, lambda found: f"{found[0]} not")
    return edit_one(site, [edit for edit in edits if _is_affirmed(sentence_around(site, edit))], chance)


_AFFIRMED = re.compile(r"(?<=[a-z] )(?:was|were|is|are|could|can|will|would|should|must)(?= [a-z])")


def _is_affirmed(sentence: str) -> bool:
    """A statement that denies nothing: a second "not" would make nonsense of it."""
    denied = r"\b(?:not?|never|none|nobody|nothing|nowhere|neither|nor|cannot|only|without)\b|n['’]t\b"
    return not sentence.endswith("?") and re.search(denied, sentence, re.IGNORECASE) is None
