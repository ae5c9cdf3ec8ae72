"""fxtranslate in separate processes, ``python -m dragoman.engines.firefox_process``, with requests as lines of JSON.

A translator of the library may only be used in the thread that made it, and a damaged model file can crash the process
that reads it. Separate processes keep both from the caller.
"""

from __future__ import annotations

import contextlib
import queue
import subprocess
import sys
import weakref
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import IO, Any

import msgspec

__all__ = ["AskedProcesses", "Files"]

_COMMAND = (sys.executable, "-P", "-m", "dragoman.engines.firefox_process")
_ENDED = "the process that reads it ended"


class Files(msgspec.Struct, frozen=True):
    """The paths of a model's files. The two vocabularies are one file if the languages share theirs."""

    model: str
    source_vocabulary: str
    target_vocabulary: str
    shortlist: str | None = None


class _Question(msgspec.Struct, frozen=True):
    files: Files
    parts: tuple[str, ...]


class _Answer(msgspec.Struct, frozen=True):
    texts: tuple[str, ...] = ()
    fault: str | None = None


class AskedProcesses:
    """Up to ``count`` processes that translate; each process loads a model when it first needs it."""

    def __init__(self, count: int) -> None:
        self._idle: queue.SimpleQueue[subprocess.Popen[bytes] | None] = queue.SimpleQueue()
        self._started: list[subprocess.Popen[bytes]] = []
        for _ in range(count):
            self._idle.put(None)
        weakref.finalize(self, _end, self._started)

    def translate(self, files: Files, parts: Sequence[str]) -> tuple[str, ...]:
        """The translations of texts by a model, in their order. Several threads may call it.

        :raises ValueError: with the reason, if the model cannot be read or the library fails
        """
        process = self._idle.get()
        try:
            if process is None or process.poll() is not None:
                process = subprocess.Popen(
                    _COMMAND,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    start_new_session=True,
                )
                self._started.append(process)
            answer = _ask(process, _Question(files, tuple(parts)))
        finally:
            self._idle.put(process)
        if answer.fault is not None:
            raise ValueError(answer.fault)
        return answer.texts


def _ask(process: subprocess.Popen[bytes], question: _Question) -> _Answer:
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(msgspec.json.encode(question) + b"\n")
        process.stdin.flush()
        line = process.stdout.readline()
    except OSError:
        line = b""
    return msgspec.json.decode(line, type=_Answer) if line.endswith(b"\n") else _Answer(fault=_ENDED)


def _end(processes: Iterable[subprocess.Popen[bytes]]) -> None:
    """End the processes. Their pipes are closed last, because a thread that still waits for an answer holds one."""
    for process in processes:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                if stream is not None:
                    stream.close()


def _serve(questions: IO[bytes], answers: IO[bytes]) -> None:
    """Answer questions until the input ends."""
    for line in questions:
        answers.write(msgspec.json.encode(_answer(msgspec.json.decode(line, type=_Question))) + b"\n")
        answers.flush()


def _answer(question: _Question) -> _Answer:
    try:
        model = _load(question.files)
        return _Answer(texts=tuple(str(model.translate(part)).strip() for part in question.parts))
    except BaseException as error:  # a panic of the library is not an Exception
        return _Answer(fault=" ".join(str(error).split())[:120] or type(error).__name__)


@cache
def _load(files: Files) -> Any:
    library: Any = import_module("fxtranslate")
    paths = (files.model, files.source_vocabulary, files.target_vocabulary)
    shortlist = Path(files.shortlist).read_bytes() if files.shortlist else None
    return library.Translator(*(Path(path).read_bytes() for path in paths), shortlist)


if __name__ == "__main__":
    _serve(sys.stdin.buffer, sys.stdout.buffer)
