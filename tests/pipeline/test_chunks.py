"""Where a model's hearing begins and ends: told by probabilities alone, whatever the sound."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from dragoman.engines.base import Chunk
from dragoman.pipeline.chunks import ChunkOptions, find_chunks, find_spans
from dragoman.transcript.span import Span

FRAME = 512
OPTIONS = ChunkOptions(longest=29_500, shortest_cut=10_000)
Runs = Sequence[tuple[float, int]]

# Runs of frames (of 32 ms) with the same probability of speech.
runs = st.lists(
    st.tuples(st.sampled_from([0.0, 0.1, 0.2, 0.25, 0.4, 0.9]), st.integers(1, 60) | st.integers(200, 500)), max_size=14
)


class Script:
    """A finder of speech that knows its probabilities beforehand."""

    frame = FRAME

    def __init__(self, runs: Runs) -> None:
        self.chances = np.repeat([chance for chance, _ in runs], [count for _, count in runs]).astype(np.float32)
        self.at = 0

    def find_speech(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        count = len(samples) // FRAME
        self.at += count
        return np.pad(self.chances, (0, count))[self.at - count : self.at]


def sound(frames: int) -> NDArray[np.float32]:
    """Samples that count themselves."""
    return np.arange(frames * FRAME, dtype=np.float32)


def blocks(samples: NDArray[np.float32], size: int) -> Iterator[NDArray[np.float32]]:
    for start in range(0, len(samples), size):
        yield samples[None, start : start + size]


def chunked(runs: Runs, *, size: int = 160_000, start: int = 0) -> list[Chunk]:
    script = Script(runs)
    return list(find_chunks(blocks(sound(len(script.chances)), size), [script], OPTIONS, start=start))


def spans(chunks: Sequence[Chunk]) -> list[tuple[int, int | None]]:
    return [(chunk.span.start, chunk.span.end) for chunk in chunks]


def test_speech_is_a_chunk_with_its_margins() -> None:
    (chunk,) = chunked([(0.0, 100), (0.9, 100), (0.0, 200)])
    assert chunk.speech == (Span(3200, 6400),)
    assert chunk.span == Span(2784, 6784)


def test_samples_are_those_of_the_span() -> None:
    (chunk,) = chunked([(0.0, 100), (0.9, 100), (0.0, 200)], start=60_000)
    assert chunk.samples[0] == (chunk.span.start - 60_000) * 16
    assert len(chunk.samples) == (chunk.span.duration or 0) * 16


def test_a_long_silence_parts_two_chunks() -> None:
    assert [chunk.speech for chunk in chunked([(0.9, 100), (0.0, 100), (0.9, 100)])] == [
        (Span(0, 3200),),
        (Span(6400, 9600),),
    ]


def test_a_short_pause_stays_inside_a_chunk() -> None:
    (chunk,) = chunked([(0.9, 100), (0.0, 50), (0.9, 100)])
    assert chunk.speech == (Span(0, 3200), Span(4800, 8000))


def test_a_chunk_that_is_long_enough_ends_in_its_first_pause() -> None:
    first, second, third = chunked([(0.9, 400), (0.0, 20), (0.9, 400), (0.0, 20), (0.9, 400)])
    assert [span.end for chunk in (first, second, third) for span in chunk.speech] == [12_800, 26_240, 39_680]
    assert first.span.end == second.span.start == 13_120


def test_a_chunk_goes_on_until_it_is_long_enough() -> None:
    first, second = chunked([(0.9, 200), (0.0, 20), (0.9, 200), (0.0, 20), (0.9, 400)])
    assert [span.end for span in first.speech] == [6400, 13_440]
    assert len(second.speech) == 1


def test_without_a_wide_pause_the_widest_is_taken() -> None:
    first, second = chunked([(0.9, 400), (0.0, 9), (0.9, 200), (0.0, 3), (0.9, 600)])
    assert first.span.end == second.span.start == 12_944 - 12_944 % 32


def test_speech_without_a_pause_is_cut_at_the_limit_and_nothing_is_lost() -> None:
    chunks = chunked([(0.9, 3000)])
    assert [chunk.span.start for chunk in chunks[1:]] == [chunk.span.end for chunk in chunks[:-1]]
    assert chunks[-1].span.end == 96_000
    assert all((chunk.span.duration or 0) <= 30_000 for chunk in chunks)


def test_a_draft_has_chunks_of_half_a_minute_at_most() -> None:
    script = Script([(0.9, 700), (0.0, 16)] * 8)
    made = list(find_chunks(blocks(sound(len(script.chances)), 160_000), [script], ChunkOptions()))
    assert 20_000 <= max(chunk.span.duration or 0 for chunk in made) <= 29_500


def test_a_soft_beginning_belongs_to_the_speech() -> None:
    (chunk,) = chunked([(0.0, 100), (0.2, 10), (0.9, 100), (0.0, 100)])
    assert chunk.speech == (Span(3200, 6720),)


def test_a_long_murmur_before_speech_does_not() -> None:
    (chunk,) = chunked([(0.2, 200), (0.9, 100), (0.0, 100)])
    assert chunk.speech == (Span(6400 - 512, 9600),)


def test_a_click_is_no_speech() -> None:
    assert chunked([(0.0, 100), (0.9, 2), (0.0, 100)]) == []


def test_silence_has_no_chunks() -> None:
    assert chunked([(0.0, 500)]) == []
    assert chunked([]) == []


def test_speech_goes_on_while_it_is_doubtful() -> None:
    probabilities = np.array([0.1, 0.35, 0.2, 0.2, 0.1, 0.2], dtype=np.float32)
    assert find_spans(probabilities, 32, OPTIONS) == (Span(32, 128),)


def test_channels_are_chunked_apart() -> None:
    left, right = Script([(0.9, 100), (0.0, 200)]), Script([(0.0, 200), (0.9, 100)])
    both = np.stack([sound(300), sound(300)])
    chunks = list(find_chunks([both], [left, right], OPTIONS))
    assert [(chunk.channel, chunk.speech) for chunk in chunks] == [(0, (Span(0, 3200),)), (1, (Span(6400, 9600),))]


def test_one_channel_has_no_number() -> None:
    assert chunked([(0.9, 100)])[0].channel is None


def refusing(runs: Runs, size: int = 160_000) -> list[Chunk]:
    """The chunks and the refused sound between them."""
    script = Script(runs)
    return list(find_chunks(blocks(sound(len(script.chances)), size), [script], OPTIONS, refused=True))


def test_refused_sound_comes_as_chunks_without_speech() -> None:
    found = refusing([(0.0, 100), (0.9, 100), (0.0, 200)])
    assert spans(found) == [(0, 2784), (2784, 6784), (6784, 12_800)]
    assert [bool(chunk.speech) for chunk in found] == [False, True, False]


def test_an_hour_of_refused_sound_comes_a_minute_at_a_time() -> None:
    assert spans(refusing([(0.0, 4000)])) == [(0, 60_000), (60_000, 120_000), (120_000, 128_000)]


@given(runs, st.integers(1, 400_000))
@settings(max_examples=60, deadline=None)
def test_with_the_refused_sound_nothing_of_the_whole_is_missing(runs: Runs, size: int) -> None:
    size = max(size, len(Script(runs).chances) * FRAME // 200)
    samples = [chunk.samples for chunk in refusing(runs, size)]
    whole = sound(len(Script(runs).chances))
    # What a chunk and its margin end with may lie inside a frame.
    heard = np.unique(np.concatenate([*samples, whole[:0]]))
    assert len(heard) == sum(map(len, samples))
    assert np.array_equal(heard, whole)
    assert spans(refusing(runs, size)) == spans(refusing(runs))


@given(runs)
@settings(max_examples=80, deadline=None)
def test_chunks_lie_one_behind_the_other_and_are_never_too_long(runs: Runs) -> None:
    chunks = chunked(runs)
    ends = [0, *((chunk.span.end or 0) for chunk in chunks)]
    assert all(chunk.span.start >= end for chunk, end in zip(chunks, ends, strict=False))
    assert all(0 < (chunk.span.duration or 0) <= 30_000 for chunk in chunks)
    assert all(chunk.samples[0] == chunk.span.start * 16 for chunk in chunks)


def frames(heard: Iterable[Span]) -> set[int]:
    return {place for span in heard for place in range(span.start, span.end or 0, 32)}


@given(runs)
@example([(0.9, 900), (0.2, 300)])
@example([(0.9, 1), (0.2, 2000)])
@settings(max_examples=80, deadline=None)
def test_all_speech_is_in_a_chunk(runs: Runs) -> None:
    wanted = frames(find_spans(Script(runs).chances, 32, OPTIONS))
    got = frames(span for chunk in chunked(runs) for span in chunk.speech)
    # What is left of a stretch behind a cut may be too short to be heard.
    assert got <= wanted
    assert not any({at, at + 32, at + 64} <= wanted - got for at in wanted)


@given(runs, st.integers(1, 400_000), st.sampled_from([0, 32, 3_600_000]))
@example([(0.9, 310), (0.0, 16), (0.9, 590), (0.0, 40), (0.9, 50)], 16_000, 0)
@example([(0.9, 200), (0.0, 93), (0.9, 2), (0.0, 50), (0.9, 50)], 16_000, 0)
@example([(0.9, 900), (0.2, 300)], 16_000, 0)
@settings(max_examples=80, deadline=None)
def test_chunks_are_the_same_whatever_the_blocks(runs: Runs, size: int, start: int) -> None:
    size = max(size, len(Script(runs).chances) * FRAME // 200)
    ours, other = chunked(runs), chunked(runs, size=size, start=start)
    assert [(s + start, (e or 0) + start) for s, e in spans(ours)] == spans(other)
    assert all(np.array_equal(a.samples, b.samples) for a, b in zip(ours, other, strict=True))


def test_an_excerpt_is_cut_where_the_whole_is() -> None:
    whole = chunked([(0.9, 300), (0.0, 120), (0.9, 300), (0.0, 120), (0.9, 300)])
    first = 360 * 32 + 17
    script = Script([(0.0, 60), (0.9, 300), (0.0, 120), (0.9, 300)])
    part = list(find_chunks(blocks(sound(780)[: 780 * FRAME - 17 * 16], 160_000), [script], OPTIONS, start=first))
    assert spans(part) == spans(whole[1:])
    assert part[0].samples[0] == (part[0].span.start - first) * 16


def test_a_chunk_never_begins_before_the_excerpt() -> None:
    (chunk,) = find_chunks([sound(100)[None]], [Script([(0.9, 100)])], OPTIONS, start=1017)
    assert (chunk.span.start, chunk.samples[0]) == (1017, 0)
