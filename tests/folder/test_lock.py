from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.errors import FolderError
from dragoman.folder.lock import locked

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
