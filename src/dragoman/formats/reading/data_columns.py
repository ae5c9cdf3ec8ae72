"""The roles of columns in a data file: by their headings, else by their content."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

import msgspec

from dragoman.formats.reading.columns import BESIDE, ColumnHeading, Role, field_role, read_heading
from dragoman.transcript.span import as_time
from dragoman.transcript.tags import NAMES, find_tag

__all__ = ["Columns", "find_columns", "guess_columns"]

_MS = ("ms", "msec", "milliseconds")
# Which word decides if a heading has several: "Translated text" is the translation, "Start time" the start.
_ORDER: tuple[Role, ...] = ("target", "speaker", "end", "duration", "start", "language", "source", "id")
_LONGEST_HEADING = 60
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SAMPLE = 50
# Whole numbers are seconds, unless most passages would then be longer than this (s).
_LONGEST_PASSAGE = 300


class Columns(msgspec.Struct, frozen=True, kw_only=True):
    """The column of each role, the languages named in headings, and the columns with unknown headings.

    ``in_ms`` are the roles whose times are in ms; ``guessed`` are the roles without a heading, and ``"ms"`` if no
    heading names the unit.
    """

    places: dict[str, int]
    language: str | None = None
    target_language: str | None = None
    in_ms: frozenset[str] = frozenset()
    others: tuple[str, ...] = ()
    guessed: tuple[str, ...] = ()

    def value(self, row: Sequence[str], role: str) -> str:
        """The value of a row in the column of a role; empty if there is none."""
        place = self.places.get(role)
        return row[place].strip() if place is not None and place < len(row) else ""


def find_columns(headings: Sequence[str], rows: Sequence[Sequence[str]] = ()) -> Columns | None:
    """The columns by their headings; ``None`` if no heading is known for words.

    :param rows: the rows below, which may show that a column contains words, or that its times are in ms
    """
    sample = rows[:_SAMPLE]
    read = [_read_field(heading) for heading in headings]
    places: dict[str, int] = {}
    spoken: list[tuple[int, str]] = []
    for place, heading in enumerate(read):
        role = heading.role if heading.role != "source" or heading.language is None or heading.fit == "whole" else None
        if role is not None and role not in places:
            places[role] = place
        elif (
            heading.language is not None and heading.role in (None, "source") and _may_be_words(place, headings, sample)
        ):
            spoken.append((place, heading.language))
    if not places.keys() - {"id"} and len([tag for place, tag in spoken if len(headings[place].strip()) > 3]) < 2:
        # A short word may be a language tag by chance.
        return None
    languages: dict[str, str | None] = {role: read[place].language for role, place in places.items()}
    # If columns are named after languages, the first one is the original.
    for (place, tag), side in zip(spoken, [s for s in ("source", "target") if s not in places], strict=False):
        places[side] = place
        languages[side] = tag
    guessed = _add_words(places, len(headings), sample)
    in_ms, is_guessed = _find_in_ms(places, {role: read[place].in_ms for role, place in places.items()}, sample)
    if "source" not in places and "target" not in places:
        return None
    return Columns(
        places=places,
        language=languages.get("source"),
        target_language=languages.get("target"),
        in_ms=in_ms,
        others=tuple(h.strip() for place, h in enumerate(headings) if h.strip() and place not in places.values()),
        guessed=(*guessed, *(("ms",) if is_guessed else ())),
    )


def _read_field(heading: str) -> ColumnHeading:
    """The meaning of a heading in a data file; there, a number is not a passage's id."""
    known = read_heading(heading)
    if known.fit in ("whole", "field"):
        return msgspec.structs.replace(known, role=_data_role(known.role))
    return _read_several(heading.strip()) or ColumnHeading(language=_sole_language(heading, known))


def _data_role(role: Role | None) -> Role | None:
    return "source" if role == "text" else None if role == "number" else role


def _sole_language(heading: str, known: ColumnHeading) -> str | None:
    """The language that a heading is the name or the tag of, unless it names a role."""
    return (known.language if known.role is None else None) or _find_language(heading.strip())


def _read_several(heading: str) -> ColumnHeading | None:
    """A heading of several words, all of which are known; ``None`` if one is not."""
    if len(heading) > _LONGEST_HEADING:
        return None
    typed = [word for word in re.split(r"[^\w#]+|_", _CAPITAL.sub(" ", heading)) if word]
    words = [word.casefold() for word in typed]
    named = [word for word in words if word not in BESIDE and field_role(word) is None]
    tags = [_find_language(word) for word in named]
    if not words or None in tags or len(tags) > 1 or len(tags) == len(words):
        return None
    rest = [word for word in words if word not in named]
    roles = {_data_role(field_role(word)) for word in rest}
    role = next((role for role in _ORDER if role in roles and _decides(role, rest)), None)
    # "hh:mm:ss.ms" says how a clock time is written.
    in_ms = any(word in _MS for word in rest) and "ss" not in rest
    return ColumnHeading(role=role, fit="field", language=tags[0] if tags else None, in_ms=in_ms)


def _decides(role: str, words: Sequence[str]) -> bool:
    """Whether more than auxiliary words name a role."""
    own = [word for word in words if _data_role(field_role(word)) == role]
    return any(word not in BESIDE for word in own) or all(word in BESIDE for word in words)


def _find_language(word: str) -> str | None:
    """The tag of a known language, from its name or its tag."""
    tag = find_tag(word)
    return tag if tag and tag.partition("-")[0] in NAMES else None


def _may_be_words(place: int, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether a column named after a language contains words. A short tag may be the name of a code."""
    if len(headings[place].strip()) > 3 or not rows:
        return True
    cells = [row[place].strip() for row in rows if place < len(row) and row[place].strip()]
    return any(len(cell) > 4 or (" " in cell) for cell in cells)


def _add_words(places: dict[str, int], width: int, rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Use the only remaining column for the words, if its cells are longer than those of any other."""
    if "source" in places or "target" in places or "start" not in places:
        return ()
    lengths = {
        place: sum(len(row[place].split()) for row in rows if place < len(row)) / max(1, len(rows))
        for place in range(width)
        if place not in places.values()
    }
    best = max(lengths, key=lambda place: lengths[place], default=None)
    if best is None or any(2 * n > lengths[best] for p, n in lengths.items() if p != best):
        return ()
    if lengths[best] < 2 and (len(lengths) > 1 or not _may_be_words(best, [""] * width, rows)):
        return ()
    places["source"] = best
    return ("source",)


def _find_in_ms(
    places: dict[str, int], stated_ms: dict[str, bool], rows: Sequence[Sequence[str]]
) -> tuple[frozenset[str], bool]:
    """The roles whose times are in ms, and whether that is guessed because passages would be too long in seconds."""
    timed = [role for role in ("start", "end", "duration") if role in places]
    stated = frozenset(role for role in timed if stated_ms.get(role))
    if stated or "start" not in places:
        return stated, False
    starts, other = (
        _whole_numbers(places.get(role), rows) for role in ("start", "end" if "end" in places else "duration")
    )
    if not starts or not other:
        return stated, False
    lengths = sorted(b - a if "end" in places else b for a, b in zip(starts, other, strict=True))
    is_ms = lengths[len(lengths) // 2] > _LONGEST_PASSAGE
    return frozenset(timed if is_ms else ()), is_ms


def _whole_numbers(place: int | None, rows: Sequence[Sequence[str]]) -> list[int]:
    """The column's whole numbers; empty if a cell is anything else."""
    cells = [row[place].strip() if place is not None and place < len(row) else "" for row in rows]
    filled = all(cell.isascii() and cell.isdecimal() and len(cell) < 12 for cell in cells)
    return [int(cell) for cell in cells] if filled else []


def guess_columns(rows: Sequence[Sequence[str]]) -> Columns | None:
    """The columns of a table without headings: times, then the longest words, and the speakers before them.

    ``None`` if there is no column of times.
    """
    sample = [row for row in rows[:_SAMPLE] if any(cell.strip() for cell in row)]
    width = max(map(len, sample), default=0)
    cells = [[row[place].strip() if place < len(row) else "" for row in sample] for place in range(width)]
    times = _find_times(cells)
    words = [place for place in range(width) if place not in times and any(cells[place])]
    if not times or not words:
        return None
    longest = max(words, key=lambda place: sum(map(len, cells[place])))
    places = {"source": longest, **_order_times(times)}
    names = [place for place in words if place != longest and _are_names(cells[place])]
    if names:
        # ELAN's tier before its participant: the second one is the person.
        places["speaker"] = next((place for place in names if not any("@" in cell for cell in cells[place])), names[0])
    in_ms, is_guessed = _find_in_ms(places, {}, sample)
    return Columns(places=places, in_ms=in_ms, guessed=("ms",) if is_guessed else ())


def _find_times(cells: Sequence[Sequence[str]]) -> dict[int, list[int | None]]:
    """The columns of times with their times in ms, or two columns of whole numbers that increase from row to row."""
    times = {place: _times(column) for place, column in enumerate(cells) if _are_times(column)}
    if times:
        return times
    numbers = {place: [int(c) for c in column] for place, column in enumerate(cells) if _are_numbers(column)}
    for place, column in numbers.items():
        ends = numbers.get(place + 1)
        if ends and all(a < b for a, b in zip(column, ends, strict=True)) and column == sorted(column):
            return {place: [*column], place + 1: [*ends]}
    return {}


def _order_times(times: dict[int, list[int | None]]) -> dict[str, int]:
    """Which columns of times are start, end and duration. A time in two notations counts once."""
    places = list(times)
    start = places[0]
    others = [place for place in places[1:] if times[place] != times[start]]
    found = {"start": start}
    end = next((place for place in others if _all(times[start], times[place])), None)
    if end is not None:
        found["end"] = end
    elif others:
        found["duration"] = others[0]
    return found


def _all(starts: Sequence[int | None], ends: Sequence[int | None]) -> bool:
    return all(a <= b for a, b in zip(starts, ends, strict=True) if a is not None and b is not None)


def _times(column: Sequence[str]) -> list[int | None]:
    return [as_time(cell) for cell in column]


def _are_times(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    timed = [cell for cell in filled if re.search(r"[:;.,٫：]", cell) and as_time(cell) is not None]
    return bool(filled) and len(timed) * 5 >= len(filled) * 4


def _are_numbers(cells: Sequence[str]) -> bool:
    """Whether a column contains whole numbers that are more than row numbers."""
    if not cells or not all(cell.isascii() and cell.isdecimal() and len(cell) < 12 for cell in cells):
        return False
    return any(int(b) - int(a) != 1 for a, b in itertools.pairwise(cells)) or len(cells) == 1


def _are_names(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    if not filled or max(map(len, filled)) > 60 or not any(any(map(str.isalpha, cell)) for cell in filled):
        return False
    return len(set(filled)) < len(filled) or len(filled) == 1
