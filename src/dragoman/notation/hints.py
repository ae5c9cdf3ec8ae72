"""Hints for the facts that a page does not state yet: a hint and an empty line for each, which the parser ignores."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.notation.lines import Line
from dragoman.transcript.document import Transcript

__all__ = ["is_empty_fact", "is_hint", "is_our_hint", "with_hints"]

_HEAD = "# Not known yet: write behind the colon what you know. A line that begins with # is a hint; it is not read."
# Key of a fact -> what to write there.
_HINTS = {
    "original": "the language spoken, as in: es; without it, numbers in words are not compared",
    "translation": "the language of the translation, as in: en",
    "title": "the title in the original language",
    "title (translation)": "the title in the language of the translation",
    "programme": "the programme or series, as in: Mornings at the Market",
    "publisher": "who published the recording, as in: Example Radio",
    "recorded": "the day on which it was recorded, as in: 2021-02-27, or 2021-02, or 2021",
    "aired": "the day on which it was first broadcast, as in: 2021-02-27",
    "published at": "an address where it can be heard, as in: https://radio.example/talk | Example Radio | 2021-02-27",
    "rights holder": "who holds the rights in the recording, as in: Example Radio",
    "ground for use": "why you may use it, as in: with the speaker's consent",
    "licence": "the licence of this translation, as in: CC-BY-4.0",
    "translator": "your name, as readers are to see it",
}
_LINES = frozenset({_HEAD, *(f"# {hint}" for hint in _HINTS.values())})


def with_hints(page: str, transcript: Transcript) -> str:
    """A serialized page with a hint and an empty line for each missing fact; it is parsed as the same document."""
    head, blank, rows = page.partition("\n\n")
    missing = list(_missing(transcript))
    if not missing:
        return page
    lines = [_HEAD, *(line for key in missing for line in (f"# {_HINTS[key]}", f"{key}:"))]
    return "\n".join([head.removesuffix("\n"), *lines]) + (blank + rows if blank else "\n")


def is_hint(line: Line) -> bool:
    """Whether a line among the facts is a hint."""
    return line.text.startswith("#")


def is_our_hint(line: Line) -> bool:
    """Whether a line is a hint exactly as written here, so that ignoring it loses no words."""
    return line.text in _LINES


def is_empty_fact(line: Line) -> bool:
    """Whether a line is the empty one under a hint, which nobody has filled in."""
    return line.text.endswith(":") and line.text[:-1] in _HINTS


def _missing(transcript: Transcript) -> Iterator[str]:
    facts = transcript.facts
    texts = (
        ("original", transcript.source_language or any(segment.language for segment in transcript.segments)),
        ("translation", transcript.target_language),
        ("title", facts.title),
        ("title (translation)", facts.title_target or transcript.target_language is None),
        ("programme", facts.programme),
        ("publisher", facts.publisher),
        ("recorded", facts.dates),
        ("aired", facts.dates),
        ("published at", facts.publications),
        ("rights holder", facts.rights_holder),
        ("ground for use", facts.ground_for_use),
        ("licence", facts.licence),
        ("translator", facts.translators or transcript.target_language is None),
    )
    return (key for key, known in texts if not known)
