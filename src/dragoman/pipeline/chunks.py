"""A stream of sound -> chunks of speech, each of which a model transcribes at once.

A chunk ends in the first pause once it is long enough, in its widest pause if none is wide, and after 29.5 s at the
latest. It keeps the pauses inside it, so that its clock is the recording's. The cuts depend only on the sound around
them, and memory never holds more than one chunk.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from dragoman.engines.base import Chunk, SpeechFinder
from dragoman.transcript.span import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["ChunkOptions", "find_chunks", "find_spans"]

_RATE = 16_000
_REFUSED = 60_000
"""The most sound outside speech, in ms, that is kept: an hour of it must not fill the memory."""


class ChunkOptions(msgspec.Struct, frozen=True, kw_only=True):
    """``onset`` and ``offset``: probabilities at which speech begins and below which it ends. All other fields are in
    ms.
    """

    onset: float = 0.3
    offset: float = 0.15
    longest: int = 29_500
    enough: int = 8_000
    """A chunk at least this long ends in the first ``pause``: shorter chunks are faster to transcribe."""
    pause: int = 480
    """The pause that ends a chunk which is long enough."""
    shortest_cut: int = 10_000
    """The earliest cut in a chunk that has no pause long enough."""
    silence: int = 3_000
    """The pause that ends any chunk."""
    margin: int = 400
    """Sound kept before and after speech, unless other speech is there."""
    rise: int = 512
    """The longest quiet start of speech, in which the probability is at least ``offset``."""
    blip: int = 96
    """Anything shorter does not count as speech."""

    @property
    def unsettled(self) -> int:
        """Ms at the end of the buffer that a later chunk may still need, for its quiet start and its margin."""
        return self.blip + self.rise + self.margin


def find_chunks(
    blocks: Iterable[NDArray[np.float32]],
    finders: Sequence[SpeechFinder],
    options: ChunkOptions,
    *,
    start: int = 0,
    refused: bool = False,
) -> Iterator[Chunk]:
    """Yield the chunks of a sound, roughly in order of their start.

    :param blocks: sound of shape (channels, samples), 16 kHz
    :param finders: one per channel
    :param start: the time of the first sample in the whole recording, in ms
    :param refused: also yield the sound between them, as chunks without speech of at most one minute
    """
    channels = range(len(finders)) if len(finders) > 1 else (None,)
    held = [
        _Held(finder.frame, start, options, channel, keeps=refused)
        for finder, channel in zip(finders, channels, strict=True)
    ]
    for block in _whole_frames(blocks, finders[0].frame, held[0].lead):
        for row, finder, each in zip(block, finders, held, strict=True):
            each.add(row, finder.find_speech(row))
            yield from each.closed(final=False)
    for each in held:
        yield from each.closed(final=True)


def find_spans(
    probabilities: NDArray[np.float32], frame_ms: float, options: ChunkOptions, *, speaking: bool = False
) -> tuple[Span, ...]:
    """The spans of speech, in ms from the first frame: from a probability of ``onset`` until one below ``offset``.

    :param speaking: whether somebody was speaking before the first frame
    """
    spans: list[Span] = []
    begun: int | None = 0 if speaking else None
    for place, chance in enumerate(probabilities.tolist()):
        if begun is None and chance >= options.onset:
            begun = place
        elif begun is not None and chance < options.offset:
            spans.append(_span(begun, place, frame_ms))
            begun = None
    if begun is not None:
        spans.append(_span(begun, len(probabilities), frame_ms))
    long = [span for span in spans if (span.duration or 0) >= options.blip]
    ends = [0, *(span.end or 0 for span in long)]
    return tuple(_from_rise(span, end, probabilities, frame_ms, options) for span, end in zip(long, ends, strict=False))


def _from_rise(
    span: Span, before: int, probabilities: NDArray[np.float32], frame_ms: float, options: ChunkOptions
) -> Span:
    """The span extended to its quiet start, in which the probability rises from ``offset`` to ``onset``.

    :param before: the end of the previous span, in ms
    """
    place = round(span.start / frame_ms)
    first = max(round(before / frame_ms), place - round(options.rise / frame_ms), 0)
    while place > first and probabilities[place - 1] >= options.offset:
        place -= 1
    return Span(round(place * frame_ms), span.end)


def _span(first: int, behind: int, frame_ms: float) -> Span:
    return Span(round(first * frame_ms), round(behind * frame_ms))


def _whole_frames(blocks: Iterable[NDArray[np.float32]], frame: int, lead: int) -> Iterator[NDArray[np.float32]]:
    """The same sound in blocks of whole frames, with ``lead`` samples of silence before it and padding after it."""
    import numpy as np

    rest: NDArray[np.float32] | None = None
    for block in blocks:
        joined = np.pad(block, ((0, 0), (lead, 0))) if rest is None else np.concatenate([rest, block], axis=1)
        whole = joined.shape[1] // frame * frame
        if whole:
            yield joined[:, :whole]
        rest = joined[:, whole:]
    if rest is not None and rest.shape[1]:
        yield np.pad(rest, ((0, 0), (0, frame - rest.shape[1])))


class _Held:
    """A buffer of sound and probabilities that no chunk contains yet. Places are frames from the first sample held.

    ``refused`` is the sound directly before it that belongs to no chunk, if that is kept.
    """

    def __init__(self, frame: int, start: int, options: ChunkOptions, channel: int | None, *, keeps: bool) -> None:
        import numpy as np

        self.frame = frame
        self.keeps = keeps
        self.options = options
        self.channel = channel
        self.frame_ms = frame * 1000 / _RATE
        # Frames are aligned with the whole recording, so that an excerpt is cut where the whole would be.
        self.lead = start * _RATE // 1000 % frame
        self.begin = start
        self.start = start - self.lead * 1000 // _RATE
        self.dropped = 0
        self.speaking = False
        self.samples = np.zeros(0, dtype=np.float32)
        self.chances = np.zeros(0, dtype=np.float32)
        self.refused = np.zeros(0, dtype=np.float32)

    def add(self, samples: NDArray[np.float32], chances: NDArray[np.float32]) -> None:
        import numpy as np

        self.samples = np.concatenate([self.samples, samples])
        self.chances = np.concatenate([self.chances, chances])

    def closed(self, *, final: bool) -> Iterator[Chunk]:
        """Yield the chunks whose end is certain by now."""
        while True:
            spans = find_spans(self.chances, self.frame_ms, self.options, speaking=self.speaking)
            if not spans:
                # The last frames may be the beginning of speech, and the frames before them its quiet start and margin.
                self.speaking &= len(self.chances) * self.frame_ms < self.options.blip
                yield from self._refuse(len(self.chances) - (0 if final else self._frames(self.options.unsettled) + 1))
                if final:
                    yield from self._refused(least=1)
                return
            first = max(0, spans[0].start - self.options.margin)
            cut = _find_cut(spans, first, len(self.chances) * self.frame_ms, self.options, final=final)
            if cut is None:
                return
            end, behind = cut
            chunk = self._chunk(first, end, spans)
            yield from self._refuse(self._frames(first))
            yield from self._refused(least=1)
            yield chunk
            self.speaking = any(span.start < behind < (span.end or 0) for span in spans)
            self._drop(self._frames(end) - self._frames(first))
            yield from self._refuse(self._frames(behind) - self._frames(end))

    def _chunk(self, first: int, end: int, spans: tuple[Span, ...]) -> Chunk:
        at, behind = self._frames(first), self._frames(end)
        offset = self.start + round(self.dropped * self.frame_ms)
        span = Span(max(self.begin, offset + round(at * self.frame_ms)), offset + round(behind * self.frame_ms))
        speech = tuple(
            Span(max(span.start, offset + each.start), min(span.end or 0, offset + (each.end or 0)))
            for each in spans
            if each.start < end and (each.end or 0) > first
        )
        samples = self.samples[(span.start - offset) * _RATE // 1000 : behind * self.frame].copy()
        return Chunk(samples=samples, span=span, speech=speech, channel=self.channel)

    def _refuse(self, frames: int) -> Iterator[Chunk]:
        """Drop frames that belong to no chunk; if they are kept, yield them one minute at a time."""
        import numpy as np

        if self.keeps and frames > 0:
            self.refused = np.concatenate([self.refused, self.samples[: frames * self.frame]])
        self._drop(frames)
        yield from self._refused(least=self._frames(_REFUSED) * self.frame)

    def _refused(self, least: int) -> Iterator[Chunk]:
        """Yield the kept sound outside speech while there are at least ``least`` samples of it."""
        longest = self._frames(_REFUSED) * self.frame
        while len(self.refused) >= least:
            begun = self.dropped - len(self.refused) // self.frame
            taken, self.refused = self.refused[:longest], self.refused[longest:]
            first = self.start + round(begun * self.frame_ms)
            start = max(self.begin, first)
            yield Chunk(
                samples=taken[(start - first) * _RATE // 1000 :].copy(),
                span=Span(start, max(start, first + round(len(taken) // self.frame * self.frame_ms))),
                speech=(),
                channel=self.channel,
            )

    def _frames(self, ms: float) -> int:
        return int(ms // self.frame_ms)

    def _drop(self, frames: int) -> None:
        frames = max(0, min(frames, len(self.chances)))
        self.samples = self.samples[frames * self.frame :]
        self.chances = self.chances[frames:]
        self.dropped += frames


def _find_cut(
    spans: tuple[Span, ...], first: int, reached: float, options: ChunkOptions, *, final: bool
) -> tuple[int, int] | None:
    """Where the chunk that begins at ``first`` ends, and where the next one may begin; ``None`` if still unknown."""
    limit = first + options.longest
    pauses = [
        (before.end or 0, after.start) for before, after in itertools.pairwise(spans) if (before.end or 0) <= limit
    ]
    for end, start in pauses:
        if start - end >= (options.pause if end - first >= options.enough else options.silence):
            return _in_pause(end, start, options)
    last = spans[-1].end or 0
    # Speech that has only just begun is not among the spans yet. The cut waits until everything that decides it is
    # known, so that it does not depend on the size of the buffer.
    known = reached - options.blip - options.rise
    if last <= limit and (final or known - last >= options.silence):
        return min(round(reached), last + options.margin), last + min(options.margin, round(reached) - last)
    if not final and known < limit + options.silence:
        return None
    if late := [pause for pause in pauses if pause[0] - first >= options.shortest_cut]:
        return _in_pause(*max(late, key=lambda pause: (pause[1] - pause[0], pause[0])), options)
    return limit, limit


def _in_pause(end: int, start: int, options: ChunkOptions) -> tuple[int, int]:
    middle = (end + start) // 2
    return min(end + options.margin, middle), max(start - options.margin, middle)
