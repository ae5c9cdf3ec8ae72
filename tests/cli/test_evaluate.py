import json
from pathlib import Path

import pytest

from dragoman.cli import main
from dragoman.folder import create_folder
from dragoman.transcript.document import Person, Segment, Transcript
from dragoman.transcript.span import Span

TRUTH = "talk 1 Anna 0 2 good morning to you all\ntalk 1 Bob 2 4 and to you\n"


@pytest.fixture
def truth(tmp_path: Path) -> Path:
    path = tmp_path / "truth.stm"
    path.write_text(TRUTH, "utf-8")
    return path


def test_a_table_shows_what_could_be_measured(truth: Path, capsys: pytest.CaptureFixture[str]) -> None:
    heard = truth.with_name("heard.stm")
    heard.write_text(TRUTH.replace("morning", "evening"), "utf-8")
    assert main(["evaluate", str(heard), "--reference", str(truth), "--language", "English"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["figure", "value", "95", "%", "of"]
    assert lines[1].startswith("WER ")
    assert "12.5 %" in lines[1]


def test_json_gives_every_figure_with_its_counts(truth: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", str(truth), "--reference", str(truth), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    words = next(figure for figure in found["figures"] if figure["name"] == "WER")
    assert (words["value"], words["counts"]["words"]) == (0.0, 8)
    assert found["normaliser"].startswith("dragoman-")


def test_a_folder_is_measured(truth: Path, capsys: pytest.CaptureFixture[str]) -> None:
    segment = Segment(id="s00000001", span=Span(0, 4000), source=("Good morning to you all, and to you.",))
    folder = create_folder(truth.with_name("talk"), Transcript(segments=(segment,)), Person(handle="anna"))
    assert main(["evaluate", str(folder.path), "--reference", str(truth), "--language", "en"]) == 0
    assert "WER" in capsys.readouterr().out


def test_a_folder_s_snapshot_is_measured_alone(truth: Path, capsys: pytest.CaptureFixture[str]) -> None:
    segment = Segment(id="s00000001", source=("Good morning to you all, and to you.",))
    folder = create_folder(truth.with_name("talk"), Transcript(segments=(segment,)), Person(handle="anna"))
    assert main(["evaluate", str(folder.path / "transcript.json"), "--reference", str(truth)]) == 0
    assert "0.0 %" in capsys.readouterr().out


def test_a_page_in_the_notation_is_the_truth(truth: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = truth.with_name("truth.txt")
    page.write_text("dragoman-notation 1\n\n[0:00] Anna: good morning to you all\n[0:02] Bob: and to you\n", "utf-8")
    assert main(["evaluate", str(truth), "--reference", str(page), "--language", "en"]) == 0
    assert "WER" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("missing.stm", None, "missing.stm: is not there; look at the name"),
        ("sound.flac", b"fLaC\0", "sound.flac: is in no format that can be read; use one of"),
        ("other.json", b"{}", "other.json: is no transcript of ours"),
        ("broken.json", b'{"format": "dragoman-transcript", "version": 1}', "broken.json: is damaged"),
        ("odd.txt", b"dragoman-notation 1\n\xff\n", "odd.txt:2: is not UTF-8 text; save it as UTF-8"),
        ("bad.stm", b"talk 1\n", "bad.stm:1: has 2 fields"),
    ],
)
def test_what_cannot_be_read_is_one_line_and_exit_2(
    truth: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes | None, fault: str
) -> None:
    path = truth.with_name(name)
    if content is not None:
        path.write_bytes(content)
    assert main(["evaluate", str(path), "--reference", str(truth)]) == 2
    error = capsys.readouterr().err
    assert fault in error
    assert error.count("\n") == 1


def test_a_folder_without_an_interview_is_refused(truth: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", str(truth.parent), "--reference", str(truth)]) == 2
    assert "is a folder without an interview" in capsys.readouterr().err


def test_nothing_in_common_is_an_error(truth: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = truth.with_name("turns.rttm")
    empty.write_text("SPEAKER talk 1 0 0 <NA> <NA> a <NA> <NA>\n", "utf-8")
    assert main(["evaluate", str(empty), "--reference", str(truth)]) == 2
    assert "has nothing that can be measured against" in capsys.readouterr().err


def test_an_unknown_language_is_refused(truth: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", str(truth), "--reference", str(truth), "--language", "no tongue!"]) == 2
    assert "--language no tongue!: is no language" in capsys.readouterr().err


def test_a_collar_is_a_time(truth: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", str(truth), "--reference", str(truth), "--collar", "nan"]) == 2
    assert "is no number of seconds" in capsys.readouterr().err
