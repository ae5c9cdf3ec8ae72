import json
from pathlib import Path

import pytest

from dragoman.cli import main
from dragoman.folder import create_folder
from dragoman.formats import FORMATS, find_readable, find_writable, write
from dragoman.formats.options import WriteOptions
from dragoman.transcript.document import Person, Recording, Segment, Speaker, Transcript
from dragoman.transcript.span import Span
from references import needs_data

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
        ("missing.stm", None, "missing.stm: does not exist; check the name"),
        ("sound.flac", b"fLaC\0", "sound.flac: is in no format that can be read; name the format"),
        ("other.json", b"{}", "other.json: is not a Dragoman transcript"),
        ("broken.json", b'{"format": "dragoman-transcript", "version": 1}', "broken.json: is damaged"),
        ("odd.txt", b"dragoman-notation 1\n\xff\n", "odd.txt:2:1: is not UTF-8 text; save it as UTF-8"),
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
    assert "has nothing to compare with" in capsys.readouterr().err


def test_an_unknown_language_is_refused(truth: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", str(truth), "--reference", str(truth), "--language", "no tongue!"]) == 2
    assert "--language no tongue!: is not a known language" in capsys.readouterr().err


def test_a_collar_is_a_time(truth: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", str(truth), "--reference", str(truth), "--collar", "nan"]) == 2
    assert "is not a number of seconds" in capsys.readouterr().err


TRANSLATION = "1\n00:00:00,000 --> 00:00:04,000\nThree loaves a day.\n"


@pytest.mark.parametrize("name", ["truth.en.srt", "truth.srt"])
def test_a_translation_alone_is_measured_as_one(tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    truth = tmp_path / name
    truth.write_text(TRANSLATION, "utf-8")
    command = ["evaluate", str(truth), "--reference", str(truth), "--as", "translation", "--language", "en", "--json"]
    assert main(command) == 0
    figures = {figure["name"]: figure["value"] for figure in json.loads(capsys.readouterr().out)["figures"]}
    assert figures == pytest.approx({"chrF++": 100.0, "BLEU": 100.0, "numbers kept, translation": 1.0})


def test_the_name_of_a_file_says_its_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Vowel signs do not count in Arabic."""
    truth, heard = tmp_path / "truth.ar.srt", tmp_path / "heard.ar.srt"
    truth.write_text("1\n00:00:00,000 --> 00:00:04,000\nمَدْرَسَة\n", "utf-8")
    heard.write_text("1\n00:00:00,000 --> 00:00:04,000\nمدرسة\n", "utf-8")
    assert main(["evaluate", str(heard), "--reference", str(truth), "--json"]) == 0
    assert next(iter(json.loads(capsys.readouterr().out)["figures"]))["value"] == 0.0


def _both() -> Transcript:
    return Transcript(
        recording=Recording(languages=("es",), duration=9000),
        speakers=(Speaker(id="S1", label="Ana"), Speaker(id="S2", label="Eva")),
        segments=(
            Segment(id="s00000001", speaker="S1", span=Span(0, 4000), source=("Hola a todos.",), target=("Hello.",)),
            Segment(id="s00000002", speaker="S2", span=Span(4000, 9000), source=("Tres panes.",), target=("Three.",)),
        ),
        target_language="en",
    )


@pytest.mark.parametrize("name", [name for name in find_writable() if name in find_readable()])
def test_what_can_be_written_and_read_can_be_the_truth(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = create_folder(tmp_path / "talk", _both(), Person(handle="anna"))
    truth = tmp_path / f"truth{FORMATS[name].suffixes[0]}"
    truth.write_bytes(write(_both(), name, WriteOptions(side="both" if FORMATS[name].bilingual else "source")).content)
    assert main(["evaluate", str(folder.path), "--reference", str(truth), "--language", "es", "--json"]) == 0
    figures = {figure["name"]: figure["value"] for figure in json.loads(capsys.readouterr().out)["figures"]}
    assert figures["WER"] == 0.0
    assert figures.get("cpWER", 0.0) == 0.0
    assert ("chrF++" in figures) is FORMATS[name].bilingual


GIVEN = [
    "diar/ami_dev00.rttm", "diar/pyannote_sample.stm", "panel/en.json", "panel/fr.json",
    "transcripts/autoedit_speechmatics.json", "transcripts/exmaralda_Beckhams.xml",
    "transcripts/noscribe_interview.vtt",
    "transcripts/ohd_transcript_de.csv", "transcripts/ohd_transcript_de.vtt", "transcripts/podcastns_example.json",
    "transcripts/podcastns_example.srt", "transcripts/youtube_rolling.vtt",
]  # fmt: skip


@pytest.mark.parametrize("name", GIVEN)
def test_a_given_transcript_is_the_truth_of_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(needs_data(name))
    assert main(["evaluate", path, "--reference", path, "--language", "en", "--json"]) == 0
    figures = {figure["name"]: figure["value"] for figure in json.loads(capsys.readouterr().out)["figures"]}
    rates = {name: value for name, value in figures.items() if name in ("WER", "CER", "cpWER", "tcpWER", "DER", "JER")}
    assert rates
    assert set(rates.values()) == {0.0}


@pytest.mark.parametrize("name", ["panel/en.flac", "README.md"])
def test_what_is_no_transcript_is_one_line_and_exit_2(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    truth = str(needs_data("diar/ami_dev00.rttm"))
    assert main(["evaluate", str(needs_data(name)), "--reference", truth]) == 2
    assert capsys.readouterr().err.splitlines()[-1].startswith(f"dragoman: {needs_data(name)}")
