"""Distribute a text without times over timed rows. Pure.

For texts that somebody has typed or published already. Speech has a roughly even pace, so a word's position in the text
says roughly when it is spoken. Each row ends at the best position nearby: at a change of speaker or the end of a
sentence.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise

from dragoman.language.sentences import ends_clause, ends_with_stop
from dragoman.pipeline.texts import TextWord
from dragoman.transcript.span import Span

__all__ = ["lay_on_rows"]

_REACH = 8_000
"""Ms of speech by which the end of a row may differ from the position that the pace gives."""
_TURN = 4_000
"""The bonus, in ms, if the text's speaker changes where the voice changes."""
_SENTENCE, _CLAUSE, _ANYWHERE = 0, 500, 2_500


def lay_on_rows(tokens: Sequence[TextWord], rows: Sequence[tuple[Span, int | None]]) -> list[tuple[int, int]]:
    """For each row, the index of its first word and the index after its last one.

    The rows are in order. If there are rows, every word belongs to one.
    """
    if not rows:
        return []
    lengths = list(accumulate(len(token.word.text) + 1 for token in tokens))
    ends = list(accumulate(span.duration or 0 for span, _ in rows))
    pace = ends[-1] / lengths[-1] if lengths else 0.0
    moments = [0.0, *(length * pace for length in lengths)]
    cuts = [0]
    for row, end in enumerate(ends[:-1]):
        turns = rows[row][1] != rows[row + 1][1]
        # If there are few words, the nearest one may lie outside the reach.
        first = max(cuts[-1], min(bisect_left(moments, end - _REACH), len(tokens)) - 1)
        last = max(first, min(bisect_right(moments, end + _REACH), len(tokens)))
        places = range(first, last + 1)
        cuts.append(min(places, key=lambda at: abs(moments[at] - end) + _cost(tokens, at, turns=turns)))
    cuts.append(len(tokens))
    return list(pairwise(cuts))


def _cost(tokens: Sequence[TextWord], at: int, *, turns: bool) -> int:
    """The cost of ending a row before word ``at``; ``turns`` says whether another voice begins there."""
    if at in (0, len(tokens)):
        return _SENTENCE
    before, behind = tokens[at - 1], tokens[at]
    if before.segment is not behind.segment:
        changes = before.segment.speaker != behind.segment.speaker
        return _SENTENCE - (_TURN if changes and turns else 0)
    if ends_with_stop(before.word.text):
        return _SENTENCE
    return _CLAUSE if ends_clause(before.word.text) else _ANYWHERE
