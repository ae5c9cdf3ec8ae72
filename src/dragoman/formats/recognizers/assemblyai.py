"""The JSON of AssemblyAI: utterances with their speakers, words with times in ms. Read only.

Source: www.assemblyai.com/docs/api-reference/transcripts/get.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from dragoman.errors import FormatError
from dragoman.formats.options import Imported, ReadOptions
from dragoman.formats.reading.imported_cues import Heading, ImportedCue, make_document
from dragoman.formats.reading.json_file import as_list, as_ms, as_share, as_text, parse_json, pick
from dragoman.formats.recognizers.spoken_words import SpokenWord, make_cues
from dragoman.problems import ProblemLog
from dragoman.transcript.span import to_ms

__all__ = ["read"]


def read(content: bytes, options: ReadOptions) -> Imported:
    """Read the utterances as passages, split into sentences if their words have times; else the words.

    :raises FormatError: if the file is not JSON of this kind
    """
    log = ProblemLog()
    file = parse_json(content, dict[str, Any], options, log)
    cues = [cue for utterance in as_list(file.get("utterances")) for cue in _utterance(utterance)]
    cues = cues or make_cues(_words(as_list(file.get("words")), None))
    if not cues and as_text(file.get("text")).strip():
        cues = [ImportedCue(text=as_text(file.get("text")))]
    if not cues and not isinstance(file.get("words"), list):
        raise FormatError(options.path, "is not JSON of AssemblyAI: it has neither words nor text", line=1, column=1)
    heading = Heading(
        language=as_text(file.get("language_code")) or None,
        duration=as_ms(file.get("audio_duration")),
        media=as_text(file.get("audio_url")) or None,
    )
    return make_document(cues, options, log, heading)


def _utterance(utterance: Any) -> list[ImportedCue]:
    said, speaker = as_text(pick(utterance, "text")).strip(), as_text(pick(utterance, "speaker")) or None
    words = list(_words(as_list(pick(utterance, "words")), speaker))
    if words and " ".join(word.text for word in words).split() == (said.split() or [word.text for word in words]):
        return make_cues(words)
    start, end = _ms(pick(utterance, "start")), _ms(pick(utterance, "end"))
    return [ImportedCue(start=start, end=end, text=said, speaker=speaker)] if said else []


def _words(words: Sequence[Any], speaker: str | None) -> Iterator[SpokenWord]:
    for word in words:
        text = as_text(pick(word, "text", "word")).strip()
        if text:
            yield SpokenWord(
                text=text,
                start=_ms(pick(word, "start")),
                end=_ms(pick(word, "end")),
                confidence=as_share(pick(word, "confidence")),
                speaker=as_text(pick(word, "speaker")) or speaker,
            )


def _ms(value: Any) -> int | None:
    """Whole ms of a number of ms."""
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > 1e15:
        return None
    return to_ms(value / 1000)
