"""Engines that need no model, for tests and for trying Dragoman out: they write one word for each second of speech."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from dragoman.engines.base import Chunk, SpeakerSpan, TranscribeOptions, Transcription
from dragoman.language.direction import is_written_in_latin
from dragoman.transcript.document import Engine, Word
from dragoman.transcript.span import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Fake", "LoudnessVad", "NoTranscriber"]


class LoudnessVad:
    """A speech finder that takes every loud frame for speech."""

    frame = 512

    def find_speech(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """For each frame of 32 ms, 1 if its RMS level is above -40 dB of full scale, else 0; shape (frames,)."""
        import numpy as np

        loudness = np.sqrt(np.mean(samples.reshape(-1, self.frame) ** 2, axis=1))
        return np.where(loudness > 0.01, np.float32(1), np.float32(0))


class Fake:
    """A transcriber, aligner and diarizer.

    It writes ``dicho12 dicho13.``, where the number is the second, and translates it as ``said12 said13.``. In a
    language that is not written in Latin letters, ``قول`` replaces ``dicho``. As a diarizer it assigns the chunks to
    the voices in turn.
    """

    def __init__(self, model: str = "fake", device: str = "auto", threads: int | None = None) -> None:
        self._added: list[Chunk] = []
        self.workers = self.chunks = threads or 1

    identity = Engine(name="fake", model="fake")

    def find_language(self, chunk: Chunk) -> dict[str, float]:
        """English, with probability 1."""
        return {"en": 1.0}

    def knows(self, language: str) -> bool:
        """True for all languages except Klingon, which tests use as an unknown one."""
        return language != "tlh"

    def writes(self, language: str) -> bool:
        """True for every language."""
        return True

    def translates(self, language: str) -> bool:
        """True for every language."""
        return True

    def transcribe(self, chunk: Chunk, options: TranscribeOptions) -> Transcription:
        """A word for every second of speech, with a full stop at the end of each span of speech."""
        spoken = "dicho" if is_written_in_latin(options.language or "en") else "قول"
        words = tuple(
            Word(
                text=f" {spoken}{at // 1000}{'.' if last else ''}",
                span=Span(at, min(at + 900, span.end or at)),
                confidence=1.0,
            )
            for span in chunk.speech
            for at, last in _seconds(span)
        )
        translated = tuple(
            msgspec.structs.replace(word, text=word.text.replace(spoken, "said")) for word in words if options.translate
        )
        return Transcription(
            language=options.language or "en", words=words, translated=translated, confidence=1.0, silence=0.0
        )

    def align(self, chunk: Chunk, text: str, language: str) -> tuple[Word, ...]:
        """The words of the text, 100 ms each, from the start of the chunk's speech; at most 600."""
        start = (chunk.speech[0] if chunk.speech else chunk.span).start
        return tuple(
            Word(text=word, span=Span(at, at + 100))
            for word, at in zip(text.split(), range(start, start + 60_000, 100), strict=False)
        )

    def add(self, chunk: Chunk) -> None:
        """Remember the chunk."""
        self._added.append(chunk)

    def finish(self, speakers: int | None) -> Sequence[SpeakerSpan]:
        """The voices in turn, a chunk each; two voices unless ``speakers`` says how many."""
        return tuple(SpeakerSpan(chunk.span, place % (speakers or 2)) for place, chunk in enumerate(self._added))


class NoTranscriber:
    """A transcriber that writes no words: for empty rows that a person fills in."""

    identity = Engine(name="none")
    workers = chunks = 1

    def __init__(self, model: str = "", device: str = "auto") -> None:
        pass

    def find_language(self, chunk: Chunk) -> dict[str, float]:
        """No language."""
        return {}

    def knows(self, language: str) -> bool:
        """True for every language."""
        return True

    def writes(self, language: str) -> bool:
        """True for every language."""
        return True

    def translates(self, language: str) -> bool:
        """True for every language."""
        return True

    def transcribe(self, chunk: Chunk, options: TranscribeOptions) -> Transcription:
        """No words."""
        return Transcription(language=options.language, words=())


def _seconds(span: Span) -> list[tuple[int, bool]]:
    starts = list(range(span.start, max(span.start + 1, (span.end or span.start) - 300), 1000))
    return [(at, at == starts[-1]) for at in starts]
