"""English."""

from fractions import Fraction

from dragoman.language.tables.base import ISLAMIC_MONTHS, SHY_MONTHS, SOLAR_MONTHS, Clock, Table

TABLE = Table(
    cardinals={
        0: "zero nought oh", 1: "one", 2: "two", 3: "three triple thrice", 4: "four", 5: "five", 6: "six",
        7: "seven", 8: "eight",
        9: "nine", 10: "ten", 11: "eleven", 12: "twelve", 13: "thirteen", 14: "fourteen", 15: "fifteen",
        16: "sixteen", 17: "seventeen", 18: "eighteen", 19: "nineteen", 20: "twenty", 30: "thirty",
        40: "forty fourty", 50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety",
    },
    scales={
        12: "dozen dozens", 1000: "thousand k", 10**5: "lac lacs", 10**6: "million mn mln", 10**7: "cr",
        10**9: "billion bn milliard", 10**12: "trillion trn", 10**15: "quadrillion",
    },
    hundred="hundred",
    implicit="dozen hundred thousand lakh million crore billion trillion",
    nouns_of={20: "score", 144: "gross"},
    articles="a an oh every each",
    ordinals={
        1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", 6: "sixth", 7: "seventh", 8: "eighth",
        9: "ninth", 10: "tenth", 11: "eleventh", 12: "twelfth", 13: "thirteenth", 14: "fourteenth", 15: "fifteenth",
        16: "sixteenth", 17: "seventeenth", 18: "eighteenth", 19: "nineteenth", 20: "twentieth", 30: "thirtieth",
        40: "fortieth", 50: "fiftieth", 60: "sixtieth", 70: "seventieth", 80: "eightieth", 90: "ninetieth",
        100: "hundredth", 1000: "thousandth", 10**6: "millionth",
    },
    ordinal_suffixes="st nd rd th",
    joiner="and",
    joins="-??",
    joined_below=100,
    paired_years=True,
    point="point",
    minus="minus, negative",
    below_zero="below zero, below freezing",
    fractions={
        2: "halves", 3: "thirds", 4: "quarters fourths", 5: "fifths", 6: "sixths", 7: "sevenths", 8: "eighths",
        9: "ninths", 10: "tenths", 100: "hundredths",
    },
    parts={
        Fraction(1, 3): "a third of, one third, one third of",
        Fraction(1, 4): "a quarter of, one quarter, one fourth, a fourth of, one quarter of",
        Fraction(1, 5): "a fifth of, one fifth", Fraction(1, 6): "a sixth of, one sixth",
        Fraction(1, 8): "an eighth of, one eighth", Fraction(1, 10): "a tenth of, one tenth",
    },
    weak_parts={Fraction(1, 4): "a quarter"},
    part_before={
        Fraction(1, 2): "half, one half, a half", Fraction(1, 4): "quarter, one quarter",
        Fraction(3, 4): "three quarter",
    },
    half_alone="half, halves, one half, a half",
    part_after={
        Fraction(1, 2): "& a half, & one half, & half", Fraction(1, 4): "& a quarter, & one quarter",
        Fraction(3, 4): "& three quarters, & three quarter", Fraction(1, 3): "& one third",
        Fraction(2, 3): "& two thirds",
    },
    about="about, around, approximately, roughly, nearly, almost, some, circa, close to, in the region of",
    several="several, a few, many, a couple of, couple of, a couple, couple, few",
    magnitudes={
        10: "dozens, tens, scores", 100: "hundreds", 1000: "thousands", 10**5: "lakhs", 10**6: "millions",
        10**7: "crores", 10**9: "billions", 10**12: "trillions",
    },
    twos="both, the two of them, the two of us, the two of you, "
    "twice, every other, double, a couple, a couple of, a pair, a pair of",
    between="between",
    to="to, till, until, through",
    or_="or",
    of="of",
    adjectives="old new gold french belgian german italian spanish moroccan algerian tunisian "
    "soviet ottoman us u.s american canadian australian iranian syrian lebanese egyptian iraqi turkish israeli british "
    "mexican argentine chilean russian saudi jordanian libyan sudanese swiss million",
    percent="percent, per cent, percentage points, percentage point, pct",
    per_mille="per mille, per thousand",
    units={
        "mm": "millimetre millimetres millimeter millimeters".replace(" ", ", "),
        "cm": "centimetre, centimetres, centimeter, centimeters", "m": "metre, metres, meter, meters",
        "km": "kilometre, kilometres, kilometer, kilometers, klicks", "inch": "inch, inches",
        "foot": "foot, feet, ft", "yard": "yard, yards", "mile": "mile, miles", "nmi": "nautical mile, nautical miles",
        "m2": "square metre, square metres, square meter, square meters, sq m",
        "km2": "square kilometre, square kilometres, square kilometer, square kilometers, sq km",
        "mile2": "square mile, square miles", "foot2": "square foot, square feet",
        "ha": "ha, hectare, hectares", "acre": "acre, acres", "dunam": "dunam, dunams",
        "m3": "cubic metre, cubic metres, cubic meter, cubic meters",
        "l": "litre, litres, liter, liters", "ml": "millilitre, millilitres, milliliter, milliliters",
        "gallon": "gallon, gallons", "barrel": "barrel, barrels, bpd",
        "mg": "milligram, milligrams, mg", "g": "gram, grams, gramme, grammes",
        "kg": "kilo, kilos, kilogram, kilograms", "t": "ton, tons, tonne, tonnes, metric tons",
        "lb": "lb, lbs", "ounce": "ounce, ounces, oz",
        "km/h": "kilometres per hour, kilometers per hour, kilometres an hour, kilometers an hour",
        "mile/h": "miles per hour, miles an hour",
        "s": "second, seconds, sec, secs", "min": "minute, minutes, mins", "h": "hour, hours, hr, hrs",
        "day": "day, days, days'", "week": "week, weeks", "month": "month, months", "year": "year, years, yrs",
        "decade": "decade, decades", "century": "century, centuries",
        "degree": "degree, degrees", "°C": "degrees celsius, degrees centigrade, celsius, degree celsius",
        "°F": "degrees fahrenheit, fahrenheit",
        "W": "watt, watts", "kW": "kilowatt, kilowatts", "MW": "megawatt, megawatts", "GW": "gigawatt, gigawatts",
        "GB": "gigabyte, gigabytes", "MB": "megabyte, megabytes",
        "dollar": "dollar, dollars, bucks", "cent": "cent, cents", "euro": "euro, euros", "pound": "pound, pounds",
        "rial": "rial, rials, riyal, riyals", "toman": "toman, tomans, tuman, tumans, touman",
        "lira": "lira, liras, lire",
        "peso": "peso, pesos", "real": "reais", "ruble": "ruble, rubles, rouble, roubles",
        "kopeck": "kopeck, kopecks, kopek, kopeks, copeck, copecks",
        "kurus": "kurus, kuruş, kurush", "agora": "agora, agorot",
        "tenge": "tenge", "manat": "manat, manats", "peseta": "peseta, pesetas",
        "escudo": "escudo, escudos", "kWh": "kilowatt hour, kilowatt hours", "dinar": "dinar, dinars",
        "dirham": "dirham, dirhams", "shekel": "shekel, shekels", "franc": "franc, francs", "mark": "marks, mark",
        "yen": "yen",
        "yuan": "yuan, renminbi", "rupee": "rupee, rupees, Rs.", "hryvnia": "hryvnia, hryvnias", "afghani": "afghanis",
        "bolivar": "bolivars, bolívares",
    },
    months={
        1: "January, Jan.", 2: "February, Feb.", 3: "March, Mar.", 4: "April, Apr.", 5: "May", 6: "June, Jun.",
        7: "July, Jul.", 8: "August, Aug.", 9: "September, Sept., Sep.", 10: "October, Oct.", 11: "November, Nov.",
        12: "December, Dec.",
    },
    solar=SOLAR_MONTHS,
    islamic=ISLAMIC_MONTHS,
    shy_months=SHY_MONTHS,
    date_words="of the in",
    year_before="the year, year, in the year, the years",
    gregorian="AD, A.D., CE, C.E.",
    islamic_era="AH, A.H., Hijri",
    solar_era="AP, SH, solar Hijri",
    decades={
        20: "twenties", 30: "thirties", 40: "forties", 50: "fifties", 60: "sixties", 70: "seventies", 80: "eighties",
        90: "nineties",
    },
    decade_suffixes="s",
    possessives="his her their my your our early mid late",
    century="century, centuries",
    clock=Clock(
        open="at, by, until, till, from, around, about",
        exact="o'clock, oclock",
        first={
            30: "half past", 15: "quarter past, a quarter past, quarter after",
            -15: "quarter to, a quarter to, quarter before",
        },
        past_words="past, minutes past, after",
        to_words="to, minutes to, before",
        named={720: "noon, midday, twelve noon", 0: "midnight"},
        am="am, a.m., in the morning, that morning, the next morning, next morning",
        pm="pm, p.m., in the afternoon, in the evening, that afternoon, that evening, the same evening",
        night="at night, that night",
    ),
    idioms="a thousand times, a hundred times, a million times, hundred times, thousand times, million times, "
    "a thousand thanks, on all fours, nine lives, seventh "
    "heaven, ninety nine times, one in a million, second to none, six feet under, at sixes and sevens, two "
    "cents, dressed to the nines, a dime a dozen, by the dozen, by the hundred, by the thousand, by the million, "
    "a thousand and one nights, thousand and one nights",
    traps="a score of the, no two, "
    "no one, one another, one must, one can, one could, one should, one would, one might, one may, one has, "
    "one had, one is, one was, one's, one does, one cannot, the one, this one, that one, which one, each one, "
    "every one, any one, some one, another one, the other one, one by one, one day, one way or another, one thing, "
    "only one, good one, big one, new one, old one, right one, wrong one, last one, first one, one who, one that, "
    "ones, the ones, one and all, one more, no one's, at first, first of all, at first sight, first and foremost, "
    "at first glance, in the first place, prime minister, first lady, first name, first minister, second hand, "
    "a second, wait a second, just a second, per second, second thoughts, split second, every second, first aid, "
    "for one, one so, one knows, back to square one, a zero, two faced, on the one hand, "
    "on the other hand, some day, some one, third world, third party, forty winks, half way, half hearted, "
    "may be, high fives, sixth sense, number ones, seven seas, one hopes, one sees, one feels, one thinks, one needs",
)  # fmt: skip
