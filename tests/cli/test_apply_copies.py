"""Several people with copies of one page: nobody's edit is undone by another's copy."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from dragoman.cli import main
from dragoman.folder import create_folder, open_folder
from dragoman.transcript.document import Engine
from interviews import spanish_english


@pytest.fixture
def interview(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = create_folder(tmp_path / "interview", spanish_english(), Engine(name="whisper")).path
    main(["view", str(path)])
    return path


@pytest.fixture
def copies(interview: Path, tmp_path: Path) -> tuple[Path, Path]:
    """The page as Ana and Ben take it home."""
    ana, ben = (Path(shutil.copyfile(interview / "tone.txt", tmp_path / f"{name}.txt")) for name in ("ana", "ben"))
    return ana, ben


def retype(page: Path, old: str, new: str) -> None:
    text = page.read_text(encoding="utf-8")
    assert text.count(old) == 1
    page.write_text(text.replace(old, new), encoding="utf-8")


def take_in(interview: Path, page: Path, *options: str) -> int:
    return main(["apply", str(interview), str(page), "--handle", page.stem, *options])


def target(interview: Path, number: int) -> object:
    text = open_folder(interview).transcript.segments[number - 1].target
    return text and text[0]


def forget(page: Path) -> None:
    """Take the revision's line off a page."""
    text = page.read_text(encoding="utf-8")
    page.write_text(re.sub(r"revision: [0-9a-f]+\n", "", text, count=1), encoding="utf-8")


def test_the_page_names_the_revision_that_it_was_made_from(interview: Path) -> None:
    lines = (interview / "tone.txt").read_text(encoding="utf-8").splitlines()
    assert lines[1] == f"revision: {open_folder(interview).head[:16]}"


def test_edits_of_two_rows_by_two_people_are_both_there(interview: Path, copies: tuple[Path, Path]) -> None:
    retype(copies[0], "How did it all begin?", "How did it start?")
    retype(copies[1], "One moment, please!", "Just a moment!")
    assert [take_in(interview, page) for page in copies] == [0, 0]
    assert (target(interview, 2), target(interview, 8)) == ("How did it start?", "Just a moment!")


def test_the_original_and_the_translation_of_one_row_are_edited_by_two(
    interview: Path, copies: tuple[Path, Path]
) -> None:
    retype(copies[0], "¿Cómo empezó todo?", "¿Cómo empezó?")
    retype(copies[1], "How did it all begin?", "How did it start?")
    assert [take_in(interview, page) for page in copies] == [0, 0]
    second = open_folder(interview).transcript.segments[1]
    assert (second.source, second.target) == (("¿Cómo empezó?",), ("How did it start?",))


def test_the_same_edit_by_two_is_taken_in_once(
    interview: Path, copies: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    for page in copies:
        retype(page, "How did it all begin?", "How did it start?")
    assert [take_in(interview, page) for page in copies] == [0, 0]
    assert capsys.readouterr().out.endswith("nothing had changed\n")
    assert len(open_folder(interview).groups) == 2


def disagree(interview: Path, copies: tuple[Path, Path]) -> Path:
    """Both edit one row, and Ben another one; Ana's page is taken in."""
    retype(copies[0], "How did it all begin?", "How did it start?")
    retype(copies[1], "How did it all begin?", "How did you begin?")
    retype(copies[1], "One moment, please!", "Just a moment!")
    assert take_in(interview, copies[0]) == 0
    return copies[1]


def test_two_edits_of_one_text_are_refused_with_all_three_values(
    interview: Path, copies: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    ben = disagree(interview, copies)
    capsys.readouterr()
    assert take_in(interview, ben) == 2
    assert capsys.readouterr().err.splitlines() == [
        "passage s00000002, the translation:",
        "  it was:    How did it all begin?",
        "  the page:  How did you begin?",
        "  it is now: How did it start?",
        f"dragoman: {ben}: was not applied: 1 value was changed by somebody else meanwhile; apply it with"
        " --conflicts mine to replace them with the page's, or --conflicts theirs to keep the current ones",
    ]
    assert (target(interview, 2), target(interview, 8)) == ("How did it start?", "One moment, please!")


@pytest.mark.parametrize(("keep", "kept"), [("mine", "How did you begin?"), ("theirs", "How did it start?")])
def test_who_has_seen_the_conflict_says_what_counts(
    interview: Path, copies: tuple[Path, Path], keep: str, kept: str
) -> None:
    ben = disagree(interview, copies)
    assert take_in(interview, ben, "--conflicts", keep) == 0
    assert (target(interview, 2), target(interview, 8)) == (kept, "Just a moment!")


def test_a_passage_that_is_new_since_is_not_deleted_as_missing(interview: Path, copies: tuple[Path, Path]) -> None:
    retype(copies[0], "s00000008 ", "[0:53] Elena Ruiz: Eh.\n\ns00000008 ")
    assert take_in(interview, copies[0]) == 0
    assert take_in(interview, copies[1], "--delete-missing") == 0
    assert len(open_folder(interview).transcript.segments) == 13


def test_two_new_speakers_are_two(interview: Path, copies: tuple[Path, Path]) -> None:
    retype(copies[0], "s00000008 [0:52.4-0:54] ?:", "s00000008 [0:52.4-0:54] Marta:")
    retype(copies[1], "s00000012 [1:01] The host:", "s00000012 [1:01] Nina:")
    assert [take_in(interview, page) for page in copies] == [0, 0]
    assert [speaker.label for speaker in open_folder(interview).transcript.speakers][2:] == ["Marta", "Nina"]


def test_without_a_revision_an_older_row_stays_as_it_is_now(
    interview: Path, copies: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    retype(copies[0], "How did it all begin?", "How did it start?")
    retype(copies[1], "One moment, please!", "Just a moment!")
    forget(copies[1])
    assert [take_in(interview, page) for page in copies] == [0, 0]
    assert (target(interview, 2), target(interview, 8)) == ("How did it start?", "Just a moment!")
    assert (
        "warning: this is an earlier version of the text, which was changed since; the current text is kept"
        in capsys.readouterr().err
    )


def test_without_a_revision_a_row_that_differs_from_both_is_a_conflict(
    interview: Path, copies: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    ben = disagree(interview, copies)
    forget(ben)
    assert take_in(interview, ben) == 2
    assert "  the page:  How did you begin?\n  it is now: How did it start?\n" in capsys.readouterr().err
    assert take_in(interview, ben, "--conflicts", "mine") == 0
    assert (target(interview, 2), target(interview, 8)) == ("How did you begin?", "Just a moment!")


def test_a_page_that_an_earlier_program_wrote_is_one_of_now(interview: Path) -> None:
    from dragoman.folder import views
    from dragoman.notation import serialize

    retype(interview / "tone.txt", "How did it all begin?", "How did it start?")
    main(["apply", str(interview)])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(views, "serialize", lambda transcript, revision=None: serialize(transcript))
        main(["view", str(interview)])
    retype(interview / "tone.txt", "How did it start?", "How did you begin?")
    assert main(["apply", str(interview)]) == 0
    assert target(interview, 2) == "How did you begin?"


def test_a_page_of_before_a_withdrawal_is_refused(
    interview: Path, copies: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    retype(copies[0], "How did it all begin?", "How did it start?")
    main(["withdraw", str(interview), "s00000004"])
    assert take_in(interview, copies[0]) == 2
    assert "from which the page was made; something was withdrawn since" in capsys.readouterr().err


def test_a_line_of_the_revision_that_was_spoilt_is_told(
    interview: Path, copies: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    retype(copies[0], "revision: ", "revision: the one before ")
    assert take_in(interview, copies[0]) == 2
    assert "is not a revision; restore the line, or delete it" in capsys.readouterr().err


def test_a_page_that_was_sent_to_others_takes_no_note_of_the_desk_away(interview: Path, tmp_path: Path) -> None:
    sent = tmp_path / "sent.txt"
    assert main(["convert", str(interview), str(sent)]) == 0
    assert "check with the producer" not in sent.read_text(encoding="utf-8")
    retype(sent, "One moment, please!", "Just a moment!")
    retype(sent, "We did the *trashumancia*", "We made the *trashumancia*")
    before = open_folder(interview).transcript
    assert take_in(interview, sent) == 0
    after = open_folder(interview).transcript
    assert [a.id for a, b in zip(after.segments, before.segments, strict=True) if a != b] == ["s00000007", "s00000008"]
    assert after.facts == before.facts
