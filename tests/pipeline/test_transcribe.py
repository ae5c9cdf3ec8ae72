"""A chunk's words with times to be believed, and a second decoding of what the first left out."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.engines.base import Chunk, LanguagePart, TranscribeOptions, Transcription
from dragoman.engines.fake import Fake
from dragoman.pipeline.guards import Watch
from dragoman.pipeline.omissions import find_uncovered
from dragoman.pipeline.transcribe import cut_chunk, snap, transcribe_chunk
from dragoman.transcript.document import Word
from dragoman.transcript.span import Span
from heard import spoken, words


def spans(*seconds: tuple[float, float]) -> tuple[Span, ...]:
    return tuple(Span(round(start * 1000), round(end * 1000)) for start, end in seconds)


def chunk(*speech: tuple[float, float], start: float = 0, end: float = 30) -> Chunk:
    """Samples count themselves, in ms."""
    samples = (np.arange(round((end - start) * 16_000)) // 16).astype(np.float32)
    return Chunk(samples=samples, span=Span(round(start * 1000), round(end * 1000)), speech=spans(*speech))


def heard(*typed: tuple[float, float, str], **more: object) -> Transcription:
    return msgspec.structs.replace(
        Transcription(language="es", words=words(*typed), confidence=0.9, silence=0.0), **more
    )


class Scripted(Fake):
    """Answers each decoding with the next of its lines, then with no words, and remembers what it was asked."""

    def __init__(self, *lines: Transcription) -> None:
        super().__init__()
        self.lines = list(lines)
        self.asked: list[tuple[Span, TranscribeOptions]] = []

    def transcribe(self, chunk: Chunk, options: TranscribeOptions) -> Transcription:
        self.asked.append((chunk.span, options))
        return self.lines.pop(0) if self.lines else Transcription(language="es", words=())


def test_a_word_begins_and_ends_in_speech() -> None:
    snapped = snap(words((0.2, 1.4, "uno"), (1.4, 3.5, "dos")), spans((1, 2), (3, 4)))
    assert [word.span for word in snapped] == list(spans((1, 1.4), (1.4, 2)))


def test_a_word_over_a_short_silence_keeps_both_sides() -> None:
    assert snap(words((0.5, 2.5, "uno")), spans((1, 1.5), (1.7, 2)))[0].span == Span(1000, 2000)


def test_a_word_that_no_speech_meets_keeps_its_time() -> None:
    given_words = words((5, 6, "uno"))
    assert snap(given_words, spans((1, 2))) == given_words


def test_a_word_without_time_stays_so() -> None:
    assert snap((Word(text="uno"),), spans((1, 2)))[0].span is None


_span = st.tuples(st.integers(0, 20_000), st.integers(0, 3000)).map(lambda pair: Span(pair[0], sum(pair)))


@given(st.lists(_span, max_size=10), st.lists(_span, max_size=6))
def test_no_word_grows_by_snapping(drawn: list[Span], speech: list[Span]) -> None:
    before = [Word(text="a", span=span) for span in drawn]
    for word, snapped in zip(before, snap(before, tuple(speech)), strict=True):
        assert word.span is not None
        assert snapped.span is not None
        assert word.span.start <= snapped.span.start <= (snapped.span.end or 0) <= (word.span.end or 0)


def test_a_part_of_a_chunk_has_its_samples_and_its_speech() -> None:
    part = cut_chunk(chunk((11, 13), (14, 19), start=10, end=20), Span(12_000, 15_000))
    assert part.span == Span(11_800, 15_200)
    assert part.speech == spans((11.8, 13), (14, 15.2))
    assert (part.samples[0], len(part.samples)) == (1800, 3400 * 16)


def test_a_part_at_the_edge_does_not_reach_beyond() -> None:
    assert cut_chunk(chunk((10, 20), start=10, end=20), Span(10_000, 20_000)).span == Span(10_000, 20_000)


def test_what_was_left_out_is_decoded_again_alone() -> None:
    engine = Scripted(heard((0, 0.8, "uno"), (4.2, 5, "tres.")), heard((1, 1.8, "dos"), (1.8, 4, "entonces")))
    result = transcribe_chunk(chunk((0, 5), end=10), engine, TranscribeOptions())
    assert "".join(word.text for word in result.words) == " uno dos entonces tres."
    assert [span for span, _ in engine.asked[:2]] == list(spans((0, 10), (0.6, 4.4)))


def test_the_second_decoding_keeps_to_the_language_of_the_first() -> None:
    engine = Scripted(heard((0, 0.8, "uno")), heard((3, 3.8, "dos")))
    transcribe_chunk(chunk((0, 9), end=20), engine, TranscribeOptions())
    assert {options.language for _, options in engine.asked[1:]} == {"es"}


def test_a_second_decoding_that_is_unsure_is_not_kept() -> None:
    engine = Scripted(heard((0, 0.8, "uno")), heard((3, 3.8, "dos"), confidence=0.4))
    result = transcribe_chunk(chunk((0, 9), end=20), engine, TranscribeOptions())
    assert [word.text for word in result.words] == [" uno"]


def test_a_piece_that_looks_like_another_language_needs_surer_words() -> None:
    parts = (LanguagePart(Span(1000, 4000), "tl"),)
    for confidence, kept in ((0.8, [" uno", " dos"]), (0.6, [" uno"])):
        engine = Scripted(heard((0, 0.8, "uno")), heard(parts=parts), heard((1, 4, "dos"), confidence=confidence))
        result = transcribe_chunk(chunk((0, 4), end=20), engine, TranscribeOptions(), Watch(guards=()))
        assert [word.text for word in result.words] == kept
        assert engine.asked[2][1].whole


def test_silence_is_not_believed_where_the_translation_has_words() -> None:
    for english, kept in (("two two of three", [" uno", " dos"]), ("two", [" uno"])):
        first = heard((0, 0.8, "uno"), translated=spoken(english, start=1))
        engine = Scripted(first, heard((1, 4, "dos"), confidence=0.5, silence=0.7))
        result = transcribe_chunk(chunk((0, 4), end=20), engine, TranscribeOptions())
        assert [word.text for word in result.words] == kept


def test_a_translation_that_loops_is_made_again_and_the_words_stay() -> None:
    first = heard((0, 0.8, "uno"), translated=spoken("two " * 20))
    engine = Scripted(first, heard((0, 0.8, "cero"), translated=words((0, 1, "one"))))
    result = transcribe_chunk(chunk((0, 1)), engine, TranscribeOptions(translate=True))
    assert [word.text for word in (*result.words, *result.translated)] == [" uno", " one"]


def test_a_translation_of_the_second_decoding_is_put_in_its_place() -> None:
    first = heard((0, 0.8, "uno"), (8.2, 9, "tres"), translated=words((0, 1, "one"), (8, 9, "three")))
    engine = Scripted(first, heard((3, 3.8, "dos"), translated=words((3, 4, "two"))))
    result = transcribe_chunk(chunk((0, 9), end=20), engine, TranscribeOptions(translate=True))
    assert "".join(word.text for word in result.translated) == " one two three"


def test_a_word_over_more_speech_than_it_can_take_gives_way_to_a_second_decoding() -> None:
    first = heard((0, 8, "O"), (8, 8.5, "palacio"), (8.5, 9, "real."))
    engine = Scripted(first, heard((0.2, 3, "Onde"), (3, 5, "ficava"), (5, 7.8, "antigamente")))
    result = transcribe_chunk(chunk((0, 9), end=20), engine, TranscribeOptions(), Watch(guards=()))
    assert "".join(word.text for word in result.words).split()[-2:] == ["palacio", "real."]
    assert engine.asked[1][0] == Span(0, 8200)


def test_a_whole_stretch_is_decoded_again_in_one_piece() -> None:
    first = heard((0, 0.8, "uno"), (11, 12, "cinco"))
    engine = Scripted(first, heard((2, 2.8, "dos"), (4, 4.8, "tres"), (8, 9, "cuatro"), confidence=0.8))
    transcribe_chunk(chunk((0, 3), (4, 5), (8, 12), end=15), engine, TranscribeOptions(), Watch(guards=()))
    assert engine.asked[1][0] == Span(600, 11_200)


def test_what_has_no_words_after_all_is_missed() -> None:
    engine = Scripted(heard((0, 0.8, "uno"), (8.2, 9, "dos")), heard((3, 4, "x"), confidence=0.1))
    result = transcribe_chunk(chunk((0, 9), end=20), engine, TranscribeOptions())
    assert [word.text for word in result.words] == [" uno", " dos"]
    assert find_uncovered(result.words, spans((0, 9))) == spans((0.8, 8.2))


def test_a_word_whose_time_is_not_believed_is_kept_where_the_second_decoding_is_not() -> None:
    engine = Scripted(heard((0, 7, "O"), (7.6, 8, "rey")), heard((0, 3, "x"), confidence=0.1))
    result = transcribe_chunk(chunk((0, 8), end=20), engine, TranscribeOptions())
    assert [(word.text, word.interpolated) for word in result.words] == [(" O", True), (" rey", False)]
    assert result.words[0].span
    assert find_uncovered(result.words, spans((0, 8))) == (Span(0, result.words[0].span.start),)


def test_a_chunk_without_any_word_is_decoded_again_in_halves() -> None:
    engine = Scripted(heard(), heard((0, 4, "uno")), heard((6, 9, "dos")))
    transcribe_chunk(chunk((0, 5), (6, 11), end=12), engine, TranscribeOptions(), Watch(guards=()))
    assert [span for span, _ in engine.asked[:3]] == list(spans((0, 12), (0, 5.5), (5.5, 12)))


def faint(*speech: tuple[float, float]) -> Chunk:
    return msgspec.structs.replace(chunk(*speech), faint=True)


def test_faint_speech_has_words_where_they_are_sure() -> None:
    engine = Scripted(heard((1, 1.8, "uno"), (2, 2.8, "dos"), (3, 3.9, "tres")))
    assert len(transcribe_chunk(faint((1, 4)), engine, TranscribeOptions()).words) == 3


def test_faint_speech_that_is_unsure_has_neither_words_nor_a_gap() -> None:
    engine = Scripted(heard((1, 1.8, "uno"), (2, 2.8, "dos"), (3, 3.8, "tres"), confidence=0.6))
    result = transcribe_chunk(faint((1, 4)), engine, TranscribeOptions())
    assert (result.words, result.rejected) == ((), None)


def test_faint_speech_that_goes_round_in_circles_leaves_no_gap() -> None:
    engine = Scripted(*[heard(*[(at, at + 0.5, "no") for at in range(1, 8)])] * 3)
    result = transcribe_chunk(faint((1, 7)), engine, TranscribeOptions(), Watch(halves=False))
    assert (result.words, result.rejected) == ((), None)


def test_a_part_of_faint_speech_is_faint() -> None:
    assert cut_chunk(faint((1, 4)), Span(1000, 2000)).faint


def test_what_is_to_be_heard_in_parts_is_not_heard_again_as_a_whole() -> None:
    halves = (LanguagePart(Span(0, 4000), "es"), LanguagePart(Span(4000, 10_000), "ar"))
    engine = Scripted(Transcription(language=None, words=(), parts=halves))
    assert transcribe_chunk(chunk((0, 9), end=10), engine, TranscribeOptions()).parts == halves


class Unable(Scripted):
    """Writes Spanish alone."""

    def writes(self, language: str) -> bool:
        return language == "es"


@pytest.mark.parametrize(("language", "code"), [("es", None), ("ar", "model-unable")])
def test_a_language_that_cannot_be_written_is_a_gap(language: str, code: str | None) -> None:
    engine = Unable(heard((0, 0.8, "uno"), language=language))
    result = transcribe_chunk(chunk((0, 0.9), end=1), engine, TranscribeOptions())
    assert (result.rejected.code if result.rejected else None, bool(result.words)) == (code, code is None)


def test_it_is_written_where_somebody_insists() -> None:
    engine = Unable(heard((0, 0.8, "uno"), language="ar"))
    assert transcribe_chunk(chunk((0, 0.9), end=1), engine, TranscribeOptions(anyway=True)).words


def test_a_language_that_was_not_named_is_decoded_once() -> None:
    engine = Scripted(heard((0, 0.8, "uno"), suspected="en"))
    result = transcribe_chunk(chunk((0, 0.9), end=1), engine, TranscribeOptions(language="es"))
    assert (result.language, result.words, len(engine.asked)) == ("en", (), 1)


LOOP = spoken("gracias " * 12)


def test_a_loop_is_heard_again_with_other_settings() -> None:
    engine = Scripted(Transcription(language="es", words=LOOP, confidence=0.9), heard((0, 6, "gracias.")))
    result = transcribe_chunk(chunk((0, 6), end=7), engine, TranscribeOptions())
    assert [word.text for word in result.words] == [" gracias."]
    assert [options.repeat_penalty > 1 for _, options in engine.asked] == [False, True]


def test_what_stays_a_loop_is_not_believed() -> None:
    engine = Scripted(*[Transcription(language="es", words=LOOP, confidence=0.9)] * 3)
    result = transcribe_chunk(chunk((0, 6), end=7), engine, TranscribeOptions())
    assert (result.words, result.translated) == ((), ())
    assert result.rejected is not None
    assert result.rejected.code == "loop"


def test_what_stays_a_loop_is_heard_in_halves_beside_the_widest_pause() -> None:
    engine = Scripted(*[Transcription(language="es", words=LOOP, confidence=0.9)] * 3)
    result = transcribe_chunk(
        chunk((0, 5), (5.2, 11), (12, 20), end=20), engine, TranscribeOptions(), Watch(missed=False)
    )
    assert (result.words, result.rejected) == ((), None)
    assert [part.span for part in result.parts] == list(spans((0, 11.5), (11.5, 20)))


def test_a_guard_that_is_left_out_rejects_nothing() -> None:
    engine = Scripted(Transcription(language="es", words=LOOP, confidence=0.9))
    assert transcribe_chunk(chunk((0, 6), end=7), engine, TranscribeOptions(), Watch(guards=())).words == LOOP


def test_what_was_passed_over_stays_so_where_that_is_asked() -> None:
    engine = Scripted(heard((0, 0.8, "uno")))
    assert len(transcribe_chunk(chunk((0, 9), end=10), engine, TranscribeOptions(), Watch(missed=False)).words) == 1


def test_a_translation_that_loops_is_dropped_alone() -> None:
    looping = heard((0, 6, "gracias."), translated=spoken("thanks " * 12))
    result = transcribe_chunk(chunk((0, 6), end=7), Scripted(*[looping] * 3), TranscribeOptions(translate=True))
    assert ([word.text for word in result.words], result.translated) == ([" gracias."], ())


def test_a_translation_that_was_not_made_is_dropped_alone() -> None:
    said = spoken("el pan no tiene prisa y la masa")
    lines = [Transcription(language="es", words=said, translated=said, confidence=0.9)] * 3
    result = transcribe_chunk(chunk((0, 4), end=5), Scripted(*lines), TranscribeOptions(translate=True))
    assert (result.words, result.translated) == (said, ())


@pytest.mark.parametrize("speech", [((0.0, 25.0),), ((1.0, 2.0), (4.0, 4.5), (9.0, 20.0))])
def test_what_is_heard_well_is_heard_once(speech: Sequence[tuple[float, float]]) -> None:
    result = transcribe_chunk(chunk(*speech), Fake(), TranscribeOptions(language="es", translate=True))
    assert result.rejected is None
    assert len(result.words) == len(result.translated) > 2
