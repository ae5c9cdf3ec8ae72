"""Align two texts without times, one the translation of the other, passage by passage. Pure.

Dynamic programming over lengths after Gale and Church, "A Program for Aligning Sentences in Bilingual Corpora" (1993),
with figures, names, questions and speakers as further evidence.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from dragoman.language.digits import to_ascii
from dragoman.language.folding import fold
from dragoman.language.name_sounds import skeleton

__all__ = ["AlignedPair", "Side", "align", "count_meetings", "map_speakers"]

# Negative natural logarithms of probabilities. Without other evidence, one passage matches one.
_COST_ONE, _COST_MERGED, _COST_MORE, _COST_ALONE = 0.12, 3.1, 2.5, 4.6
# The variance of a translation's length for each character (Gale and Church), increased for free translations.
_VARIANCE = 6.8 * 1.5
_MOST_LENGTH = 8.0
_MOST_MERGED = 4
# The weights of the evidence.
_FIGURE, _OTHER_FIGURE, _LACKS_FIGURE, _NAME, _QUESTION, _TURN, _SPEAKER = 3.0, 4.0, 2.5, 1.5, 1.5, 2.0, 9.0
_MOST_SHARED = 3
# How far from the diagonal passages are compared, and the most comparisons.
_BAND = 60
_BEAM = 30.0
_MOST_CELLS = 1_500_000
_MOST_SPEAKERS = 200
_OTHER_RATIO = 0.05
# The texts are not aligned if the cost is more than this share of leaving every passage alone.
_MOST_COST = 0.5
# How far away another partner is looked for.
_NEAR = 12
# A pair is unsure if another path costs less than this much more.
_MARGIN = 2.0
_FIGURES = re.compile(r"\d+(?:[.,٫٬]\d+)*")
_WORDS = re.compile(r"[^\W\d_]{3,}")
_QUESTION_END = re.compile(r"[?؟？;]\W*\Z")
_INFINITE = math.inf


class Side(msgspec.Struct, frozen=True):
    """A passage for comparison: its words and its speaker."""

    text: str
    speaker: str | None = None


class AlignedPair(msgspec.Struct, frozen=True):
    """Passages that belong together. ``first`` and ``second`` are ranges of indexes, one of which may be empty.

    ``sure`` says that no other pairing is nearly as likely.
    """

    first: range
    second: range
    sure: bool


class _Evidence(msgspec.Struct, frozen=True):
    """The features of a passage that are compared."""

    length: int
    figures: frozenset[str]
    names: frozenset[str]
    words: frozenset[str]
    asks: bool
    speaker: str | None
    is_turn: bool | None


def align(first: Sequence[Side], second: Sequence[Side], speakers: Mapping[str, str]) -> list[AlignedPair] | None:
    """The pairs in order, with every passage of both texts once; ``None`` if the texts are too long or too different.

    :param speakers: maps speakers of the second text to speakers of the first, as far as known
    """
    if not first or not second:
        return None
    same = {side.speaker: side.speaker for side in first if side.speaker}
    ones, others = _find_evidence(first, same), _find_evidence(second, speakers)
    ratio = sum(other.length for other in others) / sum(one.length for one in ones)
    table = _Table(ones, others, ratio)
    if not table.is_feasible:
        return None
    pairs = table.pairs()
    # Passages without a partner distorted the first estimate of the length ratio.
    paired = [(pair.first[0], pair.second[0]) for pair in pairs if len(pair.first) == len(pair.second) == 1]
    ratios = sorted(others[other].length / ones[one].length for one, other in paired)
    own_ratio = ratios[len(ratios) // 2] if ratios else ratio
    if abs(own_ratio - ratio) > _OTHER_RATIO * ratio:
        table = _Table(ones, others, own_ratio)
        pairs = table.pairs()
    return pairs if table.cost <= _MOST_COST * _COST_ALONE * (len(ones) + len(others)) else None


def map_speakers(first: Mapping[str, str], second: Mapping[str, str]) -> dict[str, str]:
    """Maps speakers of the second text to those of the first with the same name, in any script.

    :param first: names by id
    :param second: names by id
    """
    found: dict[str, str] = {}
    for id_, name in [*second.items()][:_MOST_SPEAKERS]:
        same = [other for other, known in first.items() if known.casefold() == name.casefold()]
        sounds = _sounds(name)
        near = [other for other, known in [*first.items()][:_MOST_SPEAKERS] if _sounds(known) == sounds]
        alike = same or (near if len(sounds) > 1 else [])
        if len(alike) == 1:
            found[id_] = alike[0]
    return found


def _sounds(name: str) -> str:
    """The consonants of a name, in any script."""
    return "".join(skeleton(word) for word in fold(name, "und").split())


def _find_evidence(sides: Sequence[Side], speakers: Mapping[str, str]) -> list[_Evidence]:
    found: list[_Evidence] = []
    before: str | None = None
    for number, side in enumerate(sides):
        words = list(_WORDS.finditer(side.text))
        inner = [word.group() for word in words if word.start() and word.group()[0].isupper()]
        known = side.speaker is not None and before is not None
        found.append(
            _Evidence(
                length=max(1, len(side.text)),
                figures=frozenset(re.sub(r"[.,٫٬]", "", figure) for figure in _FIGURES.findall(to_ascii(side.text))),
                names=_skeletons(inner),
                words=_skeletons(word.group() for word in words),
                asks=_QUESTION_END.search(side.text) is not None,
                # A speaker without a counterpart in the first text is no evidence.
                speaker=speakers.get(side.speaker or ""),
                is_turn=side.speaker != before if known and number else None,
            )
        )
        before = side.speaker
    return found


def _skeletons(words: Iterable[str]) -> frozenset[str]:
    return frozenset(sounds for word in words if len(sounds := _sounds(word)) > 2)


class _Table:
    """The lowest costs of aligning all beginnings and all ends of two texts, near the diagonal."""

    def __init__(self, first: Sequence[_Evidence], second: Sequence[_Evidence], ratio: float) -> None:
        self._first = first
        self._second = second
        self._ratio = ratio
        self._slope = len(second) / len(first)
        self._band = _BAND + abs(len(second) - len(first))
        self.is_feasible = len(first) * min(len(second), 2 * self._band) <= _MOST_CELLS
        if self.is_feasible:
            self._costs: dict[tuple[int, int, int, int], float] = {}
            self._before = self._fill_before()
            self._after = self._fill_after()

    @property
    def cost(self) -> float:
        """The cost of the cheapest path."""
        return self._after.get((0, 0), _INFINITE)

    def pairs(self) -> list[AlignedPair]:
        """The cheapest path; each pair says whether another path costs nearly as little."""
        found: list[AlignedPair] = []
        i, j = 0, 0
        while (i, j) != (len(self._first), len(self._second)):
            costs = sorted((self._through(i, j, a, b), a, b) for a, b in self._moves(i, j))
            if not costs or costs[0][0] == _INFINITE:
                break
            _, a, b = costs[0]
            found.append(AlignedPair(range(i, i + a), range(j, j + b), self._is_sure(i, j, a, b)))
            i, j = i + a, j + b
        return found

    def _is_sure(self, i: int, j: int, a: int, b: int) -> bool:
        """Whether every path that pairs this passage otherwise costs clearly more."""
        best = self._through(i, j, a, b)
        if a:
            cells = ((i, other) for other in range(max(0, j - _NEAR), min(len(self._second), j + _NEAR) + 1))
        else:
            cells = ((other, j) for other in range(max(0, i - _NEAR), min(len(self._first), i + _NEAR) + 1))
        for row, column in cells:
            for down, right in self._moves(row, column):
                if (down if a else right) == 0 or (row, column, down, right) == (i, j, a, b):
                    continue
                if self._through(row, column, down, right) < best + _MARGIN:
                    return False
        return True

    def _through(self, i: int, j: int, a: int, b: int) -> float:
        before, after = self._before.get((i, j), _INFINITE), self._after.get((i + a, j + b), _INFINITE)
        return before + self._cost(i, j, a, b) + after if before + after < _INFINITE else _INFINITE

    def _columns(self, i: int) -> range:
        middle = int(i * self._slope)
        return range(max(0, middle - self._band), min(len(self._second), middle + self._band) + 1)

    def _moves(self, i: int, j: int) -> list[tuple[int, int]]:
        """The numbers of passages of both texts that may be taken next; several only if they have one speaker."""
        left, right = len(self._first) - i, len(self._second) - j
        moves = [(a, b) for a, b in ((1, 1), (1, 0), (0, 1)) if a <= left and b <= right]
        for many in range(2, _MOST_MERGED + 1):
            if many <= left and right and _same_speaker(self._first[i : i + many]):
                moves.append((many, 1))
            if many <= right and left and _same_speaker(self._second[j : j + many]):
                moves.append((1, many))
        return moves

    def _fill_before(self) -> dict[tuple[int, int], float]:
        table: dict[tuple[int, int], float] = {(0, 0): 0.0}
        for i in range(len(self._first) + 1):
            columns = [j for j in self._columns(i) if (i, j) in table]
            least = min((table[i, j] for j in columns), default=_INFINITE)
            for j in self._columns(i):
                here = table.get((i, j))
                # A prefix that costs so much more than the cheapest one cannot be part of the result.
                if here is None or here > least + _BEAM:
                    table.pop((i, j), None)
                    continue
                least = min(least, here)
                for a, b in self._moves(i, j):
                    cost = here + self._cost(i, j, a, b)
                    if cost < table.get((i + a, j + b), _INFINITE):
                        table[i + a, j + b] = cost
        return table

    def _fill_after(self) -> dict[tuple[int, int], float]:
        table: dict[tuple[int, int], float] = {(len(self._first), len(self._second)): 0.0}
        for i in range(len(self._first), -1, -1):
            for j in reversed(self._columns(i)):
                if (i, j) not in self._before:
                    continue
                costs = [
                    self._cost(i, j, a, b) + after
                    for a, b in self._moves(i, j)
                    if (after := table.get((i + a, j + b))) is not None
                ]
                if costs:
                    table[i, j] = min(costs)
        return table

    def _cost(self, i: int, j: int, a: int, b: int) -> float:
        key = (i, j, a, b)
        cost = self._costs.get(key)
        if cost is None:
            cost = self._costs[key] = _pair_cost(self._first[i : i + a], self._second[j : j + b], self._ratio)
        return cost


def _same_speaker(passages: Sequence[_Evidence]) -> bool:
    return all(passage.speaker == passages[0].speaker and not passage.is_turn for passage in passages[1:])


def _pair_cost(ones: Sequence[_Evidence], others: Sequence[_Evidence], ratio: float) -> float:
    """How unlikely it is that these passages are translations of each other."""
    if not ones or not others:
        return _COST_ALONE * (len(ones) + len(others))
    prior = _COST_ONE if len(ones) == len(others) == 1 else _COST_MERGED + _COST_MORE * (len(ones) + len(others) - 3)
    length = _length_cost(sum(one.length for one in ones), sum(other.length for other in others), ratio)
    return prior + length + _figure_cost(ones, others) + _word_cost(ones, others) + _speaker_cost(ones[0], others[0])


def _length_cost(one: int, other: int, ratio: float) -> float:
    difference = abs(other - one * ratio) / math.sqrt((one * ratio + other) / 2 * _VARIANCE)
    share = math.erfc(difference / math.sqrt(2))
    return min(_MOST_LENGTH, -math.log(share)) if share > 0 else _MOST_LENGTH


def _figure_cost(ones: Sequence[_Evidence], others: Sequence[_Evidence]) -> float:
    mine = frozenset[str]().union(*(one.figures for one in ones))
    theirs = frozenset[str]().union(*(other.figures for other in others))
    if not mine and not theirs:
        return 0.0
    shared = len(mine & theirs)
    if shared:
        return -_FIGURE * min(shared, _MOST_SHARED)
    return _OTHER_FIGURE if mine and theirs else _LACKS_FIGURE


def _word_cost(ones: Sequence[_Evidence], others: Sequence[_Evidence]) -> float:
    names = sum(len(one.names & other.words | other.names & one.words) for one in ones for other in others)
    # Somebody else answers a question, so it is hardly ever inside merged passages.
    inner = sum(passage.asks for passage in (*ones[:-1], *others[:-1]))
    asks = _QUESTION * (inner + (ones[-1].asks != others[-1].asks))
    return asks - _NAME * min(names, _MOST_SHARED)


def _speaker_cost(one: _Evidence, other: _Evidence) -> float:
    if one.speaker is not None and other.speaker is not None:
        return 0.0 if one.speaker == other.speaker else _SPEAKER
    is_known = one.is_turn is not None and other.is_turn is not None
    return _TURN if is_known and one.is_turn != other.is_turn else 0.0


def count_meetings(
    pairs: Sequence[AlignedPair], first: Sequence[Side], second: Sequence[Side]
) -> Counter[tuple[str, str]]:
    """How often each speaker of the second text was paired with each of the first."""
    met: Counter[tuple[str, str]] = Counter()
    for pair in pairs:
        if pair.first and pair.second:
            own, other = first[pair.first[0]].speaker, second[pair.second[0]].speaker
            if own and other:
                met[other, own] += 1
    return met
