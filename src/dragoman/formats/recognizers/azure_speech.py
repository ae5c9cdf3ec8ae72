"""The JSON of Azure's speech service, from batch and fast transcription: phrases with times. Read only.

Source: learn.microsoft.com/azure/ai-services/speech-service, "Get batch transcription results", "Fast transcription".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dragoman.errors import FormatError
from dragoman.formats.options import Imported, ReadOptions
from dragoman.formats.reading.imported_cues import Heading, ImportedCue, in_time_order, make_document
from dragoman.formats.reading.json_file import as_list, as_share, as_text, parse_json, pick
from dragoman.formats.recognizers.spoken_words import make_word, numbered_speaker
from dragoman.problems import ProblemLog
from dragoman.transcript.document import Word
from dragoman.transcript.span import parse_duration, to_ms

__all__ = ["read"]

# A tick is 100 nanoseconds.
_TICKS = 10_000


def read(content: bytes, options: ReadOptions) -> Imported:
    """Read the phrases as passages in order of time, with the best alternative of each.

    :raises FormatError: if the file is not JSON of this kind
    """
    log = ProblemLog()
    file = parse_json(content, dict[str, Any], options, log)
    phrases = as_list(pick(file, "recognizedPhrases", "phrases"))
    if not phrases:
        raise FormatError(options.path, "is not JSON of Azure's speech service: it has no phrases", line=1, column=1)
    channels = {pick(phrase, "channel") for phrase in phrases if isinstance(pick(phrase, "channel"), int)}
    locales = dict.fromkeys(filter(None, (as_text(pick(phrase, "locale")) for phrase in phrases)))
    heading = Heading(
        language=next(iter(locales), None) if len(locales) == 1 else None,
        duration=_time(file, "duration"),
        media=as_text(file.get("source")) or None,
    )
    cues = in_time_order([_cue(phrase, channels) for phrase in phrases])
    return make_document(cues, options, log, heading)


def _cue(phrase: Any, channels: set[Any]) -> ImportedCue:
    best = next(iter(as_list(pick(phrase, "nBest"))), phrase)
    start, length = _time(phrase, "offset"), _time(phrase, "duration")
    speaker = numbered_speaker(pick(phrase, "speaker"))
    channel = pick(phrase, "channel")
    return ImportedCue(
        start=start,
        end=None if start is None or length is None else start + length,
        text=as_text(pick(best, "display", "text", "lexical")),
        speaker=speaker or (f"Channel {channel}" if len(channels) > 1 and channel in channels else None),
        language=as_text(pick(phrase, "locale")) or None,
        words=_words(as_list(pick(best, "displayWords", "words"))),
    )


def _words(words: Sequence[Any]) -> tuple[Word, ...]:
    found = []
    for word in words:
        text = as_text(pick(word, "displayText", "word", "text")).strip()
        start, length = _time(word, "offset"), _time(word, "duration")
        if text:
            end = None if start is None or length is None else start + length
            found.append(make_word(text, start, end, as_share(pick(word, "confidence"))))
    return tuple(found)


def _time(value: Any, name: str) -> int | None:
    """Ms of a time given in ticks, in ms, or as an ISO 8601 duration."""
    ticks = pick(value, f"{name}InTicks")
    if _is_number(ticks):
        return to_ms(ticks / _TICKS / 1000)
    ms = pick(value, f"{name}Milliseconds")
    if _is_number(ms):
        return to_ms(ms / 1000)
    try:
        return parse_duration(as_text(pick(value, name)))
    except ValueError:
        return None


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e18
