"""The JSON of Whisper in the dialects of the programs that run it: segments, and words with their times.

Whisper, faster-whisper and WhisperX write ``segments`` containing words, OpenAI's service a separate list of words,
whisper.cpp a ``transcription`` with tokens, and Hugging Face's pipeline ``chunks``.

WhisperX finds no times for words without letters, such as ``2014.``; they are interpolated and marked as such.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import msgspec

from dragoman.errors import FormatError
from dragoman.formats.options import NAME_FORMAT, Imported, ReadOptions, WriteOptions, Written
from dragoman.formats.plain_lines import PlainLine, find_lines
from dragoman.formats.reading.imported_cues import Heading, ImportedCue, make_document
from dragoman.formats.reading.json_file import (
    as_clock,
    as_list,
    as_ms,
    as_share,
    as_text,
    parse_json,
    pick,
    write_json,
)
from dragoman.formats.reading.speaker_labels import find_speakers
from dragoman.formats.recognizers.spoken_words import SpokenWord, make_cues, make_word, numbered_speaker
from dragoman.problems import Problem, ProblemLog
from dragoman.transcript.document import Transcript, Word
from dragoman.transcript.span import Span, to_ms

__all__ = ["interpolate", "read", "write"]


class _File(msgspec.Struct, frozen=True):
    """The keys of all dialects; a missing list differs from an empty one."""

    segments: list[Any] | msgspec.UnsetType = msgspec.UNSET
    transcription: list[Any] | msgspec.UnsetType = msgspec.UNSET
    chunks: list[Any] | msgspec.UnsetType = msgspec.UNSET
    speakers: Any = None
    words: Any = None
    word_segments: Any = None
    language: Any = None
    language_code: Any = None
    task: Any = None
    params: Any = None
    result: Any = None
    duration: Any = None
    metadata: Any = None


def read(content: bytes, options: ReadOptions) -> Imported:
    """Read the segments as passages with their words; ``side`` is the translation's if the file says that it is one.

    :raises FormatError: if the file is not JSON of this kind
    """
    log = ProblemLog()
    file = parse_json(content, _File, options, log)
    passages = _find_passages(file)
    if passages is None:
        fault = "is JSON of another shape (it has no segments, transcription, chunks or words of Whisper)"
        raise FormatError(options.path, fault, NAME_FORMAT, line=1, column=1)
    added = sum(word.interpolated for passage in passages for word in passage.words)
    if added:
        message = "words without times, which are interpolated from their neighbours: {added}"
        log.add(Problem.of("words-interpolated", "note", message, added=added))
    # Models trained on captions write ">>" before another voice; names before colons are words here.
    passages = find_speakers(passages, msgspec.structs.replace(options, labels=False), log)
    is_translation = _is_translation(file)
    language = "en" if is_translation else _language(file)
    heading = Heading(language=language, duration=_duration(file), title=as_text(pick(file.metadata, "title")) or None)
    if date := as_text(pick(file.metadata, "date")):
        message = "the file has a date without saying what it is of; it is left out: {words}"
        log.add(Problem.of("comment-left-out", "note", message, words=date[:40]))
    imported = make_document(passages, options, log, heading)
    return msgspec.structs.replace(imported, side="target" if is_translation else None)


def _find_passages(file: _File) -> list[ImportedCue] | None:
    """The passages in the list of the program that wrote the file; ``None`` if there is no such list."""
    words = as_list(file.words) or as_list(file.word_segments)
    if isinstance(file.segments, list):
        shares = _share_words(file.segments, words)
        return [cue for segment, own in zip(file.segments, shares, strict=True) for cue in _passages(segment, own)]
    if isinstance(file.transcription, list):
        return [_cpp_passage(segment) for segment in file.transcription]
    if isinstance(file.chunks, list):
        return _chunk_passages(as_list(file.speakers) or file.chunks)
    if words:
        return make_cues(word for part in words if (word := _spoken(part, None)) is not None)
    return None


def _duration(file: _File) -> int | None:
    stated = as_ms(file.duration)
    return stated if stated is not None else as_ms(pick(file.metadata, "duration"))


def _is_translation(file: _File) -> bool:
    """Whether Whisper was set to translate: its words are then English, whatever was spoken."""
    return as_text(file.task) == "translate" or pick(file.params, "translate") is True


def _language(file: _File) -> str | None:
    stated = as_text(file.language) or as_text(file.language_code) or as_text(pick(file.result, "language"))
    return stated or as_text(pick(file.params, "language")).removeprefix("auto") or None


def _passages(segment: Any, shared: Sequence[Any]) -> Iterator[ImportedCue]:
    """A segment as a passage; if its words have different speakers, a passage per voice."""
    start, end = as_clock(pick(segment, "start")), as_clock(pick(segment, "end"))
    speaker = numbered_speaker(pick(segment, "speaker", "speaker_id", "speaker_label"))
    parts = as_list(pick(segment, "words")) or shared
    spoken = [word for part in parts if (word := _spoken(part, speaker)) is not None]
    said = as_text(pick(segment, "text")).strip() or " ".join(word.text for word in spoken)
    words = interpolate([_word(word) for word in spoken], start, end)
    for number, voice in enumerate(voices := list(_find_voices(said, spoken, speaker))):
        own = words[voice.first : voice.last]
        first, last = (own[0].span, own[-1].span) if own else (None, None)
        yield ImportedCue(
            start=start if number == 0 or first is None else first.start,
            end=end if number == len(voices) - 1 or last is None else last.end,
            text=voice.text,
            translation=as_text(pick(segment, "translation")).strip() if number == 0 else "",
            speaker=voice.speaker,
            words=own,
        )


class _Voice(msgspec.Struct, frozen=True):
    """The part of a segment by one voice, and its words: from ``first`` up to but not including ``last``."""

    text: str
    speaker: str | None
    first: int
    last: int


def _find_voices(said: str, words: Sequence[SpokenWord], speaker: str | None) -> Iterator[_Voice]:
    """The voices of a segment, cut at their words in its text; one without a speaker if the words are not in it."""
    changes = [n for n in range(1, len(words)) if words[n].speaker != words[n - 1].speaker]
    if not changes:
        yield _Voice(said, words[0].speaker if words else speaker, 0, len(words))
        return
    places, at = [], 0
    for word in words:
        found = said.find(word.text, at)
        if found < 0:
            yield _Voice(said, None, 0, len(words))
            return
        places.append(found)
        at = found + len(word.text)
    for first, last in pairwise([0, *changes, len(words)]):
        begin = 0 if first == 0 else places[first]
        finish = len(said) if last == len(words) else places[last]
        yield _Voice(said[begin:finish].strip(), words[first].speaker, first, last)


def _spoken(part: Any, speaker: str | None) -> SpokenWord | None:
    text = (as_text(pick(part, "word")) or as_text(pick(part, "text"))).strip()
    if not text:
        return None
    return SpokenWord(
        text=text,
        start=as_clock(pick(part, "start")),
        end=as_clock(pick(part, "end")),
        confidence=as_share(pick(part, "probability", "score", "confidence")),
        speaker=numbered_speaker(pick(part, "speaker", "speaker_id", "speaker_label")) or speaker,
    )


def _word(word: SpokenWord) -> Word:
    return make_word(word.text, word.start, word.end, word.confidence)


def _share_words(segments: Sequence[Any], words: Sequence[Any]) -> list[list[Any]]:
    """For each segment, the words of OpenAI's separate list that begin in it, in order."""
    shares: list[list[Any]] = [[] for _ in segments]
    ends = [as_clock(pick(segment, "end")) for segment in segments]
    place = 0
    for word in words:
        start = as_clock(pick(word, "start"))
        while start is not None and place < len(segments) - 1 and (end := ends[place]) is not None and start >= end:
            place += 1
        if segments:
            shares[place].append(word)
    return shares


def _cpp_passage(segment: Any) -> ImportedCue:
    """A segment of whisper.cpp, which has ms, and tokens instead of words."""
    offsets = pick(segment, "offsets")
    start, end = _cpp_time(offsets, "from"), _cpp_time(offsets, "to")
    words: list[SpokenWord] = []
    for token in as_list(pick(segment, "tokens")):
        text, times = as_text(pick(token, "text")), pick(token, "offsets")
        if text.strip() and not text.startswith("[_"):
            last = _cpp_time(times, "to")
            if words and not text[0].isspace():
                words[-1] = msgspec.structs.replace(words[-1], text=words[-1].text + text.strip(), end=last)
            else:
                words.append(SpokenWord(text=text.strip(), start=_cpp_time(times, "from"), end=last))
    said = as_text(pick(segment, "text")).strip()
    return ImportedCue(
        start=start,
        end=end,
        text=said,
        speaker=numbered_speaker(pick(segment, "speaker")),
        words=interpolate([_word(word) for word in words], start, end),
    )


def _cpp_time(offsets: Any, which: str) -> int | None:
    value = pick(offsets, which)
    is_number = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e15
    return to_ms(value / 1000) if is_number else None


def _chunk_passages(chunks: Sequence[Any]) -> list[ImportedCue]:
    """The chunks of Hugging Face's pipeline; single words are combined."""
    spoken: list[SpokenWord] = []
    for chunk in chunks:
        times = [*as_list(pick(chunk, "timestamp", "timestamps")), None, None]
        text = as_text(pick(chunk, "text")).strip()
        if text:
            speaker = numbered_speaker(pick(chunk, "speaker"))
            spoken.append(SpokenWord(text=text, start=as_clock(times[0]), end=as_clock(times[1]), speaker=speaker))
    if sum(" " not in word.text for word in spoken) * 10 > len(spoken) * 9 and len(spoken) > 5:
        return make_cues(spoken)
    return [ImportedCue(start=one.start, end=one.end, text=one.text, speaker=one.speaker) for one in spoken]


def interpolate(words: Sequence[Word], start: int | None, end: int | None) -> tuple[Word, ...]:
    """The words; those without a time get one between their neighbours', by length, and are marked.

    :param start: of the whole, in ms; if it or the end is unknown, words at that edge stay without a time
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
    """Divide a span of time among words by their length."""
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
    """Write the passages of ``options.side`` as segments; for ``"both"``, the translation if there is one.

    Single words are not written: the engine's words may contain what was redacted later.
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
