"""One whole job in a process of its own, so that its time and its memory are its own: ``contestants.py NAME SOUND``.

The peers' jobs load what they need and nothing else, and take what they found to its end.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

__all__ = ["BARE", "BATCHED", "CHAIN", "JOBS", "OURS", "OURS_ALONE", "PEER", "REST", "SENKO"]

OURS = "dragoman"
OURS_ALONE = "dragoman, no speakers"
PEER = "faster-whisper, transcribing"
BATCHED = "faster-whisper, batched"
CHAIN = "transcribing, translating, senko"
REST = "translating, senko"
SENKO = "senko"
BARE = "dragoman, engines without a model"


def _whisper(threads: int) -> Any:
    from faster_whisper import WhisperModel

    from dragoman.engines.models import find_model

    return WhisperModel(str(find_model("base")), device="cpu", compute_type="int8", cpu_threads=threads)


def _plain(sound: str, language: str, threads: int) -> None:
    found, _ = _whisper(threads).transcribe(
        sound, language=language, beam_size=5, word_timestamps=True, vad_filter=True
    )
    list(found)


def _batched(sound: str, language: str, threads: int) -> None:
    from faster_whisper import BatchedInferencePipeline

    model = BatchedInferencePipeline(_whisper(threads))
    found, _ = model.transcribe(sound, language=language, beam_size=5, batch_size=8, word_timestamps=True)
    list(found)


def _senko(sound: str, language: str, threads: int) -> None:
    import senko
    from faster_whisper import decode_audio

    senko.Diarizer(device="cpu", warmup=False, quiet=True).diarize_samples(decode_audio(sound))


def _after_another(*tasks: str) -> Callable[[str, str, int], None]:
    """The peer's tasks with its model loaded once, then senko."""

    def job(sound: str, language: str, threads: int) -> None:
        model = _whisper(threads)
        for task in tasks:
            timed = task == "transcribe"
            found, _ = model.transcribe(
                sound, language=language, task=task, beam_size=5, word_timestamps=timed, vad_filter=True
            )
            list(found)
        _senko(sound, language, threads)

    return job


def _ours(*more: str) -> Callable[[str, str, int], None]:
    def job(sound: str, language: str, threads: int) -> None:
        from dragoman.cli import main

        folder = Path(sys.argv[3])
        words = ["draft", sound, "--from", language, "--to", "en", "-o", str(folder), "--quiet", "--model", "base"]
        if main([*words, *more]):
            raise SystemExit(1)

    return job


def _bare(sound: str, language: str, threads: int) -> None:
    """A whole draft by engines that hear a word a second of what is loud: all that is not the models'."""
    from dragoman.engines import ENGINES

    ENGINES.update(whisper=ENGINES["fake"], voices=ENGINES["fake"], vad=ENGINES["loudness"])
    _ours("--speakers", "none")(sound, language, threads)


JOBS: dict[str, Callable[[str, str, int], None]] = {
    OURS: _ours(),
    OURS_ALONE: _ours("--speakers", "none"),
    PEER: _plain,
    BATCHED: _batched,
    CHAIN: _after_another("transcribe", "translate"),
    SENKO: _senko,
}

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).resolve().parent.parent)]
    {**JOBS, REST: _after_another("translate"), BARE: _bare}[sys.argv[1]](sys.argv[2], "es", int(sys.argv[4]))
