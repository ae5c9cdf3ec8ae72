"""The grammar of numbers in words, one for all languages; the differences are in the tables.

A number is a sequence of parts. Each part is a group below a thousand and the scales that multiply it, and is smaller
than the scale before it.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from dragoman.language.digits import Number, exact
from dragoman.language.quantities.atoms import Atom
from dragoman.language.quantities.reading import Amount, Reading
from dragoman.language.tables.base import Table

__all__ = ["AtomRun", "read_number"]

_SCALES = frozenset({"scale", "collective"})
# The exact collectives: the dozen and the gross.
_EXACT = frozenset({12, 144})


class AtomRun(NamedTuple):
    """Consecutive atoms in a text, and the place of each one's token."""

    atoms: list[Atom]
    tokens: list[int]

    def role(self, at: int) -> str:
        """The role of an atom; empty after the last one."""
        return self.atoms[at].role if at < len(self.atoms) else ""


class _Part(NamedTuple):
    value: Number
    at: int
    ordinal: bool = False


def read_number(run: AtomRun, reading: Reading, joins: bool) -> Amount | None:
    """The number at the beginning of a run, with ``end`` as an index of atoms; ``None`` if there is none.

    :param joins: ``False`` to stop before an "and"
    """
    table = reading.lexicon.table
    total: Number = 0
    limit: Number = 0  # the scale of the last part; 0 before there is one
    at = end = 0
    found = Amount(0, 0)
    while at < len(run.atoms):
        joined = run.role(at) == "and"
        if joined and (not limit or not joins):
            break
        part = _group(run, at + joined, reading, joins) or _bare_scale(run, at + joined)
        if part is None:
            break
        size, after, about, ordinal = _sizes(run, part)
        value = part.value * size
        if not limit:
            total = value
        elif limit < size and total < size and not joined:
            total = (total + part.value) * size  # "tres mil dos millones"
        elif value >= limit or not _may_follow(run, at + joined, joined, value, size, table):
            break
        else:
            total += value
        limit, at = size, after
        end = at
        whole = found.scale if found.end else size
        found = Amount(exact(total), end, ordinal, approximate=found.approximate or about, scale=whole)
        if ordinal or size < 1000:
            break
    if found.end and found.scale == 1 and table.paired_years:
        return _paired_year(run, found, reading) or found
    return found if found.end else None


def _may_follow(run: AtomRun, at: int, joined: bool, value: Number, size: int, table: Table) -> bool:
    rule = table.joins[2]
    if joined and value >= table.joined_below:
        return False
    if (rule == "-" and joined) or (rule == "&" and not joined):
        return False
    # "5 thousand 200": a bare figure after a scale is another number, unless an "and" joins them.
    return not (run.role(at) == "figure" and not joined and size == 1)


def _bare_scale(run: AtomRun, at: int) -> _Part | None:
    """A scale without a number before it: "mil", or the second one of "mil millones"."""
    if at < len(run.atoms) and run.atoms[at].role in _SCALES and run.atoms[at].implicit:
        return _Part(1, at)
    return None


def _sizes(run: AtomRun, part: _Part) -> tuple[int, int, bool, bool]:
    """The product of the scales after a group, the index after them, whether it is vague, and whether an ordinal."""
    size, at, about, ordinal = 1, part.at, False, part.ordinal
    while not ordinal and run.role(at) in _SCALES and run.atoms[at].value > size:
        atom = run.atoms[at]
        size *= int(atom.value)
        about = about or (atom.role == "collective" and atom.value not in _EXACT)
        ordinal, at = atom.ordinal, at + 1
    return size, at, about, ordinal


def _group(run: AtomRun, at: int, reading: Reading, joins: bool) -> _Part | None:
    """A number below a thousand, or any figure."""
    if at >= len(run.atoms):
        return None
    atom, table = run.atoms[at], reading.lexicon.table
    if atom.role == "figure":
        if run.role(at + 1) == "hundred" and atom.value < 20:
            return _Part(atom.value * 100, at + 2)
        return _Part(atom.value, at + 1)
    if atom.role == "fixed":
        return _Part(atom.value, at + 1, atom.ordinal)
    hundreds = _hundreds(run, at, reading)
    if hundreds is None:
        part = _below_hundred(run, at, reading, joins)
        return _decimals(run, part) if part else None
    if hundreds.ordinal:
        return hundreds
    joined = run.role(hundreds.at) == "and"
    rule = table.joins[1]
    if (joined and (rule == "-" or not joins)) or (rule == "&" and not joined):
        return hundreds
    rest = _below_hundred(run, hundreds.at + joined, reading, joins)
    if rest is None or not rest.value or run.role(rest.at) == "hundred":
        return hundreds
    return _Part(hundreds.value + rest.value, rest.at, rest.ordinal)


def _hundreds(run: AtomRun, at: int, reading: Reading) -> _Part | None:
    atom = run.atoms[at]
    if atom.role == "hundreds":
        return _Part(atom.value, at + 1, atom.ordinal)
    if atom.role == "hundred" and atom.implicit:
        return _Part(100, at + 1, atom.ordinal)
    if atom.role == "article":
        return _Part(100, at + 2, run.atoms[at + 1].ordinal) if run.role(at + 1) == "hundred" and atom.value else None
    if atom.role == "ten" and reading.lexicon.table.paired_years:
        return _tens_of_hundreds(run, at)
    few = _below_hundred(run, at, reading, False) if atom.role in {"unit", "teen"} else None
    if few and 0 < few.value < 20 and run.role(few.at) == "hundred" and not few.ordinal:
        return _Part(few.value * 100, few.at + 1, run.atoms[few.at].ordinal)
    return None


def _tens_of_hundreds(run: AtomRun, at: int) -> _Part | None:
    """As in "twenty-five hundred"."""
    if run.role(at + 1) != "unit" or run.role(at + 2) != "hundred" or not run.atoms[at + 1].value:
        return None
    value = run.atoms[at].value + run.atoms[at + 1].value
    return _Part(value * 100, at + 3, run.atoms[at + 2].ordinal) if not run.atoms[at + 1].ordinal else None


def _below_hundred(run: AtomRun, at: int, reading: Reading, joins: bool) -> _Part | None:
    if at >= len(run.atoms):
        return None
    atom, table = run.atoms[at], reading.lexicon.table
    if atom.role == "ten":
        return _tens(run, at, reading, joins)
    if atom.role == "teen":
        if table.vigesimal and atom.value == 10 and run.role(at + 1) == "unit" and run.atoms[at + 1].value > 6:
            return _Part(10 + run.atoms[at + 1].value, at + 2, run.atoms[at + 1].ordinal)
        return _Part(atom.value, at + 1, atom.ordinal)
    if atom.role == "article":
        return _Part(atom.value, at + 1) if run.role(at + 1) in _SCALES and atom.value else None
    if atom.role != "unit":
        return None
    if table.vigesimal and atom.value == 4 and run.role(at + 1) == "ten" and run.atoms[at + 1].value == 20:
        return _score(run, at + 1, 80)
    if table.ten_teens and run.role(at + 1) == "teen" and run.atoms[at + 1].value == 10 and atom.value:
        return _Part(10 + atom.value, at + 2, atom.ordinal)
    if (
        table.reversed_tens and atom.value and run.role(at + 1) == "and" and run.role(at + 2) == "ten" and joins
        # German "dreiundzwanzig" is 23, "drei und zwanzig" may be two numbers.
        and not (table.compounds and _apart(run, at, at + 2, reading))
    ):  # fmt: skip
        return _Part(atom.value + run.atoms[at + 2].value, at + 3, atom.ordinal or run.atoms[at + 2].ordinal)
    return _Part(atom.value, at + 1, atom.ordinal)


def _tens(run: AtomRun, at: int, reading: Reading, joins: bool) -> _Part:
    ten, table = run.atoms[at], reading.lexicon.table
    if table.vigesimal and ten.value in {60, 80}:
        return _score(run, at, ten.value)
    alone = _Part(ten.value, at + 1, ten.ordinal)
    joined = run.role(at + 1) == "and"
    rule = "-" if ten.ordinal and not joined else table.joins[0]
    if (joined and (rule == "-" or not joins)) or (rule == "&" and not joined):
        return alone
    place = at + 1 + joined
    unit = run.atoms[place] if place < len(run.atoms) else None
    if unit is None or unit.role != "unit" or not 0 < unit.value < 10 or run.role(place + 1) == "hundred":
        return alone
    if (ten.ordinal and not unit.ordinal) or (table.vigesimal and joined and unit.value != 1):
        return alone
    if table.ordinals_in_one_word and unit.ordinal and _apart(run, at, place, reading):
        return alone  # Italian "trenta secondi" is half a minute
    return _Part(ten.value + unit.value, place + 1, unit.ordinal)


def _apart(run: AtomRun, at: int, other: int, reading: Reading) -> bool:
    return reading.tokens[run.tokens[at]].start != reading.tokens[run.tokens[other]].start


def _score(run: AtomRun, at: int, base: Number) -> _Part:
    """French sixty and four-twenties, with one to nineteen; "et" is only used before one and eleven."""
    alone = _Part(base, at + 1, run.atoms[at].ordinal)
    joined = run.role(at + 1) == "and"
    place = at + 1 + joined
    role = run.role(place)
    if role not in {"unit", "teen"} or alone.ordinal or not 0 < run.atoms[place].value < 20:
        return alone
    unit = run.atoms[place]
    if joined and unit.value not in {1, 11}:
        return alone
    if unit.value == 10 and run.role(place + 1) == "unit" and run.atoms[place + 1].value > 6:
        return _Part(base + 10 + run.atoms[place + 1].value, place + 2, run.atoms[place + 1].ordinal)
    return _Part(base + unit.value, place + 1, unit.ordinal)


def _decimals(run: AtomRun, whole: _Part) -> _Part:
    """As in "three point one four", "tres coma veinticinco"."""
    if run.role(whole.at) != "point" or whole.ordinal:
        return whole
    digits, at = "", whole.at + 1
    while at < len(run.atoms) and run.atoms[at].role in {"unit", "teen", "ten"} and not run.atoms[at].ordinal:
        digits += str(run.atoms[at].value)
        at += 1
        if run.atoms[at - 1].role != "unit":
            break
    if not digits:
        return whole
    if at < len(run.atoms) and run.atoms[at].ordinal and run.atoms[at].value == 10 ** len(digits):
        at += 1  # Persian and Russian name the tenths too
    return _Part(exact(whole.value + Fraction(int(digits), 10 ** len(digits))), at)


def _paired_year(run: AtomRun, found: Amount, reading: Reading) -> Amount | None:
    """As in "nineteen seventy-nine", "nineteen oh five", "twenty twenty"."""
    if found.ordinal or found.value not in {17, 18, 19, 20} or found.end >= len(run.atoms):
        return None
    zero = run.atoms[found.end].value == 0
    rest = _below_hundred(run, found.end + zero, reading, False)
    if rest is None or rest.ordinal or (rest.value < 10) != zero or run.role(rest.at) not in {"", "and"}:
        return None
    return Amount(found.value * 100 + rest.value, rest.at)
