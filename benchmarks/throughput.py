"""How long a thousand passages take through an engine that answers after 200 ms, beside what its concurrency allows.

The whole workflow runs: requests, checks of the answers, the store, the commits; the time ends before the views are
written. The answers are the translations of the examples, so that few are asked for again; those that are count.
"""

from __future__ import annotations

import math
import shutil
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

import msgspec

from benchmarks.checks import lengthen_example
from benchmarks.frame import BUILD, Measured, Options, Report, Table, say
from dragoman.engines import ENGINES
from dragoman.engines.base import (
    TranslationReply,
    TranslationRequest,
    TranslatorSetup,
    TranslatorTraits,
    Usage,
)
from dragoman.folder import create_folder
from dragoman.pipeline.translate.cut import as_line
from dragoman.settings.dragoman_toml import Settings
from dragoman.transcript.document import Engine, Transcript
from dragoman.transcript.text import Note
from dragoman.workflows.job import open_job
from dragoman.workflows.translate import translate
from dragoman.workflows.translate_plan import TranslateOptions
from dragoman.workflows.watcher import Silent, Unit

__all__ = ["Slow", "run"]

_DELAY = 0.2
_PASSAGES = 1000
_BUDGET = 1.2
# Passages of a request, requests at once.
_SHAPES = ((10, 4), (10, 8), (5, 8), (1, 8), (1, 32))
_LONG = (1_000, 10_000)


class Slow:
    """Answers 200 ms later with the example's translations."""

    answers: dict[str, str] = {}
    traits = TranslatorTraits(context=True, notation=True)
    identity = Engine(name="slow")
    requests = 0

    def __init__(self, setup: TranslatorSetup) -> None:
        pass

    def translate(self, request: TranslationRequest) -> TranslationReply:
        """The answers for the passages."""
        Slow.requests += 1
        time.sleep(_DELAY)
        targets = tuple((passage.id, self.answers[passage.id]) for passage in request.passages)
        return TranslationReply(targets=targets, usage=Usage(100 * len(targets), 50 * len(targets)))


class _Timed(Silent):
    """Remembers when the last passage was done."""

    def __init__(self) -> None:
        self.last = 0.0

    def report(self, stage: str, done: int, total: int | None, unit: Unit) -> None:
        """Look at the clock."""
        self.last = time.monotonic()


def run(options: Options) -> Report:
    ENGINES["slow"] = f"{__name__}:Slow"
    rows, figures = [], []
    for language in ("es", "ar"):
        whole = lengthen_example(language, _PASSAGES)
        document = _without_targets(whole)
        Slow.answers = _find_answers(whole)
        for shape in islice(_SHAPES, options.most):
            say(f"{language}, {shape[0]} passages a request, {shape[1]} requests at once")
            wall, spent, least = _time(document, *shape)
            cells = (language, *map(str, shape), f"{least:.1f}", f"{wall:.1f}", f"{wall / least:.2f}", f"{spent:.1f}")
            rows.append(cells)
            name = f"{shape[0]} passages, {shape[1]} at once"
            figures.append(Measured(system="dragoman", language=language, name=name, value=wall / least, unit="ratio"))
    peaks = [_find_peak(size) for size in islice(_LONG, options.most)]
    memory = tuple((f"{size:,}", f"{peak:.1f}") for size, peak in zip(_LONG, peaks, strict=False))
    columns = ("original", "passages a request", "at once", "allowed s", "taken s", "ratio", "processor s")
    return Report(
        tables=(
            Table(title=f"{_PASSAGES:,} passages through an engine of 200 ms", columns=columns, rows=tuple(rows)),
            Table(title="Peak memory of the requests and answers", columns=("passages", "MB"), rows=memory),
        ),
        figures=tuple(figures),
        notes=(
            f"Allowed is all requests ÷ requests at once × 200 ms. The budget is {_BUDGET} × that.",
            "The memory is what Python allocates beside the document (tracemalloc); no outcome is kept.",
        ),
    )


def _time(document: Transcript, passages: int, concurrency: int) -> tuple[float, float, float]:
    """Seconds until the last passage is done, seconds of the processor, and the seconds that the concurrency allows."""
    traits = TranslatorTraits(context=True, notation=True, passages=passages, concurrency=concurrency)
    Slow.traits = traits
    Slow.requests = 0
    BUILD.mkdir(parents=True, exist_ok=True)
    place = Path(tempfile.mkdtemp(dir=BUILD))
    try:
        folder = create_folder(place / "interview", document, Engine(name="benchmark"))
        setup = TranslatorSetup(name="slow", source=None, target="")
        options = TranslateOptions(folder=folder.path, target="en", engines=(setup,))
        watcher = _Timed()
        began, busy = time.monotonic(), time.process_time()
        with open_job() as job:
            done = translate(settings=Settings(), options=options, job=job, watcher=watcher)
        wall, spent = watcher.last - began, time.process_time() - busy
        say(f"{len(done.written)} written, {len(done.gaps)} gaps, {len(done.doubtful)} doubtful")
    finally:
        shutil.rmtree(place)
    return wall, spent, math.ceil(Slow.requests / concurrency) * _DELAY


def _without_targets(document: Transcript) -> Transcript:
    bare = (
        msgspec.structs.replace(segment, target=None, target_origin=None, state="initial")
        for segment in document.segments
    )
    return msgspec.structs.replace(document, segments=tuple(bare), target_language=None)


def _find_answers(document: Transcript) -> dict[str, str]:
    """The translations of every passage, in the notation, without the notes that only people write."""
    return {
        segment.id: as_line(tuple(inline for inline in segment.target or () if not isinstance(inline, Note)))
        for segment in document.segments
    }


_PROBE = """
import sys, tracemalloc
from benchmarks.checks import lengthen_example
from benchmarks.throughput import _without_targets
from dragoman.engines.base import TranslatorSetup
from dragoman.engines.fake_translator import FakeTranslator
from dragoman.pipeline.translate import TranslationRun, find_work
document = _without_targets(lengthen_example("es", int(sys.argv[1])))
work = find_work(document, "en")
engine = FakeTranslator(TranslatorSetup(name="fake-llm", source="es", target="en"))
run = TranslationRun(document, "en", {"es": [engine]})
tracemalloc.start()
for _ in run.run(work.passages, lambda: None):
    pass
print(tracemalloc.get_traced_memory()[1] / 2**20)
"""


def _find_peak(size: int) -> float:
    """MB that requests, answers and outcomes take at most beside the document."""
    root = str(Path(__file__).resolve().parent.parent)
    command = [sys.executable, "-c", _PROBE, str(size)]
    found = subprocess.run(command, capture_output=True, text=True, check=True, cwd=root)
    return float(found.stdout.split()[-1])
