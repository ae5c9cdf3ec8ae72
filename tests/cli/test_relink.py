from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec
import pytest

import sounds
from dragoman.cli import main
from dragoman.folder import create_folder, open_folder
from dragoman.folder.review import load_problems
from dragoman.transcript.document import Copy, Engine, Recording, Transcript
from interviews import spanish_english

SOUND = b"the sound of a voice"
Capture = pytest.CaptureFixture[str]


def with_copies(*copies: Copy) -> Transcript:
    return msgspec.structs.replace(spanish_english(), recording=Recording(copies=copies))


@pytest.fixture
def interview(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An interview whose recording was beside its folder, and is not there any more."""
    monkeypatch.chdir(tmp_path)
    copy = Copy(address="../tape.flac", sha256=hashlib.sha256(SOUND).hexdigest(), offset=500)
    path = create_folder(tmp_path / "desk" / "interview", with_copies(copy), Engine(name="whisper")).path
    main(["view", str(path)])
    return path


def addresses(interview: Path) -> list[str]:
    recording = open_folder(interview).transcript.recording
    return [copy.address for copy in recording.copies] if recording else []


def file(path: Path, content: bytes = SOUND) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_the_new_place_is_written_as_one_action(interview: Path, tmp_path: Path, capsys: Capture) -> None:
    new = file(tmp_path / "archive" / "1.flac")
    assert main(["relink", str(interview), str(new), "--handle", "ana"]) == 0
    assert f"the recording is now {new}\n" in capsys.readouterr().out
    recording = open_folder(interview).transcript.recording
    assert recording is not None
    assert (recording.copies[0].address, recording.copies[0].offset) == ("../../archive/1.flac", 500)
    assert len(open_folder(interview).groups) == 2


def test_undo_takes_it_back(interview: Path, tmp_path: Path) -> None:
    main(["relink", str(interview), str(file(tmp_path / "1.flac")), "--handle", "ana"])
    assert main(["undo", str(interview), "--handle", "ana"]) == 0
    assert addresses(interview) == ["../tape.flac"]


def test_the_views_take_the_recording_s_name(interview: Path, tmp_path: Path) -> None:
    main(["relink", str(interview), str(file(tmp_path / "desk" / "new.flac"))])
    assert 'src="../new.flac' in (interview / "index.html").read_text(encoding="utf-8")
    assert (interview / "new.txt").is_file()
    assert not (interview / "tape.txt").exists()


def test_another_recording_is_refused_with_both_hashes(interview: Path, tmp_path: Path, capsys: Capture) -> None:
    other = file(tmp_path / "other.flac", b"another")
    assert main(["relink", str(interview), str(other)]) == 2
    new, known = (hashlib.sha256(sound).hexdigest()[:12] for sound in (b"another", SOUND))
    told = capsys.readouterr().err
    assert f"is not the recording: its SHA-256 begins {new}, the recording's {known}; name the file that was" in told
    assert "dragoman draft" in told
    assert addresses(interview) == ["../tape.flac"]


def test_a_file_that_is_not_there_is_refused(interview: Path, capsys: Capture) -> None:
    assert main(["relink", str(interview), "no.flac"]) == 2
    assert "no.flac: does not exist" in capsys.readouterr().err


@pytest.mark.parametrize("place", ["interview/1.flac", "1.flac", "sounds/1.wav"])
def test_a_recording_near_the_folder_is_found(interview: Path, place: str) -> None:
    file(interview.parent / "other.flac", b"another")
    new = file(interview.parent / place)
    assert main(["relink", str(interview)]) == 0
    assert (interview / addresses(interview)[0]).resolve() == new


def test_two_files_that_are_the_recording_have_to_be_chosen_from(interview: Path, capsys: Capture) -> None:
    names = [str(file(interview.parent / name)) for name in ("1.flac", "2.flac")]
    assert main(["relink", str(interview)]) == 2
    assert f"more than once: {', '.join(names)}; name the file with: dragoman relink" in capsys.readouterr().err


def test_where_none_is_near_a_line_says_where_it_was_looked_for(interview: Path, capsys: Capture) -> None:
    file(interview.parent / "other.flac", b"another")
    assert main(["relink", str(interview)]) == 2
    assert "of 1 sound files in the folder, the one above it, and those beside it, none" in capsys.readouterr().err


def test_a_link_is_not_followed_in_the_search(interview: Path, tmp_path: Path) -> None:
    (interview.parent / "link.flac").symlink_to(file(tmp_path / "far" / "1.flac"))
    assert main(["relink", str(interview)]) == 2


def test_a_recording_in_its_place_stays(interview: Path, capsys: Capture) -> None:
    file(interview.parent / "tape.flac")
    assert main(["relink", str(interview)]) == 0
    assert "the recording is where the folder says" in capsys.readouterr().out
    assert len(open_folder(interview).groups) == 1


def test_a_copy_in_the_web_alone_has_not_moved(tmp_path: Path, capsys: Capture) -> None:
    document = with_copies(Copy(address="https://x.example/a.mp3"))
    path = create_folder(tmp_path / "web", document, Engine(name="whisper")).path
    assert main(["relink", str(path)]) == 2
    said = f"has no recording on this machine yet; name its file with: dragoman relink {path} FILE"
    assert said in capsys.readouterr().err


@pytest.fixture
def imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An interview from subtitles, whose last one begins at 8 s."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "talk.en.srt").write_text(
        "1\n00:00:01,000 --> 00:00:02,000\nWell.\n\n2\n00:00:08,000 --> 00:00:09,000\nYes.\n", encoding="utf-8"
    )
    assert main(["convert", "talk.en.srt", "talk/"]) == 0
    return tmp_path / "talk"


def test_an_import_gets_its_first_recording(imported: Path, tmp_path: Path, capsys: Capture) -> None:
    tape = sounds.write_wav(tmp_path / "tape.wav", sounds.tone(10))
    assert main(["relink", str(imported), str(tape), "--handle", "ana"]) == 0
    assert f"the recording is {tape}\n" in capsys.readouterr().out
    recording = open_folder(imported).transcript.recording
    assert recording is not None
    assert (recording.languages, recording.media_type, recording.duration) == (("en",), "audio/wav", 10_000)
    assert recording.copies == (Copy(address="../tape.wav", sha256=hashlib.sha256(tape.read_bytes()).hexdigest()),)


def test_a_recording_that_ends_before_the_last_passage_begins_is_refused(
    imported: Path, tmp_path: Path, capsys: Capture
) -> None:
    tape = sounds.write_wav(tmp_path / "tape.wav", sounds.tone(4))
    assert main(["relink", str(imported), str(tape)]) == 2
    told = capsys.readouterr().err
    assert (
        "does not fit the transcript: the recording ends at 0:04, and passages begin later: 1, the last one at 0:08"
        in told
    )
    assert addresses(imported) == []


def test_a_recording_that_does_not_fit_is_linked_if_it_must_be(imported: Path, tmp_path: Path, capsys: Capture) -> None:
    tape = sounds.write_wav(tmp_path / "tape.wav", sounds.tone(4))
    assert main(["relink", str(imported), str(tape), "--force"]) == 0
    assert "dragoman: warning: the recording ends at 0:04" in capsys.readouterr().err
    assert addresses(imported) == ["../tape.wav"]
    assert [finding.problem.code for finding in load_problems(open_folder(imported))] == ["captions-too-long"]


def test_a_file_that_is_no_recording_is_not_linked(imported: Path, tmp_path: Path, capsys: Capture) -> None:
    assert main(["relink", str(imported), str(file(tmp_path / "tape.wav"))]) == 2
    assert "tape.wav" in capsys.readouterr().err
    assert addresses(imported) == []


def test_undo_takes_the_first_recording_away(imported: Path, tmp_path: Path) -> None:
    tape = sounds.write_wav(tmp_path / "tape.wav", sounds.tone(10))
    main(["relink", str(imported), str(tape), "--handle", "ana"])
    assert main(["undo", str(imported), "--handle", "ana"]) == 0
    assert addresses(imported) == []


def test_a_recording_without_a_hash_is_taken_at_ones_word(tmp_path: Path, capsys: Capture) -> None:
    path = create_folder(tmp_path / "old", with_copies(Copy(address="a.mp3")), Engine(name="whisper")).path
    assert main(["relink", str(path)]) == 2
    assert "has no recorded hash by which its recording could be found" in capsys.readouterr().err
    assert main(["relink", str(path), str(file(tmp_path / "1.mp3"))]) == 0
    assert "nothing was compared" in capsys.readouterr().out


@pytest.mark.parametrize("verb", ["view", "apply", "check"])
def test_a_missing_sound_is_named_with_the_command(interview: Path, verb: str, capsys: Capture) -> None:
    capsys.readouterr()
    main([verb, str(interview)])
    assert f"give its new place with: dragoman relink {interview} FILE" in capsys.readouterr().err
    file(interview.parent / "tape.flac")
    main([verb, str(interview)])
    assert "sound is missing" not in capsys.readouterr().err


def test_a_file_under_a_view_s_new_name_is_refused_first(interview: Path, capsys: Capture) -> None:
    note = file(interview / "new.txt", b"mine")
    assert main(["relink", str(interview), str(file(interview / "new.flac"))]) == 2
    assert "new.txt: was not written by Dragoman; move it to another name" in capsys.readouterr().err
    assert (addresses(interview), note.read_bytes()) == (["../tape.flac"], b"mine")


@pytest.mark.parametrize("where", ["interview", "desk"])
def test_a_dry_run_finds_the_recording_and_writes_nothing(
    interview: Path, tmp_path: Path, where: str, capsys: Capture
) -> None:
    new = file(interview.parent / "1.flac")
    folder = interview if where == "interview" else interview.parent
    assert main(["relink", str(folder), "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert f"the recording would be {new}; nothing is written" in said or "1 found, not linked" in said
    assert addresses(interview) == ["../tape.flac"]


def test_a_recording_is_looked_for_below_a_folder_however_deep(interview: Path, tmp_path: Path) -> None:
    new = file(tmp_path / "archive" / "2020" / "may" / "1.flac")
    assert main(["relink", str(interview), str(tmp_path / "archive")]) == 0
    assert (interview / addresses(interview)[0]).resolve() == new


def test_where_none_is_below_a_folder_a_line_says_so(interview: Path, tmp_path: Path, capsys: Capture) -> None:
    file(tmp_path / "archive" / "other.flac", b"another")
    assert main(["relink", str(interview), str(tmp_path / "archive")]) == 2
    assert f"of 1 sound files below {tmp_path / 'archive'}, none has" in capsys.readouterr().err


@pytest.fixture
def desk(interview: Path) -> Path:
    """A folder of interviews: one whose recording was moved, one whose recording is gone, one without a recording."""
    gone = Copy(address="../gone.flac", sha256=hashlib.sha256(b"gone").hexdigest())
    create_folder(interview.parent / "gone", with_copies(gone), Engine(name="whisper"))
    create_folder(interview.parent / "text", with_copies(), Engine(name="import"))
    return interview.parent


def test_the_recordings_of_a_folder_of_interviews_are_linked(desk: Path, tmp_path: Path, capsys: Capture) -> None:
    new = file(tmp_path / "archive" / "2020" / "1.flac")
    assert main(["relink", str(desk), str(tmp_path / "archive"), "--handle", "ana"]) == 1
    said = capsys.readouterr()
    assert "1 linked, 1 not found, 0 failed, 1 skipped" in said.out
    missing = f"{desk / 'gone'}: its recording is missing, and none of 1 sound files has its hash"
    assert f"not found: {missing}; name the file with: dragoman relink {desk / 'gone'} FILE" in said.err
    assert (desk / "interview" / addresses(desk / "interview")[0]).resolve() == new
    assert (desk / "report-relinking.html").is_file()


def test_a_second_run_over_a_folder_changes_nothing(desk: Path, tmp_path: Path, capsys: Capture) -> None:
    file(tmp_path / "archive" / "1.flac")
    main(["relink", str(desk), str(tmp_path / "archive")])
    capsys.readouterr()
    main(["relink", str(desk), str(tmp_path / "archive")])
    assert "0 linked, 1 not found, 0 failed, 2 skipped" in capsys.readouterr().out
    assert len(open_folder(desk / "interview").groups) == 2


def test_each_recording_of_a_folder_is_looked_for_near_its_interview(desk: Path) -> None:
    new = file(desk / "1.flac")
    main(["relink", str(desk)])
    assert (desk / "interview" / addresses(desk / "interview")[0]).resolve() == new


def test_two_files_that_are_the_recording_are_named_in_a_folder_too(desk: Path, capsys: Capture) -> None:
    names = [str(file(desk / name)) for name in ("1.flac", "2.flac")]
    main(["relink", str(desk)])
    assert f"its recording near it more than once: {', '.join(names)}" in capsys.readouterr().err
    assert addresses(desk / "interview") == ["../tape.flac"]


def test_one_file_is_not_the_recording_of_several_interviews(desk: Path, tmp_path: Path, capsys: Capture) -> None:
    assert main(["relink", str(desk), str(file(tmp_path / "1.flac"))]) == 2
    assert "is not a folder, and DIR contains several interviews" in capsys.readouterr().err


def test_the_check_of_a_folder_names_recordings_that_are_missing(desk: Path, capsys: Capture) -> None:
    main(["check", str(desk), "--only", "form"])
    assert "recordings missing: 2" in capsys.readouterr().out
