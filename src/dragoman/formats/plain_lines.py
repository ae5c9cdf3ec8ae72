"""Passages of one side as plain words with glyphs for their marks, for formats without marks."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dragoman.conventions.profiles import Profile
from dragoman.formats.export import find_left_out, for_export
from dragoman.formats.options import WriteOptions
from dragoman.problems import Place, Problem
from dragoman.render.mark_text import without
from dragoman.render.runs import flatten, render_plain, squeeze_spaces
from dragoman.transcript.document import Segment, Transcript, display_name
from dragoman.transcript.sides import Side, find_languages, find_side, text_on
from dragoman.transcript.text import Abbreviation, Foreign, Note, Overlap, Pause, Quote, Redacted, Text, find_marks

__all__ = ["PlainLine", "PlainLines", "find_lines", "find_lost_marks", "find_typed_marks", "typed"]

# What is lost with a mark that leaves no glyph.
_SIGNLESS: dict[type, str] = {
    Foreign: "which words are of the original",
    Overlap: "overlaps",
    Pause: "pauses",
    Redacted: "why words are withheld",
    Abbreviation: "what abbreviations stand for",
    Quote: "sources of quotations",
}
# Those of them without brackets too.
_UNTYPED = (Foreign, Overlap, Abbreviation, Quote)


class PlainLine(msgspec.Struct, frozen=True, kw_only=True):
    """The text to write for a passage: its words with glyphs; the speaker's name and the language, if known."""

    segment: Segment
    words: str
    speaker: str | None = None
    language: str | None = None


class PlainLines(msgspec.Struct, frozen=True, kw_only=True):
    """The passages with words on one side, the language of that side, and what cannot be written.

    ``profile`` is the one whose glyphs the words contain.
    """

    column: Side
    lines: tuple[PlainLine, ...]
    profile: Profile
    language: str | None = None
    title: str | None = None
    problems: tuple[Problem, ...] = ()


def find_lines(
    transcript: Transcript, options: WriteOptions, format_: str, *kept: str, marks: tuple[type, ...] = ()
) -> PlainLines:
    """The lines that a format in one language writes; if both sides are requested, the translation if there is one.

    :param format_: its name for people, in problems
    :param kept: what it keeps besides words, speakers and times (:func:`dragoman.formats.export.find_left_out`)
    :param marks: the kinds of marks that it has a place for
    """
    clean = for_export(transcript)
    column = find_side(clean, options.side)
    languages = find_languages(clean)
    names = {speaker.id: display_name(speaker) for speaker in clean.speakers}
    shown = [segment for segment in clean.segments if segment.withdrawn is None]
    lines = tuple(
        PlainLine(
            segment=segment,
            words=words,
            speaker=names.get(segment.speaker or ""),
            language=languages.on(column, segment),
        )
        for segment in shown
        if (words := typed(text_on(column, segment), options.convention))
    )
    facts = clean.facts
    return PlainLines(
        column=column,
        lines=lines,
        profile=options.convention,
        language=languages.source if column == "source" else languages.target,
        title=facts.title if column == "source" else facts.title_target,
        problems=(
            *_missing(shown, column),
            *find_typed_marks([text_on(column, segment) or () for segment in shown], format_, marks),
            *find_left_out(transcript, format_, *kept, "withdrawn passages"),
        ),
    )


def typed(text: Text | None, profile: Profile) -> str:
    """The words on one line, with a profile’s glyphs of their marks and without notes; empty where there is none."""
    # Most texts have no marks.
    if text and len(text) == 1 and isinstance(text[0], str):
        return squeeze_spaces(text[0]).strip()
    return render_plain(flatten(without(text or (), (Note,)) or (), profile)).strip()


def find_typed_marks(texts: Sequence[Text], format_: str, kept: tuple[type, ...] = ()) -> tuple[Problem, ...]:
    """The problems that a format keeps marks only as typed glyphs, and loses some of them.

    :param kept: the kinds of marks that it has a place for
    """
    lost = tuple(kind for kind in _UNTYPED if kind not in kept)
    problems = find_lost_marks(texts, format_, lost)
    known = (Note, *kept, *lost)
    if not any(not isinstance(mark, known) for text in texts for mark in find_marks(text)):
        return problems
    message = "{format} keeps marks only as brackets; they become marks again if the file is read with the same profile"
    return (Problem.of("marks-typed", "note", message, format=format_), *problems)


def find_lost_marks(texts: Sequence[Text], format_: str, kinds: tuple[type, ...]) -> tuple[Problem, ...]:
    """The problem that a format has no place for these kinds of marks, if there are any."""
    marks = (mark for text in texts for mark in find_marks(text))
    found = {type(mark) for mark in marks if mark != Redacted()}
    lost = [name for kind, name in _SIGNLESS.items() if kind in kinds and kind in found]
    if not lost:
        return ()
    message = "{format} has no place for {names}; keep the interview's folder as well"
    return (Problem.of("left-out", "note", message, format=format_, names=", ".join(lost)),)


def _missing(segments: Sequence[Segment], column: Side) -> list[Problem]:
    name = "original" if column == "source" else "translation"
    return [
        Problem.of(
            "cue-without-text", "note", "the passage has no {name} to show", Place(segment=segment.id), name=name
        )
        for segment in segments
        if text_on(column, segment) is None
    ]
