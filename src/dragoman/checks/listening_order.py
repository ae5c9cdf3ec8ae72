"""Ranks passages by what to listen to first. Pure.

The risk of a passage comes from the problems found, from words of low confidence, and from content that does harm if
it is wrong: names, numbers, negations, overlapping speech. It is measured in words that may be wrong. The rank is the
risk per second of audio, so that an hour of listening finds the most errors. The weights can be set; ``docs/plan.md``
says which of them were measured, and how.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

import msgspec

from dragoman.checks.bitext import Bitext, Pair, SideText, shorten
from dragoman.checks.meaning.tables import NEGATION, has_sure
from dragoman.checks.names.name_runs import OTHER_CAPITALS
from dragoman.checks.names.spotted import find_names
from dragoman.checks.speech.cross_transcript import find_disagreement
from dragoman.language.folding import fold, primary
from dragoman.problems import Problem
from dragoman.transcript.document import Engine, Segment, Word
from dragoman.transcript.text import (
    Gap,
    Overlap,
    Phonetic,
    Redacted,
    Struck,
    Supplied,
    Text,
    Unclear,
    find_marks,
    has_words,
    is_untranscribed,
    plain,
)

__all__ = ["Placed", "Risk", "Weights", "find_risks", "plan_listening", "plan_over_many", "read_weights"]

# A word of lower confidence is shown as unsure; a word with fewer letters is shown with its neighbours.
_UNSURE, _TELLING = 0.5, 5
_EDGES = " \t\n.,;:!?…–—-\"'«»“”„‘’()[]،؛؟。"


class Weights(msgspec.Struct, frozen=True, kw_only=True):
    """The risk, in words that may be wrong, of a problem, a number and so on.

    ``doubt`` is multiplied by one minus the confidence of each word.
    """

    error: float = 2.0
    warning: float = 1.5
    doubt: float = 1.3
    disagreement: float = 1.0
    number: float = 0.1
    name: float = 0.1
    negation: float = 0.1
    overlap: float = 2.0
    unclear: float = 1.5
    untranscribed: float = 3.0
    """For each second of speech without words. Such passages come first, whatever this weight is."""
    unsure_without_confidence: float = 0.1
    """For each word of a passage without confidences."""
    shortest: int = 2000
    """The least time in ms that listening to a passage takes."""


class Risk(msgspec.Struct, frozen=True, kw_only=True):
    """A passage's risk, its rank (risk per second), the reasons by weight, and its first words.

    ``segment`` is the id; ``start`` and ``duration`` are in ms.
    """

    segment: str
    start: int | None
    duration: int | None
    risk: float
    rank: float
    reasons: tuple[str, ...]
    words: str


class Placed(msgspec.Struct, frozen=True):
    """A risk in one of several documents; ``document`` is its place among them, from 0."""

    document: int
    risk: Risk


def find_risks(bitext: Bitext, problems: Iterable[Problem], weights: Weights | None = None) -> tuple[Risk, ...]:
    """The risks of all passages with words or with speech that has none, the latter first, then the highest rank first.

    Passages that somebody has listened to are last.
    """
    weights = weights or Weights()
    by_segment: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        by_segment[problem.where.segment or ""].append(problem)
    named: dict[int, list[str]] = defaultdict(list)
    for name in find_names(bitext, "target"):
        if name.sure and name.folded not in OTHER_CAPITALS:
            for place in name.places:
                named[place].append(name.spelled)
    second = bitext.second
    lacking = {one.pair.place: one.lacking for one in find_disagreement(bitext, second)} if second else {}
    risks = [
        (
            (bool(pair.segment.heard_by), not _is_unwritten(pair)),
            _weigh(pair, by_segment[pair.segment.id], named.get(pair.place, ()), lacking, weights),
        )
        for pair in bitext.pairs
        if pair.source.said or pair.target.said or _is_unwritten(pair)
    ]
    return tuple(risk for _, risk in sorted(risks, key=lambda one: (*one[0], -one[1].rank)))


def read_weights(stated: str) -> Weights:
    """The weights in a text such as ``number 1, name 0.5``; the others keep their defaults.

    :raises ValueError: for an unknown weight or an invalid number; the message contains the fix
    """
    given: dict[str, float] = {}
    for name, value in (part.split() if len(part.split()) == 2 else (part, "") for part in stated.split(",")):
        if name not in Weights.__struct_fields__:
            raise ValueError(f"has no weight called {name.strip()!r}; there are {', '.join(Weights.__struct_fields__)}")
        if re.fullmatch(r"\d{1,6}(\.\d{1,6})?", value) is None:
            raise ValueError(f"has no number for {name}; write it as {name} 0.5")
        given[name] = float(value)
    shortest = max(1, int(given.pop("shortest", Weights().shortest)))
    return msgspec.structs.replace(Weights(shortest=shortest), **given)


def plan_listening(risks: Sequence[Risk], minutes: float, heard: Iterable[str] = ()) -> tuple[Risk, ...]:
    """The first risks whose passages can be listened to in ``minutes``; passages without a time are left out.

    :param risks: the highest rank first
    :param heard: ids of passages that nobody needs to listen to again
    """
    done = set(heard)
    return tuple(one.risk for one in _fill(minutes, (Placed(0, risk) for risk in risks if risk.segment not in done)))


def plan_over_many(documents: Sequence[Sequence[Risk]], minutes: float) -> tuple[Placed, ...]:
    """As :func:`plan_listening`, over several documents: one order for all of them.

    :param documents: the risks of each document, without the passages that nobody needs to listen to again
    """
    found = [Placed(place, risk) for place, risks in enumerate(documents) for risk in risks]
    # Speech without words comes before everything else, as in one document; it has no first words.
    return tuple(_fill(minutes, sorted(found, key=lambda one: (bool(one.risk.words), -one.risk.rank))))


def _fill(minutes: float, risks: Iterable[Placed]) -> Iterator[Placed]:
    """The first risks that can be listened to in the time; a passage that is too long is passed over."""
    left = minutes * 60_000
    for one in risks:
        duration = one.risk.duration
        if one.risk.start is not None and duration is not None and duration <= left:
            left -= duration
            yield one


def _weigh(
    pair: Pair,
    problems: Sequence[Problem],
    names: Sequence[str],
    lacking: Mapping[int, tuple[str, ...]],
    weights: Weights,
) -> Risk:
    parts = [
        *_weigh_problems(problems, weights),
        *_weigh_words(pair.segment, pair.source, weights),
        *_weigh_content(pair, names, weights),
    ]
    lost = lacking.get(pair.place)
    if lost:
        words = ", ".join(f"“{word}”" for word in lost[:3])
        says = f"another transcript lacks {len(lost)} of its words, such as {words}"
        # If it lacks most of them, a problem already says so.
        is_reported = any(problem.code == "transcripts-disagree" for problem in problems)
        parts.append((weights.disagreement * len(lost), "" if is_reported else says))
    risk = sum(weight for weight, _ in parts)
    span = pair.segment.span
    duration = span.duration if span else None
    reasons = [reason for weight, reason in sorted(parts, key=lambda part: -part[0]) if reason and weight > 0]
    return Risk(
        segment=pair.segment.id,
        start=span.start if span else None,
        duration=duration,
        risk=round(risk, 2),
        rank=round(1000 * risk / max(weights.shortest, duration or 0), 4),
        reasons=tuple(reasons),
        words=shorten(_quote(pair.source.text if pair.source.said else pair.target.text), 100),
    )


def _quote(text: Text | None) -> str:
    """The words that were said, with ``[…]`` where some are missing: no sentence may read as if it were whole."""
    if not has_words(text):
        return ""
    return "".join(
        "[…]" if isinstance(inline, Gap | Redacted) else plain((inline,), without=(Supplied, Struck))
        for inline in text or ()
    ).strip()


def _is_unwritten(pair: Pair) -> bool:
    """Whether a passage is speech without words: a row to type in, or a gap that a draft left."""
    is_empty = not pair.source.text or is_untranscribed(pair.source.text)
    return is_empty and not pair.target.said and pair.segment.span is not None


def _weigh_problems(problems: Sequence[Problem], weights: Weights) -> list[tuple[float, str]]:
    worth = {"error": weights.error, "warning": weights.warning, "note": 0.0}
    return [(worth[problem.severity], problem.message) for problem in problems]


def _count_unwritten(pair: Pair) -> float:
    """The seconds of speech without words."""
    span = pair.segment.span
    return (span.duration or 0) / 1000 if span is not None and _is_unwritten(pair) else 0


def _weigh_words(segment: Segment, source: SideText, weights: Weights) -> list[tuple[float, str]]:
    if all(word.confidence is None for word in segment.words):
        return [(weights.unsure_without_confidence * len(source.words), "")]
    still = segment.words if isinstance(segment.source_origin, Engine) else _find_kept(segment, source)
    sure = [word.confidence for word in still if word.confidence is not None]
    doubt = sum(1 - confidence for confidence in sure)
    unsure = [place for place, word in enumerate(still) if word.confidence is not None and word.confidence < _UNSURE]
    texts = list(filter(None, (_in_context(still, place) for place in unsure)))
    shown = ", ".join(f"“{text}”" for text in texts[:3])
    wrong = round(weights.doubt * doubt)
    such = f", such as {shown}" if shown else ""
    counted = f"about {wrong} of {len(sure)} words may be wrong{such}" if wrong > 1 else ""
    return [(weights.doubt * doubt, counted or (f"the engine was unsure of {shown}" if shown else ""))]


def _in_context(words: Sequence[Word], place: int) -> str:
    """A word without its punctuation; a short word with its neighbours, because it says little alone."""
    word = words[place].text.strip(_EDGES)
    if not word or len(word) >= _TELLING:
        return word
    return " ".join(one.text.strip() for one in words[max(0, place - 1) : place + 2]).strip(_EDGES)


def _find_kept(segment: Segment, source: SideText) -> list[Word]:
    """The engine's words that are still in the original. Words that a person replaced are no longer doubtful."""
    folded = [(word, part) for word in segment.words for part in fold(word.text, source.language).split()]
    blocks = SequenceMatcher(None, [part for _, part in folded], source.words, autojunk=False).get_matching_blocks()
    kept = {id(word): word for block in blocks for word, _ in folded[block.a : block.a + block.size]}
    return list(kept.values())


def _weigh_content(pair: Pair, names: Sequence[str], weights: Weights) -> list[tuple[float, str]]:
    numbers = max(len([one for one in side.quantities if not one.weak]) for side in (pair.source, pair.target))
    signs = NEGATION.get(primary(pair.source.language))
    negates = signs is not None and has_sure(signs, " ".join(pair.source.words))
    marks = [*find_marks(pair.source.text or ()), *find_marks(pair.target.text or ())]
    unclear = sum(isinstance(mark, Unclear | Phonetic) for mark in marks)
    overlaps = any(isinstance(mark, Overlap) for mark in marks)
    return [
        (weights.number * numbers, "it has numbers"),
        (weights.name * bool(names), f"it has names: {', '.join(names[:3])}"),
        (weights.negation * negates, "it negates"),
        (weights.overlap * overlaps, "two speak at once"),
        (weights.unclear * unclear, "words are marked as unclear"),
        (weights.untranscribed * _count_unwritten(pair), "speech without words"),
    ]
