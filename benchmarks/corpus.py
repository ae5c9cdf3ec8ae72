"""The recordings with truth that the measurements run on. They are not part of the project.

The folder is named by DRAGOMAN_DATA, and otherwise lies at ``../shared/data`` beside the repository: ``audio/LANG``
(readings with their text), ``panel`` (readings one after another, with times), ``diar`` (conversations with turns).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.frame import data_folder
from dragoman.formats import read
from dragoman.formats.options import ReadOptions
from dragoman.transcript.document import Recording, Segment, Speaker, Transcript, Word
from dragoman.transcript.ids import mint_id
from dragoman.transcript.span import Span

__all__ = [
    "INDEPENDENT",
    "Clip",
    "choose",
    "conversations",
    "is_independent",
    "panels",
    "readings",
    "with_text",
    "word_lists",
]

# How the list of recordings begins to say that the English is nobody's of the data set.
INDEPENDENT = ("CoVoST 2 reference", "official UN English", "FLEURS English side")


class Clip(msgspec.Struct, frozen=True, kw_only=True):
    """A recording with what is known of it. ``truth`` is a document: texts, times, speakers, as far as they go.

    ``words`` is a second one, where the words are timed by other hands than the turns.
    """

    name: str
    path: Path
    language: str
    truth: Transcript
    words: Transcript | None = None
    translation_status: str | None = None


def readings() -> tuple[Clip, ...]:
    """Short readings in many languages, those with known words only."""
    files = sorted((data_folder() / "audio").glob("*/*.json"))
    return tuple(clip for path in files if (clip := _read_clip(path)) is not None)


def panels() -> tuple[Clip, ...]:
    """Several readers one after another, with times."""
    files = sorted((data_folder() / "panel").glob("*.json"))
    return tuple(clip for path in files if (clip := _read_clip(path)) is not None)


def with_text() -> tuple[Clip, ...]:
    """Everything whose every word is known."""
    return tuple(clip for clip in (*panels(), *readings()) if any(segment.source for segment in clip.truth.segments))


def word_lists() -> tuple[Clip, ...]:
    """Recordings in which the time of every word is known."""
    return tuple(clip for clip in readings() if any(segment.words for segment in clip.truth.segments))


def conversations() -> tuple[Clip, ...]:
    """Conversations with known turns, some with known words."""
    return tuple(_read_turns(path) for path in sorted((data_folder() / "diar").glob("*.rttm")))


def is_independent(clip: Clip) -> bool:
    """Whether its English was not written for the data."""
    return (clip.translation_status or "").startswith(INDEPENDENT)


def choose(clips: Sequence[Clip], most: int | None) -> tuple[Clip, ...]:
    """All of them, or only so many from different languages, for a look at whether a measurement runs."""
    if most is None:
        return tuple(clips)
    first = {clip.language: clip for clip in reversed(clips)}
    return tuple(first.values())[-most:]


def _read_clip(path: Path) -> Clip | None:
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    if "text" not in found and "segments" not in found and "translation_en" not in found:
        return None
    language = found["lang"]
    return Clip(
        name=f"{path.parent.name}/{path.stem}",
        path=path.with_name(found["audio"]),
        language=language,
        truth=_document(_recording(language, path.with_name(found["audio"])), list(_segments(path.stem, found))),
        translation_status=found.get("translation_status") or _made_of(found),
    )


def _segments(name: str, found: dict[str, Any]) -> Iterator[Segment]:
    rows = found.get("segments") or [{"text": found.get("text"), "translation_en": found.get("translation_en")}]
    for place, row in enumerate(rows):
        span = Span(_ms(row["start"]), _ms(row["end"])) if "start" in row else None
        text, translation = row.get("text"), row.get("translation_en") or row.get("en")
        yield Segment(
            id=mint_id(name, place),
            speaker=row.get("speaker"),
            span=span,
            source=(text,) if text else None,
            target=(translation,) if translation else None,
            # One word a row: its time is the row's.
            words=(Word(text=text, span=span),) if "en" in row and " " not in text else (),
        )


def _made_of(found: dict[str, Any]) -> str | None:
    rows = found.get("segments", ())
    return "as the clips it was made from" if any("translation_en" in row for row in rows) else None


def _read_turns(path: Path) -> Clip:
    words = path.with_suffix(".stm")
    sound = path.with_suffix(".flac")
    return Clip(
        name=f"diar/{path.stem}",
        path=sound,
        language="en",
        truth=_read_document(path, sound),
        words=_read_document(words, sound) if words.exists() else None,
    )


def _read_document(path: Path, sound: Path) -> Transcript:
    found = read(path.read_bytes(), path.suffix[1:], ReadOptions(path=str(path), language="en")).transcript
    return msgspec.structs.replace(found, recording=_recording("en", sound))


def _document(recording: Recording, segments: list[Segment]) -> Transcript:
    speakers = dict.fromkeys(segment.speaker for segment in segments if segment.speaker)
    return Transcript(
        recording=recording,
        speakers=tuple(Speaker(id=speaker) for speaker in speakers),
        segments=tuple(segments),
        target_language="en" if any(segment.target for segment in segments) else None,
    )


def _recording(language: str, path: Path) -> Recording:
    return Recording(languages=(language,), duration=_durations().get(path.relative_to(data_folder()).as_posix()))


@cache
def _durations() -> dict[str, int]:
    """Of every recording, as the list beside them says."""
    rows = [line.split("\t") for line in (data_folder() / "MANIFEST.tsv").read_text("utf-8").splitlines()[1:]]
    return {row[0]: _ms(float(row[1])) for row in rows if row[1]}


def _ms(seconds: float) -> int:
    return round(seconds * 1000)
