"""A draft killed at half of its time and started again: the same bytes, and how much of the time it saves."""

from __future__ import annotations

import shutil
import subprocess
import time
from pathlib import Path

from benchmarks.frame import BUILD, Measured, Options, Report, Table
from benchmarks.sounds import write_long
from benchmarks.speed import command, environment

__all__ = ["run"]

_MINUTES = (5,)


def run(options: Options) -> Report:
    """Draft; draft again and kill at half; go on; compare every file that a reader sees, and the snapshot."""
    minutes = (options.minutes or _MINUTES)[0]
    sound = write_long(minutes)
    whole, killed = BUILD / "resume" / "whole", BUILD / "resume" / "killed"
    for folder in (whole, killed):
        shutil.rmtree(folder, ignore_errors=True)
        folder.parent.mkdir(parents=True, exist_ok=True)
    took = _timed(sound, whole, options.threads)
    _killed(sound, killed, options.threads, took / 2)
    rest = _timed(sound, killed, options.threads)
    same = _contents(whole) == _contents(killed)
    return Report(
        tables=(
            Table(
                title=f"{minutes} minutes, killed at half",
                columns=("whole s", "resumed s", "ratio", "same bytes"),
                rows=((f"{took:.1f}", f"{rest:.1f}", f"{rest / took:.2f}", "yes" if same else "NO"),),
            ),
        ),
        figures=(
            Measured(system="dragoman", language="es", name="resumed ÷ whole", value=rest / took, unit="ratio"),
            Measured(system="dragoman", language="es", name="same bytes", value=float(same), unit="truth"),
        ),
    )


def _timed(sound: Path, folder: Path, threads: int) -> float:
    began = time.monotonic()
    subprocess.run(command("dragoman", sound, folder, threads), env=environment(threads), check=True)
    return time.monotonic() - began


def _killed(sound: Path, folder: Path, threads: int, after: float) -> None:
    process = subprocess.Popen(command("dragoman", sound, folder, threads), env=environment(threads))
    time.sleep(after)
    process.kill()
    process.wait()


def _contents(folder: Path) -> dict[str, bytes]:
    kept = [path for path in folder.iterdir() if path.is_file() and path.name not in ("history.jsonl", "review.jsonl")]
    return {path.name: path.read_bytes() for path in kept}
