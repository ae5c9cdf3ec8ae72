"""What a second run over a folder of drafts takes before it drafts anything: finding out which recordings are done."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.frame import Measured, Options, Report, Table
from dragoman.folder import create_folder, open_folder
from dragoman.folder.find import find_folders
from dragoman.folder.recordings import index_recordings
from dragoman.folder.views import write_views
from dragoman.media.probe import find_sha256
from dragoman.transcript.document import Copy, Engine, Recording, Segment, Speaker, Transcript, Word
from dragoman.transcript.span import Span

__all__ = ["run"]

TITLE = "A second run over drafts: what is done is found"

_DRAFTS = 100
_PASSAGES, _WORDS = 720, 12
_PASSAGE = 5000
"""Ms: an hour has 720 passages of 12 words."""
_MEGABYTES = 64


def run(options: Options) -> Report:
    """Seconds of processor for each draft of an hour, and for a recording's hash."""
    count = options.most or _DRAFTS
    with tempfile.TemporaryDirectory() as place:
        size = _make(Path(place), count)
        opened = _spend(lambda: [open_folder(path).transcript.recording for path in find_folders(Path(place))])
        indexed = _spend(lambda: index_recordings(Path(place)))
        sound = Path(place) / "sound.bin"
        sound.write_bytes(bytes(_MEGABYTES << 20))
        hashed = _spend(lambda: find_sha256(sound))
    figures = (
        ("size of a draft of an hour", size / 1e6, "MB"),
        ("open a draft, as before", 1000 * opened / count, "ms"),
        ("find what recording a draft is of", 1000 * indexed / count, "ms"),
        ("hash 30 MB of a recording", 1000 * hashed * 30 / _MEGABYTES, "ms"),
    )
    rows = tuple((name, f"{value:.1f} {unit}") for name, value, unit in figures)
    return Report(
        tables=(Table(title=f"{count} drafts of an hour", columns=("what", "processor"), rows=rows),),
        figures=tuple(
            Measured(system="dragoman", language="es", name=name, value=value, unit=unit)
            for name, value, unit in figures
        ),
        notes=("In seconds of the processor, from a warm cache of the disk.",),
    )


def _make(place: Path, count: int) -> int:
    """Drafts, which differ in their recording's hash; the value is the size of one in bytes."""
    first = place / "0"
    write_views(create_folder(first, _an_hour("0" * 64), Engine(name="whisper")))
    for number in range(1, count):
        shutil.copytree(first, place / str(number))
    return sum(path.stat().st_size for path in first.rglob("*") if path.is_file())


def _an_hour(sha256: str) -> Transcript:
    segments = tuple(
        Segment(
            id=f"s{place:08}",
            speaker=f"S{place // 3 % 2 + 1}",
            span=Span(place * _PASSAGE, place * _PASSAGE + _PASSAGE - 200),
            source=("palabra " * _WORDS,),
            target=("another " * _WORDS,),
            words=tuple(
                Word(
                    text=" palabra",
                    span=Span(place * _PASSAGE + 390 * number, place * _PASSAGE + 390 * number + 300),
                    confidence=0.91,
                )
                for number in range(_WORDS)
            ),
        )
        for place in range(_PASSAGES)
    )
    copies = (Copy(address="sound.mp3", sha256=sha256),)
    recording = Recording(duration=_PASSAGES * _PASSAGE, languages=("es",), copies=copies)
    return Transcript(
        recording=recording,
        speakers=(Speaker(id="S1"), Speaker(id="S2")),
        segments=segments,
        target_language="en",
    )


def _spend(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began
