"""Work for the processes of a fleet: functions that they import."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from conftest import FAKES
from dragoman.engines import ENGINES
from dragoman.engines.base import Chunk, TranscribeOptions, Transcription
from dragoman.engines.fake import Fake
from dragoman.engines.threads import find_cores
from dragoman.errors import FolderError
from dragoman.workflows.draft_item import DraftItem, Parts, draft_item
from dragoman.workflows.many.finished import Finished


def double(number: int) -> int:
    return 2 * number


def fail_at_three(number: int) -> int:
    if number == 3:
        raise FolderError("three", "is full")
    if number == 4:
        raise ValueError("four")
    return number


def wait_by_name(name: str) -> str:
    """Slow where the name says so."""
    if name == "slow":
        time.sleep(1)
    return name


def die_once(mark: Path) -> str:
    """Take this process down the first time."""
    try:
        mark.touch(exist_ok=False)
    except FileExistsError:
        return mark.name
    os.kill(os.getpid(), signal.SIGKILL)
    return "never"


def die(number: int) -> int:
    if number == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def tell_cores(seconds: float) -> tuple[frozenset[int], int]:
    """The cores of this process and the threads that its models may use, after so many seconds."""
    time.sleep(seconds)
    return frozenset(os.sched_getaffinity(0)), find_cores()


def tell_process(number: int) -> int:
    return os.getpid()


def make_unpicklable(number: int) -> object:
    return lambda: number


def mark_and_wait(folder: Path) -> None:
    """Leave this process's id and work for long."""
    (folder / str(os.getpid())).touch()
    time.sleep(60)


def die_on_one(item: DraftItem) -> Finished | Parts:
    """Draft, but for the recording ``one.wav``, which takes its process down."""
    if item.options.recording.name == "one.wav":
        os.kill(os.getpid(), signal.SIGKILL)
    return draft_on_fakes(item)


class Fragile(Fake):
    """Takes its process down at the second chunk that it is given. A chunk may be heard more than once."""

    first: int | None = None

    def transcribe(self, chunk: Chunk, options: TranscribeOptions) -> Transcription:
        """The first chunk."""
        Fragile.first = chunk.span.start if Fragile.first is None else Fragile.first
        if chunk.span.start > Fragile.first + 8_000:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().transcribe(chunk, options)


class Hopeless(Fake):
    """Takes its process down at any chunk behind the tenth second."""

    def transcribe(self, chunk: Chunk, options: TranscribeOptions) -> Transcription:
        """A chunk at the beginning."""
        if chunk.span.start > 10_000:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().transcribe(chunk, options)


def draft_on_fragile(item: DraftItem) -> Finished | Parts:
    """Draft, a chunk a process."""
    Fragile.first = None
    return _draft_on(item, "Fragile")


def draft_on_hopeless(item: DraftItem) -> Finished | Parts:
    """Draft where some chunks end their process each time."""
    return _draft_on(item, "Hopeless")


def _draft_on(item: DraftItem, name: str) -> Finished | Parts:
    ENGINES.update({one: f"dragoman.engines.{place}" for one, place in FAKES.items()}, whisper=f"fleet_work:{name}")
    return draft_item(item)


def draft_on_fakes(item: DraftItem) -> Finished | Parts:
    """Draft with engines without a model, in whatever process this is."""
    ENGINES.update({name: f"dragoman.engines.{place}" for name, place in FAKES.items()})
    return draft_item(item)
