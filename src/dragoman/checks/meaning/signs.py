"""Finds signs of meaning on one side only, sentence by sentence if both sides have the same number of sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from dragoman.checks.bitext import Bitext, Pair, find_translated
from dragoman.checks.meaning.shared import count_opposites, without_shared
from dragoman.checks.meaning.tables import FIRM, Signs, count_any, count_sure, has_any, has_sure
from dragoman.language.folding import primary

__all__ = ["Turned", "find_turned"]

# "No" as an answer.
_ANSWER = re.compile(r"\W*(?:no|nope|non|nein|não|нет|لا|كلا|نه|نخیر|خیر|לא|hayır|yok)\s*[,.!;:،؛…–—-]", re.IGNORECASE)

# "They did come": if the original negates, the "not" was lost. "They did business" is not such a verb.
_BARE = re.compile(
    r"\b(?:i|you|he|she|it|we|they|who|there|people) (?:did|do|does) "
    r"(?!not|n|so|it|that|this|the|a|an|my|your|his|her|our|their|all|every\w*|any\w*|some\w*|no\w*|what\w*|well"
    r"|good|better|best|business|time|work|to|in|at|on|for|with|as|and|but|or|is|was|then|there|here|military|both"
    r"|much|more|most|two|three|one|is|you|they|we|i|he|she|him|them|us|me)[a-z]{2,}\b"
)

Turned = tuple[Pair, Literal["lost", "added"], str]


class _Half(NamedTuple):
    """One side of a comparison: the words as written, folded, their language, and its signs."""

    said: str
    folded: str
    language: str
    signs: Signs


def find_turned(bitext: Bitext, table: Mapping[str, Signs], *, counted: bool = False) -> Iterator[Turned]:
    """Passages with a sure sign on one side and no possible counterpart on the other, and the words concerned.

    :param table: language -> its signs
    :param counted: whether to count the signs: one more on a side is a fault too ("he did not come and did not call")
    """
    find = _find_more if counted else _find_alone
    for pair in find_translated(bitext):
        source, target = _find_signs(table, pair.source.language), _find_signs(table, pair.target.language)
        if source is None or target is None:
            continue
        halves = [
            (_Half(*original, _key(pair.source.language), source),
             _Half(*translation, _key(pair.target.language), target))
            for original, translation in _lay(pair)
        ]  # fmt: skip
        found = find(halves)
        if found is not None and not _is_in_gap(pair, found[0]):
            yield pair, *found


def _is_in_gap(pair: Pair, turned: Literal["lost", "added"]) -> bool:
    """Whether a gap of the side without the sign may contain it."""
    return pair.target.gaps if turned == "lost" else pair.source.gaps


_Halves = Sequence[tuple[_Half, _Half]]
_Found = tuple[Literal["lost", "added"], str]


def _find_alone(halves: _Halves) -> _Found | None:
    for source, target in halves:
        if has_sure(source.signs, source.folded) and not has_any(target.signs, target.folded):
            return "lost", source.said
        if has_sure(target.signs, target.folded) and not has_any(source.signs, source.folded):
            return "added", target.said
    return None


def _find_more(halves: _Halves) -> _Found | None:
    """The sentence in which one side has more signs; ``None`` if another sentence makes up for it."""
    lost: list[str] = []
    added: list[str] = []
    for source, target in map(_without_answers, halves):
        ours, theirs = _count(source), _count(target)
        if _is_lost(source, target, ours, theirs):
            lost.append(source.said)
        elif theirs > ours and theirs > _count_answers(source, target):
            added.append(target.said)
    if bool(lost) == bool(added):
        return None
    return ("lost", lost[0]) if lost else ("added", added[0])


def _is_lost(source: _Half, target: _Half, ours: int, theirs: int) -> bool:
    if not ours and not theirs:
        return _denies_alone(source, target)
    return ours > theirs and (_has_bare_verb(target) or ours > _count_answers(target, source, opposites=True))


def _without_answers(both: tuple[_Half, _Half]) -> tuple[_Half, _Half]:
    """Both halves without a "no" that both answer with, so that it is not taken for another negation."""
    if not all(_ANSWER.match(half.said) for half in both):
        return both
    source, target = (half._replace(folded="".join(half.folded.split(maxsplit=1)[1:])) for half in both)
    return source, target


def _denies_alone(source: _Half, target: _Half) -> bool:
    """Whether the original says "without" or "refused", and the translation has no counterpart."""
    firm = FIRM.get(source.language)
    if firm is None or not firm.search(source.folded) or has_any(target.signs, target.folded):
        return False
    return not count_opposites(target.folded, target.language)


def _has_bare_verb(half: _Half) -> bool:
    return half.language == "en" and _BARE.search(half.folded) is not None


def _count(half: _Half) -> int:
    return count_sure(half.signs, half.folded)


def _count_answers(half: _Half, other: _Half, *, opposites: bool = False) -> int:
    """How many negations of the other side this one may render, without words that both sides share.

    :param opposites: whether "it was hard" in a translation may render "it was not easy"
    """
    folded, _ = without_shared(half.folded, half.language, other.folded, other.language)
    return count_any(half.signs, folded) + (count_opposites(folded, half.language) if opposites else 0)


def _key(language: str) -> str:
    """The key of a language in the tables."""
    return {"prs": "fa", "iw": "he"}.get(primary(language), primary(language))


def _find_signs(table: Mapping[str, Signs], language: str) -> Signs | None:
    return table.get(_key(language))


def _lay(pair: Pair) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """Pairs of original and translation to compare, each as written and folded: the sentences, or the whole texts."""
    source, target = pair.source, pair.target
    if len(source.sentences) == len(target.sentences) > 1:
        originals = zip(source.sentences, source.folded, strict=True)
        yield from zip(originals, zip(target.sentences, target.folded, strict=True), strict=True)
    else:
        yield (source.said, "\n".join(source.folded)), (target.said, "\n".join(target.folded))
