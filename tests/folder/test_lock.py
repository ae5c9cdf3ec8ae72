from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.errors import FolderError
from dragoman.folder import create_folder, lock
from dragoman.folder.lock import locked
from dragoman.folder.views import write_views
from dragoman.transcript.document import Engine
from interviews import spanish_english

HOLD = """
import sys
from pathlib import Path
from dragoman.folder.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_writer_is_told_to_wait(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with (
            pytest.raises(FolderError, match="is being written by another"),
            locked(tmp_path),
        ):
            pass
        other.kill()
    with locked(tmp_path):
        pass


def test_one_thread_may_hold_it_twice(tmp_path: Path) -> None:
    with locked(tmp_path), locked(tmp_path):
        assert (tmp_path / ".dragoman" / "lock").exists()


def test_the_store_is_private(tmp_path: Path) -> None:
    with locked(tmp_path / "interview"):
        pass
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("interview", "interview/.dragoman")]
    assert modes == [0o700, 0o700]


def test_a_store_that_leads_elsewhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".dragoman").symlink_to(tmp_path)
    with pytest.raises(FolderError, match="is a link to somewhere else"), locked(tmp_path):
        pass


class OpenDoor:
    """A lock of a file system that lets everybody in."""

    def __init__(self, *_arguments: object, **_named: object) -> None: ...

    def acquire(self, *_arguments: object, **_named: object) -> None: ...

    def release(self) -> None: ...


def test_a_file_system_that_lets_two_writers_in_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "FileLock", OpenDoor)
    monkeypatch.setattr(lock, "_PROVED", set())
    with pytest.raises(FolderError, match="two programs could write at once; move it to a local disk"):
        create_folder(tmp_path / "interview", spanish_english(), Engine(name="x"))
    assert not (tmp_path / "interview" / "history.jsonl").exists()


def test_a_file_system_is_tried_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "_PROVED", set())
    with locked(tmp_path):
        pass
    assert {tmp_path.stat().st_dev} == lock._PROVED


def modes(path: Path) -> dict[str, int]:
    return {file.name: stat.S_IMODE(file.stat().st_mode) for file in (path, *path.rglob("*"))}


@pytest.mark.skipif(os.name != "posix", reason="there are no groups here")
def test_in_a_groups_folder_everything_is_the_groups(tmp_path: Path) -> None:
    shared = tmp_path / "desk"
    shared.mkdir()
    shared.chmod(0o2770)
    folder = create_folder(shared / "interview", spanish_english(), Engine(name="x"))
    write_views(folder)
    found = modes(folder.path)
    assert {found[name] for name in ("interview", ".dragoman", "editions")} == {0o2770}
    assert {found[name] for name in ("history.jsonl", "transcript.json", "lock", "views.lock", "tone.txt")} == {0o660}


@pytest.mark.skipif(os.name != "posix", reason="there are no groups here")
@pytest.mark.parametrize("mode", [0o770, 0o2750])
def test_in_any_other_folder_it_stays_private(tmp_path: Path, mode: int) -> None:
    other = tmp_path / "desk"
    other.mkdir()
    other.chmod(mode)
    folder = create_folder(other / "interview", spanish_english(), Engine(name="x"))
    found = modes(folder.path)
    assert (found["interview"] & 0o777, found["history.jsonl"], found["lock"]) == (0o700, 0o600, 0o600)
