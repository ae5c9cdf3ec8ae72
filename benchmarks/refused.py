"""Speech that is never heard, because the finder of speech refuses it: by ours, and by the peer's voice filter.

And what a second look at refused sound brings back: readings in turn, every second one from far away.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec
import numpy as np

from benchmarks import peers
from benchmarks.corpus import choose, conversations, panels, readings
from benchmarks.frame import Measured, Options, Report, Table, per_cent
from benchmarks.sounds import NOISES, RATE, make_faint, mix
from benchmarks.words import source_text
from dragoman.engines.base import TranscribeOptions, Transcription
from dragoman.engines.whisper import Vad, Whisper
from dragoman.media.sound import read_sound
from dragoman.pipeline.chunks import ChunkOptions, find_chunks
from dragoman.pipeline.guards import Watch
from dragoman.pipeline.quiet_speech import look_again
from dragoman.pipeline.store import Store
from dragoman.pipeline.transcription_stage import transcribe_all
from dragoman.scoring.words import Edits, pool, score_words
from dragoman.transcript.span import Span

__all__ = ["run"]

TITLE = "Refused: speech that nobody hears"

_DECIBELS = 0
Row = tuple[str, str, int, int, int]
# Readings in turn, every second one so loud, in a room so loud, in decibels of full scale.
_LANGUAGES = ("de", "en", "es", "fr")
_READINGS = 4
_FAINT = ((-60, -70),)
_ONCE, _TWICE = "dragoman, one look", "dragoman, second look"


class Far(msgspec.Struct, frozen=True, kw_only=True):
    """What one system made of readings of which every second one is faint; seconds of the processor, where told."""

    level: str
    system: str
    words: Edits
    seconds: float = 0.0


def run(options: Options) -> Report:
    rows = list(_rows(options))
    far = list(_listen_far(options))
    return Report(
        tables=(
            _far_table(far),
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
        )
        + tuple(_far_figures(far)),
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


def _listen_far(options: Options) -> Iterator[Far]:
    model = Whisper("base", "cpu", threads=1)
    for decibels, noise in _FAINT[: options.most]:
        for language in _LANGUAGES[: options.most]:
            clips = [clip for clip in readings() if clip.language == language and "fleurs" in clip.name][:_READINGS]
            name = f"faint-{language}{decibels}{noise}"
            path = make_faint(name, [clip.path for clip in clips], decibels=decibels, noise=noise)
            truth = " ".join(source_text(clip.truth) for clip in clips)
            level = f"{decibels} dB in {noise} dB"
            for system, watch in ((_ONCE, Watch(faint=False)), (_TWICE, Watch())):
                began = time.process_time()
                heard = " ".join(_texts(path, language, model, watch))
                seconds = time.process_time() - began
                yield Far(level=level, system=system, words=score_words(truth, heard, language), seconds=seconds)
            for system in (peers.PLAIN, peers.VOICED):
                heard = source_text(peers.transcribe(system, path, language, options))
                yield Far(level=level, system=system, words=score_words(truth, heard, language))


def _texts(path: Path, language: str, model: Whisper, watch: Watch) -> Iterator[str]:
    chunks = find_chunks(read_sound(path), [Vad()], ChunkOptions(), refused=watch.faint)
    found = look_again(chunks, Vad, ChunkOptions())
    for _, heard in transcribe_all(found, model, None, TranscribeOptions(language=language), Store(None), watch):
        yield _text(heard)


def _text(heard: Transcription) -> str:
    return "".join(word.text for word in heard.words)


def _far_groups(far: Sequence[Far]) -> Iterator[tuple[str, str, Edits, float]]:
    for level in dict.fromkeys(one.level for one in far):
        for system in dict.fromkeys(one.system for one in far):
            mine = [one for one in far if (one.level, one.system) == (level, system)]
            yield level, system, pool(one.words for one in mine), sum(one.seconds for one in mine)


def _far_table(far: Sequence[Far]) -> Table:
    return Table(
        title="Readings in turn, every second one faint",
        columns=("faint voice", "system", "words", "right", "wrong", "left out", "put in", "WER %", "processor s"),
        rows=tuple(
            (
                level, system, str(edits.length), str(edits.hits), str(edits.substitutions), str(edits.deletions),
                str(edits.insertions), per_cent(edits.rate), f"{seconds:.1f}" if seconds else "–",
            )
            for level, system, edits, seconds in _far_groups(far)
        ),
    )  # fmt: skip


def _far_figures(far: Sequence[Far]) -> Iterator[Measured]:
    for level, system, edits, _ in _far_groups(far):
        yield Measured(
            system=system, language="all", name=f"WER, faint voice {level}", value=edits.rate, unit="share",
            words=edits.length, counts=msgspec.structs.asdict(edits),
        )  # fmt: skip
