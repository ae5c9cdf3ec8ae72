"""German."""

from fractions import Fraction

from dragoman.language.digits import Number
from dragoman.language.tables.base import ISLAMIC_MONTHS, SHY_MONTHS, SOLAR_MONTHS, Clock, Table


def _inflected(*stems: str) -> str:
    return " ".join(stem + ending for stem in stems for ending in ("e", "er", "en", "es", "em"))


_TENS: dict[Number, str] = {
    20: "zwanzig", 30: "dreißig", 40: "vierzig", 50: "fünfzig", 60: "sechzig", 70: "siebzig", 80: "achtzig",
    90: "neunzig",
}  # fmt: skip
_TEENS: dict[Number, str] = {
    10: "zehn", 11: "elf", 12: "zwölf", 13: "dreizehn", 14: "vierzehn", 15: "fünfzehn", 16: "sechzehn",
    17: "siebzehn", 18: "achtzehn", 19: "neunzehn",
}  # fmt: skip
_UNITS = {1: "ein", 2: "zwei", 3: "drei", 4: "vier", 5: "fünf", 6: "sechs", 7: "sieben", 8: "acht", 9: "neun"}

TABLE = Table(
    cardinals={
        0: "null", 1: "eins ein eine einen einem einer", 2: "zwei zwo zweien", 3: "drei dreien dreier dritt",
        4: "vier viert", 5: "fünf fuenf fünft", 6: "sechs", 7: "sieben", 8: "acht", 9: "neun",
        **{
            Fraction(4 * value + part, 4): f"{word}{name} {word}und{name}"
            for value, word in _UNITS.items()
            for part, name in ((1, "einviertel"), (2, "einhalb"), (3, "dreiviertel"))
        },
        Fraction(3, 2): "anderthalb anderthalbe anderthalbes anderthalben eineinhalb einundeinhalb",
        **_TEENS, **_TENS, 50: "fünfzig fuenfzig", 15: "fünfzehn fuenfzehn", 12: "zwölf zwoelf",
    },
    scales={
        1000: "tausend tsd.", 10**6: "million millionen mio.", 10**9: "milliarde milliarden mrd.",
        10**12: "billion billionen bio.",
    },
    hundred="hundert",
    implicit="hundert tausend dutzend million milliarde",
    collectives={12: "dutzend"},
    articles="ein eine einen einem einer",
    ordinals={
        1: _inflected("erst"), 2: _inflected("zweit"), 3: _inflected("dritt"), 4: _inflected("viert"),
        5: _inflected("fünft"), 6: _inflected("sechst"), 7: _inflected("siebt", "siebent"), 8: _inflected("acht"),
        9: _inflected("neunt"),
        **{int(value): _inflected(word + "t") for value, word in _TEENS.items()},
        **{int(value): _inflected(word + "st") for value, word in _TENS.items()},
        100: _inflected("hundertst"), 1000: _inflected("tausendst"),
    },
    doubtful="achte achten",
    joiner="und",
    joins="-??",
    joined_below=100,
    reversed_tens=True,
    compounds=True,
    compound_joiner="und",
    compound_tails=_inflected("jährig", "tägig", "stündig", "minütig", "monatig", "wöchig", "fach", "malig", "köpfig")
    + " mal fach jährig jährlich stündig tägig monatig wöchig minütig",
    point="komma",
    minus="minus",
    below_zero="unter null",
    fractions={
        3: "drittel", 4: "viertel", 5: "fünftel", 6: "sechstel", 8: "achtel", 10: "zehntel", 100: "hundertstel",
        1000: "tausendstel",
    },
    parts={
        Fraction(1, 3): "ein drittel, das drittel",
        Fraction(1, 4): "ein viertel der, ein viertel des, ein viertel aller",
        Fraction(1, 5): "ein fünftel", Fraction(1, 10): "ein zehntel",
        Fraction(2, 3): "zweidrittel, zweidrittelmehrheit", Fraction(3, 4): "dreiviertel, dreiviertelmehrheit",
    },
    weak_parts={Fraction(1, 4): "ein viertel"},
    part_before={
        Fraction(1, 2): "halb, halbe, halben, halbes, halber, halbem", Fraction(1, 3): "drittel",
        Fraction(2, 3): "zweidrittel", Fraction(1, 4): "viertel", Fraction(3, 4): "dreiviertel, drei viertel",
        Fraction(1, 8): "achtel", Fraction(1, 10): "zehntel", Fraction(1, 100): "hundertstel",
        Fraction(1, 1000): "tausendstel", Fraction(5, 4): "fünfviertel",
    },
    glued="halb drittel zweidrittel viertel dreiviertel fünfviertel achtel zehntel hundertstel tausendstel",
    half_alone="die hälfte, hälfte",
    part_after={
        Fraction(1, 2): "einhalb, & einhalb, & ein halb", Fraction(1, 4): "einviertel, & einviertel, & ein viertel",
        Fraction(3, 4): "dreiviertel, & dreiviertel, & drei viertel", Fraction(1, 3): "& ein drittel",
    },
    part_after_number={
        Fraction(1, 2): "& eine halbe, & ein halber, & ein halbes, & einen halben, & einer halben, & einem halben",
        Fraction(1, 4): "& eine viertel, & einer viertel", Fraction(3, 4): "& eine dreiviertel, & einer dreiviertel",
    },
    about="ungefähr, rund, etwa, circa, ca., fast, knapp, an die, um die, gut, beinahe",
    several="mehrere, einige, ein paar, viele, zig",
    magnitudes={
        10: "dutzende, zehner, dutzenden", 100: "hunderte, hunderten, hunderter",
        1000: "tausende, tausenden, tausender",
        10000: "zehntausende, zehntausenden", 100000: "hunderttausende, hunderttausenden",
        10**6: "millionen", 10**9: "milliarden",
    },
    twos="zu zweit, wir zwei, ihr zwei, die zwei, beide, beiden, beides, beider, zweimal, doppelt, das doppelte",
    between="zwischen",
    to="bis, bis zu",
    day_to="auf den, bis zum, bis, auf, und den, und am, oder am, und",
    or_="oder",
    of="von",
    adjectives="alte alten alter neue neuen us kanadische kanadischen iranische iranischen syrische syrische",
    percent="prozent, prozentpunkte, v.h.",
    per_mille="promille",
    units={
        "mm": "millimeter", "cm": "zentimeter, zentimetern", "m": "meter, metern", "km": "kilometer, kilometern",
        "inch": "zoll", "foot": "fuß", "mile": "meile, meilen", "nmi": "seemeile, seemeilen",
        "m2": "quadratmeter, quadratmetern", "km2": "quadratkilometer, quadratkilometern", "ha": "ha, hektar",
        "m3": "kubikmeter, kubikmetern", "l": "liter, litern", "ml": "milliliter", "gallon": "gallonen",
        "barrel": "barrel, fass", "mg": "milligramm", "g": "gramm", "kg": "kilo, kilos, kilogramm",
        "t": "tonne, tonnen", "pound": "pfund", "ounce": "unze, unzen",
        "km/h": "stundenkilometer, kilometer pro stunde, kilometer in der stunde, km/h",
        "s": "sekunde, sekunden, sek.", "min": "minute, minuten, minütig, minütige, minütigen, minütiger, minütiges",
        "h": "stunde, stunden, stündchen, stündig, stündige, stündigen, stündiger, stündiges, std.",
        "day": "tag, tage, tagen, tages, tägig, tägige, tägigen, tägiger, tägiges",
        "week": "woche, wochen, wöchig, wöchige, wöchigen, wöchiger, wöchiges",
        "month": "monat, monate, monaten, monats, monatig, monatige, monatigen, monatiger, monatiges",
        "year": "jahr, jahre, jahren, jährig, jährige, jähriger, jährigen, jähriges, jährigem, jahres",
        "decade": "jahrzehnt, jahrzehnte, jahrzehnten",
        "century": "jahrhundert, jahrhunderte, jahrhunderten, jahrhunderts",
        "degree": "grad", "°C": "grad celsius", "°F": "grad fahrenheit",
        "W": "watt", "kW": "kilowatt", "MW": "megawatt", "GB": "gigabyte", "MB": "megabyte",
        "dollar": "dollar, dollars, us dollar", "cent": "cent, cents", "euro": "euro, euros",
        "rial": "rial, rials, riyal, riyals", "toman": "toman, tomans, tuman", "lira": "lira, lire",
        "peso": "peso, pesos",
        "ruble": "rubel, rubeln", "dinar": "dinar, dinare, dinaren", "dirham": "dirham, dirhams",
        "shekel": "schekel, shekel", "franc": "franken, franc, francs", "yen": "yen", "yuan": "yuan",
        "rupee": "rupie, rupien", "mark": "mark, d mark", "hryvnia": "hrywnja",
    },
    months={
        1: "Januar, Jänner, Jan.", 2: "Februar, Feb.", 3: "März", 4: "April, Apr.", 5: "Mai", 6: "Juni, Jun.",
        7: "Juli, Jul.", 8: "August, Aug.", 9: "September, Sept., Sep.", 10: "Oktober, Okt.", 11: "November, Nov.",
        12: "Dezember, Dez.",
    },
    solar=SOLAR_MONTHS,
    islamic=ISLAMIC_MONTHS,
    shy_months=SHY_MONTHS,
    date_words="des im",
    year_before="Jahr, Jahre, das Jahr, im Jahr, im Jahre, Jahres",
    gregorian="n. Chr., nach Christus",
    islamic_era="nach der Hidschra",
    decades={
        int(value): f"{word}er {word}ern {word}erjahre {word}erjahren"
        for value, word in _TENS.items()
    },
    decade_suffixes="er ern",
    decade_after="Jahre, Jahren",
    century="Jahrhundert, Jahrhunderts, Jahrhunderte",
    clock=Clock(
        open="um, gegen, ab, bis, seit, vor, nach",
        exact="Uhr",
        first={
            -30: "halb", 15: "Viertel nach, Viertel über", -45: "viertel",
            -15: "Viertel vor, dreiviertel, drei viertel",
        },
        past_words="nach, minuten nach",
        to_words="vor, minuten vor",
        am="morgens, vormittags, früh, am Morgen, am Vormittag",
        pm="nachmittags, abends, am Nachmittag, am Abend",
        night="nachts, in der Nacht",
    ),
    idioms="tausend dank, tausendmal, hundertmal, vier augen, auf allen vieren, sieben sachen, zwei worte, zwei "
    "worten, drei kreuze, fünf vor zwölf, vier wänden, vier wände, siebten himmel",
    traps="einander, eines Tages, ein anderer, eine andere, zum ersten mal, "
    "zum einen, in acht, außer acht, sich in acht, gib acht, acht geben, erster minister, der eine, die eine, "
    "erst einmal, erste hilfe, dritte welt, noch einmal, ein paar mal, zum ersten, fürs erste, als erstes, "
    "tausend dank",
)  # fmt: skip
