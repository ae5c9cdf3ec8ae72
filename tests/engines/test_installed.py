"""Which engines serve a pair of languages on this machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.engines import ENGINES
from dragoman.engines.installed import LOCAL_TRANSLATORS, find_installed
from tiny_models import write_files


@pytest.fixture(autouse=True)
def _bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without Apertium and without a model."""
    monkeypatch.setattr("platformdirs.user_cache_path", lambda name: tmp_path / "cache")
    monkeypatch.setenv("PATH", str(tmp_path))


def test_every_engine_of_the_list_is_a_row_of_the_table() -> None:
    assert set(LOCAL_TRANSLATORS) <= set(ENGINES)


@pytest.mark.parametrize("pair", ["ar en", "fa en", "es en", "he de"])
def test_firefox_is_recommended_first(pair: str) -> None:
    first, *_ = find_installed(*pair.split())
    assert (first.engine, first.usable, first.measured) == ("firefox", False, False)


def test_what_can_be_used_comes_first(tmp_path: Path) -> None:
    write_files(tmp_path / "cache" / "models" / "opus-mt-es-en", pair="es en")
    pytest.importorskip("sentencepiece")
    assert [(one.engine, one.usable) for one in find_installed("es", "en")] == [
        ("ctranslate2", True),
        ("firefox", False),
        ("apertium", False),
    ]


def test_an_engine_with_nothing_to_install_for_a_pair_is_left_out() -> None:
    assert [one.engine for one in find_installed("fa", "en")] == ["firefox", "ctranslate2"]


def test_what_to_install_is_named() -> None:
    found = {one.engine: one for one in find_installed("es", "en")}
    assert found["apertium"].debian == ("apertium", "apertium-eng-spa")
    assert found["firefox"].fetch == ("firefox-es-en",)
    assert found["ctranslate2"].fetch == ("opus-mt-es-en",)
