"""A writer is killed at every call that touches the disk; nothing that it had acknowledged may be lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.folder import commit, create_folder, is_interview, open_folder, sign
from dragoman.transcript import edit
from dragoman.transcript.document import Person, Segment, Transcript

pytestmark = pytest.mark.skipif(os.name != "posix", reason="there is no SIGKILL here")

ANA = Person(handle="ana")
DRAFT = Transcript(segments=(Segment(id="s00000001", source=("Hola.",)),))

# Makes a folder, edits it and writes its views; says "ok N" when edit N is safe. Dies at disk call number KILL_AT,
# and in a write half of the bytes arrive first.
WRITER = """
import os, signal, sys
from pathlib import Path

left = int(sys.argv[2])

def deadly(real, half=False):
    def call(*arguments, **named):
        global left
        left -= 1
        if left == 0:
            if half:
                real(arguments[0], bytes(arguments[1])[: len(arguments[1]) // 2])
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*arguments, **named)
    return call

os.write = deadly(os.write, half=True)
for name in ("fsync", "replace", "ftruncate", "unlink", "mkdir"):
    setattr(os, name, deadly(getattr(os, name)))

from dragoman.folder import commit, create_folder, sign
from dragoman.transcript import edit
from dragoman.transcript.document import Person, Segment, Transcript

ana = Person(handle="ana")
folder = create_folder(Path(sys.argv[1]), Transcript(segments=(Segment(id="s00000001", source=("Hola.",)),)), ana)
sys.stdout.write("ok 0\\n")
sys.stdout.flush()
for number in range(1, 4):
    folder = commit(folder, edit.set_target(folder.transcript, "s00000001", (str(number),), sign(folder, ana)))
    sys.stdout.write(f"ok {number}\\n")
    sys.stdout.flush()
"""


def run_writer(path: Path, kill_at: int) -> tuple[int, int]:
    """Its exit code, and the last edit that it acknowledged; -1 where it had not even made the folder."""
    done = subprocess.run([sys.executable, "-c", WRITER, str(path), str(kill_at)], capture_output=True, check=False)
    acknowledged = done.stdout.decode().split()[1::2]
    return done.returncode, int(acknowledged[-1]) if acknowledged else -1


# One more than the calls that the writer makes.
CALLS = 48


@pytest.mark.parametrize("kill_at", range(1, CALLS))
def test_a_killed_writer_loses_nothing_that_it_acknowledged(tmp_path: Path, kill_at: int) -> None:
    path = tmp_path / "interview"
    code, acknowledged = run_writer(path, kill_at)
    assert code in (0, -signal.SIGKILL)
    if acknowledged < 0 and not is_interview(path):
        assert create_folder(path, DRAFT, ANA).transcript == DRAFT
        return
    folder = open_folder(path)
    target = folder.transcript.segments[0].target
    safe = int(str(target[0])) if target else 0
    assert safe in (acknowledged, acknowledged + 1)
    after = commit(folder, edit.set_target(folder.transcript, "s00000001", ("next",), sign(folder, ANA)))
    assert open_folder(path) == after


def test_the_writer_makes_no_disk_call_at_which_it_was_not_killed(tmp_path: Path) -> None:
    assert run_writer(tmp_path / "interview", CALLS) == (0, 3)
