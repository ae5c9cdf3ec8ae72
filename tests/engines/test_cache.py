from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.engines.cache import cache_folder, cached_in


def test_the_cache_is_the_users_own_unless_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DRAGOMAN_CACHE", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert "dragoman" in cache_folder().parts
    with cached_in(tmp_path / "models"):
        assert cache_folder() == tmp_path / "models"
    assert "dragoman" in cache_folder().parts
