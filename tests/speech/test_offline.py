"""Nothing leaves the machine, and the same run gives the same bytes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.engines.models import find_model
from dragoman.engines.whisper import Whisper
from dragoman.errors import EngineError

pytestmark = pytest.mark.speech

MERCADO = Path(__file__).parents[2] / "examples" / "mercado" / "mercado.flac"
OPTIONS = ("--from", "es", "--to", "en", "--range", "0:00-0:15", "--quiet")
# Every socket and every look-up of a name, by whatever module, ends the run.
GUARDED = """
import sys
def refuse(event, arguments):
    if event.startswith("socket.") and event != "socket.gethostname":
        raise SystemExit(f"{event} {arguments}")
sys.addaudithook(refuse)
from dragoman.cli import main
code = main(sys.argv[1:])
import os
assert os.environ["HF_HUB_DISABLE_TELEMETRY"] == os.environ["DO_NOT_TRACK"] == "1"
sys.exit(code)
"""


def without_network() -> list[str]:
    """What runs a command in a network of its own with nothing in it, where the system allows it."""
    if (
        shutil.which("unshare")
        and subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["unshare", "-rn"]
    return []


def test_a_draft_opens_no_socket_and_needs_no_network(tmp_path: Path) -> None:
    command = [
        *without_network(),
        sys.executable,
        "-c",
        GUARDED,
        "draft",
        str(MERCADO),
        *OPTIONS,
        "-o",
        str(tmp_path / "a"),
    ]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr, run.stdout) == (0, "", "")
    # In a process of its own too: a library that an earlier test has loaded with more threads rounds differently.
    usual = [sys.executable, "-m", "dragoman", "draft", str(MERCADO), *OPTIONS, "-o", str(tmp_path / "b")]
    assert subprocess.run(usual, check=False).returncode == 0
    for name in ("transcript.json", "mercado.txt", "mercado.es.vtt", "mercado.en.srt", "index.html"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_a_broken_model_is_one_clear_line(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    for file in find_model("base").iterdir():
        (folder / file.name).symlink_to(file)
    for name in ("tokenizer.json", "model.bin"):
        (folder / name).unlink()
        (folder / name).write_text("{}")
        with pytest.raises(EngineError, match=r"cannot be loaded .*; run it on the processor, or download it again"):
            Whisper(str(folder), "cpu")
