"""Words and lines of subtitles: what must stay together, and where a reader would pause."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

import msgspec

from dragoman.formats.runs import Run

__all__ = ["INSIDE", "LINE", "Atom", "break_lines", "ending", "find_atoms", "join_lines", "tears"]

# Columns of a subtitle line; a full-width character takes two.
LINE = 42
# How many columns out of balance two lines, or two cues, may be for the sake of a mark that stays whole.
INSIDE = 40

_NOT_AT_END = "([{«“‘（「『《〈【¿¡"
_NOT_AT_START = ")]}»”’）」』》〉】、。，．！？：；…‥ー々"
_SENTENCE_ENDS = ".?!…؟۔。！？।"
_CLAUSE_ENDS = ",;:—–،؛、，；："


class Atom(msgspec.Struct, frozen=True):
    """What stays together on a line: a word with what touches it, and the space behind it."""

    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The characters, without glyphs."""
        return "".join(run.text for run in self.runs)

    @property
    def width(self) -> int:
        """Columns, the space behind it not counted."""
        return self.columns - self.text.endswith(" ")

    @property
    def columns(self) -> int:
        """Columns, with the space behind it."""
        return sum(run.width for run in self.runs)

    @property
    def spoken(self) -> str:
        """The characters that are part of the sentence, without events, glosses and gaps."""
        return "".join(run.text for run in self.runs if run.said)


def find_atoms(runs: Sequence[Run]) -> tuple[Atom, ...]:
    """The words of the runs, each with what touches it. A word longer than a line is cut."""
    atoms: list[Atom] = []
    held: list[Run] = []
    for piece in (piece for run in runs for piece in _pieces(run)):
        if held and _may_break(held[-1].text, piece.text):
            atoms.append(Atom(tuple(held)))
            held = []
        held.append(piece)
    return (*atoms, Atom(tuple(held))) if held else tuple(atoms)


_PIECE = re.compile(rf"[^ ]{{1,{LINE}}} ?| ")


def _pieces(run: Run) -> Iterator[Run]:
    texts = [text for piece in _PIECE.findall(run.text) for text in _cut_wide(piece)]
    for place, text in enumerate(texts):
        lead = run.lead if place == 0 else 0
        tail = run.tail if place == len(texts) - 1 else 0
        yield msgspec.structs.replace(run, text=text, lead=lead, tail=tail)


def _cut_wide(text: str) -> Iterator[str]:
    """The text cut wherever a line may end in a script that puts no spaces between words."""
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


def ending(atom: Atom) -> int:
    """How well a cut behind this word suits a reader: 0 at the end of a sentence, 1 of a clause, 2 elsewhere."""
    last = re.search(r"(\w?)([\W_]*)\Z", atom.text)
    marks = last[2] if last else ""
    if any(character in _SENTENCE_ENDS for character in marks):
        return 0
    return 1 if any(character in _CLAUSE_ENDS for character in marks) else 2


def tears(before: Atom, after: Atom) -> bool:
    """Whether a cut between these words goes through a mark."""
    marks = before.runs[-1].marks[:1]
    return marks != () and marks == after.runs[0].marks[:1]


def break_lines(atoms: Sequence[Atom]) -> tuple[tuple[Atom, ...], ...]:
    """The words on lines: one where they fit, two of about one length where they do, else as many as are needed."""
    if _columns(atoms) <= LINE:
        return (tuple(atoms),)
    return _two_lines(atoms) or _full_lines(atoms)


def _columns(atoms: Sequence[Atom]) -> int:
    return sum(atom.columns for atom in atoms)


def _two_lines(atoms: Sequence[Atom]) -> tuple[tuple[Atom, ...], ...] | None:
    total = _columns(atoms)
    best, least, first = None, 0.0, 0
    for place, atom in enumerate(atoms[:-1], 1):
        first += atom.columns
        if first - 1 > LINE or total - first > LINE:
            continue
        cost = abs(total - 2 * first) + 4 * ending(atom) + (INSIDE if tears(atom, atoms[place]) else 0)
        if best is None or cost < least:
            best, least = place, cost
    return None if best is None else (tuple(atoms[:best]), tuple(atoms[best:]))


def _full_lines(atoms: Sequence[Atom]) -> tuple[tuple[Atom, ...], ...]:
    lines: list[list[Atom]] = []
    used = LINE + 1
    for atom in atoms:
        if used + atom.width > LINE:
            lines.append([])
            used = 0
        lines[-1].append(atom)
        used += atom.columns
    return tuple(tuple(line) for line in lines)


def join_lines(lines: Sequence[Sequence[Atom]]) -> tuple[Run, ...]:
    """The runs of several lines, with a line feed between them under the marks that it lies in."""
    runs: list[Run] = []
    for line in lines:
        if runs:
            runs[-1] = msgspec.structs.replace(runs[-1], text=runs[-1].text.rstrip(" ") + "\n")
        runs += [run for atom in line for run in atom.runs]
    if runs:
        runs[-1] = msgspec.structs.replace(runs[-1], text=runs[-1].text.rstrip(" "))
    return tuple(runs)
