"""The JSON of Google's Speech-to-Text, versions 1 and 2: results with alternatives, words with times. Read only.

Source: cloud.google.com/speech-to-text/docs/reference/rest (``SpeechRecognitionResult``, ``WordInfo``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from dragoman.errors import FormatError
from dragoman.formats.options import Imported, ReadOptions
from dragoman.formats.reading.imported_cues import Heading, ImportedCue, make_document
from dragoman.formats.reading.json_file import as_clock, as_list, as_ms, as_object, as_share, as_text, parse_json, pick
from dragoman.formats.recognizers.spoken_words import SpokenWord, make_cues, numbered_speaker
from dragoman.problems import Problem, ProblemLog
from dragoman.transcript.span import LATEST

__all__ = ["read"]


def read(content: bytes, options: ReadOptions) -> Imported:
    """Read the words as passages, with the first alternative of each result.

    :raises FormatError: if the file is not JSON of this kind
    """
    log = ProblemLog()
    file = parse_json(content, dict[str, Any], options, log)
    results = [one for one in _find_results(file) if as_list(pick(one, "alternatives"))]
    if not results:
        raise FormatError(options.path, "is not JSON of Google's Speech-to-Text: it has no results", line=1, column=1)
    cues = [cue for result in _without_repeats(results, log) for cue in _cues(result)]
    languages = [as_text(pick(result, "languageCode", "language_code")) for result in results]
    return make_document(cues, options, log, Heading(language=next(filter(None, languages), None)))


def _find_results(file: dict[str, Any]) -> list[Any]:
    """The results, also inside a finished operation or the answer for one file of several."""
    now: Any = file
    for key in ("response", "transcript"):
        inner = pick(now, key)
        now = inner if isinstance(inner, dict) else now
    batch = pick(now, "results")
    if isinstance(batch, dict):
        now = pick(next(iter(batch.values()), None), "transcript", "inlineResult")
        now = pick(now, "transcript") or now
    return as_list(pick(now, "results"))


def _best(result: Any) -> dict[str, Any]:
    return as_object(next(iter(as_list(pick(result, "alternatives"))), None))


def _words(result: Any) -> list[Any]:
    return as_list(_best(result).get("words"))


def _without_repeats(results: Sequence[Any], log: ProblemLog) -> Sequence[Any]:
    """The results; only the last one if it repeats all words with their speakers."""
    *before, last = results
    said = [as_text(pick(word, "word")) for result in before for word in _words(result)]
    again = [as_text(pick(word, "word")) for word in _words(last)]
    # The results before it may have no words of their own, only their text.
    texts = [word for result in before for word in as_text(_best(result).get("transcript")).split()]
    if not before or again not in (said, texts) or not again or not any(_speaker(word) for word in _words(last)):
        return results
    log.add(
        Problem("captions-folded", "note", "the last result repeats all words with their speakers; they are kept once")
    )
    return [last]


def _cues(result: Any) -> list[ImportedCue]:
    words = list(_spoken(result))
    said = as_text(_best(result).get("transcript")).strip()
    if words and "".join("".join(word.text for word in words).split()) == "".join(said.split() or said):
        return make_cues(words)
    if words and not said:
        return make_cues(words)
    end = as_clock(pick(result, "resultEndTime", "resultEndOffset"))
    starts = [word.start for word in words if word.start is not None]
    speakers = {word.speaker for word in words}
    if len(speakers) > 1:
        # The timed words have speakers, the text does not.
        return make_cues(words)
    return [
        ImportedCue(
            start=starts[0] if starts else None,
            end=end if end is not None and end <= LATEST else None,
            text=said,
            speaker=next(iter(speakers), None),
            words=tuple(word for cue in make_cues(words) for word in cue.words),
        )
    ]


def _spoken(result: Any) -> Iterator[SpokenWord]:
    channel = pick(result, "channelTag")
    for number, word in enumerate(_words(result)):
        text = as_text(pick(word, "word")).strip()
        start = _time(pick(word, "startTime", "startOffset", "start_time", "start_offset"))
        if text:
            yield SpokenWord(
                text=text,
                # A time of 0 is left out.
                start=0 if start is None and number == 0 else start,
                end=_time(pick(word, "endTime", "endOffset", "end_time", "end_offset")),
                confidence=as_share(pick(word, "confidence")) or None,
                speaker=_speaker(word) or (f"Channel {channel}" if isinstance(channel, int) and channel > 0 else None),
            )


def _speaker(word: Any) -> str | None:
    # 0 means unknown.
    return numbered_speaker(
        pick(word, "speakerLabel", "speaker_label") or pick(word, "speakerTag", "speaker_tag") or None
    )


def _time(value: Any) -> int | None:
    """Ms of ``"1.500s"``, of seconds, or of ``{"seconds": "1", "nanos": 500000000}``."""
    if not isinstance(value, dict):
        return as_clock(value)
    seconds, nanos = as_ms(pick(value, "seconds") or 0), pick(value, "nanos") or 0
    return None if seconds is None or not isinstance(nanos, int) else seconds + nanos % 10**9 // 10**6
