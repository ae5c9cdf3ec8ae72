"""The structure of a language's table.

Words are separated by spaces and phrases by commas; ``&`` in a phrase is the language's "and", as a word or joined to
the next word. A full stop after a word marks an abbreviation. Everything is folded when a table is read, so the tables
contain ordinary spelling.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import msgspec

from dragoman.language.digits import Number

__all__ = ["COMMON_SCALES", "COMMON_UNITS", "ISLAMIC_MONTHS", "SHY_MONTHS", "SOLAR_MONTHS", "Clock", "Table"]


class Clock(msgspec.Struct, frozen=True, kw_only=True):
    """The words for times of day."""

    before: str = ""
    """Phrases after which a number is an hour ("a las")."""
    open: str = ""
    """The same, but only if more than a bare number follows ("at", "um")."""
    exact: str = ""
    """Phrases after a number that make it an hour ("o'clock", "Uhr")."""
    hours: str = ""
    """The same, for phrases that also count hours ("heures")."""
    past: Mapping[int, str] = {}
    """Minutes by a phrase after the hour ("y media": 30)."""
    past_tells: bool = False
    """Whether phrases of ``past`` are only used for times."""
    less: str = ""
    """Words between an hour and the minutes before it ("meno")."""
    later: str = ""
    """Words after an hour and the minutes past it (Turkish "geçe")."""
    sooner: str = ""
    """Words after an hour and the minutes before it (Turkish "kala")."""
    first: Mapping[int, str] = {}
    """Minutes by a phrase before the hour ("half past": 30, "halb": -30)."""
    past_words: str = ""
    """Words between minutes and the hour that they are past ("ten past three")."""
    to_words: str = ""
    """Words between minutes and the hour that they are before ("twenty to five")."""
    named: Mapping[int, str] = {}
    """Times with a name ("noon")."""
    am: str = ""
    pm: str = ""
    night: str = ""
    """Words that mean pm for hours from six to twelve, and am for others."""


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """The words of a language for numbers. ``docs/numbers.md`` explains how the fields work together."""

    cardinals: Mapping[Number, str] = {}
    scales: Mapping[int, str] = {}
    hundred: str = ""
    """Words for 100 that may follow two to nineteen ("two hundred")."""
    implicit: str = ""
    """Scales and hundreds that mean one of themselves without a number before them ("mil")."""
    dual_scales: str = ""
    """Scales that mean two of themselves directly before a noun (Arabic "ألفا")."""
    collectives: Mapping[int, str] = {}
    """Nouns for an approximate number ("centaine")."""
    dual_collectives: Mapping[int, str] = {}
    """Collectives in the dual (Arabic "دزينتان")."""
    nouns_of: Mapping[int, str] = {}
    """Nouns that are a number only before an "of" ("a gross of")."""
    articles: str = ""
    """Words that are one only before a scale ("a million"), or inside a number ("vingt et un")."""
    ordinals: Mapping[int, str] = {}
    ordinal_suffixes: str = ""
    shy: str = ""
    """Number words that, alone, are numbers only before a scale, a unit or a counter (Persian nine is also "no")."""
    counters: str = ""
    doubtful_last: str = ""
    """Number words that are something else if nothing follows them (Turkish seven is also "he ate")."""
    doubtful: str = ""
    """Number words that are often something else if they are alone ("sei")."""
    joiner: str = ""
    joins: str = "---"
    """Whether "and" is used after tens, after hundreds, after scales: ``-`` never, ``?`` optionally, ``&`` always."""
    joined_below: int = 10**18
    reversed_tens: bool = False
    ten_teens: bool = False
    regular_teens: bool = False
    """Whether ten is followed by units, as twenty is (Turkish "on bir")."""
    vigesimal: bool = False
    paired_years: bool = False
    compounds: bool = False
    """Whether numbers are written as one word ("dreiundvierzig")."""
    compound_joiner: str = ""
    compound_tails: str = ""
    """Words that may end a compound number: units ("vierjährig") and words for times ("dreimal")."""
    ordinals_in_one_word: bool = False
    """Whether an ordinal is one word: "trenta secondi" is half a minute, never the thirty-second."""
    neighbours_are_range: bool = False
    """Whether two adjacent numbers that differ by one are a range (Persian "two three persons")."""
    point: str = ""
    minus: str = ""
    below_zero: str = ""

    fractions: Mapping[int, str] = {}
    """Denominators after a number ("thirds")."""
    denominators_first: Mapping[int, str] = {}
    """Denominators before a number (Turkish "üçte")."""
    parts: Mapping[Fraction, str] = {}
    """Phrases that are a fraction by themselves ("a third of")."""
    weak_parts: Mapping[Fraction, str] = {}
    """The same, if the words often mean something else ("un cuarto de" is also a room of)."""
    half_alone: str = ""
    part_before: Mapping[Fraction, str] = {}
    """Parts of the scale or unit that follows; without one they are ignored ("half a", "quart")."""
    glued: str = ""
    """Words of ``part_before`` that may be joined to the next word ("Viertelstunde", "полчаса")."""
    part_after: Mapping[Fraction, str] = {}
    """Parts that are added after a number, a scale or a unit ("and a half"), or subtracted ("إلا ربع")."""
    part_after_number: Mapping[Fraction, str] = {}
    """The same, only after a number and before its unit ("zwei und eine halbe Stunde")."""
    part_after_unit: Mapping[Fraction, str] = {}
    """The same, only after a scale or a unit ("trois quarts")."""
    part_of_hour: Mapping[Fraction, str] = {}
    """Phrases that are a part of an hour if no unit follows (Persian "یک ربع")."""
    whole_units: Mapping[str, str] = {}
    """Units that are only units after a part: elsewhere, "الساعة" begins a time of day."""

    about: str = ""
    several: str = ""
    magnitudes: Mapping[int, str] = {}
    twos: str = ""
    """Words for two that other languages express differently ("both", "twice")."""

    between: str = ""
    to: str = ""
    day_to: str = ""
    """The same as ``to``, between two days of one month ("auf den")."""
    or_: str = ""
    of: str = ""
    adjectives: str = ""
    """Words that may be between a number and its unit ("US", "Syrian")."""

    percent: str = ""
    percent_before: str = ""
    per_mille: str = ""
    units: Mapping[str, str] = {}
    units_first: str = ""
    """Units that may be before an approximate number (Russian "лет десять")."""
    duals: Mapping[str, str] = {}
    """Units in the dual, which means two."""
    singles: Mapping[str, str] = {}
    """Units in the singular, which means one in languages without an article ("час", "ساعة")."""

    months: Mapping[int, str] = {}
    solar: Mapping[int, str] = {}
    islamic: Mapping[int, str] = {}
    shy_months: str = ""
    """Month names with another meaning: they are a date only with a year, a figure or an ordinal."""
    date_words: str = ""
    """Words that may be between day, month and year."""
    year_before: str = ""
    year_hints: str = ""
    """Words after which a year of the language's own calendar is a date."""
    year_after: str = ""
    gregorian: str = ""
    islamic_era: str = ""
    solar_era: str = ""
    decades: Mapping[int, str] = {}
    decade_before: str = ""
    decade_suffixes: str = ""
    decade_after: str = ""
    possessives: str = ""
    century: str = ""
    clock: Clock = Clock()

    idioms: str = ""
    """Phrases whose number is often not meant literally ("mil gracias"): it is weak."""
    traps: str = ""
    """Phrases that look like numbers and are not."""


# South Asian scales, which every language borrows. "Lac" is not among them: it is a lake.
COMMON_SCALES = {10**5: "lakh lakhs", 10**7: "crore crores"}

COMMON_UNITS = {
    "km": "km, kms", "m": "m", "cm": "cm", "mm": "mm", "kg": "kg, kgs", "g": "g", "t": "t", "l": "l",
    "ml": "ml", "km/h": "km/h, kmh, kph, km/sa", "mile/h": "mph", "m/s": "m/s", "km2": "km2, km²", "m2": "m2, m²",
    "m3": "m3, m³", "h": "h", "min": "min.", "s": "s", "kW": "kw", "MW": "mw", "GW": "gw", "kWh": "kwh",
    "KB": "kb", "MB": "mb", "GB": "gb", "TB": "tb", "Hz": "hz", "kcal": "kcal",
}  # fmt: skip

SOLAR_MONTHS = {
    1: "Farvardin", 2: "Ordibehesht, Urdibehesht", 3: "Khordad, Jordad, Chordad", 4: "Tir", 5: "Mordad, Amordad",
    6: "Shahrivar, Schahriwar", 7: "Mehr", 8: "Aban", 9: "Azar", 10: "Dey, Dei", 11: "Bahman, Behmen",
    12: "Esfand, Isfand",
}  # fmt: skip

ISLAMIC_MONTHS = {
    1: "Muharram, Moharram, Muharrem", 2: "Safar, Safer",
    3: "Rabi al Awwal, Rabi' al Awwal, Rabi I, Rebiülevvel", 4: "Rabi al Thani, Rabi' al Thani, Rabi II, Rebiülahir",
    5: "Jumada al Awwal, Jumada al Ula, Jumada I, Cemaziyelevvel",
    6: "Jumada al Thani, Jumada al Akhirah, Jumada II, Cemaziyelahir", 7: "Rajab, Recep, Redschab",
    8: "Shaban, Sha'ban, Şaban, Schaban", 9: "Ramadan, Ramazan, Ramadán, Ramadã", 10: "Shawwal, Şevval, Schawwal",
    11: "Dhu al Qadah, Dhu al Qa'dah, Dhul Qadah, Dhu'l Qa'dah, Zilkade",
    12: "Dhu al Hijjah, Dhul Hijjah, Dhu'l Hijjah, Zilhicce",
}  # fmt: skip

SHY_MONTHS = "tir mehr aban azar dey dei safar safer"
