"""Subtitle cues of one side of a document: their times and their words. Pure, for every format.

A passage that fits is one cue. A longer one is split into several, at sentences and clauses if possible, and at the
time of a word if times are known. The first one keeps the passage's id, the others are ``ID-2``, ``ID-3`` and so on.
"""

from __future__ import annotations

import itertools
import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

import msgspec

from dragoman.conventions.profiles import Profile
from dragoman.formats.subtitles.line_breaking import INSIDE, LINE, Atom, find_atoms, find_room, tears
from dragoman.problems import Place, Problem
from dragoman.render.mark_text import without
from dragoman.render.runs import flatten
from dragoman.transcript.document import Segment, Speaker, Transcript, Word, display_name
from dragoman.transcript.public import without_desk_notes
from dragoman.transcript.sides import Languages, Side, SideChoice, anchor, find_languages, find_side, text_on
from dragoman.transcript.span import Span
from dragoman.transcript.text import Note

__all__ = ["Cue", "Cues", "find_cues", "voice"]

# How much a reader takes in at a glance, in columns, and how long it is shown, in ms.
FULL = 2 * LINE
LONGEST = 7000
SHORTEST = 700
# The cost of a cut, in columns of distance from its ideal place: after a sentence, a clause, any other word.
PAUSES = (0, 10, 25)
# A last passage with an unknown end is shown as long as it takes to read.
UNKNOWN = 3000
READING = 65
# How far ahead in the text, in characters, the engine's next word is searched for.
NEAR = 200


class Cue(msgspec.Struct, frozen=True, kw_only=True):
    """What is shown at one time: words with their marks. The speaker and the language may be unknown."""

    id: str
    segment: str
    span: Span
    atoms: tuple[Atom, ...]
    speaker: Speaker | None = None
    language: str | None = None


class Cues(msgspec.Struct, frozen=True, kw_only=True):
    """All cues of one side in order of their times, and the passages that cannot be shown."""

    column: Side
    languages: Languages
    cues: tuple[Cue, ...]
    problems: tuple[Problem, ...] = ()


def find_cues(transcript: Transcript, side: SideChoice, profile: Profile) -> Cues:
    """The cues of a side, with the glyphs of a profile. Every cue's span has an end.

    For ``"both"``, they are the translation's if there is one.
    """
    clean = without_desk_notes(transcript)
    column = find_side(clean, side)
    shown = [segment for segment in clean.segments if segment.withdrawn is None]
    languages = find_languages(clean)
    speakers = {speaker.id: speaker for speaker in clean.speakers}
    starts = sorted(segment.span.start for segment in shown if segment.span)
    cues = [
        Cue(
            id=anchor(segment.id) + (f"-{number}" if number > 1 else ""),
            segment=segment.id,
            span=span,
            atoms=atoms,
            speaker=speakers.get(segment.speaker or ""),
            language=languages.on(column, segment),
        )
        for segment in shown
        for number, (span, atoms) in enumerate(_parts(segment, column, profile, starts), 1)
    ]
    return Cues(
        column=column,
        languages=languages,
        cues=tuple(sorted(cues, key=lambda cue: cue.span.start)),
        problems=(*_no_cue(shown, cues), *_missing(shown, column)),
    )


def voice(cue: Cue, column: Side) -> str | None:
    """The speaker's name before the words: in its own script for the original."""
    if cue.speaker is None:
        return None
    native = cue.speaker.name_native if column == "source" else None
    return native or display_name(cue.speaker)


def _no_cue(segments: Sequence[Segment], cues: Sequence[Cue]) -> Iterator[Problem]:
    if segments and not cues:
        timed = any(segment.span for segment in segments)
        why = "this side has no words" if timed else "no passage has a time"
        yield Problem.of("no-cue", "warning", "the file contains no subtitles: {why}", why=why)


def _missing(segments: Sequence[Segment], column: Side) -> Iterator[Problem]:
    for segment in segments:
        if text_on(column, segment) is None:
            name = "original" if column == "source" else "translation"
            yield Problem.of(
                "cue-without-text", "note", "the passage has no {name} to show", Place(segment=segment.id), name=name
            )
        elif segment.span is None:
            message = "the passage has no time, so no subtitle can show it"
            yield Problem("cue-without-time", "warning", message, Place(segment=segment.id))


def _parts(
    segment: Segment, column: Side, profile: Profile, starts: Sequence[int]
) -> Iterator[tuple[Span, tuple[Atom, ...]]]:
    """The cues of one passage: their times and words."""
    text = without(text_on(column, segment) or (), (Note,))
    if text is None or segment.span is None:
        return
    atoms = find_atoms(flatten(text, profile))
    if not atoms:
        return
    span = _known(segment.span, atoms, starts)
    pieces = _cut(atoms, span.duration or 0)
    times = _cut_times(pieces, span, _word_times(segment.words, atoms) if column == "source" else ())
    for piece, (start, end) in zip(pieces, itertools.pairwise(times), strict=True):
        yield Span(start, end), piece


def _known(span: Span, atoms: Sequence[Atom], starts: Sequence[int]) -> Span:
    """The span with an end: its own, else the next passage's start, else the time that reading the words takes."""
    if span.duration:
        return span
    following = bisect_right(starts, span.start)
    if following < len(starts):
        return Span(span.start, starts[following])
    return Span(span.start, span.start + max(UNKNOWN, READING * _columns(atoms)))


def _columns(atoms: Sequence[Atom]) -> int:
    return sum(atom.columns for atom in atoms)


def _cut(atoms: tuple[Atom, ...], duration: int) -> list[tuple[Atom, ...]]:
    """The words in parts of about equal length, as many as two lines and the time require."""
    sums = [0, *itertools.accumulate(atom.columns for atom in atoms)]
    by_time = min(math.ceil(duration / LONGEST), math.ceil(sums[-1] / LINE))
    cuts = [0]
    while len(cuts) < max(1, duration // SHORTEST):
        rest = sums[-1] - sums[cuts[-1]]
        parts = max(math.ceil(rest / FULL), by_time + 1 - len(cuts))
        if parts <= 1 and find_room(atoms, cuts[-1], 2) == len(atoms):
            break
        place = _best_cut(atoms, sums, cuts[-1], rest // max(parts, 2))
        if place == len(atoms):
            break
        cuts.append(place)
    return [atoms[start:end] for start, end in itertools.pairwise([*cuts, len(atoms)])]


def _best_cut(atoms: Sequence[Atom], sums: Sequence[int], start: int, share: int) -> int:
    """Where to end a part that begins at ``start``: near its share, within two lines, where a reader would pause."""
    best, least = start + 1, math.inf
    for place in range(start + 1, min(find_room(atoms, start, 2) + 1, len(atoms))):
        cost = abs(sums[place] - sums[start] - share) + PAUSES[atoms[place - 1].pause]
        cost += INSIDE if tears(atoms[place - 1], atoms[place]) else 0
        if cost < least:
            best, least = place, cost
    return best


def _cut_times(pieces: Sequence[Sequence[Atom]], span: Span, word_times: Sequence[tuple[int, int]]) -> list[int]:
    """When each part begins, and when the last one ends: at a word's time, else by the share of its columns.

    :param word_times: for each word, the number of characters of the plain text before it, and when it begins
    """
    duration, end = span.duration or 0, span.start + (span.duration or 0)
    sums = [0, *itertools.accumulate(_columns(piece) for piece in pieces)]
    characters = [0, *itertools.accumulate(sum(len(atom.spoken) for atom in piece) for piece in pieces)]
    times = [span.start]
    for number in range(1, len(pieces)):
        by_share = span.start + duration * sums[number] // max(1, sums[-1])
        at = bisect_left(word_times, (characters[number], 0))
        time = word_times[at][1] if at < len(word_times) else by_share
        room = min(SHORTEST, duration // (2 * len(pieces)))
        latest = end - room * (len(pieces) - number)
        times.append(max(min(time, latest), times[-1] + room))
    return [*times, end]


def _word_times(words: Sequence[Word], atoms: Sequence[Atom]) -> list[tuple[int, int]]:
    """The offsets and starts of the words whose times are known, in the spoken text."""
    said = "".join(atom.spoken for atom in atoms)
    places: list[tuple[int, int]] = []
    place = 0
    for word in words:
        # A word that a person has corrected is not found ahead.
        found = said.find(word.text, place, place + NEAR + len(word.text)) if word.text else -1
        if found >= 0:
            place = found + len(word.text)
            if word.span:
                places.append((found, word.span.start))
    return places
