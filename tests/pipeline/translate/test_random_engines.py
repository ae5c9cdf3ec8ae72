"""Ten thousand engines that do as they like: every passage has its own translation or a marked gap."""

from __future__ import annotations

import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.engines.base import TranslationReply, TranslationRequest
from dragoman.errors import EngineError
from dragoman.pipeline.translate import Outcome, Patience, TranslationRun, find_work
from dragoman.transcript.text import plain
from translators import Told, behave, find_tag, tagged

_QUICK = Patience(tries=2, first=0.0, longest=0.0, most_asked=0.0)
_DOCUMENTS = {count: tagged(count) for count in range(1, 8)}
_TAGS = {tag for segment in tagged(8).segments for tag in find_tag(plain(segment.source or ()))}


def _make(name: str, seed: int, passages: int, context: bool) -> Told:
    chance = random.Random(seed)

    def answer(request: TranslationRequest) -> TranslationReply:
        return behave(request, chance)

    return Told(answer, name, passages=passages, context=context, notation=context)


def _run(count: int, engines: list[Told]) -> list[Outcome]:
    document = _DOCUMENTS[count]
    work = find_work(document, "en")
    run = TranslationRun(document, "en", {"es": engines}, patience=_QUICK)
    outcomes: list[Outcome] = []
    try:
        for batch in run.run(work.passages, lambda: None):
            outcomes += batch
    except EngineError:
        return outcomes
    assert [outcome.passage.id for outcome in outcomes] == [passage.id for passage in work.passages]
    return outcomes


@settings(max_examples=10_000, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(st.integers(1, 7), st.integers(0, 1 << 30), st.integers(1, 7), st.booleans(), st.integers(1, 2))
def test_every_passage_has_its_own_translation_or_a_marked_gap(
    count: int, seed: int, passages: int, context: bool, engines: int
) -> None:
    order = [_make(f"told-{number}", seed + number, passages, context) for number in range(engines)]
    for outcome in _run(count, order):
        if outcome.is_gap:
            assert [problem.where.segment for problem in outcome.problems] == [outcome.passage.id]
        else:
            said, own = find_tag(plain(outcome.target)), find_tag(plain(outcome.passage.text))
            assert not set(said) & (_TAGS - set(own))
            # What an engine made up itself is taken with a doubt at most: the checks list it.
            assert said == own or outcome.doubt
