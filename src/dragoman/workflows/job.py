"""The process in which models run. It runs nothing else: heap settings and torch's threads count for all of it.

Whoever serves people starts such a process for each job; a command is one. Only :func:`open_job` makes a
:class:`Job`, and a workflow that needs a model asks for one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from dragoman.engines.base import Transcriber
from dragoman.pipeline.malloc import settle_heap, trim_heap
from dragoman.pipeline.options import DraftOptions
from dragoman.pipeline.transcription_stage import load_transcriber

__all__ = ["Job", "open_job"]


class Job:
    """The models that this process has loaded: one at a time, and each once."""

    def __init__(self) -> None:
        self._key: tuple[str, str, str, bool] | None = None
        self._transcriber: Transcriber | None = None

    def find_transcriber(self, options: DraftOptions) -> Transcriber:
        """The model that these options name: the one that is loaded, if it is that, else it takes its place.

        :raises EngineError: where it is not here
        """
        key = (options.transcriber, options.model, options.device, options.words)
        if self._transcriber is None or key != self._key:
            self.release()
            self._transcriber, self._key = load_transcriber(options), key
        return self._transcriber

    def release(self) -> None:
        """Let go of the model."""
        self._transcriber, self._key = None, None


@contextmanager
def open_job() -> Iterator[Job]:
    """Make this process one in which models run, for as long as the job lasts."""
    settle_heap()
    job = Job()
    try:
        yield job
    finally:
        job.release()
        trim_heap()
