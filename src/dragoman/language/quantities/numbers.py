"""Parses the number at a place: figures, words, or both ("43 thousand", "dos millones y medio", "۵ هزار")."""

from __future__ import annotations

from fractions import Fraction

from dragoman.language.digits import exact
from dragoman.language.quantities.atoms import Atom
from dragoman.language.quantities.reading import Amount, Reading
from dragoman.language.quantities.spelled import AtomRun, read_number

__all__ = ["amount_at", "ordinal_suffix_at", "scale_run_at", "unit_of_part", "whole_at"]

_LONGEST = 24  # words in one number
_AND = Atom(-1, "and")
_POINT = Atom(-1, "point")
# "In the hundred" and "out of ten" are written as one word, which is not part of the number before it.
_BEGINS_ANEW = {"ar": "بال", "he": "מ"}
_DENOMINATORS = frozenset({2, 3, 4, 5, 6, 8, 10})
_VULGAR = frozenset("½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞")


def amount_at(reading: Reading, at: int, *, joins: bool = True) -> Amount | None:
    """The longest number that begins at this place; ``None`` if there is none.

    :param joins: ``False`` to stop before an "and", as after "between one hundred"
    """
    if (at, joins) not in reading.amounts:
        reading.amounts[at, joins] = _find_amount(reading, at, joins)
    return reading.amounts[at, joins]


def whole_at(reading: Reading, at: int) -> tuple[int, int] | None:
    """The integer that begins at this place, and the place after it; ``None`` if there is none."""
    amount = amount_at(reading, at)
    return (int(amount.value), amount.end) if amount and amount.value.denominator == 1 else None


def scale_run_at(reading: Reading, at: int) -> tuple[int, int] | None:
    """The product of the scales that begin here ("hundred thousand"), and the place after them; or ``None``."""
    value, end = 1, at
    while end < min(reading.end, at + _LONGEST) and (end == at or reading.linked(end)):
        atoms = reading.lexicon.atoms.get(reading.key(end), ())
        if len(atoms) != 1 or atoms[0].role not in {"scale", "collective", "hundred"} or atoms[0].ordinal:
            break
        value *= int(atoms[0].value)
        end += 1
    return (value, end) if end > at and reading.tokens[end - 1].last else None


def ordinal_suffix_at(reading: Reading, at: int) -> bool:
    """Whether the token makes the figure before it an ordinal: "st" of "21st", "-го" of "11-го"."""
    return (
        0 < at < reading.end
        and reading.tokens[at - 1].digits
        and reading.key(at) in reading.lexicon.ordinal_suffixes
        and (reading.gap(at) in {"", ".", "'", "’"} or (reading.gap(at) == "-" and reading.language.startswith("ru")))
    )


def _find_amount(reading: Reading, at: int, joins: bool) -> Amount | None:
    first = reading.tokens[at]
    if not first.digits and first.key not in reading.lexicon.atoms:
        return None
    if first.digits and not reading.linked(at + 1):
        return _share_in_figures(reading, at) or _lone_figure(reading, at)
    run = _find_run(reading, at)
    if not run.atoms:
        return None
    amount = read_number(run, reading, joins)
    if amount is None or amount.end == 0 or not reading.tokens[run.tokens[amount.end - 1]].last:
        return None
    return _finish(reading, at, run, amount, joins=joins)


def _lone_figure(reading: Reading, at: int) -> Amount | None:
    figure = reading.figure(at)
    if figure is None:
        return None
    if ordinal_suffix_at(reading, at + 1):
        return Amount(figure.value, at + 2, ordinal=True, weak=figure.value <= 3)
    return Amount(figure.value, at + 1, weak=_is_label(reading, at), figures=True, other=figure.other)


def _share_in_figures(reading: Reading, at: int) -> Amount | None:
    """As in "3/4 of an hour", "2/3 of them": a share only if what it is a share of follows.

    Its ``parts`` are kept, because "3/4 hours" may also mean three or four hours.
    """
    if not 0 < reading.plain_digits(at) <= reading.plain_digits(at + 1) <= 2 or reading.gap(at + 1) not in {"/", "⁄"}:
        return None
    part, whole, end = int(reading.raw(at)), int(reading.raw(at + 1)), at + 2
    share = Fraction(part, whole or 1)
    follows = unit_of_part(reading, end) or scale_run_at(reading, end) or reading.key(end) in reading.lexicon.of
    if not reading.near(end) or not follows or not 0 < share < 1 or share.denominator not in _DENOMINATORS:
        return None
    return Amount(share, end, figures=True, fraction=True, parts=(part, whole))


def _is_label(reading: Reading, at: int) -> bool:
    """Whether a Latin or Cyrillic letter is directly before the figure ("G7", "B52")."""
    start = reading.tokens[at].start
    before = reading.text[start - 1 : start]
    return before.isalpha() and before < "\u0530"


def _find_run(reading: Reading, at: int) -> AtomRun:
    lexicon = reading.lexicon
    atoms: list[Atom] = []
    tokens: list[int] = []
    for place in range(at, min(at + _LONGEST, reading.end)):
        if place > at and not reading.linked(place):
            break
        token = reading.tokens[place]
        if place > at and token.whole.startswith(_BEGINS_ANEW.get(lexicon.language, "\n")) and token.whole != token.key:
            break
        found = _atoms_at(reading, place)
        if not found:
            break
        atoms += found
        tokens += [place] * len(found)
    return AtomRun(atoms, tokens)


def _atoms_at(reading: Reading, at: int) -> tuple[Atom, ...]:
    lexicon, token = reading.lexicon, reading.tokens[at]
    if token.digits:
        return _figure_atom(reading, at)
    if token.key == "&":
        # "And a quarter" is not "and one".
        return () if reading.phrase(lexicon.part_after, at) else (_AND,)
    if token.key in lexicon.points:
        return (_POINT,)
    if token.key in lexicon.nouns_of:
        return _noun_of(reading, at)
    return lexicon.atoms.get(token.key, ())


def _noun_of(reading: Reading, at: int) -> tuple[Atom, ...]:
    """As in "a gross of pencils", but not "gross income", "5% gross of tax", "a score of 20"."""
    counted = at + 2
    if not reading.linked(at + 1) or reading.key(at + 1) not in reading.lexicon.of or not reading.linked(counted):
        return ()
    if reading.tokens[counted].digits or at == 0 or reading.tokens[at - 1].digits:
        return ()
    return (Atom(reading.lexicon.nouns_of[reading.key(at)], "collective"),)


def _figure_atom(reading: Reading, at: int) -> tuple[Atom, ...]:
    following = reading.lexicon.atoms.get(reading.key(at + 1), ()) if reading.linked(at + 1) else ()
    figure = reading.figure(at, measured=any(atom.role == "scale" for atom in following))
    return () if figure is None else (Atom(figure.value, "figure", other=figure.other),)


def _finish(reading: Reading, at: int, run: AtomRun, found: Amount, *, joins: bool) -> Amount | None:
    """The amount with its place in the text, and with a half, a denominator or a suffix that follows it."""
    first, alone = run.atoms[0], found.end == 1
    if first.role == "article" and alone:
        return None
    end = run.tokens[found.end - 1] + 1
    if alone and first.article and not found.ordinal:
        # "Una" is an article, but not in "una y media".
        joined = joins and reading.key(end) == "&" and reading.linked(end)
        longer = _with_part(reading, found._replace(end=end)) if joined else None
        return longer if longer and longer.end > end else None
    if alone and first.role == "figure":
        return _after_figure(reading, at, found._replace(end=end, figures=True, other=first.other), joins=joins)
    small = alone and (found.value == 1 or (found.ordinal and found.value <= 3))
    if alone and not found.ordinal and not _is_number(reading, at, end):
        return None
    last = alone and reading.key(at) in reading.lexicon.doubtful_last and not reading.linked(end)
    amount = found._replace(end=end, weak=small or last or (alone and first.doubtful))
    if alone and _is_dual(reading, at):
        return amount._replace(value=2 * amount.value)
    if not amount.ordinal:
        amount = _with_fraction(reading, amount, joins=joins)
    return amount


def _is_dual(reading: Reading, at: int) -> bool:
    """Whether a scale means two of itself, before what it counts ("ألفا ليرة"), and not one ("ألفًا")."""
    lexicon, after = reading.lexicon, at + 1
    if reading.raw(at) not in lexicon.table.dual_scales.split() or not reading.linked(after):
        return False
    word = reading.key(after)
    return word != "&" and word not in lexicon.of and not reading.after(lexicon.to, after) and len(word) > 2


def _is_number(reading: Reading, at: int, end: int) -> bool:
    """Whether a word of the table's ``shy`` is a number here, because something counted follows."""
    lexicon = reading.lexicon
    if reading.key(at) not in lexicon.shy:
        return True
    counted = reading.after(lexicon.units, end) or reading.after(lexicon.percent, end)
    clock = reading.phrase(lexicon.clock_before, at - 1) if at else None
    if (clock and clock[1] == at) or (reading.linked(end) and reading.phrase(lexicon.clock_past, end)):
        return True
    return reading.linked(end) and (bool(counted) or reading.key(end) in lexicon.counters)


def _after_figure(reading: Reading, at: int, amount: Amount, *, joins: bool) -> Amount:
    if ordinal_suffix_at(reading, amount.end):
        return amount._replace(end=amount.end + 1, ordinal=True, weak=amount.value <= 3)
    if reading.key(amount.end) in _VULGAR and not reading.gap(amount.end).strip():
        part = reading.lexicon.atoms[reading.key(amount.end)][0].value
        return _scaled(reading, amount._replace(value=exact(amount.value + part), end=amount.end + 1))
    share = _share_in_figures(reading, amount.end) if reading.linked(amount.end) else None
    if share and amount.value.denominator == 1 and unit_of_part(reading, share.end):
        return amount._replace(value=exact(amount.value + share.value), end=share.end, other=None)
    return _with_fraction(reading, amount._replace(weak=_is_label(reading, at)), joins=joins)


def _with_fraction(reading: Reading, amount: Amount, *, joins: bool) -> Amount:
    """The amount with a part after it added ("two and a half"), or as a share ("three quarters")."""
    if not reading.linked(amount.end):
        return amount
    longer = _with_part(reading, amount) if joins else amount
    if longer.end > amount.end:
        return longer
    below = reading.lexicon.fractions.get(reading.key(amount.end))
    if below and amount.value > 0 and amount.value.denominator == 1 and reading.tokens[amount.end].last:
        end = amount.end + 1
        # "Two quarters" and "five quarters" are rooms or districts, unless a unit follows.
        if (amount.value < below and (amount.value, below) != (2, 4)) or unit_of_part(reading, end):
            return Amount(exact(Fraction(int(amount.value), below)), end, fraction=True)
    return amount


def _with_part(reading: Reading, amount: Amount) -> Amount:
    more = _part_after(reading, amount) if amount.value.denominator == 1 else None
    if more is None:
        return amount
    value = exact(amount.value + more[0])
    return _scaled(reading, amount._replace(value=value, end=more[1], weak=False, figures=False, other=None))


def _part_after(reading: Reading, amount: Amount) -> tuple[Fraction, int] | None:
    """The value of a part after a number: half a million after a million, half a dozen after a dozen, else a half."""
    lexicon = reading.lexicon
    last = lexicon.atoms.get(reading.key(amount.end - 1), ())
    # Hebrew "מאה וחצי" is a hundred and fifty, or a century and a half.
    sizes = {"scale", "collective", "hundred"} if lexicon.language == "he" else {"scale", "collective"}
    size = last[-1].value if last and last[-1].role in sizes else 1
    part = reading.after(lexicon.part_after if size == 1 else lexicon.part_after_unit, amount.end)
    if part is None:
        return None
    if size == 1 and reading.key(part[1]) in lexicon.of and not unit_of_part(reading, part[1]):
        return None  # "in 1979 and a third of them"
    again = size > 1 and reading.linked(part[1]) and reading.key(part[1]) == reading.key(amount.end - 1)
    if size > 1 and not again and reading.near(part[1]) and scale_run_at(reading, part[1]):
        return None  # "mil y media docena"
    return part[0] * size, part[1] + again


def unit_of_part(reading: Reading, at: int) -> tuple[str, int] | None:
    """The unit after a part, with "of" and an article between ("of an hour", "d'heure"), and the place after it."""
    lexicon = reading.lexicon
    place = at
    for words in (lexicon.of, lexicon.articles):
        place += reading.near(place) and reading.key(place) in words
    if not reading.near(place):
        return None
    return reading.phrase(lexicon.units, place) or reading.phrase(lexicon.whole_units, place)


def _scaled(reading: Reading, amount: Amount) -> Amount:
    """The amount multiplied by a scale that follows its part: "two and a half million"."""
    scale = scale_run_at(reading, amount.end) if reading.linked(amount.end) and amount.scale == 1 else None
    if scale is None:
        return amount
    return amount._replace(value=exact(amount.value * scale[0]), end=scale[1], scale=scale[0])
