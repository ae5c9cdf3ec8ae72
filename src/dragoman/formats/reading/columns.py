"""Which column of a table holds what: by its heading in the languages that people type it in, else by what is in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

import msgspec

from dragoman.transcript.span import parse_clock
from dragoman.transcript.tags import NAMES, find_tag

__all__ = ["ColumnHeading", "Columns", "find_columns", "guess_columns", "read_heading"]

Role = Literal["number", "id", "start", "end", "duration", "speaker", "language", "source", "target", "text"]
Fit = Literal["whole", "field", "first", "within"]

# What heads a column; "text" does not say whether the words are the original.
_NAMES: dict[Role, str] = {
    "number": "number no. nr # n° nº",
    "id": "id",
    "start": "start time times timecode timecodes timestamp timestamps zeit zeitmarke temps tiempo hora время الوقت"
    " وقت زمان זמן süre",
    "speaker": "speaker speakers name who sprecher sprecherin sprecherkürzel locuteur locutrice intervenant orador"
    " hablante interlocutor parlante спикер говорящий المتحدث الاسم گوینده نام דובר konuşmacı",
    "source": "original source transcript transcription transkript transkription originaltext оригинал اصلی اصل الأصل"
    " الأصلي מקור",
    "target": "translation translated target übersetzung traduction traducción traduzione tradução перевод ترجمة"
    " الترجمة ترجمه ترجمهٔ תרגום çeviri",
    "text": "text texte texto testo текст النص نص متن metin",
}
# What heads a column in a file of data. In a page or a letter such a word can be somebody's.
_FIELDS: dict[Role, str] = {
    "id": "key segment segmentid passage",
    "start": "begin from in tc starttime begintime startzeit anfang beginn début debut inicio inizio начало",
    "end": "end to out stop endtime ende fin fine конец",
    "duration": "duration dur dauer length durée duración",
    "speaker": "voice character actor",
    "language": "language lang sprache langue idioma lingua язык",
    "text": "words content body caption subtitle utterance",
}
_ROLES = {name: role for role, names in _NAMES.items() for name in names.split()}
_FIELD_ROLES = {name: role for role, names in _FIELDS.items() for name in names.split()}
_TEXTS = ("source", "target", "text")
_OWN_NAMES = {
    "فارسی": "fa", "العربية": "ar", "عربي": "ar", "عربی": "ar", "עברית": "he", "français": "fr", "español": "es",
    "deutsch": "de", "русский": "ru", "türkçe": "tr", "italiano": "it", "português": "pt", "اردو": "ur", "پښتو": "ps",
    "انگلیسی": "en", "الإنجليزية": "en", "کوردی": "ckb", "中文": "zh",
}  # fmt: skip
_LONGEST = 60
_MOST_WORDS = 4
# "original (es)" says the language; "start_ms" and "start (s)" the unit.
_SPECIFIED = re.compile(r"(.{1,40}?)([ _]?[(\[]?)(?<![A-Za-z])([A-Za-z]{1,3}(?:-[A-Za-z0-9-]{2,20})?)[)\]]?")
_SAMPLE = 50


class ColumnHeading(msgspec.Struct, frozen=True, kw_only=True):
    """What a heading says of its column: its role, the language of its words, and whether its times are in ms.

    ``fit`` says what names the role: the ``whole`` heading; the whole of it, which is a name only of a ``field`` in a
    file of data; its ``first`` word, but for names of languages; or a word ``within`` it.
    """

    role: Role | None = None
    fit: Fit | None = None
    language: str | None = None
    in_ms: bool = False


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
    """The columns of a file of data by their headings; ``None`` where no heading is known for words."""
    places: dict[str, int] = {}
    languages: dict[str, str] = {}
    in_ms: set[str] = set()
    others: list[str] = []
    spoken: list[tuple[int, str]] = []
    for place, heading in enumerate(headings):
        read = read_heading(heading)
        role = _field(read)
        tag = _find_language(heading.strip().casefold()) or find_tag(heading.strip()) if read.role is None else None
        if role is not None and role not in places:
            places[role] = place
            if read.in_ms:
                in_ms.add(role)
            if read.language:
                languages[role] = read.language
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


def _field(heading: ColumnHeading) -> str | None:
    """The role of a column in a file of data, whose whole heading must be known. A number there is no passage's id."""
    if heading.fit not in ("whole", "field") or heading.role == "number":
        return None
    return "source" if heading.role == "text" else heading.role


def read_heading(heading: str) -> ColumnHeading:
    """What a heading says, as far as its words are known.

    A heading beyond the length of one says nothing.
    """
    folded = heading.strip().casefold()
    if len(folded) > _LONGEST:
        return ColumnHeading()
    phrase = _as_phrase(folded)
    if role := _ROLES.get(folded) or _ROLES.get(phrase):
        return ColumnHeading(role=role, fit="whole")
    if phrase in _FIELD_ROLES:
        return ColumnHeading(role=_FIELD_ROLES[phrase], fit="field")
    return _read_specified(heading.strip()) or _read_words(folded)


def _as_phrase(folded: str) -> str:
    return re.sub(r"[\s_.-]+", "", folded)


def _read_specified(heading: str) -> ColumnHeading | None:
    """A role with a unit or the tag of a language behind it."""
    match = _SPECIFIED.fullmatch(heading)
    if match is None:
        return None
    phrase, detail = _as_phrase(match[1].casefold()), match[3]
    fit: Fit = "whole" if phrase in _ROLES else "field"
    role = _ROLES.get(phrase) or _FIELD_ROLES.get(phrase)
    if role in ("start", "end", "duration") and detail.lower() in ("s", "ms", "sec"):
        return ColumnHeading(role=role, fit=fit, in_ms=detail.lower() == "ms")
    is_certain = match[2] != " " or detail.casefold() in NAMES  # "text alt" names no language
    if role in _TEXTS and is_certain and (tag := find_tag(detail)):
        return ColumnHeading(role=role, fit=fit, language=tag)
    return None


def _read_words(folded: str) -> ColumnHeading:
    """A role and a language that are named among other words."""
    words = [word for word in re.findall(r"[^\W\d_]+", folded) if word != "the"]
    language = next(filter(None, map(_find_language, (folded, *words))), None)
    others = [word for word in words if _find_language(word) is None]
    roles = [role if (role := _ROLES.get(word)) != "id" else None for word in others]
    if not any(roles):
        # Longer ones are rather what somebody says of a language.
        return ColumnHeading(language=language if len(words) <= _MOST_WORDS else None)
    # "Text of the translation" says more than that it is text.
    role = next((role for role in roles if role not in (None, "text")), "text")
    return ColumnHeading(role=role, fit="within" if roles[0] is None else "first", language=language)


def _find_language(word: str) -> str | None:
    """The language of a name; a tag can be any short word."""
    tag = find_tag(word)
    return _OWN_NAMES.get(word) or (tag if tag != word else None)


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
