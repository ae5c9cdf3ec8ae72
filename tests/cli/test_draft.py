"""``dragoman draft`` on fake engines: what comes out, and one clear line where it cannot."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dragoman.cli import main
from dragoman.engines.base import Chunk, TranscribeOptions, Transcription
from dragoman.engines.fake import Fake
from dragoman.errors import EngineError
from dragoman.folder import create_folder, open_folder
from dragoman.folder.claims import claimed
from dragoman.folder.review import load_problems
from dragoman.formats import find_writable, write
from dragoman.formats.options import WriteOptions
from dragoman.pipeline import draft as run_pipeline
from dragoman.pipeline.store import Store
from dragoman.transcript.document import Engine
from dragoman.transcript.span import Span
from dragoman.transcript.text import plain
from interviews import spanish_english
from sounds import beeps, silence, write_media, write_wav

pytestmark = pytest.mark.usefixtures("fake_engines")

TALK = beeps(30, (1.05, 4), (9.05, 14), (20.05, 23))
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def talk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Half a minute in which somebody speaks three times, in the folder where commands are run."""
    monkeypatch.chdir(tmp_path)
    # Which model is taken depends on those that are here.
    monkeypatch.setenv("DRAGOMAN_CACHE", str(tmp_path / "cache"))
    return write_wav(tmp_path / "talk.wav", TALK)


def draft(*words: str | Path) -> int:
    return main(["draft", *map(str, words)])


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_draft_is_a_folder_with_its_views(talk: Path, capsys: Capture) -> None:
    assert draft(talk, "--from", "es") == 0
    assert names(Path("talk")) == {
        ".dragoman", "editions", "history.jsonl", "index.html", "talk.txt", "transcript.json",
        "talk.en.srt", "talk.en.vtt", "talk.es.srt", "talk.es.vtt",
    }  # fmt: skip
    assert capsys.readouterr() == (
        "model base: the best for Spanish of those that are installed and fit in memory\n"
        "3 passages, 2 speakers, 0:30 of sound\n"
        "look at it:  talk/index.html\n"
        "correct it:  talk/talk.txt, then: dragoman apply talk\n",
        "",
    )


def test_the_original_alone_has_one_set_of_files(talk: Path) -> None:
    assert draft(talk, "--from", "es", "--to", "es") == 0
    assert {"talk.es.vtt", "talk.es.srt"} <= names(Path("talk"))
    assert "talk.en.vtt" not in names(Path("talk"))


def test_languages_may_be_named_in_words(talk: Path) -> None:
    assert draft(talk, "--from", "Spanish", "--to", "English", "--quiet") == 0
    assert open_folder(Path("talk")).transcript.source_language == "es"


def test_a_folder_may_be_named(talk: Path) -> None:
    assert draft(talk, "--from", "es", "-o", "deep/er/interview", "--quiet") == 0
    assert (Path("deep/er/interview/index.html")).is_file()


def test_the_recording_is_linked_where_it_lies(talk: Path) -> None:
    draft(talk, "--from", "es", "-o", "deep/interview", "--quiet")
    assert 'src="../../talk.wav' in Path("deep/interview/index.html").read_text(encoding="utf-8")


def test_a_copy_of_the_recording_lies_in_the_folder(talk: Path) -> None:
    assert draft(talk, "--from", "es", "--copy-media", "--quiet") == 0
    assert Path("talk/talk.wav").read_bytes() == talk.read_bytes()
    assert 'src="talk.wav' in Path("talk/index.html").read_text(encoding="utf-8")


def test_another_recording_of_the_same_length_is_copied_anew(talk: Path) -> None:
    draft(talk, "--from", "es", "--copy-media", "--quiet")
    write_wav(talk, TALK[::-1])
    assert draft(talk, "--from", "es", "--copy-media", "--quiet") == 0
    assert Path("talk/talk.wav").read_bytes() == talk.read_bytes()


def test_a_name_without_suffix_does_not_collide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_wav(tmp_path / "talk", TALK)
    assert draft("talk", "--from", "es", "--quiet") == 0
    assert (tmp_path / "talk.interview" / "index.html").is_file()


def test_a_range_keeps_the_seconds_of_the_whole(talk: Path) -> None:
    assert draft(talk, "--from", "es", "--range", "0:08-0:16", "--quiet") == 0
    (segment,) = open_folder(Path("talk")).transcript.segments
    assert segment.span is not None
    assert segment.span.start == pytest.approx(9050, abs=32)
    assert open_folder(Path("talk")).transcript.facts.covers == Span(8000, 16_000)


@pytest.mark.parametrize(
    ("typed", "covers"), [("8-", Span(8000)), ("-16", Span(0, 16_000)), ("0:08–0:16", Span(8000, 16_000))]
)
def test_a_range_may_be_open(talk: Path, typed: str, covers: Span) -> None:
    assert draft(talk, "--from", "es", f"--range={typed}", "--quiet") == 0
    assert open_folder(Path("talk")).transcript.facts.covers == covers


def test_speakers_may_be_left_out(talk: Path) -> None:
    assert draft(talk, "--from", "es", "--speakers", "none", "--quiet") == 0
    assert open_folder(Path("talk")).transcript.speakers == ()


def test_rows_to_type_on_have_no_words(talk: Path) -> None:
    assert draft(talk, "--from", "es", "--words", "none", "--quiet") == 0
    segments = open_folder(Path("talk")).transcript.segments
    assert [(segment.source, segment.target) for segment in segments] == [(None, None)] * 3


def test_rows_to_type_on_are_said_to_be_some(talk: Path, capsys: Capture) -> None:
    draft(talk, "--from", "es", "--words", "none")
    first, _, last, translate = capsys.readouterr().out.splitlines()
    assert translate.startswith("translate it:  ")
    assert first == "3 rows without words, 2 speakers, 0:30 of sound"
    assert last.startswith("type on it:  talk/talk.txt")


def test_rows_to_type_on_are_honest_in_every_view(talk: Path) -> None:
    draft(talk, "--from", "es", "--words", "none", "--quiet")
    assert {name for name in names(Path("talk")) if name.endswith(("vtt", "srt"))} == set()
    assert Path("talk/index.html").read_text("utf-8").count("not transcribed") >= 3
    page = Path("talk/talk.txt").read_text("utf-8")
    rows = [line.partition("] ")[2] for line in page.splitlines() if "] Speaker" in line]
    assert rows == ["Speaker 1:", "Speaker 2:", "Speaker 1:"]


@pytest.mark.parametrize("name", find_writable())
def test_rows_without_words_can_be_written_in_every_format(talk: Path, name: str) -> None:
    draft(talk, "--from", "es", "--words", "none", "--quiet")
    written = write(open_folder(Path("talk")).transcript, name, WriteOptions())
    assert b"None" not in written.content
    assert not any(problem.severity == "error" for problem in written.problems)
    if name in ("page", "blog"):
        assert written.content.count(b"not transcribed") >= 3


def test_rows_are_filled_by_typing_on_the_page(talk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draft(talk, "--from", "es", "--words", "none", "--quiet")
    page = Path("talk/talk.txt")
    typed = page.read_text("utf-8").replace("Speaker 2:\n", "Speaker 2: Nací en Valencia.\n= I was born there.\n")
    page.write_text(typed, encoding="utf-8")
    assert main(["apply", "talk", "--handle", "ann"]) == 0
    segments = open_folder(Path("talk")).transcript.segments
    assert [segment.source for segment in segments] == [None, ("Nací en Valencia.",), None]
    assert [segment.target for segment in segments] == [None, ("I was born there.",), None]
    assert "Nací en Valencia." in Path("talk/talk.es.vtt").read_text("utf-8")


@pytest.mark.usefixtures("talk")
def test_a_truncated_recording_is_drafted_to_its_end(talk: Path, capsys: Capture) -> None:
    talk.write_bytes(talk.read_bytes()[: 44 + 32_000 * 15])
    assert draft(talk, "--from", "es") == 0
    out, err = capsys.readouterr()
    assert err == (
        "dragoman: warning: the recording says it is 0:30 long and ends after 0:15; it was drafted to its end\n"
    )
    assert ", 0:15 of sound" in out
    (finding,) = load_problems(open_folder(Path("talk")))
    assert (finding.problem.code, finding.problem.where.start) == ("truncated", 15_000)
    assert len(open_folder(Path("talk")).transcript.segments) == 2


@pytest.mark.parametrize("source", [["--from", "es"], []])
def test_a_model_that_cannot_translate_drafts_the_original_alone(
    source: list[str], talk: Path, capsys: Capture
) -> None:
    assert draft(talk, "--model", "turbo", *source) == 0
    assert "only the original is drafted" in capsys.readouterr().err
    assert {segment.target for segment in open_folder(Path("talk")).transcript.segments} == {None}


def test_a_language_that_a_model_cannot_write_gets_rows_to_type_on(talk: Path, capsys: Capture) -> None:
    assert draft(talk, "--from", "ar") == 0
    assert (
        "model base cannot write Arabic well enough: the draft has timed rows without words; large-v2"
        in capsys.readouterr().err
    )
    assert {segment.source for segment in open_folder(Path("talk")).transcript.segments} == {None}


@pytest.mark.usefixtures("unwritable_arabic")
def test_a_language_that_was_detected_is_warned_of_as_one_that_is_named(talk: Path, capsys: Capture) -> None:
    assert draft(talk, "--model", "base") == 0
    out, err = capsys.readouterr()
    (warning,) = [line for line in err.splitlines() if "warning" in line]
    assert "model base cannot write Arabic well enough: the draft has timed rows without words; large-v2" in warning
    assert " without words, " in out


def test_models_that_can_are_named_with_sizes_and_times(talk: Path, capsys: Capture) -> None:
    write_wav(talk, beeps(30, (1, 12)))
    assert draft(talk, "--from", "ar") == 0
    (warning,) = [line for line in capsys.readouterr().err.splitlines() if "warning" in line]
    assert "large-v2 (3090 MB, about a minute), large-v3 (3090 MB, about a minute)" in warning
    assert "times are an estimate from the first minute; --words anyway transcribes it nevertheless" in warning


def test_a_language_without_figures_is_kept_as_a_problem(talk: Path) -> None:
    assert draft(talk, "--from", "hy", "--quiet") == 0
    (finding,) = load_problems(open_folder(Path("talk")))
    assert finding.problem.code == "model-unmeasured"


def test_what_a_model_cannot_do_is_kept_as_a_problem(talk: Path) -> None:
    assert draft(talk, "--from", "ar", "--quiet") == 0
    (finding,) = load_problems(open_folder(Path("talk")))
    assert finding.problem.code == "model-unable"
    assert finding.problem.message.startswith("model base cannot write Arabic well enough")


def test_rows_are_laid_where_no_model_is(talk: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    def missing(*_: object) -> None:
        raise EngineError("model base", "is not on this machine")

    monkeypatch.setattr(Fake, "__init__", missing)
    assert draft(talk, "--from", "ar", "--speakers", "none") == 0
    assert "large-v2 (3090 MB), large-v3 (3090 MB)" in capsys.readouterr().err
    assert len(open_folder(Path("talk")).transcript.segments) == 3


def test_the_best_model_here_is_taken_and_named_in_the_history(
    talk: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setattr("dragoman.workflows.draft_plan.find_here", lambda: ("tiny", "small"))
    monkeypatch.setattr("dragoman.workflows.draft_plan.find_memory", lambda: 8000)
    assert draft(talk, "--from", "es") == 0
    assert capsys.readouterr().out.startswith("model small: the best for ")
    author = open_folder(Path("talk")).history[0].author
    assert isinstance(author, Engine)
    assert (author.model, author.settings["model"]) == ("small", "best here")


def test_a_model_that_is_named_is_taken_without_a_word(talk: Path, capsys: Capture) -> None:
    assert draft(talk, "--from", "es", "--model", "tiny") == 0
    assert capsys.readouterr().out.startswith("3 passages")


def test_a_tag_that_is_none_suggests_what_is_meant(talk: Path, capsys: Capture) -> None:
    assert draft(talk, "--from", "sp") == 2
    assert "--from sp: is not a known language; did you mean es (Spanish)?" in capsys.readouterr().err


def test_it_may_be_insisted_on(talk: Path, capsys: Capture) -> None:
    assert draft(talk, "--from", "ar", "--words", "anyway") == 0
    assert capsys.readouterr().err == ""
    assert open_folder(Path("talk")).transcript.segments[0].source


def test_silence_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.chdir(tmp_path)
    assert draft(write_wav(tmp_path / "talk.wav", silence(20)), "--from", "es") == 0
    assert "warning: no speech was found in the recording" in capsys.readouterr().err


def test_quiet_says_nothing(talk: Path, capsys: Capture) -> None:
    talk.write_bytes(talk.read_bytes()[: 44 + 32_000 * 15])
    assert draft(talk, "--from", "es", "--quiet") == 0
    assert capsys.readouterr() == ("", "")


def test_for_machines_every_line_is_json(talk: Path, capsys: Capture) -> None:
    assert draft(talk, "--from", "es", "--json") == 0
    *progress, outcome = map(json.loads, capsys.readouterr().out.splitlines())
    assert [line["stage"] for line in progress] == ["reading", *["listening"] * 4, "speakers"]
    assert [line["done_ms"] for line in progress[1:5]] == pytest.approx([0, 4384, 14_400, 23_400], abs=32)
    assert all(line["left_s"] is None or line["left_s"] >= 0 for line in progress)
    assert outcome == {"folder": "talk", "passages": 3, "speakers": 2, "problems": []}


def test_off_a_terminal_there_is_no_progress(talk: Path, capsys: Capture) -> None:
    draft(talk, "--from", "es")
    assert capsys.readouterr().err == ""


def test_the_same_draft_again_changes_nothing(talk: Path) -> None:
    draft(talk, "--from", "es", "--quiet")
    before = {path.name: path.read_bytes() for path in Path("talk").iterdir() if path.is_file()}
    assert draft(talk, "--from", "es", "--quiet") == 0
    assert {path.name: path.read_bytes() for path in Path("talk").iterdir() if path.is_file()} == before


def test_another_option_drafts_again_into_the_same_folder(talk: Path) -> None:
    draft(talk, "--from", "es", "--quiet")
    assert draft(talk, "--from", "es", "--speakers", "none", "--quiet") == 0
    folder = open_folder(Path("talk"))
    assert {segment.speaker for segment in folder.transcript.segments} == {None}
    assert len({revision.group for revision in folder.history}) == 2


def test_a_folder_of_interviews_does_not_become_an_interview_itself(talk: Path, capsys: Capture) -> None:
    create_folder(Path("drafts/2020/one"), spanish_english(), Engine(name="whisper"))
    capsys.readouterr()
    assert main(["draft", str(talk), "--from", "es", "-o", "drafts"]) == 2
    said = capsys.readouterr().err
    assert said.endswith("drafts: contains interviews; use -o drafts/talk to draft into a folder of its own\n")
    assert not Path("drafts/history.jsonl").exists()


def test_what_a_person_edited_is_not_drafted_over(talk: Path, capsys: Capture) -> None:
    draft(talk, "--from", "es", "--quiet")
    assert main(["name", "talk", "S1=The host"]) == 0
    before = Path("talk/history.jsonl").read_bytes()
    capsys.readouterr()
    assert draft(talk, "--from", "es") == 2
    assert capsys.readouterr().err == (
        "dragoman: talk: has been edited since it was drafted; draft into another folder with -o DIR\n"
    )
    assert Path("talk/history.jsonl").read_bytes() == before


def test_a_page_with_edits_is_refused_before_anything_is_heard(
    talk: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft(talk, "--from", "es", "--quiet")
    page = Path("talk/talk.txt")
    page.write_text(page.read_text(encoding="utf-8") + "\nMORE: words\n", encoding="utf-8")
    monkeypatch.setattr("dragoman.workflows.draft.draft_recording", lambda *_, **__: pytest.fail("it was heard"))
    capsys.readouterr()
    assert draft(talk, "--from", "es", "--speakers", "none") == 2
    assert "has edits that were not applied yet" in capsys.readouterr().err


def test_a_desks_habits_count(talk: Path) -> None:
    Path("dragoman.toml").write_text('[languages]\nfrom = "es"\n[rights]\nlicence = "CC-BY-4.0"\n', encoding="utf-8")
    assert draft(talk, "--quiet") == 0
    transcript = open_folder(Path("talk")).transcript
    assert (transcript.source_language, transcript.facts.licence) == ("es", "CC-BY-4.0")


def write_no_sound(path: Path) -> None:
    write_media(path, None, codec="", picture=1)


def write_script(path: Path) -> None:
    path.write_text(f"ffconcat version 1.0\nfile {write_wav(path.with_name('real.wav'), TALK)}\n", encoding="utf-8")


BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (lambda path: None, "does not exist; check the name"),
    "a folder": (lambda path: path.mkdir(), "contains no recordings that can be read; name the recordings themselves"),
    "empty": (lambda path: path.touch(), "is empty (0 bytes); copy or download it again"),
    "text": (lambda path: path.write_text("Good morning.\n" * 99), "contains text, not sound; name the recording, not"),
    "noise": (lambda path: path.write_bytes(os.urandom(5000)), "cannot be read as sound"),
    "no sound": (write_no_sound, "has no sound track; name a recording with sound"),
    "a script": (write_script, "is a playlist or script that names other files, not a recording; name the recording"),
}


@pytest.mark.parametrize("bad", BAD)
def test_bad_input_is_one_line_that_names_file_and_mend(
    bad: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    make, fault = BAD[bad]
    make(Path("interview.mp4"))
    before = names(tmp_path)
    assert draft("interview.mp4", "--from", "es") == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"dragoman: interview.mp4: {fault}")
    assert "; " in line
    assert names(tmp_path) == before


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        (["--from", "klingonese"], "--from klingonese: is not a known language; use a tag such as fa"),
        (["--to", "klingonese"], "--to klingonese: is not a known language; use a tag such as fa"),
        (["--from", "tlh"], "model base: was not trained on tlh (tlh); "),
        (["--to", "fr"], "engine whisper: translates into English only, not into French; use --to en to translate"),
        (["--range", "5"], "--range 5: is not a range; use one such as 1:02:10-1:21:40"),
        (["--range", "9-5"], "--range 9-5: is not a range (a span cannot end at 5000 ms"),
        (["--range", "1:75-2:00"], "--range 1:75-2:00: is not a range ('1:75' has more than 59"),
        (["--range", "1:00:00-1:10:00"], "talk.wav: has no sound from 1:00:00 on; check the range"),
        (["--speakers", "many"], "--speakers many: is neither auto, none nor a number from 1 to 50"),
        (["--speakers", "0"], "--speakers 0: is neither auto, none nor a number from 1 to 50"),
        (["--speakers", "٣"], "--speakers ٣: is neither auto, none nor a number from 1 to 50"),
        (["-o", "talk.wav"], "talk.wav: is a file, not a folder; name another with -o"),
    ],
)  # fmt: skip
def test_an_option_that_makes_no_sense_is_one_line_and_leaves_nothing(
    options: list[str], fault: str, talk: Path, capsys: Capture
) -> None:
    arguments = options if "--from" in options else ["--from", "es", *options]
    assert draft(talk.name, *arguments) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"dragoman: {fault}")
    assert names(talk.parent) == {"talk.wav"}


@pytest.mark.skipif(sys.platform != "linux", reason="names are Unicode here")
def test_a_name_that_is_no_text_is_told(talk: Path, capsys: Capture) -> None:
    name = os.fsdecode(b"caf\xe9.wav")
    talk.rename(name)
    assert draft(name, "--from", "es") == 2
    assert (
        capsys.readouterr().err == "dragoman: caf\ufffd.wav: has a name that is not UTF-8; rename it, or its folder\n"
    )
    assert names(talk.parent) == {name}


def test_a_name_gives_the_terminal_no_commands(talk: Path, capsys: Capture) -> None:
    assert draft("\x1b[31m\nmissing.wav") == 2
    assert capsys.readouterr().err == "dragoman: [31m missing.wav: does not exist; check the name\n".replace(
        "[", " [", 1
    )


def full(*_: object, **__: object) -> Any:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_is_told_and_what_was_heard_is_kept(
    talk: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    heard: list[int] = []
    transcribe = Fake.transcribe

    def remember(self: Fake, chunk: Chunk, options: TranscribeOptions) -> Transcription:
        heard.append(chunk.span.start)
        return transcribe(self, chunk, options)

    monkeypatch.setattr(Fake, "transcribe", remember)
    with monkeypatch.context() as patch:
        save = Store.save
        patch.setattr(Store, "save", lambda *each: (len(heard) > 1 and patch.setattr(os, "fsync", full), save(*each)))
        assert draft(talk, "--from", "es") == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("dragoman: talk/.dragoman/work/")
    assert line.endswith("the disk is full; free some space and run the command again; finished work is not lost")
    heard.clear()
    assert draft(talk, "--from", "es", "--quiet") == 0
    assert min(heard) > 5000


def test_a_disk_that_fills_up_while_the_folder_is_written_is_told(
    talk: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setattr("dragoman.pipeline.store.Store.save", lambda *_: None)
    monkeypatch.setattr(os, "write", full)
    assert draft(talk, "--from", "es") == 2
    assert "cannot be written, the disk is full; free some space and run the command again" in capsys.readouterr().err


def test_a_copy_for_which_there_is_no_room_leaves_no_half(
    talk: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setattr("shutil.copyfile", full)
    assert draft(talk, "--from", "es", "--copy-media") == 2
    assert "talk/talk.wav: cannot be written, the disk is full" in capsys.readouterr().err
    assert names(talk.parent) == {"talk.wav"}


def test_an_interruption_is_one_line(talk: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    def interrupted(*_: object) -> Transcription:
        raise KeyboardInterrupt

    monkeypatch.setattr(Fake, "transcribe", interrupted)
    assert draft(talk, "--from", "es") == 130
    assert capsys.readouterr().err == (
        "dragoman: interrupted; finished work is kept, and the same command continues from there\n"
    )


# Hears slowly, and says when it has begun.
SLOW = """
import sys, time
from dragoman.cli import main
from dragoman.engines import ENGINES
from dragoman.engines.fake import Fake
ENGINES.update({name: "dragoman.engines." + place for name, place in eval(sys.argv[1]).items()})
transcribe = Fake.transcribe
def slowly(self, chunk, options):
    print("begun", flush=True)
    time.sleep(1.0)
    return transcribe(self, chunk, options)
Fake.transcribe = slowly
sys.exit(main(sys.argv[2:]))
"""


@pytest.mark.skipif(os.name != "posix", reason="Ctrl+C is sent otherwise here")
def test_ctrl_c_ends_with_130_and_without_a_traceback(talk: Path) -> None:
    from conftest import FAKES

    command = [sys.executable, "-c", SLOW, repr(FAKES), "draft", str(talk), "--from", "es"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stdout.readline().startswith("model base: ")
        assert running.stdout.readline() == "begun\n"
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=60)
    assert running.returncode == 130
    assert said == "dragoman: interrupted; finished work is kept, and the same command continues from there\n"
    assert list(Path("talk/.dragoman/work").rglob("*.json"))


HOLDING = """
import sys
from pathlib import Path
from dragoman.folder import locked
with locked(Path(sys.argv[1])):
    print(flush=True)
    input()
"""


def test_another_command_at_work_there_is_told(talk: Path, capsys: Capture) -> None:
    draft(talk, "--from", "es", "--quiet")
    command = [sys.executable, "-c", HOLDING, "talk"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as held:
        assert held.stdout is not None
        held.stdout.readline()
        assert draft(talk, "--from", "es") == 2
        held.communicate("\n")
    assert "talk: is being written by another program; wait until it is done" in capsys.readouterr().err


def test_another_draft_at_work_there_is_told(talk: Path, capsys: Capture) -> None:
    with claimed(Path("talk"), "draft"):
        assert draft(talk, "--from", "es") == 2
    assert "talk: is claimed by another program (draft, since 20" in capsys.readouterr().err


def test_people_edit_while_a_draft_is_at_work_and_are_not_drafted_over(
    talk: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft(talk, "--from", "es", "--quiet")

    def name_meanwhile(*arguments: Any, **named: Any) -> Any:
        assert main(["name", "talk", "S1=The host"]) == 0
        return run_pipeline(*arguments, **named)

    monkeypatch.setattr("dragoman.workflows.draft.draft_recording", name_meanwhile)
    assert draft(talk, "--from", "es", "--speakers", "none", "--quiet") == 2
    assert "talk: has been edited since it was drafted" in capsys.readouterr().err
    assert open_folder(Path("talk")).transcript.speakers[0].label == "The host"


@pytest.mark.parametrize("name", ["missing.mp4", "text.mp4"])
def test_the_command_itself_ends_with_2_and_without_a_traceback(name: str, tmp_path: Path) -> None:
    (tmp_path / "text.mp4").write_text("Good morning.\n" * 99)
    command = [sys.executable, "-m", "dragoman", "draft", name, "--from", "es"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout, run.stderr.count("\n")) == (2, "", 1)
    assert run.stderr.startswith(f"dragoman: {name}: ")


def test_the_texts_are_those_that_were_heard(talk: Path) -> None:
    draft(talk, "--from", "es", "--quiet")
    first = open_folder(Path("talk")).transcript.segments[0]
    assert (plain(first.source or ()), plain(first.target or ())) == ("dicho1 dicho2 dicho3.", "said1 said2 said3.")
