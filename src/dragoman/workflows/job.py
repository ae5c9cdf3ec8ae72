"""The process in which models run. It runs nothing else: heap settings count for all of it.

Whoever serves people starts such a process for each job (:func:`run_in_job`); a command is one already
(:func:`open_job`). Only these make a :class:`Job`, and a workflow that needs a model asks for one.
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
from dragoman.pipeline.malloc import settle_heap, trim_heap
from dragoman.pipeline.options import DraftOptions
from dragoman.pipeline.transcription_stage import load_transcriber
from dragoman.problems import Problem
from dragoman.workflows.watcher import SILENT, Unit, Watcher

__all__ = ["Job", "open_job", "process_job", "run_in_job"]

T = TypeVar("T")

# Seconds between two looks whether the work is to stop, and how long it then has to keep what is finished.
_LOOK = 0.2
_PATIENCE = 60.0


class Job:
    """The models that this process has loaded, each once: one that transcribes, and those that translate text."""

    def __init__(self) -> None:
        self._key: tuple[str, str, str, bool] | None = None
        self._transcriber: Transcriber | None = None
        self._translators: dict[tuple[object, TranslatorSetup], Translator] = {}

    def find_transcriber(self, options: DraftOptions) -> Transcriber:
        """The model that these options name: the one that is loaded, if it is that, else it takes its place.

        :raises EngineError: where it is not here
        """
        key = (options.transcriber, options.model, options.device, options.words)
        if self._transcriber is None or key != self._key:
            # Two of them at a time would take twice the memory.
            self._transcriber = None
            self._transcriber, self._key = load_transcriber(options), key
        return self._transcriber

    def find_translator(self, kind: Callable[[TranslatorSetup], Translator], setup: TranslatorSetup) -> Translator:
        """The engine of a kind that is set up in this way.

        :raises EngineError: where it cannot be used
        """
        key = (kind, setup)
        if key not in self._translators:
            self._translators[key] = kind(setup)
        return self._translators[key]

    def release(self) -> None:
        """Let go of the models."""
        self._transcriber, self._key = None, None
        self._translators.clear()


@contextmanager
def open_job() -> Iterator[Job]:
    """Make this process one in which models run, for as long as the job lasts."""
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
    """The job of a process that does nothing else until it ends; whoever releases it frees its models alone."""
    settle_heap()
    library_threads().__enter__()
    return Job()


def run_in_job(workflow: Callable[..., T], *, watcher: Watcher = SILENT, **arguments: Any) -> T:
    """What a workflow returns that needs a job, run in a process of its own.

    The watcher is called here, and stops the work there.

    :param arguments: of the workflow, but for its job and its watcher
    :raises EngineError: where the process ended before its work was done
    :raises DragomanError: what the workflow raises
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
            process.terminate()
        ours.close()


def _follow(pipe: Connection, stop: Event, watcher: Watcher) -> Any:
    """The result, once it is there; what is told until then goes to the watcher."""
    kind: str
    content: Any
    while True:
        try:
            kind, content = pipe.recv() if pipe.poll(_LOOK) else ("nothing", None)
        except EOFError:
            fix = "start it again: what was finished is kept"
            raise EngineError("job", "ended before its work was done", fix) from None
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
                # The work ends where it can be resumed, and says so itself.
                stop.set()


def _work(pipe: Connection, stop: Event, workflow: Callable[..., Any], arguments: dict[str, Any]) -> None:
    try:
        with open_job() as job:
            result = workflow(job=job, watcher=_Relay(pipe, stop), **arguments)
        pipe.send(("done", result))
    except (DragomanError, OSError) as error:
        pipe.send(("failed", error))


class _Relay:
    """Tells the other process what its watcher is to know."""

    def __init__(self, pipe: Connection, stop: Event) -> None:
        self._pipe = pipe
        self._stop = stop

    def report(self, stage: str, done: int, total: int | None, unit: Unit) -> None:
        """Tell it."""
        self._pipe.send(("report", (stage, done, total, unit)))

    def problem(self, problem: Problem) -> None:
        """Tell it."""
        self._pipe.send(("problem", problem))

    def check_cancelled(self) -> None:
        """Stop where the other process wants it."""
        if self._stop.is_set():
            raise CancelledError("job")
