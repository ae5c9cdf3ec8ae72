"""``dragoman draft`` with many recordings, on fake engines: what is made, skipped, failed, and what is said of it."""

from __future__ import annotations

import io
import json
import re
import shutil
from pathlib import Path

import pytest

from benchmarks.lost_workers import read_drafts
from dragoman.cli import main
from dragoman.engines.fake import Fake
from dragoman.folder import open_folder
from dragoman.folder.claims import claimed
from dragoman.transcript.text import plain
from fleet_work import die_on_one, draft_on_fakes, draft_on_fragile, draft_on_hopeless
from sounds import beeps, silence, write_media, write_wav

pytestmark = pytest.mark.usefixtures("fake_engines")

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two recordings, in a folder and in one in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DRAGOMAN_CACHE", str(tmp_path / "cache"))
    Path("archive/2020").mkdir(parents=True)
    write_wav(Path("archive/one.wav"), beeps(20, (1.05, 4)))
    write_wav(Path("archive/2020/مقابلة \u202e <b>.wav"), beeps(20, (2.05, 6)))
    return Path("archive")


def draft(*words: str | Path) -> int:
    """In this process, unless the words say otherwise: other processes have no fake engines."""
    return main(["draft", "--workers", "1", *map(str, words), "--from", "es", "-o", "drafts"])


def listed(recording: Path) -> tuple[str, str]:
    """One recording as one of many: the path in a list."""
    Path("list.txt").write_text(f"{recording}\n", encoding="utf-8")
    return "--list", "list.txt"


def test_each_recording_of_a_folder_is_drafted(archive: Path, capsys: Capture) -> None:
    assert draft(archive) == 0
    assert len(open_folder(Path("drafts/one")).transcript.segments) == 1
    assert len(open_folder(Path("drafts/2020/مقابلة \u202e <b>")).transcript.segments) == 1
    said = capsys.readouterr()
    assert said.out.startswith("2 made, 0 without words, 0 failed, 0 skipped; 0:40 of sound in ")
    assert said.out.endswith("\nlook at it:  drafts/report.html\n")
    assert said.err == ""


def test_what_is_drafted_is_skipped_also_under_another_name(archive: Path, capsys: Capture) -> None:
    assert draft(archive) == 0
    (archive / "one.wav").rename(archive / "two.wav")
    Path("drafts/one").rename("drafts/uno")
    before = Path("drafts/uno/history.jsonl").read_bytes()
    assert draft(archive) == 0
    assert "0 made, 0 without words, 0 failed, 2 skipped" in capsys.readouterr().out
    assert Path("drafts/uno/history.jsonl").read_bytes() == before
    assert not Path("drafts/two").exists()


def test_a_recording_that_was_renamed_is_offered_to_its_draft(archive: Path, capsys: Capture) -> None:
    draft(archive)
    (archive / "one.wav").rename(archive / "two.wav")
    capsys.readouterr()
    assert draft(archive) == 0
    said = "archive/two.wav: was moved or renamed since it was drafted: drafts/one has no sound"
    assert f"dragoman: warning: {said}; link it with: dragoman relink drafts/one archive/two.wav\n" in (
        capsys.readouterr().err
    )
    assert main(["relink", "drafts/one", "archive/two.wav"]) == 0
    capsys.readouterr()
    draft(archive)
    assert "was moved" not in capsys.readouterr().err


def test_another_recording_of_the_same_name_is_never_drafted_over_the_first(archive: Path) -> None:
    assert draft(archive / "one.wav", archive / "2020") == 0
    before = Path("drafts/one/history.jsonl").read_bytes()
    write_wav(archive / "one.wav", beeps(20, (3.05, 9)))
    assert draft(archive) == 0
    assert Path("drafts/one/history.jsonl").read_bytes() == before
    assert len(list(Path("drafts").glob("one-*"))) == 1


def test_one_bad_file_stops_no_other_and_is_named_with_the_fix(archive: Path, capsys: Capture) -> None:
    (archive / "empty.wav").touch()
    (archive / "noise.mp3").write_bytes(bytes(range(256)) * 20)
    (archive / "notes.txt").write_text("Good morning.")
    (archive / "text.wav").write_text("Good morning.")
    assert draft(archive) == 1
    out, err = capsys.readouterr()
    assert "2 made, 0 without words, 3 failed, 0 skipped" in out
    assert "dragoman: failed: archive/empty.wav: is empty (0 bytes); copy or download it again\n" in err
    assert (
        "dragoman: failed: archive/text.wav: contains text, not sound; name the recording, not its transcript\n" in err
    )


def test_the_report_lists_what_failed_first_and_escapes_names(archive: Path) -> None:
    (archive / "empty.wav").touch()
    assert draft(archive) == 1
    page = Path("drafts/report.html").read_text(encoding="utf-8")
    assert "<p>1 failed, 0 without words, 2 made, 0 skipped.</p>" in page
    assert page.index(">failed</td>") < page.index(">made</td>")
    assert "copy or download it again" in page
    assert "<b>" not in page
    assert '<th scope="row" lang="" dir="auto">archive/2020/مقابلة' in page


def test_silence_comes_out_without_words(archive: Path, capsys: Capture) -> None:
    write_wav(archive / "quiet.wav", silence(20))
    assert draft(archive) == 0
    assert "2 made, 1 without words" in capsys.readouterr().out


@pytest.mark.usefixtures("unwritable_arabic")
def test_what_holds_nothing_but_gaps_comes_out_without_words(archive: Path, capsys: Capture) -> None:
    one = listed(archive / "one.wav")
    assert main(["draft", "--workers", "1", "--model", "base", *one, "-o", "drafts"]) == 0
    out, err = capsys.readouterr()
    assert "0 made, 1 without words" in out
    why = "model base cannot write Arabic well enough: the draft has timed rows without words"
    assert f"dragoman: without words: archive/one.wav: {why}" in err
    assert why in Path("drafts/report.html").read_text(encoding="utf-8")


def test_a_recording_that_is_cut_off_is_named_and_counted_as_far_as_it_goes(archive: Path, capsys: Capture) -> None:
    recording = archive / "one.wav"
    recording.write_bytes(recording.read_bytes()[: 44 + 32_000 * 12])
    assert draft(*listed(recording)) == 0
    out, err = capsys.readouterr()
    why = "the recording says it is 0:20 long and ends after 0:12; it was drafted to its end"
    assert err == f"dragoman: warning: archive/one.wav: {why}\n"
    assert out.startswith("1 made, 0 without words, 0 failed, 0 skipped; 0:12 of sound in ")
    assert why in Path("drafts/report.html").read_text(encoding="utf-8")


def test_a_dry_run_drafts_nothing(archive: Path, capsys: Capture) -> None:
    draft(*listed(archive / "one.wav"))
    before = sorted(Path("drafts").rglob("*"))
    (archive / "empty.wav").touch()
    capsys.readouterr()
    assert draft(archive, "--dry-run", "--model", "base") == 1
    out, err = capsys.readouterr()
    assert "would be drafted: archive/2020/" in out
    assert "with the model base" in out
    assert "1 would be drafted, 0 without words, 1 failed, 1 skipped; 0:20 of sound in " in out
    assert out.endswith("\nnothing is written\n")
    assert "failed: archive/empty.wav: is empty (0 bytes)" in err
    assert sorted(Path("drafts").rglob("*")) == before


def test_a_dry_run_of_one_recording_drafts_nothing(archive: Path, capsys: Capture) -> None:
    assert main(["draft", "archive/one.wav", "--from", "es", "-o", "one", "--model", "base", "--dry-run"]) == 0
    said = "would be drafted into one, with the model base, 0:20 of sound; nothing is written\n"
    assert capsys.readouterr().out.endswith(said)
    assert not Path("one").exists()


def test_one_recording_goes_into_the_folder_that_is_named_whatever_the_number_of_workers(archive: Path) -> None:
    assert main(["draft", "archive/one.wav", "--from", "es", "-o", "one", "--model", "base", "--workers", "1"]) == 0
    assert Path("one/transcript.json").exists()
    assert not Path("one/one").exists()


def test_what_another_program_is_drafting_is_skipped(archive: Path, capsys: Capture) -> None:
    with claimed(Path("drafts/one"), "draft"):
        assert draft(archive) == 0
    assert "1 made, 0 without words, 0 failed, 1 skipped" in capsys.readouterr().out
    assert "another program is drafting it" in Path("drafts/report.html").read_text(encoding="utf-8")


def test_a_list_names_recordings(archive: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("archive/one.wav\n\n"))
    assert draft("--list", "-") == 0
    Path("names.txt").write_text("archive/2020\n", encoding="utf-8")
    assert draft("--list", "names.txt", "--json") == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["made"] == 1


def test_nothing_named_is_one_line(archive: Path, capsys: Capture) -> None:
    assert draft() == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_less_than_one_worker_is_refused(archive: Path, capsys: Capture) -> None:
    assert draft(archive, "--workers", "0") == 2
    assert "--workers 0: is less than 1" in capsys.readouterr().err


def test_several_processes_draft_what_one_does(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (archive / "empty.wav").touch()
    monkeypatch.setattr("dragoman.workflows.draft_many.draft_item", draft_on_fakes)
    assert draft(archive) == 1
    alone = open_folder(Path("drafts/one")).transcript
    shutil.rmtree("drafts")
    assert draft(archive, "--workers", "2") == 1
    assert open_folder(Path("drafts/one")).transcript == alone


def kept(folder: Path) -> dict[str, bytes]:
    """What a reader sees of drafts, byte by byte."""
    names = ("transcript.json", "one.txt", "long.txt", "index.html")
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.name in names}


def test_without_a_number_there_are_as_many_processes_as_the_machine_takes(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dragoman.workflows.draft_many.draft_item", draft_on_fakes)
    assert main(["draft", str(archive), "--from", "es", "-o", "drafts"]) == 0
    assert len(list(Path("drafts").rglob("transcript.json"))) == 2


def test_a_long_recording_is_cut_into_parts_and_joined_to_the_same_bytes(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoken = tuple((start, start + 20.0) for start in range(5, 1_290, 60))
    write_media(archive / "long.flac", beeps(1_300, *spoken, rate=8_000), codec="flac", rate=8_000)
    monkeypatch.setattr("dragoman.workflows.draft_many.draft_item", draft_on_fakes)
    assert draft(archive) == 0
    alone = kept(Path("drafts"))
    assert not list(Path("drafts/long").rglob("plan.json"))
    shutil.rmtree("drafts")
    assert draft(archive, "--workers", "2") == 0
    assert list(Path("drafts/long").rglob("plan.json"))
    assert kept(Path("drafts")) == alone


SPOKEN = ((1.05, 4), (11, 14), (21, 24), (31, 34), (41, 44))


def test_a_recording_goes_on_however_many_processes_it_ends_as_long_as_each_finishes_a_chunk(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_wav(archive / "one.wav", beeps(50, *SPOKEN))
    monkeypatch.setattr("dragoman.workflows.draft_many.draft_item", draft_on_fragile)
    assert draft(archive, "--workers", "2") == 0
    assert len(open_folder(Path("drafts/one")).transcript.segments) == len(SPOKEN)


def test_a_recording_that_ends_two_processes_at_the_same_chunk_has_failed(
    archive: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    write_wav(archive / "one.wav", beeps(50, *SPOKEN))
    monkeypatch.setattr("dragoman.workflows.draft_many.draft_item", draft_on_hopeless)
    assert draft(archive, "--workers", "2") == 1
    out, err = capsys.readouterr()
    assert "1 made, 0 without words, 1 failed" in out
    assert "archive/one.wav: worker: its process was ended by signal 9 twice, without progress in between" in err


def test_a_recording_that_is_lost_with_its_process_is_reported_under_the_name_it_would_get(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert draft(archive) == 0
    write_wav(archive / "one.wav", beeps(20, (3.05, 9)))
    monkeypatch.setattr("dragoman.workflows.draft_many.draft_item", die_on_one)
    assert draft(archive, "--workers", "2") == 1
    page = Path("drafts/report.html").read_text(encoding="utf-8")
    assert re.search(r"drafts/one-[0-9a-f]{8}", page)


def test_an_interrupted_run_goes_on_and_ends_in_the_same_words(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Fake.transcribe
    calls = 0

    def interrupt(self: Fake, *arguments: object, **named: object) -> object:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise KeyboardInterrupt
        return whole(self, *arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Fake, "transcribe", interrupt)
    assert draft(archive) == 130
    monkeypatch.setattr(Fake, "transcribe", whole)
    assert draft(archive) == 0
    words = [plain(segment.source or ()) for segment in open_folder(Path("drafts/one")).transcript.segments]
    shutil.rmtree("drafts")
    assert draft(archive) == 0
    assert [plain(each.source or ()) for each in open_folder(Path("drafts/one")).transcript.segments] == words


def test_a_draft_whose_worker_was_lost_before_its_views_is_finished(archive: Path) -> None:
    assert draft(archive) == 0
    before = read_drafts(Path("drafts"))
    for file in before:
        if not file.endswith("transcript.json"):
            (Path("drafts") / file).unlink()
    assert draft(archive) == 0
    assert read_drafts(Path("drafts")) == before
