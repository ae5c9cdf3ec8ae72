"""A command is killed at every call that touches the disk; the same command again finishes what it began."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import msgspec
import pytest

from benchmarks.kills import killed
from dragoman.cli import main
from dragoman.folder import create_folder, open_folder
from dragoman.folder.review import load_problems, record_problems
from dragoman.folder.views import has_views, write_views
from dragoman.problems import Place, Problem
from dragoman.transcript.document import Engine, Transcript
from editions import files_holding
from interviews import spanish_english
from translators import tagged

pytestmark = pytest.mark.skipif(os.name != "posix", reason="there is no SIGKILL here")

# Two engines of the same document would be as good; all of these have to be gone.
FORMS = ("Elena", "Ruiz", "إيلينا")
SRT = "1\n00:00:01,000 --> 00:00:02,000\n- Hello.\n- Hello, [[odd] Ana.\n\n2\n00:00:03,000 --> 00:00:02,000\nLate.\n"


def with_native_name() -> Transcript:
    """The interview with a speaker's name in another script, in the text too."""
    transcript = spanish_english()
    first, second = transcript.speakers
    second = msgspec.structs.replace(second, name_native="إيلينا")
    passage = msgspec.structs.replace(transcript.segments[1], source=("¿Cómo empezó todo, إيلينا?",))
    segments = (transcript.segments[0], passage, *transcript.segments[2:])
    return msgspec.structs.replace(transcript, speakers=(first, second), segments=segments)


def test_a_killed_conversion_is_finished_by_the_same_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("talk.srt").write_text(SRT, encoding="utf-8")
    assert main(["convert", "talk.srt", "whole/"]) == 0
    whole = open_folder(Path("whole"))
    kill_at, was_killed = 0, True
    while was_killed:
        kill_at += 1
        words = ["convert", "talk.srt", f"{kill_at}/"]
        was_killed = killed(kill_at, words)
        assert main(words) == 0, kill_at
        made = open_folder(Path(str(kill_at)))
        assert len(made.groups) == 1
        assert len(load_problems(made)) == len(load_problems(whole)), kill_at
        assert len(made.transcript.segments) == len(whole.transcript.segments)
        assert has_views(made)
    assert kill_at > 12


def test_a_killed_conversion_of_a_folder_is_finished_by_the_same_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("desk").mkdir()
    Path("desk/talk.srt").write_text(SRT, encoding="utf-8")
    kill_at, was_killed, problems = 0, True, set()
    while was_killed:
        kill_at += 1
        words = ["convert", "desk/", f"{kill_at}/"]
        was_killed = killed(kill_at, words)
        assert main(words) == 0, kill_at
        made = open_folder(Path(f"{kill_at}/talk"))
        assert (len(made.groups), has_views(made)) == (1, True), kill_at
        problems.add(len(load_problems(made)))
    assert kill_at > 12
    assert len(problems) == 1


def test_a_killed_withdrawal_of_a_name_is_finished_by_the_same_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = create_folder(tmp_path / "bees", with_native_name(), Engine(name="whisper"))
    record_problems(folder, [Problem("odd", "warning", "Elena Ruiz is odd", Place(segment="s00000002"))])
    write_views(folder)
    assert main(["release", "bees", "--anyway", "a test"]) == 0
    kill_at, was_killed = 0, True
    while was_killed:
        kill_at += 1
        path = Path(shutil.copytree("bees", f"copy{kill_at}"))
        words = ["withdraw", str(path), "Elena Ruiz"]
        was_killed = killed(kill_at, words)
        assert main(words) == 0, kill_at
        assert files_holding(path, *FORMS) == [], kill_at
        assert main(["release", str(path), "--verify"]) == 0
    assert kill_at > 12


def test_a_killed_translation_goes_on_with_the_same_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_views(create_folder(tmp_path / "whole", tagged(4), Engine(name="whisper")))
    shutil.copytree("whole", "empty")
    words = ["--to", "en", "--with", "fake-llm", "--quiet"]
    assert main(["translate", "whole", *words]) == 0
    wanted = [segment.target for segment in open_folder(Path("whole")).transcript.segments]
    kill_at, was_killed = 0, True
    while was_killed:
        kill_at += 1
        path = shutil.copytree("empty", f"copy{kill_at}")
        was_killed = killed(kill_at, ["translate", path, *words])
        assert main(["translate", path, *words]) == 0, kill_at
        made = open_folder(Path(path))
        assert [segment.target for segment in made.transcript.segments] == wanted, kill_at
        assert has_views(made)
    assert kill_at > 12


@pytest.mark.parametrize("kill_at", [2, 15, 40, 70])
def test_a_killed_translation_of_many_goes_on_with_the_same_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kill_at: int
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("whole/a", "whole/b", "whole/c"):
        write_views(create_folder(tmp_path / name, tagged(4), Engine(name="whisper")))
    shutil.copytree("whole", "cut")
    words = ["--to", "en", "--with", "fake-llm", "--quiet"]
    assert main(["translate", "whole", *words]) == 0
    assert killed(kill_at, ["translate", "cut", *words])
    assert main(["translate", "cut", *words]) == 0
    for name in "abc":
        whole, cut = (open_folder(Path(place) / name).transcript for place in ("whole", "cut"))
        assert [segment.target for segment in cut.segments] == [segment.target for segment in whole.segments]
