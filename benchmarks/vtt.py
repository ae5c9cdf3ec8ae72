"""How fast is WebVTT read? Beside the two libraries that Python people use, on the same files in the same run.

Each system is given the same text in memory. Reading here also decodes, finds voices and labels, makes rich text and
mints an id for every passage; the peers split text into cues. Processor time is counted, so that other work on the
machine does not count.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from typing import Any

from benchmarks.frame import Measured, Options, Report, Table
from dragoman.formats import read
from dragoman.transcript.ids import mint_id
from dragoman.transcript.span import format_timestamp, parse_timestamp

__all__ = ["run"]

TITLE = "Reading WebVTT, beside webvtt-py and pysubs2"

_SAID = (
    "the of and to in that it was for on with as he be at by I this had not are but from or have an they which one you"
    " were her all she there would their we him been has when who will more no if out so said what up its about into"
)
_MB = 1_000_000
_RUNS = 5
# So many words a cue: a subtitle, a subtitle with a voice, a passage of an interview.
_FILES = {"subtitles": (8, False), "subtitles with voices": (12, True), "passages with voices": (60, True)}
_SIZES = (1, 2, 4)


def run(options: Options) -> Report:
    runs = options.most or _RUNS
    systems = find_systems()
    figures = [
        Measured(
            system=system,
            language="en",
            name=f"{kind}, {size} MB",
            value=_measure(reads, content, runs),
            unit="MB/s",
            recordings=1,
            method=f"median of {runs} runs, processor time",
        )
        for kind, (words, voices) in _FILES.items()
        for size in _SIZES
        for content in [make_file(size * _MB, words, voices)]
        for system, reads in systems.items()
        # The peers are slow enough for the smallest to tell.
        if size == 1 or system == "dragoman"
    ]
    return Report(
        tables=(_table(figures, list(systems)), _share_table(runs)),
        figures=tuple(figures),
        notes=(
            "A cue costs the same whether it is short or long, so that files of long cues are read at more MB/s.",
            "The time grows with the size of the file: the figures of 1, 2 and 4 MB are to be alike.",
        ),
    )


def find_systems() -> dict[str, Callable[[bytes], Any]]:
    """Our reader, and the peers that are installed."""
    systems: dict[str, Callable[[bytes], Any]] = {"dragoman": lambda content: read(content, "vtt")}
    try:
        import webvtt

        systems["webvtt-py"] = lambda content: webvtt.from_string(content.decode())
    except ImportError:
        pass
    try:
        import pysubs2

        systems["pysubs2"] = lambda content: pysubs2.SSAFile.from_string(content.decode(), format_="vtt")
    except ImportError:
        pass
    return systems


def make_file(size: int, words: int, voices: bool) -> bytes:
    """WebVTT of about so many bytes, each cue with so many words on two lines."""
    chance = random.Random(1)
    cues = ["WEBVTT\n"]
    length, start = 0, 0
    while length < size:
        lines = (" ".join(chance.choices(_SAID.split(), k=words // 2)) for _ in range(2))
        voice = f"<v Speaker {len(cues) // 5 % 2}>" if voices else ""
        end = start + 2500
        cues.append(f"{format_timestamp(start)} --> {format_timestamp(end)}\n{voice}" + "\n".join(lines) + "\n")
        length += len(cues[-1]) + 1
        start = end + 100
    return "\n".join(cues).encode()


def find_shares(runs: int) -> dict[str, float]:
    """Microseconds that a short subtitle costs, all in all and for what cannot be left out of it."""
    content = make_file(_MB, *_FILES["subtitles"])
    cues = content.count(b"-->")
    stages: dict[str, Callable[[bytes], Any]] = {
        "all of it": lambda content: read(content, "vtt"),
        "its two times": lambda _: [parse_timestamp("00:12:34.500") for _ in range(2 * cues)],
        "its id, a hash": lambda _: [
            mint_id("passage", 754500, 757000, None, "and from the of it") for _ in range(cues)
        ],
    }
    return {name: _seconds(stage, content, runs) * 1_000_000 / cues for name, stage in stages.items()}


def _share_table(runs: int) -> Table:
    shares = find_shares(runs)
    rows = tuple((name, f"{cost:.2f}", f"{cost / shares['all of it']:.0%}") for name, cost in shares.items())
    return Table(title="What a subtitle of 64 bytes costs", columns=("what", "microseconds", "share"), rows=rows)


def _measure(reads: Callable[[bytes], Any], content: bytes, runs: int) -> float:
    """MB a second."""
    return len(content) / _MB / _seconds(reads, content, runs)


def _seconds(reads: Callable[[bytes], Any], content: bytes, runs: int) -> float:
    """The median of the processor time that it takes."""
    times = []
    for _ in range(runs):
        began = time.process_time()
        reads(content)
        times.append(time.process_time() - began)
    return statistics.median(times)


def _table(figures: list[Measured], systems: list[str]) -> Table:
    names = list(dict.fromkeys(figure.name for figure in figures))
    values = {(figure.name, figure.system): figure.value for figure in figures}
    return Table(
        title=f"{TITLE}, MB/s",
        columns=("file", *systems),
        rows=tuple((name, *(_shown(values.get((name, system))) for system in systems)) for name in names),
    )


def _shown(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"
