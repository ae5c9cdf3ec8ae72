"""Engines that need no model, for tests and for trying out a folder: they write a word a second of speech."""

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
    """Takes what is loud for speech."""

    frame = 512

    def find_speech(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """1 where a frame's mean loudness is above -40 dB of full scale, else 0."""
        import numpy as np

        loudness = np.sqrt(np.mean(samples.reshape(-1, self.frame) ** 2, axis=1))
        return np.where(loudness > 0.01, np.float32(1), np.float32(0))


class Fake:
    """Writes ``dicho12 dicho13.``, the number being the second, and translates it as ``said12 said13.``.

    Languages that are not written in Latin letters have ``قول`` in place of ``dicho``.

    As a diarizer it gives the chunks to two voices in turn.
    """

    def __init__(self, model: str = "fake", device: str = "auto", threads: int | None = None) -> None:
        self._heard: list[Chunk] = []
        self.workers = self.chunks = threads or 1

    identity = Engine(name="fake", model="fake")

    def find_language(self, chunk: Chunk) -> dict[str, float]:
        """English, surely."""
        return {"en": 1.0}

    def knows(self, language: str) -> bool:
        """All but Klingon."""
        return language != "tlh"

    def writes(self, language: str) -> bool:
        """Any."""
        return True

    def translates(self, language: str) -> bool:
        """Any."""
        return True

    def transcribe(self, chunk: Chunk, options: TranscribeOptions) -> Transcription:
        """A word for every second of speech, a full stop at the end of each stretch of it."""
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
        """A word every tenth of a second, from the chunk's beginning on."""
        return tuple(
            Word(text=word, span=Span(at, at + 100))
            for word, at in zip(text.split(), range(chunk.span.start, chunk.span.start + 60_000, 100), strict=False)
        )

    def add(self, chunk: Chunk) -> None:
        """Remember the chunk."""
        self._heard.append(chunk)

    def finish(self, speakers: int | None) -> Sequence[SpeakerSpan]:
        """The voices 0 and 1 in turn, a chunk each."""
        return tuple(SpeakerSpan(chunk.span, place % (speakers or 2)) for place, chunk in enumerate(self._heard))


class NoTranscriber:
    """Hears nothing: for rows that are to be typed by a person."""

    identity = Engine(name="none")
    workers = chunks = 1

    def __init__(self, model: str = "", device: str = "auto") -> None:
        pass

    def find_language(self, chunk: Chunk) -> dict[str, float]:
        """None."""
        return {}

    def knows(self, language: str) -> bool:
        """Any: it writes none."""
        return True

    def writes(self, language: str) -> bool:
        """Any, for it is not asked to."""
        return True

    def translates(self, language: str) -> bool:
        """Any, for it is not asked to."""
        return True

    def transcribe(self, chunk: Chunk, options: TranscribeOptions) -> Transcription:
        """No words."""
        return Transcription(language=options.language, words=())


def _seconds(span: Span) -> list[tuple[int, bool]]:
    starts = list(range(span.start, max(span.start + 1, (span.end or span.start) - 300), 1000))
    return [(at, at == starts[-1]) for at in starts]
