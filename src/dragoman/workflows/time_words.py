"""Measure when the words of an imported text are spoken in its recording. No word changes.

Passages that have a time are aligned with their sound. If no passage has one, the recording is transcribed: a passage
gets the time of those of its words that the model recognized, and a word that it did not recognize gets none.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from dragoman.engines.model_quality import choose_model
from dragoman.engines.models import find_here, find_memory
from dragoman.errors import EngineError, Fix
from dragoman.folder import Session, open_folder, sign
from dragoman.folder.lock import STORE
from dragoman.folder.suggestions import hash_original
from dragoman.folder.word_alignments import WordAlignment, add_alignments
from dragoman.media.probe import probe
from dragoman.pipeline import Drafted, DraftOptions, Prepared
from dragoman.pipeline import draft as draft_recording
from dragoman.pipeline.measure_text import compute_rest, is_likely, measure_text
from dragoman.pipeline.texts import TextWord, find_tokens
from dragoman.settings.dragoman_toml import Settings
from dragoman.transcript import edit
from dragoman.transcript.document import Engine, Segment, Transcript, Word
from dragoman.transcript.merge import intend
from dragoman.transcript.revision import Revision, apply
from dragoman.transcript.span import Span
from dragoman.transcript.text import plain
from dragoman.workflows.job import Job
from dragoman.workflows.model_cache import uses_models
from dragoman.workflows.realign import RealignOptions, realign
from dragoman.workflows.watcher import SILENT, Watcher, stage_report

__all__ = ["TimeWordsOptions", "TimedWords", "time_words"]


class TimeWordsOptions(msgspec.Struct, frozen=True, kw_only=True):
    """An interview, and its recording on this machine.

    ``offset`` is the time in the whole recording at which the file begins, in ms.
    """

    folder: Path
    recording: Path
    offset: int = 0
    transcriber: str = "whisper"
    speech_finder: str = "vad"


class TimedWords(msgspec.Struct, frozen=True):
    """The passages whose words now have measured times, and the other ones with words."""

    timed: tuple[str, ...]
    left: tuple[str, ...]


@uses_models
def time_words(*, settings: Settings, options: TimeWordsOptions, job: Job, watcher: Watcher = SILENT) -> TimedWords:
    """Measure the times of the words, and store them beside the document; passages without any get a span.

    :raises FolderError: if there is no interview
    :raises EngineError: if no installed model can do it
    :raises MediaError: if the recording cannot be read
    :raises ConflictError: if somebody has given the passages times meanwhile
    :raises CancelledError: if the watcher stopped the work
    """
    watcher.check_cancelled()
    transcript = open_folder(options.folder).transcript
    spoken = [one for one in transcript.segments if one.withdrawn is None and plain(one.source or ()).strip()]
    if any(segment.span for segment in spoken) or not spoken:
        wanted = RealignOptions(
            folder=options.folder,
            recording=options.recording,
            passages=tuple(segment.id for segment in spoken),
            offset=options.offset,
            transcriber=options.transcriber,
        )
        timed = set(realign(settings=settings, options=wanted, job=job, watcher=watcher).aligned)
    else:
        timed = set(_place(transcript, spoken, options, job, watcher))
    ids = [segment.id for segment in spoken]
    return TimedWords(tuple(id_ for id_ in ids if id_ in timed), tuple(id_ for id_ in ids if id_ not in timed))


def _place(
    transcript: Transcript, spoken: Sequence[Segment], options: TimeWordsOptions, job: Job, watcher: Watcher
) -> tuple[str, ...]:
    """Give passages the times of the words that a model recognizes in the recording; return their ids."""
    language = transcript.source_language
    if language is None:
        return ()
    asked = DraftOptions(
        source=language,
        target=language,
        model=_choose_model(language, options.transcriber),
        speakers=0,
        transcriber=options.transcriber,
        speech_finder=options.speech_finder,
    )
    transcriber = job.find_transcriber(asked)
    drafted = draft_recording(
        options.recording,
        asked,
        work=options.folder / STORE / "work",
        report=stage_report(watcher),
        prepared=Prepared(probe(options.recording), transcriber),
    )
    watcher.check_cancelled()
    heard = _find_heard(drafted, options.offset)
    tokens = [token for segment in spoken for token in find_tokens(segment)]
    measured = measure_text(tokens, heard)
    if measured is None:
        return ()
    passages = dict(_find_passages(compute_rest(measured, _extent(heard))))
    _commit(options.folder, {id_: span for id_, (span, _) in passages.items()}, transcriber.identity)
    alignments = [
        WordAlignment(
            segment=segment.id,
            original=hash_original(segment.source),
            span=passages[segment.id][0],
            times=passages[segment.id][1],
            engine=transcriber.identity,
        )
        for segment in spoken
        if segment.id in passages
    ]
    add_alignments(options.folder, alignments)
    return tuple(passages)


def _choose_model(language: str, transcriber: str) -> str:
    found = choose_model(find_here(), (language,), translate=False, memory=find_memory())
    if found is None and transcriber == "whisper":
        raise EngineError("word times", "need a speech model, and none is installed", Fix("get one", "models"))
    return found or "base"


def _find_heard(drafted: Drafted, offset: int) -> list[Word]:
    """The model's words with measured times, in ms of the whole recording."""
    words = [word for segment in drafted.transcript.segments for word in segment.words if word.span]
    moved = (msgspec.structs.replace(word, span=_moved(word.span, offset)) for word in words if word.span is not None)
    return sorted(moved, key=lambda word: word.span.start if word.span else 0)


def _moved(span: Span, offset: int) -> Span:
    return Span(span.start + offset, None if span.end is None else span.end + offset)


def _extent(heard: Sequence[Word]) -> Span:
    spans = [word.span for word in heard if word.span]
    return Span(spans[0].start, max(span.end or span.start for span in spans))


Times = tuple[tuple[int, int] | None, ...]


def _find_passages(tokens: Sequence[TextWord]) -> Iterator[tuple[str, tuple[Span, Times]]]:
    """The span of each passage, and the measured times of its words.

    A passage of which no word was measured has a span if its words can have been spoken between its neighbours.
    """
    for id_, group in itertools.groupby(tokens, key=lambda token: token.segment.id):
        run = [token.word for token in group]
        spans = [word.span for word in run if word.span is not None]
        if len(spans) < len(run):
            continue
        span = Span(spans[0].start, max(spans[0].start, spans[-1].end or spans[-1].start))
        times = tuple(None if word.interpolated or word.span is None else _pair(word.span) for word in run)
        if any(times) or is_likely(span, " ".join(word.text for word in run)):
            yield id_, (span, times)


def _pair(span: Span) -> tuple[int, int]:
    return span.start, span.start if span.end is None else span.end


def _commit(path: Path, spans: Mapping[str, Span], engine: Engine) -> None:
    """Set the spans of passages, as one action."""
    with Session(path) as session:
        by = sign(session.folder, engine)
        seen = current = session.transcript
        revisions: list[Revision] = []
        for id_, span in spans.items():
            made = edit.retime(current, id_, span, by)
            revisions += made
            current = apply(current, made)
        session.commit(intend(seen, revisions, by, epoch=session.epoch))
