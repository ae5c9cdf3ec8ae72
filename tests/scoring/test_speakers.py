import pytest

from dragoman.errors import EngineError
from dragoman.scoring.speakers import (
    Diarization,
    Spoken,
    Voice,
    find_spoken,
    find_voices,
    score_spoken,
    score_voices,
)
from dragoman.scoring.words import Edits
from dragoman.transcript.document import Segment
from dragoman.transcript.span import Span

WHOLE = Span(0, 30_000)


def voices(*rows: tuple[str, int, int]) -> tuple[Voice, ...]:
    return tuple(Voice(speaker, Span(start, end)) for speaker, start, end in rows)


def spoken(*rows: tuple[str, str]) -> tuple[Spoken, ...]:
    return tuple(
        Spoken(speaker=speaker, words=tuple(text.split()), span=Span(place * 1000, place * 1000 + 900))
        for place, (speaker, text) in enumerate(rows)
    )


def test_names_do_not_matter_only_who_is_who() -> None:
    pytest.importorskip("pyannote.metrics")
    truth = voices(("Anna", 0, 10_000), ("Bob", 10_000, 20_000))
    found = score_voices(truth, voices(("2", 0, 10_000), ("1", 10_000, 20_000)), WHOLE)
    assert (found.der, found.jer, found.speech) == (0.0, 0.0, 20_000)


def test_overlap_and_edges_are_scored() -> None:
    pytest.importorskip("pyannote.metrics")
    truth = voices(("Anna", 0, 10_000), ("Bob", 8_000, 20_000))
    found = score_voices(truth, voices(("1", 0, 9_000), ("2", 9_000, 18_000)), WHOLE)
    assert (found.speech, found.missed, found.false_alarm, found.confusion) == (22_000, 4_000, 0, 0)
    assert found.der == pytest.approx(4 / 22)


def test_words_where_nobody_speaks_are_a_false_alarm() -> None:
    pytest.importorskip("pyannote.metrics")
    found = score_voices((), voices(("1", 0, 5_000)), WHOLE)
    assert (found.false_alarm, found.der, found.jer) == (5_000, None, None)


def test_a_speaker_who_overlaps_himself_is_one() -> None:
    pytest.importorskip("pyannote.metrics")
    truth = voices(("Anna", 0, 10_000))
    found = score_voices(truth, voices(("1", 0, 6_000), ("1", 4_000, 10_000)), WHOLE)
    assert found.der == 0.0


def test_times_are_pooled_by_adding() -> None:
    one, other = Diarization(speech=1000, missed=100), Diarization(speech=3000, confusion=300)
    assert (one + other).der == 0.1


def test_words_count_only_for_their_speaker() -> None:
    pytest.importorskip("meeteval")
    truth = spoken(("Anna", "good morning"), ("Bob", "good evening"))
    swapped = spoken(("1", "good morning good"), ("2", "evening"))
    assert score_spoken(truth, truth).edits.errors == 0
    assert score_spoken(truth, swapped).edits == Edits(hits=3, deletions=1, insertions=1)


def test_a_speaker_too_many_is_counted() -> None:
    pytest.importorskip("meeteval")
    found = score_spoken(spoken(("Anna", "good morning")), spoken(("1", "good"), ("2", "morning")))
    assert (found.invented, found.missed, found.edits.errors) == (1, 0, 2)


def test_words_at_another_time_do_not_count_within_a_collar() -> None:
    pytest.importorskip("meeteval")
    truth = [Spoken(speaker="a", words=("yes",), span=Span(0, 500))]
    late = [Spoken(speaker="1", words=("yes",), span=Span(60_000, 60_500))]
    assert score_spoken(truth, late).edits.errors == 0
    assert score_spoken(truth, late, collar=5.0).edits.errors == 2


def test_long_passages_of_few_words_are_scored_without_remarks(caplog: pytest.LogCaptureFixture) -> None:
    pytest.importorskip("meeteval")
    slow = [Spoken(speaker="a", words=("yes",), span=Span(0, 60_000))]
    assert score_spoken(slow, slow, collar=5.0).edits.errors == 0
    assert caplog.text == ""


def test_words_without_times_cannot_be_scored_in_time() -> None:
    pytest.importorskip("meeteval")
    timeless = [Spoken(speaker="a", words=("yes",))]
    with pytest.raises(EngineError, match="needs times, and some words have none; leave out the collar"):
        score_spoken(timeless, timeless, collar=5.0)


def test_more_speakers_than_can_be_paired_are_refused() -> None:
    pytest.importorskip("meeteval")
    crowd = spoken(*((f"S{number}", "yes") for number in range(21)))
    with pytest.raises(EngineError, match="can pair at most 20 speakers, but there are 21"):
        score_spoken(crowd, crowd)


def test_nothing_heard_is_all_left_out() -> None:
    pytest.importorskip("meeteval")
    found = score_spoken(spoken(("Anna", "good morning")), ())
    assert (found.edits.deletions, found.missed) == (2, 1)


def test_a_document_gives_its_voices_and_its_words() -> None:
    segments = [
        Segment(id="s00000001", speaker="S1", span=Span(0, 900), source=("Good morning.",)),
        Segment(id="s00000002", span=Span(1000, 1900), source=("Yes?",)),
        Segment(id="s00000003", speaker="S2", span=Span(2000)),
    ]
    assert find_voices(segments) == (Voice("S1", Span(0, 900)),)
    assert [(one.speaker, one.words) for one in find_spoken(segments, "en")] == [
        ("S1", ("good", "morning")),
        ("", ("yes",)),
    ]
