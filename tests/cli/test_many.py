"""Verbs with many interviews: what is done, skipped, failed, what is said of it, and the report."""

from __future__ import annotations

import json
import os
import shutil
import signal
import threading
from pathlib import Path

import msgspec
import pytest

from bitexts import bitext
from dragoman.cli import main
from dragoman.engines.base import TranslationReply, TranslationRequest
from dragoman.folder import commit, create_folder, open_folder, sign
from dragoman.folder.claims import claimed
from dragoman.folder.views import write_views
from dragoman.transcript import edit
from dragoman.transcript.document import Engine, Person, Recording, Transcript
from interviews import spanish_english
from samples import SAMPLES
from translators import register, rightly, tagged

Capture = pytest.CaptureFixture[str]

WRONG = bitext(("Buenos días.", "Good morning."), ("Éramos 300.", "There were 3,000 of us."))
RIGHT = bitext(("Buenos días.", "Good morning."), ("Éramos 300.", "There were 300 of us."))
ANYWAY = ("--anyway", "the drought of which she speaks is news")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DRAGOMAN_ENGINES", str(tmp_path / "engines.toml"))
    monkeypatch.setattr("dragoman.workflows.translate_plan.find_installed", lambda source, target: ())


def make(path: str, transcript: Transcript) -> Path:
    folder = create_folder(Path(path), transcript, Engine(name="whisper"))
    write_views(folder)
    return folder.path


def make_damaged(path: str) -> Path:
    folder = make(path, RIGHT)
    (folder / "transcript.json").unlink()
    (folder / "history.jsonl").write_text("{}\n", encoding="utf-8")
    return folder


def an_hour(transcript: Transcript) -> Transcript:
    recording = msgspec.structs.replace(transcript.recording or Recording(), duration=3_600_000)
    return msgspec.structs.replace(transcript, recording=recording)


def translate(*words: str) -> int:
    return main(["translate", *words, "--to", "en", "--with", "told"])


def targets(path: str) -> list[object]:
    return [segment.target for segment in open_folder(Path(path)).transcript.segments]


def test_every_interview_of_a_folder_is_translated(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    make("drafts/one", an_hour(tagged(4)))
    make("drafts/2020/two", tagged(2))
    register(monkeypatch, rightly)
    assert translate("drafts") == 0
    said = capsys.readouterr()
    assert said.out.startswith("2 translated, 0 with gaps, 0 failed, 0 skipped; passages: 6; tokens sent: ")
    assert said.out.endswith("look at it:  drafts/report-translating.html\n")
    assert "; 1:00:00 of sound in " in said.out
    assert said.err == ""
    assert targets("drafts/2020/two")[0] == ("Then 1100 men came along the northern road.",)


def test_what_is_translated_is_skipped_and_one_that_is_damaged_stops_no_other(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    make_damaged("drafts/a")
    make("drafts/b", tagged(2))
    made = register(monkeypatch, rightly)
    assert translate("drafts") == 1
    assert "dragoman: failed: drafts/a: " in capsys.readouterr().err
    asked = len(made[-1].requests)
    assert translate("drafts") == 1
    assert "0 translated, 0 with gaps, 1 failed, 1 skipped" in capsys.readouterr().out
    assert len(made[-1].requests) == asked
    page = Path("drafts/report-translating.html").read_text(encoding="utf-8")
    assert page.index(">failed</td>") < page.index(">skipped</td>")


def test_one_that_another_program_translates_is_skipped(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    make("drafts/a", tagged(2))
    register(monkeypatch, rightly)
    with claimed(Path("drafts/a"), "translate"):
        assert translate("drafts") == 0
    assert "1 skipped" in capsys.readouterr().out


def test_what_is_paid_for_is_agreed_to_for_all(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    make("drafts/a", tagged(2))
    register(monkeypatch, rightly, paid=True, host="api.example.org")
    assert translate("drafts") == 1
    assert "dragoman: failed: drafts/a: About " in capsys.readouterr().err
    assert targets("drafts/a") == [None, None]
    assert translate("drafts", "--plan") == 0
    said = capsys.readouterr()
    assert "use --yes to agree to it" in said.err
    assert "0 to be translated, 1 to be agreed to" in said.out
    assert translate("drafts", "--yes") == 0
    assert targets("drafts/a")[0] is not None


def test_no_engine_is_taken_unasked() -> None:
    make("drafts/a", tagged(2))
    assert main(["translate", "drafts", "--to", "en"]) == 2


def test_an_option_of_one_interview_is_refused_for_many(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    make("drafts/a", tagged(2))
    register(monkeypatch, rightly)
    assert translate("drafts", "--only", "s00000001") == 2
    assert "--only: applies to one interview" in capsys.readouterr().err


def test_a_translation_that_is_stopped_goes_on_and_ends_in_the_same_words(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "abc":
        make(f"drafts/{name}", tagged(3))
    shutil.copytree("drafts", "whole")
    register(monkeypatch, rightly)
    assert translate("whole") == 0
    calls = 0

    def interrupt(request: TranslationRequest) -> TranslationReply:
        nonlocal calls
        calls += 1
        if calls == 2:
            # Engines are asked in threads; Ctrl+C reaches the main one.
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
        return rightly(request)

    register(monkeypatch, interrupt)
    assert translate("drafts") == 130
    assert "2 of 3 are not finished" in Path("drafts/report-translating.html").read_text(encoding="utf-8")
    register(monkeypatch, rightly)
    assert translate("drafts") == 0
    assert [targets(f"drafts/{name}") for name in "abc"] == [targets(f"whole/{name}") for name in "abc"]


def test_many_are_checked_and_counted(capsys: Capture) -> None:
    make("drafts/right", RIGHT)
    make("drafts/wrong", WRONG)
    make_damaged("drafts/damaged")
    assert main(["check", "drafts"]) == 1
    said = capsys.readouterr()
    assert said.out.startswith("1 without errors, 1 with errors, 1 failed, 0 skipped; errors: 1; warnings: ")
    wrong = "dragoman: with errors: drafts/wrong: number-changed 1; list them with: dragoman check drafts/wrong\n"
    assert wrong in said.err


def test_one_interview_is_one_whatever_the_number_of_workers(capsys: Capture) -> None:
    make("drafts/wrong", WRONG)
    for verb in ("check", "plan"):
        alone = main([verb, "drafts/wrong"]), capsys.readouterr().out
        assert (main([verb, "drafts/wrong", "--workers", "2"]), capsys.readouterr().out) == alone
    assert not list(Path("drafts").glob("report*"))
    assert main(["release", "drafts/wrong", "--workers", "2", "--why", "s0000000=because"]) == 2
    assert "applies to one interview" not in capsys.readouterr().err
    for verb in ("check", "plan", "release"):
        assert main([verb, "drafts/wrong", "--workers", "0"]) == 2
        assert "--workers 0: is less than 1" in capsys.readouterr().err


def test_a_pattern_stands_for_what_it_matches_and_passes_the_report_over(capsys: Capture) -> None:
    make("drafts/right", RIGHT)
    make("drafts/other", RIGHT)
    assert main(["check", "drafts"]) == 0
    assert main(["check", "drafts/*"]) == 0
    assert "2 without errors, 0 with errors, 0 failed" in capsys.readouterr().out.splitlines()[-2]


def test_a_list_names_documents(capsys: Capture) -> None:
    make("drafts/right", RIGHT)
    Path("names.txt").write_text("drafts/right\ndrafts/gone\n", encoding="utf-8")
    assert main(["check", "--list", "names.txt", "--json"]) == 1
    *lines, last = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    outcomes = {line["path"]: line["outcome"] for line in lines if "path" in line}
    assert outcomes == {"drafts/right": "without errors", "drafts/gone": "failed"}
    assert (last["without_errors"], last["failed"]) == (1, 1)


def test_a_folder_without_interviews_is_one_line(capsys: Capture) -> None:
    Path("empty").mkdir()
    assert main(["check", "empty"]) == 2
    assert capsys.readouterr().err == "dragoman: empty: contains no interviews; name interviews, or a folder of them\n"
    assert main(["check"]) == 2


def test_the_problems_of_many_are_listed_with_their_interviews(capsys: Capture) -> None:
    make("drafts/right", RIGHT)
    make("drafts/wrong", WRONG)
    assert main(["check", "drafts", "--each"]) == 1
    [first, *_] = capsys.readouterr().out.splitlines()
    assert first.startswith("drafts/wrong  0:04  ")
    assert "300 in the original is 3,000" in first
    assert main(["check", "drafts", "--each", "--json"]) == 1
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    [found] = [line for line in lines if "code" in line]
    assert (found["document"], found["code"], found["start"]) == ("drafts/wrong", "number-changed", 4000)


def test_a_family_of_checks_that_there_is_none_of_is_refused_at_once(capsys: Capture) -> None:
    make("drafts/right", RIGHT)
    assert main(["check", "drafts", "--only", "spelling"]) == 2
    assert not Path("drafts/report-checking.html").exists()


def test_many_are_released_and_those_that_have_not_changed_are_skipped(capsys: Capture) -> None:
    make("bees/one", spanish_english())
    make("bees/two", spanish_english())
    assert main(["release", "bees", *ANYWAY]) == 0
    assert capsys.readouterr().out.startswith("2 released, 0 without new views, 0 failed, 0 skipped")
    folder = open_folder(Path("bees/two"))
    by = sign(folder, Person(handle="ana"))
    commit(folder, edit.set_target(folder.transcript, "s00000002", ("How did all this begin?",), by))
    write_views(open_folder(Path("bees/two")), force=True)
    assert main(["release", "bees", *ANYWAY]) == 0
    assert capsys.readouterr().out.startswith("1 released, 0 without new views, 0 failed, 1 skipped")
    assert Path("bees/two/editions/2.json").is_file()


def test_another_note_alone_releases_none_of_many(capsys: Capture) -> None:
    make("bees/one", spanish_english())
    make("bees/two", spanish_english())
    assert main(["release", "bees", "--note", "first", *ANYWAY]) == 0
    capsys.readouterr()
    assert main(["release", "bees", "--note", "second", *ANYWAY]) == 0
    assert capsys.readouterr().out.startswith("0 released, 0 without new views, 0 failed, 2 skipped")
    assert not Path("bees/one/editions/2.json").exists()


def test_what_stands_in_the_way_of_one_stops_no_other(capsys: Capture) -> None:
    make("bees/one", spanish_english())
    make_damaged("bees/two")
    assert main(["release", "bees"]) == 1
    said = capsys.readouterr()
    assert said.out.startswith("0 released, 0 without new views, 2 failed")
    assert "bees/one: cannot be released: " in said.err
    assert main(["release", "bees", "--slug", "bees"]) == 2


def test_one_of_many_that_lacks_facts_says_what_to_type_and_where(capsys: Capture) -> None:
    path = make("bees/one", RIGHT)
    make("bees/two", spanish_english())
    assert main(["release", "bees"]) == 1
    [line] = [line for line in capsys.readouterr().err.splitlines() if "bees/one" in line]
    assert "it has no date" in line
    assert (
        f"write among the facts at the top of {path / 'one.txt'}: "
        "aired: 2021-02-27 or recorded: … or first published: …; publisher: Example Radio or"
    ) in line
    assert f"then apply the page with: dragoman apply {path}, or release it as it is with --anyway REASON" in line
    assert "dragoman check" not in line


def test_interviews_become_files_of_one_format_and_those_that_are_there_are_skipped(capsys: Capture) -> None:
    make("drafts/one", RIGHT)
    make("drafts/2020/two", RIGHT)
    words = ["convert", "drafts", "-o", "subtitles", "--write-as", "vtt"]
    assert main(words) == 0
    assert capsys.readouterr().out.startswith("2 made, 0 out of date, 0 failed, 0 skipped; passages: 4; ")
    assert Path("subtitles/2020/two.vtt").read_text(encoding="utf-8").startswith("WEBVTT")
    assert main(words) == 0
    assert capsys.readouterr().out.startswith("0 made, 0 out of date, 0 failed, 2 skipped")
    os.utime("subtitles/one.vtt", (1, 1))
    before = Path("subtitles/one.vtt").read_bytes()
    assert main(words) == 0
    said = capsys.readouterr()
    assert "dragoman: out of date: drafts/one: subtitles/one.vtt exists already, and is older than " in said.err
    assert "use --force to overwrite it" in said.err
    assert Path("subtitles/one.vtt").read_bytes() == before
    assert main([*words, "--force"]) == 0
    assert capsys.readouterr().out.startswith("2 made")


def test_a_broken_file_that_only_transcripts_can_be_has_failed(capsys: Capture) -> None:
    Path("desk").mkdir()
    Path("desk/one.srt").write_bytes(SAMPLES["srt"])
    Path("desk/empty.srt").write_bytes(b"")
    Path("desk/package.json").write_text('{"name": [', encoding="utf-8")
    assert main(["convert", "desk", "-o", "all"]) == 1
    said = capsys.readouterr()
    assert said.out.startswith("1 made, 0 out of date, 1 failed, 1 skipped; ")
    assert "dragoman: failed: desk/empty.srt: contains no subtitle" in said.err


def test_the_report_of_drafts_in_the_same_folder_is_not_replaced() -> None:
    Path("one.srt").write_bytes(SAMPLES["srt"])
    Path("all").mkdir()
    Path("all/report.html").write_text("drafts", encoding="utf-8")
    assert main(["convert", "one.srt", "-o", "all"]) == 0
    assert Path("all/report.html").read_text(encoding="utf-8") == "drafts"


def test_files_become_interviews_and_what_is_none_is_left_out(capsys: Capture) -> None:
    Path("desk").mkdir()
    Path("desk/one.srt").write_bytes(SAMPLES["srt"])
    Path("desk/talk.mp3").write_bytes(b"ID3")
    Path("two.srt").write_bytes(SAMPLES["srt"])
    Path("bad.vtt").write_text("nothing", encoding="utf-8")
    words = ["convert", "desk", "two.srt", "bad.vtt", "gone.srt", "-o", "all", "--handle", "ana"]
    assert main(words) == 1
    said = capsys.readouterr()
    assert said.out.startswith("2 made, 0 out of date, 2 failed, 1 skipped; ")
    assert "dragoman: failed: bad.vtt: " in said.err
    assert "dragoman: failed: gone.srt: does not exist; check the name" in said.err
    assert sorted(path.name for path in Path("all").iterdir()) == ["one", "report-converting.html", "two"]
    before = Path("all/one/history.jsonl").read_bytes()
    assert main(words) == 1
    assert capsys.readouterr().out.startswith("0 made, 0 out of date, 2 failed, 3 skipped")
    assert Path("all/one/history.jsonl").read_bytes() == before


def test_a_text_with_few_turns_is_skipped_and_the_report_says_how_it_is_read() -> None:
    Path("desk").mkdir()
    Path("desk/note.txt").write_text("Ana: Hola.\n\nLuis: Muy bien.\n", encoding="utf-8")
    assert main(["convert", "desk", "-o", "all", "--handle", "ana"]) == 0
    report = Path("all/report-converting.html").read_text(encoding="utf-8")
    assert "it has only 2 turns of speakers; if it is a transcript, convert it alone" in report
    assert main(["convert", "desk/note.txt", "all/note/", "--handle", "ana"]) == 0


@pytest.mark.parametrize(("kind", "made"), [((), "all/one"), (("--write-as", "vtt"), "all/one.vtt")])
def test_a_dry_run_reads_every_file_and_writes_nothing(kind: tuple[str, ...], made: str, capsys: Capture) -> None:
    Path("one.srt").write_bytes(SAMPLES["srt"])
    Path("bad.vtt").write_text("nothing", encoding="utf-8")
    assert main(["convert", "one.srt", "bad.vtt", "-o", "all", *kind, "--dry-run"]) == 1
    said = capsys.readouterr()
    assert f"would be made: one.srt: {made}\n" in said.out
    assert "1 would be made, 0 out of date, 1 failed, 0 skipped; " in said.out
    assert "dragoman: failed: bad.vtt: " in said.err
    assert not Path("all").exists()


def test_many_need_a_folder_and_a_format_that_can_be_written(capsys: Capture) -> None:
    make("drafts/one", RIGHT)
    Path("names.txt").write_text("drafts/one\n", encoding="utf-8")
    assert main(["convert", "--list", "names.txt"]) == 2
    assert "-o: is missing" in capsys.readouterr().err
    assert main(["convert", "drafts", "-o", "all", "--write-as", "sami"]) == 2
    assert main(["convert", "drafts", "-o", "all", "--preview"]) == 2
    assert not Path("all").exists()


def test_several_are_published_and_one_whose_editions_are_broken_stops_no_other(capsys: Capture) -> None:
    for path in ("bees/one", "bees/two", "other"):
        make(path, spanish_english())
        assert main(["release", path, "--slug", Path(path).name, *ANYWAY]) == 0
    Path("bees/two/editions/1.json").write_text("{}", encoding="utf-8")
    capsys.readouterr()
    assert main(["publish", "bees", "other", "gone", "-o", "site"]) == 1
    said = capsys.readouterr()
    assert said.out.startswith("1 published, 1 published in part, 1 failed, 0 skipped; interviews: 2; not published: 1")
    assert "dragoman: published in part: bees: bees/two: bees/two/editions/1.json: is not an edition that " in said.err
    assert Path("report-publishing.html").is_file()
    assert not list(Path("site").rglob("report*"))
    assert sorted(path.name for path in Path("site").iterdir() if (path / "e1").is_dir()) == ["one", "other"]


def test_interviews_that_lack_the_same_facts_are_told_in_one_paragraph(capsys: Capture) -> None:
    make("drafts/one", RIGHT)
    make("drafts/two", WRONG)
    make("drafts/three", RIGHT)
    assert main(["release", "drafts"]) == 1
    [first, second] = capsys.readouterr().err.split("dragoman: failed: ")[1:]
    assert first.startswith("each of 2 interviews: cannot be released: it has no date; ")
    assert "then apply each page with: dragoman apply DIR, or release it as it is with --anyway REASON\n" in first
    assert first.endswith("\n  drafts/one\n  drafts/three\n")
    assert second.startswith("drafts/two: cannot be released: it has no date; ")


def test_problems_in_different_numbers_are_told_together_too(capsys: Capture) -> None:
    make("drafts/one", WRONG)
    make("drafts/two", bitext(("Éramos 300.", "There were 3,000."), ("Y 20 más.", "And 200 more.")))
    assert main(["release", "drafts"]) == 1
    said = capsys.readouterr().err
    assert "; it has unsettled figures; write among the facts at the top of each page" in said
    assert "or list the problems with: dragoman check drafts --each, or release it as it is with --anyway" in said


def test_many_that_fail_alike_are_not_all_named(capsys: Capture) -> None:
    for number in range(22):
        make(f"drafts/{number:02}", RIGHT)
    assert main(["release", "drafts"]) == 1
    said = capsys.readouterr().err
    assert "  drafts/19\n  … and 2 more\n" in said
