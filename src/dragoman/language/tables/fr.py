"""French."""

from fractions import Fraction

from dragoman.language.tables.base import ISLAMIC_MONTHS, SHY_MONTHS, SOLAR_MONTHS, Clock, Table

TABLE = Table(
    cardinals={
        0: "zéro", 1: "un une", 2: "deux", 3: "trois triple", 4: "quatre", 5: "cinq", 6: "six", 7: "sept", 8: "huit",
        9: "neuf", 10: "dix", 11: "onze", 12: "douze", 13: "treize", 14: "quatorze", 15: "quinze", 16: "seize",
        20: "vingt vingts", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante", 70: "septante",
        80: "huitante octante", 90: "nonante",
    },
    scales={
        1000: "mille mil", 10**6: "million millions", 10**9: "milliard milliards mds", 10**12: "billion billions",
    },
    hundred="cent cents",
    implicit="cent mille mil million milliard dizaine douzaine centaine millier",
    collectives={
        8: "huitaine", 10: "dizaine", 12: "douzaine douzaines", 15: "quinzaine", 20: "vingtaine", 30: "trentaine",
        40: "quarantaine", 50: "cinquantaine", 60: "soixantaine", 100: "centaine", 1000: "millier milliers",
    },
    articles="un une",
    ordinals={
        1: "premier première premiers premières unième", 2: "deuxième second seconde deuxièmes", 3: "troisième",
        4: "quatrième", 5: "cinquième", 6: "sixième", 7: "septième", 8: "huitième", 9: "neuvième", 10: "dixième",
        11: "onzième", 12: "douzième", 13: "treizième", 14: "quatorzième", 15: "quinzième", 16: "seizième",
        20: "vingtième", 30: "trentième", 40: "quarantième", 50: "cinquantième", 60: "soixantième",
        100: "centième", 1000: "millième",
    },
    ordinal_suffixes="er re e ème eme è nd nde ième",
    doubtful_last="neuf",
    joiner="et",
    joins="?-?",
    joined_below=2,
    vigesimal=True,
    point="virgule",
    minus="moins",
    below_zero="au dessous de zéro, sous zéro, en dessous de zéro",
    fractions={3: "tiers", 4: "quarts", 5: "cinquièmes", 6: "sixièmes", 8: "huitièmes", 10: "dixièmes"},
    parts={
        Fraction(1, 3): "un tiers, le tiers", Fraction(1, 4): "un quart, le quart",
        Fraction(1, 5): "un cinquième", Fraction(1, 10): "un dixième", Fraction(1, 2): "une moitié",
    },
    part_before={Fraction(1, 2): "demi", Fraction(1, 4): "quart"},
    half_alone="la moitié, moitié",
    part_after={Fraction(1, 2): "& demi, & demie", Fraction(1, 4): "& quart, & un quart"},
    part_after_unit={
        Fraction(1, 4): "un quart", Fraction(3, 4): "trois quarts, & trois quarts", Fraction(1, 3): "& un tiers",
    },
    about="environ, près de, quelque, presque, à peu près, autour de, dans les, vers, approximativement, une bonne",
    several="plusieurs, quelques, de nombreux, de nombreuses, des",
    magnitudes={
        10: "dizaines, douzaines", 100: "centaines", 1000: "milliers", 10**6: "millions", 10**9: "milliards",
    },
    twos="le double, une paire, une paire de, tous deux, toutes deux, les deux, nous deux, vous deux, eux deux",
    between="entre",
    to="à, au, jusqu'à",
    day_to="& le, & du, ou le, ou du",
    or_="ou",
    of="de d des",
    percent="pour cent, p. cent, points de pourcentage",
    per_mille="pour mille",
    adjectives="anciens nouveaux vieux nouvelles anciennes",
    units={
        "mm": "millimètre, millimètres", "cm": "centimètre, centimètres", "m": "mètre, mètres",
        "km": "kilomètre, kilomètres", "inch": "pouces", "foot": "pieds", "yard": "yards", "mile": "mile, miles",
        "nmi": "mille marin, milles marins, mille nautique, milles nautiques",
        "m2": "mètre carré, mètres carrés", "km2": "kilomètre carré, kilomètres carrés",
        "ha": "ha, hectare, hectares", "acre": "acre, acres", "m3": "mètre cube, mètres cubes",
        "l": "litre, litres", "ml": "millilitre, millilitres", "gallon": "gallon, gallons", "barrel": "baril, barils",
        "mg": "milligramme, milligrammes", "g": "gramme, grammes", "kg": "kilo, kilos, kilogramme, kilogrammes",
        "t": "tonne, tonnes", "ounce": "once, onces",
        "km/h": "kilomètres heure, kilomètres par heure, kilomètres à l'heure", "mile/h": "miles à l'heure",
        "s": "seconde, secondes", "min": "minute, minutes", "h": "heure, heures",
        "day": "jour, jours, journée, journées",
        "week": "semaine, semaines", "month": "mois", "year": "an, ans, année, années",
        "decade": "décennie, décennies", "century": "siècle, siècles", "degree": "degré, degrés",
        "°C": "degrés celsius, degrés centigrades", "°F": "degrés fahrenheit",
        "W": "watt, watts", "kW": "kilowatt, kilowatts", "MW": "mégawatt, mégawatts", "GB": "go, gigaoctets",
        "MB": "mégaoctets",
        "dollar": "dollar, dollars", "cent": "centime, centimes", "euro": "euro, euros",
        "pound": "livre, livres, livres sterling", "rial": "rial, rials, riyal, riyals",
        "toman": "toman, tomans, toumans",
        "lira": "lire, lires", "peso": "peso, pesos", "real": "réaux, reais", "ruble": "rouble, roubles",
        "dinar": "dinar, dinars", "dirham": "dirham, dirhams", "shekel": "shekel, shekels", "franc": "franc, francs",
        "mark": "mark, marks", "yen": "yen, yens", "yuan": "yuan, yuans", "rupee": "roupie, roupies",
        "hryvnia": "hryvnia, hryvnias",
    },
    months={
        1: "janvier, janv.", 2: "février, févr.", 3: "mars", 4: "avril, avr.", 5: "mai", 6: "juin", 7: "juillet, juil.",
        8: "août", 9: "septembre", 10: "octobre, oct.", 11: "novembre, nov.", 12: "décembre, déc.",
    },
    solar=SOLAR_MONTHS,
    islamic=ISLAMIC_MONTHS,
    shy_months=SHY_MONTHS,
    date_words="de d du",
    year_before="l'an, l'année, en l'an, de l'an",
    gregorian="après J.-C., apr. J.-C.",
    islamic_era="de l'hégire",
    decade_before="années, les années",
    century="siècle, siècles",
    clock=Clock(
        open="à, vers, dès, avant, après, jusqu'à, de, il est, il était",
        less="moins",
        exact="précises, pile",
        hours="heures, heure, h",
        past={30: "& demie, & demi", 15: "& quart", -15: "moins le quart, moins un quart", 45: "& trois quarts"},
        named={720: "midi", 0: "minuit"},
        am="du matin",
        pm="de l'après-midi, du soir",
    ),
    idioms="mille fois, cent fois, mille mercis, mille excuses, trois fois rien, quatre yeux, quatre pattes, les "
    "cent pas, trente et un, quatre matins, midi à quatorze heures, trois francs six sous, quatre à quatre, "
    "trente six fois, deux pas, deux mots, quatre sous, trois sous, deux doigts, guerre de 14, guerre de "
    "quatorze, à deux",
    traps="sur vingt quatre, sur 24, "
    "un autre, l'un, l'une, les uns, les unes, quoi de neuf, rien de neuf, du neuf, tout neuf, "
    "toute neuve, remis à neuf, remise à neuf, remettre à neuf, refait à neuf, refaite à neuf, refaire à neuf, "
    "flambant neuf, un second, une seconde, la seconde même, premier ministre, première ministre, première dame, "
    "le tiers monde, tiers monde, le tiers état, tiers état, le quart monde, quart monde, tiers mondiste, en "
    "premier, en second, au premier abord, demi-finale, "
    "demi-finales, demi-tour, "
    "demi-frère, demi-sœur, le second degré, de première, d'abord, du premier coup, "
    "un peu, un jour, une fois, pas un, aucun, l'un des, cent fois",
)  # fmt: skip
