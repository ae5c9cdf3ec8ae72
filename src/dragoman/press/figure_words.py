"""The value of a figure in the page's language: its unit, its calendar, and "s" for decades and hundreds.

An edition keeps values as :func:`dragoman.language.quantities.quantity.describe` writes them. A unit is named and not
declined: the column gives the quantity's value, and the text beside it gives the wording.
"""

from __future__ import annotations

import re

from dragoman.locale import gettext as _
from dragoman.locale import interface, later
from dragoman.render.html import Html, element, escape, join, phrase

__all__ = ["UNITS", "render_value"]

_VALUE = re.compile(r"(?:(?P<calendar>solar|islamic) )?(?P<number>[^ a-zA-Z]+)(?P<many>s?)(?: (?P<unit>\S+))?\Z")
_CALENDARS = {"solar": later("{date}, Solar Hijri"), "islamic": later("{date}, Islamic")}
# The ten years from 1990 and "hundreds" both end in "s". Nobody counts in units of 1990.
_DECADE = re.compile(r"(?!\d000)1\d\d0|20[1-9]0")
_TENS = re.compile(r"10+")

UNITS = frozenset(
    (
        # Length, area, volume, mass, time, speed, power, energy and computer storage.
        later("mm"), later("cm"), later("m"), later("km"), later("inch"), later("foot"), later("yard"), later("mile"),
        later("nmi"), later("m2"), later("km2"), later("foot2"), later("mile2"), later("ha"), later("acre"),
        later("dunam"), later("ml"), later("l"), later("m3"), later("gallon"), later("barrel"), later("mg"),
        later("g"), later("kg"), later("t"), later("lb"), later("ounce"), later("s"), later("min"), later("h"),
        later("day"), later("week"), later("month"), later("year"), later("decade"), later("century"), later("km/h"),
        later("m/s"), later("mile/h"), later("W"), later("kW"), later("MW"), later("GW"), later("kWh"), later("kcal"),
        later("Hz"), later("KB"), later("MB"), later("GB"), later("TB"), later("degree"),
        # Money.
        later("dollar"), later("cent"), later("euro"), later("pound"), later("rial"), later("toman"), later("lira"),
        later("peso"), later("real"), later("ruble"), later("kopeck"), later("dinar"), later("dirham"),
        later("shekel"), later("agora"), later("franc"), later("yen"), later("yuan"), later("rupee"),
        later("hryvnia"), later("afghani"), later("bolivar"), later("boliviano"), later("sol"), later("quetzal"),
        later("guarani"), later("lempira"), later("colon"), later("peseta"), later("escudo"), later("kwanza"),
        later("metical"), later("mark"), later("tenge"), later("som"), later("manat"), later("kurus"), later("won"),
    )
)  # fmt: skip


def render_value(value: str) -> Html:
    """The value with its number from left to right. A value without a word in the page's language stays as it is."""
    found = None if interface() == "en" else _VALUE.match(value)
    unit = found["unit"] if found else None
    if found is None or not _can_say(found, unit):
        return Html(f'<bdi dir="ltr">{escape(value)}</bdi>')
    number = element("bdi", found["number"], dir="ltr")
    if found["many"]:
        number = phrase(_many(found["number"]), number=number)
    calendar = found["calendar"]
    if calendar:
        number = phrase(_(_CALENDARS[calendar]), date=number)
    if unit is None:
        return number
    return join(number, " ", _(unit) if unit in UNITS else element("bdi", unit))


def _can_say(found: re.Match[str], unit: str | None) -> bool:
    is_plain = not found["many"] and not found["calendar"] and unit not in UNITS
    is_unclear = found["many"] and not (_DECADE.fullmatch(found["number"]) or _TENS.fullmatch(found["number"]))
    return not is_plain and not is_unclear


def _many(number: str) -> str:
    return _("the ten years from {number}") if _DECADE.fullmatch(number) else _("{number} or more")
