"""Speech that a decoding left out, and what takes its place."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.engines.base import Transcription
from dragoman.pipeline.omissions import (
    Omission,
    count_letters,
    drop_times,
    find_omissions,
    find_uncovered,
    is_translated,
    replace_omission,
    restore_times,
)
from dragoman.transcript.document import Word
from dragoman.transcript.span import Span
from heard import words

CHUNK = Span(0, 20_000)


def spans(*seconds: tuple[float, float]) -> tuple[Span, ...]:
    return tuple(Span(round(start * 1000), round(end * 1000)) for start, end in seconds)


def heard(
    *typed: tuple[float, float, str], translated: tuple[Word, ...] = (), confidence: float = 0.9
) -> Transcription:
    said = tuple(msgspec.structs.replace(word, confidence=confidence) for word in words(*typed))
    return Transcription(language="es", words=said, translated=translated, confidence=confidence)


def found(result: Transcription, *speech: tuple[float, float]) -> list[tuple[Span, int, int]]:
    return [(each.span, each.first, each.behind) for each in find_omissions(result, spans(*speech), CHUNK)]


def texts(said: tuple[Word, ...]) -> str:
    return "".join(word.text for word in said).strip()


@pytest.mark.parametrize(("start", "end", "text"), [(0, 15.6, "O"), (0, 1.2, "tú"), (0, 2.5, "palacio,")])
def test_a_word_with_too_much_speech_under_it_loses_its_time(start: float, end: float, text: str) -> None:
    assert drop_times(words((start, end, text)), spans((0, 20)))[0].span is None


@pytest.mark.parametrize(
    ("end", "text"), [(0.6, "O"), (1.2, "palacio"), (2.4, "1978"), (1.4, "BBC"), (1.1, "5%"), (0.9, "כן"), (1.1, "بيت")]
)
def test_a_word_that_can_take_its_speech_keeps_its_time(end: float, text: str) -> None:
    assert drop_times(words((0, end, text)), spans((0, 20)))[0].span == Span(0, round(end * 1000))


def test_slow_words_beside_one_with_too_much_speech_lose_their_time_too() -> None:
    said = words((0, 0.2, "that"), (0.2, 0.8, "in"), (0.8, 1.4, "the"), (1.4, 2.7, "nation."), (2.7, 3.1, "Then"))
    assert [word.span is None for word in drop_times(said, spans((0, 20)))] == [False, True, True, True, False]


def test_slow_words_alone_keep_their_time() -> None:
    said = words((0, 0.6, "in"), (0.6, 1.4, "the"), (1.4, 2.5, "nation."))
    assert all(word.span for word in drop_times(said, spans((0, 20))))


def test_silence_under_a_word_is_not_speech() -> None:
    assert drop_times(words((0, 15, "O")), spans((14.5, 16)))[0].span is not None


def test_marks_and_vowel_signs_are_no_letters() -> None:
    assert (count_letters("«palacio»,"), count_letters("بَيْتٌ")) == (7, 3)


def test_speech_without_words_is_an_omission() -> None:
    assert found(heard((0, 2, "uno"), (8, 9, "dos")), (0, 9)) == [(Span(2000, 8000), 1, 1)]


def test_speech_at_both_ends_is_so_too() -> None:
    assert found(heard((4, 5, "uno")), (0, 10)) == [(Span(0, 4000), 0, 0), (Span(5000, 10_000), 1, 1)]


def test_an_omission_reaches_over_pauses_and_words_without_a_time() -> None:
    result = heard((0, 0.4, "uno"), (1, 8, "dos"), (9.6, 10, "tres"))
    timeless = msgspec.structs.replace(result, words=drop_times(result.words, spans((0, 4), (6, 10))))
    assert found(timeless, (0, 4), (6, 10)) == [(Span(400, 9600), 1, 2)]


def test_less_than_a_second_between_words_is_none() -> None:
    assert found(heard((0, 1, "uno"), (1.9, 3, "dos")), (0, 3)) == []


def test_a_number_takes_the_speech_behind_it() -> None:
    result = heard((0, 0.4, "de"), (0.4, 1, "1994"), (2.6, 3, "con"))
    assert found(result, (0, 3)) == []
    assert find_uncovered(result.words, spans((0, 3))) == ()


def test_a_number_takes_no_more_than_it_can() -> None:
    result = heard((0, 0.4, "de"), (0.4, 1, "19"), (4.6, 5, "con"))
    assert found(result, (0, 5)) == [(Span(1000, 4600), 2, 2)]


def test_silence_without_words_is_none() -> None:
    assert found(heard((0, 1, "uno"), (8, 9, "dos")), (0, 1), (8, 9)) == []


@pytest.mark.parametrize(("count", "there"), [(3, True), (2, False)])
def test_translated_words_show_that_somebody_speaks(count: int, there: bool) -> None:
    english = words(*[(1.1 + 0.3 * place, 1.3 + 0.3 * place, "one") for place in range(count)])
    assert is_translated(heard((0, 1, "uno"), translated=english), Span(1000, 2200)) == there


def test_speech_that_no_word_lies_in_is_uncovered() -> None:
    assert find_uncovered(words((0, 2, "uno"), (8, 9, "dos")), spans((0, 9.5))) == spans((2, 8))


def test_a_second_without_a_word_is_uncovered_as_a_stretch_and_as_a_part_of_one() -> None:
    assert find_uncovered(words((0, 0.5, "uno")), spans((0, 0.5), (2, 3.1))) == spans((2, 3.1))
    assert find_uncovered(words((0, 0.5, "uno"), (1.6, 2, "dos")), spans((0, 2))) == spans((0.5, 1.6))
    assert find_uncovered(words((0, 0.5, "uno"), (1.4, 2, "dos")), spans((0, 2))) == ()


def test_stretches_with_short_pauses_between_count_as_one() -> None:
    assert find_uncovered((), spans((0, 0.6), (0.9, 1.5))) == spans((0, 1.5))


def test_short_stretches_one_after_another_count_together() -> None:
    names = ((0, 0.8), (1.6, 2.4), (3.2, 4))
    assert found(heard((0, 0.8, "uno"), (5, 6, "dos")), *names, (4.8, 5.6)) == [(Span(1600, 5000), 1, 1)]
    assert find_uncovered(words((0, 0.8, "uno")), spans(*names)) == spans((1.6, 4))


def test_pauses_are_no_speech() -> None:
    speech = ((0, 0.4), (0.8, 1), (1.4, 1.8))
    result = heard((0, 0.4, "uno"), (1.5, 1.8, "dos"))
    assert found(result, *speech) == []
    assert find_uncovered(result.words, spans(*speech)) == ()


def test_a_long_silence_or_a_word_parts_them() -> None:
    assert find_uncovered((), spans((0, 0.8), (4, 4.8))) == ()
    assert find_uncovered(words((0.9, 1.6, "uno")), spans((0, 0.8), (0.9, 1.6), (1.7, 2.4))) == ()


_spans = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 9_000), st.integers(1, 3_000))


@given(st.lists(_spans, max_size=8), st.lists(_spans, max_size=8))
def test_no_second_of_speech_is_without_a_word_or_a_gap(told: list[Span], voiced: list[Span]) -> None:
    said = tuple(Word(text="a", span=span) for span in sorted(told, key=lambda span: span.start))
    speech = tuple(_disjoint(voiced))
    gaps = find_uncovered(said, speech)
    covers = sorted((*gaps, *told), key=lambda span: span.start)
    for span in speech:
        at = span.start
        for cover in (*covers, Span(span.end or 0)):
            assert min(cover.start, span.end or 0) - at <= 1000
            at = max(at, cover.end or cover.start)
    assert not any(word.overlap(gap) for word in told for gap in gaps)


def _disjoint(drawn: list[Span]) -> list[Span]:
    found: list[Span] = []
    for span in sorted(drawn, key=lambda span: span.start):
        if not found or span.start > (found[-1].end or 0):
            found.append(span)
    return found


def test_a_second_decoding_takes_the_place_of_words_without_a_time() -> None:
    first = Transcription(language="pt", words=(Word(text=" O", confidence=0.9), *words((9, 10, "rei"))))
    again = heard((0, 1, "Onde"), (1, 2, "fica"), confidence=0.7)
    result = replace_omission(first, Omission(Span(0, 9000), Span(0, 9000), 0, 1), again)
    assert texts(result.words) == "Onde fica rei"


def test_words_that_reach_into_those_beside_an_omission_are_left_out() -> None:
    first = heard((0, 1, "uno"), (5, 6, "tres"))
    again = heard((0.8, 0.95, "no"), (2, 3, "dos"), (5.05, 5.2, "tres"))
    result = replace_omission(first, Omission(Span(1000, 5000), Span(1000, 5000), 1, 1), again)
    assert texts(result.words) == "uno dos tres"


def english(confidence: float, *typed: tuple[float, float, str]) -> tuple[Word, ...]:
    return tuple(msgspec.structs.replace(word, confidence=confidence) for word in words(*typed))


@pytest.mark.parametrize(
    ("confidence", "text"), [(0.9, "The middle of the city walls"), (0.2, "The central part of walls")]
)
def test_the_surer_translation_of_an_omission_stays(confidence: float, text: str) -> None:
    first = heard(
        (0, 1, "El"),
        (8, 9, "muros"),
        translated=english(0.5, (0, 1, "The"), (2, 3, "central"), (4, 5, "part"), (6, 7, "of"), (8, 9, "walls")),
    )
    offered = english(confidence, (2, 3, "middle"), (3, 4, "of"), (4.5, 5, "the"), (5, 6, "city"))
    again = msgspec.structs.replace(heard((2, 3, "centro"), (4, 5, "ciudad")), translated=offered)
    result = replace_omission(first, Omission(Span(1000, 8000), Span(1000, 8000), 1, 1), again)
    assert texts(result.translated) == text


_times = st.lists(st.integers(0, 19_000), min_size=0, max_size=12).map(sorted)


def decoded(name: str, times: list[int]) -> tuple[Word, ...]:
    return tuple(Word(text=f" {name}", span=Span(at, at + 400), confidence=0.8) for at in times)


@given(_times, _times, _times, _times, st.tuples(st.integers(0, 19_000), st.integers(0, 19_000)))
def test_no_draft_interleaves_two_decodings(
    said: list[int], said_again: list[int], english: list[int], english_again: list[int], ends: tuple[int, int]
) -> None:
    room = Span(*sorted(ends))
    first = Transcription(language="es", words=decoded("one", said), translated=decoded("one", english))
    again = Transcription(language="es", words=decoded("two", said_again), translated=decoded("two", english_again))
    for omission in find_omissions(first, (room,), CHUNK):
        result = replace_omission(first, omission, again)
        for side in (result.words, result.translated):
            blocks = "".join("1" if word.text == " one" else "2" for word in side)
            assert blocks.strip("1").strip("2") == ""


@given(_times, st.sets(st.integers(0, 11)))
def test_every_word_has_a_time_in_the_end(times: list[int], without: set[int]) -> None:
    given_words = tuple(
        msgspec.structs.replace(word, span=None) if place in without else word
        for place, word in enumerate(decoded("one", times))
    )
    timed = restore_times(given_words, CHUNK)
    assert [word.text for word in timed] == [word.text for word in given_words]
    assert all(word.span is not None for word in timed)
    assert [word for place, word in enumerate(timed) if place not in without] == [
        word for place, word in enumerate(given_words) if place not in without
    ]


def test_words_at_the_beginning_lie_before_the_first_with_a_time() -> None:
    first, _ = restore_times((Word(text=" O"), *words((9, 10, "rei"))), CHUNK)
    assert (first.span, first.interpolated) == (Span(8695, 9000), True)


def test_words_in_the_midst_lie_behind_the_word_before() -> None:
    _, word, _ = restore_times((*words((1, 2, "uno")), Word(text=" y"), *words((9, 10, "dos"))), CHUNK)
    assert word.span == Span(2000, 2305)
