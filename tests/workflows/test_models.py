from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.engines.models import MODELS
from dragoman.errors import EngineError, SettingsError
from dragoman.settings.dragoman_toml import Settings
from dragoman.workflows import models
from dragoman.workflows.models import (
    AdviceOptions,
    ListOptions,
    ModelOptions,
    PairOptions,
    advise_model,
    fetch,
    find,
    list_models,
    list_translators,
)
from tiny_models import write_files

NONE = Settings()


@pytest.fixture(autouse=True)
def _tiny_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "models" / "tiny"
    folder.mkdir(parents=True)
    for name in ("model.bin", "config.json", "tokenizer.json"):
        (folder / name).write_text("{}")
    monkeypatch.setattr("platformdirs.user_cache_path", lambda name: tmp_path)
    monkeypatch.setattr("dragoman.engines.models._find_parts", lambda: None)


def test_every_model_is_listed_with_whether_it_is_here() -> None:
    listed = list_models(settings=NONE, options=ListOptions())
    assert [model.name for model in listed] == list(MODELS)
    assert [model.name for model in listed if model.here] == ["tiny"]


def test_a_model_is_looked_for_where_the_settings_say(tmp_path: Path) -> None:
    elsewhere = Settings(cache=tmp_path / "elsewhere")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "models").rename(tmp_path / "elsewhere" / "models")
    assert [model.name for model in list_models(settings=elsewhere, options=ListOptions()) if model.here] == ["tiny"]
    assert [model.name for model in list_models(settings=NONE, options=ListOptions()) if model.here] == []


def test_those_that_are_here_may_be_listed_alone() -> None:
    assert [model.name for model in list_models(settings=NONE, options=ListOptions(here=True))] == ["tiny"]


def test_a_model_that_is_not_here_is_not_found() -> None:
    with pytest.raises(EngineError, match="is not on this machine"):
        find(settings=NONE, options=ModelOptions(model="small"))


def test_advice_names_the_best_that_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "find_memory", lambda: 3900)
    advice = advise_model(settings=NONE, options=AdviceOptions(language="Arabic"))
    assert (advice.language, advice.best, advice.here) == ("ar", "small", False)
    assert "small" in [model.name for model in advice.fitting]


def test_advice_needs_a_language() -> None:
    with pytest.raises(SettingsError, match="language klingonese: is not a known language"):
        advise_model(settings=NONE, options=AdviceOptions(language="klingonese"))


def test_what_translates_a_pair_is_listed_with_what_is_here(tmp_path: Path) -> None:
    write_files(tmp_path / "models" / "opus-mt-ar-en", pair="ar en")
    found = list_translators(settings=NONE, options=PairOptions(source="Arabic", target="en"))
    assert [(model.name, model.here) for model in found.models] == [
        ("firefox-ar-en", False),
        ("opus-mt-ar-en", True),
        ("madlad-3b", False),
        ("nllb-600m", False),
    ]
    assert {engine.engine for engine in found.engines} == {"firefox", "ctranslate2"}


def test_a_licence_is_accepted_together_with_its_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.engines.text_models.download", lambda name, *_: tmp_path / name)
    with pytest.raises(EngineError, match=r"may be used under CC-BY-NC-4.0 alone"):
        fetch(settings=NONE, options=ModelOptions(model="nllb-600m"))
    accepted = ModelOptions(model="nllb-600m", licence="CC-BY-NC-4.0")
    assert fetch(settings=NONE, options=accepted) == tmp_path / "nllb-600m"
    assert fetch(settings=NONE, options=ModelOptions(model="nllb-600m")) == tmp_path / "nllb-600m"


def test_the_folder_of_a_translation_model_is_found(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "models" / "opus-mt-es-en", pair="es en")
    assert find(settings=NONE, options=ModelOptions(model="opus-mt-es-en")) == folder
