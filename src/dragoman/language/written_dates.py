"""Complete or partial dates that are written in words or figures, in any of three calendars."""

from __future__ import annotations

import re
from datetime import date

from dragoman.language.digits import to_ascii
from dragoman.language.quantities.calendars import Date as Day
from dragoman.language.quantities.calendars import find_days
from dragoman.language.quantities.text_quantities import Quantity, find_quantities

__all__ = ["find_date", "find_lone_year", "read_stamp"]

_STAMP = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?(?=$|[T ])")
_YEAR = re.compile(
    r"\s*(?:c\.|ca\.|circa|about|around|in|early|mid|late|حدود|اواخر|اوایل|أواخر|أوائل|عام|سنة|سال)?\s*(\d{4})\s*"
)
_ABOUT = re.compile(r"\b(?:c\.|ca\.|circa|about|around|approximately)|حدود|تقریبا|نحو|حوالي", re.IGNORECASE)
_LATE = re.compile(r"\blate\b(?! for)|\bend of\b|اواخر|أواخر|نهاية", re.IGNORECASE)
_QUALIFIED = r"\b(?:c\.|ca\.|circa|about|around|early|mid|late)|حدود|اواخر|اوایل|أواخر|أوائل"
_SEASONS = {
    "spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24, "بهار": 21, "تابستان": 22, "پاییز": 23,
    "زمستان": 24, "ربيع": 21, "صيف": 22, "خريف": 23, "شتاء": 24,
}  # fmt: skip
_CALENDARS = {"solar": "persian", "islamic": "islamic"}
_LONGEST = 300


def find_date(words: str, language: str | None) -> tuple[str, str, str | None] | None:
    """The first date in some words: as EDTF in the Gregorian calendar, as written, and its own calendar."""
    words = words[:_LONGEST]
    stamp = read_stamp(words.strip())
    if stamp is not None:
        return stamp, words.strip(), None
    season = _find_season(words)
    if season is not None:
        return season
    for lang in _langs(words, language):
        for quantity in find_quantities(words, lang):
            edtf = _edtf(quantity.date, words) if quantity.kind == "date" and quantity.date else None
            if edtf is not None and quantity.date is not None:
                return edtf, _widened(words, quantity), _CALENDARS.get(quantity.date.calendar)
    return _bare_year(words, language)


def _langs(words: str, language: str | None) -> tuple[str, ...]:
    """The languages to read a date in: the page's and English; or those of its letters if the page names none."""
    if language is not None:
        return tuple(dict.fromkeys((language, "en")))
    if any("\u0600" <= letter <= "\u06ff" for letter in words):
        return ("fa", "ar")
    # The names of months identify the language.
    has_month = re.search(r"[^\W\d_]{3}", words) and any(map(str.isdecimal, words))
    return ("en", "es", "de", "fr", "pt", "it", "ru", "tr", "he") if has_month else ("en",)


def read_stamp(text: str) -> str | None:
    """The day of an ISO 8601 time or date, or its month."""
    match = _STAMP.match(text)
    if match is None:
        return None
    year, month, day = match.groups()
    try:
        date(int(year), int(month), int(day or 1))
    except ValueError:
        return None
    return "-".join(part for part in (year, month, day) if part)


def _edtf(day: Day, words: str) -> str | None:
    if day.year is None:
        return None
    days = find_days(day)
    if days is None:
        return None
    first, last = (date.fromordinal(number) for number in days)
    if day.swapped and day.month and day.day:
        return f"[{first.isoformat()},{date(day.year, day.day, day.month).isoformat()}]"
    if day.calendar == "islamic" and first == last:
        # Countries differ by a day in sighting the moon.
        return f"{first.isoformat()}~"
    edtf = _between(first, last) if day.calendar != "gregorian" or day.day else _partial(day)
    if len(edtf) == 4 and _LATE.search(words):
        return f"{edtf}-1X"
    return f"{edtf}~" if _ABOUT.search(words) and "[" not in edtf else edtf


def _partial(day: Day) -> str:
    return f"{day.year:04}" if day.month is None else f"{day.year:04}-{day.month:02}"


def _between(first: date, last: date) -> str:
    """One day, one month, one year, or one of the days between two."""
    if first == last:
        return first.isoformat()
    if (last - first).days <= 2:
        return f"{first.isoformat()}~"
    return f"[{first.isoformat()}..{last.isoformat()}]"


def _widened(words: str, quantity: Quantity) -> str:
    """The date as written, with its qualifier."""
    match = re.search(rf"(?:{_QUALIFIED})[\s-]*$", words[: quantity.start], re.IGNORECASE)
    return words[match.start() if match else quantity.start : quantity.end]


def _find_season(words: str) -> tuple[str, str, str | None] | None:
    match = re.search(rf"({'|'.join(_SEASONS)})(?:\s+of)?,?\s+(\d{{4}})", to_ascii(words), re.IGNORECASE)
    if match is None:
        return None
    year, season = int(match[2]), _SEASONS[match[1].lower()]
    written = words[match.start() : match.end()]
    if year >= 1500:
        return f"{year}-{season}", written, None
    # Only the Solar Hijri year has seasons: three months each, beginning with spring.
    first, last = (find_days(Day("solar", year, month)) for month in (3 * season - 62, 3 * season - 60))
    if first is None or last is None:
        return None
    return _between(date.fromordinal(first[0]), date.fromordinal(last[1])), written, "persian"


def find_lone_year(words: str) -> tuple[str, str, str | None] | None:
    """The only modern year in some words, with its qualifier."""
    plain = to_ascii(words[:_LONGEST])
    years = list(re.finditer(r"(?<![\d./:-])(?:1[89]|20)\d\d(?![\d./:-]\d|\d)", plain))
    if len(years) != 1:
        return None
    start, end = years[0].span()
    before = re.search(rf"(?:{_QUALIFIED})[\s-]*$", words[:start], re.IGNORECASE)
    written = words[before.start() if before else start : end]
    edtf = _edtf(Day("gregorian", int(years[0].group())), written)
    return (edtf, written, None) if edtf else None


def _bare_year(words: str, language: str | None) -> tuple[str, str, str | None] | None:
    """Words that are hardly more than a year."""
    match = _YEAR.fullmatch(to_ascii(words).strip(" .,;()[]"))
    if match is None:
        return None
    year = int(match[1])
    solar = 1200 <= year <= 1450 and (language or "").split("-")[0] in ("fa", "prs")
    if not solar and not 1800 <= year <= 2100:
        return None
    edtf = _edtf(Day("solar" if solar else "gregorian", year), words)
    return (edtf, words.strip(" .,;()[]"), "persian" if solar else None) if edtf else None
