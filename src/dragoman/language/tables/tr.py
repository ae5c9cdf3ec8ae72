"""Turkish."""

from fractions import Fraction

from dragoman.language.tables.base import ISLAMIC_MONTHS, SHY_MONTHS, SOLAR_MONTHS, Clock, Table

TABLE = Table(
    cardinals={
        0: "sıfır", 1: "bir biri", 2: "iki", 3: "üç üçümüz", 4: "dört dörd dördümüz", 5: "beş beşimiz",
        6: "altı altıda altıdan altıya altıyı", 7: "yedi", 8: "sekiz",
        9: "dokuz",
        10: "on", 20: "yirmi", 30: "otuz", 40: "kırk", 50: "elli", 60: "altmış", 70: "yetmiş", 80: "seksen",
        90: "doksan",
    },
    scales={1000: "bin", 10**6: "milyon mn", 10**9: "milyar mlr mr", 10**12: "trilyon"},
    hundred="yüz",
    implicit="yüz bin düzine",
    collectives={12: "düzine"},
    ordinals={
        1: "birinci", 2: "ikinci", 3: "üçüncü", 4: "dördüncü", 5: "beşinci", 6: "altıncı", 7: "yedinci",
        8: "sekizinci", 9: "dokuzuncu", 10: "onuncu", 20: "yirminci", 30: "otuzuncu", 40: "kırkıncı",
        50: "ellinci", 60: "altmışıncı", 70: "yetmişinci", 80: "sekseninci", 90: "doksanıncı", 100: "yüzüncü",
        1000: "bininci",
    },
    ordinal_suffixes="inci ıncı uncu üncü nci ncı ncu ncü",
    doubtful_last="yüz bin yedi on kırk elli altı",
    compounds=True,
    regular_teens=True,
    neighbours_are_range=True,
    point="virgül nokta",
    minus="eksi, sıfırın altında",
    below_zero="sıfırın altında",
    denominators_first={
        2: "ikide", 3: "üçte", 4: "dörtte", 5: "beşte", 6: "altıda", 7: "yedide", 8: "sekizde", 10: "onda",
    },
    parts={Fraction(1, 4): "çeyrek, çeyreği"},
    part_before={Fraction(1, 2): "yarım", Fraction(1, 4): "çeyrek, bir çeyrek", Fraction(3, 4): "üç çeyrek"},
    half_alone="yarısı, yarısını, yarısının, yarısına, yarı",
    part_after={Fraction(1, 2): "buçuk, buçukta, buçuğa, buçuktan"},
    part_after_unit={Fraction(1, 4): "çeyrek, bir çeyrek"},
    about="yaklaşık, aşağı yukarı, takriben, neredeyse, civarında",
    several="birkaç, bir kaç, birçok, çok",
    magnitudes={
        10: "onlarca, düzinelerce", 100: "yüzlerce", 1000: "binlerce", 10**4: "on binlerce, onbinlerce",
        10**5: "yüz binlerce, yüzbinlerce", 10**6: "milyonlarca", 10**9: "milyarlarca",
    },
    twos="ikimiz, ikiniz, her ikisi, her iki, ikisi de, iki katı, bir çift, çift",
    between="",
    to="ila, ilâ, ile",
    or_="veya, ya da",
    of="",
    adjectives="eski yeni amerikan abd kanada",
    percent="",
    percent_before="yüzde",
    per_mille="binde",
    units={
        "mm": "milimetre, mm", "cm": "santimetre, santim", "m": "metre", "km": "kilometre", "inch": "inç",
        "foot": "fit, ayak",
        "mile": "mil", "nmi": "deniz mili", "m2": "metrekare, metre kare", "km2": "kilometrekare, kilometre kare",
        "ha": "ha, hektar", "dunam": "dönüm", "m3": "metreküp, metre küp", "l": "litre", "ml": "mililitre",
        "barrel": "varil",
        "mg": "miligram", "g": "gram, gr", "kg": "kilo, kilogram", "t": "ton", "km/h": "kilometre hız",
        "s": "saniye, sn.", "min": "dakika, dk.", "h": "saat", "day": "gün, günlük", "week": "hafta, haftalık",
        "month": "ay, aylık",
        "year": "yıl, sene, yaş, yaşında, yaşındaki, yaşındaydım, yaşındaydı, yaşındayım, yaşındaydık, yaşımda, "
        "yaşındayken, yıllık, senelik, yıldır, senedir",
        "decade": "on yıl", "century": "yüzyıl, asır",
        "degree": "derece", "°C": "santigrat derece, santigrat, derece santigrat", "W": "vat, watt", "kW": "kilovat",
        "MW": "megavat",
        "GB": "gigabayt", "MB": "megabayt",
        "dollar": "dolar", "cent": "sent", "euro": "euro, avro", "pound": "sterlin, pound", "rial": "riyal, rial",
        "toman": "tümen, toman", "lira": "lira, tl", "peso": "peso", "ruble": "ruble", "dinar": "dinar",
        "dirham": "dirhem", "shekel": "şekel", "franc": "frank", "yen": "yen", "yuan": "yuan", "rupee": "rupi",
        "kurus": "kuruş", "manat": "manat",
    },
    months={
        1: "Ocak", 2: "Şubat", 3: "Mart", 4: "Nisan", 5: "Mayıs", 6: "Haziran", 7: "Temmuz", 8: "Ağustos", 9: "Eylül",
        10: "Ekim", 11: "Kasım", 12: "Aralık",
    },
    solar=SOLAR_MONTHS,
    islamic=ISLAMIC_MONTHS,
    shy_months=SHY_MONTHS + " ocak ekim aralık",
    year_before="yılı",
    year_after="yılında, yılının, yılı, yılından, yılına, yılındaki, senesinde, senesi",
    gregorian="miladi",
    islamic_era="hicri",
    decades={
        20: "yirmiler yirmili", 30: "otuzlar otuzlu", 40: "kırklar kırklı", 50: "elliler ellili",
        60: "altmışlar altmışlı", 70: "yetmişler yetmişli", 80: "seksenler seksenli", 90: "doksanlar doksanlı",
    },
    decade_suffixes="lar ler lı li lu lü larda lerde ların lerin",
    decade_after="yıllar, yılları, yıllarda, yıllarında, yılların",
    century="yüzyıl, asır, yüzyılda, yüzyılın, yüzyılda",
    clock=Clock(
        before="saat, saati, saatler",
        past={
            15: "çeyrek geçe, çeyrek geçiyor, çeyrek geçiyordu", -15: "çeyrek kala, çeyrek var, çeyrek vardı",
        },
        past_tells=True,
        later="geçe, geçiyor, geçiyordu",
        sooner="kala, var, vardı",
        am="sabah, sabahın, öğleden önce",
        pm="akşam, akşamüstü, öğleden sonra, öğlen, ikindi",
        night="gece, gecesi",
    ),
    idioms="kırk yılda bir, kırk kere, bin kere, bin kez, yüz kez, üç kuruş, üç beş kuruş, beş para, beş "
    "parasız, dört gözle, iki çift laf, dört bir yan, dört bir yanı, kırk yıllık, iki arada bir derede, iki "
    "laf, iki satır, bin bir, iki büklüm, dört duvar",
    traps="dört dörtlük, bu yüzden, bir an, bir şey, bir de, bir daha, bir kez daha, hiç bir, her bir, bir biri, "
    "bir türlü, "
    "bir taraftan, bir yandan, bir süre, bir sürü, bir az, bir anda, o yüzden, yüz yüze, şu yüzden, "
    "kırk yılda bir, kırk kere, yüz kere, başbakan, ilk önce, ne yüzle, yüz yıkadı, bir ara, bir yer, "
    "bir başka",
)  # fmt: skip
