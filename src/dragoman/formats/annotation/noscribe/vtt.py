"""WebVTT by noScribe: a comment names the language and the recording, and overlaps are typed.

Its editor saves the label and the time before a turn as separate cues.
"""

from __future__ import annotations

import re
from itertools import pairwise

from dragoman.formats.annotation.noscribe.typing import find_maker, split_overlaps
from dragoman.formats.options import Imported, ReadOptions
from dragoman.formats.reading.imported_cues import Heading, ImportedCue
from dragoman.formats.subtitles.vtt import reader
from dragoman.transcript.document import Speaker

__all__ = ["read"]

_MEDIA = re.compile(r"media: (.{1,500})")
_LABEL = re.compile(r"\s*([^\[\]:\n]{1,60}):\s*")
_TIME = re.compile(r"\s*\[\d{1,3}:\d\d(?::\d\d)?\]\s*")


def read(content: bytes, options: ReadOptions) -> Imported:
    """Read the cues as passages.

    :raises FormatError: if the file does not begin with ``WEBVTT``
    """
    return reader.read(content, options, reader.Dialect(read_comment=_read_comment, rework=_rework))


def _read_comment(comment: str) -> Heading | None:
    maker, media = find_maker(comment), _MEDIA.fullmatch(comment)
    if media:
        return Heading(media=media[1].strip())
    return Heading(language=maker.language, media=maker.media) if maker else None


def _rework(cues: list[ImportedCue]) -> tuple[list[ImportedCue], tuple[Speaker, ...]]:
    """The cues with words, and the names that users typed for noScribe's codes."""
    names: dict[str, str] = {}
    words: list[ImportedCue] = []
    for cue, following in pairwise([*cues, None]):
        if cue is None or (_TIME.fullmatch(_text(cue)) and _goes_on(cue, following)):
            continue
        label = _LABEL.fullmatch(_text(cue)) if cue.speaker and _goes_on(cue, following) else None
        if label and cue.speaker:
            names.setdefault(cue.speaker.removeprefix("//"), label[1].strip())
        else:
            words.append(cue)
    speakers = tuple(Speaker(id=code, label=name) for code, name in names.items())
    return split_overlaps(words), speakers


def _text(cue: ImportedCue) -> str:
    return cue.text if isinstance(cue.text, str) else ""


def _goes_on(cue: ImportedCue, following: ImportedCue | None) -> bool:
    """Whether the next cue belongs to the same stretch."""
    if following is None:
        return False
    return (cue.start, cue.end, cue.speaker) == (following.start, following.end, following.speaker)
