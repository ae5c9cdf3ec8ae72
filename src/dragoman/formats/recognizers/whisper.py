"""The JSON that Whisper, faster-whisper and WhisperX write: segments, and words with their times.

WhisperX finds no times for words without letters, such as ``2014.``; they are worked out from their neighbours' and
marked so.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from dragoman.formats.options import Imported, ReadOptions, WriteOptions, Written
from dragoman.formats.plain_lines import PlainLine, find_lines
from dragoman.formats.reading.imported_cues import Heading, ImportedCue, make_document
from dragoman.formats.reading.json_file import as_ms, as_share, as_text, parse_json, write_json
from dragoman.problems import Problem, ProblemLog
from dragoman.transcript.document import Transcript, Word
from dragoman.transcript.span import Span

__all__ = ["interpolate", "read", "write"]


class _Word(msgspec.Struct, frozen=True):
    word: Any = None
    text: Any = None
    start: Any = None
    end: Any = None
    score: Any = None
    probability: Any = None


class _Segment(msgspec.Struct, frozen=True):
    text: Any = None
    start: Any = None
    end: Any = None
    speaker: Any = None
    words: list[_Word] | None = None


class _File(msgspec.Struct, frozen=True):
    segments: list[_Segment]
    language: Any = None


def read(content: bytes, options: ReadOptions) -> Imported:
    """The segments as passages with their words.

    :raises FormatError: where it is no such JSON
    """
    log = ProblemLog()
    file = parse_json(content, _File, options, log)
    passages = [_passage(segment) for segment in file.segments]
    added = sum(word.interpolated for passage in passages for word in passage.words)
    if added:
        message = f"words without times, which are worked out from their neighbours: {added}"
        log.add(Problem("words-interpolated", "note", message))
    return make_document(passages, options, log, Heading(language=as_text(file.language)))


def _passage(segment: _Segment) -> ImportedCue:
    start, end = as_ms(segment.start), as_ms(segment.end)
    words = [made for word in segment.words or () if (made := _word(word)) is not None]
    return ImportedCue(
        start=start,
        end=end,
        text=as_text(segment.text).strip() or " ".join(word.text for word in words),
        speaker=as_text(segment.speaker) or None,
        words=interpolate(words, start, end),
    )


def _word(word: _Word) -> Word | None:
    text = (as_text(word.word) or as_text(word.text)).strip()
    start, end = as_ms(word.start), as_ms(word.end)
    if not text:
        return None
    confidence = as_share(word.score if word.probability is None else word.probability)
    span = None if start is None else Span(start, end if end is not None and end >= start else None)
    return Word(text=text, span=span, confidence=confidence)


def interpolate(words: Sequence[Word], start: int | None, end: int | None) -> tuple[Word, ...]:
    """The words, those without a time given one between their neighbours', by their lengths, and marked.

    :param start: of the whole, in ms; where it or the end is not known, words at that edge stay without a time
    """
    out: list[Word] = []
    held: list[Word] = []
    before = start
    for word in words:
        if word.span is None:
            held.append(word)
            continue
        out += _shared(held, before, word.span.start)
        out.append(word)
        held, before = [], word.span.end if word.span.end is not None else word.span.start
    return (*out, *_shared(held, before, end))


def _shared(words: Sequence[Word], start: int | None, end: int | None) -> Sequence[Word]:
    """Words that share a stretch by how long they are."""
    if not words or start is None or end is None or end < start:
        return words
    total = sum(len(word.text) for word in words)
    out, before = [], 0
    for word in words:
        after = before + len(word.text)
        span = Span(start + (end - start) * before // total, start + (end - start) * after // total)
        out.append(msgspec.structs.replace(word, span=span, interpolated=True))
        before = after
    return out


def write(transcript: Transcript, options: WriteOptions) -> Written:
    """The passages of ``options.side`` as segments; of ``"both"``, the translation's where there is one.

    Words by themselves are not written: what an engine heard may hold what was redacted since.
    """
    found = find_lines(transcript, options, "Whisper's JSON")
    segments = [_segment(number, line) for number, line in enumerate(found.lines)]
    language = {"language": found.language} if found.language else {}
    text = " ".join(line.words for line in found.lines)
    return Written(write_json({"text": text, "segments": segments, **language}), found.problems)


def _segment(number: int, line: PlainLine) -> dict[str, str | float]:
    segment: dict[str, str | float] = {"id": number}
    span = line.segment.span
    if span is not None:
        segment["start"] = span.start / 1000
        if span.end is not None:
            segment["end"] = span.end / 1000
    segment["text"] = line.words
    if line.speaker:
        segment["speaker"] = line.speaker
    return segment
