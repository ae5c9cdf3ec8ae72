"""The example interview, drafted from its sound."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from dragoman.scoring.words import score_words
from dragoman.transcript.document import Segment, Transcript, Word
from dragoman.transcript.text import Gap, plain

pytestmark = pytest.mark.speech


def text(transcript: Transcript) -> str:
    return " ".join(plain(segment.source) for segment in transcript.segments if segment.source)


def test_fewer_than_one_word_in_five_is_wrong(mercado: Transcript, truth: Transcript) -> None:
    rate = score_words(text(truth), text(mercado), "es").rate
    assert rate is not None
    assert rate < 0.2


@pytest.mark.parametrize(("year", "start"), [("1994", 11_000), ("2019", 25_900)])
def test_figures_have_times(mercado: Transcript, year: str, start: int) -> None:
    (word,) = [word for segment in mercado.segments for word in segment.words if year in word.text]
    assert word.span is not None
    assert word.span.start == pytest.approx(start, abs=1500)
    assert 300 < (word.span.duration or 0) < 3000


def timed(words: tuple[Word, ...]) -> list[int]:
    return [word.span.start for word in words if word.span]


def test_words_and_passages_follow_each_other_in_time(mercado: Transcript) -> None:
    starts = [start for segment in mercado.segments for start in timed(segment.words)]
    assert starts == sorted(starts)
    assert all(len(timed(segment.words)) == len(segment.words) for segment in mercado.segments)


def test_two_people_speak(mercado: Transcript) -> None:
    assert [speaker.id for speaker in mercado.speakers] == ["S1", "S2"]
    assert all(segment.speaker for segment in mercado.segments)


def majority(turn: Segment, drafted: Transcript) -> str | None:
    """Who is said to speak for most of a turn."""
    shares: Counter[str | None] = Counter()
    for segment in drafted.segments:
        if segment.span and turn.span:
            shares[segment.speaker] += turn.span.overlap(segment.span)
    return shares.most_common(1)[0][0]


def test_every_turn_is_given_to_its_speaker(mercado: Transcript, truth: Transcript) -> None:
    told = [(turn.speaker, majority(turn, mercado)) for turn in truth.segments]
    assert set(told) == {("S1", "S1"), ("S2", "S2")}


def test_every_passage_has_a_translation(mercado: Transcript) -> None:
    assert all(segment.target for segment in mercado.segments)
    assert not any(isinstance(part, Gap) for segment in mercado.segments for part in segment.target or ())


def digits(segment: Segment, side: str) -> set[str]:
    """The figures of one side, without what separates thousands."""
    whole = plain(getattr(segment, side) or ())
    return {figure.replace(",", "").replace(".", "") for figure in re.findall(r"\d[\d.,]*\d|\d", whole)}


@pytest.mark.parametrize("year", ["1994", "2019"])
def test_the_translation_lies_on_its_passage(mercado: Transcript, year: str) -> None:
    said = [segment.id for segment in mercado.segments if year in digits(segment, "source")]
    assert said
    assert [segment.id for segment in mercado.segments if year in digits(segment, "target")] == said
