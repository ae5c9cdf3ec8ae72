"""Select the passages of a document that need an engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

import msgspec

from dragoman.language.folding import primary
from dragoman.transcript.document import Person, Segment, Speaker, Transcript
from dragoman.transcript.text import Note, Text, Wrapper, has_words, is_untranscribed, is_untranslated, tidy

__all__ = ["Passage", "Work", "find_work", "is_open", "without_desk_notes"]


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A passage for an engine to translate.

    ``place`` is the index of its segment in the document, ``turn`` that of its turn. ``text`` is the original without
    desk notes. ``speaker`` is the label and the role, never the name of a person who is shown by a label.
    """

    id: str
    place: int
    turn: int
    language: str | None
    text: Text
    speaker: str | None = None


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """The work to do.

    ``carried`` are passages that contain only marks, with the translation that they get without an engine. ``skipped``
    counts those that stay as they are, by reason: ``withdrawn``, ``no-original``, ``same-language``, ``untranscribed``,
    ``translated`` or ``no-translation``.
    """

    passages: tuple[Passage, ...]
    carried: tuple[tuple[Passage, Text], ...]
    skipped: dict[str, int]


def find_work(
    transcript: Transcript, target: str, *, only: Collection[str] = (), translated: bool | None = False
) -> Work:
    """The passages without a translation, in order.

    :param only: ids of the passages to consider; by default all
    :param translated: ``True`` selects those with a translation instead, for a second version beside it; ``None``
        selects both
    """
    speakers = {speaker.id: _describe(speaker) for speaker in transcript.speakers}
    passages: list[Passage] = []
    carried: list[tuple[Passage, Text]] = []
    skipped: Counter[str] = Counter()
    usual = _find_usual(transcript)
    turn, before = 0, object()
    for place, segment in enumerate(transcript.segments):
        turn, before = (turn, before) if segment.speaker == before else (turn + 1, segment.speaker)
        if only and segment.id not in only:
            continue
        language = _known(segment.language or usual)
        reason = _find_reason(segment, language, target, translated=translated)
        if reason is not None:
            skipped[reason] += 1
            continue
        passage = Passage(
            id=segment.id,
            place=place,
            turn=turn,
            language=language,
            text=without_desk_notes(segment.source or ()),
            speaker=speakers.get(segment.speaker or ""),
        )
        if has_words(passage.text):
            passages.append(passage)
        elif translated or not passage.text:
            skipped["no-original"] += 1
        else:
            carried.append((passage, passage.text))
    return Work(passages=tuple(passages), carried=tuple(carried), skipped=dict(skipped))


def is_open(segment: Segment) -> bool:
    """Whether an engine may write a translation: there is none, or there is a gap that an engine left.

    A gap on both sides stays as it is until somebody types the original.
    """
    by_person = segment.target is not None and isinstance(segment.target_origin, Person)
    return is_untranslated(segment.target) and not by_person and not _is_gap_on_both_sides(segment)


def without_desk_notes(text: Text) -> Text:
    """The text without notes that never leave the desk."""
    kept = (
        msgspec.structs.replace(inline, content=without_desk_notes(inline.content))
        if isinstance(inline, Wrapper)
        else inline
        for inline in text
        if not (isinstance(inline, Note) and inline.audience == "desk")
    )
    return tidy(tuple(kept))


def _find_reason(segment: Segment, language: str | None, target: str, *, translated: bool | None) -> str | None:
    """Why a passage stays as it is; ``None`` if it is to be translated."""
    if segment.withdrawn is not None:
        return "withdrawn"
    if not segment.source:
        return "no-original"
    if language is not None and primary(language) == primary(target):
        return "same-language"
    if _is_gap_on_both_sides(segment):
        return "untranscribed"
    if translated is not None and is_open(segment) == translated:
        return "no-translation" if translated else "translated"
    return None


def _is_gap_on_both_sides(segment: Segment) -> bool:
    """Whether speech without words is marked in the original and in the translation."""
    return bool(segment.target) and is_untranscribed(segment.source) and is_untranslated(segment.target)


def _find_usual(transcript: Transcript) -> str | None:
    """The language of passages without one of their own."""
    languages = transcript.recording.languages if transcript.recording else ()
    return languages[0] if len(languages) == 1 else transcript.source_language


def _known(language: str | None) -> str | None:
    return None if language == "und" else language


def _describe(speaker: Speaker) -> str | None:
    """What an engine may know about a speaker: the label and the role."""
    parts = [part for part in (speaker.label, f"({speaker.role})" if speaker.role else None) if part]
    return " ".join(" ".join(parts).split()) or None
