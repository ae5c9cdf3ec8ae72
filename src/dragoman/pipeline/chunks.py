"""Sound in a stream -> chunks of speech, each of which a model transcribes at once.

A chunk ends in the first pause once it is long enough, in its widest pause where none is wide, and after 29.5 s at the
latest. It keeps the pauses inside it, so that its clock is the recording's. Cuts depend on the sound around them alone,
and never more than a chunk is held.
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
"""Ms of refused sound that are kept at most, so that an hour of it takes no memory."""


class ChunkOptions(msgspec.Struct, frozen=True, kw_only=True):
    """``onset`` and ``offset``: probabilities above which speech begins and below which it ends. The rest in ms."""

    onset: float = 0.3
    offset: float = 0.15
    longest: int = 29_500
    enough: int = 8_000
    """A chunk that is as long as this ends in the first ``pause``: shorter chunks take less time."""
    pause: int = 480
    """A pause that ends a chunk that is long enough."""
    shortest_cut: int = 10_000
    """A chunk in which no pause is that long is not cut before this."""
    silence: int = 3_000
    """A pause that does end a chunk."""
    margin: int = 400
    """Sound kept before and behind speech, where no other speech is."""
    rise: int = 512
    """How long the soft beginning of speech may be, in which the probability is above ``offset``."""
    blip: int = 96
    """Speech shorter than this is none."""

    @property
    def unsettled(self) -> int:
        """Ms at the end of what is held that a chunk may still take, with its soft beginning and its margin."""
        return self.blip + self.rise + self.margin


def find_chunks(
    blocks: Iterable[NDArray[np.float32]],
    finders: Sequence[SpeechFinder],
    options: ChunkOptions,
    *,
    start: int = 0,
    refused: bool = False,
) -> Iterator[Chunk]:
    """The chunks of a sound, about in the order in which they begin.

    :param blocks: sound of shape (channels, samples), 16 kHz
    :param finders: one a channel
    :param start: ms in the whole recording at which the first sample lies
    :param refused: whether the sound between them comes too, as chunks without speech, a minute at most each
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
    """The spans of speech, from the first sample on, frame by frame: above ``onset`` until below ``offset``.

    :param speaking: whether somebody spoke before the first frame
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
    """A span with its soft beginning, in which the probability rises from ``offset`` to ``onset``.

    :param before: where the span before it ends
    """
    place = round(span.start / frame_ms)
    first = max(round(before / frame_ms), place - round(options.rise / frame_ms), 0)
    while place > first and probabilities[place - 1] >= options.offset:
        place -= 1
    return Span(round(place * frame_ms), span.end)


def _span(first: int, behind: int, frame_ms: float) -> Span:
    return Span(round(first * frame_ms), round(behind * frame_ms))


def _whole_frames(blocks: Iterable[NDArray[np.float32]], frame: int, lead: int) -> Iterator[NDArray[np.float32]]:
    """The same sound in blocks of whole frames; before it ``lead`` samples of silence, and some behind it."""
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
    """Sound and probabilities that no chunk has taken yet. Places are frames from the first sample held.

    ``refused`` is the sound right before it that belongs to no chunk, where that is kept.
    """

    def __init__(self, frame: int, start: int, options: ChunkOptions, channel: int | None, *, keeps: bool) -> None:
        import numpy as np

        self.frame = frame
        self.keeps = keeps
        self.options = options
        self.channel = channel
        self.frame_ms = frame * 1000 / _RATE
        # Frames lie as in the whole recording, so that an excerpt is cut where the whole is.
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
        """The chunks whose end is certain by now."""
        while True:
            spans = find_spans(self.chances, self.frame_ms, self.options, speaking=self.speaking)
            if not spans:
                # Speech may begin in the last frames, its soft beginning and its margin before them.
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
        """Drop frames that belong to no chunk; where they are kept, a minute of them is given away at a time."""
        import numpy as np

        if self.keeps and frames > 0:
            self.refused = np.concatenate([self.refused, self.samples[: frames * self.frame]])
        self._drop(frames)
        yield from self._refused(least=self._frames(_REFUSED) * self.frame)

    def _refused(self, least: int) -> Iterator[Chunk]:
        """What is kept of refused sound, while it is so many samples at least."""
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
    """Where the chunk that begins at ``first`` ends, and where the next may begin; ``None``: not known yet."""
    limit = first + options.longest
    pauses = [
        (before.end or 0, after.start) for before, after in itertools.pairwise(spans) if (before.end or 0) <= limit
    ]
    for end, start in pauses:
        if start - end >= (options.pause if end - first >= options.enough else options.silence):
            return _in_pause(end, start, options)
    last = spans[-1].end or 0
    # Speech that has only begun is not among the spans yet. All that decides must be known, so that a cut does not
    # depend on how much happens to be held.
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
