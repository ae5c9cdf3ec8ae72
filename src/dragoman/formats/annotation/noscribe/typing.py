"""How noScribe types pauses and overlapping speech.

``(..)`` is a pause of as many seconds as there are dots, ``(12 seconds pause)`` a long one, and ``//S02: words//`` is
inside the words of the speaker whom S02 interrupts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from dragoman.formats.reading.imported_cues import ImportedCue
from dragoman.transcript.text import Inline, Overlap, Pause, Text

__all__ = ["Maker", "find_maker", "read_pauses", "split_overlaps", "type_pauses"]

# Its header in the languages of its window: English, German, and others by the words around its name.
_MAKER = re.compile(r"\bnoScribe,? (?:vers|Vers|v)\.? ?\d|Transcribed with noScribe|Transkribiert mit noScribe")
_LANGUAGE = re.compile(
    r"(?:Language|Sprache|Langue|Idioma|Lingua|Taal|Язык|语言|言語|Språk)\s?[:：] ?[^()|]{1,40}\((\w{2,3})\)"
)
_MEDIA = re.compile(
    r"(?:Audio file|Audiodatei|Fichier audio|Archivo de audio|File audio|Audiobestand|Аудиофайл)\s?:"
    r" ?(.{1,500}?)(?= ?\((?:Language|Sprache|Start \(|[A-Z][^()]{1,30}:)|\n|\Z)"
)
_MINUTES, _SECONDS = (
    r"(\d{1,3}) (?:minutes?|Minuten?|Minute\[n\]|minute\[s\]|min\.?)",
    (r"(\d{1,4}) (?:seconds?|Sekunden?|Sekunde\[n\]|second\[s\]|sec\.?|s)"),
)
_PAUSE = re.compile(rf" ?\((?:(\.{{1,3}})|(?:{_MINUTES},? ?)?(?:{_SECONDS} ?)?(?:pause|Pause))\)")
_MOST_DOTS, _MOST_SECONDS = 3, 59
_FALLS_IN = re.compile(r"//\s?S\d{2,3}: ")
_SEAM = re.compile(r"(?<!:)//")
_VOICE = re.compile(r"(S\d{2,3}): ?")


class Maker(msgspec.Struct, frozen=True):
    """noScribe's note about a transcription: the language setting, and the recording's file."""

    language: str | None
    media: str | None


def find_maker(note: str) -> Maker | None:
    """The content of a note, if it is noScribe's."""
    if _MAKER.search(note) is None:
        return None
    language, media = _LANGUAGE.search(note), _MEDIA.search(note)
    return Maker(language[1] if language else None, media[1].strip() if media else None)


def split_overlaps(passages: Iterable[ImportedCue]) -> list[ImportedCue]:
    """The passages, with interruptions as separate passages, and pauses as marks.

    All parts have the times of the whole.
    """
    return [part for passage in passages for part in _parts(passage)]


def read_pauses(words: str) -> Text:
    """The words, with typed pauses as marks."""
    out: list[Inline] = []
    at = 0
    for match in _PAUSE.finditer(words):
        dots, minutes, seconds = match.groups()
        if not any(match.groups()):
            continue
        length = len(dots) if dots else int(minutes or 0) * 60 + int(seconds or 0)
        out += [words[at : match.start()], " " if match.start() else "", Pause(length * 1000)]
        at = match.end()
    return tuple(inline for inline in (*out, words[at:]) if inline != "")


def type_pauses(text: Text) -> Text:
    """The text, with pauses of whole seconds typed as in noScribe, if they can be read back."""
    out: list[Inline] = []
    for inline in text:
        before = out[-1] if out else " "
        typed = _typed(inline.duration or 0) if isinstance(inline, Pause) else None
        out.append(typed if typed and isinstance(before, str) and before.endswith(" ") else inline)
    return tuple(out)


def _typed(ms: int) -> str | None:
    seconds, rest = divmod(ms, 1000)
    if rest or not 1 <= seconds <= _MOST_SECONDS:
        return None
    return f"({'.' * seconds})" if seconds <= _MOST_DOTS else f"({seconds} seconds pause)"


def _parts(passage: ImportedCue) -> Iterator[ImportedCue]:
    if not isinstance(passage.text, str):
        yield passage
        return
    speaker = (passage.speaker or "").removeprefix("//") or None
    falls_in = speaker != passage.speaker and speaker is not None
    words = " ".join(passage.text.split("\n"))
    pieces = [piece.strip() for piece in _SEAM.split(words)] if _FALLS_IN.search(words) or falls_in else [words]
    id_ = passage.id
    if falls_in and _FALLS_IN.search(words):
        # The cue has the voice of the interruption at its end; the speaker before that is unknown.
        speaker, falls_in = None, False
    for piece in filter(None, pieces):
        voice = _VOICE.match(piece) if len(pieces) > 1 else None
        said = read_pauses(piece[voice.end() :] if voice else piece)
        overlap: Text = (Overlap(),) if voice or falls_in else ()
        yield msgspec.structs.replace(
            passage, id=id_, speaker=voice[1] if voice else speaker, text=(*overlap, *said), words=()
        )
        id_ = None
