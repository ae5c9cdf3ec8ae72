"""The whole chain over an endpoint that misbehaves: a language model's engine, the checks of its answers, the order."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.engines import llm
from dragoman.engines.base import TranslatorSetup
from dragoman.engines.llm import Llm
from dragoman.errors import EngineError
from dragoman.pipeline.translate import Outcome, Patience, TranslationRun, find_work
from dragoman.transcript.text import plain
from hostile_endpoint import BEHAVIOURS, InProcess
from translators import find_tag, tagged

_QUICK = Patience(tries=2, first=0.0, longest=0.0, most_asked=0.0)
_DOCUMENT = tagged(7)
_TAGS = {tag for segment in _DOCUMENT.segments for tag in find_tag(plain(segment.source or ()))}
# 200,000 brackets and 10 MB take their time, and are asked for alone below.
_CHEAP = sorted(BEHAVIOURS.keys() - {"huge", "deep"})


def _run(*orders: tuple[str, ...]) -> list[Outcome]:
    setup = TranslatorSetup(name="llm", source="es", target="en", address="http://127.0.0.1:8080/v1", model="big")
    engines = [Llm(setup, InProcess(*behaviours)) for behaviours in orders]
    outcomes: list[Outcome] = []
    run = TranslationRun(_DOCUMENT, "en", {"es": engines}, patience=_QUICK)
    try:
        for batch in run.run(find_work(_DOCUMENT, "en").passages, lambda: None):
            outcomes += batch
    except EngineError:
        return outcomes
    assert [outcome.passage.id for outcome in outcomes] == [segment.id for segment in _DOCUMENT.segments]
    return outcomes


def _assert_own(outcomes: list[Outcome]) -> None:
    for outcome in outcomes:
        said, own = find_tag(plain(outcome.target)), find_tag(plain(outcome.passage.text))
        assert not set(said) & (_TAGS - set(own))
        assert said == own or outcome.is_gap or outcome.doubt


@pytest.fixture(autouse=True)
def _forget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(llm, "_HABITS", {})


@pytest.mark.parametrize("behaviour", BEHAVIOURS)
def test_whatever_an_endpoint_does_no_translation_is_anothers(behaviour: str) -> None:
    _assert_own(_run((behaviour,)))


@pytest.mark.parametrize(
    "behaviour",
    ["drops", "merges", "merges-and-numbers", "merges-and-shifts", "swaps", "chatter", "fenced", "half", "refuses",
     "schema-fails", "empty-after-first", "busy", "no-temperature", "doubles", "invents"],
)  # fmt: skip
def test_the_next_engine_translates_what_the_first_one_does_not(behaviour: str) -> None:
    outcomes = _run((behaviour,), ("right",))
    assert [find_tag(plain(outcome.target)) for outcome in outcomes] == [
        find_tag(plain(outcome.passage.text)) for outcome in outcomes
    ]


def test_one_of_three_is_refused_and_on_record() -> None:
    outcomes = _run(("refuses",))
    gaps = [outcome for outcome in outcomes if outcome.is_gap]
    assert 0 < len(gaps) < len(outcomes)
    assert {problem.code for outcome in gaps for problem in outcome.problems} == {"translation-refused"}


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(st.lists(st.lists(st.sampled_from(_CHEAP), min_size=1, max_size=8).map(tuple), min_size=1, max_size=2))
def test_nor_where_it_does_one_thing_after_another(orders: list[tuple[str, ...]]) -> None:
    _assert_own(_run(*orders))
