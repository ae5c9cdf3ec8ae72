from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from bitexts import bitext
from dragoman.cli import main
from dragoman.folder import commit, create_folder, open_folder, sign
from dragoman.notation import serialize
from dragoman.transcript import edit
from dragoman.transcript.document import Engine, Person, Recording

DOCUMENT = bitext(("Buenos días.", "Good morning."), ("Éramos 300.", "There were 3,000 of us."))


@pytest.fixture
def interview(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return create_folder(tmp_path / "interview", DOCUMENT, Engine(name="whisper")).path


def test_the_riskiest_comes_first_with_its_second(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", str(interview)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("0:04  4 s  s00000001  300 in the original is 3,000")
    assert lines[1] == "      Éramos 300."
    assert lines[-1] == "2 passages, 0:08 of sound; no recording is known of"


def test_the_command_that_says_it_was_heard_is_printed(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["plan", str(interview)])
    command = capsys.readouterr().out.splitlines()[2].split()
    assert command[:2] == ["dragoman", "heard"]
    assert main(command[1:]) == 0
    assert [bool(segment.heard_by) for segment in open_folder(interview).transcript.segments] == [False, True]


def test_no_more_than_there_is_time_for(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["plan", str(interview), "--minutes", "0.1", "--json"])
    [line] = capsys.readouterr().out.splitlines()
    assert (json.loads(line)["segment"], json.loads(line)["start"]) == ("s00000001", 4000)


def test_a_page_without_times(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    segments = tuple(msgspec.structs.replace(segment, span=None) for segment in DOCUMENT.segments)
    page = tmp_path / "page.txt"
    page.write_text(serialize(msgspec.structs.replace(DOCUMENT, segments=segments)), encoding="utf-8")
    assert main(["plan", str(page)]) == 2
    assert "has no times" in capsys.readouterr().err


def test_what_was_heard_is_not_planned_again(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["heard", str(interview), "0:04-0:08", "--handle", "ana"]) == 0
    assert open_folder(interview).transcript.segments[1].heard_by == ("ana",)
    capsys.readouterr()
    main(["plan", str(interview)])
    assert "s00000001" not in capsys.readouterr().out


def test_hearing_is_lost_when_the_text_changes(interview: Path) -> None:
    main(["heard", str(interview), "0:00-0:08", "--handle", "ana"])
    folder = open_folder(interview)
    commit(folder, edit.set_target(folder.transcript, "s00000001", ("Hi.",), sign(folder, Person(handle="bob"))))
    assert [segment.heard_by for segment in open_folder(interview).transcript.segments] == [("ana",), ()]


def test_hearing_is_one_action(interview: Path) -> None:
    main(["heard", str(interview), "0:00-0:08"])
    assert len(open_folder(interview).groups) == 2


@pytest.mark.parametrize("stretch", ["0:04", "later", "0:08-0:04", "5:00-6:00"])
def test_a_stretch_that_cannot_be(interview: Path, stretch: str) -> None:
    assert main(["heard", str(interview), stretch]) == 2


def test_what_a_reader_reported_is_a_reason(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["report", str(interview), "s00000000", "he says good night"])
    capsys.readouterr()
    main(["plan", str(interview), "--json"])
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    [passage] = [line for line in told if line["segment"] == "s00000000"]
    assert passage["reasons"][0] == "A reader: he says good night"


def test_weights_of_one_run(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["plan", str(interview), "--json", "--weights", "error 0, number 9"])
    first = json.loads(capsys.readouterr().out.splitlines()[0])
    assert first["reasons"][0] == "it has numbers"
    assert main(["plan", str(interview), "--weights", "errors 0"]) == 2
    assert "has no weight called 'errors'" in capsys.readouterr().err


def test_the_share_that_was_heard_before(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sound = msgspec.structs.replace(DOCUMENT, recording=Recording(languages=("es",), duration=8000))
    folder = create_folder(tmp_path / "sound", sound, Engine(name="whisper")).path
    main(["plan", str(folder)])
    assert capsys.readouterr().out.splitlines()[-1] == "2 passages, 0:08 of sound; 0 % was heard before"
    main(["heard", str(folder), "0:00-0:04", "--handle", "ana"])
    capsys.readouterr()
    main(["plan", str(folder)])
    assert capsys.readouterr().out.splitlines()[-1] == "1 passage, 0:04 of sound; 50 % was heard before"


def test_speech_without_words_has_no_line_of_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    gap = bitext(("[untranscribed 4s]", "[untranscribed 4s]"))
    create_folder(tmp_path / "interview", gap, Engine(name="whisper"))
    assert main(["plan", "interview"]) == 0
    first, command, _ = capsys.readouterr().out.splitlines()
    assert first == "0:00  4 s  s00000000  speech without words"
    assert command == "      dragoman heard interview 0:00-0:04"


@pytest.fixture
def many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two interviews; the second has the riskiest passage, and one without words."""
    monkeypatch.chdir(tmp_path)
    calm = bitext(("Éramos 300.", "There were 300 of us."), ("Sí.", "Yes."))
    loud = bitext(("Éramos 300.", "There were 3,000 of us."), ("No.", "No."))
    mute = msgspec.structs.replace(loud.segments[1], source=None, target=None)
    loud = msgspec.structs.replace(loud, segments=(loud.segments[0], mute))
    for name, document in (("calm", calm), ("loud", loud)):
        create_folder(tmp_path / "drafts" / name, document, Engine(name="whisper"))
    return Path("drafts")


def test_a_folder_of_interviews_has_one_order(many: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", str(many)]) == 0
    lines = capsys.readouterr().out.splitlines()
    heads = [line.split("  ")[:2] for line in lines if line.startswith("drafts/")]
    assert heads[:3] == [["drafts/loud", "0:04"], ["drafts/loud", "0:00"], ["drafts/calm", "0:00"]]
    assert lines[-1] == "4 passages in 2 of 2 interviews, 0:16 of sound; no recording is known of"
    assert "      dragoman heard drafts/loud 0:04-0:08" in lines


def test_the_minutes_are_for_all_interviews_together(many: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", str(many), "--minutes", "0.14", "--json"]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(one["interview"], one["start"]) for one in found] == [("drafts/loud", 4000), ("drafts/loud", 0)]


def test_what_was_heard_in_one_of_many_is_not_planned_again(many: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["heard", "drafts/loud", "0:00-0:08", "--handle", "ana"])
    capsys.readouterr()
    main(["plan", str(many)])
    assert "drafts/loud" not in capsys.readouterr().out


def test_an_interview_that_cannot_be_planned_stops_no_other(many: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("notes.txt").write_text("ANA: Hola.\n", encoding="utf-8")
    assert main(["plan", str(many), "notes.txt"]) == 1
    out, err = capsys.readouterr()
    assert "dragoman: failed: notes.txt: has no times, so nothing can be listened to" in err
    assert "4 passages in 2 of 2 interviews" in out


def test_a_second_transcript_is_that_of_one_interview(many: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", str(many), "--second", "other.vtt"]) == 2
    assert "--second: applies to one interview, and several are named" in capsys.readouterr().err
