"""Chunks heard at the same time, given back in order."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import numpy as np
import pytest

from dragoman.engines.base import Chunk, LanguagePart, TranscribeOptions, Transcription
from dragoman.engines.fake import Fake
from dragoman.pipeline.guards import Watch
from dragoman.pipeline.store import Store
from dragoman.pipeline.transcription_stage import transcribe_all
from dragoman.transcript.span import Span

OPTIONS = TranscribeOptions(language="es")
NOTHING = Store(None)


def chunks(count: int, taken: list[int] | None = None) -> Iterator[Chunk]:
    """A chunk every ten seconds with one second of speech; tells which were taken."""
    for number in range(count):
        if taken is not None:
            taken.append(number)
        start = number * 10_000
        speech = (Span(start, start + 1000),)
        yield Chunk(samples=np.ones(160, np.float32), span=Span(start, start + 9000), speech=speech)


class Uneven(Fake):
    """The even chunks take longer."""

    def transcribe(self, chunk: Chunk, options: TranscribeOptions) -> Transcription:
        time.sleep(0.02 if chunk.span.start % 20_000 == 0 else 0)
        return super().transcribe(chunk, options)


class Guessing(Fake):
    """Unsure of the language in every chunk; remembers what it was told to choose from."""

    def __init__(self) -> None:
        super().__init__()
        self.likely: list[tuple[str, ...]] = []

    def find_language(self, chunk: Chunk) -> dict[str, float]:
        return {"es": 0.6, "gl": 0.35, "pt": 0.05} if chunk.span.start else {"gl": 0.7, "es": 0.3}

    def transcribe(self, chunk: Chunk, options: TranscribeOptions) -> Transcription:
        self.likely.append(options.likely)
        return super().transcribe(chunk, options)


def test_what_was_heard_comes_in_the_order_of_the_sound() -> None:
    heard = list(transcribe_all(chunks(20), Uneven(threads=3), None, OPTIONS, NOTHING))
    assert [chunk.span.start for chunk, _ in heard] == [number * 10_000 for number in range(20)]
    assert [result.words[0].text for _, result in heard] == [f" dicho{number * 10}." for number in range(20)]


def test_chunks_are_given_back_without_their_samples() -> None:
    assert [len(chunk.samples) for chunk, _ in transcribe_all(chunks(3), Fake(), None, OPTIONS, NOTHING)] == [0, 0, 0]


def test_never_more_than_a_few_chunks_are_held() -> None:
    taken: list[int] = []
    heard = transcribe_all(chunks(50, taken), Uneven(threads=2), None, OPTIONS, NOTHING)
    for number, _ in enumerate(heard):
        assert len(taken) - number <= 6


def test_the_diarizer_hears_every_chunk_in_order() -> None:
    diarizer = Fake()
    list(transcribe_all(chunks(5), Uneven(threads=2), diarizer, OPTIONS, NOTHING))
    assert [span.span.start for span in diarizer.finish(None)] == [0, 10_000, 20_000, 30_000, 40_000]


def test_the_likely_languages_are_told_from_the_beginning() -> None:
    engine = Guessing()
    list(transcribe_all(chunks(6), engine, None, TranscribeOptions(), NOTHING))
    assert engine.likely == [("es", "gl")] * 6


def test_a_language_that_is_given_is_not_sought() -> None:
    engine = Guessing()
    list(transcribe_all(chunks(2), engine, None, OPTIONS, NOTHING))
    assert engine.likely == [(), ()]


def test_fewer_chunks_than_the_sample_are_heard_too() -> None:
    assert len(list(transcribe_all(chunks(1), Guessing(), None, TranscribeOptions(), NOTHING))) == 1
    assert list(transcribe_all(chunks(0), Guessing(), None, TranscribeOptions(), NOTHING)) == []


def with_faint(count: int, *places: int) -> list[Chunk]:
    """Chunks of which some are faint, with speech for four words."""
    return [
        msgspec.structs.replace(chunk, faint=True, speech=(Span(chunk.span.start, chunk.span.start + 4000),))
        if place in places
        else chunk
        for place, chunk in enumerate(chunks(count))
    ]


class Doubting(Fake):
    """Is sure of no word."""

    def transcribe(self, chunk: Chunk, options: TranscribeOptions) -> Transcription:
        return msgspec.structs.replace(super().transcribe(chunk, options), confidence=0.5)


def starts(heard: Iterable[tuple[Chunk, Transcription]]) -> list[int]:
    return [chunk.span.start for chunk, _ in heard]


def test_faint_speech_comes_where_its_words_are_sure() -> None:
    assert starts(transcribe_all(with_faint(3, 1), Fake(), None, OPTIONS, NOTHING)) == [0, 10_000, 20_000]
    assert starts(transcribe_all(with_faint(3, 1), Doubting(), None, OPTIONS, NOTHING)) == [0, 20_000]


def test_only_faint_speech_that_is_kept_has_a_voice() -> None:
    sure, doubted = Fake(), Fake()
    list(transcribe_all(with_faint(3, 1), Fake(), sure, OPTIONS, NOTHING))
    list(transcribe_all(with_faint(3, 1), Doubting(), doubted, OPTIONS, NOTHING))
    assert (len(sure.finish(None)), len(doubted.finish(None))) == (3, 2)


def test_faint_speech_is_not_heard_unless_it_is_watched_for() -> None:
    heard = transcribe_all(with_faint(3, 1), Fake(), None, OPTIONS, NOTHING, Watch(faint=False))
    assert starts(heard) == [0, 20_000]


def test_faint_speech_is_kept_for_a_draft_that_goes_on(tmp_path: Path) -> None:
    class Refusing(Fake):
        def transcribe(self, chunk: Chunk, options: TranscribeOptions) -> Transcription:
            pytest.fail("it was heard again")

    list(transcribe_all(with_faint(3, 1), Doubting(), None, OPTIONS, Store(tmp_path)))
    assert starts(transcribe_all(with_faint(3, 1), Refusing(), None, OPTIONS, Store(tmp_path))) == [0, 20_000]


def test_the_likely_languages_are_not_told_from_faint_speech() -> None:
    engine = Guessing()
    list(transcribe_all(with_faint(2, 1), engine, None, TranscribeOptions(), NOTHING))
    assert engine.likely == [("gl", "es")] * 2


def test_what_is_kept_is_not_heard_again(tmp_path: Path) -> None:
    class Refusing(Fake):
        def transcribe(self, chunk: Chunk, options: TranscribeOptions) -> Transcription:
            pytest.fail("it was heard again")

    first = list(transcribe_all(chunks(4), Fake(), None, OPTIONS, Store(tmp_path)))
    again = list(transcribe_all(chunks(4), Refusing(), None, OPTIONS, Store(tmp_path)))
    assert [result for _, result in again] == [result for _, result in first]


def test_a_fault_in_one_chunk_ends_the_hearing_with_it() -> None:
    class Failing(Fake):
        def transcribe(self, chunk: Chunk, options: TranscribeOptions) -> Transcription:
            if chunk.span.start == 20_000:
                raise MemoryError
            return super().transcribe(chunk, options)

    heard = transcribe_all(chunks(9), Failing(threads=2), None, OPTIONS, NOTHING)
    assert [next(heard)[0].span.start, next(heard)[0].span.start] == [0, 10_000]
    with pytest.raises(MemoryError):
        list(heard)


def test_an_interruption_keeps_what_is_in_hand_and_begins_nothing_new(tmp_path: Path) -> None:
    begun: list[int] = []

    class Slow(Fake):
        def transcribe(self, chunk: Chunk, options: TranscribeOptions) -> Transcription:
            begun.append(chunk.span.start)
            time.sleep(0.05)
            return super().transcribe(chunk, options)

    heard = transcribe_all(chunks(40), Slow(threads=2), None, OPTIONS, Store(tmp_path))
    next(heard)
    with pytest.raises(KeyboardInterrupt):
        heard.throw(KeyboardInterrupt)  # type: ignore[attr-defined]
    assert len(begun) < 10
    assert len(list(tmp_path.rglob("*.json"))) == len(begun)


class TwoTongues(Fake):
    """Hears a change of language in every chunk of nine seconds, and remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[int, tuple[str, ...]]] = []

    def transcribe(self, chunk: Chunk, options: TranscribeOptions) -> Transcription:
        start, end = chunk.span.start, chunk.span.end or 0
        self.asked.append((end - start, options.likely))
        if end - start == 9000:
            halves = (LanguagePart(Span(start, start + 4000), "es"), LanguagePart(Span(start + 4000, end), "ar"))
            return Transcription(language=None, words=(), parts=halves)
        return super().transcribe(chunk, msgspec.structs.replace(options, language=options.likely[end - start == 5000]))


def test_a_chunk_in_two_languages_comes_as_its_parts() -> None:
    heard = list(transcribe_all(chunks(2), TwoTongues(), None, TranscribeOptions(among=("es", "ar")), NOTHING))
    assert [chunk.span.start for chunk, _ in heard] == [0, 4000, 10_000, 14_000]
    assert [result.language for _, result in heard] == ["es", "ar", "es", "ar"]


class Foreign(TwoTongues):
    """Hears Arabic once more in a part that is said to be in it."""

    def transcribe(self, chunk: Chunk, options: TranscribeOptions) -> Transcription:
        if options.unnamed:
            return Transcription(language=options.unnamed, words=(), suspected=options.unnamed)
        return super().transcribe(chunk, options)


def test_a_part_in_a_language_that_was_not_named_is_a_gap() -> None:
    asked = TranscribeOptions(among=("es",))
    (_, spanish), (chunk, arabic) = transcribe_all(chunks(1), Foreign(), None, asked, NOTHING)
    assert (spanish.language, bool(spanish.words)) == ("es", True)
    assert (arabic.language, arabic.words, chunk.span) == ("ar", (), Span(4000, 9000))
    assert arabic.rejected is not None
    assert (arabic.rejected.code, arabic.rejected.where.start) == ("other-language-spoken", 4000)


class AllForeign(Foreign):
    """Hears Arabic in the whole of every chunk."""

    def transcribe(self, chunk: Chunk, options: TranscribeOptions) -> Transcription:
        if options.unnamed:
            return super().transcribe(chunk, options)
        return Transcription(language=None, words=(), parts=(LanguagePart(chunk.span, "ar"),))


def test_a_whole_chunk_in_another_language_is_kept_too(tmp_path: Path) -> None:
    asked = TranscribeOptions(language="es")
    first = list(transcribe_all(chunks(2), AllForeign(), None, asked, Store(tmp_path)))
    again = list(transcribe_all(chunks(2), AllForeign(), None, asked, Store(tmp_path)))
    assert [result for _, result in again] == [result for _, result in first]
    assert [result.language for _, result in first] == ["ar", "ar"]


def test_a_part_that_alone_sounds_like_a_language_named_is_written_in_it() -> None:
    heard = transcribe_all(chunks(1), TwoTongues(), None, TranscribeOptions(among=("es",)), NOTHING)
    assert [result.rejected for _, result in heard] == [None, None]


def test_parts_are_kept_like_chunks(tmp_path: Path) -> None:
    first = list(transcribe_all(chunks(2), TwoTongues(), None, TranscribeOptions(among=("es", "ar")), Store(tmp_path)))
    engine = TwoTongues()
    again = list(transcribe_all(chunks(2), engine, None, TranscribeOptions(among=("es", "ar")), Store(tmp_path)))
    assert [result for _, result in again] == [result for _, result in first]
    assert engine.asked == []


def test_no_thread_is_left_behind() -> None:
    heard = transcribe_all(chunks(10), Uneven(threads=2), None, OPTIONS, NOTHING)
    next(heard)
    before = threading.active_count()
    del heard
    assert threading.active_count() <= before - 2
