"""Django's settings for a desk."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static

from dragoman.desk import configuration


def test_a_browser_that_has_the_scripts_does_not_ask_for_them_again(client: Any) -> None:
    answer = client.get(static("desk/grid.js"))
    assert answer.status_code == 200
    assert "immutable" in answer.headers["Cache-Control"]


def test_other_scripts_have_another_address(tmp_path: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(configuration, "__file__", str(tmp_path / "configuration.py"))
    (tmp_path / "static").mkdir()
    script = tmp_path / "static" / "grid.js"
    found = set()
    for text in ("", "one();", "two();"):
        script.write_text(text, encoding="utf-8")
        found.add(configuration._find_version())
    assert len(found) == 3
