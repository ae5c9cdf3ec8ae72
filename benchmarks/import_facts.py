"""What an imported document says of itself, and of who speaks in it, as the import benchmark asks for it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from dragoman.transcript.document import Speaker, Transcript
from dragoman.transcript.text import Mark, Note

__all__ = ["check_fact", "find_names", "find_words", "fold"]

# A start may be rounded by so many ms.
_NEAR = 10


def find_names(speaker: Speaker) -> frozenset[str]:
    """Everything that a speaker is called, folded: without a name, the id, which is what readers see then."""
    names = (speaker.name, speaker.label, speaker.name_native, *speaker.aliases)
    return frozenset(fold(name) for name in names if name) or frozenset({fold(speaker.id)})


def find_words(text: Iterable[Any]) -> list[str]:
    """The words of a text by the rule above."""
    return [word for word in _spell(text).split() if any(character.isalnum() for character in word)]


def _spell(text: Iterable[Any]) -> str:
    return "".join(inline if isinstance(inline, str) else _spell_mark(inline) for inline in text)


def _spell_mark(mark: Mark) -> str:
    """The words of a mark. Marks are known by their fields, so that older commits can be measured too."""
    if isinstance(mark, Note):
        return " "
    content = getattr(mark, "content", ())
    words = content if isinstance(content, str) else _spell(content)
    correction = getattr(mark, "correction", None)
    return f"{words} {correction}" if correction else words


def fold(text: str) -> str:
    """A name or a title without what does not tell two apart: case, kinds of quotation marks, white space."""
    text = unicodedata.normalize("NFC", text).translate(str.maketrans("“”„‘’–—", '"""\'\'--'))
    return " ".join(text.casefold().split())


def check_fact(name: str, value: Any, transcript: Transcript) -> tuple[bool, str]:
    """Whether a fact came out as it is, and what came out."""
    found = _FACTS[name](transcript)
    return _COMPARES.get(name, _is_same)(value, found), _show(found)


def _is_same(value: Any, found: Any) -> bool:
    if value == "":
        return not found
    if isinstance(value, str):
        return found is not None and fold(value) == fold(str(found))
    return bool(value == found)


def _is_one(value: str, found: Sequence[str | None]) -> bool:
    if value == "":
        return not any(found)
    return any(fold(value) == fold(one) for one in found if one)


def _are_same(value: Sequence[str], found: Sequence[str]) -> bool:
    return sorted(map(fold, value)) == sorted(map(fold, found))


def _are_among(value: Sequence[Any], found: Collection[Any]) -> bool:
    return all(one in found for one in value)


def _are_near(value: Sequence[int], found: Collection[int]) -> bool:
    return all(any(abs(one - start) <= _NEAR for start in found) for one in value)


def _show(found: Any) -> str:
    if isinstance(found, (list, tuple, set)):
        shown = [str(one) for one in found if one is not None]
        return ", ".join(shown[:6]) + (" …" if len(shown) > 6 else "") or "–"
    return "–" if found is None else str(found)


def _find_language(transcript: Transcript) -> str | None:
    recording = transcript.recording
    if recording and len(recording.languages) == 1:
        return recording.languages[0]
    return transcript.source_language


def _find_side(transcript: Transcript) -> str | None:
    segments = transcript.segments
    source, target = any(s.source for s in segments), any(s.target for s in segments)
    if source and target:
        return "both"
    return "translation" if target else "original" if source else None


def _find_dates(transcript: Transcript) -> list[str]:
    facts = transcript.facts
    written = [date.edtf for date in facts.dates] + [publication.date for publication in facts.publications]
    return [date[:10] for date in written if date]


def _find_aired(transcript: Transcript) -> str | None:
    return next((date.edtf for date in transcript.facts.dates if date.kind == "aired"), None)


def _find_starts(transcript: Transcript) -> list[int]:
    return [segment.span.start for segment in transcript.segments if segment.span is not None]


def _find_copies(transcript: Transcript) -> list[str]:
    recording = transcript.recording
    return [copy.address for copy in recording.copies] if recording else []


def _count_people(transcript: Transcript) -> int:
    return len({segment.speaker for segment in transcript.segments if segment.speaker})


def _find_shown(transcript: Transcript) -> list[str]:
    names = [speaker.name or speaker.label for speaker in transcript.speakers]
    return [name for name in names if name]


def _facts(name: str) -> Callable[[Transcript], Any]:
    return lambda transcript: getattr(transcript.facts, name, None)


_FACTS: dict[str, Callable[[Transcript], Any]] = {
    "language": _find_language,
    "target_language": lambda transcript: transcript.target_language,
    "languages": lambda transcript: [_find_language(transcript) or "–", transcript.target_language or "–"],
    "side": _find_side,
    "title": lambda transcript: [transcript.facts.title, transcript.facts.title_target],
    "title_target": _facts("title_target"),
    "description_words": lambda transcript: len(find_words(transcript.facts.description or "")),
    "publisher": _facts("publisher"),
    "programme": _facts("programme"),
    "aired": _find_aired,
    "dates": _find_dates,
    "translators": _facts("translators"),
    "tags": _facts("tags"),
    "categories": _facts("categories"),
    "address": lambda transcript: [publication.address for publication in transcript.facts.publications],
    "recording": _find_copies,
    "support": lambda transcript: bool(getattr(transcript.facts, "support", None)),
    "people": _count_people,
    "names": _find_shown,
    "starts": _find_starts,
    "seconds": lambda transcript: [start // 1000 for start in _find_starts(transcript)],
}
_COMPARES: dict[str, Callable[[Any, Any], bool]] = {
    "languages": _are_same,
    "title": _is_one,
    "dates": _are_among,
    "translators": _are_same,
    "tags": _are_same,
    "categories": _are_same,
    "address": _is_one,
    "recording": _is_one,
    "names": _are_among,
    "starts": _are_near,
    "seconds": _are_among,
}
