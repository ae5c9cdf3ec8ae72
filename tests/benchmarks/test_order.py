"""Which passage a wrong word belongs to, and how many an order meets."""

from __future__ import annotations

from benchmarks.mistakes import count_mistakes
from benchmarks.order import Passage, find_share
from dragoman.transcript.document import Segment
from dragoman.transcript.span import Span


def said(*rows: tuple[int, int, str]) -> tuple[Segment, ...]:
    return tuple(
        Segment(id=f"s{place:08}", span=Span(start, end), source=(text,))
        for place, (start, end, text) in enumerate(rows)
    )


TRUTH = said((0, 4000, "my brother brought flour"), (5000, 9000, "my sister brought salt"))


def test_a_right_draft_has_no_mistakes() -> None:
    assert count_mistakes(TRUTH, TRUTH, "en") == (0, 0)


def test_a_changed_word_and_one_put_in_belong_to_their_passage() -> None:
    draft = said((0, 4000, "my brother brought flowers"), (5000, 9000, "and my sister brought the salt"))
    assert count_mistakes(TRUTH, draft, "en") == (1, 2)


def test_a_word_left_out_within_a_passage_is_its_own() -> None:
    draft = said((0, 4000, "my brother flour"), (5000, 9000, "my sister brought salt"))
    assert count_mistakes(TRUTH, draft, "en") == (1, 0)


def test_words_left_out_between_passages_go_to_the_nearer() -> None:
    draft = said((0, 3000, "my brother"), (5000, 9000, "my sister brought salt"))
    assert count_mistakes(TRUTH, draft, "en") == (2, 0)
    draft = said((0, 4000, "my brother brought flour"), (6000, 9000, "brought salt"))
    assert count_mistakes(TRUTH, draft, "en") == (0, 2)


def test_nothing_heard() -> None:
    assert count_mistakes(TRUTH, (), "en") == ()


def passage(duration: int, mistakes: int, rank: float) -> Passage:
    return Passage(
        recording="a", language="en", duration=duration, mistakes=mistakes, confidence=0, doubt=0, ranks=(rank,)
    )


def test_the_share_met_in_the_first_fifth() -> None:
    pile = (passage(2000, 6, rank=1), passage(8000, 4, rank=2))
    assert find_share([pile], lambda one: one.ranks[0]) == 0.6
    assert find_share([pile], lambda one: -one.ranks[0]) == 0.1


def test_a_pile_without_mistakes_has_no_share() -> None:
    assert find_share([(passage(2000, 0, rank=1),)], lambda one: 0) is None
