"""Where the time of a draft goes: seconds of processor by stage, and a flame graph of all threads by py-spy.

The stages are timed one after another, each with one thread, so that a busy machine changes little in their shares.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from html import escape
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec

from benchmarks.contestants import OURS
from benchmarks.frame import BUILD, Measured, Options, Report, Table
from benchmarks.sounds import write_long
from benchmarks.speed import command, environment
from dragoman.checks import find_problems
from dragoman.engines.base import TranscribeOptions
from dragoman.engines.voices import Voices
from dragoman.engines.whisper import Vad, Whisper
from dragoman.errors import EngineError
from dragoman.folder import create_folder
from dragoman.folder.views import write_views
from dragoman.media.probe import find_sha256
from dragoman.media.sound import read_sound
from dragoman.pipeline.assemble import assemble
from dragoman.pipeline.chunks import ChunkOptions, find_chunks
from dragoman.pipeline.gaps import TranscribedChunk
from dragoman.pipeline.options import DraftOptions
from dragoman.pipeline.transcribe import transcribe_chunk
from dragoman.transcript.document import Copy, Engine, Recording, Transcript

__all__ = ["Frame", "draw", "read_samples", "run", "share_of_others", "time_stages"]

_MINUTES = 2
_RATE = 50
"""Samples a second."""
_LEAST = 0.002
"""Share of all samples below which a frame is not drawn."""
_FRAME = re.compile(r"(?P<function>.+?) \((?P<file>[^()]+?)(?::(?P<line>\d+))?\)$")
_WAITING = (("_worker", "concurrent/futures/thread.py"), ("result", "concurrent/futures/_base.py"))
_LOAD = "load the models and their libraries"
_SPEAKERS = "distinguish speakers: windows, clustering"
_VOICE_MODELS = "the networks for speech and voices"
_MODELS = (
    _VOICE_MODELS, "encode", "tell the language", "decode words and translation", "decode words", "decode translation",
    "times of words", "times of translation",
)  # fmt: skip
"""Stages that are a model's own calls."""
_TRANSLATE = 50358
"""The token that asks a multilingual model of 99 languages for English."""
_WIDTH, _HEIGHT = 1200, 17
Stack = tuple["Frame", ...]


class Frame(msgspec.Struct, frozen=True):
    """A function that was running (with its class), the file it stands in, and the line it was at."""

    function: str
    file: str
    line: int = 0

    def is_in(self, function: str, file: str) -> bool:
        """Whether it is this function of that file, of whatever class."""
        return self.function.rpartition(".")[2] == function and self.file.endswith(file)


def run(options: Options) -> Report:
    """The stages of a draft with speakers and word times; then the same under py-spy, where it is on the path."""
    sound = write_long((options.minutes or (_MINUTES,))[0])
    took = time_stages(sound)
    others = f"everything but the models' own calls, loading left out: {100 * share_of_others(took):.1f} %"
    return Report(tables=(_table(took),), figures=tuple(_figures(took)), notes=(others, _sample(sound, options)))


def time_stages(sound: Path) -> dict[str, float]:
    """Seconds of processor by stage, each without those inside it. The stages are the pipeline's own, in its order,
    without its threads.
    """
    took: dict[str, float] = {}
    timed = _Timed(took)
    began = time.process_time()
    # What is imported on first use would be counted where that is.
    for library in ("scipy.cluster.hierarchy", "scipy.sparse", "scipy.spatial.distance"):
        timed(_LOAD, import_module)(library)
    with _watched_sessions(timed):
        transcriber = timed(_LOAD, Whisper)("base", "cpu", 1)
        diarizer = timed(_LOAD, Voices)()
        model = transcriber._model
        transcriber._model = _Watched(model, timed)
        hearing = TranscribeOptions(language="es", translate=True)
        chunks = find_chunks(read_sound(sound), [timed(_LOAD, Vad)()], ChunkOptions())
        heard = []
        while (chunk := timed("read the sound, cut it into chunks", next)(chunks, None)) is not None:
            timed(_SPEAKERS, diarizer.add)(chunk)
            transcription = transcribe_chunk(chunk, transcriber, hearing)
            heard.append(TranscribedChunk(chunk.span, None, chunk.speech, transcription))
        voices = timed(_SPEAKERS, diarizer.finish)(None)
    sha256 = timed("hash the recording", find_sha256)(sound)
    recording = Recording(copies=(Copy(address=sound.name, sha256=sha256),))
    wanted = DraftOptions(source="es", target="en")
    drafted = timed("assemble", assemble)(heard, voices, recording, wanted, transcriber.identity)
    timed("check, write the folder and its views", _write)(drafted.transcript)
    took["the rest (tokens to words, guards)"] = time.process_time() - began - sum(took.values())
    return took


def share_of_others(took: Mapping[str, float]) -> float:
    """What is not the models' own calls, as a share of all but loading them, which is done once in a process."""
    total = sum(seconds for stage, seconds in took.items() if stage != _LOAD)
    return sum(seconds for stage, seconds in took.items() if stage not in (_LOAD, *_MODELS)) / total


def _write(transcript: Transcript) -> None:
    with TemporaryDirectory() as place:
        find_problems(transcript)
        write_views(create_folder(Path(place) / "draft", transcript, Engine(name="flame")))


@contextmanager
def _watched_sessions(timed: _Timed) -> Iterator[None]:
    """Count what the networks take that onnxruntime runs: those that find speech and distinguish speakers."""
    import onnxruntime

    run = onnxruntime.InferenceSession.run
    onnxruntime.InferenceSession.run = timed(_VOICE_MODELS, run)
    try:
        yield
    finally:
        onnxruntime.InferenceSession.run = run


class _Timed:
    """Makes a function count what it takes, without what counted functions inside it take."""

    def __init__(self, took: dict[str, float]) -> None:
        self._took = took
        self._inside: list[float] = []

    def __call__(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*given: Any, **named: Any) -> Any:
            self._inside.append(0.0)
            began = time.process_time()
            try:
                return function(*given, **named)
            finally:
                spent = time.process_time() - began
                self._took[stage] = self._took.get(stage, 0.0) + spent - self._inside.pop()
                if self._inside:
                    self._inside[-1] += spent

        return timed


class _Watched:
    """A model whose work is timed, stage by stage; all else is the model's own."""

    _STAGES = {"feature_extractor": "spectrum", "encode": "encode", "detect_language": "tell the language"}

    def __init__(self, inner: Any, timed: _Timed) -> None:
        self._inner, self._timed = inner, timed

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._inner, name)
        if name == "model":
            return _Watched(found, self._timed)
        if name in ("generate", "align"):
            return lambda encoded, prompts, *given, **named: self._timed(_decoding(name, prompts), found)(
                encoded, prompts, *given, **named
            )
        return self._timed(self._STAGES[name], found) if name in self._STAGES else found


def _decoding(name: str, prompts: Any) -> str:
    """Which text is decoded or aligned, by the token of the prompt that names the task."""
    if name == "generate" and len(prompts) > 1:
        return "decode words and translation"
    tokens = prompts[0] if name == "generate" else prompts
    task = "translation" if _TRANSLATE in tokens else "words"
    return f"decode {task}" if name == "generate" else f"times of {task}"


def _sample(sound: Path, options: Options) -> str:
    """A line that says where the flame graph lies, or why there is none."""
    if shutil.which("py-spy") is None:
        return "no flame graph: py-spy is not on the path (pip install py-spy)"
    found = read_samples(_record(sound, options.threads).read_text("utf-8"))
    graph = BUILD / "flame.svg"
    graph.write_text(draw({stack: count for stack, count in found.items() if not _is_idle(stack)}), "utf-8")
    return f"the flame graph: {graph}"


def _record(sound: Path, threads: int) -> Path:
    samples, folder = BUILD / "flame.txt", BUILD / "flame" / "draft"
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    # Threads that wait for the model's own are at work, so idle ones are sampled as well and distinguished later.
    words = ["py-spy", "record", "--idle", "--full-filenames", "--rate", str(_RATE), "--format", "raw", "-o"]
    words += [str(samples), "--", *command(OURS, sound, folder, threads)]
    if subprocess.run(words, env=environment(threads), stdout=subprocess.DEVNULL, check=False).returncode:
        raise EngineError("py-spy", "could not look into the draft", "it may need more rights on this machine")
    return samples


def read_samples(raw: str) -> dict[Stack, int]:
    """Stacks, outermost frame first, with how often each was met."""
    found: Counter[Stack] = Counter()
    for line in raw.splitlines():
        frames, _, count = line.rpartition(" ")
        if frames and count.isdigit():
            found[tuple(_read_frame(frame) for frame in frames.split(";"))] += int(count)
    return dict(found)


def _read_frame(typed: str) -> Frame:
    match = _FRAME.match(typed)
    return Frame(match["function"], match["file"], int(match["line"] or 0)) if match else Frame(typed, "")


def _is_idle(stack: Stack) -> bool:
    """Whether a worker has nothing to do, or waits for another's result."""
    return any(frame.is_in(*waiting) for frame in stack[-3:] for waiting in _WAITING)


def _table(took: dict[str, float]) -> Table:
    total = sum(took.values())
    rows = [(stage, f"{seconds:.1f}", f"{100 * seconds / total:.1f}") for stage, seconds in _greatest_first(took)]
    return Table(title="Where the time of a draft goes", columns=("stage", "processor s", "%"), rows=tuple(rows))


def _greatest_first(took: dict[str, float]) -> list[tuple[str, float]]:
    return sorted(took.items(), key=lambda pair: -pair[1])


def _figures(took: dict[str, float]) -> Iterator[Measured]:
    for stage, seconds in _greatest_first(took):
        yield Measured(system=OURS, language="es", name=stage, value=seconds, unit="s")
    yield Measured(system=OURS, language="es", name="share of others", value=share_of_others(took), unit="share")


class _Node:
    def __init__(self) -> None:
        self.count = 0
        self.inner: dict[str, _Node] = {}


def draw(found: dict[Stack, int]) -> str:
    """A flame graph, outermost frames above, as SVG that stands by itself."""
    root = _Node()
    for stack, count in found.items():
        root.count += count
        node = root
        for frame in stack:
            node = node.inner.setdefault(_name(frame), _Node())
            node.count += count
    boxes = list(_boxes(root, 0, 0, root.count))
    height = _HEIGHT * (1 + max((depth for depth, *_ in boxes), default=0))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" font-family="monospace"'
    return "\n".join([f'{head} font-size="11">', *(_draw_box(*box, root.count) for box in boxes), "</svg>\n"])


def _name(frame: Frame) -> str:
    file = "/".join(Path(frame.file).parts[-2:])
    return f"{frame.function} ({file})" if file else frame.function


def _boxes(node: _Node, depth: int, start: int, total: int) -> Iterator[tuple[int, int, int, str]]:
    """Depth, first sample, samples and name of every frame that is wide enough to be seen."""
    for name, inner in sorted(node.inner.items(), key=lambda pair: (-pair[1].count, pair[0])):
        if inner.count >= _LEAST * total:
            yield depth, start, inner.count, name
            yield from _boxes(inner, depth + 1, start, total)
        start += inner.count


def _draw_box(depth: int, start: int, count: int, name: str, total: int) -> str:
    left, width = start / total * _WIDTH, count / total * _WIDTH
    shown = escape(name[: int(width // 7)]) if width > 30 else ""
    hue = 20 + sum(map(ord, name)) % 40
    top = depth * _HEIGHT
    return (
        f'<g><title>{escape(name)}: {100 * count / total:.1f} %</title><rect x="{left:.1f}" y="{top}"'
        f' width="{width:.1f}" height="{_HEIGHT - 1}" fill="hsl({hue},70%,75%)"/>'
        f'<text x="{left + 3:.1f}" y="{top + 12}">{shown}</text></g>'
    )
