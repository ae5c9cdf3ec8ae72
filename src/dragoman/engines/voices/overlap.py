"""Finds overlapped speech with a segmentation model.

The model (pyannote segmentation 3.0, MIT) takes ten seconds at a time. For every frame of 17 ms it returns the
probability that each of up to three voices, or each pair of them, speaks.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dragoman.engines.voices.network import open_network
from dragoman.engines.voices.segmentation import make_segmentation
from dragoman.engines.voices.weights import SEGMENTATION
from dragoman.transcript.span import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["OverlapFinder", "find_regions"]

_RATE = 16_000
_WINDOW = 10 * _RATE
_LEAST = _RATE // 2
"""Samples below which nothing is searched for."""
_STEP, _WIDTH = 270, 991
"""Samples from one frame to the next, and the samples that a frame covers."""
_FIRST_PAIR = 4
"""The first class that is a pair. The classes are: nobody, three voices alone, three pairs."""
_LIKELY = 0.5
_SHORTEST = 300
"""The shortest overlap that is reported, in ms."""
_GAP = 100


class OverlapFinder:
    """Finds overlapped speech. It keeps no state between calls.

    :param threads: how many threads the network uses
    :raises EngineError: if the model or the library that runs it is missing
    """

    name = "pyannote segmentation 3.0"

    def __init__(self, threads: int = 1) -> None:
        self._run = open_network(SEGMENTATION, make_segmentation, "state_dict", threads)

    def find(self, samples: NDArray[np.float32]) -> tuple[Span, ...]:
        """The spans, in ms from the first sample, in which two people speak at once.

        :param samples: shape (samples,), 16 kHz
        """
        import numpy as np

        if len(samples) < _LEAST:
            return ()
        starts = list(range(0, max(1, len(samples) - _WINDOW + 1), _WINDOW))
        if starts[-1] + _WINDOW < len(samples):
            starts.append(len(samples) - _WINDOW)
        windows = np.stack([samples[start : start + _WINDOW] for start in starts])
        chances = self._run(windows)[..., _FIRST_PAIR:].sum(axis=-1)
        likely = np.zeros(1 + (starts[-1] + windows.shape[1]) // _STEP, dtype=bool)
        for start, row in zip(starts, chances, strict=True):
            # The last window may overlap the one before: a frame counts if either finds overlap there.
            first = round(start / _STEP)
            likely[first : first + len(row)] |= row[: len(likely) - first] >= _LIKELY
        return find_regions(likely)


def find_regions(likely: NDArray[np.bool_]) -> tuple[Span, ...]:
    """The spans in ms of frames in which two speak, joined over short gaps; spans that are still short are left out.

    :param likely: shape (frames,)
    """
    spans: list[Span] = []
    for start, behind in _runs(likely):
        span = Span(_middle(start), _middle(behind))
        if spans and span.start - (spans[-1].end or 0) <= _GAP:
            span = Span(spans.pop().start, span.end)
        spans.append(span)
    return tuple(span for span in spans if (span.duration or 0) >= _SHORTEST)


def _runs(likely: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    at = 0
    for value, run in itertools.groupby(likely.tolist()):
        behind = at + len(list(run))
        if value:
            yield at, behind
        at = behind


def _middle(frame: int) -> int:
    """The time of the middle of a frame, in ms."""
    return round((frame * _STEP + _WIDTH / 2) / _RATE * 1000)
