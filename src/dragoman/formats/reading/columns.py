"""Which column of a table holds what: by its heading in the languages that people type it in, else by what is in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from dragoman.transcript.span import parse_clock
from dragoman.transcript.tags import find_tag

__all__ = ["Columns", "find_columns", "guess_columns"]

_NAMES = {
    "id": "id key segment segmentid passage",
    "start": "start begin from in timecode time tc timestamp starttime begintime startzeit zeit anfang beginn début"
    " debut inicio inizio hora начало время الوقت زمان",
    "end": "end to out stop endtime ende fin fine конец",
    "duration": "duration dur dauer length durée duración",
    "speaker": "speaker name who voice character actor sprecher sprecherin sprecherkürzel locuteur locutrice"
    " intervenant orador hablante interlocutor parlante спикер говорящий المتحدث گوینده",
    "language": "language lang sprache langue idioma lingua язык",
    "source": "text transcript original words source transcription transkript transkription content body caption"
    " subtitle utterance texte texto testo текст النص متن",
    "target": "translation target übersetzung traduction traducción traduzione перевод ترجمة ترجمه",
}
_ROLES = {name: role for role, names in _NAMES.items() for name in names.split()}
# "original (es)" says the language; "start_ms" and "start (s)" the unit.
_SPECIFIED = re.compile(r"(.{1,40}?)[ _]?[(\[]?(?<![A-Za-z])([A-Za-z]{1,3}(?:-[A-Za-z0-9-]{2,20})?)[)\]]?")
_SAMPLE = 50


class Columns(msgspec.Struct, frozen=True, kw_only=True):
    """For each role the number of its column; the languages that headings name, and columns that say nothing known."""

    places: dict[str, int]
    language: str | None = None
    target_language: str | None = None
    in_ms: frozenset[str] = frozenset()
    others: tuple[str, ...] = ()

    def value(self, row: Sequence[str], role: str) -> str:
        """What a row has in the column of a role; empty where there is none."""
        place = self.places.get(role)
        return row[place].strip() if place is not None and place < len(row) else ""


def find_columns(headings: Sequence[str]) -> Columns | None:
    """The columns by their headings; ``None`` where no heading is known for words."""
    places: dict[str, int] = {}
    languages: dict[str, str] = {}
    in_ms: set[str] = set()
    others: list[str] = []
    spoken: list[tuple[int, str]] = []
    for place, heading in enumerate(headings):
        role, detail = _read_heading(heading)
        tag = find_tag(heading.strip()) if role is None else None
        if role is not None and role not in places:
            places[role] = place
            if detail == "ms":
                in_ms.add(role)
            elif detail and role in ("source", "target"):
                languages[role] = detail
        elif tag is not None:
            spoken.append((place, tag))
        elif heading.strip():
            others.append(heading.strip())
    if not places and len([tag for place, tag in spoken if len(headings[place].strip()) > 3]) < 2:
        # A short word may be a language's tag by chance.
        return None
    # Columns that are called by languages: the first is the original.
    for (place, tag), role in zip(spoken, [r for r in ("source", "target") if r not in places], strict=False):
        places[role] = place
        languages[role] = tag
    if "source" not in places and "target" not in places:
        return None
    return Columns(
        places=places,
        language=languages.get("source"),
        target_language=languages.get("target"),
        in_ms=frozenset(in_ms),
        others=tuple(others),
    )


def _read_heading(heading: str) -> tuple[str | None, str | None]:
    """The role of a column, and the unit or the language that its heading adds."""
    bare = heading.strip().casefold()
    plain = re.sub(r"[\s_.-]+", "", bare)
    if plain in _ROLES:
        return _ROLES[plain], None
    match = _SPECIFIED.fullmatch(heading.strip())
    if match is None:
        return None, None
    role = _ROLES.get(re.sub(r"[\s_.-]+", "", match[1].casefold()))
    detail = match[2]
    if role in ("start", "end", "duration"):
        return (role, detail.lower()) if detail.lower() in ("s", "ms", "sec") else (None, None)
    tag = find_tag(detail)
    return (role, tag) if role in ("source", "target") and tag else (None, None)


def guess_columns(rows: Sequence[Sequence[str]]) -> Columns | None:
    """The columns of a table without headings: times, then the longest words, and before them who said them.

    ``None`` where there is no column of times.
    """
    sample = [row for row in rows[:_SAMPLE] if any(cell.strip() for cell in row)]
    width = max(map(len, sample), default=0)
    cells = [[row[place].strip() if place < len(row) else "" for row in sample] for place in range(width)]
    times = [place for place in range(width) if _are_times(cells[place])]
    words = [place for place in range(width) if place not in times and any(cells[place])]
    if not times or not words:
        return None
    longest = max(words, key=lambda place: sum(map(len, cells[place])))
    places = {"start": times[0], "source": longest}
    if len(times) > 1:
        places["end"] = times[1]
    names = [place for place in words if place != longest and _are_names(cells[place])]
    if names:
        places["speaker"] = names[0]
    return Columns(places=places)


def _are_times(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return bool(filled) and sum(map(_is_time, filled)) * 5 >= len(filled) * 4


def _is_time(cell: str) -> bool:
    try:
        parse_clock(cell)
    except ValueError:
        return False
    return ":" in cell or "." in cell


def _are_names(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return bool(filled) and max(map(len, filled)) <= 60 and (len(set(filled)) < len(filled) or len(filled) == 1)
