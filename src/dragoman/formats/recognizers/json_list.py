"""A JSON list of speeches with times: youtube-transcript-api, wscribe, and many scripts. Read only.

An object with such a list under a common key is read too. Times are seconds or clock times; if a key says so
(``start_ms``), ms.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from dragoman.errors import FormatError
from dragoman.formats.options import Imported, ReadOptions
from dragoman.formats.reading.decode import check_number
from dragoman.formats.reading.imported_cues import Heading, ImportedCue, make_document
from dragoman.formats.reading.json_file import as_clock, as_list, as_share, as_text, parse_json, pick
from dragoman.formats.recognizers.spoken_words import SpokenWord, make_cues, make_word, numbered_speaker
from dragoman.formats.subtitles.bilingual_cues import make_subtitles
from dragoman.formats.subtitles.roll_up import fold
from dragoman.problems import ProblemLog
from dragoman.transcript.document import Word
from dragoman.transcript.span import to_ms

__all__ = ["read"]

_LISTS = (
    "snippets", "transcript", "segments", "captions", "cues", "subtitles", "results", "data", "items", "lines",
    "transcripts", "utterances", "monologues", "entries", "phrases", "sentences", "dialogue", "turns", "result",
    "words",
)  # fmt: skip
_TEXT = ("text", "content", "body", "transcript", "sentence", "line", "caption", "utterance", "words", "value", "said")
_WORD = ("word", "punctuated_word")
_START, _END = (
    ("start", "start_time", "startTime", "begin", "from", "time"),
    ("end", "end_time", "endTime", "to", "stop"),
)
_LENGTH = ("duration", "dur", "length")
_SPEAKER = ("speaker", "speaker_name", "speakerName", "speaker_label", "name")
_IN_MS = ("start_ms", "startMs", "startInMs", "tStartMs", "offset_ms"), ("end_ms", "endMs", "endInMs")


def read(content: bytes, options: ReadOptions) -> Imported:
    """Read the objects of the list that have words as passages.

    :raises FormatError: if there is no such list
    """
    log = ProblemLog()
    file = parse_json(content, Any, options, log)
    objects = _find_objects(file)
    if not objects and (words := _find_objects(file, _WORD)):
        return make_document(make_cues(map(_spoken, words)), options, log, _heading(file))
    if not objects:
        fault, fix = "contains no list of objects with words", "each needs a text, a start, and an end or a duration"
        raise FormatError(options.path, fault, fix, line=1, column=1)
    check_number(len(objects), options)
    cues = [_cue(one) for one in objects]
    return make_subtitles(fold(_without_overlap(cues), log), options, log, _heading(file))


def _heading(file: Any) -> Heading:
    return Heading(language=as_text(pick(file, "language_code", "languageCode", "language")) or None)


def _find_objects(file: Any, keys: Sequence[str] = _TEXT, depth: int = 0) -> list[dict[str, Any]]:
    """The objects with words in the list that a file is or contains: under a common key, or deeper inside."""
    if isinstance(file, list):
        return [one for one in file if isinstance(one, dict) and _text(one, keys)]
    if not isinstance(file, dict) or depth > _DEEPEST:
        return []
    inside = [file[key] for key in _LISTS if key in file]
    inside += [value for value in file.values() if isinstance(value, dict)]
    return next((found for value in inside if (found := _find_objects(value, keys, depth + 1))), [])


_DEEPEST = 4


def _text(one: dict[str, Any], keys: Sequence[str] = _TEXT) -> str:
    return next((words for key in keys if (words := as_text(one.get(key))).strip()), "")


def _spoken(one: dict[str, Any]) -> SpokenWord:
    start, end = (as_clock(pick(one, *keys)) for keys in (_START, _END))
    share = as_share(pick(one, "confidence", "conf", "score", "probability"))
    who = numbered_speaker(pick(one, *_SPEAKER))
    return SpokenWord(text=_text(one, _WORD).strip(), start=start, end=end, confidence=share, speaker=who)


def _cue(one: dict[str, Any]) -> ImportedCue:
    start, end, length = (as_clock(pick(one, *keys)) for keys in (_START, _END, _LENGTH))
    start = start if start is not None else _ms(pick(one, *_IN_MS[0]))
    end = end if end is not None else _ms(pick(one, *_IN_MS[1]))
    if end is None and start is not None and length is not None:
        end = start + length
    return ImportedCue(
        start=start,
        end=end,
        text=html.unescape(_text(one)).strip(),
        speaker=numbered_speaker(pick(one, *_SPEAKER)),
        words=tuple(word for part in as_list(one.get("words")) if (word := _word(part)) is not None),
    )


def _word(part: Any) -> Word | None:
    text = as_text(pick(part, "text", "word")).strip()
    start, end = as_clock(pick(part, *_START)), as_clock(pick(part, *_END))
    return make_word(text, start, end, as_share(pick(part, "score", "confidence", "probability"))) if text else None


def _ms(value: Any) -> int | None:
    """Whole ms of a number of ms."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e15
    return to_ms(value / 1000) if is_number else None


def _without_overlap(cues: list[ImportedCue]) -> list[ImportedCue]:
    """The cues; if most last on the screen past the start of the next one, each ends where the next begins."""
    late = sum(a.end is not None and b.start is not None and a.end > b.start for a, b in pairwise(cues))
    if late * 2 <= len(cues):
        return cues
    for cue, following in pairwise(cues):
        if cue.end is not None and following.start is not None and (cue.start or 0) <= following.start < cue.end:
            cue.end = following.start
    return cues
