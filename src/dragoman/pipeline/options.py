"""The options of a draft, its progress reports, and its result."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import msgspec

from dragoman.problems import Problem
from dragoman.transcript.document import Engine, Transcript
from dragoman.transcript.span import Span

__all__ = ["Captions", "DraftOptions", "Drafted", "Report", "silent"]


class Captions(msgspec.Struct, frozen=True):
    """Existing captions of a recording, as a document, and the origin to record for their texts."""

    transcript: Transcript
    origin: Engine


class DraftOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What to draft, and with which engines.

    ``source`` and ``target`` are BCP 47 tags; if ``source`` is ``None``, the language is detected for each chunk. If
    ``target`` is ``None`` or equal to ``source``, nothing is translated. ``speakers`` is how many there are: ``None``
    to find out, 0 not to distinguish them. With ``channels_are_speakers``, the left channel is one speaker and the
    right another.
    """

    source: str | None = None
    among: tuple[str, ...] = ()
    """The languages spoken, if there are several; ``source`` is then ``None``."""
    target: str | None = None
    model: str = "base"
    device: Literal["auto", "cpu", "cuda"] = "auto"
    speakers: int | None = None
    channels_are_speakers: bool = False
    covers: Span | None = None
    beam: int = 5
    words: bool = True
    """``False`` makes timed rows by speaker, without a machine's words."""
    anyway: bool = False
    """Whether to write words and translations even if the model does not support the language well."""
    captions: Captions | None = None
    """The original text, instead of a machine's words; ``words`` then says whether a machine translates it."""
    measures_text: bool = False
    """Whether a model transcribes only to find when the words of a text without times are spoken."""
    names: tuple[str, ...] = ()
    """Names in the language spoken, as a hint for the transcriber."""
    transcriber: str = "whisper"
    speech_finder: str = "vad"
    diarizer: str = "voices"

    @property
    def uses_model(self) -> bool:
        """Whether a model transcribes."""
        return self.words or self.measures_text


class Drafted(msgspec.Struct, frozen=True):
    """A draft and its problems."""

    transcript: Transcript
    problems: tuple[Problem, ...]


Report = Callable[[str, int, int | None], None]
"""Called with the stage, the ms of the recording that are done, and the total ms (``None`` if unknown)."""


def silent(stage: str, done: int, total: int | None) -> None:
    """Report nothing."""
