"""Roll-up captions, each of which repeats earlier lines: fold them, so that every line occurs once."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import msgspec

from dragoman.formats.reading.imported_cues import ImportedCue
from dragoman.problems import Place, Problem, ProblemLog
from dragoman.transcript.document import Word
from dragoman.transcript.span import Span

__all__ = ["fold"]

# A caption continues the one before if it begins no later than this after it (ms).
_SEAM = 100
# Nobody reads more lines than this at once.
_MOST_LINES = 4
# How many captions are examined to see whether a file rolls up.
_SAMPLE = 400


class _Step(msgspec.Struct):
    """The relation of a caption to the one before: how many lines it repeats, whether it has others too, or whether it
    extends the last line.
    """

    repeats: int = 0
    adds: bool = False
    grows: bool = False


def fold(passages: Sequence[ImportedCue], log: ProblemLog) -> list[ImportedCue]:
    """The captions without the lines that each repeats; if the file does not roll up, they are unchanged.

    A file rolls up if at least half of its first captions, and at least three, repeat or extend the caption before, and
    many of them add to it. A caption with a passage's id never belongs to such a file.
    """
    steps = _find_steps(passages[:_SAMPLE])
    if not _rolls(steps):
        return list(passages)
    if len(passages) > _SAMPLE:
        steps = _find_steps(passages)
    rolling = sum(step.repeats > 0 or step.grows for step in steps)
    out: list[ImportedCue] = []
    for passage, step in zip(passages, steps, strict=True):
        if step.grows and out:
            out[-1] = _grown(out[-1], passage)
        elif step.repeats:
            out += _rest(passage, step.repeats)
        else:
            out.append(passage)
    message = "captions that repeat what was on the screen: {rolling} of {count}; each line is kept once"
    log.add(Problem.of("captions-folded", "note", message, Place(), rolling=rolling, count=len(passages)))
    return out


def _find_steps(passages: Sequence[ImportedCue]) -> list[_Step]:
    return [_Step() for _ in passages[:1]] + [_compare(a, b) for a, b in itertools.pairwise(passages)]


def _rolls(steps: Sequence[_Step]) -> bool:
    rolling = sum(step.repeats > 0 or step.grows for step in steps)
    adding = sum(step.adds or step.grows for step in steps)
    return rolling >= 3 and rolling * 2 >= len(steps) and adding * 4 >= len(steps)


def _compare(before: ImportedCue, after: ImportedCue) -> _Step:
    if before.id is not None or after.id is not None or before.speaker != after.speaker:
        return _Step()
    if before.end is None or after.start is None or not -_SEAM <= after.start - before.end <= _SEAM:
        return _Step()
    shown, now = _lines(before), _lines(after)
    if not shown or not now:
        return _Step()
    for number in range(min(len(shown), len(now), _MOST_LINES), 0, -1):
        if shown[-number:] == now[:number]:
            return _Step(repeats=number, adds=len(now) > number)
    grows = len(shown) == len(now) and shown[:-1] == now[:-1] and now[-1].startswith(f"{shown[-1]} ")
    return _Step(grows=grows)


def _lines(passage: ImportedCue) -> list[str]:
    if not isinstance(passage.text, str) or passage.text.count("\n") > 2 * _MOST_LINES:
        return []
    return [line for raw in passage.text.split("\n") if (line := raw.strip())]


def _rest(passage: ImportedCue, repeated: int) -> list[ImportedCue]:
    """The caption without its first lines, if anything is left."""
    lines = _lines(passage)
    if len(lines) == repeated:
        return []
    words = passage.words[sum(len(line.split()) for line in lines[:repeated]) :]
    if words and words[0].span is None and passage.start is not None:
        # The new line appears together with its first word.
        words = (msgspec.structs.replace(words[0], span=Span(passage.start)), *words[1:])
    return [msgspec.structs.replace(passage, text="\n".join(lines[repeated:]), words=words)]


def _grown(before: ImportedCue, after: ImportedCue) -> ImportedCue:
    shown = [word for line in _lines(before) for word in line.split()]
    now = [word for line in _lines(after) for word in line.split()]
    words = before.words or _timed(shown, before.start)
    news = _timed(now[len(shown) :], after.start)
    return msgspec.structs.replace(before, end=after.end, text=after.text, words=(*words, *news))


def _timed(words: Sequence[str], start: int | None) -> tuple[Word, ...]:
    """Words that appear at the same time: only the first one has a known start."""
    return tuple(
        Word(text=word, span=Span(start) if place == 0 and start is not None else None)
        for place, word in enumerate(words)
    )
