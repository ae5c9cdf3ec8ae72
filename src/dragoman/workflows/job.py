"""The process in which models run. It runs nothing else, because heap settings apply to the whole process.

A server starts such a process for each job (:func:`run_in_job`); a command is one already (:func:`open_job`). Only
these make a :class:`Job`, and a workflow that needs a model takes one.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event
from typing import Any, TypeVar

from dragoman.engines.base import Transcriber, Translator, TranslatorSetup
from dragoman.engines.threads import library_threads
from dragoman.errors import CancelledError, DragomanError, EngineError
from dragoman.fleet.ending import leave_ending_to_parent
from dragoman.pipeline.malloc import settle_heap, trim_heap
from dragoman.pipeline.options import DraftOptions
from dragoman.pipeline.transcription_stage import load_transcriber
from dragoman.problems import Problem
from dragoman.workflows.watcher import SILENT, Unit, Watcher

__all__ = ["Job", "open_job", "process_job", "run_in_job"]

T = TypeVar("T")

# Seconds between checks for cancellation, and the time that the process then has to keep what is finished.
_LOOK = 0.2
_PATIENCE = 60.0


class Job:
    """The models that this process has loaded, each once: one transcriber, and the translators."""

    def __init__(self) -> None:
        self._key: tuple[str, str, str, bool] | None = None
        self._transcriber: Transcriber | None = None
        self._translators: dict[tuple[object, TranslatorSetup], Translator] = {}

    def find_transcriber(self, options: DraftOptions) -> Transcriber:
        """The transcriber for these options. If another one is loaded, it is replaced.

        :raises EngineError: if the model is not installed
        :raises SettingsError: if the engine's or the model's name is unknown
        """
        key = (options.transcriber, options.model, options.device, options.uses_model)
        if self._transcriber is None or key != self._key:
            # Two of them at a time would take twice the memory.
            self._transcriber = None
            self._transcriber, self._key = load_transcriber(options), key
        return self._transcriber

    def find_translator(self, kind: Callable[[TranslatorSetup], Translator], setup: TranslatorSetup) -> Translator:
        """The translator of a kind with this setup.

        :raises EngineError: if it cannot be used
        """
        key = (kind, setup)
        if key not in self._translators:
            self._translators[key] = kind(setup)
        return self._translators[key]

    def release(self) -> None:
        """Release the models."""
        self._transcriber, self._key = None, None
        self._translators.clear()


@contextmanager
def open_job() -> Iterator[Job]:
    """Let models run in this process for as long as the job lasts."""
    settle_heap()
    with library_threads():
        job = Job()
        try:
            yield job
        finally:
            job.release()
            trim_heap()


@cache
def process_job() -> Job:
    """The job of a process that does nothing else until it ends. Releasing it frees only the models."""
    settle_heap()
    library_threads().__enter__()
    return Job()


def run_in_job(workflow: Callable[..., T], *, watcher: Watcher = SILENT, **arguments: Any) -> T:
    """Run a workflow that needs a job in its own process; return its result.

    The watcher is called in this process, and can stop the work in the other.

    :param arguments: of the workflow, except its job and its watcher
    :raises EngineError: if the process ended before its work was done
    :raises DragomanError: as the workflow
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    stop = context.Event()
    process = context.Process(target=_work, args=(theirs, stop, workflow, arguments), daemon=True)
    process.start()
    theirs.close()
    try:
        result: T = _follow(ours, stop, watcher)
        return result
    finally:
        stop.set()
        process.join(_PATIENCE)
        if process.is_alive():
            process.kill()
        ours.close()


def _follow(pipe: Connection, stop: Event, watcher: Watcher) -> Any:
    """The result when it arrives; reports until then go to the watcher."""
    kind: str
    content: Any
    while True:
        try:
            kind, content = pipe.recv() if pipe.poll(_LOOK) else ("nothing", None)
        except EOFError:
            fix = "start it again: finished work is kept"
            raise EngineError("job", "ended before it had finished", fix) from None
        if kind == "done":
            return content
        if kind == "failed":
            raise content
        if kind == "report":
            watcher.report(*content)
        elif kind == "problem":
            watcher.problem(content)
        if not stop.is_set():
            try:
                watcher.check_cancelled()
            except CancelledError:
                # The work stops where it can be resumed, and raises the error itself.
                stop.set()


def _work(pipe: Connection, stop: Event, workflow: Callable[..., Any], arguments: dict[str, Any]) -> None:
    # When the program asks it to stop, it stops at a place from which it can be resumed.
    leave_ending_to_parent()
    try:
        with open_job() as job:
            result = workflow(job=job, watcher=_Relay(pipe, stop), **arguments)
        pipe.send(("done", result))
    except (DragomanError, OSError) as error:
        pipe.send(("failed", error))


class _Relay:
    """Sends a watcher's calls to the other process."""

    def __init__(self, pipe: Connection, stop: Event) -> None:
        self._pipe = pipe
        self._stop = stop

    def report(self, stage: str, done: int, total: int | None, unit: Unit) -> None:
        """Send the report."""
        self._pipe.send(("report", (stage, done, total, unit)))

    def problem(self, problem: Problem) -> None:
        """Send the problem."""
        self._pipe.send(("problem", problem))

    def check_cancelled(self) -> None:
        """Raise an error if the other process wants to stop."""
        if self._stop.is_set():
            raise CancelledError("job")
