"""Speechmatics' JSON, the old one (``words``) and the present one (``results``): words with times. Read only.

A passage ends with a sentence, at a change of speaker, and in a pause of two seconds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from dragoman.errors import FormatError
from dragoman.formats.options import Imported, ReadOptions
from dragoman.formats.reading.imported_cues import Heading, ImportedCue, make_document
from dragoman.formats.reading.json_file import as_ms, as_share, as_text, parse_json
from dragoman.language.sentences import COMMAS, SENTENCE_ENDS
from dragoman.problems import ProblemLog
from dragoman.transcript.document import Word
from dragoman.transcript.span import Span

__all__ = ["read"]

_PAUSE = 2000
# What it calls a voice that it did not tell from others.
_UNKNOWN = frozenset(("", "UU"))


class _OldWord(msgspec.Struct, frozen=True):
    name: Any = None
    time: Any = None
    duration: Any = None
    confidence: Any = None


class _OldSpeaker(msgspec.Struct, frozen=True):
    name: Any = None
    time: Any = None
    duration: Any = None


class _Choice(msgspec.Struct, frozen=True):
    content: Any = None
    confidence: Any = None
    speaker: Any = None
    language: Any = None


class _Result(msgspec.Struct, frozen=True):
    type: Any = None
    start_time: Any = None
    end_time: Any = None
    is_eos: Any = None
    attaches_to: Any = None
    alternatives: list[_Choice] = []


class _Settings(msgspec.Struct, frozen=True):
    language: Any = None


class _Metadata(msgspec.Struct, frozen=True):
    transcription_config: _Settings | None = None


class _Job(msgspec.Struct, frozen=True):
    lang: Any = None
    duration: Any = None
    name: Any = None
    data_name: Any = None


class _File(msgspec.Struct, frozen=True):
    job: _Job = _Job()
    metadata: _Metadata | None = None
    speakers: list[_OldSpeaker] = []
    words: list[_OldWord] | None = None
    results: list[_Result] | None = None


class _Heard(msgspec.Struct, frozen=True, kw_only=True):
    """A word or a mark of punctuation. ``joins`` says that no space stands before it."""

    text: str
    start: int | None
    end: int | None
    confidence: float | None = None
    speaker: str | None = None
    joins: bool = False
    ends: bool = False


def read(content: bytes, options: ReadOptions) -> Imported:
    """The words as passages.

    :raises FormatError: where it is no such JSON
    """
    log = ProblemLog()
    file = parse_json(content, _File, options, log)
    if file.results is None and file.words is None:
        raise FormatError(
            options.path, "is no JSON of Speechmatics: it has neither results nor words", line=1, column=1
        )
    heard = _find_results(file.results) if file.results is not None else _find_words(file)
    settings = file.metadata.transcription_config if file.metadata else None
    heading = Heading(
        language=as_text(settings.language) if settings else as_text(file.job.lang),
        duration=as_ms(file.job.duration),
        media=as_text(file.job.data_name) or as_text(file.job.name) or None,
    )
    return make_document([_passage(run) for run in _find_runs(heard)], options, log, heading)


def _find_words(file: _File) -> Iterator[_Heard]:
    voices = sorted((as_ms(one.time) or 0, as_text(one.name)) for one in file.speakers)
    place = 0
    for word in file.words or ():
        start, length = as_ms(word.time), as_ms(word.duration)
        text = as_text(word.name).strip()
        while place + 1 < len(voices) and start is not None and voices[place + 1][0] <= start:
            place += 1
        if text:
            yield _Heard(
                text=text,
                start=start,
                end=None if start is None or length is None else start + length,
                confidence=as_share(word.confidence),
                speaker=_known(voices[place][1]) if voices else None,
                joins=text in SENTENCE_ENDS | COMMAS,
                ends=text in SENTENCE_ENDS,
            )


def _find_results(results: Sequence[_Result]) -> Iterator[_Heard]:
    for result in results:
        best = result.alternatives[0] if result.alternatives else _Choice()
        text = as_text(best.content).strip()
        if text:
            is_mark = as_text(result.type) == "punctuation"
            yield _Heard(
                text=text,
                start=as_ms(result.start_time),
                end=as_ms(result.end_time),
                confidence=as_share(best.confidence),
                speaker=_known(as_text(best.speaker)),
                joins=is_mark and as_text(result.attaches_to) in ("", "previous", "both"),
                ends=result.is_eos is True or (is_mark and text in SENTENCE_ENDS),
            )


def _known(name: str) -> str | None:
    return None if name in _UNKNOWN else name


def _find_runs(heard: Iterator[_Heard]) -> Iterator[list[_Heard]]:
    run: list[_Heard] = []
    for one in heard:
        if run and not one.joins and _is_break(run[-1], one):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _is_break(before: _Heard, after: _Heard) -> bool:
    if before.ends or before.speaker != after.speaker:
        return True
    return before.end is not None and after.start is not None and after.start - before.end >= _PAUSE


def _passage(run: Sequence[_Heard]) -> ImportedCue:
    words: list[Word] = []
    for one in run:
        if one.joins and words:
            # A mark has a time of its own, which is that of the silence behind the word.
            words[-1] = msgspec.structs.replace(words[-1], text=words[-1].text + one.text)
        else:
            words.append(Word(text=one.text, span=_span(one), confidence=one.confidence))
    spans = [word.span for word in words if word.span]
    return ImportedCue(
        start=spans[0].start if spans else None,
        end=spans[-1].end if spans else None,
        text=" ".join(word.text for word in words),
        speaker=run[0].speaker,
        words=tuple(words),
    )


def _span(one: _Heard) -> Span | None:
    if one.start is None:
        return None
    return Span(one.start, one.end if one.end is not None and one.end >= one.start else None)
