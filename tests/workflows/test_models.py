from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.engines.models import MODELS
from dragoman.errors import EngineError, SettingsError
from dragoman.settings.dragoman_toml import Settings
from dragoman.workflows import models
from dragoman.workflows.models import AdviceOptions, ListOptions, ModelOptions, advise_model, find, list_models


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings of somebody who has one model, the smallest."""
    folder = tmp_path / "models" / "tiny"
    folder.mkdir(parents=True)
    for name in ("model.bin", "config.json", "tokenizer.json"):
        (folder / name).write_text("{}")
    monkeypatch.setattr("dragoman.engines.models._find_parts", lambda: None)
    return Settings(cache=tmp_path)


def test_every_model_is_listed_with_whether_it_is_here(settings: Settings) -> None:
    listed = list_models(settings=settings, options=ListOptions())
    assert [model.name for model in listed] == list(MODELS)
    assert [model.name for model in listed if model.here] == ["tiny"]


def test_those_that_are_here_may_be_listed_alone(settings: Settings) -> None:
    assert [model.name for model in list_models(settings=settings, options=ListOptions(here=True))] == ["tiny"]


def test_a_model_that_is_not_here_is_not_found(settings: Settings) -> None:
    with pytest.raises(EngineError, match="is not on this machine"):
        find(settings=settings, options=ModelOptions(model="small"))


def test_advice_names_the_best_that_fits(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    monkeypatch.setattr(models, "find_memory", lambda: 3900)
    advice = advise_model(settings=settings, options=AdviceOptions(language="Arabic"))
    assert (advice.language, advice.best, advice.here) == ("ar", "small", False)
    assert "small" in [model.name for model in advice.fitting]


def test_advice_needs_a_language(settings: Settings) -> None:
    with pytest.raises(SettingsError, match="language klingonese: is no language"):
        advise_model(settings=settings, options=AdviceOptions(language="klingonese"))
