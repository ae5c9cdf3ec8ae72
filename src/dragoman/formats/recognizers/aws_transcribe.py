"""The JSON of Amazon Transcribe: words and punctuation with times, and a list of who spoke when. Read only.

Source: docs.aws.amazon.com/transcribe/latest/dg, "Example diarization output", "Transcribing multi-channel audio".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dragoman.errors import FormatError
from dragoman.formats.options import Imported, ReadOptions
from dragoman.formats.reading.imported_cues import Heading, ImportedCue, make_document
from dragoman.formats.reading.json_file import as_list, as_ms, as_object, as_share, as_text, parse_json, pick
from dragoman.formats.recognizers.spoken_words import SpokenWord, make_cues
from dragoman.language.sentences import SENTENCE_ENDS
from dragoman.problems import ProblemLog

__all__ = ["read"]


def read(content: bytes, options: ReadOptions) -> Imported:
    """Read the words as passages.

    :raises FormatError: if the file is not JSON of this kind
    """
    log = ProblemLog()
    file = parse_json(content, dict[str, Any], options, log)
    results = as_object(file.get("results"))
    items, transcripts = as_list(results.get("items")), as_list(results.get("transcripts"))
    if not items and not transcripts:
        raise FormatError(options.path, "is not JSON of Amazon Transcribe: it has no results", line=1, column=1)
    speakers = _find_speakers(results)
    cues = make_cues(_words(items, speakers))
    if not cues:
        cues = [ImportedCue(text=as_text(pick(one, "transcript"))) for one in transcripts]
    return make_document(cues, options, log, Heading(language=_language(results)))


def _find_speakers(results: dict[str, Any]) -> dict[tuple[str, str], str]:
    """The speaker or channel of each word, by its start and end as written in the file."""
    found: dict[tuple[str, str], str] = {}
    for segment in as_list(as_object(results.get("speaker_labels")).get("segments")):
        for item in as_list(pick(segment, "items")):
            label = as_text(pick(item, "speaker_label")) or as_text(pick(segment, "speaker_label"))
            found[_place(item)] = label
    for channel in as_list(as_object(results.get("channel_labels")).get("channels")):
        for item in as_list(pick(channel, "items")):
            found.setdefault(_place(item), as_text(pick(channel, "channel_label")))
    return found


def _place(item: Any) -> tuple[str, str]:
    return str(pick(item, "start_time") or ""), str(pick(item, "end_time") or "")


def _words(items: list[Any], speakers: dict[tuple[str, str], str]) -> Iterator[SpokenWord]:
    before: str | None = None
    for item in items:
        best = next(iter(as_list(pick(item, "alternatives"))), None)
        text = as_text(pick(best, "content")).strip()
        if not text:
            continue
        is_mark = as_text(pick(item, "type")) == "punctuation"
        own = as_text(pick(item, "speaker_label", "channel_label")) or speakers.get(_place(item), "")
        # A punctuation mark has no time and often no speaker: it belongs to the word before it.
        speaker = before if is_mark else own or None
        yield SpokenWord(
            text=text,
            start=as_ms(pick(item, "start_time")),
            end=as_ms(pick(item, "end_time")),
            confidence=as_share(pick(best, "confidence")),
            speaker=speaker,
            joins=is_mark,
            ends=text in SENTENCE_ENDS if is_mark else None,
        )
        before = speaker


def _language(results: dict[str, Any]) -> str | None:
    stated = as_text(results.get("language_code"))
    scores = as_list(results.get("language_identification"))
    return stated or as_text(pick(next(iter(scores), None), "code")) or None
