from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import FormatError, SettingsError
from dragoman.folder import create_folder, open_folder
from dragoman.folder.views import EditedViewError
from dragoman.settings.dragoman_toml import Settings
from dragoman.transcript.document import Engine
from dragoman.workflows.apply import (
    Applied,
    ApplyOptions,
    PageConflictError,
    PageError,
    apply,
    plan_apply,
    with_answers,
)
from dragoman.workflows.view import ViewOptions, view
from interviews import spanish_english

ANA = Settings(handle="ana")


@pytest.fixture
def interview(tmp_path: Path) -> Path:
    path = create_folder(tmp_path / "interview", spanish_english(), Engine(name="whisper")).path
    view(settings=ANA, options=ViewOptions(folder=path))
    return path


def retype(page: Path, old: str, new: str) -> None:
    text = page.read_text(encoding="utf-8")
    assert text.count(old) == 1
    page.write_text(text.replace(old, new), encoding="utf-8")


def take_in(interview: Path, page: Path | None = None, **options: Any) -> Applied:
    return apply(settings=ANA, options=ApplyOptions(folder=interview, page=page, **options))


def target(interview: Path, number: int) -> object:
    text = open_folder(interview).transcript.segments[number - 1].target
    return text and text[0]


@pytest.fixture
def disputed(interview: Path, tmp_path: Path) -> Path:
    """A copy of the page whose second row was edited, as it was on the folder's own page, which is taken in."""
    copy = Path(shutil.copyfile(interview / "tone.txt", tmp_path / "copy.txt"))
    retype(copy, "How did it all begin?", "How did you begin?")
    retype(interview / "tone.txt", "How did it all begin?", "How did it start?")
    take_in(interview)
    return copy


def test_an_edited_page_is_taken_in_as_one_action(interview: Path) -> None:
    retype(interview / "tone.txt", "How did it all begin?", "How did it start?")
    applied = take_in(interview)
    assert applied.taken.changed == ("s00000002",)
    assert target(interview, 2) == "How did it start?"
    assert len(open_folder(interview).groups) == 2


def test_a_page_with_errors_is_refused_with_what_is_wrong(interview: Path) -> None:
    retype(interview / "tone.txt", "How did it all begin?", "How did {it")
    with pytest.raises(PageError) as refused:
        take_in(interview)
    assert "error" in [problem.severity for problem in refused.value.problems]
    assert len(open_folder(interview).groups) == 1


def test_it_may_be_taken_in_all_the_same(interview: Path) -> None:
    retype(interview / "tone.txt", "How did it all begin?", "How did {it")
    assert take_in(interview, force=True).taken.changed == ("s00000002",)


def test_two_edits_of_one_text_are_refused_with_the_values_of_both(interview: Path, disputed: Path) -> None:
    with pytest.raises(PageConflictError) as refused:
        take_in(interview, disputed)
    (conflict,) = refused.value.conflicts
    assert (conflict.mine, conflict.theirs) == (["How did you begin?"], ["How did it start?"])
    assert target(interview, 2) == "How did it start?"


def test_nothing_is_taken_in_where_another_view_was_edited(interview: Path) -> None:
    (interview / "tone.es.srt").write_text("my work", encoding="utf-8")
    retype(interview / "tone.txt", "How did it all begin?", "How did it start?")
    with pytest.raises(EditedViewError):
        take_in(interview)
    assert len(open_folder(interview).groups) == 1


def test_a_page_that_cannot_be_read_is_named_with_the_fix(interview: Path) -> None:
    (interview / "tone.txt").unlink()
    with pytest.raises(FormatError, match=r"tone.txt: cannot be read .*; write a page to type on$"):
        take_in(interview)


def test_a_plan_asks_what_counts_and_writes_nothing(interview: Path, disputed: Path) -> None:
    head = open_folder(interview).head
    plan = plan_apply(settings=ANA, options=ApplyOptions(folder=interview, page=disputed))
    (question,) = plan.questions
    assert (question.name, [choice.value for choice in question.choices]) == ("conflicts", ["mine", "theirs"])
    assert open_folder(interview).head == head


def test_the_answer_counts(interview: Path, disputed: Path) -> None:
    wanted = ApplyOptions(folder=interview, page=disputed)
    plan = plan_apply(settings=ANA, options=wanted)
    apply(settings=ANA, options=with_answers(wanted, plan, {"conflicts": "mine"}))
    assert target(interview, 2) == "How did you begin?"


def test_what_was_asked_has_to_be_answered(interview: Path, disputed: Path) -> None:
    wanted = ApplyOptions(folder=interview, page=disputed)
    plan = plan_apply(settings=ANA, options=wanted)
    with pytest.raises(SettingsError, match="conflicts: has no answer"):
        with_answers(wanted, plan, {})


def test_missing_passages_stay_unless_it_is_said_otherwise(interview: Path) -> None:
    page = interview / "tone.txt"
    text = page.read_text(encoding="utf-8")
    page.write_text(text[: text.index("s00000012 ")], encoding="utf-8")
    wanted = ApplyOptions(folder=interview)
    plan = plan_apply(settings=ANA, options=wanted)
    assert [question.name for question in plan.questions] == ["delete_missing"]
    assert not with_answers(wanted, plan, {}).delete_missing
    apply(settings=ANA, options=with_answers(wanted, plan, {"delete_missing": "yes"}))
    assert len(open_folder(interview).transcript.segments) == 11
