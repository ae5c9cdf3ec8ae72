"""Align corrected passages with their sound again, to find when each word is said. No word changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from dragoman.engines.base import Aligner, Chunk
from dragoman.engines.models import find_here
from dragoman.errors import EngineError, Fix
from dragoman.folder import open_folder
from dragoman.folder.suggestions import hash_original
from dragoman.folder.word_alignments import WordAlignment, add_alignments
from dragoman.media.sound import Sound
from dragoman.pipeline.options import DraftOptions
from dragoman.pipeline.word_times import find_word_times
from dragoman.settings.dragoman_toml import Settings
from dragoman.transcript.document import Segment, Transcript
from dragoman.transcript.span import Span
from dragoman.transcript.text import plain
from dragoman.workflows.job import Job
from dragoman.workflows.model_cache import uses_models
from dragoman.workflows.watcher import SILENT, Watcher

__all__ = ["RealignOptions", "Realigned", "realign"]

# Ms: the longest sound that a model takes at once.
_LONGEST = 29_500
# Ms of sound before and after a passage: a word that is cut off at its end would not be found.
_MARGIN = 300


class RealignOptions(msgspec.Struct, frozen=True, kw_only=True):
    """The passages of an interview, and the recording on this machine.

    ``offset`` is the time in the whole recording at which the file begins, in ms; ``transcriber`` is the engine that
    aligns.
    """

    folder: Path
    recording: Path
    passages: tuple[str, ...]
    offset: int = 0
    transcriber: str = "whisper"


class Realigned(msgspec.Struct, frozen=True):
    """The passages whose words now have measured times, and the others, each with the reason."""

    aligned: tuple[str, ...]
    left: dict[str, str]


@uses_models
def realign(*, settings: Settings, options: RealignOptions, job: Job, watcher: Watcher = SILENT) -> Realigned:
    """Measure the word times of passages, and store them beside the document.

    :raises FolderError: if there is no interview
    :raises EngineError: if no installed model can do it
    :raises MediaError: if the recording cannot be read
    :raises CancelledError: if the watcher stopped the work
    """
    watcher.check_cancelled()
    transcript = open_folder(options.folder).transcript
    wanted = [segment for segment in transcript.segments if segment.id in options.passages]
    left = {segment.id: why for segment in wanted if (why := _why_not(segment, transcript))}
    able = [segment for segment in wanted if segment.id not in left]
    aligner = _find_aligner(options, job) if able else None
    found: list[WordAlignment] = []
    for done, segment in enumerate(able):
        watcher.report("aligning", done, len(able), "passages")
        watcher.check_cancelled()
        language = _find_language(segment, transcript)
        if aligner is None or not aligner.knows(language):
            left[segment.id] = "the model does not know the language"
        else:
            found.append(_align(segment, language, aligner, options))
    add_alignments(options.folder, found)
    return Realigned(tuple(one.segment for one in found), left)


def _why_not(segment: Segment, transcript: Transcript) -> str | None:
    """Why a passage cannot be aligned with its sound; ``None`` if it can."""
    if segment.withdrawn is not None or not plain(segment.source or ()).strip():
        return "it has no words"
    if segment.span is None or segment.span.end is None or segment.span.end <= segment.span.start:
        return "it has no time"
    if segment.span.end - segment.span.start > _LONGEST:
        return "it is too long for the model"
    return None if _find_language(segment, transcript) != "und" else "its language is not known"


def _find_language(segment: Segment, transcript: Transcript) -> str:
    return segment.language or transcript.source_language or "und"


def _find_aligner(options: RealignOptions, job: Job) -> Aligner:
    """The smallest installed model: it aligns given words as well as a large one."""
    models = [name for name in find_here() if not name.endswith(".en")]
    if not models and options.transcriber == "whisper":
        raise EngineError("word times", "need a speech model, and none is installed", Fix("get one", "models"))
    asked = DraftOptions(model=next(iter(models), "base"), transcriber=options.transcriber)
    found: object = job.find_transcriber(asked)
    if not isinstance(found, Aligner):
        raise EngineError(options.transcriber, "cannot align words with sound")
    return found


def _align(segment: Segment, language: str, aligner: Aligner, options: RealignOptions) -> WordAlignment:
    span = segment.span
    assert span is not None
    text = plain(segment.source or ())
    words = aligner.align(_read(options, span), text, language)
    times = tuple(_limited(word.span, span) for word in find_word_times(text, words, span, measured_only=True))
    return WordAlignment(
        segment=segment.id, original=hash_original(segment.source), span=span, times=times, engine=aligner.identity
    )


def _widened(span: Span) -> Span:
    """A passage's span with a margin, as far as the model takes so much sound at once."""
    margin = min(_MARGIN, (_LONGEST - (span.duration or 0)) // 2)
    return Span(max(0, span.start - margin), None if span.end is None else span.end + margin)


def _limited(word: Span | None, span: Span) -> tuple[int, int] | None:
    """The time of a word within its passage."""
    if word is None:
        return None
    behind = word.end if span.end is None else span.end
    start, end = (
        max(span.start, time if behind is None else min(time, behind))
        for time in (word.start, word.start if word.end is None else word.end)
    )
    return start, end


def _read(options: RealignOptions, span: Span) -> Chunk:
    """The sound of a passage with a margin, with times in the whole recording."""
    import numpy as np

    wide = _widened(span)
    start = max(wide.start, options.offset)
    covers = Span(start - options.offset, None if wide.end is None else wide.end - options.offset)
    samples = np.concatenate([np.zeros(0, dtype=np.float32), *_first_channel(Sound(options.recording, covers))])
    return Chunk(samples=samples, span=Span(start, wide.end), speech=(span,))


def _first_channel(sound: Sound) -> Iterator[object]:
    return (block[0] for block in sound)
