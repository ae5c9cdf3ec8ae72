"""Words and lines of subtitles: what must stay together, and where a reader would pause."""

from __future__ import annotations

import itertools
import math
import re
import unicodedata
from collections.abc import Iterator, Sequence

import msgspec

from dragoman.language.sentences import CLAUSE_ENDS, SENTENCE_ENDS
from dragoman.render.runs import Run

__all__ = ["INSIDE", "LINE", "Atom", "break_lines", "find_atoms", "find_room", "join_lines", "make_atom", "tears"]

# Columns of a subtitle line; a full-width character takes two.
LINE = 42
# How many columns out of balance two lines, or two cues, may be to keep a mark whole.
INSIDE = 40

_NOT_AT_END = "([{«“‘（「『《〈【¿¡"
_NOT_AT_START = ")]}»”’）」』》〉】、。，．！？：；…‥ー々"


class Atom(msgspec.Struct, frozen=True):
    """What stays together on a line: a word with adjoining characters, and the space after it.

    ``columns`` is its width including glyphs and that space; ``pause`` is the quality of a cut after it: 0 at the end
    of a sentence, 1 of a clause, 2 elsewhere.
    """

    runs: tuple[Run, ...]
    columns: int
    pause: int

    @property
    def text(self) -> str:
        """The characters, without glyphs."""
        return "".join(run.text for run in self.runs)

    @property
    def width(self) -> int:
        """The width in columns without the space after it."""
        return self.columns - self.runs[-1].text.endswith(" ")

    @property
    def spoken(self) -> str:
        """The characters that are part of the sentence, without events, glosses and gaps."""
        return "".join(run.text for run in self.runs if run.said)


def make_atom(runs: Sequence[Run]) -> Atom:
    """Combine one or more runs into an atom."""
    return Atom(tuple(runs), sum(run.width for run in runs), _pause("".join(run.text for run in runs)))


def _pause(text: str) -> int:
    marks = set(itertools.takewhile(lambda character: not character.isalnum(), reversed(text)))
    return 0 if marks & SENTENCE_ENDS else 1 if marks & CLAUSE_ENDS else 2


def find_atoms(runs: Sequence[Run]) -> tuple[Atom, ...]:
    """The words of the runs, each with adjoining characters. A word longer than a line is split."""
    atoms: list[Atom] = []
    # The same word in the same run is the same object: a passage may have a million of them.
    known: dict[tuple[int, ...], Atom] = {}
    held: list[Run] = []
    for piece in (piece for run in runs for piece in _pieces(run)):
        if held and _may_break(held[-1].text, piece.text):
            atoms.append(_make_once(held, known))
            held = []
        held.append(piece)
    return (*atoms, _make_once(held, known)) if held else tuple(atoms)


def _make_once(runs: Sequence[Run], known: dict[tuple[int, ...], Atom]) -> Atom:
    # An atom keeps its runs alive, so that no other object gets their ids.
    key = tuple(map(id, runs))
    atom = known.get(key)
    if atom is None:
        atom = known[key] = make_atom(runs)
    return atom


_PIECE = re.compile(rf"[^ ]{{1,{LINE}}} ?| ")


def _pieces(run: Run) -> Iterator[Run]:
    known: dict[tuple[str, int, int], Run] = {}
    texts = (text for piece in _PIECE.finditer(run.text) for text in _cut_wide(piece.group()))
    lead, behind = run.lead, len(run.text)
    for text in texts:
        behind -= len(text)
        key = (text, lead, 0 if behind else run.tail)
        piece = known.get(key)
        if piece is None:
            piece = known[key] = msgspec.structs.replace(run, text=text, lead=key[1], tail=key[2])
        yield piece
        lead = 0


def _cut_wide(text: str) -> Iterator[str]:
    """The text, split at every possible line break in a script without spaces between words."""
    start = 0
    for place in range(1, len(text)):
        if _may_break(text[start:place], text[place]):
            yield text[start:place]
            start = place
    yield text[start:]


def _may_break(before: str, after: str) -> bool:
    last, first = before[-1], after[0]
    if last == " " or len(before) >= LINE:
        return True
    if last in _NOT_AT_END or first in _NOT_AT_START or unicodedata.combining(first):
        return False
    return _is_ideographic(last) or _is_ideographic(first)


def _is_ideographic(character: str) -> bool:
    # Hangul is as wide, but has spaces.
    return unicodedata.east_asian_width(character) in "WF" and not "\uac00" <= character <= "\ud7a3"


def tears(before: Atom, after: Atom) -> bool:
    """Whether a cut between these words splits a mark."""
    marks = before.runs[-1].marks[:1]
    return marks != () and marks == after.runs[0].marks[:1]


def find_room(atoms: Sequence[Atom], start: int, lines: int) -> int:
    """The index after the last word that fits, from ``start``, on so many lines."""
    place, line, used = start, 1, 0
    while place < len(atoms):
        if used and used + atoms[place].width > LINE:
            line, used = line + 1, 0
            if line > lines:
                break
        used += atoms[place].columns
        place += 1
    return place


def break_lines(atoms: Sequence[Atom]) -> tuple[tuple[Atom, ...], ...]:
    """The words on lines: one if they fit, else two of about equal length, else as many as needed."""
    if find_room(atoms, 0, 1) == len(atoms):
        return (tuple(atoms),)
    if find_room(atoms, 0, 2) == len(atoms):
        return _two_lines(atoms)
    starts = [0]
    while starts[-1] < len(atoms):
        starts.append(find_room(atoms, starts[-1], 1))
    return tuple(tuple(atoms[start:end]) for start, end in itertools.pairwise(starts))


def _two_lines(atoms: Sequence[Atom]) -> tuple[tuple[Atom, ...], ...]:
    total = sum(atom.columns for atom in atoms) - atoms[-1].text.endswith(" ")
    best, least, first = 1, math.inf, 0
    for place in range(1, min(find_room(atoms, 0, 1) + 1, len(atoms))):
        before = atoms[place - 1]
        first += before.columns
        if total - first > LINE:
            continue
        cost = abs(total - 2 * first) + 4 * before.pause + (INSIDE if tears(before, atoms[place]) else 0)
        if cost < least:
            best, least = place, cost
    return tuple(atoms[:best]), tuple(atoms[best:])


def join_lines(lines: Sequence[Sequence[Atom]]) -> tuple[Run, ...]:
    """The runs of several lines, with a line feed between lines inside the marks around it."""
    runs: list[Run] = []
    for line in lines:
        if runs:
            runs[-1] = msgspec.structs.replace(runs[-1], text=runs[-1].text.rstrip(" ") + "\n")
        runs += [run for atom in line for run in atom.runs]
    if runs:
        runs[-1] = msgspec.structs.replace(runs[-1], text=runs[-1].text.rstrip(" "))
    return tuple(runs)
