"""Speech that is never heard, because the finder of speech refuses it: by ours, and by the peer's voice filter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from benchmarks.corpus import choose, conversations, panels
from benchmarks.frame import Measured, Options, Report, Table, per_cent
from benchmarks.sounds import NOISES, RATE, mix
from dragoman.engines.whisper import Vad
from dragoman.media.sound import read_sound
from dragoman.pipeline.chunks import ChunkOptions, find_chunks
from dragoman.transcript.span import Span

__all__ = ["run"]

TITLE = "Refused: speech that nobody hears"

_DECIBELS = 0
Row = tuple[str, str, int, int, int]


def run(options: Options) -> Report:
    rows = list(_rows(options))
    return Report(
        tables=(
            Table(
                title="Speech outside of what is heard",
                columns=("material", "system", "speech s", "refused s", "refused %", "sound heard s"),
                rows=tuple(
                    (material, system, _s(speech), _s(refused), per_cent(refused / speech), _s(heard))
                    for material, system, speech, refused, heard in rows
                ),
            ),
        ),
        figures=tuple(
            Measured(
                system=system, language="all", name=f"refused, {material}", value=refused / speech, unit="share",
                counts={"speech ms": speech, "refused ms": refused, "heard ms": heard},
            )
            for material, system, speech, refused, heard in rows
        ),
        notes=("Speech is where the truth has a turn or a sentence, short pauses inside it included.",),
    )  # fmt: skip


def _s(ms: int) -> str:
    return f"{ms / 1000:.1f}"


def _rows(options: Options) -> Iterator[Row]:
    for material, sounds in _materials(options):
        for system, find in _SYSTEMS.items():
            counted = [_count(turns, find(path)) for path, turns in sounds]
            speech, refused, heard = (sum(one[place] for one in counted) for place in range(3))
            yield material, system, speech, refused, heard


def _materials(options: Options) -> Iterator[tuple[str, list[tuple[Path, list[Span]]]]]:
    read = [(clip, [segment.span for segment in clip.truth.segments if segment.span]) for clip in panels()]
    clips = [pair for pair in read if pair[0] in choose(panels(), options.most)]
    yield "panels", [(clip.path, turns) for clip, turns in clips]
    for kind in NOISES:
        noisy = [
            mix(clip.path, f"refused-{clip.name}", tuple(turns), kind=kind, decibels=_DECIBELS) for clip, turns in clips
        ]
        turns = [turns for _, turns in clips]
        yield f"panels, {kind} noise at {_DECIBELS} dB", list(zip(noisy, turns, strict=True))
    talks = choose(conversations(), options.most)
    yield "conversations", [(clip.path, [each.span for each in clip.truth.segments if each.span]) for clip in talks]


def _count(turns: Sequence[Span], heard: Iterable[Span]) -> tuple[int, int, int]:
    """Ms of speech, of speech that is not heard, and of sound that is."""
    end = max(turn.end or 0 for turn in turns)
    spoken, reached = np.zeros((2, end + 1), dtype=bool)
    total = 0
    for turn in turns:
        spoken[turn.start : turn.end] = True
    for span in heard:
        reached[span.start : span.end] = True
        total += span.duration or 0
    return int(spoken.sum()), int((spoken & ~reached).sum()), total


def _ours(path: Path) -> list[Span]:
    return [chunk.span for chunk in find_chunks(read_sound(path), [Vad()], ChunkOptions())]


def _filtered(path: Path) -> list[Span]:
    from faster_whisper import decode_audio
    from faster_whisper.vad import get_speech_timestamps

    found = get_speech_timestamps(decode_audio(str(path), sampling_rate=RATE))
    return [Span(each["start"] * 1000 // RATE, each["end"] * 1000 // RATE) for each in found]


_SYSTEMS: dict[str, Callable[[Path], list[Span]]] = {"dragoman": _ours, "faster-whisper, voice filter": _filtered}
