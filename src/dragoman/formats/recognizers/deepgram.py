"""The JSON of Deepgram: words with times and speakers for each channel. Read only.

Source: developers.deepgram.com/reference, "Transcribe pre-recorded audio".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dragoman.errors import FormatError
from dragoman.formats.options import Imported, ReadOptions
from dragoman.formats.reading.imported_cues import Heading, ImportedCue, in_time_order, make_document
from dragoman.formats.reading.json_file import as_list, as_ms, as_object, as_share, as_text, parse_json, pick
from dragoman.formats.recognizers.spoken_words import SpokenWord, make_cues, numbered_speaker
from dragoman.problems import ProblemLog

__all__ = ["read"]


def read(content: bytes, options: ReadOptions) -> Imported:
    """Read the words of all channels as passages in order of time, with the first alternative of each channel.

    :raises FormatError: if the file is not JSON of this kind
    """
    log = ProblemLog()
    file = parse_json(content, dict[str, Any], options, log)
    channels = as_list(as_object(file.get("results")).get("channels"))
    if not channels:
        raise FormatError(options.path, "is not JSON of Deepgram: it has no channels", line=1, column=1)
    cues = [cue for number, channel in enumerate(channels) for cue in _cues(channel, number, len(channels))]
    if not any(cue.words for cue in cues):
        cues = [_utterance(one) for one in as_list(as_object(file.get("results")).get("utterances"))] or cues
    languages = [as_text(pick(channel, "detected_language")) for channel in channels]
    languages += [as_text(code) for channel in channels for code in as_list(pick(_best(channel), "languages"))]
    heading = Heading(
        language=next(filter(None, languages), None), duration=as_ms(pick(file.get("metadata"), "duration"))
    )
    return make_document(in_time_order(cues), options, log, heading)


def _best(channel: Any) -> dict[str, Any]:
    return as_object(next(iter(as_list(pick(channel, "alternatives"))), None))


def _cues(channel: Any, number: int, channels: int) -> list[ImportedCue]:
    name = f"Channel {number}" if channels > 1 else None
    cues = make_cues(_words(_best(channel), name))
    said = as_text(_best(channel).get("transcript")).strip()
    return cues or ([ImportedCue(text=said, speaker=name)] if said else [])


def _utterance(utterance: Any) -> ImportedCue:
    return ImportedCue(
        start=as_ms(pick(utterance, "start")),
        end=as_ms(pick(utterance, "end")),
        text=as_text(pick(utterance, "transcript")),
        speaker=numbered_speaker(pick(utterance, "speaker")),
    )


def _words(best: dict[str, Any], channel: str | None) -> Iterator[SpokenWord]:
    for word in as_list(best.get("words")):
        text = as_text(pick(word, "punctuated_word", "word")).strip()
        speaker = numbered_speaker(pick(word, "speaker"))
        if text:
            yield SpokenWord(
                text=text,
                start=as_ms(pick(word, "start")),
                end=as_ms(pick(word, "end")),
                confidence=as_share(pick(word, "confidence")),
                speaker=", ".join(filter(None, (channel, speaker))) or None,
            )
