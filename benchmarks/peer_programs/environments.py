"""A Python environment for each program, made once and kept."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.frame import BUILD, say
from benchmarks.peer_programs.programs import Program
from dragoman.errors import EngineError

__all__ = ["find_python"]

_READY = ".ready"


def find_python(program: Program) -> Path:
    """The Python of a program's environment, which is made where it is not there.

    They lie in ``DRAGOMAN_PEERS``, or below ``build/``, and take up to 6 GB each, most of which uv shares.

    :raises EngineError: where the packages cannot be installed
    """
    if not program.packages:
        return Path(sys.executable)
    folder = Path(os.environ.get("DRAGOMAN_PEERS") or BUILD / "peers") / program.environment
    python = folder / "bin" / "python"
    if not (folder / _READY).exists():
        say(f"installing {' '.join(program.packages)} into {folder}")
        shutil.rmtree(folder, ignore_errors=True)
        folder.parent.mkdir(parents=True, exist_ok=True)
        uv = shutil.which("uv")
        if uv is not None:
            _call(program, [uv, "venv", "--quiet", "--python", sys.executable, str(folder)])
            _call(program, [uv, "pip", "install", "--quiet", "--python", str(python), *program.packages])
        else:
            _call(program, [sys.executable, "-m", "venv", str(folder)])
            _call(program, [str(python), "-m", "pip", "install", "--quiet", *program.packages])
        (folder / _READY).touch()
    return python


def _call(program: Program, words: list[str]) -> None:
    done = subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["it did not say why"])[-1]
        raise EngineError(program.name, f"cannot be installed ({last})")
