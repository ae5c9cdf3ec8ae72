"""A disk that is full from some moment on: what was committed is not done twice, what was not leaves nothing."""

from __future__ import annotations

import errno
import gc
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from dragoman.cli import main
from dragoman.folder import create_folder, open_folder
from dragoman.folder.editions import load_editions
from dragoman.folder.people import load_shown
from dragoman.folder.views import write_views
from dragoman.transcript.document import Engine
from interviews import spanish_english

CALLS = ("write", "mkdir", "replace")


@contextmanager
def full_disk(first: int) -> Iterator[Callable[[], bool]]:
    """From the call of this number on, nothing more fits; the value tells whether that was met."""
    calls, fsync = 0, os.fsync

    def full(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            nonlocal calls
            calls += 1
            if calls >= first:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            if real is fsync:
                return None  # nothing is unplugged here, and it takes long
            return real(*arguments, **named)

        return call

    with pytest.MonkeyPatch.context() as patch:
        for name in (*CALLS, "fsync"):
            patch.setattr(os, name, full(getattr(os, name)))
        yield lambda: calls >= first


@pytest.fixture
def interview(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = create_folder(tmp_path / "first", spanish_english(), Engine(name="whisper"))
    write_views(folder)
    main(["name", "first", "S1=Host", "--handle", "ana"])
    main(["name", "first", "S1=Presenter", "--handle", "ana"])
    page = next(folder.path.glob("*.txt"))
    page.write_text(page.read_text(encoding="utf-8").replace("How did it all begin", "How did that start"), "utf-8")
    return folder.path


def done(path: Path) -> tuple[int, int]:
    folder = open_folder(path)
    return len(folder.groups), len(load_editions(folder))


VERBS = [
    ["undo", "DIR", "--handle", "ana"],
    ["name", "DIR", "S1=Somebody", "--handle", "ana"],
    ["merge-speakers", "DIR", "S1", "S2", "--handle", "ana"],
    ["heard", "DIR", "0:00-59:00", "--handle", "ana"],
    ["apply", "DIR", "--handle", "ana"],
    ["review", "DIR", "s00000001", "--handle", "ana"],
    ["release", "DIR", "--anyway", "a test"],
]


@pytest.mark.parametrize("verb", VERBS, ids=[verb[0] for verb in VERBS])
def test_nothing_is_done_twice(interview: Path, verb: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    if verb[0] != "apply":
        main(["view", str(interview), "--force"])
    before, warned = sum(done(interview)), 0
    for first in range(1, 80):
        path = interview.with_name(f"copy{first}")
        shutil.copytree(interview, path)
        words = [str(path) if word == "DIR" else word for word in verb]
        capsys.readouterr()
        with full_disk(first) as was_met:
            code = main(words)
        told = capsys.readouterr().err
        assert sum(done(path)) == before + (code == 0), told
        warned += "the change is saved" in told
        if code:
            assert "full" in told
            assert main(words) == 0, capsys.readouterr().err
            assert sum(done(path)) == before + 1
        elif "the change is saved" in told:
            assert main(["view", str(path), *(["--force"] if "--force" in told else [])]) == 0
        if not was_met():
            break
    else:
        pytest.fail("the command makes more calls than that")
    assert warned


def test_no_edition_is_frozen_without_the_names_that_it_shows_on_file(interview: Path) -> None:
    main(["view", str(interview), "--force"])
    frozen = 0
    for first in range(1, 80):
        path = Path(shutil.copytree(interview, interview.with_name(f"copy{first}")))
        with full_disk(first) as was_met:
            main(["release", str(path), "--anyway", "a test", "--show", "ana=The desk"])
        if load_editions(open_folder(path)):
            frozen += 1
            assert load_shown(open_folder(path)) == {"ana": "The desk"}
        if not was_met():
            break
    assert frozen > 1


def fill(disk: Path) -> Path:
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(1024))
    return filler


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "small"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(place)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a small tmpfs cannot be mounted here")
    yield place
    gc.collect()  # whatever still holds a file of it open
    subprocess.run(["umount", str(place)], check=True)


def test_a_disk_that_is_really_full(interview: Path, small_disk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["view", str(interview), "--force"])
    path = small_disk / "bees"
    shutil.copytree(interview, path)
    before = sum(done(path))
    filler = fill(small_disk)
    codes: list[int] = []
    while not codes or codes[-1]:
        codes.append(main(["undo", str(path), "--handle", "ana"]))
        assert sum(done(path)) == before + (codes[-1] == 0)
        os.truncate(filler, max(0, filler.stat().st_size - 4096))
    assert len(codes) < 60
