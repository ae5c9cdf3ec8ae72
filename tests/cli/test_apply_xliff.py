from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.cli import main
from dragoman.folder import create_folder, open_folder
from dragoman.transcript.document import Engine, Person, Segment
from dragoman.transcript.text import Supplied
from interviews import spanish_english

BOTH = pytest.mark.parametrize("suffix", [".xlf", ".xlf2"])


@pytest.fixture
def interview(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return create_folder(tmp_path / "interview", spanish_english(), Engine(name="whisper")).path


def job(interview: Path, suffix: str) -> Path:
    file = interview.parent / f"job{suffix}"
    assert main(["convert", str(interview), str(file)]) == 0
    return file


def retype(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def second(interview: Path) -> Segment:
    return open_folder(interview).transcript.segments[1]


@BOTH
def test_a_translation_from_another_program_is_taken_in(interview: Path, suffix: str) -> None:
    file = job(interview, suffix)
    retype(file, "How did it all begin?", "How did (it) begin?")
    assert main(["apply", str(interview), str(file), "--handle", "ana"]) == 0
    assert second(interview).target == ("How did ", Supplied(("it",)), " begin?")
    assert second(interview).target_origin == Person(handle="ana")


@BOTH
def test_a_file_that_nobody_edited_changes_nothing(
    interview: Path, suffix: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = job(interview, suffix)
    before = open_folder(interview).transcript
    assert main(["apply", str(interview), str(file)]) == 0
    assert capsys.readouterr().out.endswith("nothing had changed\n")
    assert open_folder(interview).transcript == before


@BOTH
def test_a_translation_that_was_emptied_is_not_deleted(interview: Path, suffix: str) -> None:
    file = job(interview, suffix)
    retype(file, "How did it all begin?", "")
    assert main(["apply", str(interview), str(file)]) == 0
    assert second(interview).target == ("How did it all begin?",)


@BOTH
def test_an_original_that_was_edited_is_not_taken_in_and_is_named(
    interview: Path, suffix: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = job(interview, suffix)
    retype(file, "¿Cómo empezó todo?", "¿Cómo acabó todo?")
    assert main(["apply", str(interview), str(file)]) == 0
    assert "only its translations are applied [original-edited]" in capsys.readouterr().err
    assert second(interview).source == ("¿Cómo empezó todo?",)


@BOTH
def test_what_somebody_else_changed_meanwhile_is_a_conflict(interview: Path, suffix: str) -> None:
    file = job(interview, suffix)
    other = interview.parent / f"other{suffix}"
    other.write_bytes(file.read_bytes())
    retype(other, "How did it all begin?", "How did it start?")
    retype(file, "How did it all begin?", "Where did it begin?")
    assert main(["apply", str(interview), str(other)]) == 0
    assert main(["apply", str(interview), str(file)]) == 2
    assert second(interview).target == ("How did it start?",)


def test_a_file_of_another_program_is_no_page(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = interview.parent / "other.xlf"
    file.write_text('<xliff version="1.2"><file datatype="plaintext"><body/></file></xliff>', encoding="utf-8")
    assert main(["apply", str(interview), str(file)]) == 2
    assert "is not a page of an interview" in capsys.readouterr().err
