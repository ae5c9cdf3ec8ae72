"""Which language is spoken in which part of a chunk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.engines.base import Chunk, LanguagePart
from dragoman.engines.language_id import Detect, find_parts, find_sequence
from dragoman.transcript.span import Span

ES, AR = {"es": 0.98, "ar": 0.001}, {"ar": 0.9, "es": 0.002, "he": 0.05}
WEAK = {"ar": 0.44, "th": 0.07, "es": 0.001}
UNSURE = {"en": 0.3, "tl": 0.2, "es": 0.1, "ar": 0.05}


def chunk(*speech: tuple[float, float], start: float = 0, end: float = 30) -> Chunk:
    spans = tuple(Span(round(first * 1000), round(last * 1000)) for first, last in speech)
    return Chunk(samples=np.zeros(0, np.float32), span=Span(round(start * 1000), round(end * 1000)), speech=spans)


def changing(at: float, before: Mapping[str, float] = ES, after: Mapping[str, float] = AR) -> Detect:
    """One language until a second, then another."""

    def tell(spans: Sequence[Span]) -> list[Mapping[str, float]]:
        return [before if (span.start + (span.end or 0)) / 2000 < at else after for span in spans]

    return tell


def test_one_language_has_no_parts() -> None:
    assert find_parts(chunk((0, 9), (10, 20)), changing(30)) == ()


def test_a_change_is_cut_in_the_pause_beside_it() -> None:
    parts = find_parts(chunk((0, 9), (10, 20)), changing(9.6))
    assert parts == (LanguagePart(Span(0, 9500), "es"), LanguagePart(Span(9500, 30_000), "ar"))


def test_a_change_without_a_pause_is_cut_where_it_is() -> None:
    first, second = find_parts(chunk((0, 24)), changing(13))
    assert abs((first.span.end or 0) - 13_000) <= 500
    assert (first.language, second.language) == ("es", "ar")


def test_parts_lie_where_the_chunk_lies_in_the_recording() -> None:
    parts = find_parts(chunk((100, 109), (110, 120), start=99, end=121), changing(109.5))
    assert [part.span for part in parts] == [Span(99_000, 109_500), Span(109_500, 121_000)]


def test_windows_hardly_in_their_language_are_detected_alone() -> None:
    asked = []

    def alone(span: Span) -> Mapping[str, float]:
        asked.append(span)
        return AR

    parts = find_parts(chunk((0, 9), (10, 18)), changing(9.6, after=WEAK), (), alone)
    assert asked == [Span(10_000, 18_000)]
    assert [(part.span, part.language) for part in parts] == [(Span(0, 9500), "es"), (Span(9500, 30_000), "ar")]


@pytest.mark.parametrize("shown", [ES, UNSURE, {"gl": 0.98}], ids=["the same", "none clearly", "one that is near"])
def test_windows_that_show_no_other_language_alone_keep_theirs(shown: Mapping[str, float]) -> None:
    assert find_parts(chunk((0, 9), (10, 18)), changing(9.6, after=WEAK), (), lambda _: shown) == ()


def test_a_short_remark_is_not_detected_alone() -> None:
    assert find_parts(chunk((0, 9), (10, 12.5)), changing(9.6, after=WEAK), (), lambda _: AR) == ()


def test_a_language_that_was_not_named_is_found_where_it_shows_only_alone() -> None:
    parts = find_parts(chunk((0, 9), (10, 18)), changing(9.6, after=WEAK), ("es",), lambda _: AR)
    assert [(part.span, part.language) for part in parts] == [(Span(0, 9500), "es"), (Span(9500, 30_000), "ar")]


def test_a_language_that_was_not_named_is_a_part_too() -> None:
    parts = find_parts(chunk((0, 9), (10, 20)), changing(9.6), ("es",))
    assert [(part.span, part.language) for part in parts] == [(Span(0, 9500), "es"), (Span(9500, 30_000), "ar")]


def test_a_chunk_in_a_language_that_was_not_named_is_one_part() -> None:
    assert find_parts(chunk((0, 9), (10, 20)), changing(0), ("es", "fr")) == (LanguagePart(Span(0, 30_000), "ar"),)


def test_a_language_near_to_the_one_named_is_no_other() -> None:
    galician = {"gl": 0.97, "es": 0.01}
    assert find_parts(chunk((0, 9), (10, 20)), changing(9.6, ES, galician), ("es",)) == ()


def test_an_unsure_window_names_no_other_language() -> None:
    tagalog = {"tl": 0.75, "es": 0.05}
    assert find_parts(chunk((0, 9), (10, 20)), changing(9.6, ES, tagalog), ("es",)) == ()


def test_a_remark_in_another_language_behind_a_pause_is_asked_for_alone() -> None:
    parts = find_parts(chunk((0, 9), (10, 14)), changing(9.6, ES, {"tl": 0.76, "es": 0.1}))
    assert [(part.span, part.language) for part in parts] == [(Span(0, 9500), "es"), (Span(9500, 30_000), "es")]


def test_one_window_that_errs_changes_nothing() -> None:
    assert find_sequence([ES, ES, AR, ES, ES]) == ("es",) * 5


def test_unsure_windows_go_with_their_surroundings() -> None:
    assert find_sequence([ES, UNSURE, UNSURE, ES]) == ("es",) * 4


def test_two_windows_are_enough() -> None:
    assert find_sequence([ES, ES, AR, AR, ES]) == ("es", "es", "ar", "ar", "es")


def test_where_the_model_is_sure_of_nothing_there_is_no_language() -> None:
    assert find_sequence([UNSURE, UNSURE]) == ()
    assert find_parts(chunk((0, 9), (10, 20)), changing(9.6, UNSURE, UNSURE)) == ()


def test_only_the_languages_that_are_named_count() -> None:
    galician = {"gl": 0.8, "es": 0.15}
    assert find_parts(chunk((0, 9), (10, 20)), changing(9.6, ES, galician), ("es", "ar")) == ()
    assert len(find_parts(chunk((0, 9), (10, 20)), changing(9.6, ES, galician))) == 2


def test_windows_that_doubt_their_language_are_heard_by_themselves_in_a_mixed_chunk() -> None:
    def tell(spans: Sequence[Span]) -> list[Mapping[str, float]]:
        return [ES if (span.end or 0) <= 9600 else AR if (span.end or 0) <= 19_600 else UNSURE for span in spans]

    parts = find_parts(chunk((0, 9), (10, 19), (20, 28)), tell)
    assert [(part.span.end, part.language) for part in parts] == [(9500, "es"), (19_500, "ar"), (30_000, "ar")]


def test_a_breath_of_speech_has_no_language() -> None:
    assert find_parts(chunk((0, 0.4), (10, 10.4)), changing(5)) == ()


_chances = st.dictionaries(st.sampled_from(["es", "ar", "en"]), st.floats(0, 1), max_size=3)
_speech = st.lists(st.integers(0, 6000), min_size=2, max_size=12)


@given(_speech, st.lists(_chances, min_size=1, max_size=40))
def test_parts_are_the_whole_chunk_in_order(lengths: list[int], answers: list[dict[str, float]]) -> None:
    edges = [sum(lengths[:place]) for place in range(len(lengths))]
    speech = tuple(Span(first, last) for first, last in zip(edges[::2], edges[1::2], strict=False))
    whole = Chunk(samples=np.zeros(0, np.float32), span=Span(0, edges[-1] + 500), speech=speech)
    parts = find_parts(whole, lambda spans: [answers[place % len(answers)] for place, _ in enumerate(spans)])
    assert [part.span.start for part in parts[1:]] == [part.span.end for part in parts[:-1]]
    assert not parts or (parts[0].span.start, parts[-1].span.end) == (0, edges[-1] + 500)
    assert all((part.span.duration or 0) > 0 for part in parts)
