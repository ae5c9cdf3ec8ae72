"""Italian."""

from fractions import Fraction

from dragoman.language.tables.base import ISLAMIC_MONTHS, SHY_MONTHS, SOLAR_MONTHS, Clock, Table


def _inflected(*stems: str) -> str:
    return " ".join(stem + ending for stem in stems for ending in "oaie")


TABLE = Table(
    cardinals={
        0: "zero", 1: "uno un una", 2: "due", 3: "tre triplo", 4: "quattro", 5: "cinque", 6: "sei", 7: "sette",
        8: "otto",
        9: "nove", 10: "dieci", 11: "undici", 12: "dodici", 13: "tredici", 14: "quattordici", 15: "quindici",
        16: "sedici", 17: "diciassette", 18: "diciotto", 19: "diciannove", 20: "venti vent", 30: "trenta trent",
        40: "quaranta quarant", 50: "cinquanta cinquant", 60: "sessanta sessant", 70: "settanta settant",
        80: "ottanta ottant", 90: "novanta novant",
    },
    scales={
        1000: "mille mila", 10**6: "milione milioni mln", 10**9: "miliardo miliardi mld", 10**12: "bilione bilioni",
    },
    hundred="cento cent",
    implicit="cento cent mille milione miliardo decina dozzina centinaio migliaio",
    collectives={
        10: "decina", 12: "dozzina dozzine", 15: "quindicina", 20: "ventina", 30: "trentina", 40: "quarantina",
        50: "cinquantina", 60: "sessantina", 100: "centinaio", 1000: "migliaio",
    },
    articles="un una",
    ordinals={
        1: _inflected("prim", "unesim"), 2: _inflected("second", "duesim"), 3: _inflected("terz", "treesim", "tresim"),
        4: _inflected("quart", "quattresim"), 5: _inflected("quint", "cinquesim"),
        6: _inflected("sest", "seiesim", "sesim"), 7: _inflected("settim", "settesim"),
        8: _inflected("ottav", "ottesim"), 9: _inflected("non", "novesim"), 10: _inflected("decim"),
        11: _inflected("undicesim"), 12: _inflected("dodicesim"), 13: _inflected("tredicesim"),
        14: _inflected("quattordicesim"), 15: _inflected("quindicesim"), 16: _inflected("sedicesim"),
        17: _inflected("diciassettesim"), 18: _inflected("diciottesim"), 19: _inflected("diciannovesim"),
        20: _inflected("ventesim"), 30: _inflected("trentesim"), 40: _inflected("quarantesim"),
        50: _inflected("cinquantesim"), 60: _inflected("sessantesim"), 70: _inflected("settantesim"),
        80: _inflected("ottantesim"), 90: _inflected("novantesim"), 100: _inflected("centesim"),
        1000: _inflected("millesim"),
    },
    ordinal_suffixes="º ª o a",
    doubtful="sei venti vent cent trent quarant cinquant sessant settant ottant novant nono nona none prime",
    joiner="e ed",
    joins="-??",
    joined_below=1000,
    compounds=True,
    compound_tails="enne enni ennio",
    ordinals_in_one_word=True,
    point="virgola",
    minus="meno",
    below_zero="sotto zero, sotto lo zero",
    fractions={3: "terzi", 4: "quarti", 5: "quinti", 6: "sesti", 8: "ottavi", 10: "decimi"},
    parts={
        Fraction(1, 3): "un terzo, la terza parte",
        Fraction(1, 4): "un quarto d, un quarto di, un quarto del, un quarto della, un quarto dei",
        Fraction(1, 5): "un quinto", Fraction(1, 10): "un decimo",
    },
    part_before={Fraction(1, 2): "mezzo, mezza, mezz", Fraction(1, 4): "quarto d, quarto di"},
    glued="mezz",
    half_alone="la metà, metà",
    part_after={Fraction(1, 2): "& mezzo, & mezza", Fraction(1, 4): "& un quarto"},
    part_after_unit={Fraction(3, 4): "& tre quarti", Fraction(1, 3): "& un terzo"},
    about="circa, quasi, intorno a, attorno a, pressappoco, approssimativamente, suppergiù",
    several="diversi, diverse, alcune, alcuni, parecchi, parecchie, varie, vari, molti, qualche, poche, pochi",
    magnitudes={
        10: "decine, dozzine", 100: "centinaia", 1000: "migliaia", 10**6: "milioni", 10**9: "miliardi",
    },
    twos="entrambi, entrambe, ambedue, il doppio, un paio, un paio di, "
    "tutti e due, tutte e due, i due, le due, noi due, voi due, loro due",
    between="tra, fra",
    to="a, ai, al, alle, fino a",
    day_to="& il, & del, o il",
    or_="o, oppure",
    of="di d dei",
    percent="per cento, percento, punti percentuali",
    per_mille="per mille",
    adjectives="vecchie vecchi nuove nuovi",
    units={
        "mm": "millimetro, millimetri", "cm": "centimetro, centimetri", "m": "metro, metri",
        "km": "chilometro, chilometri, kilometri", "inch": "pollice, pollici", "foot": "piedi", "yard": "iarde",
        "mile": "miglio, miglia", "nmi": "miglio nautico, miglia nautiche, miglia marine",
        "m2": "metro quadrato, metri quadrati, metri quadri", "km2": "chilometro quadrato, chilometri quadrati",
        "ha": "ettaro, ettari", "acre": "acri", "m3": "metro cubo, metri cubi",
        "l": "litro, litri", "ml": "millilitro, millilitri", "gallon": "galloni", "barrel": "barile, barili",
        "mg": "milligrammo, milligrammi", "g": "grammo, grammi", "kg": "chilo, chili, chilogrammo, chilogrammi",
        "t": "tonnellata, tonnellate", "lb": "libbra, libbre", "ounce": "oncia, once",
        "km/h": "chilometri orari, chilometri all'ora", "mile/h": "miglia orarie, miglia all'ora",
        "s": "secondo, secondi", "min": "minuto, minuti", "h": "ora, ore, oretta, orette",
        "day": "giorno, giorni, giornata, giornate",
        "week": "settimana, settimane", "month": "mese, mesi", "year": "anno, anni, enne, enni",
        "decade": "decennio, decenni",
        "century": "secolo, secoli", "degree": "grado, gradi", "°C": "gradi celsius, gradi centigradi",
        "°F": "gradi fahrenheit", "W": "watt", "kW": "chilowatt", "MW": "megawatt",
        "dollar": "dollaro, dollari", "cent": "centesimo, centesimi", "euro": "euro",
        "pound": "sterlina, sterline", "rial": "rial, riyal", "toman": "toman", "lira": "lira, lire",
        "peso": "peso, pesos", "real": "reais", "ruble": "rublo, rubli", "dinar": "dinaro, dinari",
        "dirham": "dirham", "shekel": "shekel, siclo, sicli", "franc": "franco, franchi", "yen": "yen",
        "yuan": "yuan", "rupee": "rupia, rupie",
    },
    months={
        1: "gennaio, gen.", 2: "febbraio, feb.", 3: "marzo", 4: "aprile, apr.", 5: "maggio", 6: "giugno", 7: "luglio",
        8: "agosto", 9: "settembre, sett.", 10: "ottobre, ott.", 11: "novembre, nov.", 12: "dicembre, dic.",
    },
    solar=SOLAR_MONTHS,
    islamic=ISLAMIC_MONTHS,
    shy_months=SHY_MONTHS,
    date_words="di del mese dell nell",
    year_before="l'anno, anno, nell'anno, dell'anno",
    gregorian="d.C., dopo Cristo",
    islamic_era="dell'Egira",
    decade_before="anni, gli anni, negli anni, degli anni",
    century="secolo, secoli",
    clock=Clock(
        before="alle, all, sono le, erano le, dalle, fino alle, verso le",
        open="le",
        exact="in punto",
        hours="ore",
        past={30: "& mezza, & mezzo, & trenta", 15: "& un quarto", -15: "meno un quarto", 45: "& tre quarti"},
        less="meno",
        named={720: "mezzogiorno", 0: "mezzanotte"},
        am="di mattina, del mattino",
        pm="di pomeriggio, del pomeriggio, di sera, della sera",
        night="di notte",
    ),
    idioms="mille grazie, mille volte, cento volte, "
    "quattro soldi, due parole, quattro occhi, quattro zampe, due dita, quattro e quattro otto, due righe, "
    "mille cose, quattro salti",
    traps="tu sei, sei stato, sei stata, non sei, ci sei, sei tu, se sei, che sei, sei un, sei una, lo sei, sei il, "
    "sei la, dove sei, chi sei, sei venuto, sei andato, sei sicuro, sei qui, primo ministro, prima ministra, "
    "prime minister, l'uno, l'una, l'un l'altro, uno non, uno si, prima di, prima che, prima volta, "
    "per mezzo di, in mezzo, di mezzo, mezzi di, di prima, in primo luogo, innanzitutto, un secondo, secondo me, "
    "secondo il, secondo la, secondo i, secondo lui, secondo lei, secondo quanto, terzo mondo, "
    "a prima vista, una volta, un giorno, quattro chiacchiere, due passi, quattro passi, "
    "quattro gatti, la prima, come prima, anche prima, poco prima, molto prima, "
    "prima o poi, anno prima, anni prima, giorni prima, mesi prima, giorno prima, quanto prima, e prima, ma prima",
)  # fmt: skip
