"""The JSON of Rev.ai: monologues of speakers, made of words and punctuation. Read only.

Source: docs.rev.ai/api/asynchronous/transcript.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dragoman.errors import FormatError
from dragoman.formats.options import Imported, ReadOptions
from dragoman.formats.reading.imported_cues import Heading, make_document
from dragoman.formats.reading.json_file import as_list, as_ms, as_share, as_text, parse_json, pick
from dragoman.formats.recognizers.spoken_words import SpokenWord, make_cues, numbered_speaker
from dragoman.language.sentences import SENTENCE_ENDS
from dragoman.problems import ProblemLog

__all__ = ["read"]


def read(content: bytes, options: ReadOptions) -> Imported:
    """Read the monologues as passages.

    :raises FormatError: if the file is not JSON of this kind
    """
    log = ProblemLog()
    file = parse_json(content, dict[str, Any], options, log)
    monologues = file.get("monologues")
    if not isinstance(monologues, list):
        raise FormatError(options.path, "is not JSON of Rev.ai: it has no monologues", line=1, column=1)
    names = {str(pick(one, "id")): as_text(pick(one, "name")) for one in as_list(file.get("speakers"))}
    cues = [cue for monologue in monologues for cue in make_cues(_words(monologue, names))]
    return make_document(cues, options, log, Heading(language=as_text(file.get("language")) or None))


def _words(monologue: Any, names: dict[str, str]) -> Iterator[SpokenWord]:
    code = pick(monologue, "speaker")
    if isinstance(code, dict):
        code = pick(code, "name", "id")
    name = as_text(pick(monologue, "speaker_info", "speaker_name"))
    speaker = name or names.get(str(code)) or numbered_speaker(code)
    joins = False
    for element in as_list(pick(monologue, "elements")):
        value = as_text(pick(element, "value"))
        text = value.strip()
        if not text:
            joins = joins and not value
            continue
        is_mark = as_text(pick(element, "type")) == "punct"
        yield SpokenWord(
            text=text,
            start=as_ms(pick(element, "ts")),
            end=as_ms(pick(element, "end_ts")),
            confidence=as_share(pick(element, "confidence")),
            speaker=speaker,
            joins=joins or (is_mark and not value[0].isspace()),
            ends=text[-1] in SENTENCE_ENDS if is_mark and value[-1].isspace() else None,
        )
        # No space follows a hyphen between two parts of a word.
        joins = is_mark and not value[-1].isspace() and text[-1] not in SENTENCE_ENDS
