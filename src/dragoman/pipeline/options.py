"""What a draft is asked for, what it reports on its way, and what it gives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import msgspec

from dragoman.problems import Problem
from dragoman.transcript.document import Engine, Transcript
from dragoman.transcript.span import Span

__all__ = ["Captions", "DraftOptions", "Drafted", "Report", "silent"]


class Captions(msgspec.Struct, frozen=True):
    """Somebody's captions of a recording, as a document with times, and what is said to be their texts' origin."""

    transcript: Transcript
    origin: Engine


class DraftOptions(msgspec.Struct, frozen=True, kw_only=True):
    """``source`` and ``target`` are BCP 47 tags; a ``source`` of ``None`` is found, chunk by chunk.

    ``target`` ``None`` or the source's own: no translation. ``speakers``: how many, ``None`` to find out, 0 for
    not distinguishing them. ``channels_are_speakers``: the left channel is one, the right another.
    """

    source: str | None = None
    among: tuple[str, ...] = ()
    """The languages spoken, where there are several; ``source`` is ``None`` then."""
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
    """Whether words and translations are wanted also where the model cannot write or translate a language well."""
    captions: Captions | None = None
    """The original, in place of a machine's words; ``words`` then says whether a machine is to translate."""
    names: tuple[str, ...] = ()
    """Names in the language spoken that the transcriber is given."""
    transcriber: str = "whisper"
    speech_finder: str = "vad"
    diarizer: str = "voices"


class Drafted(msgspec.Struct, frozen=True):
    """A draft and what is wrong with it."""

    transcript: Transcript
    problems: tuple[Problem, ...]


Report = Callable[[str, int, int | None], None]
"""Called with the stage, how many ms of the recording are through it, and how many there are (``None``: not known)."""


def silent(stage: str, done: int, total: int | None) -> None:
    """A report to nobody."""
