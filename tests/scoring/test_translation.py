import pytest

from dragoman.scoring.translation import compare_translations, find_pairs, score_translation
from dragoman.transcript.document import Segment
from dragoman.transcript.span import Span

TRUTH = ("They closed the port in May.", "Nobody knew why, and nobody asked.", "My father stayed at home.")


def segment(number: int, start: int | None, target: str | None) -> Segment:
    span = None if start is None else Span(start, start + 4000)
    return Segment(id=f"s0000000{number}", span=span, target=None if target is None else (target,))


def test_the_same_words_score_a_hundred() -> None:
    pytest.importorskip("sacrebleu")
    score = score_translation(TRUTH, TRUTH)
    assert score is not None
    assert (score.chrf.score, round(score.bleu.score), score.passages) == (100.0, 100, 3)


def test_the_score_is_that_of_sacrebleu() -> None:
    metrics = pytest.importorskip("sacrebleu.metrics")
    given = ("They shut the port in May.", "", "My father was at home.")
    score = score_translation(TRUTH, given)
    assert score is not None
    assert score.chrf.score == metrics.CHRF(word_order=2).corpus_score(given, [TRUTH]).score
    assert score.bleu.score == metrics.BLEU().corpus_score(given, [TRUTH]).score


def test_a_score_names_how_it_was_made() -> None:
    pytest.importorskip("sacrebleu")
    score = score_translation(TRUTH, TRUTH)
    assert score is not None
    assert "nw:2" in score.chrf.signature
    assert "tok:13a" in score.bleu.signature


def test_the_interval_holds_the_score() -> None:
    pytest.importorskip("sacrebleu")
    score = score_translation(TRUTH, (TRUTH[0], "Nobody asked.", ""))
    assert score is not None
    assert score.chrf.interval is not None
    assert score.chrf.interval.low < score.chrf.score < score.chrf.interval.high


def test_one_passage_has_no_interval() -> None:
    pytest.importorskip("sacrebleu")
    score = score_translation(TRUTH[:1], TRUTH[:1])
    assert score is not None
    assert score.chrf.interval is None


def test_no_passages_have_no_score() -> None:
    assert score_translation((), ()) is None


def test_no_passages_cannot_be_compared() -> None:
    pytest.importorskip("sacrebleu")
    assert compare_translations((), (), ()) is None


def test_the_better_translation_is_above_the_worse() -> None:
    pytest.importorskip("sacrebleu")
    found = compare_translations(TRUTH, TRUTH, ("A port.", "Why?", "Home."))
    assert found is not None
    assert found.difference > 50
    assert found.interval.low > 0


def test_passages_are_paired_by_id() -> None:
    truth = [segment(1, 0, "one"), segment(2, 5000, "two")]
    assert find_pairs(truth, [segment(2, 0, "zwei")]) == (("one", ""), ("two", "zwei"))


def test_passages_are_paired_by_time() -> None:
    truth = [segment(1, 0, "one"), segment(2, 5000, "two")]
    given = [segment(3, 100, "uno"), segment(4, 3000, "y dos"), segment(5, 6000, "por fin"), segment(6, 60_000, "late")]
    assert find_pairs(truth, given) == (("one", "uno"), ("two", "y dos por fin late"))


def test_documents_without_times_are_one_passage() -> None:
    truth = [segment(1, None, "one"), segment(2, 5000, "two")]
    assert find_pairs(truth, [segment(3, 0, "uno"), segment(4, 0, "dos")]) == (("one two", "uno dos"),)


def test_a_truth_without_translation_has_no_passages() -> None:
    assert find_pairs([segment(1, 0, None)], [segment(2, 0, "uno")]) == ()
