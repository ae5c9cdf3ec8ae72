"""What a process that decodes other people's files may take."""

from __future__ import annotations

import os
import subprocess
import sys
import wave
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from desk_work import spin
from dragoman.desk.limits import close_network
from dragoman.desk.processes import OwnProcess

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits are Linux's")


def run(code: str) -> subprocess.CompletedProcess[str]:
    whole = f"from dragoman.desk.limits import close_network, limit_process\n{code}"
    return subprocess.run([sys.executable, "-c", whole], capture_output=True, text=True, check=False)


def test_more_memory_than_allowed_is_refused() -> None:
    done = run("limit_process(1 << 30, 60)\ntry:\n    bytearray(2 << 30)\nexcept MemoryError:\n    print('refused')")
    assert done.stdout == "refused\n"


def test_a_process_that_never_ends_is_ended() -> None:
    done = run("limit_process(None, -9)\nwhile True: pass")
    assert done.returncode < 0


def test_the_time_begins_anew_for_the_next_file() -> None:
    done = run("limit_process(None, 1)\nlimit_process(None, 60)\nfor _ in range(10_000_000): pass\nprint('done')")
    assert done.stdout == "done\n"


def test_the_kernel_ends_this_process_before_the_server() -> None:
    done = run("limit_process(None, 60)\nprint(open('/proc/self/oom_score_adj').read().strip())")
    assert done.stdout == "1000\n"


def test_a_process_is_cut_off_from_the_network_and_writes_as_the_same_user(tmp_path: Path) -> None:
    code = (
        "import socket\nprint(close_network())\n"
        "try:\n    socket.create_connection(('127.0.0.1', 9), timeout=1)\n"
        "except OSError as error:\n    print(error.errno)\n"
        f"open({str(tmp_path / 'file')!r}, 'w').close()"
    )
    done = run(code)
    if done.stdout.startswith("False"):
        pytest.skip("this system does not let a process give up its network")
    assert done.stdout.split() == ["True", "101"]
    assert (tmp_path / "file").stat().st_uid == os.getuid()


def test_work_that_takes_too_much_says_so() -> None:
    own = OwnProcess()
    with pytest.raises(BrokenProcessPool):
        own.submit(spin).result(timeout=60)
    own.close()


def test_a_waveform_is_made_within_the_limits(make_interview: Callable[[str], Path], tmp_path: Path) -> None:
    from dragoman.desk.recordings import _work_out

    with wave.open(str(tmp_path / "tone.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes(b"\x00\x40" * 16_000)
    own = OwnProcess(close_network)
    own.submit(_work_out, tmp_path / "tone.wav", tmp_path / "peaks").result(timeout=60)
    own.close()
    assert len((tmp_path / "peaks").read_bytes()) == 10
