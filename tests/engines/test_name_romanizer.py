"""Suggested renderings of Arabic and Persian names."""

from __future__ import annotations

import builtins
from typing import Any

import pytest

from dragoman.engines.name_romanizer import can_romanize, suggest_renderings
from dragoman.errors import EngineError


def test_other_languages_have_none() -> None:
    assert not can_romanize("ru")
    assert suggest_renderings(("Горбачёв",), "ru") == {}


def test_what_to_install_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def refuse(name: str, *rest: Any) -> Any:
        if name == "arabic_name_romanizer":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(EngineError, match="is not installed"):
        suggest_renderings(("خديجة",), "ar")


def test_the_most_usual_spelling_comes_first() -> None:
    pytest.importorskip("arabic_name_romanizer", reason="needs dragoman[names]")
    found = suggest_renderings(("مهسا امینی", "Ana"), "fa")
    assert found["مهسا امینی"][0] == "Mahsa Amini"
    assert "Ana" not in found
