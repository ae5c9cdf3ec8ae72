from __future__ import annotations

import platform
from pathlib import Path

import pytest

from dragoman.cli import main
from dragoman.folder import create_folder, open_folder
from dragoman.transcript.document import Engine, Person, Transcript
from interviews import spanish_english


@pytest.fixture
def interview(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = create_folder(tmp_path / "interview", spanish_english(), Engine(name="whisper"))
    main(["view", str(folder.path)])
    return folder.path


def retype(page: Path, old: str, new: str) -> None:
    text = page.read_text(encoding="utf-8")
    assert text.count(old) == 1
    page.write_text(text.replace(old, new), encoding="utf-8")


def document(interview: Path) -> Transcript:
    return open_folder(interview).transcript


def test_an_edited_page_is_taken_in(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    retype(interview / "tone.txt", "How did it all begin?", "How did it (all) begin?")
    assert main(["apply", str(interview), "--handle", "ana"]) == 0
    assert capsys.readouterr().out.endswith("1 passage changed\n")
    assert document(interview).segments[1].target_origin == Person(handle="ana")


def test_the_views_follow(interview: Path) -> None:
    retype(interview / "tone.txt", "How did it all begin?", "How did it start?")
    main(["apply", str(interview)])
    assert "How did it start?" in (interview / "tone.en.vtt").read_text(encoding="utf-8")
    assert main(["view", str(interview)]) == 0


def test_a_page_that_nobody_edited_writes_no_revision(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["apply", str(interview)]) == 0
    assert capsys.readouterr().out.endswith("nothing had changed\n")
    assert len(open_folder(interview).groups) == 1


def test_a_page_from_elsewhere_is_taken_in(interview: Path, tmp_path: Path) -> None:
    page = tmp_path / "sent.txt"
    page.write_bytes((interview / "tone.txt").read_bytes())
    retype(page, "How did it all begin?", "How did it start?")
    assert main(["apply", str(interview), str(page)]) == 0
    assert document(interview).segments[1].target == ("How did it start?",)


def test_a_page_from_elsewhere_does_not_write_over_an_edited_page(
    interview: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "sent.txt"
    page.write_bytes((interview / "tone.txt").read_bytes())
    retype(page, "How did it all begin?", "How did it start?")
    retype(interview / "tone.txt", "Good afternoon.", "Good day.")
    assert main(["apply", str(interview), str(page)]) == 2
    assert "tone.txt: has edits that were not applied yet" in capsys.readouterr().err
    assert len(open_folder(interview).groups) == 1


def test_an_unclosed_mark_changes_nothing(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    retype(interview / "tone.txt", "How did it all begin?", "How did it (all begin?")
    before = (interview / "tone.txt").read_bytes()
    assert main(["apply", str(interview), "--handle", "ana"]) == 2
    page = interview / "tone.txt"
    problem, fault = capsys.readouterr().err.splitlines()
    assert problem.startswith(f"{page}:{_line_of(page, 'How did it')}:14: error: ")
    assert problem.endswith("[unclosed-mark]")
    assert fault.startswith(f"dragoman: {page}: was not applied: it has 1 error; fix the errors above, or use --force")
    assert (interview / "tone.txt").read_bytes() == before
    assert len(open_folder(interview).groups) == 1


def test_by_force_a_page_is_taken_in_as_it_was_read(interview: Path) -> None:
    retype(interview / "tone.txt", "How did it all begin?", "How did it (all begin?")
    assert main(["apply", str(interview), "--force"]) == 0
    assert document(interview).segments[1].target == ("How did it (all begin?",)


@pytest.mark.parametrize("option", [[], ["--force"], ["--delete-missing"], ["--force", "--delete-missing"]])
def test_a_mistyped_id_changes_nothing(interview: Path, option: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    page = interview / "tone.txt"
    line = _line_of(page, "s00000002")
    retype(page, "s00000002", "s0000002")
    assert main(["apply", str(interview), "--handle", "ana", *option]) == 2
    *problems, fault = capsys.readouterr().err.splitlines()
    message = "no passage of this interview has the id s0000002; probably meant: s00000002 [unknown-id]"
    assert f"{page}:{line}: error: {message}" in problems
    assert fault == f"dragoman: {page}: was not applied: it has 1 error; fix the errors above"
    assert len(open_folder(interview).groups) == 1


def test_a_missing_passage_stays_and_is_told(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _drop_row(interview / "tone.txt", "s00000002")
    assert main(["apply", str(interview)]) == 0
    said = "nothing had changed\n1 passage is not on the page and stays; --delete-missing deletes it\n"
    assert capsys.readouterr().out.endswith(said)
    assert len(document(interview).segments) == 12
    assert "s00000002" in (interview / "tone.txt").read_text(encoding="utf-8")


def test_a_missing_passage_is_deleted_when_that_is_asked_for(
    interview: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _drop_row(interview / "tone.txt", "s00000002")
    assert main(["apply", str(interview), "--delete-missing"]) == 0
    assert capsys.readouterr().out.endswith("1 passage deleted\n")
    assert len(document(interview).segments) == 11


def test_a_row_that_is_put_back_with_its_id_brings_the_passage_back(
    interview: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, row = document(interview), _row(interview / "tone.txt", "s00000002")
    _drop_row(interview / "tone.txt", "s00000002")
    main(["apply", str(interview), "--delete-missing"])
    _add_row(interview / "tone.txt", "s00000003", row)
    assert main(["apply", str(interview), "--delete-missing"]) == 0
    assert capsys.readouterr().out.endswith("1 passage put back\n")
    assert document(interview) == before


def test_a_passage_that_was_put_back_can_be_deleted_again(interview: Path) -> None:
    for _ in range(2):
        _drop_row(interview / "tone.txt", "s00000002")
        assert main(["apply", str(interview), "--delete-missing"]) == 0
        assert len(document(interview).segments) == 11
        assert main(["undo", str(interview)]) == 0
        assert main(["apply", str(interview), "--delete-missing"]) == 0
        assert len(document(interview).segments) == 12


def test_an_older_page_does_not_bring_a_deleted_passage_back_and_says_so(
    interview: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = interview / "tone.txt"
    older = page.read_bytes()
    _drop_row(page, "s00000002")
    main(["apply", str(interview), "--delete-missing"])
    page.write_bytes(older)
    assert main(["apply", str(interview)]) == 0
    assert "was deleted since the page was made, and stays deleted" in capsys.readouterr().err
    assert len(document(interview).segments) == 11


def test_a_copy_without_a_revision_does_not_bring_a_deleted_passage_back(
    interview: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = _copy_without_revision(interview, tmp_path)
    _drop_row(interview / "tone.txt", "s00000002")
    main(["apply", str(interview), "--delete-missing"])
    assert main(["apply", str(interview), str(copy)]) == 0
    assert "[older-row]" in capsys.readouterr().err
    assert len(document(interview).segments) == 11


@pytest.mark.parametrize(("keep", "count"), [("mine", 12), ("theirs", 11)])
def test_a_copy_without_a_revision_that_edits_a_deleted_passage_is_a_conflict(
    interview: Path, tmp_path: Path, keep: str, count: int, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = _copy_without_revision(interview, tmp_path)
    retype(copy, "How did it all begin?", "How did it start?")
    _drop_row(interview / "tone.txt", "s00000002")
    main(["apply", str(interview), "--delete-missing"])
    assert main(["apply", str(interview), str(copy)]) == 2
    assert "s00000002" in capsys.readouterr().err
    assert main(["apply", str(interview), str(copy), "--conflicts", keep]) == 0
    assert len(document(interview).segments) == count


def test_another_file_altogether_changes_nothing(
    interview: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "letter.txt").write_text("Dear Ana,\n\nsee you on Monday.\n", encoding="utf-8")
    assert main(["apply", str(interview), str(tmp_path / "letter.txt"), "--delete-missing"]) == 2
    assert "[foreign-page]" in capsys.readouterr().err
    assert len(open_folder(interview).groups) == 1


def test_a_page_that_is_no_utf_8_is_named(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (interview / "tone.txt").write_bytes("one\ntwo\u00e9\n".encode("latin-1"))
    assert main(["apply", str(interview)]) == 2
    assert "tone.txt:2:4: is not UTF-8 text; save it as UTF-8" in capsys.readouterr().err


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "mark+utf-16-be"])
def test_a_page_saved_in_another_encoding_of_unicode_is_read(interview: Path, encoding: str) -> None:
    page = interview / "tone.txt"
    retype(page, "How did it all begin?", "How did it start? «Así».")
    mark, _, name = encoding.rpartition("+")
    text = ("\ufeff" if mark else "") + page.read_text(encoding="utf-8")
    page.write_bytes(text.replace("\n", "\r\n").encode(name))
    assert main(["apply", str(interview)]) == 0
    assert document(interview).segments[1].target == ("How did it start? «Así».",)
    assert "How did it start? «Así»." in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_convert_reads_such_a_page_too(interview: Path, tmp_path: Path, encoding: str) -> None:
    (tmp_path / "page.txt").write_text((interview / "tone.txt").read_text(encoding="utf-8"), encoding=encoding)
    assert main(["convert", "page.txt", "page.srt"]) == 0
    assert "How did it all begin?" in (tmp_path / "page.srt").read_text(encoding="utf-8")


def test_a_page_that_ends_in_the_middle_of_a_letter_is_named(
    interview: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = interview / "tone.txt"
    page.write_bytes(page.read_text(encoding="utf-8").encode("utf-16")[:-1])
    assert main(["apply", str(interview)]) == 2
    assert "is not UTF-16 text; save it as UTF-8" in capsys.readouterr().err


def test_a_page_that_is_not_there_is_named(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (interview / "tone.txt").unlink()
    assert main(["apply", str(interview)]) == 2
    assert (
        "tone.txt: cannot be read (no such file or directory); "
        f"write a page to type on with: dragoman view {interview}\n" in capsys.readouterr().err
    )


def test_edits_without_a_handle_are_the_translators(interview: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("USER", "login")
    monkeypatch.delenv("DRAGOMAN_HANDLE", raising=False)
    retype(interview / "tone.txt", "How did it all begin?", "How?")
    main(["apply", str(interview)])
    history = (interview / "history.jsonl").read_text(encoding="utf-8")
    assert '"handle":"translator"' in history
    assert "login" not in history
    assert platform.node() not in history


def test_an_engine_in_the_desks_file_is_passed_over_with_a_warning(
    interview: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (interview / "tone.mp3").touch()
    (tmp_path / "dragoman.toml").write_text('[engines]\nremote = "https://evil.example"\n', encoding="utf-8")
    assert main(["apply", str(interview), "--handle", "ana"]) == 0
    (warning,) = capsys.readouterr().err.splitlines()
    assert warning.startswith(f"dragoman: warning: {tmp_path / 'dragoman.toml'}: engines named there are ignored")


def _line_of(page: Path, words: str) -> int:
    lines = page.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)


def _row(page: Path, id_: str) -> str:
    return next(block for block in page.read_text(encoding="utf-8").split("\n\n") if block.startswith(id_))


def _add_row(page: Path, before: str, row: str) -> None:
    retype(page, before, f"{row}\n\n{before}")


def _copy_without_revision(interview: Path, where: Path) -> Path:
    lines = (interview / "tone.txt").read_text(encoding="utf-8").splitlines(keepends=True)
    copy = where / "copy.txt"
    copy.write_text("".join(line for line in lines if not line.startswith("revision:")), encoding="utf-8")
    return copy


def _drop_row(page: Path, id_: str) -> None:
    blocks = page.read_text(encoding="utf-8").split("\n\n")
    page.write_text("\n\n".join(block for block in blocks if not block.startswith(id_)), encoding="utf-8")
