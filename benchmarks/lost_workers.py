"""A worker killed at a random moment of each of 50 runs over many recordings: does anything but the time change?

The engine needs no model: it gives a word for every second that is loud, and takes a while for each chunk. Half of the
runs are on processes of this machine, half on a Ray cluster of two nodes. One of the recordings is cut into parts.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import nullcontext, suppress
from pathlib import Path

import msgspec
import numpy as np

from benchmarks.cluster import two_nodes
from benchmarks.frame import BUILD, Measured, Options, Report, Table, say
from dragoman.engines import ENGINES
from dragoman.engines.base import Chunk, TranscribeOptions, Transcription
from dragoman.engines.fake import Fake
from dragoman.settings.dragoman_toml import Settings
from dragoman.workflows import draft_many as workflow
from dragoman.workflows.draft_item import DraftItem, Parts, draft_item
from dragoman.workflows.draft_many import DraftManyOptions
from dragoman.workflows.draft_plan import DraftingOptions
from dragoman.workflows.many.finished import Finished

__all__ = ["Slow", "Trial", "draft_slowly", "read_drafts", "run", "try_kills", "write_recordings"]

_TRIALS = 50
_MINUTES = (21.0, 2.0, 1.5, 1.0, 0.5)
_RATE = 8_000
_PAUSE = 0.03
_PIDS = "pids"
_SEEN = ("transcript.json", "index.html", ".txt", ".srt", ".vtt")


class Slow(Fake):
    """The engine without a model, as slow as one."""

    def transcribe(self, chunk: Chunk, options: TranscribeOptions) -> Transcription:
        """The words, after a while."""
        time.sleep(_PAUSE)
        return super().transcribe(chunk, options)


class Trial(msgspec.Struct, frozen=True, kw_only=True):
    """One run: whether a worker was killed in it, its seconds, and what was wrong."""

    killed: bool
    seconds: float
    wrong: str = ""


def draft_slowly(item: DraftItem) -> Finished | Parts:
    """Draft with that engine, and leave this process's id."""
    ENGINES.update(dict.fromkeys(("whisper", "voices"), f"{__name__}:Slow"), vad="dragoman.engines.fake:LoudnessVad")
    (item.output.parent / _PIDS / str(os.getpid())).touch()
    return draft_item(item)


def write_recordings(folder: Path) -> None:
    """A few recordings, of which one is long: a tone in every minute is speech."""
    import wave

    folder.mkdir(parents=True)
    for place, minutes in enumerate(_MINUTES):
        second = np.arange(round(60 * minutes) * _RATE) / _RATE % 60
        tone = np.sin(2 * np.pi * (300 + 50 * place) * second) * (second > 3) * (second < 23) * 0.5
        with wave.open(str(folder / f"{place}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(_RATE)
            file.writeframes((tone * 32767).astype("<i2").tobytes())


def read_drafts(folder: Path) -> dict[str, bytes]:
    """Everything in drafts that a reader sees."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.name.endswith(_SEEN)}


def try_kills(place: Path, trials: int, dice: random.Random, cluster: str | None) -> Iterator[Trial]:
    """Draft the recordings again and again; kill one worker each time, and compare with a run that nobody disturbed."""
    shutil.rmtree(place, ignore_errors=True)
    write_recordings(place / "archive")
    began = time.monotonic()
    wrong = _draft(place, cluster)
    shortest = time.monotonic() - began
    expected = read_drafts(place / "drafts")
    if wrong or not expected:
        raise RuntimeError(wrong or "nothing was drafted")
    for _ in range(trials):
        shutil.rmtree(place / "drafts")
        after = dice.uniform(0, shortest)
        killed, ended = threading.Event(), threading.Event()
        killer = threading.Thread(target=_kill_one, args=(place / _PIDS, after, dice.random(), killed, ended))
        killer.start()
        began = time.monotonic()
        wrong = _draft(place, cluster)
        seconds = time.monotonic() - began
        # A kill after the end says nothing: the machine may have more time for this run than for the first.
        shortest = min(shortest, seconds)
        ended.set()
        killer.join()
        if not wrong and read_drafts(place / "drafts") != expected:
            wrong = "other bytes"
        yield Trial(killed=killed.is_set(), seconds=seconds, wrong=wrong)


def _draft(place: Path, cluster: str | None) -> str:
    """Draft all; what was wrong with it.

    A recording whose worker is killed after its draft was written, and before it could say so, is met again and
    skipped: the bytes show whether it is whole.
    """
    pids = place / _PIDS
    shutil.rmtree(pids, ignore_errors=True)
    pids.mkdir()
    each = DraftingOptions(recording=Path(), folder=Path(), source=("es",), model="base")
    options = DraftManyOptions(
        inputs=(place / "archive",), output=place / "drafts", each=each, workers=1 if cluster else 2, cluster=cluster
    )
    usual, workflow.draft_item = workflow.draft_item, draft_slowly
    try:
        done = workflow.draft_many(settings=Settings(), options=options)
    finally:
        workflow.draft_item = usual
    return "; ".join(f"{file.path.name}: {file.why}" for file in done.files if file.outcome not in ("made", "skipped"))


def _kill_one(pids: Path, after: float, which: float, killed: threading.Event, ended: threading.Event) -> None:
    """Kill a worker at a moment, or as soon after it as there is one; none if the run has ended."""
    pause = after
    while not ended.wait(pause):
        pause = 0.05
        with suppress(OSError):
            found = sorted(os.listdir(pids))
            if found:
                os.kill(int(found[int(which * len(found))]), signal.SIGKILL)
                killed.set()
                return


def run(options: Options) -> Report:
    """Kill a worker in each of so many runs, half of them on a cluster."""
    trials = options.most or _TRIALS
    dice = random.Random(8)
    rows, figures = [], []
    for name, count in (("processes", trials // 2), ("Ray, two nodes", trials - trials // 2)):
        with nullcontext(None) if name == "processes" else two_nodes(1) as cluster:
            found = []
            for trial in try_kills(BUILD / "lost-workers", count, dice, cluster):
                found.append(trial)
                say(f"{name}: {trial.seconds:.1f} s{', killed' if trial.killed else ''} {trial.wrong}")
        wrong = [trial for trial in found if trial.wrong]
        killed = sum(trial.killed for trial in found)
        slowest = max((trial.seconds for trial in found), default=0.0)
        rows.append((name, str(len(found)), str(killed), str(len(wrong)), f"{slowest:.1f}"))
        figures.append(
            Measured(system="dragoman", language="none", name=f"{name}: other bytes", value=len(wrong), unit="runs")
        )
    columns = ("workers", "runs", "a worker was killed", "other bytes, or one not made", "slowest s")
    return Report(
        tables=(Table(title="A worker killed in each run", columns=columns, rows=tuple(rows)),), figures=tuple(figures)
    )
