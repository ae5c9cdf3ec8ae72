from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import CancelledError, FolderError, InputError, SettingsError
from dragoman.folder import create_folder, is_interview, open_folder
from dragoman.formats.options import ReadOptions
from dragoman.settings.dragoman_toml import Settings
from dragoman.transcript.document import Person
from dragoman.workflows.evaluate import EvaluateOptions, evaluate
from dragoman.workflows.export import ExportOptions, export
from dragoman.workflows.import_interview import (
    ImportedInterview,
    ImportOptions,
    ImportPlan,
    import_all,
    import_interview,
    plan_import,
    read_collection,
)
from dragoman.workflows.importing.read_inputs import InputOptions
from interviews import spanish_english
from watching import Remembering

ANA = Settings(handle="ana", rights_holder="Radio")
PAGE = Path(__file__).parents[1] / "formats" / "prose" / "web_pages" / "wordpress-like.html"
ENGLISH = "1\n00:00:01,000 --> 00:00:03,000\nThe boy: No.\n\n2\n00:00:03,000 --> 00:00:05,000\nYes.\n"
ARABIC = "1\n00:00:01,100 --> 00:00:03,100\nلا.\n\n2\n00:00:03,100 --> 00:00:05,100\nنعم.\n"


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """Subtitles in Arabic, and their translation."""
    files = tmp_path / "a.ar.srt", tmp_path / "b.en.srt"
    for path, text in zip(files, (ARABIC, ENGLISH), strict=True):
        path.write_text(text, encoding="utf-8")
    return files


def planned(*inputs: Path, **options: Any) -> ImportPlan:
    return plan_import(settings=ANA, options=InputOptions(inputs=inputs, **options))


def made(plan: ImportPlan, folder: Path, **answers: str) -> ImportedInterview:
    return import_interview(settings=ANA, plan=plan, options=ImportOptions(folder=folder), answers=answers)


def test_a_plan_writes_nothing_and_says_what_was_found_out() -> None:
    side, profile = planned(PAGE).questions
    assert (side.name, side.default) == ("side", "target")
    assert (profile.name, profile.default) == ("profile", "dragoman")


def test_an_interview_is_signed_and_has_the_settings_rights(tmp_path: Path) -> None:
    done = made(planned(PAGE), tmp_path / "talk")
    assert not done.existed
    assert done.folder.history[0].author == Person(handle="ana")
    assert done.folder.transcript.facts.rights_holder == "Radio"


def test_the_language_of_the_translation_is_as_asked_where_the_page_does_not_say_it(tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text("ANA: Hola.\n\nLUIS: ¿Qué tal?\n", encoding="utf-8")
    plan = plan_import(settings=ANA, options=InputOptions(inputs=(tmp_path / "talk.txt",)))
    made = import_interview(settings=ANA, plan=plan, options=ImportOptions(folder=tmp_path / "talk", target="fa"))
    assert made.folder.transcript.target_language == "fa"


def test_the_language_of_a_translation_that_is_there_stays(pair: tuple[Path, Path], tmp_path: Path) -> None:
    plan = plan_import(settings=ANA, options=InputOptions(inputs=pair, original=1))
    made = import_interview(settings=ANA, plan=plan, options=ImportOptions(folder=tmp_path / "talk", target="fa"))
    assert made.folder.transcript.target_language == "en"


def test_an_answer_says_otherwise(tmp_path: Path) -> None:
    done = made(planned(PAGE), tmp_path / "talk", side="source")
    assert done.folder.transcript.segments[0].target is None


def test_nothing_is_asked_where_it_was_stated() -> None:
    stated = ReadOptions(side="target", side_is_stated=True, profile="dragoman")
    assert planned(PAGE, reading=stated).questions == ()


def test_the_settings_profile_is_the_one_that_counts() -> None:
    settings = Settings(profile="gat")
    plan = plan_import(settings=settings, options=InputOptions(inputs=(PAGE,)))
    assert plan.imported is not None
    assert plan.imported.profile == "gat"


def test_the_same_again_changes_nothing(tmp_path: Path) -> None:
    head = made(planned(PAGE), tmp_path / "talk").folder.head
    again = made(planned(PAGE), tmp_path / "talk")
    assert (again.existed, again.folder.head) == (True, head)


def test_a_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "song.txt").write_text("la", encoding="utf-8")
    with pytest.raises(FolderError, match="contains other files; name a new folder"):
        made(planned(PAGE), tmp_path)


def test_which_of_two_files_is_the_original_is_asked(pair: tuple[Path, Path]) -> None:
    plan = planned(*pair)
    (question,) = plan.questions
    assert (plan.imported, question.name, question.default) == (None, "original", None)
    assert [choice.says for choice in question.choices] == ["a.ar.srt", "b.en.srt"]


def test_two_files_are_paired_by_the_answer(pair: tuple[Path, Path], tmp_path: Path) -> None:
    first = made(planned(*pair), tmp_path / "talk", original="1").folder.transcript.segments[0]
    assert (first.source, first.target) == (("لا.",), ("No.",))


def test_two_files_are_not_paired_by_default(pair: tuple[Path, Path], tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="original: has no answer; Which file holds the original"):
        made(planned(*pair), tmp_path / "talk")
    assert not (tmp_path / "talk").exists()


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        planned(tmp_path / "none.srt")


def test_every_transcript_of_a_folder_becomes_an_interview(pair: tuple[Path, Path], tmp_path: Path) -> None:
    done = [*_import_all(pair[0].parent, tmp_path / "out")]
    assert [is_interview(page.folder.path) for page in done if page.folder] == [True, True]


def test_many_that_were_stopped_go_on_where_they_were(pair: tuple[Path, Path], tmp_path: Path) -> None:
    with pytest.raises(CancelledError):
        [*_import_all(pair[0].parent, tmp_path / "out", Remembering(stop_after=1))]
    assert [page.existed for page in _import_all(pair[0].parent, tmp_path / "out")] == [True, False]


def test_a_collection_is_looked_through_without_writing(pair: tuple[Path, Path]) -> None:
    watcher = Remembering()
    wanted = InputOptions(inputs=(pair[0].parent,))
    posts = [*read_collection(settings=ANA, options=wanted, watcher=watcher)]
    assert len([post for post in posts if post.imported]) == 2
    assert watcher.reports == [("reading", 1, None, "files"), ("reading", 2, None, "files")]


def _import_all(path: Path, output: Path, watcher: Remembering | None = None) -> Any:
    wanted, place = InputOptions(inputs=(path,)), ImportOptions(folder=output)
    return import_all(settings=ANA, plan=wanted, options=place, watcher=watcher or Remembering())


def test_a_file_is_written_of_an_interview(tmp_path: Path) -> None:
    interview = create_folder(tmp_path / "interview", spanish_english(), Person(handle="ana")).path
    wanted = ExportOptions(output=tmp_path / "talk.vtt", format="vtt", side="source")
    exported = export(settings=ANA, plan=planned(interview), options=wanted)
    assert exported.path.read_text(encoding="utf-8").startswith("WEBVTT")
    assert open_folder(interview).transcript == spanish_english()


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path, pair: tuple[Path, Path]) -> None:
    wanted = ExportOptions(output=pair[1], format="srt")
    with pytest.raises(FolderError, match="exists already; name another file, or overwrite it"):
        export(settings=ANA, plan=planned(pair[0]), options=wanted)
    assert pair[1].read_text(encoding="utf-8") == ENGLISH


def test_it_may_be_written_over(pair: tuple[Path, Path]) -> None:
    export(settings=ANA, plan=planned(pair[0]), options=ExportOptions(output=pair[1], format="srt", force=True))
    assert "نعم." in pair[1].read_text(encoding="utf-8")


def test_a_transcript_is_measured(pair: tuple[Path, Path]) -> None:
    found = evaluate(settings=ANA, options=EvaluateOptions(hypothesis=pair[0], reference=pair[0]))
    assert {figure.name: figure.value for figure in found.evaluation.figures}["WER"] == 0


@pytest.mark.parametrize("collar", [-1, 3601])
def test_what_is_no_collar_is_refused(pair: tuple[Path, Path], collar: float) -> None:
    with pytest.raises(SettingsError, match="is not a number of seconds"):
        evaluate(settings=ANA, options=EvaluateOptions(hypothesis=pair[0], reference=pair[0], collar=collar))
