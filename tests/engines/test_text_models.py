"""Translation models by name, and the licence that has to be accepted."""

from __future__ import annotations

import sys
import types
from pathlib import Path
from typing import Any

import pytest

from dragoman.engines.text_models import (
    accept_licence,
    fetch_text_model,
    find_firefox_route,
    find_text_folder,
    find_text_model,
    find_text_models,
    is_text_model_here,
    list_text_models,
)
from dragoman.errors import EngineError, Fix, OptionValue, SettingsError
from tiny_models import write_files


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("platformdirs.user_cache_path", lambda name: tmp_path / "cache")
    return tmp_path / "cache"


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A hub that has a model for Spanish to English; remembers what it was asked."""
    seen: dict[str, Any] = {}

    def snapshot_download(repository: str, local_dir: Path, **named: Any) -> None:
        seen.update(named, repository=repository)
        write_files(local_dir, pair="es en")

    library = types.ModuleType("huggingface_hub")
    library.__dict__["snapshot_download"] = snapshot_download
    monkeypatch.setitem(sys.modules, "huggingface_hub", library)
    return seen


@pytest.mark.parametrize("name", ["opus-mt-es-en", "firefox-fa-en", "madlad-3b", "nllb-600m"])
def test_a_name_has_a_row(name: str) -> None:
    assert find_text_model(name) is not None


@pytest.mark.parametrize("name", ["opus-mt-fa-en", "opus-mt-en-en", "firefox-yo-en", "base", "../x", ""])
def test_what_nobody_published_has_none(name: str) -> None:
    assert find_text_model(name) is None


def test_every_row_says_what_it_weighs_and_its_licence() -> None:
    rows = list_text_models()
    assert len({name for name, _ in rows}) == len(rows) > 100
    assert all(model.megabytes > 0 and model.licence for _, model in rows)
    assert [name for name, model in rows if not model.commercial] == ["nllb-600m"]


def test_a_pair_is_served_by_its_own_model_first() -> None:
    names = [name for name, _ in find_text_models("ctranslate2", "es-MX", "en")]
    assert names == ["opus-mt-es-en", "madlad-3b", "nllb-600m"]


@pytest.mark.parametrize(
    ("pair", "route"),
    [
        ("ar en", "ar en"),
        ("en-GB he", "en he"),
        ("fa de", "fa en de"),
        ("prs en", "fa en"),
        ("yo en", ""),
        ("en en", ""),
    ],
)
def test_firefox_goes_through_english(pair: str, route: str) -> None:
    assert " ".join(find_firefox_route(*pair.split())) == route


def test_a_model_is_fetched_by_name(hub: dict[str, Any], cache: Path) -> None:
    assert fetch_text_model("opus-mt-es-en") == cache / "models" / "opus-mt-es-en"
    assert (hub["repository"], hub["token"]) == ("gaudi/opus-mt-es-en-ctranslate2", False)
    assert is_text_model_here("opus-mt-es-en")
    assert find_text_folder(None, "es", "en") == cache / "models" / "opus-mt-es-en"


def test_a_licence_that_forbids_commercial_use_is_accepted_first(hub: dict[str, Any]) -> None:
    with pytest.raises(EngineError, match=r"may be used under CC-BY-NC-4.0 alone: non-commercial use only") as refused:
        fetch_text_model("nllb-600m")
    options: dict[str, OptionValue] = {"get": "nllb-600m", "licence": "CC-BY-NC-4.0"}
    assert refused.value.fixes == (Fix("accept it (CC-BY-NC-4.0)", "models", options=options),)
    assert hub == {}
    accept_licence("CC-BY-NC-4.0")
    fetch_text_model("nllb-600m")
    assert hub["repository"] == "skywood/nllb-200-distilled-600M-ct2-int8"


def test_only_a_licence_that_is_asked_for_can_be_accepted(cache: Path) -> None:
    with pytest.raises(SettingsError, match=r"is not required by any model; use one of CC-BY-NC-4.0"):
        accept_licence("../../x")
    assert not cache.exists()


def test_a_folder_of_ones_own_is_used_where_it_lies(tmp_path: Path) -> None:
    assert find_text_folder(str(tmp_path), "es", "en") == tmp_path


@pytest.mark.parametrize("name", ["opus-mt-xx-en", "~nobody-of-that-name/x", "nowhere"])
def test_a_name_that_is_neither_known_nor_a_folder_is_told(name: str) -> None:
    with pytest.raises(SettingsError, match="is neither known nor a folder"):
        find_text_folder(name, "es", "en")
