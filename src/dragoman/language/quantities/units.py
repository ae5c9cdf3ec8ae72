"""The names of units of measure and money, and their factors to the base unit of their kind."""

from __future__ import annotations

import re
from fractions import Fraction

from dragoman.language.digits import Number, exact

__all__ = [
    "CODES", "MONEY", "SIGNS", "SIGN_AFTER", "SIGN_BEFORE", "TEMPERATURES", "in_base", "in_unit", "may_be_one_unit",
]  # fmt: skip

# The base unit of the same kind, and the factor; a unit that is not here is its own base.
_FACTORS: dict[str, tuple[str, Number]] = {
    "mm": ("m", Fraction(1, 1000)), "cm": ("m", Fraction(1, 100)), "km": ("m", 1000),
    "inch": ("m", Fraction(254, 10000)), "foot": ("m", Fraction(3048, 10000)), "yard": ("m", Fraction(9144, 10000)),
    "mile": ("m", Fraction(1609344, 1000)), "nmi": ("m", 1852),
    "km2": ("m2", 10**6), "ha": ("m2", 10**4), "dunam": ("m2", 1000),
    "ml": ("l", Fraction(1, 1000)), "m3": ("l", 1000),
    "mg": ("g", Fraction(1, 1000)), "kg": ("g", 1000), "t": ("g", 10**6),
    "min": ("s", 60), "h": ("s", 3600), "day": ("s", 86400), "week": ("s", 7 * 86400),
    "year": ("month", 12), "decade": ("month", 120), "century": ("month", 1200),
    "kW": ("W", 1000), "MW": ("W", 10**6), "GW": ("W", 10**9),
    "toman": ("rial", 10), "kopeck": ("ruble", Fraction(1, 100)), "kurus": ("lira", Fraction(1, 100)),
    "agora": ("shekel", Fraction(1, 100)),
}  # fmt: skip

MONEY = frozenset(
    str.split(
        "dollar cent euro pound rial toman lira peso real ruble kopeck dinar dirham shekel agora franc yen yuan rupee "
        "hryvnia afghani bolivar boliviano sol quetzal guarani lempira colon peseta escudo kwanza metical mark tenge "
        "som manat kurus won $"
    )
)

TEMPERATURES = frozenset({"degree", "°C", "°F"})

# Pairs of names of which one may mean the other; the text in the other language shows which one is meant.
_ALIKE = {
    frozenset(pair)
    for pair in (
        ("$", "dollar"), ("$", "peso"), ("$", "real"), ("pound", "lira"), ("pound", "lb"), ("degree", "°C"),
        ("degree", "°F"), ("mile", "nmi"),
    )
}  # fmt: skip

SIGNS = {
    "%": "%", "٪": "%", "‰": "‰", "€": "euro", "$": "dollar", "US$": "dollar", "A$": "dollar", "C$": "dollar",
    "CA$": "dollar", "R$": "real", "£": "pound", "¥": "yen", "₪": "shekel", "₺": "lira", "₽": "ruble", "﷼": "rial",
    "₹": "rupee", "₩": "won", "₴": "hryvnia", "°C": "°C", "°F": "°F", "ºC": "°C", "º C": "°C", "° C": "°C", "° F": "°F",
    "℃": "°C", "℉": "°F", "°": "degree",
}  # fmt: skip

# Codes are only recognized in capitals: "try" is not money.
CODES = {
    "USD": "dollar", "EUR": "euro", "GBP": "pound", "IRR": "rial", "IRT": "toman", "SAR": "rial", "CHF": "franc",
    "JPY": "yen", "CNY": "yuan", "RUB": "ruble", "TRY": "lira", "LBP": "lira", "SYP": "lira", "EGP": "pound",
    "ILS": "shekel", "NIS": "shekel", "MXN": "peso", "ARS": "peso", "COP": "peso", "CLP": "peso", "BRL": "real",
    "INR": "rupee", "Rs": "rupee", "UAH": "hryvnia", "AFN": "afghani", "IQD": "dinar", "JOD": "dinar", "AED": "dirham",
}  # fmt: skip

SIGN_AFTER = re.compile(r"[ \u00a0\u202f]?([%٪‰€$£¥₪₺₽﷼₹₩₴℃℉]|[°º] ?[CF]\b|°)")
SIGN_BEFORE = re.compile(r"(US\$|CA\$|R\$|A\$|C\$|[$€£¥₪₺₽﷼₹₩₴%٪])[ \u00a0\u202f]?$")


def in_base(value: Number, unit: str | None) -> tuple[Number, str | None]:
    """The same amount in the base unit of its kind: ``(5, "toman")`` is ``(50, "rial")``."""
    if unit is None:
        return value, None
    base, factor = _FACTORS.get(unit, (unit, 1))
    return exact(value * factor), base


def in_unit(value: Number, unit: str, other: str) -> Number:
    """The same amount in another unit of its kind: ``(90, "min", "h")`` is 1.5."""
    return exact(Fraction(in_base(value, unit)[0]) / Fraction(in_base(1, other)[0]))


def may_be_one_unit(one: str, other: str) -> bool:
    """Whether two names may mean the same unit ("pound" and "lira", "degree" and "°C")."""
    return one == other or frozenset({one, other}) in _ALIKE
