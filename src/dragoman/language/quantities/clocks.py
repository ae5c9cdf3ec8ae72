"""Parses times of day: "3:30 pm", "las tres y media", "halb vier", "الساعة الثالثة والنصف"."""

from __future__ import annotations

import re
from typing import NamedTuple

from dragoman.language.quantities.numbers import amount_at
from dragoman.language.quantities.reading import Amount, Reading

__all__ = ["Clocked", "clock_at"]

_DAY = 24 * 60
_HOUR_LEADS = frozenset({"clock_first", "clock_named"})
_FIGURES = re.compile(r"(\d{1,2})(:| ?[hH] ?|[.٫])(\d{2})(?::\d{2})?(?!\d|[.,:]\d)")
_SPOKEN_MINUTES = frozenset({5, 10, 20, 25})
_BARE_HOUR = re.compile(r"(\d{1,2}) ?[hH](?!\w)")


class Clocked(NamedTuple):
    """Minutes since midnight, those of the other half of the day if it is not clear which, and the place after."""

    minutes: int
    other: int | None
    end: int
    weak: bool = False
    """A name that is often vague ("noon")."""


class _Hour(NamedTuple):
    """A time before the part of the day is known. ``sure``: it is a time without further evidence."""

    minutes: int
    end: int
    sure: bool
    whole_day: bool = False
    weak: bool = False
    evident: bool = True
    """Something other than the part of the day shows that it is a time."""


def clock_at(reading: Reading, at: int) -> Clocked | None:
    """The time of day that begins at this place, including its "at"; ``None`` if there is none."""
    lexicon = reading.lexicon
    part, place = None, at
    if lexicon.language == "tr":
        early = reading.phrase(lexicon.dayparts, at)
        part, place = early if early else (None, at)
    before = reading.phrase(lexicon.clock_before, place)
    opened = None if before else reading.phrase(lexicon.clock_open, place)
    start = before or opened
    place = start[1] if start else place
    if place >= reading.end or (place > at and not reading.near(place)) or not _may_be_hour(reading, place):
        return None
    hour = (
        _named(reading, place)
        or _in_figures(reading, place, sure=bool(before), announced=bool(start))
        or _minutes_first(reading, place, announced=bool(start))
        or _hebrew(reading, place)
        or _digital(reading, place, announced=bool(opened))
        or _hour_first(reading, place, sure=bool(before), announced=bool(start))
    )
    return _with_daypart(reading, hour, part) if hour else None


def _may_be_hour(reading: Reading, at: int) -> bool:
    token, lexicon = reading.tokens[at], reading.lexicon
    names = lexicon.leads.get(token.key)
    return token.digits or token.key in lexicon.atoms or (names is not None and not names.isdisjoint(_HOUR_LEADS))


def _named(reading: Reading, at: int) -> _Hour | None:
    """As in "noon", "midi et demi"."""
    named = reading.phrase(reading.lexicon.clock_named, at)
    if named is None:
        return None
    half = reading.after(reading.lexicon.clock_past, named[1])
    whole = named[0] % (_DAY // 2) == 0
    return _Hour(named[0] + (half[0] if half else 0), half[1] if half else named[1], True, whole, whole and not half)


def _with_daypart(reading: Reading, hour: _Hour, part: str | None) -> Clocked | None:
    late = reading.after(reading.lexicon.dayparts, hour.end)
    if late and not hour.evident and reading.phrase(reading.lexicon.units, hour.end):
        late = None  # Russian "три дня" is three days, "в три дня" three in the afternoon
    if late:
        part = late[0]
    if part is None and not hour.sure:
        return None
    end = late[1] if late else hour.end
    minutes = hour.minutes % _DAY
    if part is None:
        half = 60 <= minutes < 13 * 60 and not hour.whole_day
        return Clocked(minutes, (minutes + _DAY // 2) % _DAY if half else None, end, hour.weak)
    if minutes >= 13 * 60:
        return Clocked(minutes, None, end)
    evening = part == "pm" or (part == "night" and 6 * 60 <= minutes < 12 * 60)
    return Clocked(minutes % (_DAY // 2) + (_DAY // 2 if evening else 0), None, end)


def _in_figures(reading: Reading, at: int, *, sure: bool, announced: bool) -> _Hour | None:
    token = reading.tokens[at]
    if not token.digits:
        return None
    match = _FIGURES.match(reading.text, token.start)
    if match:
        hours, sign, minutes = match.groups()
        end = _place_of(reading, at, match.end())
        exact = reading.after(reading.lexicon.clock_exact, end)
        if int(hours) <= 24 and int(minutes) < 60 and (sign not in ".٫" or sure or exact):
            whole_day = hours.startswith(("0", "۰", "٠")) or bool(exact and int(hours) > 12)
            return _Hour(int(hours) * 60 + int(minutes), exact[1] if exact else end, True, whole_day)
        return None
    bare = _BARE_HOUR.match(reading.text, token.start)
    if bare and announced and int(bare.group(1)) <= 24 and reading.after(reading.lexicon.clock_hours, at + 1):
        return _Hour(int(bare.group(1)) * 60, _place_of(reading, at, bare.end()), True)
    return None


def _place_of(reading: Reading, at: int, offset: int) -> int:
    while at < reading.end and reading.tokens[at].start < offset:
        at += 1
    return at


def _minutes_first(reading: Reading, at: int, *, announced: bool) -> _Hour | None:
    """As in "half past three", "halb vier", "twenty to five", "fünf vor halb sechs"."""
    lexicon = reading.lexicon
    if reading.phrase(lexicon.clock_first, at):
        return _phrase_first(reading, at)
    amount = _bare_number(reading, at)
    if amount is None or amount.value % 5 or not 0 < amount.value < 60:
        return None
    to = reading.after(lexicon.to_words, amount.end)
    past = None if to else reading.after(lexicon.past_words, amount.end)
    middle = to or past
    half = _phrase_first(reading, middle[1]) if middle and lexicon.language == "de" else None
    if half:
        return half._replace(minutes=half.minutes + int(-amount.value if to else amount.value))
    hour = _bare_hour(reading, middle[1]) if middle and reading.near(middle[1]) else None
    if middle is None and lexicon.language == "ru":
        return _of_next_hour(reading, amount)
    if hour is None or hour.value > 12 or not (announced or amount.value > hour.value):
        return None
    minutes = int(-amount.value if to else amount.value)
    return _Hour(int(hour.value) * 60 + minutes, _after_hour(reading, hour.end), True)


def _phrase_first(reading: Reading, at: int) -> _Hour | None:
    """As in "half past three", "halb vier"."""
    first = reading.phrase(reading.lexicon.clock_first, at)
    hour = _bare_hour(reading, first[1]) if first and reading.near(first[1]) else None
    if first is None or hour is None:
        return None
    # Russian counts what is past from the next hour: "четверть девятого" is a quarter past eight.
    if reading.lexicon.language == "ru" and first[0] in {-30, -45} and not hour.ordinal:
        return None
    return _Hour(int(hour.value) * 60 + first[0], _after_hour(reading, hour.end), True)


def _of_next_hour(reading: Reading, amount: Amount) -> _Hour | None:
    """As in Russian "десять минут девятого": ten past eight."""
    unit = reading.after(reading.lexicon.units, amount.end)
    hour = _bare_hour(reading, unit[1]) if unit and unit[0] == "min" and reading.near(unit[1]) else None
    if hour is None or not hour.ordinal or hour.value > 12:
        return None
    return _Hour(int(hour.value - 1) * 60 + int(amount.value), hour.end, True)


def _hebrew(reading: Reading, at: int) -> _Hour | None:
    """As in "בחמש ועשרים": twenty past five. In a number the tens come first, so this is not a number."""
    token = reading.tokens[at]
    if reading.lexicon.language != "he" or not token.whole.startswith("ב") or reading.key(at + 1) != "&":
        return None
    hour = amount_at(reading, at, joins=False)
    past = reading.phrase(reading.lexicon.clock_past, at + 1)
    if past and hour and hour.end == at + 1 and not hour.ordinal and 1 <= hour.value <= 12:
        return _Hour(int(hour.value) * 60 + past[0], past[1], past[0] == 15)
    minutes = amount_at(reading, at + 2) if hour and hour.end == at + 1 and reading.linked(at + 2) else None
    if hour is None or minutes is None or hour.ordinal or not 1 <= hour.value <= 12:
        return None
    unit = reading.after(reading.lexicon.units, minutes.end)
    if minutes.value not in _SPOKEN_MINUTES or (unit and unit[0] != "min"):
        return None
    return _Hour(int(hour.value) * 60 + int(minutes.value), unit[1] if unit else minutes.end, True)


def _digital(reading: Reading, at: int, *, announced: bool) -> _Hour | None:
    """As in "at seven thirty", "by half six": English reads a clock's figures aloud."""
    if reading.lexicon.language != "en" or reading.tokens[at].digits:
        return None
    if announced and reading.key(at) == "half":
        hour = _bare_hour(reading, at + 1) if reading.near(at + 1) else None
        return _Hour(int(hour.value) * 60 + 30, hour.end, True) if hour and hour.value <= 12 else None
    hour = _bare_hour(reading, at)
    minutes = _bare_number(reading, hour.end) if hour and reading.linked(hour.end) else None
    if hour is None or minutes is None or hour.ordinal or minutes.ordinal or minutes.figures:
        return None
    if hour.value > 12 or not 10 <= minutes.value < 60 or minutes.value.denominator > 1:
        return None
    if reading.after(reading.lexicon.units, minutes.end) or reading.after(reading.lexicon.percent, minutes.end):
        return None
    return _Hour(int(hour.value) * 60 + int(minutes.value), minutes.end, announced, evident=announced)


def _hour_first(reading: Reading, at: int, *, sure: bool, announced: bool) -> _Hour | None:
    """As in "a las tres y media", "acht Uhr", "à trois heures et quart", "الساعة الثالثة"."""
    lexicon = reading.lexicon
    amount = _bare_hour(reading, at, parts=True)
    single = amount is None and reading.key(at) in lexicon.articles
    if single and announced and reading.after(lexicon.clock_hours, at + 1):
        amount = Amount(1, at + 1)
    elif single and sure:
        amount, sure, announced = Amount(1, at + 1), False, False  # "a la una" may also be to one of them
    if amount is None or (amount.ordinal and lexicon.language != "ar"):
        return None
    parted = amount.value.denominator > 1
    minutes, end = int(amount.value * 60), amount.end
    exact = reading.after(lexicon.clock_exact, end)
    hours = None if exact else reading.after(lexicon.clock_hours, end)
    named = exact or hours
    end = named[1] if named else end
    past = None if parted else reading.after(lexicon.clock_past, end) or _past_or_to(reading, end, evident=announced)
    if past:
        minutes, end = minutes + past[0], past[1]
    elif (
        (hours and announced and not parted)
        or (exact and lexicon.language == "de")
        or (sure and not parted and reading.key(end) == "&")
    ):
        minutes, end = _added_minutes(reading, minutes, end)
    parted = parted and lexicon.language != "en"  # "by one and a half" is not a time
    enough = sure or bool(exact) or (announced and (bool(hours) or bool(past) or parted))
    enough = enough or (bool(past) and lexicon.table.clock.past_tells)
    return _Hour(minutes, end, enough, amount.value > 12, evident=enough or announced or bool(hours))


def _past_or_to(reading: Reading, at: int, *, evident: bool) -> tuple[int, int] | None:
    """Minutes before an hour ("meno dieci"), or Turkish minutes past or to it, and the place after them."""
    less = reading.after(reading.lexicon.clock_less, at) if evident else None
    place = less[1] if less else at
    minutes = _bare_number(reading, place) if reading.linked(place) else None
    if minutes is None or minutes.ordinal or not 0 < minutes.value < 60 or minutes.value.denominator > 1:
        return None
    unit = reading.after(reading.lexicon.units, minutes.end)
    end = unit[1] if unit and unit[0] == "min" else minutes.end
    if less:
        return (-int(minutes.value), end) if unit is None or end > minutes.end else None
    later = reading.after(reading.lexicon.clock_later, end)
    return (later[0] * int(minutes.value), later[1]) if later else None


def _added_minutes(reading: Reading, minutes: int, at: int) -> tuple[int, int]:
    """As in "las tres y diez", "acht Uhr dreißig"."""
    place = at + (reading.key(at) == "&")
    more = _bare_number(reading, place) if reading.linked(place) else None
    if more is None or not 0 < more.value < 60 or more.value.denominator > 1:
        return minutes, at
    unit = reading.after(reading.lexicon.units, more.end)
    if unit and unit[0] != "min":
        return minutes, at
    return minutes + int(more.value), unit[1] if unit else more.end


def _after_hour(reading: Reading, at: int) -> int:
    named = reading.after(reading.lexicon.clock_exact, at) or reading.after(reading.lexicon.clock_hours, at)
    return named[1] if named else at


def _bare_number(reading: Reading, at: int) -> Amount | None:
    amount = amount_at(reading, at) if at < reading.end else None
    return amount if amount and amount.scale == 1 and not amount.fraction else None


def _bare_hour(reading: Reading, at: int, *, parts: bool = False) -> Amount | None:
    """A number that may be an hour.

    :param parts: whether a half, a third or a quarter may be part of it ("seven and a half")
    """
    amount = _bare_number(reading, at)
    if amount is None or not 0 < amount.value <= 24:
        return None
    if amount.value.denominator == 1:
        return amount
    return amount if parts and not amount.figures and 60 % amount.value.denominator == 0 else None
