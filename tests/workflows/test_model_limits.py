"""Nothing is asked of a model that it cannot do, and what could is named."""

from __future__ import annotations

import pytest

from dragoman.pipeline import DraftOptions
from dragoman.pipeline.options import Captions
from dragoman.transcript.document import Engine, Segment, Transcript
from dragoman.transcript.span import Span
from dragoman.workflows import model_limits as ability
from dragoman.workflows.model_limits import find_unmeasured, within_ability

CAPTIONS = Captions(Transcript(), Engine(name="typed captions"))


@pytest.fixture(autouse=True)
def memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ability, "find_memory", lambda: 8000)


def wanted(**options: object) -> DraftOptions:
    return DraftOptions(**{"source": "es", "target": "en", "model": "base", **options})  # type: ignore[arg-type]


def message(options: DraftOptions, words: str = "auto") -> str:
    limit = within_ability(options, words)[1]
    return limit.problem.message if limit else ""


@pytest.mark.parametrize("options", [wanted(), wanted(source=None), wanted(source="hy"), wanted(model="my/own")])
def test_what_it_can_is_asked_for(options: DraftOptions) -> None:
    assert within_ability(options, "auto") == (options, None)


def test_what_it_cannot_write_becomes_rows() -> None:
    asked, limit = within_ability(wanted(source="ar"), "auto")
    assert not asked.words
    assert limit is not None
    assert limit.problem.message == "model base cannot write Arabic well enough: the draft has timed rows without words"
    assert (limit.problem.code, limit.able) == ("model-unable", ("large-v2", "large-v3"))


def test_what_it_cannot_translate_is_drafted_in_the_original(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, limit = within_ability(wanted(model="turbo"), "auto")
    assert (asked.words, asked.target) == (True, "es")
    assert limit is not None
    assert limit.problem.message == "model turbo cannot translate Spanish well enough: only the original is drafted"
    assert limit.able == ("base", "large-v2", "large-v3")


def test_it_may_be_insisted_on_or_waived() -> None:
    assert within_ability(wanted(source="ar"), "anyway") == (wanted(source="ar"), None)
    assert within_ability(wanted(), "none") == (wanted(words=False), None)


def test_one_of_several_languages_is_told_and_drafted() -> None:
    options = wanted(source=None, among=("es", "ar"))
    asked, limit = within_ability(options, "auto")
    assert asked == options
    assert limit is not None
    assert limit.problem.message.endswith("cannot write Arabic well enough: do not trust its words")


def test_none_of_several_languages_is_rows() -> None:
    assert "cannot write Arabic and Arabic well enough: the draft has timed rows" in message(
        wanted(source=None, among=("ar", "ar-EG"))
    )


@pytest.mark.parametrize(
    ("source", "words", "asks", "told"),
    [
        ("es", "auto", True, ""),
        ("es", "none", False, ""),
        ("ar", "auto", False, "model base cannot translate Arabic well enough: the captions have no"),
        ("ar", "anyway", True, ""),
        ("en", "anyway", False, ""),
    ],
)
def test_captions_ask_for_a_translation_alone(source: str, words: str, asks: bool, told: str) -> None:
    options = wanted(source=source, captions=CAPTIONS)
    assert within_ability(options, words)[0].words is asks
    assert message(options, words).startswith(told)


TEXT = Captions(Transcript(segments=(Segment(id="s00000001", source=("Hola.",)),)), Engine(name="text without times"))
TIMED = Captions(
    Transcript(segments=(Segment(id="s00000001", span=Span(0, 900), source=("Hola.",)),)), Engine(name="captions")
)


@pytest.mark.parametrize(
    ("captions", "words", "here", "measures"),
    [
        (TEXT, "auto", ("base",), True),
        (TEXT, "none", ("base",), False),
        (TEXT, "auto", (), False),
        (TIMED, "auto", ("base",), False),
    ],
)
def test_an_installed_model_times_a_text_also_where_it_does_not_translate(
    captions: Captions, words: str, here: tuple[str, ...], measures: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ability, "find_here", lambda: here)
    asked, _ = within_ability(wanted(target="es", captions=captions), words)
    assert (asked.words, asked.measures_text, asked.uses_model) == (False, measures, measures)


def test_a_language_without_figures_is_named() -> None:
    problem = find_unmeasured(wanted(source=None, among=("es", "fa", "hy")))
    assert problem is not None
    assert (problem.code, problem.severity) == ("model-unmeasured", "note")
    assert problem.message.startswith("the quality of model base in Persian and Armenian is not known: check its words")
    assert find_unmeasured(wanted(source="fa", words=False)) is None
