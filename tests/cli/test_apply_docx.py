from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.cli import main
from dragoman.folder import create_folder, open_folder
from dragoman.formats import write
from dragoman.formats.options import WriteOptions
from dragoman.transcript.document import Engine
from dragoman.transcript.text import Note, Supplied, find_marks
from interviews import spanish_english

docx = pytest.importorskip("docx", reason="python-docx is not installed")


@pytest.fixture
def interview(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An interview, and beside it the file that was sent to an editor."""
    monkeypatch.chdir(tmp_path)
    folder = create_folder(tmp_path / "interview", spanish_english(), Engine(name="whisper"))
    main(["view", str(folder.path)])
    (tmp_path / "sent.docx").write_bytes(write(folder.transcript, "docx", WriteOptions()).content)
    return folder.path


def retype(path: Path, row: int, column: int, text: str) -> None:
    """What somebody does in Word: other words in one cell."""
    document = docx.Document(str(path))
    document.tables[0].rows[row].cells[column].text = text
    document.save(str(path))


def test_a_file_edited_in_word_is_taken_in(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    retype(Path("sent.docx"), 2, 2, "How did it (all) begin?")
    assert main(["apply", str(interview), "sent.docx"]) == 0
    assert capsys.readouterr().out.endswith("1 passage changed\n")
    assert open_folder(interview).transcript.segments[1].target == ("How did it ", Supplied(("all",)), " begin?")


def test_a_file_that_nobody_edited_changes_nothing(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = open_folder(interview)
    assert main(["apply", str(interview), "sent.docx"]) == 0
    assert capsys.readouterr().out.endswith("nothing had changed\n")
    assert open_folder(interview).transcript == before.transcript


def test_notes_for_the_desk_are_not_lost_by_it(interview: Path) -> None:
    retype(Path("sent.docx"), 6, 2, "All was lost.")
    assert main(["apply", str(interview), "sent.docx"]) == 0
    target = open_folder(interview).transcript.segments[5].target
    assert target is not None
    assert target[0] == "All was lost. "
    assert list(find_marks(target)) == [Note(("check with the producer",), "desk")]


def test_the_name_of_a_speaker_is_taken_too(interview: Path) -> None:
    document = docx.Document("sent.docx")
    [line] = [p for p in document.paragraphs if p.text.startswith("speaker S1:")]
    line.text = "speaker S1: Presenter | Pablo Soto"
    document.save("sent.docx")
    assert main(["apply", str(interview), "sent.docx"]) == 0
    assert open_folder(interview).transcript.speakers[0].label == "Presenter"


def test_a_file_that_is_no_page_is_refused(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    docx.Document().save("other.docx")
    assert main(["apply", str(interview), "other.docx"]) == 2
    assert "other.docx: is not a page of an interview; edit a file that" in capsys.readouterr().err


def send(interview: Path, name: str) -> Path:
    """The file as it is written for an editor today."""
    assert main(["convert", str(interview), name]) == 0
    return Path(name)


def drop_line(path: Path) -> None:
    """Delete the line that names the revision."""
    document = docx.Document(str(path))
    [line] = [p for p in document.paragraphs if p.text.startswith("revision:")]
    line._p.getparent().remove(line._p)
    document.save(str(path))


@pytest.mark.parametrize("has_line", [True, False])
def test_edits_of_two_in_word_are_both_there(interview: Path, has_line: bool) -> None:
    ana, ben = send(interview, "ana.docx"), send(interview, "ben.docx")
    retype(ana, 2, 2, "How did it start?")
    retype(ben, 8, 2, "Just a moment!")
    if not has_line:
        drop_line(ben)
    assert [main(["apply", str(interview), str(path)]) for path in (ana, ben)] == [0, 0]
    segments = open_folder(interview).transcript.segments
    assert (segments[1].target, segments[7].target) == (("How did it start?",), ("Just a moment!",))


def test_edits_of_one_cell_by_two_in_word_are_refused(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ana, ben = send(interview, "ana.docx"), send(interview, "ben.docx")
    retype(ana, 2, 2, "How did it start?")
    retype(ben, 2, 2, "How did you begin?")
    assert [main(["apply", str(interview), str(path)]) for path in (ana, ben)] == [0, 2]
    assert "  it is now: How did it start?\n" in capsys.readouterr().err


def test_a_file_for_readers_names_no_revision(interview: Path) -> None:
    assert main(["convert", str(interview), "house.docx", "--profile", "square"]) == 0
    document = docx.Document("house.docx")
    assert not any(paragraph.text.startswith("revision:") for paragraph in document.paragraphs)
