from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import FolderError, SettingsError
from dragoman.settings.dragoman_toml import Settings, load_settings
from dragoman.workflows.init import InitOptions, init, plan_init

NONE = Settings()


def test_the_plan_asks_for_what_is_not_given_and_writes_nothing(tmp_path: Path) -> None:
    plan = plan_init(settings=NONE, options=InitOptions(folder=tmp_path, values={"name": "A Desk"}))
    asked = [question.name for question in plan.questions]
    assert asked == ["handle", "person", "source_language", "target_language", "licence"]
    assert list(tmp_path.iterdir()) == []


def test_answers_become_settings_and_an_empty_one_leaves_them_open(tmp_path: Path) -> None:
    plan = plan_init(settings=NONE, options=InitOptions(folder=tmp_path, values={"name": "A Desk"}))
    file = init(settings=NONE, plan=plan, answers={"handle": "ana", "person": ""})
    loaded = load_settings(start=tmp_path, environment={})
    assert (file, loaded.name, loaded.handle, loaded.person) == (tmp_path / "dragoman.toml", "A Desk", "ana", None)


def test_settings_that_are_there_are_refused_by_the_plan(tmp_path: Path) -> None:
    (tmp_path / "dragoman.toml").write_text("", encoding="utf-8")
    with pytest.raises(FolderError, match="exists already"):
        plan_init(settings=NONE, options=InitOptions(folder=tmp_path))
    plan_init(settings=NONE, options=InitOptions(folder=tmp_path, force=True))


def test_an_answer_to_no_question_is_refused(tmp_path: Path) -> None:
    plan = plan_init(settings=NONE, options=InitOptions(folder=tmp_path))
    with pytest.raises(SettingsError, match="is not a question of this plan"):
        init(settings=NONE, plan=plan, answers={"site": "https://example.org"})
