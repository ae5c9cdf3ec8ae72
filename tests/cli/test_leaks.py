"""Nothing of those who made an interview is in what readers get, but what they chose to show."""

from __future__ import annotations

import platform
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from dragoman.cli import main
from dragoman.folder import Folder, commit, create_folder, open_folder, sign
from dragoman.folder.review import record_problems, settle_problem
from dragoman.folder.review_log import Settlement
from dragoman.media.probe import find_sha256
from dragoman.problems import Place, Problem
from dragoman.transcript import edit
from dragoman.transcript.document import Copy, Engine, Person, Transcript
from editions import files_holding
from interviews import arabic_english, typed
from sounds import tone, write_wav

SECRETS = (
    "zzlogin", "zzhost", "zzhome", "zzmail", "zzfolder", "zzrecording", "zzreason", "zzcomment", "zzsettled",
    "zzhandle", "zznote", "zzolder", "zzengine", "Asia/Tehran", "Tehran", "+03:30", "+0330",
)  # fmt: skip


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An interview that was made, corrected, checked and released by people with much to hide, and its site."""
    home = tmp_path / "zzhome"
    home.mkdir()
    for name, value in (
        ("USER", "zzlogin"), ("LOGNAME", "zzlogin"), ("HOME", str(home)), ("EMAIL", "zzmail@example.org"),
        ("TZ", "Asia/Tehran"),
    ):  # fmt: skip
        monkeypatch.setenv(name, value)
    time.tzset()
    monkeypatch.setattr(socket, "gethostname", lambda: "zzhost")
    monkeypatch.setattr(platform, "node", lambda: "zzhost")
    monkeypatch.chdir(home)
    write_wav(home / "zzrecording.wav", tone(57))
    engine = Engine(name="whisper", model="/zzengine/base", settings={"cache": "/zzengine"})
    made = create_folder(home / "zzfolder", _recorded(arabic_english(), home), engine, reason="zzreason")
    _work(made)
    main(["release", "zzfolder", "--slug", "potter", "--anyway", "a test", "--show", "zzhandle="])
    main(["publish", "zzfolder", "-o", str(tmp_path / "site"), "--media", "copy", "--site", "https://example.org"])
    yield tmp_path / "site"
    monkeypatch.undo()
    time.tzset()


def _recorded(document: Transcript, home: Path) -> Transcript:
    assert document.recording is not None
    recording = home / "zzrecording.wav"
    copies = (Copy(address=str(recording), sha256=find_sha256(recording)),)
    return msgspec.structs.replace(document, recording=msgspec.structs.replace(document.recording, copies=copies))


def _work(folder: Folder) -> None:
    by = Person(handle="zzhandle")
    for text in ("zzolder words", "When did you begin, with clay? [ed: zznote]"):
        folder = commit(
            folder, edit.set_target(folder.transcript, "s00000002", typed(text), sign(folder, by, "zzreason"))
        )
    problem = Problem("number-changed", "error", "zzcomment", Place(segment="s00000004"))
    odd = Problem("odd", "warning", "zzcomment", Place(segment="s00000002"))
    found = record_problems(folder, [problem, odd])[0]
    settled = Settlement(how="accepted", by=by, time="2026-05-01T09:30:00+03:30", reason="zzsettled")
    settle_problem(folder, found.id, settled)


def test_nothing_of_the_makers_is_in_any_file_of_the_site(site: Path) -> None:
    assert (site / "potter" / "index.html").is_file()
    assert list(site.rglob("sound-*.webm"))
    assert {word: files_holding(site, word) for word in SECRETS if files_holding(site, word)} == {}


def test_nor_in_the_edition(site: Path) -> None:
    editions = site.parent / "zzhome" / "zzfolder" / "editions"
    assert {word for word in SECRETS if files_holding(editions, word)} == set()
    assert open_folder(editions.parent).history
    assert files_holding(editions, '"reviewer"')


def test_all_of_it_is_in_the_folder_that_stays_at_the_desk(site: Path) -> None:
    desk = site.parent / "zzhome" / "zzfolder"
    hidden = ("zzrecording", "zzreason", "zzcomment", "zzsettled", "zzhandle", "zznote", "zzolder", "zzengine")
    assert [word for word in hidden if not files_holding(desk, word)] == []
