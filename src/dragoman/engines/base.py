"""What the rest of the program asks of a model, whatever library runs it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

import msgspec

from dragoman.problems import Problem
from dragoman.transcript.document import Engine, Word
from dragoman.transcript.span import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = [
    "Chunk",
    "Diarizer",
    "LanguagePart",
    "SpeakerSpan",
    "SpeechFinder",
    "TranscribeOptions",
    "Transcriber",
    "Transcription",
    "find_named",
]


class Chunk(msgspec.Struct, frozen=True, eq=False):
    """A stretch of sound with speech in it, short enough for a model to hear at once.

    ``samples``: float32, 16 kHz, one channel. ``span`` is where it lies in the whole recording; ``speech`` are the
    spans inside it in which somebody speaks; ``channel`` is the one it comes from, where channels are kept apart.
    """

    samples: NDArray[np.float32]
    span: Span
    speech: tuple[Span, ...]
    channel: int | None = None
    faint: bool = False
    """Whether its speech was found at a second look alone, and its words are kept only where they are sure."""


class TranscribeOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How to listen. ``language`` is the tag spoken, ``None`` to find it; ``translate`` asks for English too."""

    language: str | None = None
    likely: tuple[str, ...] = ()
    """Languages to choose from where one is to be found and the model is not sure; empty: any."""
    among: tuple[str, ...] = ()
    """The languages that may be spoken, where more than one may."""
    unnamed: str | None = None
    """Another language that may be spoken in the whole chunk, as it looked beside what is around it."""
    translate: bool = False
    anyway: bool = False
    """Whether words and translations are wanted also where the model cannot write or translate a language well."""
    beam: int = 5
    repeat_penalty: float = 1.0
    """Above 1 makes it harder to say the same again: for a second hearing of what came out as a loop."""


def find_named(options: TranscribeOptions) -> tuple[str, ...]:
    """The languages that are said to be spoken; none where they are to be found."""
    return (options.language,) if options.language else options.among


class LanguagePart(msgspec.Struct, frozen=True):
    """A stretch of a chunk that is in one language, told by its tag."""

    span: Span
    language: str


class Transcription(msgspec.Struct, frozen=True, kw_only=True):
    """What a model made of a chunk.

    The texts of ``words`` (said) and ``translated`` (in English) keep the space before them, so that they join to
    a text as they are; spans count from the start of the whole recording. ``confidence`` is the mean probability
    of the words said, ``silence`` the model's own probability that nobody spoke. ``rejected`` says why nothing of it
    (or of its translation alone) was believed; the words are gone then.
    """

    language: str | None
    words: tuple[Word, ...]
    translated: tuple[Word, ...] = ()
    confidence: float | None = None
    silence: float | None = None
    rejected: Problem | None = None
    suspected: str | None = None
    """Another language than those asked for, where the model is all but certain that it is spoken."""
    missed: tuple[Span, ...] = ()
    """Speech without words, although it was transcribed again: marked gaps of the draft."""
    parts: tuple[LanguagePart, ...] = ()
    """Stretches in different languages that are to be transcribed one by one; there are no words then."""


class SpeakerSpan(msgspec.Struct, frozen=True):
    """A stretch in which one voice speaks; voices count from 0 in the order in which they are first heard."""

    span: Span
    voice: int
    second: bool = False
    """Whether another is heard better meanwhile, whose the words are."""


class Transcriber(Protocol):
    """Hears words. Results depend on the chunk and the options alone, never on what was heard before."""

    @property
    def identity(self) -> Engine:
        """Name, model and everything that makes results what they are."""

    @property
    def workers(self) -> int:
        """How many chunks it hears well at the same time."""

    def transcribe(self, chunk: Chunk, options: TranscribeOptions) -> Transcription:
        """What is said in a chunk, and its translation where asked for."""

    def find_language(self, chunk: Chunk) -> dict[str, float]:
        """The probability of each language of being spoken in a chunk."""

    def knows(self, language: str) -> bool:
        """Whether the model was trained on a language (a BCP 47 tag)."""

    def writes(self, language: str) -> bool:
        """Whether its words in a language are worth correcting, as far as anybody has measured."""

    def translates(self, language: str) -> bool:
        """Whether its translations from a language are worth correcting, as far as anybody has measured."""


class SpeechFinder(Protocol):
    """Finds speech in a stream of sound. One a channel: it remembers what came before."""

    frame: int
    """Samples in a frame."""

    def find_speech(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """The probability of speech in each of the next frames; samples are a multiple of ``frame``."""


class Diarizer(Protocol):
    """Tells voices apart. It is given the chunks in order, and keeps nothing once it has told."""

    @property
    def identity(self) -> Engine:
        """Name, model and settings."""

    def add(self, chunk: Chunk) -> None:
        """Take in the voices of a chunk."""

    def finish(self, speakers: int | None) -> Sequence[SpeakerSpan]:
        """Who spoke when in all that was heard; ``speakers`` is how many there are, ``None`` to find out."""
