"""Give times to text that has none: a share of the available time, by length. Pure."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import msgspec

from dragoman.formats.recognizers.whisper import interpolate
from dragoman.pipeline.texts import TextWord
from dragoman.transcript.document import Segment, Word
from dragoman.transcript.span import Span
from dragoman.transcript.text import plain

__all__ = ["with_times", "within"]


def with_times(written: Sequence[Segment], length: int | None) -> list[Segment]:
    """The passages, all with a start and an end.

    A passage without times shares the time up to the next start with the passage before it.

    :param length: of the recording, in ms
    """
    groups = _groups(written)
    starts = [group[0].span.start if group[0].span else 0 for group in groups]
    timed = zip(groups, starts, [*starts[1:], length], strict=False)
    return [
        each for group, start, end in timed for each in _shared(group, start, start if end is None else max(start, end))
    ]


def within(tokens: Sequence[TextWord], span: Span) -> list[TextWord]:
    """The words; those without times get a share of ``span``."""
    words = _ended([token.word for token in tokens], span)
    return [msgspec.structs.replace(token, word=word) for token, word in zip(tokens, words, strict=True)]


def _groups(written: Sequence[Segment]) -> list[list[Segment]]:
    """Each passage with a time, grouped with those after it that have none; the first group may have no time."""
    groups: list[list[Segment]] = []
    for each in written:
        if groups and each.span is None:
            groups[-1].append(each)
        else:
            groups.append([each])
    return groups


def _shared(group: Sequence[Segment], start: int, end: int) -> list[Segment]:
    first = group[0]
    if first.span is not None and first.span.end is not None:
        return [first, *_shared(group[1:], first.span.end, max(first.span.end, end))] if group[1:] else [first]
    sizes = [len(plain(each.source or ())) + 1 for each in group]
    bounds = [start + (end - start) * size // sum(sizes) for size in (0, *itertools.accumulate(sizes))]
    return [
        msgspec.structs.replace(each, span=Span(*bound))
        for each, bound in zip(group, itertools.pairwise(bounds), strict=True)
    ]


def _ended(words: Sequence[Word], span: Span) -> tuple[Word, ...]:
    """The words, all with a start and an end: a missing end is the start of the next word."""
    end = max(span.start, span.start if span.end is None else span.end)
    if len(words) == 1 and words[0].span is None:
        return (msgspec.structs.replace(words[0], span=Span(span.start, end), interpolated=True),)
    timed = interpolate(words, span.start, end)
    behind = [*(word.span.start if word.span else end for word in timed[1:]), end]
    return tuple(
        word
        if word.span is None or word.span.end is not None
        else msgspec.structs.replace(word, span=Span(word.span.start, max(word.span.start, after)))
        for word, after in zip(timed, behind, strict=False)
    )
