"""Speechmatics' JSON, the old form (``words``) and the current one (``results``): words with times. Read only.

A passage ends with a sentence, at a change of speaker, and in a pause of two seconds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from dragoman.errors import FormatError
from dragoman.formats.options import Imported, ReadOptions
from dragoman.formats.reading.imported_cues import Heading, make_document
from dragoman.formats.reading.json_file import as_ms, as_share, as_text, parse_json
from dragoman.formats.recognizers.spoken_words import SpokenWord, make_cues
from dragoman.language.sentences import COMMAS, SENTENCE_ENDS
from dragoman.problems import ProblemLog

__all__ = ["read"]

# Its names for an unidentified voice.
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


def read(content: bytes, options: ReadOptions) -> Imported:
    """Read the words as passages.

    :raises FormatError: if the file is not JSON of this kind
    """
    log = ProblemLog()
    file = parse_json(content, _File, options, log)
    if file.results is None and file.words is None:
        raise FormatError(
            options.path, "is not JSON of Speechmatics: it has neither results nor words", line=1, column=1
        )
    heard = _find_results(file.results) if file.results is not None else _find_words(file)
    settings = file.metadata.transcription_config if file.metadata else None
    heading = Heading(
        language=as_text(settings.language) if settings else as_text(file.job.lang),
        duration=as_ms(file.job.duration),
        media=as_text(file.job.data_name) or as_text(file.job.name) or None,
    )
    return make_document(make_cues(heard), options, log, heading)


def _find_words(file: _File) -> Iterator[SpokenWord]:
    voices = sorted((as_ms(one.time) or 0, as_text(one.name)) for one in file.speakers)
    place = 0
    for word in file.words or ():
        start, length = as_ms(word.time), as_ms(word.duration)
        text = as_text(word.name).strip()
        while place + 1 < len(voices) and start is not None and voices[place + 1][0] <= start:
            place += 1
        if text:
            yield SpokenWord(
                text=text,
                start=start,
                end=None if start is None or length is None else start + length,
                confidence=as_share(word.confidence),
                speaker=_known(voices[place][1]) if voices else None,
                joins=text in SENTENCE_ENDS | COMMAS,
                ends=text in SENTENCE_ENDS,
            )


def _find_results(results: Sequence[_Result]) -> Iterator[SpokenWord]:
    for result in results:
        best = result.alternatives[0] if result.alternatives else _Choice()
        text = as_text(best.content).strip()
        if text:
            is_mark = as_text(result.type) == "punctuation"
            yield SpokenWord(
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
